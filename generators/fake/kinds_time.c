/* kinds_time.c -- dates, times of day and moments, around a fixed now. */
#include "../../assert/context.h"
#include "dates.h"
#include "kinds.h"
#include <string.h>

enum { ROOM = 200 };

/* What one rule says: numbers are days, seconds of the day, or seconds since 1970. */
typedef struct times {
    sb_numbers numbers;
    const char *form; /* of sb_put_moment; NULL: as usual */
    bool seconds;     /* the form is %s: a number */
    bool exact;       /* the form tells any two of them apart */
    bool office;      /* moments: only dates were given, so times are those at which people work */
} times;

static bool has(const char *form, const char *letter)
{
    char part[3] = { '%', *letter, '\0' };

    return strstr(form, part) != NULL;
}

static bool tells_days(const char *form)
{
    return has(form, "s") || has(form, "F") ||
        (has(form, "Y") && (has(form, "j") || (has(form, "d") + has(form, "e") && has(form, "m"))));
}

static bool tells_seconds(const char *form)
{
    return has(form, "s") || has(form, "T") || (has(form, "S") && (has(form, "R") || (has(form, "H") && has(form, "M"))));
}

/* days, time: what two of them may differ in. */
static int read_form(const sb_rule *rule, bool days, bool time, times *to)
{
    char text[ROOM];
    sb_put into = sb_put_into(text, sizeof text);
    const char *wrong = rule->form ? sb_put_moment(rule->form, SB_NOW_MOMENT, &into) : NULL;

    to->form = rule->form;
    to->exact = !rule->form || ((!days || tells_days(rule->form)) && (!time || tells_seconds(rule->form)));
    to->seconds = rule->form && strcmp(rule->form, "%s") == 0;
    if (wrong)
        return sb_fail_with(SB_ERR,
            "form is \"%s\", and %.2s means nothing there; it can be %%Y %%m %%d %%e %%j %%y %%b %%B %%a %%A %%H %%M %%S %%F %%T %%R %%s %%%%",
            rule->form, wrong);
    if (sb_put_room(&into) < 40)
        return sb_fail_with(SB_ERR, "form is longer than a date can be: at most %d characters", ROOM - 40);
    if (rule->unique && !to->exact)
        return sb_fail_with(
            SB_ERR, "form is \"%s\", which does not tell all of them apart, and they have to be unique", rule->form);
    return SB_OK;
}

/* low, high: where the rule has no bounds, in units of `unit` seconds. */
static int read_bounds(const sb_rule *rule, int64_t unit, int64_t low, int64_t high, times *to)
{
    sb_numbers *n = &to->numbers;
    int64_t from = low * unit, till = high * unit;
    bool from_time = false, till_time = false;

    if (rule->from && sb_read_moment(rule->from, "from", &from, &from_time))
        return SB_ERR;
    if (rule->to && sb_read_moment(rule->to, "to", &till, &till_time))
        return SB_ERR;
    if (!rule->to && from > till)
        till = from + (high - low) * unit;
    if (!rule->from && from > till)
        from = till - (high - low) * unit;
    if (from < SB_LEAST_MOMENT) /* the default, on the far side of the other bound */
        from = SB_LEAST_MOMENT;
    if (till > SB_LAST_MOMENT)
        till = SB_LAST_MOMENT;
    if (from > till)
        return sb_fail_with(SB_ERR, "from is \"%s\", which is behind to, \"%s\"; exchange them", rule->from, rule->to);
    to->office = unit == 1 && !from_time && !till_time;
    if (to->office)
        till = sb_day_of_moment(till) * SB_DAY_SECONDS + SB_DAY_SECONDS - 1; /* the last day is included */
    n->low = unit == 1 ? from : sb_day_of_moment(from);
    n->high = unit == 1 ? till : sb_day_of_moment(till);
    return SB_OK;
}

static const void *prepare_days(const sb_rule *rule, sb_store *store, int64_t low, int64_t high)
{
    times *to = sb_store_alloc(store, sizeof *to);

    return read_form(rule, true, false, to) || read_bounds(rule, SB_DAY_SECONDS, low, high, to) ||
            sb_kind_read_spread(rule, &to->numbers)
        ? NULL
        : to;
}

enum { YEAR = 365, SIX_YEARS = 2192 };

static const void *prepare_date(const sb_rule *rule, sb_store *store)
{
    return prepare_days(rule, store, SB_NOW_DAY - SIX_YEARS, SB_NOW_DAY - 1);
}

static const void *prepare_past(const sb_rule *rule, sb_store *store)
{
    return prepare_days(rule, store, SB_NOW_DAY - YEAR, SB_NOW_DAY - 1);
}

static const void *prepare_future(const sb_rule *rule, sb_store *store)
{
    return prepare_days(rule, store, SB_NOW_DAY + 1, SB_NOW_DAY + YEAR);
}

/* Of people who are 18 to 80 years old. */
static const void *prepare_birthday(const sb_rule *rule, sb_store *store)
{
    return prepare_days(rule, store, SB_NOW_DAY - 29585, SB_NOW_DAY - 6575);
}

static void give(const sb_kind_call *call, int64_t seconds, bool time, sb_value *out)
{
    const times *how = call->ready;
    char text[ROOM];
    sb_put to = sb_put_into(text, sizeof text);

    if (how->seconds) {
        *out = sb__box_i(seconds);
        return;
    }
    if (how->form)
        sb_put_moment(how->form, seconds, &to);
    else if (time)
        sb_fake_date_time(seconds, &to);
    else
        sb_fake_date(seconds, &to);
    sb_kind_text(call, text, sizeof text - 1 - sb_put_room(&to), how->exact, ' ', out);
}

static void make_date(const sb_kind_call *call, sb_value *out)
{
    const times *how = call->ready;
    sb_draw draw = sb_kind_draw(call);
    int64_t day;

    if (sb_kind_number(call, &how->numbers, &draw, &day))
        give(call, day * SB_DAY_SECONDS, false, out);
    else
        out->kind = SB_BAD;
}

static const void *prepare_moment(const sb_rule *rule, sb_store *store)
{
    times *to = sb_store_alloc(store, sizeof *to);

    if (read_form(rule, true, true, to) || read_bounds(rule, 1, SB_FIRST_MOMENT, SB_NOW_MOMENT - SB_DAY_SECONDS, to))
        return NULL;
    return sb_kind_read_spread(rule, &to->numbers) ? NULL : to;
}

static void make_moment(const sb_kind_call *call, sb_value *out)
{
    const times *how = call->ready;
    sb_draw draw = sb_kind_draw(call);
    int64_t seconds;

    if (!sb_kind_number(call, &how->numbers, &draw, &seconds)) {
        out->kind = SB_BAD;
        return;
    }
    if (how->office && !call->unique)
        seconds = sb_day_of_moment(seconds) * SB_DAY_SECONDS + sb_draw_between(&draw, 7 * 60, 20 * 60) * 60;
    give(call, seconds, true, out);
}

/* ---- times of day ---- */
static int read_clock(const char *text, const char *member, int64_t *out)
{
    char moment[40] = "1970-01-01 ";
    bool time;

    if (strlen(text) <= 8) {
        memcpy(moment + 11, text, strlen(text) + 1);
        if (sb_read_moment(moment, member, out, &time) == SB_OK && time)
            return SB_OK;
    }
    return sb_fail_with(
        SB_ERR, "%s is \"%s\", which is no time of day: write one such as \"08:30\" or \"08:30:15\"", member, text);
}

static const void *prepare_time(const sb_rule *rule, sb_store *store)
{
    times *to = sb_store_alloc(store, sizeof *to);
    sb_numbers *n = &to->numbers;

    n->high = SB_DAY_SECONDS - 1;
    if ((rule->from && read_clock(rule->from, "from", &n->low)) || (rule->to && read_clock(rule->to, "to", &n->high)))
        return NULL;
    if (n->low > n->high) {
        sb_fail_with(SB_ERR, "from is \"%s\", which is behind to, \"%s\", on the same day; exchange them", rule->from,
            rule->to ? rule->to : "23:59:59");
        return NULL;
    }
    return read_form(rule, false, true, to) || sb_kind_read_spread(rule, n) ? NULL : to;
}

static void make_time(const sb_kind_call *call, sb_value *out)
{
    const times *how = call->ready;
    sb_draw draw = sb_kind_draw(call);
    char text[ROOM];
    sb_put to = sb_put_into(text, sizeof text);
    int64_t second;

    if (!sb_kind_number(call, &how->numbers, &draw, &second)) {
        out->kind = SB_BAD;
        return;
    }
    if (how->form)
        sb_put_moment(how->form, second, &to);
    else
        sb_fake_time(second, &to);
    sb_kind_text(call, text, sizeof text - 1 - sb_put_room(&to), how->exact, ' ', out);
}

#define SPREAD "from to form spread"
const sb_kind sb_kinds_time[] = {
    { "birthday", "a date, of people who are 18 to 80 years old now", SPREAD, true, make_date, prepare_birthday },
    { "date", "a date of 2020 to 2025, 2024-02-29; `form` as of strftime, \"%s\" gives seconds since 1970 as a number", SPREAD,
        true, make_date, prepare_date },
    { "date.future", "a date of the year after now", SPREAD, true, make_date, prepare_future },
    { "date.past", "a date of the year before now", SPREAD, true, make_date, prepare_past },
    { "moment",
        "a date and a time of 2020 to 2025, 2024-02-29 13:45:00, at which people work unless the bounds have times; `form` as of date",
        SPREAD, true, make_moment, prepare_moment },
    { "time", "a time of day, 13:45:07", SPREAD, true, make_time, prepare_time },
    { .name = NULL },
};
