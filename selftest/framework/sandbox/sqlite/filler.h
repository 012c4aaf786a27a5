/* filler.h -- for tests of bulk: sources of made-up rows, and a database that is filled from them. */
#ifndef SEEDBED_SELFTEST_SQLITE_FILLER_H
#define SEEDBED_SELFTEST_SQLITE_FILLER_H

#include "../../../../framework/sandbox/sqlite/connection.h"
#include "../../../../framework/sandbox/sqlite/sqlite.h"

/* Rows of users, id, username, email, age and country, from id first on; or of enrolments, id, user_id, course_id and mode. */
typedef struct filler {
    int64_t n, given, first;
    int64_t same_as;  /* the last row has the username of this one; 0: of none */
    int64_t fails_at; /* instead of this row: an error; 0: never */
    int64_t users, courses;
    char username[40], email[60];
} filler;

extern const char filler_schema[];
int filler_users(void *env, sb_value *cell);
int filler_enrolments(void *env, sb_value *cell);
/* bulk_fill of the tables of filler_schema. */
int filler_fill_users(void *db, filler *of, uint64_t expected);
int filler_fill_enrolments(void *db, filler *of, uint64_t expected);
/* begin, fill users, and enrolments where there are any, end. */
int filler_run(void *db, filler *users, filler *enrolments);
/* The first value as text, "(none)" without a row, or the message. Lives as long as the test. */
const char *filler_ask(void *db, const char *sql);

#endif
