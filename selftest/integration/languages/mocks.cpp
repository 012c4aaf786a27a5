/* mocks.cpp -- the words of the sandbox in C++: built as C++11 to C++20 by languages.sh, with all warnings, and run. */
#include <cstdint>
#include <seedbed.h>
#include <string>

namespace
{

int resets;
void forget() { resets++; }

} // namespace

TEST(mocks, answers_the_words_of_the_sandbox)
{
    void *handle = sandbox_mock("");
    should(handle, not_(be_null));
    should(handle == sandbox_handle(), be_true);
    should(std::string(sandbox_schema()), equal_to(""));
    should(sandbox_url(), not_(be_empty));
    should(
        db_exec("CREATE TABLE {users} (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO {users} VALUES (7, 'ada')"), equal_to(0));
    should(db_int("SELECT count(*) FROM {users}"), equal_to(row_count("users")));
    sandbox_on_reset(forget);
    should(resets, equal_to(0));
}

TEST(mocks, has_rows_to_be_found)
{
    const std::string name = "ada";
    sandbox_mock("");
    db_exec("CREATE TABLE {users} (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO {users} VALUES (7, 'ada'), (8, NULL)");
    should(7, exist_in("users"));
    should(INT64_C(9), be_deleted_from("users"));
    should_not(8, be_deleted_from("users"));
    should(sandbox_table("users"), have_row(col(id, 7), col(name, name)));
    should(sandbox_table("users"), have_no_row(col(name, std::string("bob"))));
    should(db_rows("SELECT name FROM {users} ORDER BY id"), have_same_rows_as(these_rows(row(name), row(nullptr))));
    should_run_queries(1) { db_exec("DELETE FROM {users} WHERE id = 7"); }
    should_change(row_count("users"), by(-1)) {
        db_exec("DELETE FROM {users} WHERE id = 8");
    }
}
