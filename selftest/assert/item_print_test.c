/* item_print_test.c -- long arrays as values: cut in the middle, and the cut is said. */
#include "../../assert/context.h"
#include "../../assert/value.h"
#include "../../assert/view.h"
#include "../support/printed.h"
#include <seedbed.h>

SUITE(item_print);

TEST(item_print, arrays_of_every_kind)
{
    const char *names[] = { "ada", NULL };
    char letters[] = { 'a', 'b' };
    void (*fns[1])(void) = { NULL };

    should(printed(array(names, 2)), equal_to("[\"ada\", NULL]"));
    should(printed(array(letters, 2)), equal_to("['a' (97), 'b' (98)]"));
    should(printed(array(fns, 1)), equal_to("[NULL]"));
    should(printed(array(names, 0)), equal_to("[]"));
}

TEST(item_print, a_long_array_is_cut_in_the_middle)
{
    short xs[25] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25 };

    should(printed(array(xs, 24)),
        equal_to("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]"));
    should(printed(array(xs, 25)),
        equal_to(
            "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ... (1 of 25 cut, --full-values shows all) ..., 14, 15, 16, 17, 18, 19, "
            "20, 21, 22, 23, 24, 25]"));
}

TEST(item_print, elements_are_read_where_they_stand)
{
    unsigned char bytes_[] = { 0, 1, 0xff, 0xff, 0xff, 0xff };
    int *unaligned = (int *)(void *)(bytes_ + 1);
    sb_value value = sb__box_view(array(unaligned, 1)), element = sb_view_element(&value, 0);

    should(element.kind, equal_to(SB_INT));
    should(element.v.i, equal_to(-255));
    should(sb_view_count(&value), equal_to(1));
}

TEST(item_print, nothing_is_cut_where_all_is_asked_for)
{
    int xs[30] = { 0 };
    sb_value value = sb__box_view(array(xs, 30));
    struct sb_text t = SB_TEXT_EMPTY;

    sb_context_get()->full_values = true;
    sb_value_print(&t, &value);
    sb_context_get()->full_values = false;
    should(t.at, all_of(not_(contain("cut")), have_length(90)));
    sb_text_release(&t);
}
