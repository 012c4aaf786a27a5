/* declare_test.c -- names: of factories, tables and columns. */
#include "../../../generators/factory/declare.h"
#include <seedbed.h>

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
    should(sb_factory_field(&sb_factory_user, "login")->unique, be_true);
    should(sb_factory_field(NULL, "login"), be_null);
}

/* A table of fields with a name twice would never use the second. */
TEST(declare, no_column_is_served_by_two_fields_of_a_factory)
{
    for (const sb_declared *const *one = sb_factories; *one; one++)
        for (const sb_field *field = (*one)->field; field->columns; field++) {
            char first[32] = "";
            for (size_t i = 0; field->columns[i] && field->columns[i] != ' '; i++)
                first[i] = field->columns[i];
            should(sb_factory_field(*one, first), be(field));
        }
}
