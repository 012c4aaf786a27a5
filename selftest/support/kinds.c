/* kinds.c -- makes values of kinds as an engine would: looked up, checked, prepared, made. */
#include "kinds.h"
#include <stdlib.h>
#include <string.h>

#undef make /* a member of a kind has that name */

static void release(sb_store *store)
{
    sb_store_release(store);
    free(store);
}

static sb_store *store_of_test(void)
{
    sb_store *store = calloc(1, sizeof *store);

    add_cleanup(release, store);
    return store;
}

static bool prepare(const sb_kind *kind, const sb_rule *rule, sb_store *store, const void **ready)
{
    *ready = NULL;
    if (sb_kind_check(kind, rule))
        return false;
    if (kind->prepare)
        *ready = kind->prepare(rule, store);
    return !kind->prepare || *ready;
}

static sb_value make_one(const sb_kind *kind, made_as as, uint64_t n, const sb_rule *rule, const void *ready, sb_store *store)
{
    sb_common common = { 0 };
    sb_kind_call call = { .seed = as.seed,
        .stream = 7,
        .field = sb_draw_name(kind->name),
        .n = n,
        .rule = rule,
        .ready = ready,
        .unique = as.unique || rule->unique,
        .most = as.most,
        .common = &common,
        .store = store };
    sb_value value = { .kind = SB_NONE };

    kind->make(&call, &value);
    return value;
}

static const sb_kind *named(const char *name)
{
    const sb_kind *kind = sb_kind_named(name);

    if (!kind)
        fail_test("there is no kind %s", name);
    return kind;
}

sb_value made_by(made_as as, const char *name, uint64_t n, const sb_rule *rule)
{
    sb_store *store = store_of_test();
    const sb_kind *kind = named(name);
    const void *ready;

    if (!prepare(kind, rule, store, &ready))
        fail_test("%s: %s", name, sb_error());
    return make_one(kind, as, n, rule, ready, store);
}

const char *refused_by(const char *name, const sb_rule *rule)
{
    const void *ready;

    if (prepare(named(name), rule, store_of_test(), &ready))
        return "not refused";
    return sb_store_text(store_of_test(), sb_error());
}

const char *as_text(sb_value value)
{
    sb_store *store = store_of_test();

    switch (value.kind) {
    case SB_STR: return value.v.s;
    case SB_BOOL: return value.v.i ? "true" : "false";
    case SB_LLONG: return sb_store_format(store, "%lld", (long long)value.v.i);
    case SB_DOUBLE: return sb_store_format(store, "%.15g", (double)value.v.d);
    case SB_BYTES: return sb_store_format(store, "%zu bytes", value.v.b.size);
    case SB_BAD: return sb_store_format(store, "SB_BAD: %s", sb_error());
    default: return sb_store_format(store, "kind %d", value.kind);
    }
}

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static const char *text_in(sb_store *store, const sb_value *value)
{
    if (value->kind == SB_STR)
        return value->v.s;
    if (value->kind == SB_BYTES)
        return sb_store_copy(store, value->v.b.data, value->v.b.size);
    if (value->kind == SB_DOUBLE)
        return sb_store_format(store, "%.17g", (double)value->v.d);
    return sb_store_format(store, "%d %lld", value->kind, (long long)value->v.i);
}

size_t distinct_of(made_as as, const char *name, uint64_t n, const sb_rule *rule)
{
    sb_store *store = store_of_test();
    const sb_kind *kind = named(name);
    const char **texts = sb_store_alloc(store, (size_t)(n + 1) * sizeof *texts);
    const void *ready;
    size_t distinct = n > 0;

    if (!prepare(kind, rule, store, &ready))
        fail_test("%s: %s", name, sb_error());
    for (uint64_t i = 0; i < n; i++) {
        sb_value value = make_one(kind, as, i, rule, ready, store);
        if (value.kind == SB_BAD)
            fail_test("%s, row %llu: %s", name, (unsigned long long)i, sb_error());
        texts[i] = text_in(store, &value);
    }
    qsort(texts, n, sizeof *texts, by_text);
    for (uint64_t i = 1; i < n; i++)
        distinct += strcmp(texts[i - 1], texts[i]) != 0;
    return distinct;
}

size_t characters_of(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}
