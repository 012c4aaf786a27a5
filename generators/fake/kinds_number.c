/* kinds_number.c -- whole numbers, numbers with a point, amounts of money, and yes or no. */
#include "../../assert/context.h"
#include "../random/spread.h"
#include "kinds.h"
#include <string.h>

/* More digits than that a floating number does not hold. */
enum { MOST_DECIMALS = 15 };

static const void *prepare(const sb_rule *rule, sb_store *store, unsigned decimals, int64_t low, int64_t high)
{
    sb_numbers *numbers = sb_store_alloc(store, sizeof *numbers);
    int64_t unit = 1;

    if (decimals > MOST_DECIMALS) {
        sb_fail_with(SB_ERR, "decimals is %u; a number has at most %d digits behind the point", decimals, MOST_DECIMALS);
        return NULL;
    }
    for (unsigned i = 0; i < decimals; i++)
        unit *= 10;
    return sb_kind_read_numbers(rule, decimals, low * unit, high * unit, numbers) ? NULL : numbers;
}

static const void *prepare_number(const sb_rule *rule, sb_store *store) { return prepare(rule, store, 0, 1, 100); }

static const void *prepare_decimal(const sb_rule *rule, sb_store *store)
{
    return prepare(rule, store, rule->decimals ? rule->decimals : 2, 0, 100);
}

static const void *prepare_percent(const sb_rule *rule, sb_store *store) { return prepare(rule, store, rule->decimals, 0, 100); }

/* A whole number, or one division: of numbers below 2^53 it is the nearest floating number, everywhere. */
static void give(const sb_numbers *numbers, int64_t units, sb_value *out)
{
    static const double powers[MOST_DECIMALS + 1] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
        1e14, 1e15 };

    *out = numbers->decimals ? sb__box_dbl((double)units / powers[numbers->decimals]) : sb__box_i(units);
}

static void make_number(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    int64_t units;

    if (sb_kind_number(call, call->ready, &draw, &units))
        give(call->ready, units, out);
    else
        out->kind = SB_BAD;
}

/* ---- money ---- */
typedef struct money {
    sb_numbers numbers;
    enum { ANY = 0, PRICE, WHOLE } form;
    int64_t cents; /* of a unit of money */
} money;

static int read_form(const sb_rule *rule, money *to)
{
    if (!rule->form)
        return SB_OK;
    if (strcmp(rule->form, "price") == 0)
        to->form = PRICE;
    else if (strcmp(rule->form, "whole") == 0)
        to->form = WHOLE;
    else
        return sb_fail_with(
            SB_ERR, "form is \"%s\"; amounts have the form \"price\" (4.99, 12.50) or \"whole\" (12.00)", rule->form);
    if (to->form == PRICE && (rule->spread || rule->unique))
        return sb_fail_with(SB_ERR,
            "amounts of the form \"price\" are neither unique nor spread otherwise: their cents are .99, .00, .50 or .95");
    return SB_OK;
}

/* Whole amounts are drawn among whole units, the first of them not below `from`. */
static int make_whole(const sb_rule *rule, money *to)
{
    sb_numbers *n = &to->numbers;

    n->low = n->low / to->cents + (n->low % to->cents > 0);
    n->high = n->high / to->cents - (n->high % to->cents < 0);
    if (n->low > n->high)
        return sb_fail_with(SB_ERR, "there is no whole amount between from, \"%s\", and to, \"%s\"", rule->from, rule->to);
    return rule->spread && strcmp(rule->spread, "normal") == 0
        ? sb_fail_with(SB_ERR, "amounts of the form \"whole\" are spread \"uniform\" or \"zipf\"")
        : SB_OK;
}

/* decimals: of the bounds as they are written. */
static const void *prepare_money(const sb_rule *rule, sb_store *store, unsigned decimals, int64_t low, int64_t high)
{
    money *to = sb_store_alloc(store, sizeof *to);

    to->cents = 100;
    if (read_form(rule, to) || sb_kind_read_numbers(rule, decimals, low, high, &to->numbers))
        return NULL;
    return to->form == WHOLE && make_whole(rule, to) ? NULL : to;
}

static const void *prepare_amount(const sb_rule *rule, sb_store *store) { return prepare_money(rule, store, 2, 100, 50000); }

static const void *prepare_cents(const sb_rule *rule, sb_store *store) { return prepare_money(rule, store, 0, 100, 50000); }

static void make_money(const sb_kind_call *call, sb_value *out)
{
    const money *how = call->ready;
    sb_draw draw = sb_kind_draw(call);
    int64_t cents;

    if (how->form == PRICE && !call->unique)
        cents = sb_draw_price(&draw, how->numbers.low, how->numbers.high);
    else if (!sb_kind_number(call, &how->numbers, &draw, &cents)) {
        out->kind = SB_BAD;
        return;
    }
    give(&how->numbers, how->form == WHOLE ? cents * how->cents : cents, out);
}

static void make_boolean(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);

    *out = sb__box_bool(sb_draw_word(&draw) >> 63);
}

#define SPREAD "from to spread mean deviation"
const sb_kind sb_kinds_number[] = {
    { "boolean", "true or false, each as often", NULL, false, make_boolean, NULL },
    { "decimal", "a number from 0 to 100, with two digits behind the point or as many as `decimals` says", SPREAD " decimals",
        true, make_number, prepare_decimal },
    { "money", "an amount from 1.00 to 500.00; `form` \"price\": most end in .99, .00 or .50; \"whole\": without cents",
        SPREAD " form", true, make_money, prepare_amount },
    { "money.cents", "the same in cents, bounds too: a whole number from 100 to 50000", SPREAD " form", true, make_money,
        prepare_cents },
    { "number", "a whole number from 1 to 100", SPREAD, true, make_number, prepare_number },
    { "percent", "a whole number from 0 to 100, or with as many digits behind the point as `decimals` says", SPREAD " decimals",
        true, make_number, prepare_percent },
    { .name = NULL },
};
