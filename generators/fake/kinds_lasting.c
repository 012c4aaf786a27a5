/* kinds_lasting.c -- years, and how long something lasts. */
#include "../../assert/context.h"
#include "dates.h"
#include "kinds.h"
#include <string.h>

static int read_year(const char *text, const char *member, int64_t *out)
{
    int64_t moment;
    bool time;

    if (strlen(text) <= 4 && sb_kind_read_number(text, member, 0, out) == SB_OK && *out > 0)
        return SB_OK;
    if (sb_read_moment(text, member, &moment, &time))
        return sb_fail_with(
            SB_ERR, "%s is \"%s\", which is no year: write one such as \"1995\", or \"-5y\" from now", member, text);
    *out = sb_day_of(sb_day_of_moment(moment)).year;
    return SB_OK;
}

static const void *prepare_year(const sb_rule *rule, sb_store *store)
{
    sb_numbers *n = sb_store_alloc(store, sizeof *n);

    n->high = sb_day_of(SB_NOW_DAY).year;
    n->low = n->high - 30;
    if ((rule->from && read_year(rule->from, "from", &n->low)) || (rule->to && read_year(rule->to, "to", &n->high)))
        return NULL;
    if (!rule->to && n->low > n->high)
        n->high = n->low + 30;
    if (!rule->from && n->low > n->high)
        n->low = n->high > 30 ? n->high - 30 : 1;
    if (n->low > n->high) {
        sb_fail_with(SB_ERR, "from is \"%s\", which is behind to, \"%s\"; exchange them", rule->from, rule->to);
        return NULL;
    }
    return sb_kind_read_spread(rule, n) ? NULL : n;
}

static void make_year(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    int64_t year;

    if (sb_kind_number(call, call->ready, &draw, &year))
        *out = sb__box_i(year);
    else
        out->kind = SB_BAD;
}

/* ---- how long something lasts ---- */
typedef struct lasting {
    sb_numbers numbers;
    enum { PLAIN = 0, ISO, CLOCK } form;
} lasting;

static const void *prepare_duration(const sb_rule *rule, sb_store *store)
{
    lasting *to = sb_store_alloc(store, sizeof *to);
    sb_numbers *n = &to->numbers;
    const char *form = rule->form ? rule->form : "seconds";

    n->low = 60;
    n->high = 4 * 3600;
    to->form = strcmp(form, "iso") == 0 ? ISO : strcmp(form, "clock") == 0 ? CLOCK : PLAIN;
    if (to->form == PLAIN && strcmp(form, "seconds") != 0) {
        sb_fail_with(SB_ERR,
            "form is \"%s\"; durations have the form \"seconds\" (5400), \"clock\" (01:30:00) or \"iso\" (PT1H30M)", form);
        return NULL;
    }
    if ((rule->from && sb_read_duration(rule->from, "from", &n->low)) || (rule->to && sb_read_duration(rule->to, "to", &n->high)))
        return NULL;
    if (!rule->to && n->low > n->high)
        n->high = n->low + 4 * 3600;
    if (!rule->from && n->low > n->high)
        n->low = 0;
    if (n->low > n->high) {
        sb_fail_with(SB_ERR, "from is \"%s\", which is longer than to, \"%s\"; exchange them", rule->from, rule->to);
        return NULL;
    }
    return sb_kind_read_spread(rule, n) ? NULL : to;
}

static void put_part(sb_put *to, int64_t number, char unit)
{
    if (!number)
        return;
    sb_put_number(to, (uint64_t)number, 0);
    sb_put_byte(to, unit);
}

static void put_lasting(sb_put *to, int64_t seconds, bool iso)
{
    int64_t hours = seconds / 3600, minutes = seconds / 60 % 60;

    if (iso) {
        sb_put_text(to, seconds ? "PT" : "PT0S");
        put_part(to, hours, 'H');
        put_part(to, minutes, 'M');
        put_part(to, seconds % 60, 'S');
        return;
    }
    sb_put_number(to, (uint64_t)hours, 2);
    sb_put_byte(to, ':');
    sb_put_number(to, (uint64_t)minutes, 2);
    sb_put_byte(to, ':');
    sb_put_number(to, (uint64_t)(seconds % 60), 2);
}

/* Whole minutes, where there is one between the bounds and not every second is needed. */
static void make_duration(const sb_kind_call *call, sb_value *out)
{
    const lasting *how = call->ready;
    sb_draw draw = sb_kind_draw(call);
    char text[60];
    sb_put to = sb_put_into(text, sizeof text);
    int64_t seconds;

    if (!sb_kind_number(call, &how->numbers, &draw, &seconds)) {
        out->kind = SB_BAD;
        return;
    }
    if (!call->unique && seconds - seconds % 60 >= how->numbers.low)
        seconds -= seconds % 60;
    if (how->form == PLAIN) {
        *out = sb__box_i(seconds);
        return;
    }
    put_lasting(&to, seconds, how->form == ISO);
    sb_kind_text(call, text, sizeof text - 1 - sb_put_room(&to), true, ' ', out);
}

const sb_kind sb_kinds_lasting[] = {
    { "duration", "seconds, from a minute to four hours; `form` \"clock\": 01:30:00, \"iso\": PT1H30M", "from to form spread",
        true, make_duration, prepare_duration },
    { "year", "a year of the last thirty", "from to spread", true, make_year, prepare_year },
    { .name = NULL },
};
