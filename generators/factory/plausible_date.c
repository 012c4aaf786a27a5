/* plausible_date.c -- days and moments: inside bounds, and behind the other column that they must not be before. */
#include "../fake/dates.h"
#include "claims.h"
#include "plausible_kinds.h"
#include <stdio.h>
#include <string.h>

/* "2024-02-29", with a time or without; false: it is none. */
static bool seconds_of(const sb_value *value, int64_t *out)
{
    int year, month, day, hour = 0, minute = 0, second = 0;

    if (value->kind == SB_LLONG) {
        *out = value->v.i;
        return true;
    }
    if (value->kind != SB_STR || !value->v.s ||
        sscanf(value->v.s, "%d-%d-%d%*[ T]%d:%d:%d", &year, &month, &day, &hour, &minute, &second) < 3 || month < 1 ||
        month > 12 || day < 1 || day > 31)
        return false;
    *out = sb_day_number((sb_day){ year, month, day }) * SB_DAY_SECONDS + hour * 3600 + minute * 60 + second;
    return true;
}

typedef struct span {
    int64_t low, high; /* both included */
    bool has_low, has_high;
} span;

static span wanted(const sb_wish *wish, int64_t step)
{
    const sb_facts *facts = wish->facts;
    span s = { 0, 0, false, false };
    int64_t other;

    s.has_low = seconds_of(&facts->low, &s.low);
    s.has_high = seconds_of(&facts->high, &s.high);
    s.low += s.has_low && facts->above ? step : 0;
    s.high -= s.has_high && facts->below ? step : 0;
    if (wish->other && (facts->relation == SB_RELATION_ABOVE || facts->relation == SB_RELATION_AT_LEAST) &&
        seconds_of(wish->other, &other)) {
        other += facts->relation == SB_RELATION_ABOVE ? step : 0;
        s.low = s.has_low && s.low > other ? s.low : other;
        s.has_low = true;
    }
    return s;
}

/* What follows something else does so within a month. */
static int64_t draw_in(sb_wish *wish, const span *s, int64_t step)
{
    bool birth = sb_name_fits(wish->column->name, "birth birthday birthdate birth_date date_of_birth born born_on dob");
    int64_t moment =
        birth ? INT64_C(-631152000) + sb_draw_between(&wish->draw, 0, 20000) * SB_DAY_SECONDS : sb_fake_moment(&wish->draw);
    int64_t high = s->has_high ? s->high : s->low + 30 * SB_DAY_SECONDS, low = s->has_low ? s->low : high - 365 * SB_DAY_SECONDS;

    if ((!s->has_low || moment >= s->low) && (!s->has_high || moment <= s->high) && !wish->other)
        return moment;
    if (wish->other && high - low > 30 * SB_DAY_SECONDS)
        high = low + 30 * SB_DAY_SECONDS;
    return high <= low ? low : low + sb_draw_between(&wish->draw, 0, (high - low) / step) * step;
}

/* One day after the other; where there are too few, one second after the other. */
static bool count_up(const span *s, uint64_t n, bool time, int64_t *out)
{
    int64_t low = s->has_low                       ? s->low
        : s->has_high && s->high < SB_FIRST_MOMENT ? s->high - 36500 * (int64_t)SB_DAY_SECONDS
                                                   : SB_FIRST_MOMENT;

    *out = low + (int64_t)n * SB_DAY_SECONDS;
    if (s->has_high && *out > s->high && time)
        *out = low + (int64_t)n;
    return !s->has_high || *out <= s->high;
}

bool sb_wish_date(sb_wish *wish, bool time, sb_value *out)
{
    char field[40];
    sb_put to = sb_put_into(field, sizeof field);
    bool seconds = sb_column_holds(wish->column->type) == SB_HOLDS_INTEGER;
    int64_t step = time ? 60 : SB_DAY_SECONDS, moment;
    span s = wanted(wish, seconds ? 1 : step);

    if (!wish->call->unique)
        moment = draw_in(wish, &s, step);
    else if (!count_up(&s, wish->call->n, time, &moment))
        return false;
    if (seconds) {
        *out = sb__box_i(moment);
        return true;
    }
    if (time)
        sb_fake_date_time(moment, &to);
    else
        sb_fake_date(moment, &to);
    *out = sb__box_s(sb_store_text(wish->call->store, field));
    if (!wish->call->unique && !sb_wish_agrees(wish, out)) { /* to be another */
        to = sb_put_into(field, sizeof field);
        (time ? sb_fake_date_time : sb_fake_date)(moment + step, &to);
        *out = sb__box_s(sb_store_text(wish->call->store, field));
    }
    return true;
}
