/* csv.c -- a table in RFC 4180, of an exact size. */
#include "content.h"
#include "people.h"
#include "prose.h"
#include <string.h>

/* More than twice what any row takes: while more is left, a row can be added and the last one will still have room. */
enum { ROW = 512 };
static const char header[] = "id,name,email,city,note\r\n";

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

static void put_person(uint64_t seed, uint64_t row, sb_put *to)
{
    sb_user person;

    sb_fake_person(seed, row, &person);
    sb_put_number(to, row + 1, 0);
    sb_put_byte(to, ',');
    sb_put_text(to, person.full_name);
    sb_put_byte(to, ',');
    sb_put_text(to, person.email);
    sb_put_byte(to, ',');
    sb_put_text(to, person.city);
    sb_put_byte(to, ',');
}

/* A field, or the end of one, of exactly so many characters. */
static void fill(sb_draw *draw, unsigned char *out, size_t size)
{
    char text[ROW];

    for (size_t done = 0; done < size;) {
        sb_put to = sb_put_into(text, sizeof text);
        size_t take;
        sb_fake_words(draw, 8, &to);
        sb_put_byte(&to, ' ');
        take = (size_t)(to.at - text) < size - done ? (size_t)(to.at - text) : size - done;
        memcpy(out + done, text, take);
        done += take;
    }
    if (size && out[size - 1] == ' ')
        out[size - 1] = '.';
}

/* The last row takes what is left, in its note; where not even its first columns fit, they are empty. */
static void last_row(sb_draw *draw, uint64_t seed, uint64_t row, unsigned char *out, size_t left)
{
    char text[ROW];
    sb_put to = sb_put_into(text, sizeof text);
    size_t size;

    put_person(seed, row, &to);
    if ((size_t)(to.at - text) + 2 > left) {
        to = sb_put_into(text, sizeof text);
        sb_put_number(&to, row + 1, 0);
        sb_put_text(&to, ",,,,");
    }
    size = (size_t)(to.at - text);
    memcpy(out, text, size);
    fill(draw, out + size, left - size - 2);
    memcpy(out + left - 2, "\r\n", 2);
}

void sb_fake_csv(sb_draw *draw, unsigned char *out, size_t size)
{
    size_t done = sizeof header - 1, least = strlen("1,,,,\r\n");
    uint64_t seed = sb_draw_word(draw), row = 0;

    if (size < done + least) { /* too small for a row: a header alone, its last name made longer or its only one shorter */
        fill(draw, out, size);
        if (size >= done) {
            memcpy(out, header, done - 2);
            memcpy(out + size - 2, "\r\n", 2);
        }
        return;
    }
    memcpy(out, header, done);
    for (; size - done > ROW; row++) {
        char text[ROW];
        sb_put to = sb_put_into(text, sizeof text);
        put_person(seed, row, &to);
        put_note(draw, &to);
        sb_put_text(&to, "\r\n");
        memcpy(out + done, text, (size_t)(to.at - text));
        done += (size_t)(to.at - text);
    }
    last_row(draw, seed, row, out + done, size - done);
}
