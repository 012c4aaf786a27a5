/* list_test.c -- make_list(): rows that go into their table together are those that one after the other would have been. */
#include "../../../framework/sandbox/sandbox.h"
#include "../../support/record.h"
#include "school.h"
#include <seedbed/factory.h>

enum { MANY = SB_INSERT_ROWS + 36 };

static sb_value so_far(sb_row *row)
{
    (void)row;
    return SB_VALUE(db_int("SELECT count(*) FROM {beads}"));
}

static int add_another(sb_row *row) { return row ? db_exec("INSERT INTO {beads}(name) VALUES('another')") : SB_ERR; }

static const sb_rule numbered_columns[] = { { "name", .sequence = "n#" }, { 0 } };
FACTORY(numbered, .tables = "beads", .columns = numbered_columns);
static const sb_rule counted_columns[] = { { "name", .lazy = so_far }, { 0 } }, named[] = { { "name", .text = "one" }, { 0 } };
FACTORY(counted, .tables = "beads", .columns = counted_columns);
FACTORY(followed, .tables = "beads", .columns = named, .after_make = add_another);

SUITE(make_lists, .sandbox = "school");
SETUP(make_lists)
{
    make_school();
    should(db_exec("CREATE TABLE beads(id INTEGER PRIMARY KEY, name TEXT NOT NULL)"), equal_to(SB_OK));
}

static const char *users(void)
{
    return db_text("SELECT group_concat(id || username || email || full_name || age) FROM {users}");
}

static const char *one_by_one(const char *before)
{
    should(db_exec("DELETE FROM {users}"), equal_to(SB_OK));
    should(db_exec(before), equal_to(SB_OK));
    reset_sequence(user);
    for (int i = 0; i < MANY; i++)
        make(user, with(age, 7));
    return users();
}

TEST(make_lists, rows_are_those_that_one_after_the_other_would_have_been)
{
    sb_rows rows = make_list(MANY, user, with(age, 7));
    const char *listed = users();

    should(row_count("users"), equal_to(MANY));
    should(one_by_one("SELECT 1"), equal_to(listed));
    should(id(rows.row[MANY - 1]), equal_to(MANY));
    should(get_int(rows.row[70], age), equal_to(7));
}

#define IN_THE_WAY \
    "INSERT INTO {users}(username, email, full_name, created_at) SELECT username, 'a', 'b', 'c' FROM kept WHERE id = 80 AND NOT EXISTS " \
    "(SELECT 1 FROM {users} WHERE email = 'a'); UPDATE {users} SET id = 1000"

TEST(make_lists, rows_that_meet_one_that_is_there_take_the_numbers_that_they_would_have_taken)
{
    make_list(MANY, user);
    should(db_exec("CREATE TEMP TABLE kept AS SELECT * FROM {users}; DELETE FROM {users}; " IN_THE_WAY), equal_to(SB_OK));
    reset_sequence(user, 1);
    make_list(MANY, user, with(age, 7));
    const char *listed = users();

    should(row_count("users"), equal_to(MANY + 1));
    should(db_exec("DELETE FROM {users}; " IN_THE_WAY), equal_to(SB_OK));
    reset_sequence(user, 1);
    for (int i = 0; i < MANY; i++)
        make(user, with(age, 7));
    should(users(), equal_to(listed));
}

TEST(make_lists, an_error_is_told_at_its_row_and_those_before_it_stay)
{
    should(
        db_exec(
            "CREATE TRIGGER full BEFORE INSERT ON users WHEN (SELECT count(*) FROM users) >= 70 BEGIN SELECT RAISE(ABORT, 'full'); END"),
        equal_to(SB_OK));
    struct record record;
    record_open(&record);
    if (setjmp(record.out) == 0)
        make_list(MANY, user);
    record_stop(&record);
    should(record_text(&record), contain("full"));
    should(row_count("users"), equal_to(70));
}

TEST(make_lists, what_looks_at_the_table_between_two_rows_sees_those_before)
{
    make_list(3, counted);
    should(db_text("SELECT group_concat(name) FROM {beads}"), equal_to("0,1,2"));
    make_list(2, followed);
    should(db_text("SELECT group_concat(name) FROM {beads} WHERE id > 3"), equal_to("one,another,one,another"));
}

TEST(make_lists, parents_are_made_before_each)
{
    sb_rows rows = make_list(3, enrolment);
    should(row_count("users"), equal_to(3));
    should(get_int(rows.row[2], user_id), equal_to(3));
}

TEST(make_lists, numbers_go_on_behind_a_list)
{
    make_list(2, numbered);
    make_list(2, numbered);
    make(numbered);
    should(db_text("SELECT group_concat(name) FROM {beads}"), equal_to("n1,n2,n3,n4,n5"));
}
