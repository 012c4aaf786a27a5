/* change_test.c -- should_change. */
#include "../support/record.h"
#include <limits.h>
#include <math.h>
#include <seedbed.h>
#include <setjmp.h>
#include <string.h>

SUITE(change);

#define LEFT(what) \
    what \
        " should change\n  the block was left by return, goto, longjmp or the end of its thread, so that it could not be judged; " \
        "leave it by break"

TEST(change, by_is_the_difference)
{
    int n = 3;

    should_change(n, by(1)) {
        n++;
    }
    should_change(n, by(-4)) {
        n = 0;
    }
    should_change(n, by(0)) {
        n += 0;
    }
    should_say("n should change by 1\n  expected: from 0 to 1\n       got: from 0 to 0", should_change(n, by(1)){});
    should_say(
        "n should not change\n  expected: still 0\n       got: 5", should_change(n, by(0)) { n = 5; });
}

TEST(change, strings_of_an_array_are_as_they_were)
{
    char first[] = "alpha";
    const char *names[] = { first, NULL }, *before[] = { "alpha", NULL }, *after[] = { "gamma", "b" };

    should_change(array(names, 2), from(array(before, 2)), to(array(after, 2))) {
        strcpy(first, "gamma");
        names[1] = "b";
    }
    should_say(
        "array(names, 2) should change from [\"alpha\", NULL]\n  expected: from [\"alpha\", NULL]\n"
        "       got: from [\"gamma\", \"b\"] to [\"delta\", \"b\"]",
        should_change(array(names, 2), from(array(before, 2))) { strcpy(first, "delta"); });
}

TEST(change, by_at_least_is_a_bound)
{
    volatile int n = 3;

    should_change(n, by_at_least(2)) {
        n += 2;
    }
    should_change(n, by_at_least(2)) {
        n += 9;
    }
    should_say(
        "n should change by at least 2\n  expected: from 14 to 16 or more\n       got: from 14 to 15",
        should_change(n, by_at_least(2)) { n++; });
}

TEST(change, by_at_most_is_a_bound_above)
{
    volatile int n = 3;
    volatile unsigned long most = ULONG_MAX;

    should_change(n, by_at_most(2)) {
        n += 2;
    }
    should_change(n, by_at_most(-1), by_at_least(-3)) {
        n -= 2;
    }
    should_change(most, by_at_most(1)) {
        most = 0;
    }
    should_say(
        "n should change by at most 2\n  expected: from 3 to 5 or less\n       got: from 3 to 6",
        should_change(n, by_at_most(2)) { n += 3; });
    should_say(
        "n should change by at least 1 by at most 3\n  expected: from 6 to 7 or more and 9 or less\n       got: from 6 to 6",
        should_change(n, by_at_least(1), by_at_most(3)){});
    should_say("n should change by at most -1\n  expected: from 6 to 5 or less\n       got: from 6 to 6",
        should_change(n, by_at_most(-1)){});
}

TEST(change, from_and_to_are_the_ends)
{
    volatile int n = 3;

    should_change(n, from(3), to(4)) {
        n++;
    }
    should_say(
        "n should change from 3 to 5\n  expected: from 3 to 5\n       got: from 4 to 5",
        should_change(n, from(3), to(5)) { n++; });
    should_say("n should change from 1\n  expected: from 1\n       got: from 5 to 5", should_change(n, from(1)){});
    should_say(
        "n should change to 7\n  expected: to 7\n       got: from 5 to 6", should_change(n, to(7)) { n++; });
    should_say(
        "n should change from 1 by 2\n  expected: from 1 to 3\n       got: from 6 to 8",
        should_change(n, from(1), by(2)) { n += 2; });
}

TEST(change, from_and_to_alone_want_a_change)
{
    int n = 3;
    const char *name = "ada";

    should_say("n should change to 3\n  expected: to 3\n       got: from 3 to 3\n  it did not change", should_change(n, to(3)){});
    should_say("name should change from \"ada\"\n  expected: from \"ada\"\n       got: from \"ada\" to \"ada\"\n"
               "  it did not change",
        should_change(name, from("ada")){});
    should_hold(should_change(n, to(3), by(0)){});
    should_hold(should_change(n, from(3), by_at_least(0)){});
}

TEST(change, strings_are_copied_before_the_block)
{
    char name[8] = "ada";
    const char *none = NULL;

    should_change(name, from("ada"), to("adb")) {
        name[2] = 'b';
    }
    should_change(none, from((const char *)NULL), to("x")) {
        none = "x";
    }
    should_say("name should change from \"ada\" to \"adc\"\n"
               "  expected: from \"ada\" to \"adc\"\n"
               "       got: from \"adb\" to \"adb\"",
        should_change(name, from("ada"), to("adc")){});
}

TEST(change, null_strings)
{
    const char *name = "ada", *none = NULL;

    should_change(name, to(none)) {
        name = NULL;
    }
    should_change(name, from(NULL), to("eve")) {
        name = "eve";
    }
    should_say("none should change from NULL to \"x\"\n  expected: from NULL to \"x\"\n       got: from NULL to NULL",
        should_change(none, from(NULL), to("x")){});
    should_say(
        "name should change to \"bob\"\n  expected: to \"bob\"\n       got: from \"eve\" to NULL",
        should_change(name, to("bob")) { name = NULL; });
}

TEST(change, elements_are_copied_too)
{
    int xs[2] = { 1, 2 };
    int before[] = { 1, 2 }, after[] = { 3, 2 };

    should_change(array(xs, 2), from(array(before, 2)), to(array(after, 2))) {
        xs[0] = 3;
    }
    should_say(
        "array(xs, 2) should change from [1, 2]\n  expected: from [1, 2]\n       got: from [3, 2] to [1, 2]",
        should_change(array(xs, 2), from(array(before, 2))) { xs[0] = 1; });
    should_say(
        "array(xs, 2) should change\n"
        "  `from` does not go with `array(xs, 2)`, which is an array: by(), by_at_least() and by_at_most() take numbers, from() "
        "and to() what equal_to() would take",
        should_change(array(xs, 2), from(bytes(xs, 2))){});
}

TEST(change, bytes_are_copied_too)
{
    char raw[2] = { 1, 2 };

    should_change(bytes(raw, 2), from(bytes("\1\2", 2)), to(bytes("\1\3", 2))) {
        raw[1] = 3;
    }
}

TEST(change, integers_do_not_wrap_round)
{
    volatile uint64_t most = UINT64_MAX;
    volatile int64_t least = INT64_MIN;
    volatile int five = 5;

    should_change(most, by(-1)) {
        most--;
    }
    should_change(most, by(1)) {
        most++;
    }
    should_say(
        "most should change by 1\n"
        "  expected: from 18446744073709551615 to more than any integer can be\n"
        "       got: from 18446744073709551615 to 0",
        should_change(most, by(1)) { most = 0; });
    should_say(
        "five should change by 18446744073709551615\n"
        "  expected: from 5 to more than any integer can be\n"
        "       got: from 5 to 4",
        should_change(five, by(UINT64_MAX)) { five = 4; });
    should_say("least should change by -1\n"
               "  expected: from -9223372036854775808 to less than any integer can be\n"
               "       got: from -9223372036854775808 to -9223372036854775808",
        should_change(least, by(-1)){});
    should_change(least, by_at_least(-1)) {
        least += 0;
    }
    should_change(least, by(UINT64_MAX)) {
        least = INT64_MAX;
    }
    should_change(least, by_at_least(INT64_MIN)) {
        least = 0;
    }
}

TEST(change, floats_change_in_their_own_type)
{
    double d = 1.0;
    float f = 1.0f;

    should_change(d, by(0.1)) {
        d = 1.1;
    }
    should_change(f, by(0.1)) {
        f = 1.1f;
    }
    should_change(d, by(1)) {
        d += 1;
    }
}

TEST(change, floats_that_are_nearly_equal_are_told_apart)
{
    volatile double d = 0, nothing = NAN;

    should_say(
        "d should change by 1\n  expected: from 0 to 1\n       got: from 0 to 0.9999999999999999", should_change(d, by(1)) {
            for (int i = 0; i < 10; i++)
                d += 0.1;
        });
    should_say("nothing should not change\n  expected: still nan\n       got: nan\n  nan equals nothing, not even itself",
        should_change(nothing, by(0)){});
    should_say("nothing should change by at most 1\n  expected: from nan to nan or less\n       got: from nan to nan\n"
               "  nan equals nothing, not even itself",
        should_change(nothing, by_at_most(1)){});
}

TEST(change, the_expression_is_evaluated_twice_and_the_block_once)
{
    int reads = 0, runs = 0;

    should_change(++reads, by(1)) {
        runs++;
    }
    should(reads, equal_to(2));
    should(runs, equal_to(1));
}

TEST(change, blocks_go_inside_each_other)
{
    int a = 0, b = 0;

    should_change(a, by(1)) {
        should_change(b, by(2)) {
            a++;
            b += 2;
        }
    }
}

TEST(change, break_leaves_the_block_and_is_judged)
{
    volatile int n = 0;

    should_change(n, by(1)) {
        n++;
        if (n)
            break;
        n++;
    }
    should_say(
        "n should change by 5\n  expected: from 1 to 6\n       got: from 1 to 1", should_change(n, by(5)) { break; });
}

static void leave_by_return(void)
{
    int n = 0;

    should_change(n, by(1)) {
        return;
    }
}

TEST(change, leaving_the_block_by_return_fails) { should(failure_of(leave_by_return), equal_to(LEFT("n"))); }

TEST(change, one_that_a_jump_left_is_told_by_the_block_around_it)
{
    static jmp_buf out;
    int n = 0, inner = 0;

    should_say(
        LEFT("inner"), should_change(n, by(0)) {
            if (!setjmp(out))
                should_change(inner, by(5)) {
                    longjmp(out, 1);
                }
        });
    should_hold(should_change(n, by(0)) {
        should_change(inner, by(1)) { inner++;
}
});
}

TEST(change, one_that_a_jump_left_is_told_when_it_begins_again)
{
    static jmp_buf out;
    int n = 0, inner = 0;

    should_say(
        LEFT("inner") "\n\n" LEFT("inner"), should_change(n, by(0)) {
            for (volatile int i = 0; i < 2; i++) {
                if (!setjmp(out))
                    should_change(inner, by(5)) {
                        longjmp(out, 1);
                    }
            }
        });
}

static int n_of_deep;
static void change_deep(int depth)
{
    should_change(n_of_deep, by(1)) {
        if (depth)
            change_deep(depth - 1);
        else
            n_of_deep++;
    }
}

TEST(change, blocks_lie_in_each_other_without_end)
{
    change_deep(20);
    should(n_of_deep, equal_to(1));
}

TEST(change, words_that_do_not_go_with_the_expression_are_refused_before_the_block)
{
    static char name[] = "ada";

    should_say(
        "name should change\n"
        "  `by` does not go with `name`, which is a string: by(), by_at_least() and by_at_most() take numbers, from() and to() what "
        "equal_to() would take",
        should_change(name, by(1)) { sb_failed_at(__FILE__, __LINE__, false, "the block was run"); });
    should_say(
        "name should change\n"
        "  `to` does not go with `name`, which is a string: by(), by_at_least() and by_at_most() take numbers, from() and to() what "
        "equal_to() would take",
        should_change(name, to(1)){});
}

static void fail_inside(void)
{
    char name[] = "ada";

    should_change(name, from("ada"), to("adb")) {
        should(1, equal_to(2));
    }
}

TEST(change, an_assertion_that_fails_inside_leaks_no_copy)
{
    should(failure_of(fail_inside), equal_to("1 should equal 2\n  expected: 2\n       got: 1"));
}
