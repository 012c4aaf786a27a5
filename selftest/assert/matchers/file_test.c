/* file_test.c -- exist, be_a_file, be_a_directory, have_file_size, have_mode, have_content, have_content_that. */
#include "../../support/record.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

SUITE(file);

/* A name in the folder of the test. Good for the test. */
static const char *in(const char *name)
{
    char *path = sb_format("%s/%s", sb_temp_dir(), name);
    add_cleanup(free, path);
    return path;
}

static const char *write_file(const char *name, const char *bytes, size_t n)
{
    const char *path = in(name);
    FILE *to = fopen(path, "w");

    should(to, succeed);
    fwrite(bytes, 1, n, to);
    should(fclose(to), equal_to(0));
    should(chmod(path, 0644), succeed);
    return path;
}
#define WITH(name, s) write_file(name, s, sizeof s - 1)

/* What it said, with @ in place of the folder of the test. */
static const char *without_folder(const char *said)
{
    struct sb_text text = SB_TEXT_EMPTY;
    const char *folder = sb_temp_dir();
    char *shown;

    for (const char *at; (at = strstr(said, folder)); said = at + strlen(folder)) {
        sb_text_put(&text, said, (size_t)(at - said));
        sb_text_add(&text, "@");
    }
    sb_text_add(&text, "%s", said);
    shown = sb_text_take(&text);
    add_cleanup(free, shown);
    return shown;
}
#define should_tell(text_, ...) should_say_read(without_folder, text_, __VA_ARGS__)

static const char *subject; /* of the next function */
static void look_for_relative(void) { should("no_such_name_here", exist); }
static void look_for_subject(void) { should(subject, exist); }
static void look_for_no_subject(void) { should_not(subject, exist); }
static void compare_text(void)
{
    const char *path = subject;
    should(path, have_content("a"));
}
static void judge_text(void) { should(subject, have_content_that(start_with("a"))); }
static void give_string_as_mode(void) { should(subject, any_of(have_mode("0644"), be_a_file)); }

TEST(file, what_exists_is_told_by_kind)
{
    const char *file = WITH("some", "abc"), *folder = sb_temp_dir(), *none = in("sume");

    should(file, all_of(exist, be_a_file, not_(be_a_directory)));
    should(folder, all_of(exist, be_a_directory, not_(be_a_file)));
    should_not(none, any_of(exist, be_a_file, be_a_directory));
    should("/dev/null", all_of(exist, not_(be_a_file), not_(be_a_directory)));
    should_tell("file should be a directory\n  expected: a directory at \"@/some\"\n       got: a file of 3 bytes",
        should(file, be_a_directory));
    should_tell("folder should not exist\n  expected: nothing at \"@\"\n       got: a directory", should_not(folder, exist));
    should_tell("file should not be a file\n  expected: not a file at \"@/some\"\n       got: a file of 3 bytes",
        should_not(file, be_a_file));
    should_tell("\"/dev/null\" should be a file\n  expected: a file at \"/dev/null\"\n       got: a character device",
        should("/dev/null", be_a_file));
}

TEST(file, the_nearest_name_is_told_where_nothing_is)
{
    const char *path = in("reprt.txt"), *deep = in("one/two/three"), *below = in("report.txt/x");

    should_tell(
        "path should exist\n  expected: something at \"@/reprt.txt\"\n       got: nothing; \"@\" is empty", should(path, exist));
    WITH("report.txt", "");
    should_tell("path should exist\n  expected: something at \"@/reprt.txt\"\n"
                "       got: nothing; the nearest name there is \"report.txt\"",
        should(path, exist));
    should_tell("below should exist\n  expected: something at \"@/report.txt/x\"\n"
                "       got: nothing: a name before the last is that of a file",
        should(below, exist));
    mkdir(in("once"), 0755);
    should_tell("deep should be a directory\n  expected: a directory at \"@/one/two/three\"\n"
                "       got: nothing: there is no directory \"@/one\"; the nearest name there is \"once\"",
        should(deep, be_a_directory));
    mkdir(in("one"), 0755);
    should_tell("deep should be a directory\n  expected: a directory at \"@/one/two/three\"\n"
                "       got: nothing: there is no directory \"@/one/two\"; \"@/one\" is empty",
        should(deep, be_a_directory));
}

TEST(file, odd_paths)
{
    const char *null = NULL, *link = in("link");
    char root[] = "/";

    should(root, be_a_directory);
    should("", not_(exist));
    should_tell("\"\" should exist\n  expected: something at \"\"\n       got: nothing: the path is empty", should("", exist));
    should_tell("null should exist\n  expected: something at NULL\n       got: NULL, which is no path", should(null, exist));
    should_tell("null should not be a file\n  expected: not a file at NULL\n       got: NULL, which is no path",
        should_not(null, be_a_file));
    should(symlink("nowhere", link), succeed);
    should_tell("link should exist\n  expected: something at \"@/link\"\n       got: a link to \"nowhere\", where nothing is",
        should(link, exist));
    should(failure_of(look_for_relative), match("got: nothing.* \\(the working directory is \"/.*\"\\)$"));
    should("///no_such_name_here", not_(exist));
    should_say("\"/no_such_name_here\" should exist\n  expected: something at \"/no_such_name_here\"\n       got: nothing",
        should("/no_such_name_here", exist));
}

TEST(file, a_path_that_cannot_be_looked_at_fails_either_way)
{
    char path[6000];

    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    subject = path;
    should(failure_of(look_for_subject), end_with("got: what cannot be looked at: ENAMETOOLONG (File name too long)"));
    should(failure_of(look_for_no_subject), end_with("got: what cannot be looked at: ENAMETOOLONG (File name too long)"));
}

TEST(file, size_and_mode)
{
    const char *path = WITH("some", "abc"), *none = in("sume");

    should(path, all_of(have_file_size(3), have_mode(0644)));
    should_not(path, have_file_size(4));
    should_not(path, have_mode(0600));
    should_never(path, have_file_size(-1));
    should_never(path, have_mode(0.5));
    should_tell("path should have file size 4\n  expected: a file of 4 bytes at \"@/some\"\n       got: a file of 3 bytes",
        should(path, have_file_size(4)));
    should_tell(
        "path should have mode 0755\n  expected: 0755 rwxr-xr-x\n       got: 0644 rw-r--r--", should(path, have_mode(0755)));
    should_tell("path should not have mode 0644\n  expected: not 0644 rw-r--r--\n       got: 0644 rw-r--r--",
        should_not(path, have_mode(0644)));
    should(chmod(path, 07751), succeed);
    should_tell(
        "path should have mode 1.5\n  expected: 1.5\n       got: 7751 rwsr-s--t\n  that is no mode: it does not hold, asserted or negated",
        should(path, have_mode(1.5)));
    should(chmod(path, 07000), succeed);
    should_tell(
        "path should have mode -1\n  expected: -1\n       got: 7000 --S--S--T\n  that is no mode: it does not hold, asserted or negated",
        should(path, have_mode(-1)));
    should_tell("none should not have mode 0644\n  expected: not 0644 rw-r--r--\n"
                "       got: nothing; the nearest name there is \"some\"",
        should_not(none, have_mode(0644)));
    should_tell("sb_temp_dir() should have file size 1\n  expected: a file of 1 byte at \"@\"\n       got: a directory",
        should(sb_temp_dir(), have_file_size(1)));
}

TEST(file, content_is_compared_to_the_last_byte)
{
    const char *path = WITH("some", "one\ntwo\n"), *empty = WITH("empty", "");

    should(path, have_content("one\ntwo\n"));
    should(path, have_content(bytes("one\ntwo\n", 8)));
    should_not(path, have_content("one\ntwo"));
    should_not(path, have_content("one\ntwo\nthree"));
    should_not(path, have_content(bytes("one\ntwo\n", 9)));
    should(empty, have_content(""));
    should(empty, have_content(bytes(NULL, 0)));
    should_not(empty, have_content("x"));
    should("/dev/null", have_content(""));
}

TEST(file, a_difference_of_lines_is_shown_as_one)
{
    const char *path = WITH("some", "one\ntwo\n");

    should_tell("path should have content \"one\\n2\\n\"\n  - expected, + got; first difference in line 2\n      one\n"
                "    - 2\n    + two",
        should(path, have_content("one\n2\n")));
    should_tell("path should not have content \"one\\ntwo\\n\"\n  expected: not \"one\\ntwo\\n\"\n       got: \"one\\ntwo\\n\"",
        should_not(path, have_content("one\ntwo\n")));
}

TEST(file, the_size_of_a_big_file_tells)
{
    const char *path = WITH("big", "");

    should(truncate(path, (off_t)3 << 30), succeed);
    should_not(path, have_content(""));
    should_tell("path should have content \"a\"\n  expected: a file of 1 byte with this content at \"@/big\"\n"
                "       got: a file of 3221225472 bytes",
        should(path, have_content("a")));
    should_tell("path should have content that should be empty\n  expected: a file with content at \"@/big\"\n"
                "       got: a file of 3221225472 bytes, which is more than is read",
        should(path, have_content_that(be_empty)));
    should_tell("\"/dev/zero\" should have content \"a\"\n  expected: a file of 1 byte with this content at \"/dev/zero\"\n"
                "       got: a character device that gives more than is read",
        should("/dev/zero", have_content("a")));
}

TEST(file, content_with_nul_bytes_is_bytes)
{
    const char *path = WITH("some", "a\0b");

    subject = path;
    should(path, have_content(bytes("a\0b", 3)));
    should_not(path, have_content("a"));
    should(failure_of(compare_text), match("path should have content \"a\"\n(  .*\n)*.*61 00 62"));
    should(path, have_content_that(have_length(3)));
    should(failure_of(judge_text), contain("it is about a string"));
}

TEST(file, content_that_satisfies_a_matcher)
{
    const char *path = WITH("some", "#!/bin/sh\n"), *none = in("sume");

    should(path, have_content_that(all_of(start_with("#!"), have_length(10))));
    should_not(path, have_content_that(be_empty));
    should(path, all_of(be_a_file, have_content_that(not_(contain("bash")))));
    should_tell("path should have content that should end with \"x\"\n  expected: a string ending with \"x\"\n"
                "       got: \"#!/bin/sh\\n\"\n                      ^^ byte 9: got a newline, expected \"x\"",
        should(path, have_content_that(end_with("x"))));
    should_tell("path should not have content that should contain \"sh\"\n  expected: no string containing \"sh\"\n"
                "       got: \"#!/bin/sh\\n\"\n                    ^^ byte 7",
        should_not(path, have_content_that(contain("sh"))));
    should_tell("none should have content that should be empty\n  expected: a file with content at \"@/sume\"\n"
                "       got: nothing; the nearest name there is \"some\"",
        should(none, have_content_that(be_empty)));
    should_tell("none should not have content \"\"\n  expected: a file with this content at \"@/sume\"\n"
                "       got: nothing; the nearest name there is \"some\"",
        should_not(none, have_content("")));
    should_tell("sb_temp_dir() should have content \"\"\n  expected: a file with this content at \"@\"\n       got: a directory",
        should(sb_temp_dir(), have_content("")));
}

TEST(file, much_content)
{
    size_t n = 3000000;
    char *much = malloc(n + 1);

    add_cleanup(free, much);
    memset(much, 'x', n);
    much[n] = '\0';
    const char *path = write_file("much", much, n);
    should(path, have_content(much));
    should(path, have_content_that(equal_to(much)));
    much[n - 1] = 'y';
    should_not(path, have_content(much));
}

TEST(file, what_cannot_be_compared_is_refused_when_it_runs)
{
    const char *path = WITH("some", "x"), *null = NULL;
    int xs[] = { 1 };

    subject = path;
    should_tell("path should have content null\n  the content to compare with is NULL; it should be a string or bytes",
        should(path, have_content(null)));
    should_tell(
        "path should not have content array(xs, 1)\n  the content to compare with is an array; it should be a string or bytes",
        should_not(path, have_content(array(xs, 1))));
    should(failure_of(give_string_as_mode), contain("its argument should be a number and is a string"));
}

TEST(file, may_be_waited_for)
{
    const char *path = in("later");

    pid_t child = fork();

    if (child == 0) {
        usleep(2000);
        _exit(symlink("/dev/null", path));
    }
    should_within(20000, path, exist);
    should(waitpid(child, NULL, 0), succeed);
}
