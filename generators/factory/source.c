/* source.c -- where the value of a slot comes from: one function per source of a rule. */
#include "row.h"
#include "unknown.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static sb_store *store_of(const sb_row *row) { return &row->making->makers->store; }

/* What a person writes of a truth is a number in columns of numbers, and where truths are numbers. */
static sb_value from_text(sb_row *row, const sb_ingredient *slot)
{
    const char *text = slot->rule->text;
    bool is_true = strcmp(text, "true") == 0;

    (void)row;
    if ((is_true || strcmp(text, "false") == 0) &&
        (slot->holds == SB_HOLDS_BOOL || slot->holds == SB_HOLDS_INTEGER || slot->holds == SB_HOLDS_NUMBER))
        return sb__box_i(is_true);
    return sb__box_s(text);
}

static sb_value from_null(sb_row *row, const sb_ingredient *slot)
{
    (void)row;
    (void)slot;
    return (sb_value){ .kind = SB_NONE };
}

static sb_value from_sequence(sb_row *row, const sb_ingredient *slot)
{
    sb_text text = SB_TEXT_EMPTY;

    for (const char *at = slot->rule->sequence; *at; at++)
        if (*at == '#')
            sb_text_add(&text, "%llu", (unsigned long long)row->at + (slot->rule->first ? slot->rule->first : 1));
        else
            sb_text_add(&text, "%c", *at);
    return sb__box_s(sb_store_take(store_of(row), &text));
}

/* A row that all rows of a bulk are given: the database cannot be asked meanwhile, and what was put into it is known. */
static sb_value remembered_value(
    const sb_row *row, const sb_ingredient *slot, const sb_row *parent, const char *name, size_t size, size_t dot)
{
    const char *column = sb_store_format(store_of(row), "%.*s", (int)(size - dot - 1), name + dot + 1);
    const sb_filled *filled = sb_row_filled(parent, column);

    if (!filled)
        sb_make_fail(row->making, "%s: `%s` of %s is made from \"%.*s\", which the database gave to that row; give it by with()",
            row->making->word, slot->name, row->maker, (int)size, name);
    return filled->value;
}

static sb_value from_parent_row(sb_row *row, const sb_ingredient *slot, const char *name, size_t size, size_t dot)
{
    size_t p = sb_recipe_parent(row->making, row->recipe, name, dot);

    if (p == SB_NO_PARENT)
        sb_unknown_source(row, slot, name, size);
    for (size_t i = 0; i < row->recipe->parent[p].n; i++)
        sb_row_ask(row, row->recipe->parent[p].slot[i]);
    if (!row->parent[p] && row->filled[row->recipe->parent[p].slot[0]].value.kind != SB_NONE)
        sb_make_fail(row->making,
            "%s: `%s` of %s is made from \"%.*s\", and `%.*s` was given by its key alone; give the row itself by with()",
            row->making->word, slot->name, row->maker, (int)size, name, (int)dot, name);
    if (!row->parent[p])
        return (sb_value){ .kind = SB_NONE };
    if (row->bulk && row->parent[p]->state == SB_ROW_MADE)
        return remembered_value(row, slot, row->parent[p], name, size, dot);
    return sb_row_value(row->parent[p], sb_store_format(store_of(row), "%.*s", (int)(size - dot - 1), name + dot + 1));
}

/* "..name": of the row that needs this one as its parent, or has it as its child. */
static sb_value from_row_above(sb_row *row, const sb_ingredient *slot, const char *name, size_t size)
{
    if (!row->up && row->making->made_for)
        row->up = row->making->made_for(row->making->refer_env, row);
    if (!row->up)
        sb_make_fail(row->making,
            "%s: `%s` is made from \"%.*s\", of the row that `%s` is made for, and it is made for none; give it by with()",
            row->making->word, slot ? slot->name : row->maker, (int)size, name, row->maker);
    return sb_row_value(row->up, sb_store_format(store_of(row), "%.*s", (int)size - 2, name + 2));
}

sb_value sb_source_named(sb_row *row, const sb_ingredient *slot, const char *name, size_t size)
{
    const char *dot = memchr(name, '.', size);

    if (size > 2 && strncmp(name, "..", 2) == 0)
        return from_row_above(row, slot, name, size);
    if (dot)
        return from_parent_row(row, slot, name, size, (size_t)(dot - name));
    for (size_t i = 0; i < row->n; i++)
        if (strlen(row->filled[i].name) == size && memcmp(row->filled[i].name, name, size) == 0)
            return sb_row_ask(row, i);
    sb_unknown_source(row, slot, name, size);
}

static sb_value from_copy(sb_row *row, const sb_ingredient *slot)
{
    return sb_source_named(row, slot, slot->rule->copy, strlen(slot->rule->copy));
}

/* Doubled braces stand for themselves, so that a text of JSON can be a format. */
static sb_value from_format(sb_row *row, const sb_ingredient *slot)
{
    sb_text text = SB_TEXT_EMPTY;

    for (const char *at = slot->rule->format; *at; at++) {
        size_t size = strcspn(at, "}");
        const char *value;
        sb_value part;
        if (*at != '{' || at[1] == '{') {
            at += (*at == '{' || *at == '}') && at[1] == *at;
            sb_text_add(&text, "%c", *at);
            continue;
        }
        if (!at[size]) {
            sb_text_release(&text);
            sb_make_fail(row->making, "%s: the format of `%s` in %s has a { without its }: \"%s\"", row->making->word, slot->name,
                slot->of, slot->rule->format);
        }
        /* Into the store before others are asked: a failure leaves by a jump. */
        const char *before = sb_store_take(store_of(row), &text);
        part = sb_source_named(row, slot, at + 1, size - 1);
        value = sb_value_text(store_of(row), &part);
        sb_text_add(&text, "%s%s", before, value ? value : "");
        at += size;
    }
    return sb__box_s(sb_store_take(store_of(row), &text));
}

static sb_draw draw_of(const sb_row *row, const sb_ingredient *slot)
{
    return sb_draw_at(row->making->stream, row->recipe->maker->series->stream, slot->field, row->at);
}

/* Where each must come once before any comes again, weights count for nothing. */
static const char *pick_in_turn(const sb_row *row, const sb_ingredient *slot)
{
    uint64_t n = sb_permute(row->making->stream, slot->field, sb_row_number(row, slot), slot->values);
    const sb_weighted *one = slot->rule->pick;

    while (one->weight == 0 || n--)
        one++;
    return one->text;
}

static sb_value from_pick(sb_row *row, const sb_ingredient *slot)
{
    sb_draw draw = draw_of(row, slot);

    if (slot->below || (row->turns && row->turns[slot - row->recipe->slot]))
        return sb__box_s(pick_in_turn(row, slot));
    return sb__box_s(sb_draw_pick(&draw, slot->rule->pick));
}

static sb_value from_cycle(sb_row *row, const sb_ingredient *slot)
{
    size_t n = 0;

    while (slot->rule->cycle[n])
        n++;
    return sb__box_s(slot->rule->cycle[row->at % n]);
}

sb_kind_call sb_source_call(
    const sb_making *making, const sb_recipe *recipe, const sb_ingredient *slot, uint64_t n, sb_common *common)
{
    static const sb_rule none;

    return (sb_kind_call){ .seed = making->stream,
        .stream = recipe->maker->series->stream,
        .field = slot->field,
        .n = n,
        .rule = slot->rule ? slot->rule : &none,
        .ready = slot->ready,
        .unique = slot->unique,
        .most = slot->most,
        .common = common,
        .store = &making->makers->store };
}

static sb_kind_call call_of(sb_row *row, const sb_ingredient *slot)
{
    sb_kind_call call = sb_source_call(row->making, row->recipe, slot, sb_row_number(row, slot), row->common);

    call.whose = sb_row_whose;
    call.row = row;
    return call;
}

static sb_value from_kind(sb_row *row, const sb_ingredient *slot)
{
    sb_kind_call call = call_of(row, slot);
    sb_value value = { .kind = SB_NONE };

    slot->kind->make(&call, &value);
    if (value.kind == SB_BAD)
        sb_make_fail(row->making, "%s: `%s` of row %llu of `%s`: %s", row->making->word, slot->name,
            (unsigned long long)row->at + 1, row->maker, sb_error());
    return value;
}

/* Of the column that this one is to be above, or the like: where that is NULL, of the one that it was to be above itself. What is being made
 * now, because a rule asks in the other direction, is none. */
static sb_value other_of(sb_row *row, const sb_facts *facts)
{
    sb_value value = { .kind = SB_NONE };

    while (facts->relation && value.kind == SB_NONE) {
        const sb_ingredient *than = &row->recipe->slot[facts->than];
        if (row->filled[facts->than].filling != SB_BUSY)
            value = sb_row_ask(row, facts->than);
        if (facts->relation != SB_RELATION_ABOVE && facts->relation != SB_RELATION_AT_LEAST)
            break;
        facts = than->facts;
    }
    return value;
}

/* Where n is more than the column can tell apart, it is unique together with others, or the database has the last word. */
sb_value sb_source_schema(sb_row *row, const sb_ingredient *slot)
{
    sb_kind_call call = call_of(row, slot);
    sb_value other = other_of(row, slot->facts), value;

    if (!sb_plausible(slot->column, slot->facts, &call, &other, &value)) {
        call.unique = false;
        sb_plausible(slot->column, slot->facts, &call, &other, &value);
    }
    return value;
}

static sb_value from_lazy(sb_row *row, const sb_ingredient *slot)
{
    sb_value value = slot->rule->lazy(row);

    if (value.kind == SB_ROW && value.v.p)
        return sb__box_i(((const sb_row *)value.v.p)->id);
    return value;
}

/* A loose rule does not fit a column that holds something else: `role INTEGER` is no place for "student". */
static bool fits(const sb_value *value, enum sb_holds holds)
{
    switch (value->kind) {
    case SB_NONE: return true;
    case SB_STR: return holds != SB_HOLDS_INTEGER && holds != SB_HOLDS_NUMBER && holds != SB_HOLDS_BOOL && holds != SB_HOLDS_ODD;
    case SB_BYTES: return holds == SB_HOLDS_BYTES;
    default: return holds != SB_HOLDS_BYTES && holds != SB_HOLDS_DATE && holds != SB_HOLDS_MOMENT;
    }
}

/* What no kind of value makes unique has the row's number behind it; and it is cut where the column is shorter. */
static void fit(const sb_row *row, const sb_ingredient *slot, sb_value *value)
{
    bool numbered = slot->unique && !(slot->kind && slot->kind->unique);

    if (value->kind != SB_STR || !value->v.s)
        return;
    if (numbered)
        value->v.s = sb_store_format(store_of(row), "%s %llu", value->v.s, (unsigned long long)row->at + 1);
    value->v.s = sb_fit_text(store_of(row), value->v.s, slot->column, slot->unique, row->at);
}

static sb_value (*const sources[])(sb_row *row, const sb_ingredient *slot) = {
    [SB_FROM_SCHEMA] = sb_source_schema,
    [SB_FROM_TEXT] = from_text,
    [SB_FROM_NULL] = from_null,
    [SB_FROM_SEQUENCE] = from_sequence,
    [SB_FROM_FORMAT] = from_format,
    [SB_FROM_COPY] = from_copy,
    [SB_FROM_PICK] = from_pick,
    [SB_FROM_CYCLE] = from_cycle,
    [SB_FROM_KIND] = from_kind,
    [SB_FROM_LAZY] = from_lazy,
};

/* A whole number that is written as a text, where the column holds numbers. */
static void make_number(sb_value *value, enum sb_holds holds)
{
    char *end;
    long long number;

    if ((holds != SB_HOLDS_INTEGER && holds != SB_HOLDS_NUMBER) || value->kind != SB_STR || !value->v.s || !*value->v.s)
        return;
    errno = 0;
    number = strtoll(value->v.s, &end, 10);
    if (!*end && !errno)
        *value = sb__box_i(number);
}

sb_value sb_source_value(sb_row *row, const sb_ingredient *slot)
{
    sb_value value = sources[slot->from](row, slot), other;

    if (!slot->loose || !slot->column || slot->from == SB_FROM_SCHEMA)
        return value;
    make_number(&value, slot->holds);
    if (fits(&value, slot->holds) &&
        !(slot->unique && value.kind != SB_STR && slot->from != SB_FROM_KIND && slot->from != SB_FROM_SEQUENCE)) {
        fit(row, slot, &value);
        other = other_of(row, slot->facts);
        if (sb_facts_allow(slot->facts, &value, &other))
            return value;
    }
    /* As if the rule were not there. */
    if (slot->facts->required || slot->filled)
        return sb_source_schema(row, slot);
    if (slot->column->has_default || !sb_column_must_be(slot->column)) {
        row->filled[slot - row->recipe->slot].filling = SB_LEFT;
        return (sb_value){ .kind = SB_NONE };
    }
    return sb_source_schema(row, slot);
}
