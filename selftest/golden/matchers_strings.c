/* matchers_strings.c -- samples of matchers about strings and bytes. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"

/* A NULL string equals NULL and nothing else. */
TEST(equal_to, a_string)
{
    const char *greeting = "Welcome to the catalog of courses";
    passes should(greeting, equal_to("Welcome to the catalog of courses"));
    fails should(greeting, equal_to("Welcome to the catalogue of courses"));
}

TEST(equal_to, several_lines)
{
    const char *page = "name: ada\nrole: student\nseats: 1\n";
    passes should(page, equal_to("name: ada\nrole: student\nseats: 1\n"));
    fails should(page, equal_to("name: ada\nrole: teacher\nseats: 1\n"));
}

TEST(equal_to, no_string_at_all)
{
    const char *name = NULL;
    passes should(name, equal_to((char *)NULL));
    fails should(name, equal_to("abc"));
}

/* bytes(p, n): the same size and the same bytes. */
TEST(equal_to, some_bytes)
{
    const char *sent = "ABCDEFGHIJKLMNOPQRS";
    passes should(bytes(sent, 4), equal_to(bytes("ABCD", 4)));
    fails should(bytes(sent, 19), equal_to(bytes("ABCDEFGHIxKLMNOPQRS", 19)));
}

/* Identity: the same place in memory, also of strings. Numbers: as equal_to. */
TEST(be, a_pointer)
{
    const void *first = (void *)0x1000, *second = (void *)0x2000;
    passes should(first, be(first));
    fails should(first, be(second));
}

TEST(start_with, a_string)
{
    const char *path = "/usr/lib/x.so";
    passes should(path, start_with("/usr"));
    fails should(path, start_with("/opt"));
}

TEST(end_with, a_string)
{
    const char *path = "/usr/lib/x.so";
    passes should(path, end_with(".so"));
    fails should(path, end_with(".a"));
}

/* Somewhere inside; "" is in every string. Of bytes(), bytes; of an array, an element. */
TEST(contain, a_string)
{
    const char *error = "course 7 is full";
    passes should(error, contain("full"));
    fails should(error, contain("seats"));
}

TEST(contain, something_that_should_not_be_there)
{
    const char *page = "<p>1 < 2</p>";
    passes should_not(page, contain("<script"));
    fails should_not(page, contain(" < "));
}

/* A regular expression of PCRE2 in UTF-8, unanchored. It is compiled once per assertion. */
TEST(match, a_string)
{
    const char *error = "course C-101 is full";
    passes should(error, match("^course .+ is full$"));
    fails should(error, match("^course [0-9]+ is full$"));
}

TEST(match, a_pattern_with_a_mistake)
{
    const char *error = "course 7 is full";
    passes should_not(error, match("^room"));
    fails should_not(error, match("^course (.+ is full$"));
}

/* All of the string, and not only a part of it. */
TEST(match_whole, a_string)
{
    const char *course = "C-101";
    passes should(course, match_whole("[A-Z]-[0-9]+"));
    fails should(course, match_whole("[A-Z]-[0-9]"));
}

/* Bytes before the NUL; of bytes(), their size; of an array, its elements. */
TEST(have_length, a_string)
{
    const char *code = "NO-1012";
    passes should(code, have_length(7));
    fails should(code, have_length(6));
}

TEST(have_length_at_least, a_string)
{
    const char *password = "secret";
    passes should(password, have_length_at_least(6));
    fails should(password, have_length_at_least(12));
}

TEST(have_length_at_most, a_string)
{
    const char *code = "NO-1012";
    passes should(code, have_length_at_most(8));
    fails should(code, have_length_at_most(6));
}

/* "", no bytes, an array of no elements, or a table without rows. */
TEST(be_empty, a_string)
{
    const char *error = "disk full";
    passes should(error + 9, be_empty);
    fails should(error, be_empty);
}

/* A pointer or a string. */
TEST(be_null, a_string)
{
    const char *error = "disk full", *none = NULL;
    passes should(none, be_null);
    fails should(error, be_null);
}

TEST(be_null, a_pointer)
{
    int *found = NULL;
    passes should(found, be_null);
    fails should_not(found, be_null);
}

/* Capitals and small letters are the same: ASCII, Latin, Greek, Cyrillic and Armenian, in UTF-8. */
TEST(ignoring_case, a_string)
{
    const char *name = "ADA LOVELACE";
    passes should(name, ignoring_case(equal_to("Ada Lovelace")));
    fails should(name, ignoring_case(equal_to("Ada Lovelance")));
}

/* A run of white space is one blank, and none at both ends. */
TEST(ignoring_space, a_string)
{
    const char *sql = "SELECT id,\n       name\n  FROM users";
    passes should(sql, ignoring_space(equal_to("SELECT id, name FROM users")));
    fails should(sql, ignoring_space(start_with("SELECT name")));
}

/* "\r\n" is "\n". */
TEST(ignoring_line_ends, a_string)
{
    const char *page = "one\r\ntwo\r\n";
    passes should(page, ignoring_line_ends(equal_to("one\ntwo\n")));
    fails should(page, ignoring_line_ends(equal_to("one\n two\n")));
}
