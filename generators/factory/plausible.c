/* plausible.c -- choose by what a column holds. */
#include "claims.h"
#include "plausible_kinds.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool same_letters(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (tolower((unsigned char)a[i]) != b[i])
            return false;
    return true;
}

/* createdAt as created_at. */
static size_t in_words(const char *name, char *out, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; name[i] && n + 2 < room; i++) {
        bool capital = isupper((unsigned char)name[i]);
        if (capital && i && islower((unsigned char)name[i - 1]))
            out[n++] = '_';
        out[n++] = (char)(capital ? name[i] + 32 : name[i]);
    }
    out[n] = '\0';
    return n;
}

bool sb_name_fits(const char *of, const char *words)
{
    char name[130];
    size_t size = in_words(of, name, sizeof name);

    while (*words) {
        size_t n = strcspn(words, " ");
        bool begins = n > 0 && words[n - 1] == '_';
        if (n <= size && same_letters(begins ? name : name + size - n, words, n) &&
            (begins || n == size || name[size - n - 1] == '_' || *words == '_'))
            return true;
        words += n + (words[n] == ' ');
    }
    return false;
}

bool sb_number_of(const sb_value *value, double *out)
{
    char *end = NULL;

    if (value->kind == SB_LLONG)
        *out = (double)value->v.i;
    else if (value->kind == SB_DOUBLE)
        *out = (double)value->v.d;
    else if (value->kind == SB_STR && value->v.s && *value->v.s)
        *out = strtod(value->v.s, &end);
    else
        return false;
    return !end || !*end;
}

bool sb_wish_agrees(const sb_wish *wish, const sb_value *value)
{
    const sb_facts only = { .relation = wish->facts->relation };

    return sb_facts_allow(&only, value, wish->other);
}

/* In a mixed order, each once before any comes again. */
static bool choose(sb_wish *wish, sb_value *out)
{
    const sb_facts *facts = wish->facts;
    uint64_t first;

    if (wish->call->unique && wish->call->n >= facts->choices)
        return false;
    first = wish->call->unique ? sb_permute(wish->call->seed, wish->call->field, wish->call->n, facts->choices)
                               : sb_draw_below(&wish->draw, facts->choices);
    for (size_t i = 0; i < facts->choices; i++) {
        *out = facts->choice[(first + i) % facts->choices];
        if (wish->call->unique || sb_wish_agrees(wish, out))
            break;
    }
    return true;
}

static bool choose_bool(sb_wish *wish, sb_value *out)
{
    *out = sb__box_i(wish->call->unique ? (long long)(wish->call->n & 1) : sb_draw_between(&wish->draw, 0, 1));
    if (!wish->call->unique && !sb_wish_agrees(wish, out))
        out->v.i = !out->v.i;
    return !wish->call->unique || wish->call->n < 2;
}

static bool is_digits(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return true;
}

/* "2024-02-29", and what may follow. */
static bool is_date(const sb_value *value)
{
    const char *text = value && value->kind == SB_STR && value->v.s ? value->v.s : "";

    return strlen(text) >= 10 && is_digits(text, 4) && text[4] == '-' && is_digits(text + 5, 2) && text[7] == '-' &&
        is_digits(text + 8, 2);
}

/* A text that is a date, where the database has no type for them: by the column's name, or by what it is compared with. */
static enum sb_holds text_holds(const sb_wish *wish)
{
    const sb_facts *facts = wish->facts;
    const char *name = wish->column->name;
    size_t room = sb_column_limit(wish->column->type);
    bool moment = sb_name_fits(name, "_at _time timestamp datetime") ||
        (wish->other && is_date(wish->other) && strlen(wish->other->v.s) > 10 && facts->relation != SB_RELATION_OTHER);

    if (facts->forms || facts->letters || (room && room < 10) || (facts->most && facts->most < 10) || facts->least > 19)
        return SB_HOLDS_TEXT;
    if (moment && (!room || room >= 19) && (!facts->most || facts->most >= 19))
        return SB_HOLDS_MOMENT;
    if (facts->date || sb_name_fits(name, "_on _date date birthday dob") || is_date(&facts->low) || is_date(&facts->high) ||
        is_date(wish->other))
        return SB_HOLDS_DATE;
    return SB_HOLDS_TEXT;
}

/* SQLite's typeof says what its columns, which take anything, must hold. */
static enum sb_holds holds_of(const sb_wish *wish)
{
    const char *type = wish->facts->type;
    enum sb_holds holds = sb_column_holds(wish->column->type);

    if (!type || strcmp(type, "null") == 0) {
        if (wish->facts->json_valid || wish->facts->json)
            return SB_HOLDS_TEXT;
        return holds == SB_HOLDS_TEXT ? text_holds(wish) : holds;
    }
    switch (*type) {
    case 'i': return SB_HOLDS_INTEGER;
    case 'r': return SB_HOLDS_NUMBER;
    case 'b': return SB_HOLDS_BYTES;
    default: return SB_HOLDS_TEXT;
    }
}

static bool choose_by_type(sb_wish *wish, sb_value *out)
{
    switch (holds_of(wish)) {
    case SB_HOLDS_INTEGER: return sb_wish_whole(wish, out);
    case SB_HOLDS_BOOL: return choose_bool(wish, out);
    case SB_HOLDS_NUMBER: return sb_wish_real(wish, out);
    case SB_HOLDS_ODD: return sb_wish_odd(wish, out);
    case SB_HOLDS_BYTES: return sb_wish_bytes(wish, out);
    case SB_HOLDS_DATE: return sb_wish_date(wish, false, out);
    case SB_HOLDS_MOMENT: return sb_wish_date(wish, true, out);
    default: return sb_wish_text(wish, out);
    }
}

bool sb_plausible(const sb_column *column, const sb_facts *facts, const sb_kind_call *call, const sb_value *other, sb_value *out)
{
    static const sb_facts none = { .choice = NULL };
    sb_wish wish = { column, facts ? facts : &none, call, other && other->kind != SB_NONE ? other : NULL,
        sb_draw_at(call->seed, call->stream, call->field, call->n) };

    *out = (sb_value){ .kind = SB_NONE };
    if (wish.facts->null)
        return true;
    if (wish.facts->relation == SB_RELATION_EQUAL && wish.other) {
        *out = *wish.other;
        return true;
    }
    return wish.facts->choices ? choose(&wish, out) : choose_by_type(&wish, out);
}
