/* names_test.c -- names kept in blocks, and the first that comes twice. */
#include "../../../framework/plan/names.h"
#include <seedbed.h>
#include <stdio.h>
#include <string.h>

enum { MANY = 5000 };
FIXTURE(plan_names, (sb_name_store store; char *name[MANY + 1]; sb_name_index index; size_t earlier));

SETUP(plan_names)
{
    for (int i = 0; i < MANY; i++) {
        char test[32];
        snprintf(test, sizeof test, "test_%d", i);
        self->name[i] = sb_name_join(&self->store, "suite", test, i % 2 ? "row" : NULL);
    }
}

TEARDOWN(plan_names)
{
    sb_name_index_release(&self->index);
    sb_name_release(&self->store);
}

static size_t make_index(struct sb_fixture_plan_names *self, size_t n)
{
    return sb_name_index_make(&self->index, self->name, n, &self->earlier);
}

TEST(plan_names, of_all_blocks_stand_as_they_were_put)
{
    should(self->name[0], equal_to("suite/test_0"));
    should(self->name[1], equal_to("suite/test_1/row"));
    should(self->name[MANY - 1], equal_to("suite/test_4999/row"));
}

TEST(plan_names, longer_than_a_block_get_one_of_their_own)
{
    static char row[200000];
    memset(row, 'x', sizeof row - 1);
    char *name = sb_name_join(&self->store, "s", "t", row);
    should(strlen(name), equal_to(sizeof row + 3));
    should(sb_name_join(&self->store, "s", "next", NULL), equal_to("s/next"));
}

TEST(plan_names, that_differ_hold_no_double) { should(make_index(self, MANY), equal_to(MANY)); }

TEST(plan_names, that_are_none_hold_no_double) { should(make_index(self, 0), equal_to(0)); }

TEST(plan_names, that_come_twice_are_found_with_the_earlier_one)
{
    self->name[4321] = sb_name_join(&self->store, "suite", "test_17", "row");
    should(make_index(self, MANY), equal_to(4321));
    should(self->earlier, equal_to(17));
}

TEST(plan_names, are_found_by_all_of_their_bytes)
{
    make_index(self, MANY);
    should(sb_name_find(&self->index, "suite/test_4998 and more", strlen("suite/test_4998")), equal_to(4998));
    should(sb_name_find(&self->index, "suite/test_499", strlen("suite/test_499")), equal_to(SIZE_MAX));
    should(sb_name_find(&self->index, "suite/test_4999/row2", strlen("suite/test_4999/row2")), equal_to(SIZE_MAX));
}

TEST(plan_names, kept_are_copies)
{
    char text[] = "db slow";
    const char *kept = sb_name_keep(&self->store, text);
    text[0] = 'x';
    should(kept, equal_to("db slow"));
}
