/* filler.c -- sources of made-up rows for the tests of bulk. */
#include "filler.h"
#include "box.h"
#include <inttypes.h>
#include <seedbed.h>
#include <stdio.h>

const char filler_schema[] =
    "CREATE TABLE users(id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE, age INT CHECK(age < 200), "
    "country TEXT DEFAULT 'no');"
    "CREATE TABLE courses(id INTEGER PRIMARY KEY, title TEXT);"
    "CREATE TABLE enrolments(id INTEGER PRIMARY KEY, user_id INT NOT NULL REFERENCES users(id), course_id INT NOT NULL REFERENCES "
    "courses(id), mode TEXT, UNIQUE(user_id, course_id));"
    "CREATE INDEX enrolments_by_course ON enrolments(course_id, mode); CREATE INDEX enrolments_of_users ON enrolments(user_id);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50) INSERT INTO courses SELECT i, 'Course ' || i FROM n";

/* As random as names are, and each once: an odd factor has an inverse. */
static uint32_t scattered(int64_t i) { return (uint32_t)i * 2654435761U; }

int filler_users(void *env, sb_value *cell)
{
    filler *it = env;
    int64_t i = it->first + it->given + 1;

    if (it->given == it->n)
        return 0;
    if (++it->given == it->fails_at)
        return sb_fail_with(SB_ERR, "the source has failed");
    snprintf(it->username, sizeof it->username, "u%08" PRIx32, scattered(it->given == it->n && it->same_as ? it->same_as : i));
    snprintf(it->email, sizeof it->email, "%08" PRIx32 "@example.com", scattered(i * 7));
    cell[0] = sb__box_i(i);
    cell[1] = sb__box_s(it->username);
    cell[2] = sb__box_s(it->email);
    cell[3] = sb__box_i(i % 90);
    cell[4] = i % 5 ? sb__box_s("se") : (sb_value){ .kind = SB_NONE };
    return 1;
}

int filler_enrolments(void *env, sb_value *cell)
{
    filler *it = env;
    int64_t i = it->given;

    if (it->given == it->n)
        return 0;
    if (++it->given == it->fails_at)
        return sb_fail_with(SB_ERR, "the source has failed");
    cell[0] = sb__box_i(it->given);
    cell[1] = sb__box_i(1 + i % it->users);
    cell[2] = sb__box_i(1 + (i / it->users + i % it->users * 7) % it->courses);
    cell[3] = sb__box_s(i % 3 ? "audit" : "verified");
    return 1;
}

int filler_fill_users(void *db, filler *of, uint64_t expected)
{
    static const char *const column[] = { "id", "username", "email", "age", "country" };

    return sb_backend_sqlite.bulk_fill(db, "users", column, 5, expected, filler_users, of);
}

int filler_fill_enrolments(void *db, filler *of, uint64_t expected)
{
    static const char *const column[] = { "id", "user_id", "course_id", "mode" };

    return sb_backend_sqlite.bulk_fill(db, "enrolments", column, 4, expected, filler_enrolments, of);
}

int filler_run(void *db, filler *users, filler *enrolments)
{
    const char *const table[] = { "users", enrolments != NULL ? "enrolments" : NULL, NULL };
    int result = sb_backend_sqlite.bulk_begin(db, table);

    if (result != 0)
        return result;
    result = filler_fill_users(db, users, (uint64_t)users->n);
    if (result == 0 && enrolments != NULL)
        result = filler_fill_enrolments(db, enrolments, (uint64_t)enrolments->n);
    if (result == 0)
        return sb_backend_sqlite.bulk_end(db, true);
    sb_backend_sqlite.bulk_end(db, false);
    return result;
}

const char *filler_ask(void *db, const char *sql) { return ask(((sb_sqlite *)db)->handle, sql); }
