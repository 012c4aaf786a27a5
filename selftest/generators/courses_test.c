/* courses_test.c -- courses as plain values. */
#include "../../generators/fake/catalog.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(generated_courses);

/* Pinned: data version 1, seed 42. These rows change only together with SB_DATA_VERSION. */
TEST_EACH(generated_courses, first_rows, (uint64_t n; const char *code, *title, *category, *term; int seats, price_cents),
    { 0, "CSC-101", "A Short Course in Algorithms", "Computer science", "winter 2026", 17, 4900 },
    { 1, "BIO-102", "Human Anatomy for Beginners", "Biology", "spring 2025", 18, 4900 },
    { 2, "ECO-103", "Foundations of Development Economics", "Economics", "autumn 2026", 22, 1900 },
    { 3, "CHE-104", "Topics in Spectroscopy", "Chemistry", "summer 2026", 25, 9900 })
{
    sb_course course;

    sb_course_at(42, each->n, &course);
    should(course.code, equal_to(each->code));
    should(course.title, equal_to(each->title));
    should(course.category, equal_to(each->category));
    should(course.term, equal_to(each->term));
    should(course.seats, equal_to(each->seats));
    should(course.price_cents, equal_to(each->price_cents));
}

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

TEST(generated_courses, a_hundred_thousand_codes_differ)
{
    enum { N = 100000, SIZE = 16 };
    char(*codes)[SIZE] = calloc(N, SIZE);

    add_cleanup(free, (void *)codes);
    for (uint64_t n = 0; n < N; n++) {
        sb_course course;
        sb_course_at(1, n, &course);
        strcpy(codes[n], course.code);
    }
    qsort(codes, N, SIZE, by_text);
    for (size_t n = 1; n < N; n++)
        should_not(codes[n], equal_to(codes[n - 1]));
}

TEST_EACH(generated_courses, code_of_a_large_number, (uint64_t n; const char *pattern), { 98, "^[A-Z]{3}-199$" },
    { 99999999898, "^[A-Z]{3}-99999999999$" }, { 99999999899, "^[A-Z]{2}19xtf1qz$" }, { UINT64_MAX, "^[A-Z]{2}3w5e11264sgsf$" })
{
    sb_course course;

    sb_course_at(1, each->n, &course);
    should(course.code, match(each->pattern));
}

TEST(generated_courses, every_title_and_category_fits_its_field)
{
    size_t longest = 0, topic = 0;

    for (int i = 0; i < SB_TITLES; i++)
        if (strlen(sb_titles[i][0]) + strlen(sb_titles[i][1]) > longest)
            longest = strlen(sb_titles[i][0]) + strlen(sb_titles[i][1]);
    for (int i = 0; i < SB_SUBJECTS; i++) {
        should(strlen(sb_subjects[i].category), be_below(sizeof((sb_course *)0)->category));
        should(sb_subjects[i].letters, have_length(3));
        for (int t = 0; t < SB_TOPICS; t++)
            if (strlen(sb_subjects[i].topic[t]) > topic)
                topic = strlen(sb_subjects[i].topic[t]);
    }
    should(longest + topic, be_below(sizeof((sb_course *)0)->title));
}

TEST(generated_courses, the_rooms_are_percentages)
{
    unsigned sum = 0;

    for (int i = 0; i < SB_ROOMS; i++) {
        should(sb_rooms[i].low, be_below(sb_rooms[i].high));
        sum += sb_rooms[i].weight;
    }
    should(sum, equal_to(100));
}
