/* reading.c -- strings compared without looking closely. */
#include "reading.h"
#include "fold.h"
#include "item.h"
#include "utf8.h"
#include "value.h"

#include <string.h>

enum { BAD_BYTE = 0x110000, MOST_BYTES = 4 };

static uint32_t take(const char **at)
{
    const char *from = *at;
    uint32_t code;

    if ((unsigned char)*from < 0x80) {
        *at += *from != '\0';
        return (unsigned char)*from;
    }
    code = sb_utf8_next(at, from + strnlen(from, MOST_BYTES));
    return code == SB_UTF8_BAD ? BAD_BYTE + (uint32_t)(unsigned char)*from : code;
}

/* Whether any was skipped. */
static bool skip_space(const char **at)
{
    const char *from = *at, *next = from;

    while (sb_is_space(take(&next)))
        *at = next;
    return *at > from;
}

uint32_t sb_reader_next(struct sb_reader *reader)
{
    uint32_t code;

    reader->unit = reader->at;
    if (reader->ignoring & SB_IGNORING_SPACE && skip_space(&reader->at)) {
        if (reader->begun && *reader->at)
            return ' ';
        reader->unit = reader->at;
    }
    if (reader->ignoring & SB_IGNORING_LINE_ENDS && reader->at[0] == '\r' && reader->at[1] == '\n')
        reader->at++;
    code = take(&reader->at);
    reader->begun = true;
    return reader->ignoring & SB_IGNORING_CASE ? sb_fold(code) : code;
}

bool sb_texts_equal(const char *a, const char *b, unsigned ignoring)
{
    struct sb_reader ra, rb;
    uint32_t unit;

    if (!a || !b)
        return a == b;
    ra = sb_reader_of(a, ignoring);
    rb = sb_reader_of(b, ignoring);
    do {
        unit = sb_reader_next(&ra);
        if (unit != sb_reader_next(&rb))
            return false;
    } while (unit);
    return true;
}

uint64_t sb_texts_hash(const char *s, unsigned ignoring)
{
    struct sb_reader reader = sb_reader_of(s, ignoring);
    uint64_t hash = 14695981039346656037u;

    for (uint32_t unit; (unit = sb_reader_next(&reader));)
        hash = (hash ^ unit) * 1099511628211u;
    return hash;
}

/* Whether the units that come next are those of `what`; the reader stands behind them then. */
static bool comes_next(struct sb_reader *reader, const char *what)
{
    struct sb_reader wanted = sb_reader_of(what, reader->ignoring);
    uint32_t unit;

    while ((unit = sb_reader_next(&wanted))) {
        if (sb_reader_next(reader) != unit)
            return false;
    }
    return true;
}

bool sb_texts_start(const char *s, const char *with, unsigned ignoring)
{
    struct sb_reader reader = sb_reader_of(s, ignoring);
    return comes_next(&reader, with);
}

static size_t units_of(const char *s, unsigned ignoring)
{
    struct sb_reader reader = sb_reader_of(s, ignoring);
    size_t n = 0;

    while (sb_reader_next(&reader))
        n++;
    return n;
}

bool sb_texts_end(const char *s, const char *with, unsigned ignoring)
{
    size_t n = units_of(s, ignoring), wanted = units_of(with, ignoring);
    struct sb_reader reader = sb_reader_of(s, ignoring);

    for (size_t i = wanted; i < n; i++)
        sb_reader_next(&reader);
    return comes_next(&reader, with);
}

const char *sb_texts_find_on(struct sb_reader *reader, const char *from, const char *what, const char **end_out)
{
    struct sb_reader here;

    do {
        here = *reader;
        if (reader->at >= from && comes_next(&here, what)) {
            struct sb_reader behind = *reader;

            *end_out = here.at;
            sb_reader_next(&behind);
            return here.at > behind.unit ? behind.unit : here.at; /* behind the blanks that do not count */
        }
    } while (sb_reader_next(reader));
    return NULL;
}

const char *sb_texts_find(const char *s, const char *what, unsigned ignoring, const char **end_out)
{
    struct sb_reader reader = sb_reader_of(s, ignoring);
    return sb_texts_find_on(&reader, s, what, end_out);
}

/* One unit as it is copied: all but blanks and ends of lines as it stands there. */
static size_t unit_size(const struct sb_reader *reader, uint32_t unit)
{
    return unit == ' ' || unit == '\n' ? 1 : (size_t)(reader->at - reader->unit);
}

void sb_texts_copy(const char *s, unsigned ignoring, char *to)
{
    struct sb_reader reader = sb_reader_of(s, ignoring & ~(unsigned)SB_IGNORING_CASE);
    uint32_t unit;

    while ((unit = sb_reader_next(&reader))) {
        size_t n = unit_size(&reader, unit);
        if (n == 1 && unit < 0x80)
            *to = (char)unit;
        else
            memcpy(to, reader.unit, n);
        to += n;
    }
    *to = '\0';
}

size_t sb_texts_original(const char *s, unsigned ignoring, size_t at)
{
    struct sb_reader reader = sb_reader_of(s, ignoring & ~(unsigned)SB_IGNORING_CASE);
    uint32_t unit;

    for (size_t n; (unit = sb_reader_next(&reader)); at -= n) {
        n = unit_size(&reader, unit);
        if (at < n)
            return (size_t)(reader.unit - s) + (n > 1 ? at : 0);
    }
    return (size_t)(reader.unit - s);
}

void sb_texts_part(const char *a, const char *b, unsigned ignoring, const char **at_a_out, const char **at_b_out)
{
    struct sb_reader ra = sb_reader_of(a, ignoring), rb = sb_reader_of(b, ignoring);
    uint32_t unit;

    do
        unit = sb_reader_next(&ra);
    while (unit == sb_reader_next(&rb) && unit);
    *at_a_out = ra.unit;
    *at_b_out = rb.unit;
}

bool sb_texts_part_at_end(const char *a, const char *b, unsigned ignoring, const char **at_a_out, const char **at_b_out)
{
    size_t na = units_of(a, ignoring), nb = units_of(b, ignoring);
    struct sb_reader ra = sb_reader_of(a, ignoring), rb = sb_reader_of(b, ignoring);
    bool differ = false;

    for (*at_a_out = a; na > nb; na--, *at_a_out = ra.unit)
        sb_reader_next(&ra);
    for (*at_b_out = b; nb > na; nb--, *at_b_out = rb.unit)
        sb_reader_next(&rb);
    for (uint32_t unit; (unit = sb_reader_next(&ra));) {
        if (unit == sb_reader_next(&rb))
            continue;
        differ = true;
        *at_a_out = ra.unit;
        *at_b_out = rb.unit;
    }
    return differ;
}

bool sb_values_equal(const sb_value *a, const sb_value *b, unsigned ignoring)
{
    struct sb_item ia, ib;

    if (!ignoring || a->kind != b->kind || (a->kind != SB_STR && a->kind != SB_ARRAY && a->kind != SB_OBJECT))
        return sb_value_equal(a, b);
    ia = sb_item_of(a);
    ib = sb_item_of(b);
    return sb_item_equal(&ia, &ib, ignoring);
}

void sb_ignoring_add(sb_text *out, unsigned ignoring)
{
    static const char *const words[] = { "case", "white space", "line ends" };
    const char *before = " ignoring ";

    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        if (ignoring >> i & 1) {
            sb_text_add(out, "%s%s", before, words[i]);
            before = " and ";
        }
    }
}
