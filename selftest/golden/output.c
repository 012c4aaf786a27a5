/* output.c -- a program whose tests write more than anybody reads, and nothing. */
/* run: --report=tap none part */
/* run: much */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* So many bytes, in lines of a hundred. */
static void write_much(FILE *to, size_t bytes)
{
    char line[101];
    memset(line, '.', 99);
    line[99] = '\n';
    line[100] = '\0';
    for (size_t i = 0; i < bytes / 100; i++)
        fputs(line, to);
}

TEST(much, a_hundred_megabytes_and_a_failure)
{
    printf("the first line\n");
    write_much(stdout, 100000000);
    printf("the last line\n");
    fail_test("it said too much");
}

TEST(much, a_hundred_megabytes_and_a_crash)
{
    printf("the first line\n");
    write_much(stderr, 100000000);
    printf("the last line\n");
    abort();
}

TEST(much, a_hundred_megabytes_and_nothing_wrong) { write_much(stdout, 100000000); }

TEST(none, silence_after_much) { fail_test("it said nothing"); }

TEST(part, of_a_line)
{
    printf("no end of line");
    fail_test("a reason");
}

TEST(part, of_both_in_their_order)
{
    printf("first\n");
    fprintf(stderr, "second\n");
    printf("third\n");
    fail_test("a reason");
}

TEST(part, unflushed_at_a_crash)
{
    printf("a line that ends\n");
    printf("a line that does not");
    abort();
}

TEST(part, bytes_that_are_no_text)
{
    fwrite("a\0b\xff\n", 1, 5, stdout);
    fail_test("a reason");
}
