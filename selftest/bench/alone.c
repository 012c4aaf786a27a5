/* alone.c -- build and run a program of the bench that measures by itself. */
#include "alone.h"
#include "measure.h"
#include <stdlib.h>
#include <unistd.h>

bool bench_alone_build(const char *out, const char *name, const char *modules)
{
    const char *compiler = getenv("CC");
    char command[16384];
    const char *argv[] = { "sh", "-c", command, NULL };
    fprintf(stderr, "bench: compiling %s\n", name);
    snprintf(command, sizeof command,
        "%s -std=gnu11 -O2 -Iinclude -o '%s/bench/%s' selftest/bench/programs/%s.c selftest/bench/timing.c '%s/libseedbed.a' -Wl,--as-needed "
        "$(${PKG_CONFIG:-pkg-config} --cflags --libs %s) -lm -ldl -pthread",
        compiler && compiler[0] ? compiler : "gcc", out, name, name, out, modules);
    return bench_run(argv, true, NULL);
}

bool bench_server(void)
{
    static const char *const argv[] = { "sh", "selftest/build/postgres.sh", "bin", NULL };
    const char *server = getenv("SEEDBED_TEST_POSTGRES");
    return server ? *server != '\0' : bench_run(argv, false, NULL);
}

bool bench_alone_run(const char *out, const char *name, const char *const *argv, bool server, FILE **out_lines)
{
    const char *all[16] = { "sh", "selftest/build/postgres.sh", "run" };
    char to[4200];
    for (int i = 0; argv[i] && i < 12; i++)
        all[3 + i] = argv[i];
    snprintf(to, sizeof to, "%s/bench/%s.lines", out, name);
    unlink(to);
    setenv("BENCH_TO", to, 1);
    *out_lines = bench_run(server ? all : all + 3, true, NULL) ? fopen(to, "re") : NULL;
    if (!*out_lines)
        fprintf(stderr, "bench: %s does not run; what was said is above\n", name);
    return *out_lines != NULL;
}

bool bench_alone(const char *out, const char *name, const char *modules, bool server, FILE **out_lines)
{
    char program[4096];
    snprintf(program, sizeof program, "%s/bench/%s", out, name);
    *out_lines = NULL;
    if (bench_alone_build(out, name, modules))
        return bench_alone_run(out, name, (const char *const[]){ program, NULL }, server, out_lines);
    fprintf(stderr, "bench: %s does not build; what was said is above\n", program);
    return false;
}

const char *bench_python(const char *modules)
{
    static const char *const pythons[] = { "/usr/bin/python3", "python3" };
    static const char look[] = "import importlib, sys\n[importlib.import_module(one) for one in sys.argv[1].split()]";
    for (size_t i = 0; i < sizeof pythons / sizeof *pythons; i++)
        if (bench_run(
                (const char *const[]){ "sh", "-c", "exec \"$0\" -c \"$1\" \"$2\" 2>/dev/null", pythons[i], look, modules, NULL },
                false, NULL))
            return pythons[i];
    printf(
        "Of Python not all of these are here, and are left out: %s (of Debian's python3-django, python3-psycopg2, python3-factory-boy)\n\n",
        modules);
    return NULL;
}
