/* suites.cpp -- suites and tests in C++20: options, fixtures, rows, clean-ups, ends; built by languages.sh with all warnings, and run. */
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <seedbed.h>
#include <seedbed/ext/matcher.h>
#include <string>
#include <vector>

SUITE(outer, .timeout = 20, .tags = "a b", .retries = 0);
SUITE_IN(outer, inner, .tags = "c");
FIXTURE(outer, (int *numbers; int n));

SUITE_SETUP(outer) { self->n = 7; }
SETUP(outer)
{
    self->numbers = new int[3]{ 1, 2, 3 };
    add_cleanup([p = self->numbers] { delete[] p; });
}
TEARDOWN(outer) { should(self->n, be_between(7, 8)); }
SUITE_TEARDOWN(outer) { should(self->n, equal_to(7)); }

TEST(outer, a_fixture_is_laid, .timeout = 10, .serial = true)
{
    should(self->numbers[2], equal_to(3));
    should(self->n++, equal_to(7));
}

TEST(inner, the_one_around_is_reached)
{
    should(fixture_of(outer)->numbers[1], equal_to(2));
    should(fixture_of(outer)->n, equal_to(7));
}

TEST_EACH(price, by_mode, (const char *mode; int cents), { "audit", 0 }, { "verified", 4900 }, { "none" })
{
    should(each->cents, be_at_least(0));
    should(std::string(each->mode), have_length(each->cents ? 8 : each->mode[0] == 'n' ? 4 : 5));
}

TEST_EACH(rows, of_objects, (std::string name; std::vector<int> numbers), { "one", { 1 } }, { "two", { 1, 2 } })
{
    should(each->numbers.size(), equal_to(each->name == "one" ? 1u : 2u));
}

static std::string said;
static int fclose_quietly(FILE *f) { return std::fclose(f); }

TEST(cleanups, run_last_in_first_out)
{
    std::string text = "copied";

    said.clear();
    add_cleanup([] { should(said, equal_to("4copied")); });
    add_cleanup([text] { said += text; });
    add_cleanup(fclose_quietly, std::fopen("/dev/null", "r"));
    add_cleanup(std::free, std::malloc(3));
    add_cleanup([](int n) { said += std::to_string(n); }, 4);
    add_cleanup([] { should(said, equal_to("")); });
}

TEST(ends, of_the_process)
{
    die_with(SIGABRT) { std::abort(); }
    exit_with(3) { std::exit(3); }
}

TEST(ends, expected_to_fail, .xfail = "it throws") { throw 1; }

TEST(ends, unfinished) { todo_test("there is more of C++"); }

TEST(operands, may_be_lambdas_with_commas_in_parentheses)
{
    should([](int a, int b) { return a + b; }(1, 2), equal_to(3));
    should((std::pair<int, int>(1, 2).second), equal_to(2));
}

/* A matcher of a user's own. */
static enum sb_verdict even(const sb_match *m) { return m->actual.v.i % 2 == 0 ? SB_YES : SB_NO; }
static const sb_matcher_type sb_m_be_even = [] {
    sb_matcher_type it = {};
    it.words = "be even";
    it.fits = SB_FITS_NUMBER;
    it.judge = even;
    return it;
}();
#define SB_M_be_even &sb_m_be_even, SB__NUMBER
#define SB_M_be_teen SB_M_all_of(be_at_least(13), be_at_most(19))

TEST(operands, matchers_of_a_users_own)
{
    should(4, be_even);
    should_not(3, any_of(be_even, be_teen));
}

#ifndef SEEDBED_CORE
SUITE(tables, .sandbox = "languages");

TEST(tables, rows_are_made_and_found)
{
    db_exec("CREATE TABLE {users} (id INTEGER PRIMARY KEY, username TEXT NOT NULL, age INT)");
    sb_row *ada = make(users, with(username, std::string("ada")), with(age, 36));

    should(id(ada), be_above(0));
    should(get_text(ada, username), equal_to("ada"));
    should(sandbox_table("users"), have_row(col(username, std::string("ada")), col(age, 36)));
    should_run_queries(be_at_most(1))
    {
        should(db_rows("SELECT username, age FROM {users} WHERE age = 36"),
            have_same_rows_as(these_rows(row(std::string("ada"), 36))));
    }
    should_change(row_count("users"), by(1)) {
        make(users);
    }
    should(sandbox_table("users"), all_of(have_rows(2), not_(be_empty)));
}

TEST(inner, values_are_made)
{
    should(fake_text(uuid), have_length(36));
    should(fake_int(number, .from = "3", .to = "4"), be_between(3, 4));
    should(fake_text(company.name, .locale = "de", .unique = true), match(" (GmbH|AG|KG|OHG)$"));
}
#endif
