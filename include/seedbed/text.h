/* text.h -- text that is not looked at closely: ignoring_case(m), ignoring_space(m), ignoring_line_ends(m); and match_whole(pattern), and
 * what the groups of a pattern matched: captured(n), captured_named(name).
 *
 *     should(name, ignoring_case(equal_to("Ada Lovelace")));
 *     should(sql, ignoring_space(ignoring_case(start_with("select id, name from"))));
 *     should(page, ignoring_line_ends(equal_to("one\ntwo\n")));
 *     should(array(names, 3), ignoring_case(equal_to(array(wanted, 3))));
 *
 * They go around equal_to, start_with, end_with, contain and its kin, match, be_one_of, be_unique and the like, alone or inside all_of, any_of, not_ and the other composites, and
 * around each other. A matcher inside that compares no strings (have_length, be_null, equal_to(5)) fails the assertion, asserted or
 * negated, and the message says so: it stands beside, all_of(have_length(3), ignoring_case(...)). Matchers of your own are welcome once
 * their type says heeds_ignoring (ext/matcher.h).
 *
 * What is ignored:
 *     ignoring_case       Capitals and small letters are the same, in every script that has them, by the simple case folding of Unicode
 *                         15.1 and by no locale. One code point stays one: the German sharp s is not "ss", and the Turkish dotted
 *                         capital I is left alone. Strings are UTF-8; a byte that is none is itself.
 *     ignoring_space      A run of white space counts as one blank, none at the beginning and the end of both strings. White space is what
 *                         Unicode calls so: blanks, tabs, ends of lines, the no-break space, wide and narrow spaces; a zero-width space is not.
 *                         "a b" and "ab" are different.
 *     ignoring_line_ends  "\r\n" is "\n". A '\r' that no '\n' follows stays, and so does a newline at the end that only one has.
 * Around match, ignoring_case makes the pattern's letters match both cases (PCRE2's own rules), ignoring_space and ignoring_line_ends
 * change the operand and not the pattern.
 *
 * NULL is NULL, and nothing else is. The message shows the strings as they are, with the first difference that counts.
 *
 * Promise: nothing is copied or allocated when it holds; around match, ignoring_space and ignoring_line_ends copy the operand, an operand
 * of more than 2,000 bytes to the heap.
 *
 * Errors: an operand that is no string, array or object does not compile.
 */
#ifndef SEEDBED_TEXT_H
#define SEEDBED_TEXT_H

#include <seedbed/should.h>

#define SB_M_ignoring_case(m) &sb_m_ignoring_case, SB__TEXT, SB__EACH_PART(m), 0, 0
#define SB_M_ignoring_space(m) &sb_m_ignoring_space, SB__TEXT, SB__EACH_PART(m), 0, 0
#define SB_M_ignoring_line_ends(m) &sb_m_ignoring_line_ends, SB__TEXT, SB__EACH_PART(m), 0, 0

/* As match (should.h), and the pattern has to match all of the string, from its beginning to its end. */
#define SB_M_match_whole(pattern) &sb_m_match_whole, SB__STRINGS, pattern

extern const sb_matcher_type sb_m_ignoring_case, sb_m_ignoring_space, sb_m_ignoring_line_ends, sb_m_match_whole;

/* ---- captured(n), captured_named(name): what the groups of a pattern matched ----
 *     should(date, match("(?<year>\\d+)-(\\d+)"));
 *     should(captured_named("year"), equal_to("2026"));
 *     should(captured(2), equal_to("11"));
 * They are about the last match or match_whole that held in this thread since the test began, whether it stood alone, in a loop, or inside
 * another matcher (of any_of(match(a), match(b)) the first that held, because the second was not asked); one that does not hold changes
 * nothing. captured(0) is all that matched. NULL: the group took no part. Of several groups of one name, which (?J) allows, the one that
 * took part counts. Where white space or line ends were ignored, it is the text as it was matched, without them.
 *
 * The text is borrowed until the next match that holds in this thread, or the end of the test.
 *
 * Errors: no match held before, or the pattern has no such group: the test fails, and ends, where captured stands. */
#define SB_CAPTURED(n) sb_captured_at(SB__HERE, n)
#define SB_CAPTURED_NAMED(name) sb_captured_named_at(SB__HERE, name)

SB__C_BEGIN
const char *sb_captured_at(const char *file, int line, unsigned n);
const char *sb_captured_named_at(const char *file, int line, const char *name);
SB__C_END

#endif
