/* report.c -- the catalogue for people to read, and as SQL.
 */
#include "private.h"
#include <string.h>

/* Run a query and print each row as the callback says. */
static int print_rows(FILE *out, const char *sql, void (*print)(FILE *out, sqlite3_stmt *row))
{
    sqlite3_stmt *row = NULL;
    sqlite3 *db = catalog_connection();
    if (!db)
        return CATALOG_DATABASE;
    int result = catalog_prepare(db, sql, &row);
    if (result != CATALOG_OK)
        return result;
    while (sqlite3_step(row) == SQLITE_ROW)
        print(out, row);
    return sqlite3_finalize(row) == SQLITE_OK ? CATALOG_OK : catalog_fail_database(db, "cannot read the catalogue");
}

static const char *text(sqlite3_stmt *row, int column)
{
    const char *s = (const char *)sqlite3_column_text(row, column);
    return s ? s : "";
}

static void print_course(FILE *out, sqlite3_stmt *row)
{
    fprintf(out, "%-12s %3d of %3d seats taken  %s\n", text(row, 0), sqlite3_column_int(row, 1), sqlite3_column_int(row, 2),
        text(row, 3));
}

int catalog_list_courses(FILE *out)
{
    return print_rows(out,
        "SELECT code, (SELECT count(*) FROM {enrolments} WHERE course_id = c.id), seats, title FROM {courses} c ORDER BY code",
        print_course);
}

static void print_total(FILE *out, sqlite3_stmt *row)
{
    fprintf(out, "%lld users, %lld courses, %lld enrolments, %lld files\n", (long long)sqlite3_column_int64(row, 0),
        (long long)sqlite3_column_int64(row, 1), (long long)sqlite3_column_int64(row, 2),
        (long long)sqlite3_column_int64(row, 3));
}

static void print_category(FILE *out, sqlite3_stmt *row)
{
    fprintf(out, "  %-24s %lld enrolled, %.0f%% done\n", text(row, 0), (long long)sqlite3_column_int64(row, 1),
        sqlite3_column_double(row, 2));
}

int catalog_report(FILE *out)
{
    int result = print_rows(out,
        "SELECT (SELECT count(*) FROM {users}), (SELECT count(*) FROM {courses}),"
        " (SELECT count(*) FROM {enrolments}), (SELECT count(*) FROM {files})",
        print_total);
    if (result != CATALOG_OK)
        return result;
    return print_rows(out,
        "SELECT coalesce(nullif(category, ''), '(no category)'), count(e.id), coalesce(avg(completion), 0) FROM {courses} c"
        " LEFT JOIN {enrolments} e ON e.course_id = c.id GROUP BY category ORDER BY category",
        print_category);
}

static void print_sql(FILE *out, sqlite3_stmt *row) { fprintf(out, "%s\n", text(row, 0)); }

int catalog_dump(FILE *out)
{
    static const char *const rows[] = {
        "SELECT 'INSERT INTO {countries} VALUES (' || quote(code) || ',' || quote(name) || ');' FROM {countries} ORDER BY code",
        "SELECT 'INSERT INTO {users} VALUES (' || id || ',' || quote(username) || ',' || quote(email) || ',' ||"
        " quote(full_name) || ',' || quote(role) || ',' || quote(country) || ');' FROM {users} ORDER BY id",
        "SELECT 'INSERT INTO {courses} VALUES (' || id || ',' || quote(code) || ',' || quote(title) || ',' ||"
        " quote(category) || ',' || seats || ',' || price_cents || ');' FROM {courses} ORDER BY id",
        "SELECT 'INSERT INTO {enrolments} VALUES (' || id || ',' || user_id || ',' || course_id || ',' ||"
        " quote(mode) || ',' || completion || ');' FROM {enrolments} ORDER BY id",
        "SELECT 'INSERT INTO {files} VALUES (' || id || ',' || quote(name) || ',' || quote(media_type) || ',' ||"
        " size || ',' || quote(digest) || ',' || quote(path) || ',' || quote(owner) || ');' FROM {files} ORDER BY id",
    };
    int result = CATALOG_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && result == CATALOG_OK; i++)
        result = print_rows(out, rows[i], print_sql);
    return result;
}
