/* peers.h -- what the bench compares Seedbed with, and which of it is on this machine. */
#ifndef SEEDBED_SELFTEST_BENCH_PEERS_H
#define SEEDBED_SELFTEST_BENCH_PEERS_H

#include "measure.h"

enum { PEER_BARE, PEER_SEEDBED, PEER_CMOCKA, PEER_CHECK, PEER_CRITERION, PEERS };

typedef struct bench_peer {
    const char *id;      /* for generate.awk and file names */
    const char *title;   /* in the table */
    const char *module;  /* of pkg-config; NULL: always here */
    const char *package; /* Debian's */
} bench_peer;

extern const bench_peer bench_peers[PEERS];

/* The compiler and linker flags of a peer, "" for none, to be freed; NULL where it is not installed. */
char *bench_peer_flags(const bench_peer *peer);
/* The peer that is not here, with what to install. */
void bench_peer_missing(const bench_peer *peer);
/* One line: whether a bound is met. Timing never fails the run. */
void bench_bound(bool met, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The two tables. 0, or 1 when something could not be built or run. */
int bench_tests(const char *out);
int bench_compile(const char *out);

#endif
