/* exist_in_test.c -- tests of framework/sandbox/exist_in.c, and of what strict_query.c takes for a query of rows. */
#include "../../../framework/sandbox/strict.h"
#include "../../support/record.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(exist_in, .sandbox = "exist_in");

SETUP(exist_in)
{
    should(db_exec("CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'ada'), (2, 'bob');"
                   "CREATE TABLE seats(room TEXT, seat INTEGER, PRIMARY KEY (room, seat)); INSERT INTO seats VALUES ('A', 1);"
                   "CREATE TABLE logs(line TEXT NOT NULL)"),
        equal_to(0));
}

TEST(exist_in, a_row_by_its_number)
{
    should(1, exist_in("users"));
    should_not(3, exist_in("users"));
    should(3ul, be_deleted_from("users"));
    should_not((short)2, be_deleted_from("users"));
    should(1, all_of(exist_in("users"), not_(be_deleted_from("users"))));
}

TEST(exist_in, a_row_that_was_made)
{
    sb_row *user = make(user), *seat = make(seats, with(room, "B"), with(seat, 7)), *log = make(logs, with(line, "x"));
    should(user, exist_in("users"));
    should(seat, exist_in("seats"));
    should(log, exist_in("logs"));
    db_exec("DELETE FROM users; DELETE FROM seats WHERE room = 'B'; DELETE FROM logs");
    should(user, be_deleted_from("users"));
    should(seat, be_deleted_from("seats"));
    should(log, be_deleted_from("logs"));
    should_not(user, exist_in("users"));
}

TEST(exist_in, what_was_there_is_shown)
{
    should_say("3 should exist in \"users\"\n"
               "  expected: a row of `users` with id 3\n"
               "       got: no such row",
        should(3, exist_in("users")));
    should_say("1 should be deleted from \"users\"\n"
               "  expected: no row of `users` with id 1\n"
               "       got: id 1, name \"ada\"",
        should(1, be_deleted_from("users")));
    should_say("1 should not exist in \"users\"\n"
               "  expected: no row of `users` with id 1\n"
               "       got: id 1, name \"ada\"",
        should_not(1, exist_in("users")));
}

/* Neither asserted nor negated. */
#define NEVER(operand, matcher, why) \
    do { \
        struct record record; \
        record_open(&record); \
        expect(operand, matcher); \
        expect_not(operand, matcher); \
        record_stop(&record); \
        const char *text = record_text(&record), *first = strstr(text, why); \
        should(first, not_(be_null)); \
        should(strstr(first + 1, why), not_(be_null)); \
    } while (0)

TEST(exist_in, what_makes_no_sense_fails_either_way)
{
    int local = 1;
    sb_row *user = make(user), *none = NULL;
    NEVER(1, exist_in("user"), "did you mean `users`?");
    NEVER(1, exist_in((const char *)NULL), "the name of the table is NULL");
    NEVER(1, exist_in("seats"), "the table `seats` has a primary key of several columns; a number finds no row in it");
    NEVER(1, be_deleted_from("logs"), "the table `logs` has no primary key; a number finds no row in it");
    NEVER(user, exist_in("seats"), "the row is one of `users`, not of `seats`");
    NEVER(none, exist_in("users"), "the row is NULL");
    NEVER(&local, exist_in("users"), "that is no row which make() returned in this test");
}

/* ---- which queries give rows of one table ---- */

SUITE(strict_query, .sandbox = "exist_in");
SETUP(strict_query)
{
    should(db_exec("CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE \"odd one\"(b, a, PRIMARY KEY (a, b));"
                   "CREATE TABLE logs(line TEXT); CREATE VIEW v AS SELECT * FROM users"),
        equal_to(0));
}

TEST_EACH(strict_query, is_changed_so_that_it_gives_keys, (const char *sql, *keyed),
    { "SELECT name FROM users", "SELECT name , CAST(\"id\" AS TEXT) FROM users" },
    { "select * from users u where id in (select 1) order by name limit 2;",
        "select * , CAST(\"id\" AS TEXT) from users u where id in (select 1) order by name limit 2;" },
    { "SELECT DISTINCT lower(name) AS n FROM \"odd one\" AS o",
        "SELECT DISTINCT lower(name) AS n , CAST(\"b\" AS TEXT), CAST(\"a\" AS TEXT) FROM \"odd one\" AS o" },
    { "SELECT 'from x', (id) FROM users -- FROM", "SELECT 'from x', (id) , CAST(\"id\" AS TEXT) FROM users -- FROM" },
    { "SELECT line FROM logs", "SELECT line , CAST(rowid AS TEXT) FROM logs" })
{
    char *table = NULL;
    size_t keys = 0;
    char *keyed = sb_strict_query(sb_sandbox_db(), each->sql, &table, &keys);
    add_cleanup(free, table);
    add_cleanup(free, keyed);
    should(keyed, equal_to(each->keyed));
    should(keys, be_above(0));
}

TEST_EACH(strict_query, what_gives_no_rows_of_a_table_is_left_alone, (const char *sql), { "SELECT count(*) FROM users" },
    { "SELECT 1" }, { "SELECT u.id FROM users u JOIN logs" }, { "SELECT id FROM users, logs" },
    { "SELECT id FROM users NATURAL JOIN logs" }, { "SELECT name FROM users GROUP BY name" },
    { "SELECT id FROM users UNION SELECT 1" }, { "SELECT (SELECT 1) FROM users" }, { "SELECT id FROM (SELECT id FROM users)" },
    { "SELECT name FROM v" }, { "WITH x AS (SELECT 1) SELECT * FROM x" }, { "SELECT id FROM users WHERE id > 1 GROUP BY id" },
    { "SELECT id FROM none" }, { "UPDATE users SET id = 1 RETURNING id" }, { "SELECT total(id) FROM users" },
    { "SELECT id FROM main.users" }, { "VALUES (1)" }, { "" })
{
    char *table = NULL;
    size_t keys = 0;
    should(sb_strict_query(sb_sandbox_db(), each->sql, &table, &keys), be_null);
    should(table, be_null);
}
