/* under.h -- for the contract that every backend keeps: one backend after the other, and an empty place of the test's own on it.
 *
 * UNDER_EACH makes a test for each backend, and for each one more through a backend that only writes the calls down, so that whatever
 * wraps another one is known to pass on all of it.
 */
#ifndef SEEDBED_SELFTEST_CONTRACT_UNDER_H
#define SEEDBED_SELFTEST_CONTRACT_UNDER_H

#include "../../../../assert/text.h"
#include <seedbed.h>
#include <seedbed/ext/backend.h>

#define UNDER_EACH(...) \
    UNDER_ROWS(__VA_ARGS__, (const char *on), { "sqlite" }, { "sqlite, traced" }, { "postgres" }, { "postgres, traced" })
#define UNDER_ROWS(...) TEST_EACH(__VA_ARGS__)

/* All of it goes with the test. */
struct under {
    const sb_backend *is;
    bool sqlite;
    const char *url;
    void *db; /* a connection to the place, which is empty */
    void *other;
    sb_text said;
    sb_clone *clone;
    void *ours; /* the connection of clone_open */
    const char *path;
};

/* The backend and a place on it; the test is skipped where there is no server. */
void under_open(struct under *under, const char *on);
void under_close(struct under *under);
/* A second connection to the place. */
void *under_connect(struct under *under);

/* SQL that is the same for all but for a few words: $KEY is a key that the database numbers, $BYTES the type of bytes. */
int under_exec(struct under *under, void *db, const char *sql);
/* The same, and fails the test where the database says no. */
void under_must(struct under *under, void *db, const char *sql);
/* All cells of all rows as text, "1|one, 2|NULL"; or the message. Lives until the next one. */
const char *under_rows(struct under *under, void *db, const char *sql);
/* The names of tables under a prefix, "t_a t_b "; or the message. Lives until the next one. */
const char *under_tables(struct under *under, const char *prefix);

/* A clone of the tables under the prefix, opened: as seat 0, brought back by the backend's own choice. Those tables are made by sql. */
void under_clone(struct under *under, const char *prefix, const char *sql);
/* Brings it back, and fails the test where that fails. */
sb_reset_told under_reset(struct under *under);

#endif
