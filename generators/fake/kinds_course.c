/* kinds_course.c -- kinds that tell of a row's course: made once for the row, however many columns tell of it. */
#include "course.h"
#include "kinds.h"
#include <string.h>

static const sb_course *course_of(const sb_kind_call *call)
{
    sb_common *common = call->common;

    if (!common->has_course || common->course_n != call->n || common->course_stream != call->stream ||
        common->course_seed != call->seed) {
        sb_course_of(call->seed, call->stream, call->n, &common->course, &common->topic);
        common->has_course = true;
        common->course_seed = call->seed;
        common->course_stream = call->stream;
        common->course_n = call->n;
    }
    return &common->course;
}

static void give(const sb_kind_call *call, const char *text, bool distinct, char mark, sb_value *out)
{
    sb_kind_text(call, text, strlen(text), distinct, mark, out);
}

/* It ends in a number behind a dash that no other row has; a code that has to be cut ends in the row's number behind a point. */
static void make_code(const sb_kind_call *call, sb_value *out) { give(call, course_of(call)->code, true, '.', out); }

static void make_title(const sb_kind_call *call, sb_value *out) { give(call, course_of(call)->title, false, ' ', out); }

static void make_category(const sb_kind_call *call, sb_value *out) { give(call, course_of(call)->category, false, ' ', out); }

static void make_term(const sb_kind_call *call, sb_value *out) { give(call, course_of(call)->term, false, ' ', out); }

static void make_topic(const sb_kind_call *call, sb_value *out)
{
    course_of(call);
    give(call, call->common->topic, false, ' ', out);
}

static void make_seats(const sb_kind_call *call, sb_value *out) { *out = sb__box_i(course_of(call)->seats); }

static void make_price(const sb_kind_call *call, sb_value *out) { *out = sb__box_i(course_of(call)->price_cents); }

/* Subjects first, then their topics, each in an order of the seed's; where all have been, they come again. */
static void make_nth_category(const sb_kind_call *call, sb_value *out)
{
    sb_kind_call at = *call;
    const char *text;
    uint64_t topic;

    at.n %= SB_SUBJECTS + SB_SUBJECTS * SB_TOPICS;
    if (at.n < SB_SUBJECTS)
        text = sb_subjects[sb_kind_nth(&at, SB_SUBJECTS)].category;
    else {
        at.n -= SB_SUBJECTS;
        topic = sb_kind_nth(&at, SB_SUBJECTS * SB_TOPICS);
        text = sb_subjects[topic % SB_SUBJECTS].topic[topic / SB_SUBJECTS];
    }
    give(call, text, call->n < SB_SUBJECTS + SB_SUBJECTS * SB_TOPICS, ' ', out);
}

const sb_kind sb_kinds_course[] = {
    { "course.category", "the subject that the course is about: Biology", NULL, true, make_category, NULL },
    { "course.code", "the code of the course, its number is the row's: BIO-104", NULL, true, make_code, NULL },
    { "course.price_cents", "what the course costs, in hundredths; every third is free", NULL, false, make_price, NULL },
    { "course.seats", "how many have room in the course, 4 to 600", NULL, false, make_seats, NULL },
    { "course.term", "the term that the course is held in: spring 2026", NULL, false, make_term, NULL },
    { "course.title", "the title of the course: Introduction to Botany", NULL, true, make_title, NULL },
    { "course.topic", "what of the subject the course is about: Botany", NULL, true, make_topic, NULL },
    { "category.name",
        "what courses are sorted into: twelve subjects, then their topics, each once before any comes again: Biology", NULL, true,
        make_nth_category, NULL },
    { .name = NULL },
};
