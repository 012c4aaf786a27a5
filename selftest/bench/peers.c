/* peers.c -- what the bench compares Seedbed with, and which of it is on this machine. */
#include "peers.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const bench_peer bench_peers[PEERS] = {
    [PEER_BARE] = { "bare", "a timed loop over a table (floor)", NULL, NULL, NULL },
    [PEER_SEEDBED] = { "seedbed", "Seedbed, isolated (default)", NULL, NULL, "100 crashed" },
    [PEER_CMOCKA] = { "cmocka", "cmocka, one process", "cmocka", "libcmocka-dev", "100 FAILED TEST(S)" },
    [PEER_CUNIT] = { "cunit", "CUnit, one process", "cunit", "libcunit1-dev", NULL },
    [PEER_CHECK] = { "check", "Check, a fork per test", "check", "check", "Errors: 100" },
    [PEER_CRITERION] = { "criterion", "Criterion, isolated (default)", "criterion", "libcriterion-dev", "Crashing: 100" },
    [PEER_GTEST] = { "gtest", "gtest, one process", "gtest", "libgtest-dev", NULL },
    [PEER_FORKS] = { "forks", "100 bare fork and wait alone", NULL, NULL, NULL },
    [PEER_AFTER] = { "after", "Seedbed, then 100 bare fork and wait", NULL, NULL, NULL },
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

bool bench_build(const char *out, bench_program *program)
{
    const bench_peer *peer = &bench_peers[program->peer];
    const char *unwanted = getenv("BENCH_LEAVE_OUT");
    char folder[4000], tests[16], *flags = NULL;
    program->here = false;
    if (unwanted && strstr(unwanted, peer->id))
        return true;
    if ((flags = bench_peer_flags(peer)) == NULL) {
        bench_peer_missing(peer);
        return true;
    }
    snprintf(folder, sizeof folder, "%s/bench/%s_%s", out, peer->id, program->kind);
    snprintf(tests, sizeof tests, "%d", program->tests);
    snprintf(program->path, sizeof program->path, "%s/tests", folder);
    const char *argv[] = { "sh", "selftest/bench/build.sh", folder, peer->id, tests, program->more, flags, NULL };
    program->here = bench_run(argv, true, NULL);
    free(flags);
    if (!program->here)
        fprintf(stderr, "bench: the tests for %s do not build; what the compiler said is above\n", peer->title);
    return program->here;
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
