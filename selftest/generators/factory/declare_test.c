/* declare_test.c -- names: of factories, tables and columns. */
#include "../../../assert/text.h"
#include "../../../generators/factory/declare.h"
#include <seedbed.h>
#include <stdlib.h>

SUITE(declare);

TEST_EACH(declare, plural, (const char *one, *many), { "user", "users" }, { "country", "countries" }, { "day", "days" },
    { "class", "classes" }, { "box", "boxes" }, { "branch", "branches" }, { "person", "people" }, { "child", "children" })
{
    sb_store store = SB_STORE_EMPTY;
    const char *const *names = sb_table_names(&store, each->one);

    expect(names[0], equal_to(each->one));
    expect(names[1], equal_to(each->many));
    expect(names[2], be_null);
    sb_store_release(&store);
}

TEST(declare, a_word_in_a_list_is_a_whole_word)
{
    should(sb_listed("name full_name", "name"), be_true);
    should(sb_listed("name full_name", "full_name"), be_true);
    should(sb_listed("name full_name", "full"), be_false);
    should(sb_listed("name full_name", ""), be_false);
    should(sb_listed(NULL, "name"), be_false);
}

TEST(declare, a_factory_is_found_by_name_and_by_table)
{
    should(sb_factory_named("course"), be(&sb_factory_course));
    should(sb_factory_of_table("enrollments"), be(&sb_factory_enrolment));
    should(sb_factory_of_table("course_list"), be_null);
    should(sb_factory_named("courses"), be_null);
}

TEST(declare, names_of_a_list_come_one_after_the_other)
{
    size_t size;
    const char *list = "  one three", *at = sb_list_next(list, NULL, &size);

    should(at, equal_to("one three"));
    should(size, equal_to(3));
    at = sb_list_next(list, at, &size);
    should(at, equal_to("three"));
    should(sb_list_next(list, at, &size), be_null);
    should(sb_list_next(NULL, NULL, &size), be_null);
}

static void each_name_once(void *env, const sb_factory *factory, const char *file, int line)
{
    (void)env;
    (void)file;
    (void)line;
    for (const sb_rule *one = factory->columns; one->column; one++)
        for (const sb_rule *other = factory->columns; other < one; other++) {
            size_t size;
            for (const char *at = sb_list_next(other->column, NULL, &size); at; at = sb_list_next(other->column, at, &size)) {
                char *name = sb_format("%.*s", (int)size, at);
                add_cleanup(free, name);
                should(sb_listed(one->column, name), be_false);
            }
        }
}

/* A table of rules with a name twice would never use the second. */
TEST(declare, no_column_is_served_by_two_rules_of_a_built_in_factory)
{
    each_name_once(NULL, &sb_factory_user, NULL, 0);
    each_name_once(NULL, &sb_factory_course, NULL, 0);
    each_name_once(NULL, &sb_factory_enrolment, NULL, 0);
    each_name_once(NULL, &sb_factory_file, NULL, 0);
}
