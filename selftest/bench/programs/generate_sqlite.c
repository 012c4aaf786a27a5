/* generate_sqlite.c -- users and enrolments per second into SQLite, in memory and into a file, each in one transaction: by the prepared loop that
 * one writes by hand, and by Seedbed's filling of tables. Lines "way rate" to the file BENCH_TO.
 *
 *     generate_sqlite FOLDER               where the file is made, and taken away
 *     generate_sqlite --tables INTEGER     prints the tables, as SQLite has them; serial: as PostgreSQL has
 */
#include "../../../framework/sandbox/sqlite/sqlite.h"
#include "generate_fill.h"
#include "on_sqlite.h"
#include <unistd.h>

static const char tables[] = GENERATE_TABLES("INTEGER"), on_server[] = GENERATE_TABLES("serial");
static const char insert_user[] =
    "INSERT INTO users(username, email, first_name, last_name, country, age) VALUES(?, ?, ?, ?, ?, ?)";
static const char insert_enrolment[] = "INSERT INTO enrolments(user_id, course_id, mode, completion) VALUES(?, ?, ?, ?)";
static const char courses[] =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2503) INSERT INTO courses SELECT x, 'C' || x, 'Course ' || x FROM c";

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        bench_die(sql, sqlite3_errmsg(db));
    return statement;
}

static void step(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE)
        bench_die(sqlite3_sql(statement), sqlite3_errmsg(sqlite3_db_handle(statement)));
    sqlite3_reset(statement);
}

static void text(sqlite3_stmt *to, int at, const char *value) { sqlite3_bind_text(to, at, value, -1, SQLITE_STATIC); }

/* ---- by hand ---- */

static void loop_users(sqlite3 *db)
{
    sqlite3_stmt *to = prepare(db, insert_user);
    uint64_t state = 1;
    bare_user user;
    bench_sqlite(db, "BEGIN");
    for (uint64_t n = 0; n < USERS; n++) {
        bare_user_at(&state, n, &user);
        text(to, 1, user.username);
        text(to, 2, user.email);
        text(to, 3, user.first_name);
        text(to, 4, user.last_name);
        text(to, 5, user.country);
        sqlite3_bind_int(to, 6, user.age);
        step(to);
    }
    bench_sqlite(db, "COMMIT");
    sqlite3_finalize(to);
}

static void loop_enrolments(sqlite3 *db)
{
    sqlite3_stmt *to = prepare(db, insert_enrolment);
    uint64_t state = 1;
    bare_enrolment enrolment;
    bench_sqlite(db, "BEGIN");
    for (uint64_t n = 0; n < ENROLMENTS; n++) {
        bare_enrolment_at(&state, n, &enrolment);
        sqlite3_bind_int(to, 1, enrolment.user_id);
        sqlite3_bind_int(to, 2, enrolment.course_id);
        text(to, 3, enrolment.mode);
        sqlite3_bind_int(to, 4, enrolment.completion);
        step(to);
    }
    bench_sqlite(db, "COMMIT");
    sqlite3_finalize(to);
}

/* ---- main ---- */

static char file[4096];

static void take_loop(const char *place, const char *path)
{
    char way[64];
    sqlite3 *db;
    if (sqlite3_open(path, &db) != SQLITE_OK)
        bench_die(path, sqlite3_errmsg(db));
    bench_sqlite(db, "PRAGMA foreign_keys = ON");
    bench_sqlite(db, tables);
    bench_sqlite(db, courses);
    int64_t from = bench_now_ns();
    loop_users(db);
    snprintf(way, sizeof way, "loop_users_%s", place);
    generate_tell(way, USERS, from);
    from = bench_now_ns();
    loop_enrolments(db);
    snprintf(way, sizeof way, "loop_enrolments_%s", place);
    generate_tell(way, ENROLMENTS, from);
    sqlite3_close(db);
    unlink(file);
}

static void take_fill(const char *place, const char *path)
{
    char way[64];
    void *db;
    if ((path ? sb_backend_sqlite.open(path, SB_CREATE, &db) : sb_backend_sqlite.scratch(NULL, &db)) != SB_OK ||
        sb_backend_sqlite.exec(db, "PRAGMA foreign_keys = ON") != SB_OK || sb_backend_sqlite.exec(db, tables) != SB_OK ||
        sb_backend_sqlite.exec(db, courses) != SB_OK)
        bench_die(place, sb_error());
    int64_t from = bench_now_ns();
    generate_fill_users(&sb_backend_sqlite, db);
    snprintf(way, sizeof way, "fill_users_%s", place);
    generate_tell(way, USERS, from);
    from = bench_now_ns();
    generate_fill_enrolments(&sb_backend_sqlite, db);
    snprintf(way, sizeof way, "fill_enrolments_%s", place);
    generate_tell(way, ENROLMENTS, from);
    sb_backend_sqlite.close(db);
    unlink(file);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--tables") == 0)
        return fputs(strcmp(argv[2], "serial") == 0 ? on_server : tables, stdout) < 0;
    if (argc != 2)
        bench_die("usage", "generate_sqlite FOLDER");
    snprintf(file, sizeof file, "%s/generate-%d.db", argv[1], (int)getpid());
    take_loop("memory", ":memory:");
    take_fill("memory", NULL);
    take_loop("file", file);
    take_fill("file", file);
    return 0;
}
