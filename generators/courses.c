/* courses.c -- the factory `course`, and courses of sizes from XS to XXL.
 *
 * The steps of the sizes are those that the course generators of learning platforms take, so that what is measured can be compared: users by
 * ten from a hundred to ten thousand, and then to a hundred thousand; sections and activities to two thousand; files from ten kilobytes to
 * twenty gigabytes.
 */
#include "factory/declare.h"
#include <strings.h>

/* Letters; sections, users, activities; files, and their bytes. */
#define SIZES(size) \
    size(xs, 1, 1, 1, 2, UINT64_C(10) << 10) size(s, 10, 100, 10, 66, UINT64_C(10) << 20) \
        size(m, 100, 1000, 100, 133, UINT64_C(100) << 20) size(l, 500, 10000, 500, 1034, UINT64_C(1) << 30) \
            size(xl, 1000, 50000, 1000, 16394, UINT64_C(10) << 30) size(xxl, 2000, 100000, 2000, 32778, UINT64_C(20) << 30)

#define SIZE(letters, sections, users, activities, files, bytes) { #letters, sections, users, activities, files, bytes },
static const sb_course_size sizes[] = { SIZES(SIZE) };

const sb_course_size *sb_course_size_of(const char *letters)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (strcasecmp(sizes[i].letters, letters) == 0)
            return &sizes[i];
    return NULL;
}

/* Everybody in a course of its own has an enrolment of his own; the tables that a schema has not are passed over. */
#define CHILDREN(letters, sections, users, activities, files, bytes) \
    static const sb_children of_##letters[] = { \
        { "section", .count = sections, .optional = true }, \
        { "activity", .count = activities, .optional = true }, \
        { "enrolment", .count = users, .optional = true }, \
        { 0 }, \
    };
SIZES(CHILDREN)

static const sb_rule columns[] = {
    { "code course_code shortname short_name", .fake = "course.code" },
    { "title name course_name fullname full_name", .fake = "course.title" },
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
#define TRAIT(letters, ...) { #letters, .children = of_##letters },
    SIZES(TRAIT){ 0 },
};

const sb_factory sb_factory_course = {
    .name = "course",
    .tables = "course courses",
    .columns = columns,
    .traits = traits,
};
