/* prefixed.c -- a program that has the short names for itself, in C and (by prefixed.cpp) in C++. */
#define SEEDBED_PREFIXED
#include <seedbed.h>

/* Each of these would be a clash. */
static int should(int make) { return make + 1; }
static int expect(int TEST) { return TEST + 1; }

SB_TEST(prefixed, the_words_are_there_under_other_names)
{
    SB_SHOULD(should(1), equal_to(2));
    SB_EXPECT(expect(1), not_(equal_to(3)));
    SB_SHOULD(sandbox_mock(""), not_(be_null));
    SB_SHOULD(db_exec("CREATE TABLE {users} (id INTEGER PRIMARY KEY, name TEXT)"), equal_to(0));
    SB_SHOULD_CHANGE(row_count("users"), by(1)) {
        db_exec("INSERT INTO {users} VALUES (3, 'ada')");
    }
    SB_SHOULD(3, exist_in("users"));
    SB_SHOULD(sandbox_table("users"), have_row(col(name, "ada")));
    SB_SHOULD_RUN_QUERIES(0) { (void)sandbox_prefix(); }
}
