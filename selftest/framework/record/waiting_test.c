/* waiting_test.c -- notes of crashes that wait come back in their order, and nobody but main has them. */
#include "../../../framework/process/os.h"
#include "../../../framework/record/waiting.h"
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(waiting, (sb_waiting * waiting; sb_crash crash; size_t taken; size_t index[4]; uint64_t address[4]));

SETUP(waiting)
{
    self->waiting = sb_waiting_open();
    self->crash = (sb_crash){ .noted = 1, .signal = SIGBUS, .frames = 1 };
}

TEARDOWN(waiting) { sb_waiting_close(self->waiting); }

static bool add(struct sb_fixture_waiting *self, size_t index, uint64_t address)
{
    self->crash.address = address;
    return sb_waiting_add(self->waiting, index, &self->crash);
}

static void take(void *env, size_t index, sb_kept *kept)
{
    struct sb_fixture_waiting *self = env;
    sb_crash *crash = sb_kept_unpack(kept);
    if (self->taken < 4) {
        self->index[self->taken] = index;
        self->address[self->taken] = crash->address;
    }
    self->taken++;
    free(crash);
    free(kept);
}

TEST(waiting, they_come_back_in_their_order_and_once)
{
    add(self, 7, 0x70);
    add(self, 3, 0x30);
    sb_waiting_take(self->waiting, take, self);
    sb_waiting_take(self->waiting, take, self);
    should(self->taken, equal_to(2));
    should(self->index[0], equal_to(7));
    should(self->index[1], equal_to(3));
    should(self->address[1], equal_to(0x30));
}

TEST(waiting, what_does_not_fit_is_refused_until_the_others_are_taken)
{
    size_t added = 0;
    while (add(self, added, added))
        added++;
    should(added, be_above(100));
    sb_waiting_take(self->waiting, take, self);
    should(self->taken, equal_to(added));
    should(add(self, 0, 0), be_true);
}

TEST(waiting, memory_of_this_process_alone_is_not_there_in_a_child)
{
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded && strstr(preloaded, "vgpreload"))
        skip_test("valgrind gives a child what the system would not");
    const volatile char *own = sb_os_own(4096);
    should(own[4095], equal_to(0));
    die_with(SIGSEGV) { (void)own[0]; }
    sb_os_unshare((void *)(uintptr_t)own, 4096, -1);
}
