/* kinds_plain.c -- kinds of the plain structs, until kinds.c has the lists of all. */
/* clang-format off */
#include "fake/kinds.h"
#include "fake/prose.h"
#include "fake/put.h"
#include <string.h>
#define COURSE(name_, uniq, box) \
    static void course_##name_(const sb_kind_call *c, sb_value *out) \
    { \
        sb_course *u = sb_store_alloc(c->store, sizeof *u); \
        sb_course_at(c->seed, c->n, u); \
        *out = box(u->name_); \
    } 
COURSE(code, true, sb__box_s)
COURSE(title, false, sb__box_s)
COURSE(category, false, sb__box_s)
COURSE(term, false, sb__box_s) COURSE(seats, false, sb__box_i)
    COURSE(price_cents, false, sb__box_i) static void para(const sb_kind_call *c, sb_value *out)
{
    char t[600];
    sb_draw d = sb_draw_at(c->seed, c->stream, c->field, c->n);
    sb_put to = sb_put_into(t, sizeof t);
    sb_fake_paragraph(&d, &to);
    *out = sb__box_s(sb_store_text(c->store, t));
}

const sb_kind sb_kinds_plain[] = {
    { .name = "course.code", .about = "x", .unique = true, .make = course_code },
    { .name = "course.title", .about = "x", .unique = false, .make = course_title },
    { .name = "course.category", .about = "x", .unique = false, .make = course_category },
    { .name = "course.term", .about = "x", .unique = false, .make = course_term },
    { .name = "course.seats", .about = "x", .unique = false, .make = course_seats },
    { .name = "course.price_cents", .about = "x", .unique = false, .make = course_price_cents },
    { .name = "text.paragraph", .about = "x", .make = para },
    { .name = NULL },
};
