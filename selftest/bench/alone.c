/* alone.c -- build and run a program of the bench that measures by itself. */
#include "alone.h"
#include "measure.h"
#include <stdlib.h>
#include <unistd.h>

static bool build(const char *out, const char *name, const char *modules, const char *program)
{
    const char *compiler = getenv("CC");
    char command[16384];
    const char *argv[] = { "sh", "-c", command, NULL };
    fprintf(stderr, "bench: compiling %s\n", name);
    snprintf(command, sizeof command,
        "%s -std=gnu11 -O2 -Iinclude -o '%s' selftest/bench/programs/%s.c selftest/bench/timing.c '%s/libseedbed.a' -Wl,--as-needed "
        "$(${PKG_CONFIG:-pkg-config} --cflags --libs %s) -lm -ldl -pthread",
        compiler && compiler[0] ? compiler : "gcc", program, name, out, modules);
    return bench_run(argv, true, NULL);
}

bool bench_server(void)
{
    static const char *const argv[] = { "sh", "selftest/build/postgres.sh", "bin", NULL };
    const char *server = getenv("SEEDBED_TEST_POSTGRES");
    return server ? *server != '\0' : bench_run(argv, false, NULL);
}

bool bench_alone(const char *out, const char *name, const char *modules, bool server, FILE **out_lines)
{
    char program[4096], to[4200];
    const char *with_server[] = { "sh", "selftest/build/postgres.sh", "run", program, NULL };
    const char *const *argv = server ? with_server : with_server + 3;
    snprintf(program, sizeof program, "%s/bench/%s", out, name);
    snprintf(to, sizeof to, "%s.lines", program);
    unlink(to);
    setenv("BENCH_TO", to, 1);
    *out_lines = NULL;
    if (build(out, name, modules, program) && bench_run(argv, true, NULL))
        *out_lines = fopen(to, "re");
    if (!*out_lines)
        fprintf(stderr, "bench: %s does not build or run; what was said is above\n", program);
    return *out_lines != NULL;
}
