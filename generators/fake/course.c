/* course.c -- courses, from the tables of catalog.c. */
#include "course.h"
#include "put.h"
#include <stdlib.h>
#include <string.h>

/* COURSES is sb_draw_name("courses"): the factory fills a table of this name with the same courses. Frozen with SB_DATA_VERSION. */
static const uint64_t COURSES = UINT64_C(0xf1de99cd575c0671), OFFER = UINT64_C(0x6f66666572);

enum { FIRST_CODE = 101, CODE_DIGITS = 11 };

/* "CSC-104": the number is the row's, so no two courses share a code. Numbers of more digits than the field has room for are
 * written in base 36 behind two letters, without the dash. */
static void put_code(const char *letters, uint64_t n, sb_put *to)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char text[16], *at = text + sizeof text - 1;

    if (n < UINT64_MAX - FIRST_CODE && sb_put_digits(n + FIRST_CODE) <= CODE_DIGITS) {
        sb_put_text(to, letters);
        sb_put_byte(to, '-');
        sb_put_number(to, n + FIRST_CODE, 0);
        return;
    }
    *at = '\0';
    for (; n; n /= 36)
        *--at = digits[n % 36];
    sb_put_byte(to, letters[0]);
    sb_put_byte(to, letters[1]);
    sb_put_text(to, at);
}

static int pick_seats(sb_draw *draw)
{
    uint64_t at = sb_draw_below(draw, 100);
    const sb_room *room = sb_rooms;

    while (at >= room->weight)
        at -= room++->weight;
    return (int)sb_draw_between(draw, room->low, room->high);
}

void sb_course_of(uint64_t seed, uint64_t stream, uint64_t n, sb_course *out, const char **topic)
{
    sb_draw draw = sb_draw_at(seed, stream, OFFER, n);
    /* Subject, topic, form of the title and term in one number, each exactly even. */
    uint64_t all = sb_draw_below(&draw, SB_SUBJECTS * SB_TOPICS * SB_TITLES * SB_TERMS);
    const sb_subject *subject = &sb_subjects[all % SB_SUBJECTS];
    const char *const *title = sb_titles[all / (SB_SUBJECTS * SB_TOPICS) % SB_TITLES];
    const char *about = subject->topic[all / SB_SUBJECTS % SB_TOPICS];
    sb_put to;

    memset(out, 0, sizeof *out); /* so that equal courses are equal bytes */
    to = sb_put_into(out->code, sizeof out->code);
    put_code(subject->letters, n, &to);
    to = sb_put_into(out->title, sizeof out->title);
    sb_put_text(&to, title[0]);
    sb_put_text(&to, about);
    sb_put_text(&to, title[1]);
    to = sb_put_into(out->category, sizeof out->category);
    sb_put_text(&to, subject->category);
    to = sb_put_into(out->term, sizeof out->term);
    sb_put_text(&to, sb_terms[all / (SB_SUBJECTS * SB_TOPICS * SB_TITLES)]);
    out->seats = pick_seats(&draw);
    out->price_cents = atoi(sb_draw_pick(&draw, sb_prices));
    if (topic)
        *topic = about;
}

void sb_course_at(uint64_t seed, uint64_t n, sb_course *out) { sb_course_of(seed, COURSES, n, out, NULL); }
