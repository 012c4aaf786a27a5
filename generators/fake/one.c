/* one.c -- looks up, reads, makes and prints values of kinds. */
#include "one.h"
#include "../../assert/context.h"
#include "../../assert/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int name_it(const char *kind)
{
    char *why = sb_strdup(sb_error());
    int code = sb_fail_with(SB_ERR, "%s: %s", kind, why);

    free(why);
    return code;
}

int sb_one_prepare(const char *name, const sb_rule *rule, sb_store *store, sb_one *out)
{
    *out = (sb_one){ .kind = sb_kind_named(name), .rule = rule, .stream = sb_draw_name("fake") };
    if (!out->kind)
        return sb_kind_unknown(name);
    if (sb_kind_check(out->kind, rule))
        return SB_ERR; /* which names the kind */
    out->ready = out->kind->prepare ? out->kind->prepare(rule, store) : NULL;
    return out->kind->prepare && !out->ready ? name_it(name) : SB_OK;
}

/* Out of what ends with the call. */
static void keep(sb_store *store, sb_value *value)
{
    if (value->kind == SB_STR && value->v.s)
        value->v.s = sb_store_text(store, value->v.s);
    else if (value->kind == SB_BYTES)
        value->v.b.data = sb_store_copy(store, value->v.b.data, value->v.b.size);
}

int sb_one_make(const sb_one *one, uint64_t seed, uint64_t n, sb_store *store, sb_value *out)
{
    sb_common common = { 0 };
    sb_store own = SB_STORE_EMPTY;
    sb_kind_call call = { .seed = seed,
        .stream = one->stream,
        .field = sb_draw_name(one->kind->name),
        .n = n,
        .rule = one->rule,
        .ready = one->ready,
        .unique = one->rule->unique,
        .most = one->most,
        .common = &common,
        .store = &own };

    *out = (sb_value){ .kind = SB_NONE };
    one->kind->make(&call, out);
    keep(store, out);
    sb_store_release(&own);
    return out->kind == SB_BAD ? name_it(one->kind->name) : SB_OK;
}

/* The fewest digits that lead back to the number. */
static const char *shortest(double number, sb_store *store)
{
    for (int digits = 15; digits < 17; digits++) {
        const char *text = sb_store_format(store, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            return text;
    }
    return sb_store_format(store, "%.17g", number);
}

const char *sb_one_text(const sb_value *value, sb_store *store)
{
    switch (value->kind) {
    case SB_STR: return value->v.s;
    case SB_BYTES: return sb_store_copy(store, value->v.b.data, value->v.b.size);
    case SB_BOOL: return value->v.i ? "true" : "false";
    case SB_DOUBLE: return shortest((double)value->v.d, store);
    default: return sb_store_format(store, "%lld", (long long)value->v.i);
    }
}

static void print_unseen(uint32_t code, unsigned char byte, sb_text *to)
{
    if (code == '\n' || code == '\r' || code == '\t')
        sb_text_add(to, "\\%c", code == '\n' ? 'n' : code == '\r' ? 'r' : 't');
    else if (code < 0x80 || code == SB_UTF8_BAD)
        sb_text_add(to, "\\x%02x", byte);
    else
        sb_text_add(to, code > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)code);
}

void sb_one_print(const sb_value *value, int most, sb_text *to)
{
    sb_store store = SB_STORE_EMPTY;
    const char *text = sb_one_text(value, &store), *end;
    int columns = 0;

    end = text + (value->kind == SB_BYTES ? value->v.b.size : strlen(text));
    for (const char *at = text, *from = at; at < end; from = at) {
        uint32_t code = sb_utf8_next(&at, end);
        columns += sb_utf8_columns(code);
        if (most && columns > most) {
            sb_text_add(to, "...");
            break;
        }
        if (sb_utf8_unseen(code))
            print_unseen(code, (unsigned char)*from, to);
        else
            sb_text_put(to, from, (size_t)(at - from));
    }
    sb_store_release(&store);
}
