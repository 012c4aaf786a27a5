/* plausible_number.c -- whole numbers and fractions: by the column's name, inside its bounds and its type's. */
#include "../fake/dates.h"
#include "claims.h"
#include "plausible_kinds.h"
#include <stdlib.h>
#include <string.h>

/* By what a name ends in; the first that fits. cents: of a whole number, in the smallest unit of money. */
static const struct named {
    const char *words;
    int64_t low, high, cents;
} numbers[] = {
    { "is_ has_ can_ was_ enabled active archived deleted visible published", 0, 1, 1 },
    { "year", 2015, 2026, 1 },
    { "month", 1, 12, 1 },
    { "day weekday dow", 1, 7, 1 },
    { "hour hours", 0, 23, 1 },
    { "minute minutes second seconds", 0, 59, 1 },
    { "latitude lat", -60, 70, 1 },
    { "longitude lng lon", -180, 180, 1 },
    { "percent percentage completion progress score pct", 0, 100, 1 },
    { "rate ratio discount tax vat", 0, 25, 1 },
    { "rating stars", 1, 5, 1 },
    { "position rank priority level sequence ordinal sort_order index", 1, 20, 1 },
    { "quantity qty seats attempts retries", 1, 20, 1 },
    { "age", 18, 80, 1 },
    { "price amount cost fee total subtotal balance salary budget revenue cents paid", 1, 500, 100 },
    { "weight", 1, 90, 1 },
    { "height width depth length", 10, 200, 1 },
    { "duration", 10, 90, 60 },
    { "size bytes", 100, 900, 1000 },
    { "port", 1024, 65535, 1 },
    { "points credits", 1, 60, 1 },
    { "version revision", 1, 9, 1 },
    { "count number", 0, 100, 1 },
};

static const struct named *named(const sb_wish *wish)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sb_name_fits(wish->column->name, numbers[i].words))
            return &numbers[i];
    return NULL;
}

typedef struct range {
    double low, high; /* both included, in units; infinite where there is no bound */
} range;

/* By hand, so that a program with a table of numbers needs no libm; beyond 2^53 every double is whole. */
static double larger(double a, double b) { return a > b ? a : b; }
static double smaller(double a, double b) { return a < b ? a : b; }

static double whole_below(double x)
{
    double whole;

    if (!(x > -0x1p53 && x < 0x1p53))
        return x;
    whole = (double)(int64_t)x;
    return whole > x ? whole - 1 : whole;
}

static double power_of_ten(long digits)
{
    double power = 1;

    for (; digits > 0; digits--)
        power *= 10;
    return power;
}

static double whole_above(double x) { return -whole_below(-x); }

/* What facts, type and the other column leave, in units of which there are so many in 1. */
static range wanted(const sb_wish *wish, double highest, double units)
{
    const sb_facts *facts = wish->facts;
    range r = { -highest, highest };
    double bound;

    if (sb_number_of(&facts->low, &bound)) {
        double at = whole_above(bound * units - 1e-6);
        r.low = larger(r.low, facts->above && at <= bound * units + 1e-6 ? at + 1 : at);
    }
    if (sb_number_of(&facts->high, &bound)) {
        double at = whole_below(bound * units + 1e-6);
        r.high = smaller(r.high, facts->below && at >= bound * units - 1e-6 ? at - 1 : at);
    }
    if (wish->other && (facts->relation == SB_RELATION_ABOVE || facts->relation == SB_RELATION_AT_LEAST) &&
        sb_number_of(wish->other, &bound))
        r.low = larger(r.low, whole_above(bound * units - 1e-6) + (facts->relation == SB_RELATION_ABOVE));
    return r;
}

/* Unique ones from the lowest on, or from 1, or down from the highest. */
static bool count_up(const range *r, double highest, uint64_t n, double *out)
{
    double low = r->low > -highest ? r->low : r->high >= 1 ? 1 : r->high;

    if (r->low <= -highest && r->high < 1) {
        *out = r->high - (double)n;
        return true;
    }
    *out = low + (double)n;
    return *out <= r->high;
}

/* A range in which values lie: the name's where that agrees with what is wanted, else a hundred from the bound. */
static range usual(const sb_wish *wish, const range *r, double highest, double units, bool money)
{
    const struct named *by_name = named(wish);
    double cents = by_name && money ? (double)by_name->cents : 1;
    range usual = { by_name ? (double)by_name->low * units * cents : 1,
        by_name ? (double)by_name->high * units * cents : 100 * units };
    bool has_low = r->low > -highest, has_high = r->high < highest;

    usual.low = larger(usual.low, r->low);
    usual.high = smaller(usual.high, r->high);
    if (usual.low <= usual.high)
        return usual;
    if (has_low && has_high)
        return *r;
    return has_low ? (range){ r->low, smaller(r->high, r->low + 100 * units) }
                   : (range){ larger(r->low, r->high - 100 * units), r->high };
}

static bool is_unwanted(const sb_wish *wish, const sb_value *value)
{
    for (size_t i = 0; i < wish->facts->unwanteds; i++)
        if (sb_value_order(&wish->facts->unwanted[i], value) == 0)
            return true;
    return !sb_wish_agrees(wish, value);
}

static sb_value of_units(double at, double units) { return units > 1 ? sb__box_dbl(at / units) : sb__box_i((long long)at); }

/* From a place in the range on, the first that nothing is against. */
static sb_value draw_in(sb_wish *wish, const range *in, const range *r, double units)
{
    double span = in->high - in->low, at = in->low + (double)sb_draw_between(&wish->draw, 0, (int64_t)smaller(span, 9e15));
    sb_value value = of_units(at, units);

    for (int i = 0; i < 1000 && is_unwanted(wish, &value); i++) {
        at = at + 1 <= r->high ? at + 1 : r->low;
        value = of_units(at, units);
    }
    return value;
}

static bool number_in(sb_wish *wish, double highest, double units, bool money, sb_value *out)
{
    range r = wanted(wish, highest, units), in;
    double at;

    if (wish->call->unique) {
        if (!count_up(&r, highest, wish->call->n, &at))
            return false;
        *out = of_units(at, units);
        return true;
    }
    in = usual(wish, &r, highest, units, money);
    *out = in.low <= in.high ? draw_in(wish, &in, &r, units) : of_units(r.low, units);
    return true;
}

bool sb_wish_whole(sb_wish *wish, sb_value *out)
{
    const char *type = wish->column->type;
    double highest = strstr(type, "smallint") || strstr(type, "int2") || strcasecmp(type, "tinyint") == 0 ? 32767
        : strcasecmp(type, "integer") == 0 || strcasecmp(type, "int") == 0                                ? 2147483647
                                                                                                          : 9e15;

    if (!wish->call->unique && wish->facts->low.kind == SB_NONE && wish->facts->high.kind == SB_NONE && !wish->other &&
        sb_name_fits(wish->column->name, "_at _on time timestamp date")) {
        *out = sb__box_i(sb_fake_moment(&wish->draw));
        return true;
    }
    if (sb_name_fits(wish->column->name, "_at _on time timestamp date") && highest > 32767)
        return wish->other ? sb_wish_date(wish, true, out) : number_in(wish, highest, 1, true, out);
    return number_in(wish, highest, 1, true, out);
}

/* numeric(8,2) has hundredths; quarters are exact in binary, and have two digits behind the point. */
bool sb_wish_real(sb_wish *wish, sb_value *out)
{
    const char *open = strchr(wish->column->type, '('), *comma = open ? strchr(open, ',') : NULL;
    long behind = comma ? strtol(comma + 1, NULL, 10) : 0;
    bool fractions;
    double highest = (double)sb_column_highest(wish->column->type, &fractions), units = open ? power_of_ten(behind) : 4;

    if (open && behind > 0)
        highest = (highest + 1) * units - 1;
    if (wish->call->unique && !open)
        units = 1;
    if (!number_in(wish, smaller(highest, 9e15), units, false, out))
        return false;
    return true;
}
