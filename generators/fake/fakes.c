/* fakes.c -- fake_text and its kin: the next value of a kind, of the test's own stream.
 *
 * What a test has asked for hangs on the context, and goes with the test; it is begun anew for each by a resource, which programs that ask for
 * nothing do not have.
 */
#include "../../assert/context.h"
#include "../../framework/process/running.h"
#include "one.h"
#include <seedbed/values.h>
#include <stdlib.h>
#include <string.h>

typedef struct counted {
    struct counted *next;
    const sb_kind *kind;
    uint64_t asked;
} counted;

struct sb_fakes {
    bool begun;
    uint64_t stream; /* of the test */
    counted *counted;
    sb_store store;
};

static struct sb_fakes *fakes(const char *file, int line, const char *word)
{
    struct sb_fakes *it = sb_context_get()->fakes;

    if (!it || !it->begun)
        sb_fail_now(file, line, "%s gives values of a test, and no test runs", word);
    return it;
}

static uint64_t count(struct sb_fakes *it, const sb_kind *kind)
{
    counted *one = it->counted;

    while (one && one->kind != kind)
        one = one->next;
    if (!one) {
        one = sb_store_alloc(&it->store, sizeof *one);
        one->kind = kind;
        one->next = it->counted;
        it->counted = one;
    }
    return one->asked++;
}

/* From `person.email, .locale = "nb"` the kind. */
static const char *kind_of(struct sb_fakes *it, const char *call)
{
    size_t size = strcspn(call, ",");

    while (size && strchr(" \t\"", call[size - 1]))
        size--;
    if (size && *call == '"')
        return sb_store_copy(&it->store, call + 1, size - 1);
    return sb_store_copy(&it->store, call, size);
}

/* How a call is written: fake_text(person.email). */
typedef struct call {
    const char *file;
    int line;
    const char *word, *kind;
    struct sb_fakes *fakes;
} call;

/* The sentence names the kind. */
static void fail(const call *at, const char *why) { sb_fail_now(at->file, at->line, "%s: %s", at->word, why); }

static sb_value next(call *at, const char *text, const sb_rule *rule)
{
    sb_value value = { .kind = SB_NONE };
    sb_one one;

    at->fakes = fakes(at->file, at->line, at->word);
    at->kind = kind_of(at->fakes, text);
    if (sb_one_prepare(at->kind, rule, &at->fakes->store, &one) ||
        sb_one_make(&one, at->fakes->stream, count(at->fakes, one.kind), &at->fakes->store, &value))
        fail(at, sb_error());
    return value;
}

static const char *name_of(const sb_value *value)
{
    switch (value->kind) {
    case SB_STR: return "a text: use fake_text";
    case SB_BYTES: return "bytes: use fake_bytes";
    case SB_DOUBLE: return "a number with a point: use fake_double";
    default: return "a whole number: use fake_int";
    }
}

static void gives(const call *at, const sb_value *value)
{
    sb_fail_now(at->file, at->line, "%s(%s): this kind gives %s", at->word, at->kind, name_of(value));
}

const char *sb_fake_text(const char *file, int line, const char *text, const sb_rule *rule)
{
    call at = { file, line, "fake_text", NULL, NULL };
    sb_value value = next(&at, text, rule);

    if (value.kind == SB_BYTES)
        gives(&at, &value);
    return sb_one_text(&value, &at.fakes->store);
}

int64_t sb_fake_int(const char *file, int line, const char *text, const sb_rule *rule)
{
    call at = { file, line, "fake_int", NULL, NULL };
    sb_value value = next(&at, text, rule);

    if (value.kind != SB_LLONG && value.kind != SB_BOOL)
        gives(&at, &value);
    return value.v.i;
}

double sb_fake_double(const char *file, int line, const char *text, const sb_rule *rule)
{
    call at = { file, line, "fake_double", NULL, NULL };
    sb_value value = next(&at, text, rule);

    if (value.kind == SB_LLONG)
        return (double)value.v.i;
    if (value.kind != SB_DOUBLE)
        gives(&at, &value);
    return (double)value.v.d;
}

sb_bytes sb_fake_bytes(const char *file, int line, const char *text, const sb_rule *rule)
{
    call at = { file, line, "fake_bytes", NULL, NULL };
    sb_value value = next(&at, text, rule);

    if (value.kind == SB_STR)
        return (sb_bytes){ value.v.s, strlen(value.v.s) };
    if (value.kind != SB_BYTES)
        gives(&at, &value);
    return value.v.b;
}

/* ---- the resource ---- */
static int prepare(const sb_resource_plan *plan)
{
    (void)plan;
    return SB_OK;
}

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

static int begin(const sb_suite *suite, const char *test_name, uint64_t stream)
{
    sb_context *context = sb_context_get();

    (void)suite;
    (void)test_name;
    if (!context->fakes)
        context->fakes = sb_alloc(sizeof *context->fakes);
    context->fakes->begun = true;
    context->fakes->stream = stream;
    return SB_OK;
}

static void end(const sb_suite *suite)
{
    struct sb_fakes *it = sb_context_get()->fakes;

    (void)suite;
    it->begun = false;
    it->counted = NULL;
    sb_store_release(&it->store);
}

static void finish(void)
{
    sb_context *context = sb_context_get();

    if (context->fakes)
        sb_store_release(&context->fakes->store);
    free(context->fakes);
    context->fakes = NULL;
}

static const sb_resource resource = {
    .name = "values",
    .rank = 30,
    .prepare = prepare,
    .begin = begin,
    .end = end,
    .leave = finish,
    .finish = finish,
    .hand_over = hand_over,
    .take_over = take_over,
};

__attribute__((constructor)) static void register_it(void)
{
    static sb_resource_node node = { .resource = &resource };
    sb_add_resource(&node);
}
