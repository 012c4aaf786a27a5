/* handed_test.c -- numbers, texts and descriptors for workers that share no memory. */
#include "../../../framework/process/handed.h"
#include "../../../framework/process/resources.h"
#include <fcntl.h>
#include <seedbed.h>
#include <unistd.h>

FIXTURE(handed, (sb_handed row; sb_resource_node * saved));

SETUP(handed) { self->saved = sb_context_get()->resources; }

TEARDOWN(handed)
{
    sb_context_get()->resources = self->saved;
    sb_handed_release(&self->row);
}

/* What the worker sees of the row. */
static sb_handed *reading(struct sb_fixture_handed *self)
{
    self->row.at = self->row.bytes.at;
    self->row.end = self->row.bytes.at + self->row.bytes.size;
    return &self->row;
}

TEST(handed, what_is_handed_is_taken_in_the_same_order)
{
    int64_t number = 0;
    const char *text = NULL, *none = "", *empty = NULL;
    sb_hand_number(&self->row, -7);
    sb_hand_text(&self->row, "a path");
    sb_hand_text(&self->row, NULL);
    sb_hand_text(&self->row, "");
    sb_handed *from = reading(self);
    should(sb_take_number(from, &number) + sb_take_text(from, &text) + sb_take_text(from, &none) + sb_take_text(from, &empty),
        equal_to(0));
    should(number, equal_to(-7));
    should(text, equal_to("a path"));
    should(none, be_null);
    should(empty, equal_to(""));
}

TEST(handed, another_kind_is_refused_and_both_are_named)
{
    int64_t number;
    const char *text;
    sb_hand_text(&self->row, "a path");
    should(sb_take_number(reading(self), &number), equal_to(SB_ERR));
    should(sb_error(), equal_to("take_over wants a number, and hand_over gave a text there"));
    should(sb_take_text(&self->row, &text), equal_to(SB_OK)); /* it is still there */
    should(sb_take_text(&self->row, &text), equal_to(SB_ERR));
    should(sb_error(), equal_to("take_over wants a text, and hand_over gave nothing there"));
}

TEST(handed, a_descriptor_is_known_to_who_starts_the_worker_and_closed_in_programs_of_tests)
{
    int fd = dup(0), taken = -1;
    add_cleanup(close, fd);
    sb_hand_descriptor(&self->row, fd);
    should(self->row.fds, equal_to(1));
    should(self->row.fd[0], equal_to(fd));
    should(sb_take_descriptor(reading(self), &taken), equal_to(SB_OK));
    should(taken, equal_to(fd));
    should(fcntl(fd, F_GETFD) & FD_CLOEXEC, equal_to(FD_CLOEXEC));
}

/* ---- resources ---- */

static int hand_seven(sb_handed *to)
{
    sb_hand_number(to, 7);
    return SB_OK;
}

static int take_seven(sb_handed *from)
{
    int64_t number = 0;
    int rc = sb_take_number(from, &number);
    return rc || number == 7 ? rc : sb_fail_with(SB_ERR, "not seven");
}

static const sb_resource sevens = { .name = "sevens", .hand_over = hand_seven, .take_over = take_seven };
static const sb_resource eights = { .name = "eights", .hand_over = hand_seven, .take_over = take_seven };

TEST(handed, resources_get_in_the_worker_what_they_gave_in_main)
{
    sb_resource_node second = { &eights, NULL }, first = { &sevens, &second };
    sb_context_get()->resources = &first;
    should(sb_resources_hand_over(&self->row), equal_to(SB_OK));
    should(sb_resources_take_over(reading(self)), equal_to(SB_OK));
    should((size_t)(self->row.end - self->row.at), equal_to(0));
}

TEST(handed, a_resource_that_cannot_be_handed_over_refuses_and_says_what_to_do)
{
    static const sb_resource stays = { .name = "a socket" };
    sb_resource_node node = { &stays, NULL };
    sb_context_get()->resources = &node;
    should(sb_resources_hand_over(&self->row), equal_to(SB_EREFUSED));
    should(sb_error(),
        equal_to("the resource `a socket` cannot be handed to a spawned worker: it has no hand_over; use --start=fork"));
}

TEST(handed, a_worker_with_other_resources_is_found_out)
{
    sb_resource_node node = { &sevens, NULL }, other = { &eights, NULL };
    sb_context_get()->resources = &node;
    should(sb_resources_hand_over(&self->row), equal_to(SB_OK));
    sb_context_get()->resources = &other;
    should(sb_resources_take_over(reading(self)), equal_to(SB_ERR));
    should(sb_error(), equal_to("main handed over the resource `sevens` where this process has `eights`"));
}
