/* kinds_json.c -- JSON documents: objects with members of every type, never half of one. */
#include "../../assert/context.h"
#include "dates.h"
#include "kinds.h"
#include "prose.h"
#include <string.h>

enum { MOST_MEMBERS = 10000, MEMBER = 2000, DEEPEST = 3 };

static const void *prepare(const sb_rule *rule, sb_store *store)
{
    static const char ready[] = "";

    (void)store;
    if (rule->size <= MOST_MEMBERS)
        return ready;
    sb_fail_with(SB_ERR, "size is %u; an object has at most %d members", rule->size, MOST_MEMBERS);
    return NULL;
}

static void put_value(sb_draw *draw, int depth, sb_put *to);

static void put_string(sb_put *to, const char *text)
{
    sb_put_byte(to, '"');
    sb_put_text(to, text);
    sb_put_byte(to, '"');
}

/* The ith of an object: behind the last word of the table they begin anew, with a number. */
static void put_name(sb_put *to, unsigned first, unsigned i)
{
    sb_put_byte(to, '"');
    sb_put_text(to, sb_fake_noun(first + i));
    if (i >= SB_FAKE_NOUNS)
        sb_put_number(to, i / SB_FAKE_NOUNS + 1, 0);
    sb_put_text(to, "\":");
}

static void put_object(sb_draw *draw, int depth, sb_put *to)
{
    unsigned members = (unsigned)sb_draw_between(draw, 1, 3), first = (unsigned)sb_draw_below(draw, SB_FAKE_NOUNS);

    sb_put_byte(to, '{');
    for (unsigned i = 0; i < members; i++) {
        if (i)
            sb_put_byte(to, ',');
        put_name(to, first, i);
        put_value(draw, depth + 1, to);
    }
    sb_put_byte(to, '}');
}

static void put_array(sb_draw *draw, int depth, sb_put *to)
{
    int n = (int)sb_draw_between(draw, 0, 3);

    sb_put_byte(to, '[');
    for (int i = 0; i < n; i++) {
        if (i)
            sb_put_byte(to, ',');
        put_value(draw, depth + 1, to);
    }
    sb_put_byte(to, ']');
}

static void put_fraction(sb_draw *draw, sb_put *to)
{
    int64_t cents = sb_draw_between(draw, -99999, 99999);

    if (cents < 0)
        sb_put_byte(to, '-');
    sb_put_number(to, (uint64_t)(cents < 0 ? -cents : cents) / 100, 0);
    sb_put_byte(to, '.');
    sb_put_number(to, (uint64_t)(cents < 0 ? -cents : cents) % 100, 2);
}

static void put_date(sb_draw *draw, sb_put *to)
{
    sb_put_byte(to, '"');
    sb_fake_date(sb_fake_moment(draw), to);
    sb_put_byte(to, '"');
}

/* Members and elements of what is deep are no objects. */
static void put_value(sb_draw *draw, int depth, sb_put *to)
{
    static const char *const words[] = { "true", "false", "null" };
    uint64_t what = sb_draw_below(draw, depth < DEEPEST ? 10 : 7);

    switch (what) {
    case 0: sb_put_number(to, sb_draw_below(draw, 1000), 0); break;
    case 1: put_fraction(draw, to); break;
    case 2: sb_put_text(to, words[sb_draw_below(draw, 3)]); break;
    case 3: put_date(draw, to); break;
    case 4: put_string(to, "a \\\"quoted\\\" word, \\u00e9 and \\n"); break;
    case 5:
    case 6: put_string(to, sb_fake_word(draw)); break;
    case 7: put_array(draw, depth, to); break;
    default: put_object(draw, depth, to);
    }
}

/* Members of the document, as many as there is room for; the first has the number of the row. In less room it is that number alone, which is a
 * document too. */
static void make(const sb_kind_call *call, bool nested, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    unsigned members = call->rule->size ? call->rule->size : (unsigned)sb_draw_between(&draw, 3, 6);
    unsigned first = (unsigned)sb_draw_below(&draw, SB_FAKE_NOUNS);
    size_t bytes = (size_t)members * 600 + 100, room = call->most && call->most < bytes ? call->most : bytes;
    char small[4 * MEMBER], *text = room < sizeof small ? small : sb_store_alloc(call->store, room + 1);
    sb_put to = sb_put_into(text, room + 1);

    if (sb_put_digits(call->n + 1) + 7 > (int)(room < 100 ? room : 100)) {
        sb_put_number(&to, call->n + 1, 0);
        if (call->most && (size_t)sb_put_digits(call->n + 1) > call->most)
            sb_kind_cannot(out, "%zu characters are too few for a different document in row %llu", call->most,
                (unsigned long long)call->n + 1);
        else
            *out = sb__box_s(sb_store_copy(call->store, text, (size_t)(to.at - text)));
        return;
    }
    sb_put_text(&to, "{\"id\":");
    sb_put_number(&to, call->n + 1, 0);
    for (unsigned i = 1; i < members; i++) {
        char one[MEMBER];
        sb_put put = sb_put_into(one, sizeof one);
        sb_put_byte(&put, ',');
        put_name(&put, first, i - 1);
        put_value(&draw, nested ? 1 : DEEPEST, &put);
        if (strlen(one) + 1 <= sb_put_room(&to) && sb_put_room(&put))
            sb_put_text(&to, one);
    }
    sb_put_byte(&to, '}');
    *out = sb__box_s(sb_store_copy(call->store, text, (size_t)(to.at - text)));
}

static void make_document(const sb_kind_call *call, sb_value *out) { make(call, true, out); }

static void make_object(const sb_kind_call *call, sb_value *out) { make(call, false, out); }

const sb_kind sb_kinds_json[] = {
    { "json", "a JSON document of nested objects and arrays, of three to six members or of `size` of them; never twice", "size",
        true, make_document, prepare },
    { "json.object",
        "a JSON object of three to six members, or of `size` of them, none of which is an object or array; never twice", "size",
        true, make_object, prepare },
    { .name = NULL },
};
