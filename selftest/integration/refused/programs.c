/* programs.c -- programs that must not compile, one for each value of WRONG; refused.sh compiles each and reads the first error line.
 *
 * Behind each stands what that line must say, as an extended regular expression, whatever the compiler and the language.
 */
#include <seedbed.h>

#if (WRONG == 19 || WRONG == 20) && !defined __SIZEOF_INT128__ || WRONG == 24 && defined __cplusplus && __cplusplus < 202002L || \
    WRONG == 36 && !defined __cplusplus || WRONG > 36 && defined __cplusplus || WRONG == 41 && defined __clang__
#error "there is no such program in this language"
#endif

struct pair {
    int a, b;
};
static int n = 3;
static const char *name = "ada";
static struct pair pair = { 1, 2 };
static int xs[] = { 1, 2, 3 };
static void nothing(void) {}
#if WRONG == 36 && defined __cplusplus
struct holder {
    int n;
    ~holder() {}
};
SB_STRUCT(holder, n);
static holder held = { 1 };
#endif
#ifndef __cplusplus
static _Complex double wave = 1;
static _Complex float waves[2];
static int quad __attribute__((vector_size(16)));
#endif

TEST(refused, program)
{
    (void)n, (void)name, (void)pair, (void)xs, nothing();
    /* clang-format off */
#if WRONG == 0
    should(n, equal_to(3)); /* nothing: it compiles */
#elif WRONG == 1
    should(name, equal_to(3)); /* `name` and `equal_to\(3\)` do not go together */
#elif WRONG == 2
    should(n, equal_to("three")); /* `n` and `equal_to\(.*three.*\)` do not go together */
#elif WRONG == 3
    should(pair, equal_to(pair)); /* `pair` and `equal_to\(pair\)` do not go together \(a struct wants object or bytes */
#elif WRONG == 4
    should(pair, be_true); /* `pair` and `be_true` do not go together \(a struct wants object or bytes */
#elif WRONG == 5
    should(n, equal_to(pair)); /* `n` and `equal_to\(pair\)` do not go together \(a struct wants object or bytes */
#elif WRONG == 6
    should(n, equals(3)); /* there is no matcher `equals\(3\)` */
#elif WRONG == 7
    should(n, be_betwen(1, 3)); /* there is no matcher `be_betwen\(1, 3\)` */
#elif WRONG == 8
    should(n, be_nul); /* there is no matcher `be_nul` */
#elif WRONG == 9
    should(n, equal_to); /* there is no matcher `equal_to`, or it wants arguments */
#elif WRONG == 10
    should(n, all_of(be_above(1), be_blow(5))); /* there is no matcher `be_blow\(5\)` */
#elif WRONG == 11
    should(n, not_(any_of(be_above(1), be_nul))); /* there is no matcher `be_nul` */
#elif WRONG == 12
    should(n, be_between(1)); /* macro "SB_M_be_between" requires 2 arguments, but only 1 given|too few arguments provided to function-like macro */
#elif WRONG == 13
    should(n, equal_to(1, 2)); /* macro "SB_M_equal_to" passed 2 arguments, but takes just 1|too many arguments provided to function-like macro */
#elif WRONG == 14
    should(nothing(), equal_to(1)); /* void|`nothing\(\)` and `equal_to\(1\)` do not go together */
#elif WRONG == 15
    should(n, equal_to(nothing())); /* void|`n` and `equal_to\(nothing\(\)\)` do not go together */
#elif WRONG == 36
    should_change(object(holder, &held), to(object(holder, &held))) n++; /* an object that is not trivially copyable .* name a field of it */
#endif
    /* clang-format on */
}

TEST(refused, another)
{
    (void)n, (void)name, (void)pair, (void)xs, nothing();
    /* clang-format off */
#if WRONG == 16
    should(name, be_between(1, 3)); /* `name` and `be_between\(1, 3\)` do not go together */
#elif WRONG == 17
    should(n, be_between(1, "3")); /* wrong type argument to unary plus|invalid argument type 'char \*' to unary|second argument of this matcher should be a number */
#elif WRONG == 18
    should(array(xs, 3), equal_to(3)); /* `array\(xs, 3\)` and `equal_to\(3\)` do not go together */
#elif WRONG == 19
    should((__int128)1, equal_to(1)); /* `\(__int128\)1` and `equal_to\(1\)` do not go together */
#elif WRONG == 20
    should(n, be_above((unsigned __int128)1)); /* `n` and `be_above\(\(unsigned __int128\)1\)` do not go together */
#elif WRONG == 21
    should(nmae, equal_to(1)); /* 'nmae' (undeclared|was not declared)|undeclared identifier 'nmae' */
#elif WRONG == 22
    make(user, wiht(username, "ada")); /* there is no word `wiht\(username, .*ada.*\)` here */
#elif WRONG == 23
    make(user, with(username, pair)); /* sb__box_pointer_but_no_struct|'struct pair'|a struct wants bytes */
#elif WRONG == 24
    should(sandbox_table("users"), have_row(cool(username, "ada"))); /* there is no word `cool\(username, .*ada.*\)` here */
#elif WRONG == 25
    should_change(n, buy(1)) n++; /* there is no word `buy\(1\)` here */
#elif WRONG == 26
    add_cleanup(nothing, 3); /* too many arguments to function */
#elif WRONG == 27
    given(pair); /* sb__box_pointer_but_no_struct|'struct pair'|a struct wants bytes */
#elif WRONG == 28
    expect_not(n, not_(start_wiht("a"))); /* there is no matcher `start_wiht\(.*a.*\)` */
#elif WRONG == 29
    should(name, have_length("3")); /* `name` and `have_length\(.*3.*\)` do not go together */
#elif WRONG == 30
    should(n, be_one_of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)); /* a list has up to 16 values: for more of them give array\(xs, n\) */
#elif WRONG == 47
    should(n, all_of(be_above(1), be_above(2), be_above(3), be_above(4), be_above(5), be_above(6), be_above(7), be_above(8), be_above(9), be_above(10), be_above(11), be_above(12), be_above(13))); /* up to 12 matchers go into one */
#elif WRONG == 31
    should(n, be_one_of(1, pair)); /* sb__box_pointer_but_no_struct|'struct pair'|a struct wants bytes */
#elif WRONG == 32
    should(n, be_sorted); /* `n` and `be_sorted` do not go together */
#elif WRONG == 33
    should(array(xs, 3), be_subset_of(xs)); /* `array\(xs, 3\)` and `be_subset_of\(xs\)` do not go together */
#elif WRONG == 34
    should(array(xs, 3), contain(pair)); /* `array\(xs, 3\)` and `contain\(pair\)` do not go together */
#elif WRONG == 35
    should(n, contain_any_of(1, 2)); /* `n` and `contain_any_of\(1, 2\)` do not go together */
#endif
    /* clang-format on */
}

TEST(refused, numbers)
{
    (void)n, (void)xs;
    /* clang-format off */
#if WRONG == 37
    should(wave, equal_to(wave)); /* `wave` and `equal_to\(wave\)` do not go together */
#elif WRONG == 38
    should_not(wave, be_null); /* `wave` and `be_null` do not go together */
#elif WRONG == 39
    should(xs, equal_to(wave)); /* `xs` and `equal_to\(wave\)` do not go together */
#elif WRONG == 40
    should(n, be_between(1, wave)); /* the second argument of `be_between\(1, wave\)` is nothing that it takes */
#elif WRONG == 41
    should(n, equal_to((_Float64)3)); /* `n` and `equal_to\(\(_Float64\)3\)` do not go together */
#elif WRONG == 42
    should(quad, equal_to(quad)); /* `quad` and `equal_to\(quad\)` do not go together|'sb_ka_' declared as an array with a negative size */
#elif WRONG == 43
    should(n, equal_to(quad)); /* `n` and `equal_to\(quad\)` do not go together|'sb_kx_' declared as an array with a negative size */
#elif WRONG == 44
    should(array(waves, 2), be_empty); /* `waves` is no array of numbers */
#elif WRONG == 45
    should(array(&quad, 1), be_empty); /* `&quad` is no array of numbers */
#elif WRONG == 46
    given(wave); /* sb__box_pointer_but_no_struct|'_Complex double' */
#endif
    /* clang-format on */
}
