/* enrol.c -- seats, enrolments, and what they cost.
 */
#include "private.h"
#include <string.h>

static const struct {
    const char *name;
    int price_cents;
} modes[] = {
    { "audit", 0 },
    { "honor", 0 },
    { "verified", 4900 },
    { "professional", 19900 },
};

int catalog_price(const char *mode)
{
    for (size_t i = 0; mode && i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(mode, modes[i].name) == 0)
            return modes[i].price_cents;
    }
    catalog_fail(CATALOG_UNKNOWN, "there is no mode %s", mode ? mode : "without a name");
    return -1;
}

/* The code of a course and its free seats, from which -1 says that there is no such course. */
static int look_up_course(sqlite3 *db, int64_t course, int64_t *free_seats, char *code, int code_size)
{
    sqlite3_stmt *find = NULL;
    *free_seats = -1;
    int result = catalog_prepare(db,
        "SELECT seats - (SELECT count(*) FROM {enrolments} WHERE course_id = c.id), code FROM {courses} c WHERE id = ?", &find);
    if (result != CATALOG_OK)
        return result;
    sqlite3_bind_int64(find, 1, course);
    if (sqlite3_step(find) == SQLITE_ROW) {
        *free_seats = sqlite3_column_int64(find, 0);
        sqlite3_snprintf(code_size, code, "%s", (const char *)sqlite3_column_text(find, 1));
    } else {
        result = catalog_fail(CATALOG_UNKNOWN, "there is no course %lld", (long long)course);
    }
    if (sqlite3_finalize(find) != SQLITE_OK)
        result = catalog_fail_database(db, "cannot look up the course");
    return result;
}

int64_t catalog_seats_left(int64_t course)
{
    char code[64];
    int64_t free_seats = -1;
    sqlite3 *db = catalog_connection();
    if (db)
        look_up_course(db, course, &free_seats, code, sizeof code);
    return free_seats;
}

static int insert_enrolment(sqlite3 *db, int64_t who, int64_t course, const char *mode)
{
    sqlite3_stmt *insert = NULL;
    int result = catalog_prepare(db, "INSERT INTO {enrolments} (user_id, course_id, mode) VALUES (?, ?, ?)", &insert);
    if (result != CATALOG_OK)
        return result;
    sqlite3_bind_int64(insert, 1, who);
    sqlite3_bind_int64(insert, 2, course);
    sqlite3_bind_text(insert, 3, mode, -1, SQLITE_STATIC);
    result = catalog_finish(insert, "cannot enrol");
    int why = sqlite3_extended_errcode(db);
    sqlite3_finalize(insert);
    if (result != CATALOG_OK && why == SQLITE_CONSTRAINT_UNIQUE)
        return catalog_fail(CATALOG_TWICE, "user %lld is enrolled already", (long long)who);
    if (result != CATALOG_OK && why == SQLITE_CONSTRAINT_FOREIGNKEY)
        return catalog_fail(CATALOG_UNKNOWN, "there is no user %lld", (long long)who);
    return result;
}

int catalog_enrol_with(sqlite3 *db, int64_t who, int64_t course, const char *mode)
{
    char code[64];
    int64_t free_seats;
    if (catalog_price(mode) < 0)
        return CATALOG_UNKNOWN;
    int result = look_up_course(db, course, &free_seats, code, sizeof code);
    if (result != CATALOG_OK)
        return result;
    if (free_seats < 1)
        return catalog_fail(CATALOG_FULL, "course %s is full", code);
    return insert_enrolment(db, who, course, mode);
}

int catalog_enrol_as(int64_t who, int64_t course, const char *mode)
{
    sqlite3 *db = catalog_connection();
    if (!db)
        return CATALOG_DATABASE;
    /* Two clerks must not sell the last seat twice: nobody else writes between the count and the insert. */
    int result = catalog_execute(db, "BEGIN IMMEDIATE");
    if (result != CATALOG_OK)
        return result;
    result = catalog_enrol_with(db, who, course, mode);
    if (result == CATALOG_OK)
        result = catalog_execute(db, "COMMIT");
    if (!sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return result;
}

int catalog_enrol(int64_t who, int64_t course) { return catalog_enrol_as(who, course, "audit"); }

int catalog_complete(int64_t who, int64_t course, int percent)
{
    sqlite3_stmt *update = NULL;
    sqlite3 *db = catalog_connection();
    if (!db)
        return CATALOG_DATABASE;
    if (percent < 0 || percent > 100)
        return catalog_fail(CATALOG_BAD, "%d per cent is not between 0 and 100", percent);
    int result = catalog_prepare(db, "UPDATE {enrolments} SET completion = ? WHERE user_id = ? AND course_id = ?", &update);
    if (result != CATALOG_OK)
        return result;
    sqlite3_bind_int(update, 1, percent);
    sqlite3_bind_int64(update, 2, who);
    sqlite3_bind_int64(update, 3, course);
    result = catalog_finish(update, "cannot note the completion");
    if (result == CATALOG_OK && sqlite3_changes(db) == 0)
        result = catalog_fail(CATALOG_UNKNOWN, "user %lld is not enrolled in course %lld", (long long)who, (long long)course);
    sqlite3_finalize(update);
    return result;
}

int64_t catalog_income(int64_t course)
{
    int64_t cents = 0;
    sqlite3_stmt *modes_paid = NULL;
    sqlite3 *db = catalog_connection();
    if (!db ||
        catalog_prepare(db, "SELECT mode, price_cents FROM {enrolments} e JOIN {courses} c ON c.id = e.course_id WHERE c.id = ?",
            &modes_paid) != CATALOG_OK)
        return -1;
    sqlite3_bind_int64(modes_paid, 1, course);
    while (sqlite3_step(modes_paid) == SQLITE_ROW) {
        int price = catalog_price((const char *)sqlite3_column_text(modes_paid, 0));
        if (price > 0)
            cents += price + sqlite3_column_int64(modes_paid, 1);
    }
    if (sqlite3_finalize(modes_paid) != SQLITE_OK) {
        catalog_fail_database(db, "cannot add up the income");
        return -1;
    }
    return cents;
}
