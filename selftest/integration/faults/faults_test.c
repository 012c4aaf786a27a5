/* faults_test.c -- tests in a sandbox whose backend fails in one call, which faults.sh chooses: in main or in a worker, as it comes. */
#include "every_op.h"
#include <seedbed.h>
#include <stdlib.h>

static void note_fault(const char *name)
{
    FILE *file = fopen(getenv("FAULT_NOTE"), "a");
    if (file) {
        fprintf(file, "%s\n", name);
        fclose(file);
    }
}

__attribute__((constructor)) static void add_backend(void)
{
    static sb_backend_node node;
    const char *at = getenv("FAULT_AT");
    node.backend = every_op_around(sb_backend_named(getenv("FAULT_ON")));
    every_op()->fail_at = at ? (unsigned)atoi(at) : 0;
    every_op()->fails = note_fault;
    sb_add_backend(&node);
}

static void should_be_the_base_state(void)
{
    should(db_rows("SELECT id, name FROM {users} ORDER BY id"), have_same_rows_as(these_rows(row(1, "ada"), row(2, "bob"))));
}

static void must(const char *sql)
{
    if (db_exec(sql))
        fail_test("%s", sb_error());
}

SUITE(plain, .sandbox = "shop");
TEST(plain, writes)
{
    should_be_the_base_state();
    must("DELETE FROM {users} WHERE id = 1; INSERT INTO {users} VALUES (3, 'eve')");
    should(sandbox_table("users"), have_row(col(name, "eve")));
}
TEST(plain, finds_nothing_of_it)
{
    should_be_the_base_state();
    sb_row *carol = make(users, with(name, "carol"));
    should(id(carol), be_above(0));
    should_change(row_count("users"), by(-1)) {
        must("DELETE FROM {users} WHERE name = 'carol'");
    }
}

SUITE(kept, .sandbox = "shop", .strict = true);
SUITE_SETUP(kept) { must("INSERT INTO {users} VALUES (7, 'kept')"); }
TEST(kept, changes_what_was_put_there)
{
    should(row_count("users"), equal_to(3));
    must("UPDATE {users} SET name = 'other' WHERE id = 7");
    should(7, exist_in("users"));
}
TEST(kept, finds_it_as_it_was) { should(db_text("SELECT name FROM {users} WHERE id = 7"), equal_to("kept")); }

SUITE(after, .sandbox = "shop");
TEST(after, is_at_the_base_state) { should_be_the_base_state(); }
