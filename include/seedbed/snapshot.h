/* snapshot.h -- what was right the last time somebody looked, in a file beside the test: match_snapshot.
 *
 *     should(page, match_snapshot("front"));
 *     should(page, match_snapshot);                                          the first, second ... of its test
 *     should(page, match_snapshot("front", redacting("id=\\d+", "id=<n>")));
 *     redact("\\d{4}-\\d{2}-\\d{2}", "<date>");                              for all snapshots that follow in the test
 *
 * What it is: the operand equals the bytes of a file, exactly. Strings and bytes() are compared as they are, "" too; numbers, arrays and
 * objects by what they print as, an element or field a line, nothing cut, pointers without their addresses. Where behind() leads to
 * what it came from, that is said in its place, and what lies more than 200 deep is not shown. What is no text, or is large, is a
 * snapshot like any other. NULL has no snapshot: it fails, asserted and negated.
 *
 * Where: tests/page_test.c, TEST(page, renders) and "front" make tests/snapshots/page_test/page.renders.front.snap; a row of TEST_EACH
 * stands before the name: page.renders.audit.front.snap. What is no letter, digit, `_` or `-` becomes `-`, what is longer than 56 bytes is
 * cut, and such a name gets a number of its own behind it (page.renders.a-b~9f8e7d6c.snap), so that no two become one; names that differ
 * in nothing but capital letters want a file system that tells them apart. The number that a snapshot without a name has counts in the
 * order of the test, which threads of it share. All rounds of --repeat, attempts and processes of a test have the same snapshots.
 *
 * The source file is found by the name that the compiler was given: from the folder where the program was started upwards, then from
 * that of the program upwards; --snapshots=DIR (SEEDBED_SNAPSHOTS) names the folder that the compiler ran in, or what stands in its
 * place, and then nowhere else is looked. Where the sources are not at hand, the folder snapshots/page_test is enough.
 *
 * New and changed ones: a snapshot that is not there fails the assertion, as one that differs does, and nothing is written, so that no
 * run is green by accident. Look at what was got, and type what the message says:
 *     --update-snapshots           writes those that are not there or differ
 *     --update-snapshots=new       writes those that are not there
 *     --update-snapshots=prune     writes those that are not there or differ, and removes those that are unused
 * They are written when the test is over and nothing in it failed, its clean-ups and --leaks included; in a thread of the test, or a
 * process that it forked, at once. A file is whole or not there, whoever else reads or writes it; what a process leaves that is killed
 * while it writes (.tmp- and a number) goes with the next update. One that may not be written stays; a symbolic link is written through
 * to another file of the folder, and refused where it leads out of it.
 *
 * Only what must match is written: alone, and inside all_of, described_as, have_field, pointee, have_content_that and each. Under
 * should_not, and inside not_, any_of, none_of, some and the like, another text may be right too: there an update judges as any run does.
 * Parts that nobody had to look at any more count as asked for, so that any_of(match_snapshot("gcc"), match_snapshot("clang")) keeps both;
 * who writes them asks for the one that is meant by an assertion before it.
 *
 * Unused: when all tests of a source file ran, those of its snapshots that no test asked for are listed behind the report; not those of a
 * test that did not pass, which may not have come so far. They fail nothing, and stay until they are pruned. A program knows its own
 * tests alone: where one source file is built into two programs with different tests in it, those of the other look unused.
 *
 * Redactions: what differs in each run (dates, addresses, temporary folders) is replaced in the operand before it is compared or written.
 * The pattern is one of PCRE2, as for match; in the replacement $0 to $9 stand for its groups and $$ for a dollar. redact() holds until
 * the end of the test, or in a SUITE_SETUP as long as the suite is up; redacting() for one assertion, up to five of them. They
 * apply in the order they were given, those of the assertion last.
 *
 * should_within(ms, page, match_snapshot("front")) waits for the snapshot to be matched; where snapshots are updated, the first text it
 * sees is the one that is written.
 *
 * Cost: an assertion reads a file. Patterns are compiled when they are given.
 *
 * Errors: a source file that cannot be found, a file that cannot be read or written, a pattern with a mistake, two texts for one name
 * in a test, its threads and the processes it forks, while snapshots are updated: each fails the assertion, and says what to do. It
 * works in tests, their SETUP, TEARDOWN and clean-ups; in a SUITE_SETUP, which belongs to no test, it fails.
 */
#ifndef SEEDBED_SNAPSHOT_H
#define SEEDBED_SNAPSHOT_H

#include <seedbed/should.h>

/* Without a parenthesis behind it, sb_snapshot_name is the name of one that has none. */
#define SB_M_match_snapshot &sb_m_match_snapshot, SB__PRINTED, sb_snapshot_name
#define SB__PRINTED(a, x) (a == 0xe2 || a >> 4 == 2 || a == 0x11) && x == 0xe2
#define sb_snapshot_name(...) SB__CAT(SB__SNAPSHOT, SB__COUNT(__VA_ARGS__))(__VA_ARGS__)
#define SB__SNAPSHOT1(name) (name)
#define SB__SNAPSHOT2(name, a) (name), sb_redacting(SB__CELLS1(SB_R_, a))
#define SB__SNAPSHOT3(name, a, b) (name), sb_redacting(SB__CELLS2(SB_R_, a, b))
#define SB__SNAPSHOT4(name, a, b, c) (name), sb_redacting(SB__CELLS3(SB_R_, a, b, c))
#define SB__SNAPSHOT5(name, a, b, c, d) (name), sb_redacting(SB__CELLS4(SB_R_, a, b, c, d))
#define SB__SNAPSHOT6(name, a, b, c, d, e) (name), sb_redacting(SB__CELLS5(SB_R_, a, b, c, d, e))
#define SB_R_redacting(pattern, with) SB__CELL(pattern, SB_WORD_REDACTING, sb__box_s(with))
SB__C_BEGIN
extern const sb_matcher_type sb_m_match_snapshot;
extern const char sb_snapshot_name[];
const sb_cells *sb_redacting(const sb_cells *cells);

void sb_redact(const char *file, int line, const char *pattern, const char *with);
SB__C_END
#define SB_REDACT(pattern, with) sb_redact(SB__HERE, (pattern), (with))

#endif
