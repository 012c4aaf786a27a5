/* census_test.c -- the distinct values of a list, and how often each is there. */
#include "../../assert/census.h"
#include "../../assert/value.h"
#include "../support/record.h"
#include <math.h>
#include <seedbed.h>

typedef struct point {
    int x, y;
    const char *name;
    char code[4];
} point;
SB_STRUCT(point, x, y, name, code);

typedef struct parity {
    int n;
} parity;
static bool same_parity(const void *a, const void *b) { return ((const parity *)a)->n % 2 == ((const parity *)b)->n % 2; }
SB_TYPE(parity, .equal = same_parity);

SUITE(census);

static struct sb_list listed(const sb_value *value, size_t n) { return (struct sb_list){ .value = value, .n = n }; }

/* Equal values find each other's slot, whatever their types. */
#define should_share(a, b) \
    do { \
        sb_value pair_[] = { SB__BOX(a), SB__BOX(b) }; \
        struct sb_list one_ = listed(pair_, 1), other_ = listed(pair_ + 1, 1); \
        should(sb_census_same(&one_, &other_), be_true); \
    } while (0)

TEST(census, numbers_share_a_slot_by_value)
{
    volatile long double most = (long double)UINT64_MAX;

    should_share(3, 3.0);
    should_share(-1, -1.0L);
    should_share(0, -0.0);
    if (most < 18446744073709551616.0L &&
        (uint64_t)most == UINT64_MAX) /* valgrind, and some machines, know no long double beside double */
        should_share(UINT64_MAX, most);
    should_share(INT64_MIN, -9223372036854775808.0);
    should_share(0.5F, 0.5L);
    should_share(HUGE_VAL, HUGE_VALL);
    should_share('a', 97u);
}

TEST(census, strings_share_a_slot_by_what_is_in_them)
{
    char copy[] = "ada";
    const char *none = NULL;

    should_share("ada", copy);
    should_share("", "");
    should_share(none, none);
    should_share(none, NULL);
    should_share(bytes(copy, 3), bytes("ada", 3));
}

TEST(census, objects_share_a_slot_by_their_fields)
{
    char name[] = "p";
    point a = { 1, 2, "p", "xyz" }, b = a, c = a;
    parity one = { 1 }, three = { 3 };
    sb_value pair[] = { SB__BOX(object(point, &a)), SB__BOX(object(point, &c)) };
    struct sb_list first = listed(pair, 1), second = listed(pair + 1, 1);

    b.name = name;
    c.y = 3;
    should_share(object(point, &a), object(point, &b));
    should_share(object(parity, &one), object(parity, &three));
    should(sb_census_same(&first, &second), be_false);
}

TEST(census, nan_has_no_slot)
{
    sb_value nan_[] = { SB__BOX(NAN), SB__BOX(NAN) };
    struct sb_list list = listed(nan_, 2);
    struct sb_census census;

    sb_census_open(&census, &list);
    sb_census_fill(&census);
    should(sb_census_find(&census, &nan_[0]), be_null);
    sb_census_close(&census);
}

TEST(census, how_often_each_is_there_is_counted_in_small_and_in_large)
{
    static int xs[1000];
    sb_value value, array_ = SB__BOX(array(xs, 1000));
    struct sb_list list = sb_list_of(&array_);
    struct sb_census census;

    for (int i = 0; i < 1000; i++)
        xs[i] = i % 300;
    for (int round = 0; round < 2; round++) {
        list.n = round ? 1000 : SB_CENSUS_SMALL;
        sb_census_open(&census, &list);
        sb_census_fill(&census);
        value = SB__BOX(50);
        should(sb_census_find(&census, &value)->count, equal_to(round ? 4 : 1));
        should(sb_census_find(&census, &value)->first, equal_to(51));
        value = SB__BOX(300);
        should(sb_census_find(&census, &value)->first, equal_to(0));
        sb_census_close(&census);
    }
}

TEST(census, what_is_missing_and_what_is_common_is_the_first_of_its_list)
{
    sb_value a[] = { SB__BOX(1), SB__BOX(2), SB__BOX(2) }, b[] = { SB__BOX(2), SB__BOX(9), SB__BOX(1) };
    struct sb_list la = listed(a, 3), lb = listed(b, 3), none = listed(a, 0);

    should(sb_census_missing(&la, &lb), equal_to(3));
    should(sb_census_missing(&lb, &la), equal_to(1));
    should(sb_census_missing(&none, &la), equal_to(0));
    should(sb_census_common(&la, &lb), equal_to(0));
    lb.value++;
    lb.n = 2;
    should(sb_census_common(&la, &lb), equal_to(1));
    should(sb_census_common(&none, &lb), equal_to(2));
}
