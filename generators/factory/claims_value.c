/* claims_value.c -- bounds, choices and what is ruled out. */
#include "claims.h"
#include "types.h"
#include <stdlib.h>
#include <string.h>

static bool is_number(const sb_value *value) { return value->kind == SB_LLONG || value->kind == SB_DOUBLE; }

static long double number_of(const sb_value *value) { return value->kind == SB_LLONG ? (long double)value->v.i : value->v.d; }

bool sb_is_literal(const sb_expression *e)
{
    return e->op == SB_OP_TEXT || e->op == SB_OP_NUMBER || e->op == SB_OP_TRUE || e->op == SB_OP_FALSE;
}

sb_value sb_value_of(const sb_expression *literal, const sb_column *column)
{
    enum sb_holds holds = sb_column_holds(column->type);
    bool number = holds == SB_HOLDS_INTEGER || holds == SB_HOLDS_NUMBER || holds == SB_HOLDS_BOOL || column->type[0] == '\0';
    char *end = NULL;
    long long whole;
    double real;

    if (literal->op == SB_OP_TRUE || literal->op == SB_OP_FALSE)
        return sb__box_i(literal->op == SB_OP_TRUE);
    if (!number || (literal->op == SB_OP_TEXT && column->type[0] == '\0'))
        return sb__box_s(literal->text);
    if (holds == SB_HOLDS_BOOL && literal->op == SB_OP_TEXT)
        return sb__box_i(*literal->text == 't' || *literal->text == '1');
    whole = strtoll(literal->text, &end, 10);
    if (*literal->text && !*end)
        return sb__box_i(whole);
    real = strtod(literal->text, &end);
    return *literal->text && !*end ? sb__box_dbl(real) : sb__box_s(literal->text);
}

int sb_value_order(const sb_value *a, const sb_value *b)
{
    char text[2][40];
    const sb_value *value[2] = { a, b };
    const char *as[2];

    if (is_number(a) && is_number(b))
        return (number_of(a) > number_of(b)) - (number_of(a) < number_of(b));
    for (int i = 0; i < 2; i++) {
        as[i] = value[i]->kind == SB_STR ? value[i]->v.s : text[i];
        if (value[i]->kind == SB_LLONG) {
            sb_put to = sb_put_into(text[i], sizeof text[i]);
            if (value[i]->v.i < 0)
                sb_put_byte(&to, '-');
            sb_put_number(&to, value[i]->v.i < 0 ? 0 - (uint64_t)value[i]->v.i : (uint64_t)value[i]->v.i, 0);
        } else if (value[i]->kind != SB_STR)
            text[i][0] = '\0';
    }
    return strcmp(as[0], as[1]);
}

static const sb_value *with_one_more(sb_store *store, const sb_value *list, size_t n, const sb_value *value)
{
    sb_value *more = sb_store_alloc(store, (n + 1) * sizeof *more);

    if (n)
        memcpy(more, list, n * sizeof *more);
    more[n] = *value;
    return more;
}

static bool among(const sb_value *list, size_t n, const sb_value *value)
{
    for (size_t i = 0; i < n; i++)
        if (sb_value_order(&list[i], value) == 0)
            return true;
    return false;
}

static size_t characters(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

/* Of a row in a bulk this is asked for each text, and most columns have no length to keep to. */
static bool is_as_long(const sb_facts *facts, const char *text)
{
    size_t n = facts->least || facts->most ? characters(text) : 0;

    return n >= facts->least && (!facts->most || n <= facts->most);
}

static bool is_of_letters(const char *text, enum sb_letters letters)
{
    for (; letters != SB_LETTERS_ANY && *text; text++)
        if ((letters == SB_LETTERS_SMALL && *text >= 'A' && *text <= 'Z') ||
            (letters == SB_LETTERS_CAPITAL && *text >= 'a' && *text <= 'z'))
            return false;
    return true;
}

static bool keeps_to(const sb_facts *facts, const sb_value *value)
{
    if (among(facts->unwanted, facts->unwanteds, value))
        return false;
    if (facts->low.kind != SB_NONE && sb_value_order(value, &facts->low) < (facts->above ? 1 : 0))
        return false;
    if (facts->high.kind != SB_NONE && sb_value_order(value, &facts->high) > (facts->below ? -1 : 0))
        return false;
    if (value->kind != SB_STR)
        return true;
    for (size_t i = 0; i < facts->forms; i++)
        if (sb_form_has(facts->form[i].form, value->v.s) == facts->form[i].not )
            return false;
    return is_as_long(facts, value->v.s) && is_of_letters(value->v.s, facts->letters);
}

static bool is_related(const sb_facts *facts, const sb_value *value, const sb_value *other)
{
    int order;

    if (facts->relation == SB_RELATION_NONE || !other || other->kind == SB_NONE)
        return true;
    order = sb_value_order(value, other);
    switch (facts->relation) {
    case SB_RELATION_EQUAL: return order == 0;
    case SB_RELATION_OTHER: return order != 0;
    case SB_RELATION_BELOW: return order < 0;
    case SB_RELATION_AT_MOST: return order <= 0;
    case SB_RELATION_ABOVE: return order > 0;
    default: return order >= 0;
    }
}

bool sb_facts_allow(const sb_facts *facts, const sb_value *value, const sb_value *other)
{
    if (value->kind == SB_NONE)
        return !facts->required;
    return !facts->null && (!facts->choices || among(facts->choice, facts->choices, value)) && keeps_to(facts, value) &&
        !facts->json && !facts->json_valid && is_related(facts, value, other);
}

bool sb_claims_leave(sb_claims *claims, size_t column)
{
    sb_facts *facts = &claims->facts[column];
    sb_value *left;
    size_t n = 0;
    int order;

    if (facts->null)
        return !facts->required;
    if (facts->choices) {
        left = sb_store_alloc(claims->store, facts->choices * sizeof *left);
        for (size_t i = 0; i < facts->choices; i++)
            if (keeps_to(facts, &facts->choice[i]))
                left[n++] = facts->choice[i];
        facts->choice = left;
        facts->choices = n;
        return n > 0;
    }
    if (facts->low.kind == SB_NONE || facts->high.kind == SB_NONE)
        return !facts->most || facts->least <= facts->most;
    order = sb_value_order(&facts->low, &facts->high);
    return order < 0 || (order == 0 && !facts->above && !facts->below);
}

static void claim_low(sb_facts *facts, const sb_value *value, bool above)
{
    int order = facts->low.kind == SB_NONE ? -1 : sb_value_order(&facts->low, value);

    if (order < 0)
        facts->above = above;
    else if (order == 0)
        facts->above |= above;
    if (order < 0)
        facts->low = *value;
}

static void claim_high(sb_facts *facts, const sb_value *value, bool below)
{
    int order = facts->high.kind == SB_NONE ? 1 : sb_value_order(&facts->high, value);

    if (order > 0)
        facts->below = below;
    else if (order == 0)
        facts->below |= below;
    if (order > 0)
        facts->high = *value;
}

static bool claim_equal(sb_claims *to, sb_facts *facts, const sb_value *value)
{
    if (facts->choices && !among(facts->choice, facts->choices, value))
        return false;
    facts->choice = with_one_more(to->store, NULL, 0, value);
    facts->choices = 1;
    return true;
}

/* A text that is not empty has a character. */
static void claim_other(sb_claims *to, sb_facts *facts, const sb_value *value)
{
    if (value->kind == SB_STR && !*value->v.s)
        facts->least = facts->least > 0 ? facts->least : 1;
    facts->unwanted = with_one_more(to->store, facts->unwanted, facts->unwanteds++, value);
}

enum sb_claim sb_claim_choices(sb_claims *to, size_t column, const sb_expression *const *literal, size_t n)
{
    sb_facts *facts = &to->facts[column];
    sb_value *both = sb_store_alloc(to->store, n * sizeof *both);
    size_t count = 0;

    if (facts->null)
        return SB_CLAIM_HOLDS;
    for (size_t i = 0; i < n; i++) {
        sb_value value = sb_value_of(literal[i], &to->info->column[column]);
        if (!among(both, count, &value) && (!facts->choices || among(facts->choice, facts->choices, &value)))
            both[count++] = value;
    }
    if (count == 0)
        return SB_CLAIM_FAILS;
    facts->choice = both;
    facts->choices = count;
    facts->required |= to->chosen && to->info->column[column].has_default;
    return sb_claims_leave(to, column) ? SB_CLAIM_HOLDS : SB_CLAIM_FAILS;
}

enum sb_claim sb_claim_value(sb_claims *to, size_t column, enum sb_op op, const sb_value *value, bool holds)
{
    sb_facts *facts = &to->facts[column];

    if (facts->null)
        return SB_CLAIM_HOLDS;
    facts->required |= to->chosen && to->info->column[column].has_default && (holds || (op != SB_OP_EQUAL && op != SB_OP_SAME));
    switch (op) {
    case SB_OP_EQUAL:
    case SB_OP_SAME:
        if (!holds)
            claim_other(to, facts, value);
        else if (!claim_equal(to, facts, value))
            return SB_CLAIM_FAILS;
        break;
    case SB_OP_BELOW:
        if (holds)
            claim_high(facts, value, true);
        else
            claim_low(facts, value, false);
        break;
    default:
        if (holds)
            claim_high(facts, value, false);
        else
            claim_low(facts, value, true);
    }
    return sb_claims_leave(to, column) ? SB_CLAIM_HOLDS : SB_CLAIM_FAILS;
}
