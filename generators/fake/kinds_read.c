/* kinds_read.c -- numbers and their bounds as rules have them. */
#include "../../assert/context.h"
#include "kinds.h"
#include <string.h>

static int no_number(const char *text, const char *member, unsigned decimals)
{
    if (decimals)
        return sb_fail_with(
            SB_ERR, "%s is \"%s\", which is no number with at most %u digits behind the point", member, text, decimals);
    return sb_fail_with(SB_ERR, "%s is \"%s\", which is no whole number", member, text);
}

/* Digits, and behind a point as many as there may be; *value gets them all as one number, and what lacks is filled up with zeros. */
static bool read_digits(const char *at, unsigned decimals, uint64_t *value)
{
    unsigned behind = 0, digits = 0;
    bool point = false;

    *value = 0;
    for (; *at; at++) {
        if (*at == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (*at < '0' || *at > '9' || behind == decimals + !point * 99u)
            return false;
        if (__builtin_mul_overflow(*value, 10u, value) || __builtin_add_overflow(*value, (uint64_t)(*at - '0'), value))
            return false;
        digits++;
        behind += point;
    }
    for (; behind < decimals; behind++)
        if (__builtin_mul_overflow(*value, 10u, value))
            return false;
    return digits && at[-1] != '.';
}

int sb_kind_read_number(const char *text, const char *member, unsigned decimals, int64_t *out)
{
    bool negative = *text == '-';
    uint64_t value;

    if (!read_digits(text + (negative || *text == '+'), decimals, &value))
        return no_number(text, member, decimals);
    if (value > (uint64_t)INT64_MAX + negative)
        return sb_fail_with(SB_ERR, "%s is \"%s\", which is more than 64 bits hold", member, text);
    *out = negative && value ? -(int64_t)(value - 1) - 1 : (int64_t)value;
    return SB_OK;
}

/* The mean lies between the bounds or beside them; three digits more than the numbers have are read, where they fit. */
static int read_normal(const sb_rule *rule, sb_numbers *numbers)
{
    unsigned decimals = numbers->decimals;
    int64_t deviation, low, high;

    numbers->finer = 1;
    if (!__builtin_mul_overflow(numbers->low, 1000, &low) && !__builtin_mul_overflow(numbers->high, 1000, &high) &&
        decimals < 15) {
        numbers->finer = 1000;
        decimals += 3;
    }
    low = numbers->low * numbers->finer;
    high = numbers->high * numbers->finer;
    numbers->mean = low + (int64_t)(((uint64_t)high - (uint64_t)low) / 2);
    numbers->deviation = ((uint64_t)high - (uint64_t)low) / 6;
    if (rule->mean && sb_kind_read_number(rule->mean, "mean", decimals, &numbers->mean))
        return SB_ERR;
    if (!rule->deviation)
        return SB_OK;
    if (sb_kind_read_number(rule->deviation, "deviation", decimals, &deviation))
        return SB_ERR;
    if (deviation < 0)
        return sb_fail_with(
            SB_ERR, "deviation is \"%s\": it says how far numbers are from the mean, and cannot be negative", rule->deviation);
    numbers->deviation = (uint64_t)deviation;
    return SB_OK;
}

int sb_kind_read_spread(const sb_rule *rule, sb_numbers *numbers)
{
    static const char *const names[] = { "uniform", "normal", "zipf" };
    const char *name = rule->spread ? rule->spread : "uniform";
    int spread = 0;

    while (spread < 3 && strcmp(names[spread], name) != 0)
        spread++;
    if (spread == 3)
        return sb_fail_with(SB_ERR, "spread is \"%s\"; it can be \"uniform\", \"normal\" or \"zipf\"", name);
    numbers->spread = spread == 0 ? SB_SPREAD_UNIFORM : spread == 1 ? SB_SPREAD_NORMAL : SB_SPREAD_ZIPF;
    if (rule->unique && spread)
        return sb_fail_with(SB_ERR, "unique values take each number once, and cannot be spread \"%s\"", name);
    if (spread == 1)
        return read_normal(rule, numbers);
    if (rule->mean || rule->deviation)
        return sb_fail_with(SB_ERR, "%s is for numbers with the spread \"normal\"", rule->mean ? "mean" : "deviation");
    return SB_OK;
}

int sb_kind_read_numbers(const sb_rule *rule, unsigned decimals, int64_t low, int64_t high, sb_numbers *out)
{
    int64_t distance = high - low;

    *out = (sb_numbers){ .low = low, .high = high, .decimals = decimals };
    if (rule->from && sb_kind_read_number(rule->from, "from", decimals, &out->low))
        return SB_ERR;
    if (rule->to && sb_kind_read_number(rule->to, "to", decimals, &out->high))
        return SB_ERR;
    if (rule->from && !rule->to && out->low > out->high && __builtin_add_overflow(out->low, distance, &out->high))
        out->high = INT64_MAX;
    if (rule->to && !rule->from && out->low > out->high && __builtin_sub_overflow(out->high, distance, &out->low))
        out->low = INT64_MIN;
    if (out->low > out->high)
        return sb_fail_with(SB_ERR, "from is \"%s\", which is above to, \"%s\"; exchange them", rule->from, rule->to);
    return sb_kind_read_spread(rule, out);
}
