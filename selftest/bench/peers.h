/* peers.h -- what the bench compares Seedbed with, and which of it is on this machine. */
#ifndef SEEDBED_SELFTEST_BENCH_PEERS_H
#define SEEDBED_SELFTEST_BENCH_PEERS_H

#include "measure.h"

enum { PEER_BARE, PEER_SEEDBED, PEER_CMOCKA, PEER_CUNIT, PEER_CHECK, PEER_CRITERION, PEER_GTEST, PEER_FORKS, PEER_AFTER, PEERS };

typedef struct bench_peer {
    const char *id;      /* for generate.awk and file names */
    const char *title;   /* in the table */
    const char *module;  /* of pkg-config; NULL: always here */
    const char *package; /* Debian's */
    const char *crashes; /* how its report says that 100 tests crashed; NULL: it is not tried with such */
} bench_peer;

/* A program of trivial tests: which framework's, how many, and with what in them (see generate.awk). */
typedef struct bench_program {
    int peer;
    const char *kind; /* names its folder */
    int tests;
    const char *more; /* for generate.awk */
    bool here;        /* it was built */
    char path[4096];
} bench_program;

extern const bench_peer bench_peers[PEERS];

/* The compiler and linker flags of a peer, "" for none, to be freed; NULL where it is not installed. */
char *bench_peer_flags(const bench_peer *peer);
/* The peer that is not here, with what to install. */
void bench_peer_missing(const bench_peer *peer);
/* One line: whether a bound is met. Timing never fails the run. */
void bench_bound(bool met, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Build it, where its framework is installed and BENCH_LEAVE_OUT does not name it. false: it should build, and does not. */
bool bench_build(const char *out, bench_program *program);

/* The tables. 0, or 1 when something could not be built or run. */
int bench_tests(const char *out);
int bench_crashes(const char *out);
int bench_many(const char *out);
int bench_workers(const char *out);
int bench_compile(const char *out);
int bench_passes(const char *out);
int bench_resets(const char *out);
int bench_workers_db(const char *out);
int bench_generate(const char *out);

#endif
