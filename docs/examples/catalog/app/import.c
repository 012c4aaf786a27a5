/* import.c -- people, courses and enrolments from CSV files: all rows of a file, or none.
 *
 * An import works on a connection of its own, so that whoever has the catalogue open sees nothing of it before it is whole.
 */
#include "csv.h"
#include "private.h"
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 5, STATEMENTS = 2 };

struct import {
    sqlite3 *db;
    const char *file;
    struct csv csv;
    int where[COLUMNS]; /* which field of a record has the column; -1: none */
    sqlite3_stmt *statement[STATEMENTS];
};

/* What can be imported. */
struct kind {
    const char *column[COLUMNS]; /* the first `needed` of them must be there, and filled */
    int needed;
    const char *sql[STATEMENTS];
    int (*row)(struct import *import);
};

static int fail_at(const struct import *import, int code, const char *what, const char *which)
{
    return catalog_fail(code, "%s:%d: %s%s", import->file, import->csv.record_line, what, which);
}

/* The value of a column in this record; the fallback where it is empty or not in the file. */
static const char *value(const struct import *import, int column, const char *fallback)
{
    int at = import->where[column];
    return at < 0 || at >= import->csv.n || !import->csv.field[at][0] ? fallback : import->csv.field[at];
}

static void bind(sqlite3_stmt *statement, int at, const char *text)
{
    sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
}

/* Insert by a prepared statement; a name that is taken is the reader's mistake, all else the database's word. */
static int insert(struct import *import, sqlite3_stmt *statement, const char *name)
{
    int result = catalog_finish(statement, "cannot import");
    if (result == CATALOG_OK)
        return result;
    if (sqlite3_extended_errcode(import->db) == SQLITE_CONSTRAINT_UNIQUE)
        return fail_at(import, CATALOG_TWICE, "there is already one called ", name);
    return fail_at(import, CATALOG_DATABASE, "", sqlite3_errmsg(import->db));
}

static int import_person(struct import *import)
{
    const char *username = value(import, 0, ""), *email = value(import, 1, ""), *country = value(import, 4, NULL);
    sqlite3_stmt *note_country = import->statement[0], *add_user = import->statement[1];
    const char *at = strchr(email, '@');
    if (!at || at == email || !at[1])
        return fail_at(import, CATALOG_BAD, "this is no e-mail address: ", email);
    if (country) { /* a country that is not known yet goes by its code until somebody names it */
        bind(note_country, 1, country);
        int result = insert(import, note_country, country);
        if (result != CATALOG_OK)
            return result;
    }
    bind(add_user, 1, username);
    bind(add_user, 2, email);
    bind(add_user, 3, value(import, 2, ""));
    bind(add_user, 4, value(import, 3, "student"));
    bind(add_user, 5, country);
    return insert(import, add_user, username);
}

static int whole_number(struct import *import, int column, int *out)
{
    char *end;
    const char *text = value(import, column, "0");
    long n = strtol(text, &end, 10);
    if (*end || n < 0 || n > 1000000000)
        return fail_at(import, CATALOG_BAD, "this is no number of seats or cents: ", text);
    *out = (int)n;
    return CATALOG_OK;
}

static int import_course(struct import *import)
{
    int seats, price_cents;
    sqlite3_stmt *add = import->statement[0];
    if (whole_number(import, 3, &seats) != CATALOG_OK || whole_number(import, 4, &price_cents) != CATALOG_OK)
        return CATALOG_BAD;
    for (int i = 0; i < 3; i++)
        bind(add, i + 1, value(import, i, ""));
    sqlite3_bind_int(add, 4, seats);
    sqlite3_bind_int(add, 5, price_cents);
    return insert(import, add, value(import, 0, ""));
}

/* The id behind a name; 0 where there is none. */
static int64_t find(sqlite3_stmt *by_name, const char *name)
{
    bind(by_name, 1, name);
    int64_t found = sqlite3_step(by_name) == SQLITE_ROW ? sqlite3_column_int64(by_name, 0) : 0;
    sqlite3_reset(by_name);
    return found;
}

static int import_enrolment(struct import *import)
{
    const char *username = value(import, 0, ""), *code = value(import, 1, "");
    int64_t who = find(import->statement[0], username);
    int64_t course = find(import->statement[1], code);
    if (!who)
        return fail_at(import, CATALOG_UNKNOWN, "there is no user called ", username);
    if (!course)
        return fail_at(import, CATALOG_UNKNOWN, "there is no course with the code ", code);
    int result = catalog_enrol_with(import->db, who, course, value(import, 2, "audit"));
    if (result == CATALOG_OK)
        return result;
    char why[256];
    sqlite3_snprintf(sizeof why, why, "%s", catalog_error());
    return fail_at(import, result, "", why);
}

static const struct kind people = {
    { "username", "email", "full_name", "role", "country" },
    3,
    { "INSERT INTO {countries} (code, name) VALUES (?1, ?1) ON CONFLICT (code) DO NOTHING",
        "INSERT INTO {users} (username, email, full_name, role, country) VALUES (?, ?, ?, ?, ?)" },
    import_person,
};
static const struct kind courses = {
    { "code", "title", "category", "seats", "price_cents" },
    2,
    { "INSERT INTO {courses} (code, title, category, seats, price_cents) VALUES (?, ?, ?, ?, ?)" },
    import_course,
};
static const struct kind enrolments = {
    { "username", "code", "mode" },
    2,
    { "SELECT id FROM {users} WHERE username = ?", "SELECT id FROM {courses} WHERE code = ?" },
    import_enrolment,
};

static int next_record(struct import *import)
{
    int got = csv_next(&import->csv);
    if (got < 0)
        fail_at(import, CATALOG_BAD, import->csv.complaint, "");
    return got;
}

/* Find the columns by the names in the first record. */
static int read_head(struct import *import, const struct kind *kind)
{
    if (next_record(import) < 0)
        return CATALOG_BAD;
    for (int column = 0; column < COLUMNS; column++) {
        import->where[column] = -1;
        for (int i = 0; kind->column[column] && i < import->csv.n; i++) {
            if (strcmp(import->csv.field[i], kind->column[column]) == 0)
                import->where[column] = i;
        }
        if (import->where[column] < 0 && column < kind->needed)
            return fail_at(import, CATALOG_BAD, "the first line names no column ", kind->column[column]);
    }
    return CATALOG_OK;
}

static int import_rows(struct import *import, const struct kind *kind, int64_t *count)
{
    int got;
    while ((got = next_record(import)) > 0) {
        for (int column = 0; column < kind->needed; column++) {
            if (!value(import, column, NULL))
                return fail_at(import, CATALOG_BAD, "this record has no ", kind->column[column]);
        }
        int result = kind->row(import);
        if (result != CATALOG_OK)
            return result;
        ++*count;
    }
    return got < 0 ? CATALOG_BAD : CATALOG_OK;
}

static int import_file(const char *file, const struct kind *kind, int64_t *count)
{
    size_t size;
    struct import import = { .file = file };
    *count = 0;
    char *text = catalog_read_file(file, &size);
    if (!text)
        return CATALOG_FILE;
    csv_start(&import.csv, text);
    int result = catalog_connect(&import.db);
    if (result == CATALOG_OK)
        result = read_head(&import, kind);
    for (int i = 0; i < STATEMENTS && kind->sql[i] && result == CATALOG_OK; i++)
        result = catalog_prepare(import.db, kind->sql[i], &import.statement[i]);
    if (result == CATALOG_OK)
        result = catalog_execute(import.db, "BEGIN IMMEDIATE");
    if (result == CATALOG_OK)
        result = import_rows(&import, kind, count);
    if (result == CATALOG_OK)
        result = catalog_execute(import.db, "COMMIT");
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(import.statement[i]);
    sqlite3_close(import.db); /* which takes back a transaction that was not committed */
    free(text);
    if (result != CATALOG_OK)
        *count = 0;
    return result;
}

int catalog_import_people(const char *csv, int64_t *count) { return import_file(csv, &people, count); }

int catalog_import_courses(const char *csv, int64_t *count) { return import_file(csv, &courses, count); }

int catalog_import_enrolments(const char *csv, int64_t *count) { return import_file(csv, &enrolments, count); }
