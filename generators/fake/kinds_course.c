/* kinds_course.c -- what a course column holds, each by itself: the factory `course` has them agree. */
#include "catalog.h"
#include "kinds.h"
#include <string.h>

static void make_title(const sb_kind_call *call, sb_value *out)
{
    char text[120];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);
    uint64_t all = sb_draw_below(&draw, SB_SUBJECTS * SB_TOPICS * SB_TITLES);
    const char *const *title = sb_titles[all / (SB_SUBJECTS * SB_TOPICS)];

    sb_put_text(&to, title[0]);
    sb_put_text(&to, sb_subjects[all % SB_SUBJECTS].topic[all / SB_SUBJECTS % SB_TOPICS]);
    sb_put_text(&to, title[1]);
    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

/* "CSC-104"; where it must be unique the number is the row's. */
static void make_code(const sb_kind_call *call, sb_value *out)
{
    char text[40];
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_kind_draw(call);
    const sb_subject *subject = &sb_subjects[sb_draw_below(&draw, SB_SUBJECTS)];

    sb_put_text(&to, subject->letters);
    if (!call->unique) {
        sb_put_byte(&to, '-');
        sb_put_number(&to, (uint64_t)sb_draw_between(&draw, 101, 499), 0);
    }
    sb_kind_text(call, text, strlen(text), false, '-', out);
}

static void make_term(const sb_kind_call *call, sb_value *out) { sb_kind_one_of(call, sb_terms, SB_TERMS, out); }

static void make_category(const sb_kind_call *call, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    const char *text = sb_subjects[sb_draw_below(&draw, SB_SUBJECTS)].category;

    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

const sb_kind sb_kinds_course[] = {
    { "course.category", "a subject that courses are about", NULL, true, make_category, NULL },
    { "course.code", "the code of a course, CSC-104", NULL, true, make_code, NULL },
    { "course.term", "a term that a course is held in", NULL, false, make_term, NULL },
    { "course.title", "the title of a course", NULL, true, make_title, NULL },
    { .name = NULL },
};
