/* counted_test.c -- fields that lead out of the struct: arrays that another field counts, and structs behind pointers. */
#include "../support/printed.h"
#include "../support/record.h"
#include <limits.h>
#include <seedbed.h>
#include <stdlib.h>

SUITE(counted);

typedef struct address {
    char city[8];
    int zip;
} address;
typedef struct {
    int cents;
    char currency[3];
} money;

static void print_money(const void *at, sb_text *out)
{
    const money *m = at;
    sb_text_add(out, "%d.%02d %.3s", m->cents / 100, m->cents % 100, m->currency);
}

SB_STRUCT(address, city, zip);
SB_TYPE(money, .print = print_money);

typedef struct order {
    int n;
    money price;
} order;
typedef struct account account;
struct account {
    int *scores;
    size_t n_scores;
    order *orders;
    int n_orders;
    char *text;
    unsigned char n_text;
    void *blob;
    long n_blob;
    char line[6];
    short n_line;
    int some[3];
    unsigned n_some;
    const account *boss;
    const address *where[2];
};
SB_STRUCT(order, n, typed(price, money));
SB_STRUCT(account, counted(scores, n_scores), counted(orders, n_orders, order), counted(text, n_text), counted(blob, n_blob),
    counted(line, n_line), counted(some, n_some), behind(boss, account), behind(where, address));

TEST(counted, what_a_field_counts_is_printed_as_far_as_it_counts)
{
    int scores[] = { 1, 2, 3 };
    order orders[] = { { 1, { 5, "EUR" } } };
    address oslo = { "Oslo", 1 };
    account boss = { .n_orders = 0 };
    account a = { scores, 2, orders, 1, scores[0] ? (char[]){ 'a', 'b', 'c' } : NULL, 2, "\1\2\3", 3, "abcdef", 4, { 1, 2, 3 }, 3,
        &boss, { &oslo, NULL } };

    should(printed(object(account, &a)),
        equal_to(
            "account{scores: [1, 2], orders: [order{n: 1, price: 0.05 EUR}], text: \"ab\", blob: 3 bytes: 01 02 03  |...|, "
            "line: \"abcd\", some: [1, 2, 3], boss: account{scores: [], orders: [], text: \"\", blob: 0 bytes at NULL, line: \"\", "
            "some: [], boss: NULL, where: [NULL, NULL]}, where: [address{city: \"Oslo\", zip: 1}, NULL]}"));
}

TEST(counted, what_they_count_is_compared_and_not_where_it_is)
{
    int here[] = { 1, 2, 3 }, there[] = { 1, 2, 4 };
    account one = { .scores = here, .n_scores = 2 }, other = { .scores = there, .n_scores = 2 };

    should(object(account, &one), equal_to(object(account, &other)));
    other.n_scores = 3;
    should_not(object(account, &one), equal_to(object(account, &other)));
    one.n_scores = 3;
    should_not(object(account, &one), equal_to(object(account, &other)));
    other.scores = NULL;
    should_not(object(account, &one), equal_to(object(account, &other)));
}

TEST_EACH(counted, a_count_that_cannot_be_is_shown_and_equals_nothing, (unsigned n;), { 4 }, { 6 }, { 7 }, { UINT_MAX })
{
    account one = { .some = { 1, 2, 3 }, .n_some = each->n }, other = one;

    should_not(object(account, &one), equal_to(object(account, &other)));
    should(printed(object(account, &one)), contain("some: an array with a count of "));
    should_never(object(account, &one), have_field(some, have_length(3)));
}

TEST(counted, the_sizes_of_a_list_inside_are_said)
{
    int scores[] = { 1, 2, 3 };
    account one = { .scores = scores, .n_scores = 1 }, other = { .scores = scores, .n_scores = 3 };

    should_say("object(account, &one) should equal object(account, &other)\n"
               "  1 of 8 fields differs\n"
               "  scores: the sizes differ: expected 3, got 1\n"
               "  scores[1] to [2] are missing: 2, 3",
        should(object(account, &one), equal_to(object(account, &other))));
}

TEST(counted, none_counted_are_none_wherever_they_are)
{
    int here[] = { 1 };
    account one = { .scores = here, .blob = here, .text = (char[]){ 'x' } }, other = { .scores = NULL };

    should(object(account, &one), equal_to(object(account, &other)));
    other.n_scores = 1;
    should(printed(object(account, &other)), start_with("account{scores: NULL, "));
}

TEST(counted, a_struct_behind_a_pointer_is_compared)
{
    address oslo = { "Oslo", 1 }, also_oslo = { "Oslo", 1 }, rome = { "Rome", 2 };
    account boss = { .where = { &oslo, NULL } }, other_boss = { .where = { &rome, NULL } };
    account one = { .boss = &boss, .where = { &oslo } }, other = { .boss = &boss, .where = { &also_oslo } };

    should(object(account, &one), equal_to(object(account, &other)));
    other.boss = &other_boss;
    should_not(object(account, &one), equal_to(object(account, &other)));
    other.boss = NULL;
    should_not(object(account, &one), equal_to(object(account, &other)));
}

typedef struct node node;
struct node {
    int n;
    node *next;
};
SB_STRUCT(node, n, behind(next, node));

TEST(counted, pointers_may_lead_in_a_circle)
{
    node a[] = { { 1, &a[1] }, { 2, &a[0] } }, b[] = { { 1, &b[1] }, { 2, &b[0] } };

    should(object(node, a), equal_to(object(node, b)));
    should(printed(object(node, a)),
        equal_to("node{n: 1, next: node{n: 2, next: node{n: 1, next: node{n: 2, next: node{n: 1, next: node{...}}}}}}"));
    b[1].n = 3;
    should_say("object(node, a) should equal object(node, b)\n"
               "  1 of 2 fields differs\n"
               "  next.n:\n"
               "    expected: 3\n"
               "         got: 2",
        should(object(node, a), equal_to(object(node, b))));
}

TEST(counted, circles_of_two_lengths_are_equal_where_they_look_alike)
{
    node one = { 1, &one }, two[] = { { 1, &two[1] }, { 1, &two[0] } };

    should(object(node, &one), equal_to(object(node, two)));
    two[1].n = 2;
    should_not(object(node, &one), equal_to(object(node, two)));
}

/* ---- pointers that lead far ---- */
enum { FAR = 100000 };

static node *chain(int n)
{
    node *all = calloc((size_t)n, sizeof *all);

    for (int i = 0; i < n; i++)
        all[i] = (node){ i, i + 1 < n ? &all[i + 1] : NULL };
    return all;
}

TEST(counted, pointers_may_lead_far)
{
    node *one = chain(FAR), *other = chain(FAR);

    expect(object(node, one), equal_to(object(node, other)));
    other[FAR - 1].n = -1;
    expect_not(object(node, one), equal_to(object(node, other)));
    free(one);
    free(other);
}

TEST(counted, a_difference_far_away_is_found_and_its_path_is_cut)
{
    node *one = chain(FAR), *other = chain(FAR);
    const char *text;
    struct record record;

    other[FAR - 1].n = -1;
    record_open(&record);
    expect(object(node, one), equal_to(object(node, other)));
    record_stop(&record);
    text = record_text(&record);
    free(one);
    free(other);
    should(text,
        equal_to("object(node, one) should equal object(node, other)\n"
                 "  1 of 2 fields differs\n"
                 "  next.next.next.next ... (99,990 pointers cut, --full-values shows all) ... .next.next.next.next.next.n:\n"
                 "    expected: -1\n"
                 "         got: 99999"));
}

typedef struct tree tree;
struct tree {
    int n;
    tree *left, *right, *up;
};
SB_STRUCT(tree, n, behind(left, tree), behind(right, tree), behind(up, tree));

TEST(counted, a_tree_whose_nodes_lead_back_is_told_of_once)
{
    tree a[] = { { 1, &a[1], &a[2], NULL }, { 2, NULL, NULL, &a[0] }, { 3, NULL, NULL, &a[0] } };
    tree b[] = { { 9, &b[1], &b[2], NULL }, { 2, NULL, NULL, &b[0] }, { 8, NULL, NULL, &b[0] } };

    should_say("object(tree, a) should equal object(tree, b)\n"
               "  3 of 4 fields differ\n"
               "  n:\n"
               "    expected: 9\n"
               "         got: 1\n"
               "  right.n:\n"
               "    expected: 8\n"
               "         got: 3",
        should(object(tree, a), equal_to(object(tree, b))));
}

TEST(counted, two_pointers_to_the_same_are_both_told_of)
{
    tree leaf = { 1, NULL, NULL, NULL }, bud = { 2, NULL, NULL, NULL };
    tree a = { 1, &leaf, &leaf, NULL }, b = { 1, &bud, &bud, NULL };

    should_say("object(tree, &a) should equal object(tree, &b)\n"
               "  2 of 4 fields differ\n"
               "  right leads to the same as left\n"
               "  left.n:\n"
               "    expected: 2\n"
               "         got: 1",
        should(object(tree, &a), equal_to(object(tree, &b))));
}

/* 2 to the power of 64 ways lead through it. */
TEST(counted, what_many_ways_lead_to_is_looked_at_once)
{
    tree one[65], other[65];

    for (int i = 0; i < 65; i++) {
        one[i] = (tree){ i, i < 64 ? &one[i + 1] : NULL, i < 64 ? &one[i + 1] : NULL, NULL };
        other[i] = (tree){ i, i < 64 ? &other[i + 1] : NULL, i < 64 ? &other[i + 1] : NULL, NULL };
    }
    should(object(tree, one), equal_to(object(tree, other)));
    other[64].n = 0;
    should_not(object(tree, one), equal_to(object(tree, other)));
}

TEST(counted, circles_may_be_elements)
{
    node all[] = { { 1, &all[0] }, { 1, &all[2] }, { 2, &all[1] } };
    node same[] = { { 1, &same[0] }, { 1, &same[0] } };

    should(objects(node, all, 3), be_unique);
    should_not(objects(node, same, 2), be_unique);
    should(objects(node, all, 3), contain(object(node, same)));
}
