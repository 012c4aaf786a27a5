/* plausible.c -- values for columns that no factory knows, by their type and by what their names end in. */
#include "../fake/dates.h"
#include "../fake/prose.h"
#include "columns.h"
#include "maker.h"
#include <string.h>

/* A text for a column; n is unique in the test, and every one of them ends in it or has it inside. */
typedef void put_fn(sb_draw *draw, const char *column, uint64_t n, sb_put *to);

static void put_words(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    (void)column;
    sb_fake_words(draw, 2, to);
    sb_put_byte(to, ' ');
    sb_put_number(to, n + 1, 0);
}

static void put_title(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    char *first = to->at;

    put_words(draw, column, n, to);
    *first = (char)(*first - 'a' + 'A');
}

static void put_dashed(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    (void)column;
    sb_put_text(to, sb_fake_word(draw));
    sb_put_byte(to, '-');
    sb_put_number(to, n + 1, 0);
}

static void put_email(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    (void)column;
    sb_put_text(to, sb_fake_word(draw));
    sb_put_number(to, n + 1, 0);
    sb_put_text(to, "@example.com");
}

static void put_url(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    sb_put_text(to, "https://example.com/");
    put_dashed(draw, column, n, to);
}

static void put_sentence(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    (void)column;
    (void)n;
    sb_fake_sentence(draw, to);
}

/* Numbers kept free for fiction: 555-0100 to 555-0199; the extension makes them many. */
static void put_phone(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    (void)column;
    sb_put_text(to, "+1 202 555 01");
    sb_put_number(to, sb_draw_below(draw, 100), 2);
    sb_put_text(to, " x");
    sb_put_number(to, n + 1, 0);
}

/* Version 4 in form; the last twelve digits are the row's number. */
static void put_uuid(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    static const char digits[] = "0123456789abcdef", form[] = "########-####-4###-8###-";
    uint64_t word = 0;

    (void)column;
    for (int i = 0; form[i]; i++) {
        if (i % 16 == 0)
            word = sb_draw_word(draw);
        sb_put_byte(to, form[i] == '#' ? digits[word & 15] : form[i]);
        word >>= 4;
    }
    for (int shift = 44; shift >= 0; shift -= 4)
        sb_put_byte(to, digits[(n + 1) >> shift & 15]);
}

static void put_date(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    (void)column;
    (void)n;
    sb_fake_date(sb_fake_moment(draw), to);
}

static void put_moment(sb_draw *draw, const char *column, uint64_t n, sb_put *to)
{
    (void)column;
    (void)n;
    sb_fake_date_time(sb_fake_moment(draw), to);
}

/* By what a column's name ends in; the first that fits. unique: whether no two n give the same text. */
static const struct named {
    const char *end;
    put_fn *put;
    bool unique;
} texts[] = {
    { "email", put_email, true },
    { "uuid", put_uuid, true },
    { "guid", put_uuid, true },
    { "url", put_url, true },
    { "phone", put_phone, true },
    { "name", put_title, true },
    { "title", put_title, true },
    { "slug", put_dashed, true },
    { "code", put_dashed, true },
    { "key", put_dashed, true },
    { "description", put_sentence, false },
    { "comment", put_sentence, false },
    { "note", put_sentence, false },
    { "notes", put_sentence, false },
    { "body", put_sentence, false },
    { "text", put_sentence, false },
    { "_at", put_moment, false },
    { "_time", put_moment, false },
    { "_date", put_date, false },
    { "_on", put_date, false },
    { "date", put_date, false },
    { "birthday", put_date, false },
    { "", put_words, true },
};

static bool ends_in(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);

    return size >= tail && strcmp(name + size - tail, end) == 0;
}

static sb_value text(const sb_making *making, sb_draw *draw, const sb_column *column, put_fn *put, uint64_t n)
{
    char field[300];
    sb_put to = sb_put_into(field, sizeof field);
    sb_store *store = &making->makers->store;
    bool unique = sb_column_must_differ(column);

    put(draw, column->name, n, &to);
    return sb__box_s(sb_store_text(store, sb_fit_text(store, field, column, unique, n)));
}

/* Days of their own, one after the other, where they must be unique. */
static sb_value date(const sb_making *making, sb_draw *draw, const sb_column *column, bool time, uint64_t n)
{
    char field[40];
    sb_put to = sb_put_into(field, sizeof field);
    int64_t moment = sb_column_must_differ(column) ? SB_FIRST_MOMENT + (int64_t)n * 86400 : sb_fake_moment(draw);

    if (time)
        sb_fake_date_time(moment, &to);
    else
        sb_fake_date(moment, &to);
    return sb__box_s(sb_store_text(&making->makers->store, field));
}

static sb_value named_text(const sb_making *making, sb_draw *draw, const sb_column *column, uint64_t n)
{
    const struct named *one = texts;
    bool unique = sb_column_must_differ(column);

    while (!ends_in(column->name, one->end) || (unique && !one->unique))
        one++;
    return text(making, draw, column, one->put, n);
}

static sb_value integer(sb_draw *draw, const sb_column *column, uint64_t n)
{
    if (sb_column_must_differ(column))
        return sb__box_i((long long)(n + 1));
    if (ends_in(column->name, "_at") || ends_in(column->name, "time"))
        return sb__box_i(sb_fake_moment(draw));
    if (ends_in(column->name, "year"))
        return sb__box_i(sb_draw_between(draw, 2015, 2026));
    if (strncmp(column->name, "is_", 3) == 0 || strncmp(column->name, "has_", 4) == 0)
        return sb__box_i(sb_draw_between(draw, 0, 1));
    return sb__box_i(sb_draw_between(draw, 1, 100));
}

/* Quarters are exact in binary, and in a column with two digits behind the point. */
static sb_value number(sb_draw *draw, const sb_column *column, uint64_t n)
{
    bool fractions;
    uint64_t highest = sb_column_highest(column->type, &fractions), most = highest < 1000 ? highest : 1000;

    if (sb_column_must_differ(column))
        return sb__box_i((long long)(highest == INT64_MAX ? n + 1 : (n + 1) % (highest + 1)));
    if (!fractions)
        return sb__box_i(most ? sb_draw_between(draw, 1, (int64_t)most) : 0);
    return sb__box_dbl((double)sb_draw_between(draw, 1, most ? (int64_t)most * 4 : 3) / 4);
}

static sb_value odd(const sb_making *making, const sb_column *column, uint64_t n)
{
    char field[300];
    sb_put to = sb_put_into(field, sizeof field);

    sb_put_odd(column->type, n + 1, &to);
    return sb__box_s(sb_store_text(&making->makers->store, field));
}

/* One after the other where they must differ: make() tells when there are no more. */
static sb_value choice(sb_draw *draw, const sb_column *column, uint64_t n)
{
    uint64_t choices = 0;

    while (column->choices[choices])
        choices++;
    return sb__box_s(column->choices[sb_column_must_differ(column) ? n % choices : sb_draw_below(draw, choices)]);
}

static sb_value bytes(const sb_making *making, sb_draw *draw)
{
    uint64_t words[2] = { sb_draw_word(draw), sb_draw_word(draw) };
    unsigned char out[16];

    for (int i = 0; i < 16; i++)
        out[i] = (unsigned char)(words[i / 8] >> (8 * (i % 8)));
    return sb__box_b((sb_bytes){ sb_store_copy(&making->makers->store, out, sizeof out), sizeof out });
}

sb_value sb_plausible(const sb_making *making, const sb_maker *maker, const sb_column *column, uint64_t n)
{
    sb_draw draw = sb_draw_at(making->db->stream, maker->series->stream, sb_draw_name(column->name), n);

    if (column->choices && *column->choices)
        return choice(&draw, column, n);
    switch (sb_column_holds(column->type)) {
    case SB_HOLDS_INTEGER: return integer(&draw, column, n);
    case SB_HOLDS_BOOL: return sb__box_i(sb_draw_between(&draw, 0, 1));
    case SB_HOLDS_NUMBER: return number(&draw, column, n);
    case SB_HOLDS_ODD: return odd(making, column, n);
    case SB_HOLDS_BYTES: return bytes(making, &draw);
    case SB_HOLDS_DATE: return date(making, &draw, column, false, n);
    case SB_HOLDS_MOMENT: return date(making, &draw, column, true, n);
    default: return named_text(making, &draw, column, n);
    }
}
