/* file.h -- matchers about files: the operand is a path.
 *
 *     should("out/report.txt", be_a_file);
 *     should_not(lock_path, exist);
 *     should(path, have_content("id,name\n1,ada\n"));
 *     should(path, all_of(have_mode(0755), have_content_that(start_with("#!"))));
 *     should_within(2000, pid_file, exist);
 *
 * What they mean, of what the path leads to in the end, through symbolic links:
 *     exist                    there is something, of whatever kind; a link that leads nowhere is nothing
 *     be_a_file                a regular file
 *     be_a_directory           a directory
 *     have_content(x)          its bytes are those of the string, or of the bytes(), to the last; a difference of several lines is shown as one
 *     have_content_that(m)     its content, as a string, satisfies this matcher; a content with NUL bytes is bytes() to it. At most a
 *                              gigabyte is read; what holds more fails, asserted or negated.
 *     have_file_size(n)        it is a regular file of so many bytes
 *     have_mode(mode)          its permissions, with the set-id and sticky bits, are these: have_mode(0644)
 *
 *     path should be a file
 *       expected: a file at "out/reprt.txt"
 *            got: nothing; the nearest name there is "report.txt"
 *
 * What does not exist is no file, so that should_not(path, be_a_file) holds. The matchers that begin with have_ fail there, asserted and
 * negated, and so do all of them where it cannot be known (a directory on the way that may not be searched), and for a NULL path. A path
 * that does not begin with a slash is relative to the working directory, as everywhere.
 *
 * These matchers ask the system, and those about content read the file; have_content_that allocates.
 *
 * Errors: a path that is no string does not compile, and neither does a content that is neither a string nor bytes().
 */
#ifndef SEEDBED_FILE_H
#define SEEDBED_FILE_H

#include <seedbed/should.h>

#define SB_M_exist &sb_m_exist, SB__STRING
#define SB_M_be_a_file &sb_m_be_a_file, SB__STRING
#define SB_M_be_a_directory &sb_m_be_a_directory, SB__STRING
#define SB_M_have_content(x) &sb_m_have_content, SB__PATH_AND_TEXT, x
#define SB_M_have_content_that(m) &sb_m_have_content_that, SB__STRING, SB__EACH_PART(m), 0, 0
#define SB_M_have_file_size(n) &sb_m_have_file_size, SB__PATH_AND_NUMBER, n
#define SB_M_have_mode(mode) &sb_m_have_mode, SB__PATH_AND_NUMBER, mode

#define SB__PATH_AND_TEXT(a, x) a == 0xe2 && (x == 0xe2 || x == 0x11)
#define SB__PATH_AND_NUMBER(a, x) a == 0xe2 && x >> 4 == 2

extern const sb_matcher_type sb_m_exist, sb_m_be_a_file, sb_m_be_a_directory, sb_m_have_content, sb_m_have_content_that,
    sb_m_have_file_size, sb_m_have_mode;

#endif
