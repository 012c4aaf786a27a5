/* types.c -- a program whose types say themselves how they print and compare. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include <seedbed.h>
#include <string.h>

typedef struct {
    int cents;
    char currency[3];
} money;
typedef enum { AUDIT, VERIFIED } mode;
typedef struct seat {
    int course;
    money price;
    mode mode;
} seat;

static void print_money(const void *at, sb_text *out)
{
    const money *m = at;
    sb_text_add(out, "%d.%02d %.3s", m->cents / 100, m->cents % 100, m->currency);
}

static bool same_money(const void *a, const void *b)
{
    const money *left = a, *right = b;
    return left->cents == right->cents && strncmp(left->currency, right->currency, 3) == 0;
}

static void print_mode(const void *at, sb_text *out) { sb_text_add(out, *(const mode *)at == AUDIT ? "AUDIT" : "VERIFIED"); }

SB_TYPE(money, .print = print_money, .equal = same_money);
SB_TYPE(mode, .print = print_mode);
SB_STRUCT(seat, course, typed(price, money), typed(mode, mode));

TEST(types, a_field_of_a_type_of_ones_own)
{
    seat got = { 7, { 1999, "EUR" }, AUDIT }, want = { 7, { 2099, "EUR" }, VERIFIED };
    should(object(seat, &got), equal_to(object(seat, &want)));
}

TEST(types, several)
{
    money got[] = { { 1, "EUR" }, { 2, "EUR" } }, want[] = { { 1, "EUR" }, { 2, "NOK" } };
    expect(object(money, &got[0]), equal_to(object(money, &got[1])));
    expect(objects(money, got, 2), equal_to(objects(money, want, 2)));
    expect(object(seat, (seat *)NULL), equal_to(object(seat, (&(seat){ 7, { 1999, "EUR" }, AUDIT }))));
}
