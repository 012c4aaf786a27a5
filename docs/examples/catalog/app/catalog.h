/* catalog.h -- a catalogue of courses: who may join, what it costs, and the files people hand in.
 *
 * One catalogue is open at a time: catalog_open, work, catalog_close. Functions return CATALOG_OK or one of the codes below, and
 * catalog_error() says what happened in one sentence.
 */
#ifndef CATALOG_H
#define CATALOG_H

#include <stdint.h>
#include <stdio.h>

#define CATALOG_PATH "var/catalog.db"
#define CATALOG_PREFIX "app_"
#define CATALOG_FILES "var/files"
#define CATALOG_SCHEMA "db/schema.sql"

enum {
    CATALOG_OK,
    CATALOG_FULL,     /* no seat is left */
    CATALOG_TWICE,    /* it is there already */
    CATALOG_UNKNOWN,  /* no such user, course or mode */
    CATALOG_BAD,      /* the input cannot be understood */
    CATALOG_FILE,     /* a file cannot be read or written */
    CATALOG_DATABASE, /* the database said no */
};

/* NULL for either: CATALOG_PATH, CATALOG_PREFIX. The prefix is put before the name of every table. */
int catalog_open(const char *path, const char *prefix);
void catalog_close(void);
/* The last thing that went wrong, in words. Borrowed until the next call. */
const char *catalog_error(void);
/* Make the tables that the schema file names; tables that are there stay as they are. */
int catalog_create_tables(const char *schema);

/* ---- enrolments ---- */
/* Give the user a seat, to audit the course for nothing; or in another mode. */
int catalog_enrol(int64_t who, int64_t course);
int catalog_enrol_as(int64_t who, int64_t course, const char *mode);
/* How much of the course the user has done, in per cent. */
int catalog_complete(int64_t who, int64_t course, int percent);
/* Seats that are left; -1 where there is no such course. */
int64_t catalog_seats_left(int64_t course);

/* ---- money, in cents ---- */
/* What a mode costs; -1 where there is no such mode. */
int catalog_price(const char *mode);
/* What everybody enrolled in a course pays together: nothing for an audit, else the mode's price and the course's own. */
int64_t catalog_income(int64_t course);

/* ---- CSV files: all rows of a file go in, or none ---- */
/* Columns are found by the names in the first line and may stand in any order; columns with other names are skipped. */
int catalog_import_people(const char *csv, int64_t *count);     /* username, email, full_name; role, country */
int catalog_import_courses(const char *csv, int64_t *count);    /* code, title; category, seats, price_cents */
int catalog_import_enrolments(const char *csv, int64_t *count); /* username, code; mode */

/* ---- uploaded files ---- */
/* Keep a copy of the file below root, under the digest of its bytes, and a row in `files`. owner 0: nobody's. */
int catalog_store(const char *file, const char *root, int64_t owner, int64_t *id);
/* Read every stored file again; CATALOG_FILE, and their number in *damaged, where some are missing or not what they were. */
int catalog_verify(const char *root, int64_t *damaged);

/* ---- for people to read ---- */
int catalog_list_courses(FILE *out);
int catalog_report(FILE *out);
/* Every row of every table as SQL, in an order that does not depend on the day. */
int catalog_dump(FILE *out);

/* The command-line program, without its main: returns the exit code. */
int catalog_main(int argc, char **argv);

#endif
