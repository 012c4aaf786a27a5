/* words.h -- the short names: should, TEST, make ... one per line, each over a name that begins with SB_ or sb_.
 *
 * What it is: <seedbed.h> includes this header last. Every short name that is a macro stands here, so that
 *     #undef make                     after the include drops one, and
 *     #define SEEDBED_PREFIXED        before the include leaves out all of them.
 * The words inside (equal_to, with, as, col, by ...) are never macros: they are pasted behind SB_M_, SB_W_, SB_K_ and SB_C_, and
 * clash with nothing.
 */
#ifndef SEEDBED_WORDS_H
#define SEEDBED_WORDS_H

#include <seedbed/base.h>

/* Without parameters, so that their operands reach the SB_ name unexpanded: they are stringised and pasted there. */
#define SUITE SB_SUITE
#define SUITE_IN SB_SUITE_IN
#define FIXTURE SB_FIXTURE
#define SETUP SB_SETUP
#define TEARDOWN SB_TEARDOWN
#define SUITE_SETUP SB_SUITE_SETUP
#define SUITE_TEARDOWN SB_SUITE_TEARDOWN
#define TEST SB_TEST
#define TEST_EACH SB_TEST_EACH
#define should_change SB_SHOULD_CHANGE
#define should_print SB_SHOULD_PRINT
#define should_print_error SB_SHOULD_PRINT_ERROR
#define should_print_bytes SB_SHOULD_PRINT_BYTES
#define expect_print SB_EXPECT_PRINT
#define expect_print_error SB_EXPECT_PRINT_ERROR
#define should_run_queries SB_SHOULD_RUN_QUERIES
#define expect_run_queries SB_EXPECT_RUN_QUERIES
#define should_within SB_SHOULD_WITHIN
#define should_stay SB_SHOULD_STAY
#define expect_within SB_EXPECT_WITHIN
#define expect_stay SB_EXPECT_STAY

#define add_cleanup(...) SB_ADD_CLEANUP(__VA_ARGS__)
#define skip_test(...) SB_SKIP_TEST(__VA_ARGS__)
#define todo_test(...) SB_TODO_TEST(__VA_ARGS__)
#define xfail_test(...) SB_XFAIL_TEST(__VA_ARGS__)
#define fixture_of(suite) SB_FIXTURE_OF(suite)
#define fail_test(...) SB_FAIL_TEST(__VA_ARGS__)
#define die_with(signal) SB_DIE_WITH(signal)
#define exit_with(code) SB_EXIT_WITH(code)
#define captured(n) SB_CAPTURED(n)
#define captured_named(name) SB_CAPTURED_NAMED(name)
#define because(...) SB_BECAUSE(__VA_ARGS__)
#define redact(pattern, with) SB_REDACT(pattern, with)

/* The same, spelt out: `should` as a plain word stays free for variables and fields. */
#define should(actual, matcher) SB__GO(0, actual, #actual, #matcher, SB_M_##matcher)
#define should_not(actual, matcher) SB__GO(1, actual, #actual, #matcher, SB_M_##matcher)
#define expect(actual, matcher) SB__GO(2, actual, #actual, #matcher, SB_M_##matcher)
#define expect_not(actual, matcher) SB__GO(3, actual, #actual, #matcher, SB_M_##matcher)
#define given(...) SB__GIVEN(SB__CAT(sb_note_, __COUNTER__), #__VA_ARGS__, __VA_ARGS__)
#define fake_text(...) sb_fake_text(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))
#define fake_int(...) sb_fake_int(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))
#define fake_double(...) sb_fake_double(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))
#define fake_bytes(...) sb_fake_bytes(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))
#define object(T, p) SB_OBJECT_AT(T, p)
#define objects(T, ps, n) SB_OBJECTS_AT(T, ps, n)
#ifdef __cplusplus /* functions, because headers of the standard library have these names in other meanings */
using namespace seedbed::words;
#else
#define bytes(p, n) SB_BYTES_AT(p, n)
#define array(xs, n) SB_ARRAY_AT(xs, n)
#define id(row) SB_ID(row)
#endif

#define these_rows(...) SB_THESE_ROWS(__VA_ARGS__)
#define make(...) SB_MAKE(__VA_ARGS__)
#define make_list(...) SB_MAKE_LIST(__VA_ARGS__)
#ifndef __cplusplus /* where std::make_pair is something else */
#define make_pair(...) SB_MAKE_PAIR(__VA_ARGS__)
#endif
#define make_bulk(...) SB_MAKE_BULK(__VA_ARGS__)
#define get_or_make(...) SB_GET_OR_MAKE(__VA_ARGS__)
#define build(...) SB_BUILD(__VA_ARGS__)
#define attributes(...) SB_ATTRIBUTES(__VA_ARGS__)
#define reset_sequence(...) SB_RESET_SEQUENCE(__VA_ARGS__)
#define set_value(row, column, value) SB_SET(row, column, value)
#define FACTORY(...) SB_FACTORY(__VA_ARGS__)
#define lint_factories(...) SB_LINT_FACTORIES(__VA_ARGS__)
#define get_text(row, column) sb_get_text(row, #column)
#define get_int(row, column) sb_get_int(row, #column)

#endif
