/* sections.c -- the factories `section`, the parts of a course one behind the other, and `category`, what courses are sorted into. */
#include "factory/declare.h"

/* From 1 among the sections that are made with a course. */
static sb_value place(sb_row *row) { return SB_VALUE((long long)sb_row_place(row) + 1); }

static sb_value name(sb_row *row)
{
    static const char *const names[] = { "Welcome", "Basics", "First steps", "Terms and tools", "A closer look",
        "Worked examples", "Practice", "Case studies", "Discussion", "Project", "Review", "Examination" };
    enum { NAMES = sizeof names / sizeof *names };
    uint64_t at = sb_row_place(row);

    return SB_VALUE(
        at < NAMES ? names[at] : sb_row_format(row, "%s %llu", names[1 + at % (NAMES - 1)], (unsigned long long)at + 1));
}

static const sb_rule section_columns[] = {
    { "course_id course", .parent = "course" },
    { "position ordinal sort_order sortorder section_number number section", .lazy = place },
    { "name title label heading", .lazy = name },
    { "summary description about", .fake = "text.paragraph" },
    { 0 },
};

const sb_factory sb_factory_section = {
    .name = "section",
    .tables = "section sections course_section course_sections",
    .columns = section_columns,
};

static const sb_rule category_columns[] = {
    { "name title label", .fake = "category.name" },
    { "position ordinal sort_order sortorder", .sequence = "#" },
    { "description about summary", .fake = "text.paragraph" },
    { 0 },
};

/* Ten below each, as a catalog has them. */
static const sb_rule below[] = { { "parent_id parent parent_category_id", .parent = "category", .share = 10 }, { 0 } };
static const sb_trait category_traits[] = { { "child", .columns = below }, { 0 } };

const sb_factory sb_factory_category = {
    .name = "category",
    .tables = "category categories course_category course_categories",
    .columns = category_columns,
    .traits = category_traits,
};
