/* alone.h -- programs of the bench that measure by themselves: selftest/bench/programs/NAME.c, linked with the library.
 */
#ifndef SEEDBED_SELFTEST_BENCH_ALONE_H
#define SEEDBED_SELFTEST_BENCH_ALONE_H

#include <stdbool.h>
#include <stdio.h>

/* Build it, with the libraries of these modules of pkg-config besides, and run it; what it wrote to the file BENCH_TO is to be read from
 * *out_lines, which the caller closes. false, with a message: it does not build, or did not end with exit code 0. */
bool bench_alone(const char *out, const char *name, const char *modules, bool server, FILE **out_lines);
/* The same in two steps, for several programs whose lines go to one file: that of `name`. argv: at most twelve words, NULL behind them. */
bool bench_alone_build(const char *out, const char *name, const char *modules);
bool bench_alone_run(const char *out, const char *name, const char *const *argv, bool server, FILE **out_lines);
/* Whether there is a PostgreSQL server, or one could be started. */
bool bench_server(void);
/* A Python that has these modules, separated by spaces; NULL, and a line that says so: there is none. Debian's modules are of Debian's Python, which need
 * not be the first in the path. */
const char *bench_python(const char *modules);

#endif
