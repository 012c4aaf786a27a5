/* list_test.c -- values in a row: found and printed. */
#include "../../assert/list.h"
#include "../support/record.h"
#include <seedbed.h>
#include <stdlib.h>

SUITE(list);

static const char *printed(const struct sb_list *list, sb_value other)
{
    struct sb_text text = SB_TEXT_EMPTY;
    char *taken;

    sb_list_print(&text, list, &other);
    taken = sb_text_take(&text);
    add_cleanup(free, taken);
    return taken;
}

static struct sb_list of_array(sb_view view)
{
    sb_value array_ = sb__box_view(view);
    return sb_list_of(&array_);
}

TEST(list, elements_are_read_and_found_from_an_index_on)
{
    int xs[] = { 4, 5, 4 };
    struct sb_list list = of_array(array(xs, 3));
    sb_value four = SB__BOX(4), six = SB__BOX(6);

    should(sb_list_at(&list, 1).v.i, equal_to(5));
    should(sb_list_find(&list, 0, &four), equal_to(0));
    should(sb_list_find(&list, 1, &four), equal_to(2));
    should(sb_list_find(&list, 0, &six), equal_to(3));
}

TEST(list, an_array_at_null_is_absent_where_it_should_have_elements)
{
    int *none = NULL;

    should(of_array(array(none, 2)).absent, be_true);
    should(of_array(array(none, 0)).absent, be_false);
    should(of_array(array(none, 2)).n, equal_to(0));
}

TEST(list, a_long_one_is_cut_in_the_middle)
{
    int xs[100] = { 7 };
    struct sb_list list = of_array(array(xs, 100));

    should(printed(&list, SB__BOX(0)),
        equal_to(
            "[7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ... (76 of 100 cut, --full-values shows all) ..., 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"));
}

TEST(list, elements_are_told_apart_from_what_they_stand_beside)
{
    char cs[] = { 'a', '\n' };
    float fs[] = { 0.1F };
    struct sb_list chars = of_array(array(cs, 2)), floats = of_array(array(fs, 1)), none = of_array(array(cs, 0));
    sb_value code = SB__BOX(10), tenth = SB__BOX(0.1);
    struct sb_text text = SB_TEXT_EMPTY;

    should(printed(&floats, tenth), equal_to("[0.10000000149011612 (float)]"));
    sb_list_print_value(&text, &code, &chars);
    sb_text_add(&text, " ");
    sb_list_print_value(&text, &tenth, &floats);
    sb_text_add(&text, " ");
    sb_list_print_value(&text, &code, &none);
    should(text.at, equal_to("'\\n' (10) 0.10000000000000001 (double) 10"));
    sb_text_release(&text);
}

TEST(list, what_a_matcher_lists_is_its_values_or_the_elements_of_one_array)
{
    int xs[] = { 4, 5 };
    sb_value value[] = { SB__BOX(array(xs, 2)), SB__BOX(1) };
    sb_parts one = { .values = 1, .value = value }, two = { .values = 2, .value = value };
    sb_value n = SB__BOX(3), whole = value[0], x = { .kind = SB_PARTS, .v.p = &one };

    should(sb_list_given(&sb_m_be_one_of, &x, &n).n, equal_to(2));
    should(sb_list_given(&sb_m_be_one_of, &x, &whole).n, equal_to(1));
    should(sb_list_given(&sb_m_contain_all_of, &x, &whole).n, equal_to(2));
    x.v.p = &two;
    should(sb_list_given(&sb_m_be_one_of, &x, &n).value, equal_to(value));
    should(sb_list_given(&sb_m_be_subset_of, &whole, &whole).n, equal_to(2));
}
