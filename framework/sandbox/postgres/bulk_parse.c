/* bulk_parse.c -- texts as the server writes them, read into what it holds; all other spellings are left to the server. */
#include "bulk.h"
#include <string.h>

/* Digits of a fixed number at the front, which go. */
static bool take_digits(sb__pg_spelt *text, size_t n, int *out)
{
    int number = 0;

    if (text->n < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (text->at[i] < '0' || text->at[i] > '9')
            return false;
        number = number * 10 + (text->at[i] - '0');
    }
    text->at += n;
    text->n -= n;
    *out = number;
    return true;
}

static bool take(sb__pg_spelt *text, char c)
{
    bool is = text->n > 0 && *text->at == c;

    text->at += is;
    text->n -= is;
    return is;
}

bool sb__pg_parse_whole(sb__pg_spelt text, int64_t low, int64_t high, int64_t *out)
{
    bool minus = take(&text, '-');
    int64_t number = 0; /* below 0, where there is one more */

    if (text.n == 0 || text.n > 19)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        int digit = text.at[i] - '0';
        if (digit < 0 || digit > 9 || number < (INT64_MIN + digit) / 10)
            return false;
        number = number * 10 - digit;
    }
    if (!minus && number == INT64_MIN)
        return false;
    *out = minus ? number : -number;
    return *out >= low && *out <= high;
}

bool sb__pg_parse_bool(sb__pg_spelt text, bool *out)
{
    static const char *const words[] = { "false", "true", "f", "t", "0", "1", "no", "yes", "off", "on", "n", "y" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == text.n && memcmp(words[i], text.at, text.n) == 0) {
            *out = i % 2 == 1;
            return true;
        }
    return false;
}

/* Days from 2000-01-01 in the calendar that the server has for all times: counted in eras of 400 years that begin in March. */
static int64_t days_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

    return (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 730425;
}

static bool take_date(sb__pg_spelt *text, int64_t *out)
{
    static const int last[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year, month, day, leap;

    if (!take_digits(text, 4, &year) || !take(text, '-') || !take_digits(text, 2, &month) || !take(text, '-') ||
        !take_digits(text, 2, &day) || year == 0 || month < 1 || month > 12)
        return false;
    leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day < 1 || day > last[month - 1] + leap)
        return false;
    *out = days_of(year, month, day);
    return true;
}

/* Up to six digits behind the point: the server rounds more. */
static bool take_fraction(sb__pg_spelt *text, int64_t *out)
{
    int digits = 0, digit;

    *out = 0;
    if (!take(text, '.'))
        return true;
    for (; digits < 6 && take_digits(text, 1, &digit); digits++)
        *out = *out * 10 + digit;
    if (digits == 0 || take_digits(text, 1, &digit))
        return false;
    for (; digits < 6; digits++)
        *out *= 10;
    return true;
}

static bool take_time(sb__pg_spelt *text, int64_t *out)
{
    int hour, minute, second;
    int64_t fraction;

    if (!take_digits(text, 2, &hour) || !take(text, ':') || !take_digits(text, 2, &minute) || !take(text, ':') ||
        !take_digits(text, 2, &second) || !take_fraction(text, &fraction) || hour > 23 || minute > 59 || second > 59)
        return false;
    *out = ((hour * 60 + minute) * (int64_t)60 + second) * 1000000 + fraction;
    return true;
}

bool sb__pg_parse_date(sb__pg_spelt text, int64_t *days_out) { return take_date(&text, days_out) && text.n == 0; }

bool sb__pg_parse_time(sb__pg_spelt text, int64_t *us_out) { return take_time(&text, us_out) && text.n == 0; }

/* Z, +02, +0530, -05:30: seconds east of Greenwich. */
static bool take_zone(sb__pg_spelt *text, int *out)
{
    bool west = text->n > 0 && *text->at == '-';
    int hours, minutes = 0;

    *out = 0;
    if (take(text, 'Z'))
        return true;
    if ((!take(text, '+') && !take(text, '-')) || !take_digits(text, 2, &hours))
        return false;
    if (text->n > 0 && (take(text, ':'), !take_digits(text, 2, &minutes)))
        return false;
    *out = (hours * 60 + minutes) * (west ? -60 : 60);
    return hours <= 15 && minutes <= 59;
}

bool sb__pg_parse_timestamp(sb__pg_spelt text, bool instant, bool utc, int64_t *us_out)
{
    int64_t days, us = 0;
    int east = 0;

    if (!take_date(&text, &days))
        return false;
    if (text.n > 0 && ((!take(&text, ' ') && !take(&text, 'T')) || !take_time(&text, &us)))
        return false;
    if (text.n > 0 ? !take_zone(&text, &east) || text.n > 0 : instant && !utc)
        return false;
    *us_out = days * 86400000000 + us - (instant ? east * (int64_t)1000000 : 0);
    return true;
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool sb__pg_parse_uuid(sb__pg_spelt text, unsigned char out[16])
{
    const char *at = text.at;

    if (text.n != 36)
        return false;
    for (size_t i = 0; i < 16; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && *at++ != '-')
            return false;
        int high = hex(*at++), low = hex(*at++);
        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high * 16 + low);
    }
    return true;
}

/* ---- numeric: digits of 10000 each, how many of them stand before the point, and how many decimal ones behind it ---- */

typedef struct decimal {
    const char *whole, *fraction;
    size_t whole_n, fraction_n;
    bool minus;
} decimal;

enum { MOST_DIGITS = 200 };

static size_t count_digits(const sb__pg_spelt *text)
{
    size_t n = 0;

    while (n < text->n && text->at[n] >= '0' && text->at[n] <= '9')
        n++;
    return n;
}

static bool take_decimal(sb__pg_spelt text, decimal *out)
{
    *out = (decimal){ .minus = take(&text, '-') };
    out->whole = text.at;
    out->whole_n = count_digits(&text);
    text.at += out->whole_n;
    text.n -= out->whole_n;
    if (out->whole_n == 0)
        return false;
    if (take(&text, '.')) {
        out->fraction = text.at;
        out->fraction_n = count_digits(&text);
        text.n -= out->fraction_n;
        if (out->fraction_n == 0)
            return false;
    }
    for (; out->whole_n > 0 && *out->whole == '0'; out->whole_n--)
        out->whole++;
    return text.n == 0 && out->whole_n + out->fraction_n <= MOST_DIGITS;
}

/* The decimal digit at a place: 0 is the first behind the point. */
static int digit_at(const decimal *of, int place)
{
    if (place >= 0)
        return (size_t)place < of->fraction_n ? of->fraction[place] - '0' : 0;
    return (size_t)-place <= of->whole_n ? of->whole[of->whole_n - (size_t)-place] - '0' : 0;
}

static char *put_short(char *at, int number)
{
    at[0] = (char)(number >> 8 & 0xff);
    at[1] = (char)(number & 0xff);
    return at + 2;
}

/* Whether there are more digits before the point than numeric(p, s) has: the server then names the value. */
static bool is_too_long(const decimal *of, int modifier)
{
    int precision = (modifier - 4) >> 16 & 0xffff, scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024;

    return modifier >= 4 && (int)of->whole_n > precision - scale;
}

size_t sb__pg_parse_numeric(sb__pg_spelt text, int modifier, char *out)
{
    decimal it;
    int first, n, used = 0;
    char *at = out + 8;

    if (!take_decimal(text, &it) || is_too_long(&it, modifier))
        return 0;
    first = -(int)((it.whole_n + 3) / 4);
    n = (int)((it.fraction_n + 3) / 4) - first;
    for (int i = 0; i < n; i++) {
        int place = (first + i) * 4;
        int four = digit_at(&it, place) * 1000 + digit_at(&it, place + 1) * 100 + digit_at(&it, place + 2) * 10 +
            digit_at(&it, place + 3);
        at = put_short(at, four);
        used = four != 0 ? i + 1 : used;
    }
    put_short(out, used);
    put_short(out + 2, used > 0 ? -first - 1 : 0);
    put_short(out + 4, it.minus && used > 0 ? 0x4000 : 0);
    put_short(out + 6, (int)it.fraction_n);
    return 8 + 2 * (size_t)used;
}
