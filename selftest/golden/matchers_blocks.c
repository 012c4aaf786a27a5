/* matchers_blocks.c -- samples of verbs of their own: a block that should do something, and looking again. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"
#include <signal.h>
#include <string.h>

static int seats = 3;

static int take_a_seat(void) { return seats > 0 ? seats-- : 0; }

/* The block changes the value of the expression: by(n), by_at_least(n), by_at_most(n), from(a), to(b). It is evaluated before and after the block. */
TEST(should_change, by)
{
    passes should_change(seats, by(-1)) { seats--; }
    fails should_change(seats, by(-1))
    {
        take_a_seat();
        take_a_seat();
    }
}

TEST(should_change, by_nothing)
{
    seats = 3;
    passes should_change(seats, by(0)) { seats += 0; }
    fails should_change(seats, by(0)) { take_a_seat(); }
}

TEST(should_change, by_bounds)
{
    seats = 3;
    passes should_change(seats, by_at_least(-1), by_at_most(1)) { seats += 0; }
    fails should_change(seats, by_at_least(-1), by_at_most(1)) { seats += 2; }
}

TEST(should_change, from_and_to)
{
    const char *state = "open";
    passes_at_a_cost should_change(state, from("open"), to("full")) { state = "full"; }
    fails should_change(state, from("open"), to("full")) { state = "fully booked"; }
}

/* The matcher comes to hold within so many milliseconds: the expression is evaluated again and again. */
TEST(should_within, milliseconds)
{
    seats = 3;
    passes should_within(500, seats, equal_to(3));
    fails should_within(0, take_a_seat(), equal_to(0));
}

/* It holds, and goes on to for so many milliseconds. */
TEST(should_stay, milliseconds)
{
    seats = 3;
    passes should_stay(0, seats, be_at_least(1));
    fails should_stay(50, seats, be_at_least(4));
}

/* What the block writes to stdout, by stdio, write or child processes, as a string. */
TEST(should_print, a_line)
{
    passes_at_a_cost should_print(equal_to("hello\n")) { puts("hello"); }
    fails should_print(equal_to("hello\n")) { puts("hallo"); }
}

TEST(should_print, nothing)
{
    passes_at_a_cost should_print(be_empty) { seats = 3; }
    fails should_print(be_empty) { printf("%d seats", seats); }
}

/* What it writes to stderr. */
TEST(should_print_error, a_pattern)
{
    passes_at_a_cost should_print_error(match("^usage: ")) { fputs("usage: seats N\n", stderr); }
    fails should_print_error(match("^usage: ")) { fputs("Usage: seats N\n", stderr); }
}

/* What it writes to stdout, as bytes. */
TEST(should_print_bytes, with_nul)
{
    passes_at_a_cost should_print_bytes(equal_to(bytes("\0\1", 2))) { fwrite("\0\1", 1, 2, stdout); }
    fails should_print_bytes(equal_to(bytes("\0\1", 2))) { fwrite("\0\2", 1, 2, stdout); }
}

/* The block, run in a process of its own, is ended by this signal. */
TEST(die_with, a_signal)
{
    passes_at_a_cost die_with(SIGABRT) { abort(); }
    fails die_with(SIGSEGV) { abort(); }
}

/* The block, run in a process of its own, leaves with this exit code. */
TEST(exit_with, a_code)
{
    passes_at_a_cost exit_with(64) { exit(64); }
    fails exit_with(64) { exit(1); }
}
