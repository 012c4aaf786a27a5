/* csv.c -- tables in RFC 4180, of an exact size. */
#include "../fake/prose.h"
#include "records.h"
#include <string.h>

/* More than twice what any row takes: while more is left, a row can be added and the last one will still have room. */
enum { ROW = 1024 };
static const char header[] = "id,name,email,city,note\r\n";
enum { HEADER = sizeof header - 1, LEAST_ROW = sizeof "1,,,,\r\n" - 1 };

/* Notes show what a reader of CSV must cope with: a comma, quotes, a line break inside quotes, nothing at all. */
static void put_note(sb_draw *draw, sb_put *to)
{
    uint64_t form = sb_draw_below(draw, 8);

    if (form == 0)
        return;
    if (form > 3) {
        sb_fake_words(draw, 3, to);
        return;
    }
    sb_put_byte(to, '"');
    sb_fake_words(draw, 2, to);
    sb_put_text(to, form == 1 ? ", " : form == 2 ? " \"\"" : "\r\n");
    sb_fake_words(draw, 1, to);
    if (form == 2)
        sb_put_text(to, "\"\"");
    sb_put_byte(to, '"');
}

static void put_field(sb_put *to, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        sb_put_text(to, text);
        return;
    }
    for (sb_put_byte(to, '"'); *text; text++) {
        if (*text == '"')
            sb_put_byte(to, '"');
        sb_put_byte(to, *text);
    }
    sb_put_byte(to, '"');
}

static void put_person(sb_content *content, sb_put *to)
{
    sb_user person;

    sb_records_next(content, &person);
    sb_put_number(to, ((const sb_records *)content->state)->row, 0);
    sb_put_byte(to, ',');
    put_field(to, person.full_name);
    sb_put_byte(to, ',');
    put_field(to, person.email);
    sb_put_byte(to, ',');
    put_field(to, person.city);
    sb_put_byte(to, ',');
}

/* The last row takes what is left, in its note; where not even its first columns fit, they are empty. */
static size_t last_row(sb_content *content, unsigned char *out, size_t left)
{
    char text[ROW];
    sb_put to = sb_put_into(text, sizeof text);
    size_t size;

    put_person(content, &to);
    if ((size_t)(to.at - text) + 2 > left) {
        to = sb_put_into(text, sizeof text);
        sb_put_number(&to, ((const sb_records *)content->state)->row, 0);
        sb_put_text(&to, ",,,,");
    }
    size = (size_t)(to.at - text);
    memcpy(out, text, size);
    sb_fill_words(&content->draw, out + size, left - size - 2);
    memcpy(out + left - 2, "\r\n", 2);
    return left;
}

/* Too small for a row: a header alone, its last name made longer, or its only one shorter. */
static size_t only_header(sb_content *content, unsigned char *out, size_t size)
{
    sb_fill_words(&content->draw, out, size);
    if (size >= HEADER) {
        memcpy(out, header, HEADER - 2);
        memcpy(out + size - 2, "\r\n", 2);
    }
    return size;
}

static size_t csv_unit(sb_content *content, unsigned char *out)
{
    uint64_t left = sb_content_left(content);
    sb_put to = sb_put_into((char *)out, ROW);

    if (content->made == 0 && left < HEADER + LEAST_ROW)
        return only_header(content, out, (size_t)left);
    if (content->made == 0) {
        memcpy(out, header, HEADER);
        return HEADER;
    }
    if (left <= ROW)
        return last_row(content, out, (size_t)left);
    put_person(content, &to);
    put_note(&content->draw, &to);
    sb_put_text(&to, "\r\n");
    return (size_t)(to.at - (char *)out);
}

const sb_content_kind sb_content_csv = {
    .most = INT64_MAX, .unit_most = ROW, .state_size = sizeof(sb_records), .begin = sb_records_begin, .unit = csv_unit
};
