/* bulk_left.c -- values of a bulk that make rows, ask the database or fail: the test fails with their words, and nothing of the bulk stays. */
/* run: --report=terminal */
#include <seedbed.h>
#include <seedbed/factory.h>

SUITE(bulk_left, .sandbox = "parcels");

SUITE_SETUP(bulk_left)
{
    should(db_exec("CREATE TABLE depots (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                   "CREATE TABLE parcels (id INTEGER PRIMARY KEY, name TEXT)"),
        equal_to(0));
}

static sb_value makes(sb_row *row)
{
    (void)row;
    return SB_VALUE(get_text(build(depot), name));
}

static sb_value asks(sb_row *row)
{
    (void)row;
    return SB_VALUE(row_count("depots"));
}

static sb_value fails(sb_row *row)
{
    should(sb_row_n(row), be_below(7));
    return SB_VALUE("x");
}

static sb_value skips(sb_row *row)
{
    if (sb_row_n(row) == 3)
        skip_test("the fourth row is not for this machine");
    return SB_VALUE("x");
}

#define RULES(name_, ...) static const sb_rule name_[] = { __VA_ARGS__, { 0 } }
RULES(making, { "name", .lazy = makes });
RULES(asking, { "name", .lazy = asks });
RULES(failing, { "name", .lazy = fails });
RULES(skipping, { "name", .lazy = skips });
FACTORY(making_parcel, .tables = "parcels", .columns = making);
FACTORY(asking_parcel, .tables = "parcels", .columns = asking);
FACTORY(failing_parcel, .tables = "parcels", .columns = failing);
FACTORY(skipping_parcel, .tables = "parcels", .columns = skipping);

TEST(bulk_left, makes) { make_bulk(making_parcel, 10); }
TEST(bulk_left, asks) { make_bulk(asking_parcel, 10); }
TEST(bulk_left, fails) { make_bulk(failing_parcel, 20); }
TEST(bulk_left, skips) { make_bulk(skipping_parcel, 20); }

TEST(bulk_left, the_next_bulk_begins_as_if_nothing_had_been)
{
    should(row_count("parcels"), equal_to(0));
    should(make_bulk(depot, 100), equal_to(100));
}
