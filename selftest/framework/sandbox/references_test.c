/* references_test.c -- the sandbox's own connection keeps foreign keys, in every test anew. */
#include <seedbed.h>

SUITE(sandbox_references, .sandbox = "references");

SETUP(sandbox_references)
{
    should(db_exec("CREATE TABLE parents(id INTEGER PRIMARY KEY);"
                   "CREATE TABLE children(id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parents(id))"),
        equal_to(SB_OK));
}

TEST(sandbox_references, an_orphan_is_refused)
{
    should(db_exec("INSERT INTO children(parent_id) VALUES(7)"), equal_to(SB_ERR));
    should(sb_error(), contain("FOREIGN KEY"));
}

/* The rows stand in the order in which they run; the one in the middle leaves the switch off. */
TEST_EACH(sandbox_references, are_kept_again_after, (const char *what; bool switch_off), { "nothing", false },
    { "a test that switched them off", true }, { "that", false })
{
    if (each->switch_off)
        should(db_exec("PRAGMA foreign_keys = OFF"), equal_to(SB_OK));
    should(db_exec("INSERT INTO children(parent_id) VALUES(7)"), equal_to(each->switch_off ? SB_OK : SB_ERR));
}
