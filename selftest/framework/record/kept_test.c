/* kept_test.c -- a note of a crash comes back as it was. */
#include "../../../framework/record/kept.h"
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(kept, (sb_crash was; sb_crash * is; size_t size; _Alignas(sb_crash) char room[SB_KEPT_MOST]));

SETUP(kept)
{
    self->was = (sb_crash){ .noted = 1, .signal = SIGBUS, .kind = SB_CRASH_STACK, .access = SB_ACCESS_WRITE };
    self->was.address = 0x7f0012;
    self->was.stack = 8 << 20;
}

TEARDOWN(kept) { free(self->is); }

static void keep(struct sb_fixture_kept *self, uint64_t frames)
{
    self->was.frames = frames;
    for (uint64_t i = 0; i < frames; i++) {
        sb_crash_frame frame = { 0x1000 + i, (uint32_t)(i % 3) };
        if (i < SB_CRASH_HEAD)
            self->was.head[i] = frame;
        else
            self->was.tail[i % SB_CRASH_TAIL] = frame;
    }
    self->size = sb_kept_put(&self->was, self->room, sizeof self->room);
    self->is = sb_kept_unpack((const sb_kept *)(const void *)self->room);
}

/* Field by field: what lies between them may be anything. */
static size_t differing(const sb_crash_frame *a, const sb_crash_frame *b, size_t n)
{
    size_t differ = 0;
    for (size_t i = 0; i < n; i++)
        differ += a[i].offset != b[i].offset || a[i].module != b[i].module;
    return differ;
}

TEST(kept, what_stands_before_the_frames_is_kept)
{
    self->was.cut = true;
    keep(self, 0);
    should(self->is->signal, equal_to(SIGBUS));
    should(self->is->kind, equal_to(SB_CRASH_STACK));
    should(self->is->address, equal_to(0x7f0012));
    should(self->is->cut, be_true);
    should(self->is->stack, equal_to(8 << 20));
}

TEST_EACH(kept, so_are_all_frames, (const char *what; uint64_t frames), { "none", 0 }, { "one", 1 },
    { "the first ones", SB_CRASH_HEAD }, { "one of the last", SB_CRASH_HEAD + 1 }, { "thousands", 12345 })
{
    keep(self, each->frames);
    should(self->is->frames, equal_to(each->frames));
    should(differing(self->is->head, self->was.head, SB_CRASH_HEAD), equal_to(0));
    should(differing(self->is->tail, self->was.tail, SB_CRASH_TAIL), equal_to(0));
}

TEST(kept, and_the_names_of_their_modules)
{
    memset(self->was.module[1], 'm', SB_CRASH_NAME - 1);
    keep(self, 3); /* which are in no module, in the first and in the second */
    should(self->is->module[0], equal_to(""));
    should(self->is->module[1], equal_to(self->was.module[1]));
}

TEST(kept, there_is_room_for_the_longest_note_and_not_in_a_byte_less)
{
    for (size_t i = 0; i < SB_CRASH_MODULES; i++)
        memset(self->was.module[i], 'm', SB_CRASH_NAME - 1);
    self->was.head[0].module = SB_CRASH_MODULES;
    self->was.frames = SB_CRASH_HEAD + SB_CRASH_TAIL;
    size_t size = sb_kept_put(&self->was, self->room, sizeof self->room);
    should(size, be_above(0));
    should(sb_kept_put(&self->was, self->room, size), equal_to(size));
    should(sb_kept_put(&self->was, self->room, size - 1), equal_to(0));
}
