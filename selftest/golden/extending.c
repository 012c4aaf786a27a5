/* extending.c -- the matchers and printers of docs/EXTENDING.md, each holding and each failing. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include <seedbed.h>
#include <seedbed/ext/matcher.h>
#include <string.h>

#define SB_M_be_a_port SB_M_described_as("be a port", be_between(1, 65535))
#define SB_M_be_a_user_name(n) SB_M_described_as("be a user name", all_of(match_whole("[a-z_]+"), have_length_at_most(n)))

static enum sb_verdict divisible(const sb_match *m)
{
    uint64_t n, by;

    if (!sb_magnitude(&m->actual, &n) || !sb_magnitude(&m->x, &by) || by == 0)
        return SB_NEVER;
    return n % by == 0 ? SB_YES : SB_NO;
}

static const sb_matcher_type sb_m_be_divisible_by = { .words = "be divisible by", .fits = SB_FITS_NUMBERS, .judge = divisible };
#define SB_M_be_divisible_by(n) &sb_m_be_divisible_by, SB__NUMBERS, n

static const char slug_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
static size_t slug_part(const sb_match *m) { return m->actual.v.s ? strspn(m->actual.v.s, slug_letters) : 0; }
static enum sb_verdict slug(const sb_match *m) { return m->actual.v.s && !m->actual.v.s[slug_part(m)] ? SB_YES : SB_NO; }
static void slug_why(const sb_match *m, sb_text *out)
{
    if (m->actual.v.s && !m->negated)
        sb_text_add(out, "a slug has no `%c`, which is at byte %zu\n", m->actual.v.s[slug_part(m)], slug_part(m));
}
static const sb_matcher_type sb_m_be_a_slug = {
    .words = "be a slug", .fits = SB_FITS_STRING, .judge = slug, .details = slug_why
};
#define SB_M_be_a_slug &sb_m_be_a_slug, SB__STRING

typedef struct money {
    int cents;
} money;

static void print_money(const void *at, sb_text *out)
{
    const money *m = at;
    sb_text_add(out, "%d.%02d", m->cents / 100, m->cents % 100);
}
SB_TYPE(money, .print = print_money);

typedef struct order {
    int id;
    money total;
} order;
SB_STRUCT(order, id, typed(total, money));

TEST(extending, a_matcher_of_others)
{
    int port = 0;
    should(8080, be_a_port);
    expect("ada", all_of(be_a_user_name(8), not_(be_a_user_name(2))));
    expect("Ada", be_a_user_name(8));
    expect_not("ada", be_a_user_name(8));
    should(port, be_a_port);
}

TEST(extending, a_matcher_with_an_argument)
{
    int seats = 42;
    should(seats, all_of(be_divisible_by(2), be_divisible_by(3), not_(be_divisible_by(4))));
    expect_not(seats, be_divisible_by(0));
    expect_not(seats, be_divisible_by(7));
    should(seats, be_divisible_by(4));
}

TEST(extending, a_matcher_with_a_reason)
{
    const char *title = "seed-bed 2", *none = NULL;
    should("seed-bed-2", be_a_slug);
    should_not(none, be_a_slug);
    expect_not("seed-bed", be_a_slug);
    should(title, be_a_slug);
}

TEST(extending, a_printer)
{
    order found = { 7, { 4900 } }, want = { 7, { 4905 } };
    should(object(order, &found), have_field(id, equal_to(7)));
    expect(object(money, &found.total), equal_to(object(money, &want.total)));
    should(object(order, &found), equal_to(object(order, &want)));
}
