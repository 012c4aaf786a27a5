/* trace_test.c -- a crash in words: causes, and calls trimmed and counted. */
#include "../../../framework/process/os.h"
#include "../../../framework/record/trace.h"
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(trace, (sb_trace * trace; sb_crash crash));

SETUP(trace)
{
    self->trace = sb_trace_open(false);
    add_cleanup(sb_trace_close, self->trace);
    self->crash = (sb_crash){ .noted = 1, .signal = SIGSEGV, .kind = SB_CRASH_NO_PAGE };
}

static const char *kept(char *text)
{
    add_cleanup(free, text);
    return text;
}

static const char *calls(struct sb_fixture_trace *self)
{
    return kept(sb_trace_calls(self->trace, &self->crash, (sb_trace_case){ "trace", "recursion/a row" }));
}

TEST_EACH(trace, says_what_happened,
    (const char *what; enum sb_crash_kind kind; enum sb_crash_access access; uint64_t address; const char *cause),
    { "null write", SB_CRASH_NO_PAGE, SB_ACCESS_WRITE, 8, "a NULL pointer was used: it wrote to address 0x8" },
    { "null call", SB_CRASH_NO_PAGE, SB_ACCESS_CALL, 0, "a function pointer that is NULL was called" },
    { "wild", SB_CRASH_NO_PAGE, SB_ACCESS_READ, 0x7f0012, "it read from address 0x7f0012, where there is no memory" },
    { "unknown", SB_CRASH_NO_PAGE, SB_ACCESS_UNKNOWN, 0x7f0012, "it used address 0x7f0012, where there is no memory" },
    { "constant", SB_CRASH_NO_RIGHT, SB_ACCESS_WRITE, 0x7f0012,
        "it wrote to address 0x7f0012, which that memory does not allow" },
    { "sent", SB_CRASH_SENT, SB_ACCESS_UNKNOWN, 0, "another process sent the signal" }, { "other", SB_CRASH_OTHER, 0, 0, NULL })
{
    self->crash.kind = each->kind;
    self->crash.access = each->access;
    self->crash.address = each->address;
    should(kept(sb_trace_cause(self->trace, &self->crash)), equal_to(each->cause));
}

TEST(trace, names_the_stack_that_is_full)
{
    self->crash.kind = SB_CRASH_STACK;
    self->crash.stack = 8 << 20;
    should(kept(sb_trace_cause(self->trace, &self->crash)), start_with("stack overflow"));
    should(kept(sb_trace_cause(self->trace, &self->crash)), contain("8192 KiB"));
}

TEST(trace, of_no_frames_there_is_none) { should(calls(self), be_null); }

TEST(trace, an_address_of_no_file_is_told_as_it_is)
{
    self->crash.frames = 1;
    self->crash.head[0].offset = 0x1234;
    should(calls(self), equal_to("address 0x1234 of no file"));
}

TEST(trace, a_file_that_cannot_be_read_is_named)
{
    self->crash.frames = 1;
    self->crash.head[0] = (sb_crash_frame){ 0x20, 1 };
    strcpy(self->crash.module[0], "/no/such/libgone.so");
    should(calls(self), start_with("0x20 in libgone.so"));
}

TEST(trace, a_recursion_is_counted_also_over_what_was_not_kept)
{
    self->crash.frames = 12000;
    for (size_t i = 0; i < SB_CRASH_HEAD; i++)
        self->crash.head[i].offset = i ? 7 + i % 2 : 1;
    for (uint64_t i = self->crash.frames - SB_CRASH_TAIL; i < self->crash.frames; i++)
        self->crash.tail[i % SB_CRASH_TAIL].offset = i == 11999 ? 2 : 7 + i % 2;
    should(calls(self),
        equal_to("address 0x1 of no file\naddress 0x8 of no file\naddress 0x7 of no file\n... 11,996 more of these 2 calls\n"
                 "address 0x2 of no file"));
}

TEST(trace, what_was_not_kept_is_counted_where_nothing_repeats)
{
    self->crash.frames = 1000;
    for (size_t i = 0; i < SB_CRASH_HEAD; i++)
        self->crash.head[i].offset = i;
    for (size_t i = 0; i < SB_CRASH_TAIL; i++)
        self->crash.tail[i].offset = 1000 + i;
    should(calls(self), contain("address 0x3f of no file\n... 904 more calls\naddress 0x"));
}

TEST(trace, a_walk_that_was_cut_says_so)
{
    self->crash.frames = 1;
    self->crash.cut = true;
    should(calls(self), end_with("were not looked at"));
}
