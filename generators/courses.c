/* courses.c -- courses: as plain values, and the factory `course`. */
#include "factory/declare.h"
#include "fake/catalog.h"
#include "fake/put.h"
#include <seedbed/make.h>
#include <stdlib.h>
#include <string.h>

/* Stand for names in the draws; frozen with SB_DATA_VERSION. */
static const uint64_t COURSES = UINT64_C(0x636f7572736573), OFFER = UINT64_C(0x6f66666572);

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

void sb_course_at(uint64_t seed, uint64_t n, sb_course *out)
{
    sb_draw draw = sb_draw_at(seed, COURSES, OFFER, n);
    /* Subject, topic, form of the title and term in one number, each exactly even. */
    uint64_t all = sb_draw_below(&draw, SB_SUBJECTS * SB_TOPICS * SB_TITLES * SB_TERMS);
    const sb_subject *subject = &sb_subjects[all % SB_SUBJECTS];
    const char *const *title = sb_titles[all / (SB_SUBJECTS * SB_TOPICS) % SB_TITLES];
    sb_put to;

    memset(out, 0, sizeof *out);
    to = sb_put_into(out->code, sizeof out->code);
    put_code(subject->letters, n, &to);
    to = sb_put_into(out->title, sizeof out->title);
    sb_put_text(&to, title[0]);
    sb_put_text(&to, subject->topic[all / SB_SUBJECTS % SB_TOPICS]);
    sb_put_text(&to, title[1]);
    to = sb_put_into(out->category, sizeof out->category);
    sb_put_text(&to, subject->category);
    to = sb_put_into(out->term, sizeof out->term);
    sb_put_text(&to, sb_terms[all / (SB_SUBJECTS * SB_TOPICS * SB_TITLES)]);
    out->seats = pick_seats(&draw);
    out->price_cents = atoi(sb_draw_pick(&draw, sb_prices));
}

static const sb_rule columns[] = {
    { "code course_code", .fake = "course.code" },
    { "title name course_name", .fake = "course.title" },
    { "category subject", .fake = "course.category" },
    { "term semester", .fake = "course.term", .yields = true },
    { "seats capacity places max_seats", .fake = "course.seats" },
    { "price_cents price", .fake = "course.price_cents", .yields = true },
    { "description about summary", .fake = "text.paragraph" },
    { 0 },
};

static const sb_rule full[] = { { "seats capacity places max_seats", .text = "0" }, { 0 } },
                     gratis[] = { { "price_cents price", .text = "0" }, { 0 } };

static const sb_trait traits[] = {
    { "full", .columns = full },
    { "free", .columns = gratis },
    { 0 },
};

const sb_factory sb_factory_course = {
    .name = "course",
    .tables = "course courses",
    .columns = columns,
    .traits = traits,
};
