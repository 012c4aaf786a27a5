/* dates.c -- from seconds to days, months and years, and back; and as text. */
#include "dates.h"
#include <string.h>

enum { DAYS = 2192 }; /* six years have 2192 days */

int64_t sb_fake_moment(sb_draw *draw)
{
    int64_t day = (int64_t)sb_draw_below(draw, DAYS), minute = sb_draw_between(draw, 7 * 60, 20 * 60);

    return SB_FIRST_MOMENT + day * SB_DAY_SECONDS + minute * 60;
}

/* Years that begin in March, so that the leap day is the last of its year: the months before it have a fixed pattern of 153 days
 * in five. */
sb_day sb_day_of(int64_t day)
{
    uint64_t days = (uint64_t)(day + 719468); /* since 0000-03-01 */
    uint64_t era = days / 146097, of_era = days % 146097;
    uint64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;

    return (sb_day){ (int64_t)(era * 400 + year + (month >= 10)), (int)(month < 10 ? month + 3 : month - 9),
        (int)(of_year - (153 * month + 2) / 5 + 1) };
}

int64_t sb_day_number(sb_day day)
{
    uint64_t year = (uint64_t)day.year - (day.month <= 2), era = year / 400, of_era = year % 400;
    uint64_t month = (uint64_t)day.month + (day.month > 2 ? 0 : 12) - 3, of_year = (153 * month + 2) / 5 + (uint64_t)day.day - 1;

    return (int64_t)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

int sb_days_of_month(int64_t year, int month)
{
    static const signed char days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : days[month - 1];
}

int64_t sb_day_of_moment(int64_t seconds) { return seconds / SB_DAY_SECONDS - (seconds % SB_DAY_SECONDS < 0); }

static char *two(char *at, int number)
{
    at[0] = (char)('0' + number / 10);
    at[1] = (char)('0' + number % 10);
    return at + 2;
}

/* The ten characters of a date. */
static void write_date(int64_t day_number, char *at)
{
    sb_day day = sb_day_of(day_number);

    at = two(at, (int)(day.year / 100 % 100));
    at = two(at, (int)(day.year % 100));
    *at = '-';
    at = two(at + 1, day.month);
    *at = '-';
    two(at + 1, day.day);
}

static void write_time(int64_t seconds, char *at)
{
    int of_day = (int)(seconds - sb_day_of_moment(seconds) * SB_DAY_SECONDS);

    at = two(at, of_day / 3600);
    *at = ':';
    at = two(at + 1, of_day / 60 % 60);
    *at = ':';
    two(at + 1, of_day % 60);
}

void sb_fake_date(int64_t seconds, sb_put *to)
{
    char text[11] = "";

    write_date(sb_day_of_moment(seconds), text);
    sb_put_text(to, text);
}

void sb_fake_date_time(int64_t seconds, sb_put *to)
{
    char text[20] = "";

    write_date(sb_day_of_moment(seconds), text);
    text[10] = ' ';
    write_time(seconds, text + 11);
    sb_put_text(to, text);
}

void sb_fake_time(int64_t seconds, sb_put *to)
{
    char text[9] = "";

    write_time(seconds, text);
    sb_put_text(to, text);
}

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December" };
static const char *const weekdays[] = { "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday" };

static void put_three(sb_put *to, const char *name)
{
    for (int i = 0; i < 3; i++)
        sb_put_byte(to, name[i]);
}

static void put_seconds(sb_put *to, int64_t seconds)
{
    if (seconds < 0)
        sb_put_byte(to, '-');
    sb_put_number(to, seconds < 0 ? (uint64_t)-seconds : (uint64_t)seconds, 0);
}

/* One letter behind a %; false where it means nothing. */
static bool put_part(char letter, int64_t seconds, sb_put *to)
{
    int64_t number = sb_day_of_moment(seconds);
    sb_day day = sb_day_of(number);
    const char *weekday = weekdays[((number % 7) + 7) % 7];
    char text[20] = "";

    write_date(number, text);
    write_time(seconds, text + 11);
    switch (letter) {
    case 'Y': text[4] = '\0'; break;
    case 'm': sb_put_number(to, (uint64_t)day.month, 2); return true;
    case 'd': sb_put_number(to, (uint64_t)day.day, 2); return true;
    case 'e': sb_put_number(to, (uint64_t)day.day, 0); return true;
    case 'y': sb_put_number(to, (uint64_t)day.year % 100, 2); return true;
    case 'j': sb_put_number(to, (uint64_t)(number - sb_day_number((sb_day){ day.year, 1, 1 }) + 1), 3); return true;
    case 'F': text[10] = '\0'; break;
    case 'T': sb_put_text(to, text + 11); return true;
    case 'R':
    case 'H':
    case 'M':
    case 'S':
        text[letter == 'R' ? 16 : letter == 'H' ? 13 : letter == 'M' ? 16 : 19] = '\0';
        sb_put_text(to, text + (letter == 'M' ? 14 : letter == 'S' ? 17 : 11));
        return true;
    case 'b': put_three(to, months[day.month - 1]); return true;
    case 'B': sb_put_text(to, months[day.month - 1]); return true;
    case 'a': put_three(to, weekday); return true;
    case 'A': sb_put_text(to, weekday); return true;
    case 's': put_seconds(to, seconds); return true;
    case '%': sb_put_byte(to, '%'); return true;
    default: return false;
    }
    sb_put_text(to, text);
    return true;
}

const char *sb_put_moment(const char *form, int64_t seconds, sb_put *to)
{
    for (; *form; form++) {
        if (*form != '%')
            sb_put_byte(to, *form);
        else if (!form[1] || !put_part(form[1], seconds, to))
            return form;
        else
            form++;
    }
    return NULL;
}
