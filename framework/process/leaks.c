/* leaks.c -- what a test left: open descriptors, and children that nobody waited for. */
#include "leaks.h"
#include "../../assert/context.h"
#include "os.h"
#include "running.h"
#include <stdlib.h>

/* What was there when the test began. */
struct sb_leaks {
    sb_os_numbers descriptors, children;
};

static struct sb_leaks *state(void)
{
    sb_context *context = sb_context_get();
    if (!context->leaks)
        context->leaks = sb_alloc(sizeof *context->leaks);
    return context->leaks;
}

static bool has(const sb_os_numbers *numbers, long number)
{
    for (size_t i = 0; i < numbers->n; i++)
        if (numbers->at[i] == number)
            return true;
    return false;
}

static int begin(const sb_suite *suite, const char *test_name, uint64_t stream)
{
    (void)suite, (void)test_name, (void)stream;
    sb_os_descriptors(&state()->descriptors);
    sb_os_children(&state()->children);
    return SB_OK;
}

static void tell_descriptors(const sb_os_numbers *before)
{
    sb_os_numbers now = { .at = NULL };
    sb_text list = SB_TEXT_EMPTY;
    char name[256];
    size_t n = 0;
    sb_os_descriptors(&now);
    for (size_t i = 0; i < now.n; i++)
        if (!has(before, now.at[i]))
            sb_text_add(
                &list, "%s%ld (%s)", n++ ? ", " : "", now.at[i], sb_os_descriptor_name((int)now.at[i], name, sizeof name));
    if (n)
        sb_fail_later(sb_running_file(), sb_running_line(), "the test left %zu %s open: %s", n,
            n == 1 ? "descriptor" : "descriptors", list.at);
    sb_text_release(&list);
    free(now.at);
}

static void tell_children(const sb_os_numbers *before)
{
    sb_os_numbers now = { .at = NULL };
    size_t n = 0;
    sb_os_children(&now);
    for (size_t i = 0; i < now.n; i++)
        n += !has(before, now.at[i]);
    if (n)
        sb_fail_later(sb_running_file(), sb_running_line(), "the test left %zu %s behind, for which nobody waited", n,
            n == 1 ? "process" : "processes");
    free(now.at);
}

static void end(const sb_suite *suite)
{
    (void)suite;
    tell_descriptors(&state()->descriptors);
    tell_children(&state()->children);
}

static void finish(void)
{
    struct sb_leaks *it = state();
    free(it->descriptors.at);
    free(it->children.at);
    free(it);
    sb_context_get()->leaks = NULL;
}

static int prepare(const sb_resource_plan *plan)
{
    (void)plan;
    return SB_OK;
}

/* Nothing of it is main's. */
static int hand_over(sb_handed *to)
{
    (void)to;
    return SB_OK;
}

static int take_over(sb_handed *from)
{
    (void)from;
    return SB_OK;
}

void sb_leaks_watch(void)
{
    static const sb_resource leaks = { .name = "leaks",
        .rank = -1,
        .prepare = prepare,
        .begin = begin,
        .end = end,
        .leave = finish,
        .finish = finish,
        .hand_over = hand_over,
        .take_over = take_over };
    static sb_resource_node node = { .resource = &leaks };
    for (const sb_resource_node *r = sb_context_get()->resources; r; r = r->next)
        if (r == &node)
            return; /* sb_main was called before */
    sb_add_resource(&node);
}
