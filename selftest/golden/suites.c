/* suites.c -- a program with set-up once per suite, suites inside suites, and such as do not come up or go down. */
/* run: --report=terminal -v */
/* run: --report=terminal -v --isolate=test */
/* run: --report=terminal -v --isolate=none library shelf stranger broken absent fixed */
/* run: --report=tap fixed shelf */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

SUITE(library, .retries = -1);
FIXTURE(library, (int books; const char *folder; int lent));

SUITE_SETUP(library)
{
    self->books = 7;
    self->folder = sb_temp_dir();
    add_cleanup(puts, "the library's clean-up");
}

SUITE_TEARDOWN(library) { should(self->books, equal_to(7)); }

SETUP(library) { self->lent++; }

TEST(library, a_test_begins_with_what_the_set_up_left)
{
    should(self->books, equal_to(7));
    should(self->lent, equal_to(1));
    self->books = 0;
}

TEST(library, what_another_test_changed_is_gone)
{
    should(self->books, equal_to(7));
    should(self->lent, equal_to(1));
}

SUITE_IN(library, shelf);
FIXTURE(shelf, (int place));
SUITE_SETUP(shelf) { self->place = fixture_of(library)->books + 1; }

TEST(shelf, an_inner_suite_sees_the_one_around_it)
{
    should(self->place, equal_to(8));
    should(fixture_of(library)->books, equal_to(7));
    should(fixture_of(library)->lent, equal_to(1));
}

FIXTURE(stranger, (int x));
TEST(stranger, a_suite_that_is_not_around_is_not_found) { should(fixture_of(library)->books, equal_to(7)); }

SUITE_SETUP(broken)
{
    puts("the set-up's own words");
    expect(1, equal_to(2));
    fail_test("no %s", "database");
}
SUITE_TEARDOWN(broken) { puts("down all the same"); }
TEST(broken, a_first_one_fails) { puts("never"); }
TEST(broken, a_second_one_fails) { puts("never"); }

SUITE_SETUP(absent) { skip_test("no printer here"); }
TEST(absent, is_skipped) { puts("never"); }
TEST(absent, and_so_is_this) { puts("never"); }

TEST(fixed, passes) { should(1, equal_to(1)); }
SUITE_TEARDOWN(fixed) { fail_test("the door does not close"); }

SUITE_SETUP(crashing) { abort(); }
TEST(crashing, one) { puts("never"); }
TEST(crashing, two) { puts("never"); }

SUITE_TEARDOWN(crashing_late) { abort(); }
TEST(crashing_late, passes) { should(1, equal_to(1)); }

SUITE(hanging, .timeout = 0.1);
SUITE_SETUP(hanging)
{
    for (volatile int forever = 1; forever;) {
    }
}
TEST(hanging, never_begins) { puts("never"); }

SUITE(hanging_late, .timeout = 0.1);
SUITE_TEARDOWN(hanging_late)
{
    for (volatile int forever = 1; forever;) {
    }
}
TEST(hanging_late, passes) { should(1, equal_to(1)); }

TEST(zlast, passes) { should(1, equal_to(1)); }
