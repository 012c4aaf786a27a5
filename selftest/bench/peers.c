/* peers.c -- what the bench compares Seedbed with, and which of it is on this machine. */
#include "peers.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const bench_peer bench_peers[PEERS] = {
    [PEER_BARE] = { "bare", "a loop over a function table", NULL, NULL },
    [PEER_SEEDBED] = { "seedbed", "Seedbed, isolated (default)", NULL, NULL },
    [PEER_CMOCKA] = { "cmocka", "cmocka, one process", "cmocka", "libcmocka-dev" },
    [PEER_CHECK] = { "check", "Check, a fork per test", "check", "check" },
    [PEER_CRITERION] = { "criterion", "Criterion, isolated (default)", "criterion", "libcriterion-dev" },
};

char *bench_peer_flags(const bench_peer *peer)
{
    char command[200], *flags = calloc(1, 4096);
    if (!flags || !peer->module)
        return flags;
    snprintf(command, sizeof command, "pkg-config --cflags --libs %s 2>/dev/null", peer->module);
    FILE *said = popen(command, "r");
    size_t n = said ? fread(flags, 1, 4095, said) : 0;
    flags[strcspn(flags, "\n")] = '\0';
    if (!said || pclose(said) != 0 || !n) {
        free(flags);
        return NULL;
    }
    return flags;
}

void bench_peer_missing(const bench_peer *peer)
{
    printf("  %-32s not installed, left out (apt-get install %s)\n", peer->title, peer->package);
}

void bench_bound(bool met, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    printf("  %s ", met ? "met:    " : "NOT MET:");
    vprintf(format, args);
    putchar('\n');
    va_end(args);
}
