/* allocations.c -- passing assertions allocate nothing: malloc and its friends are counted here, around matchers and what stands beside
 * them; selftest/golden/sample.h does it for each matcher there is.
 *
 * A program of its own, because a counting malloc in the selftest would hide its memory from valgrind.
 */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
enum { ROUNDS = 50000 };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *at, size_t size);

static unsigned long calls;

void *malloc(size_t size)
{
    calls++;
    return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    calls++;
    return __libc_calloc(n, size);
}

void *realloc(void *at, size_t size)
{
    calls++;
    return __libc_realloc(at, size);
}

static int failed;

static void judge(const char *what, unsigned long allocations)
{
    if (allocations == 0)
        return;
    failed = 1;
    printf("%lu allocations in %d passing rounds of %s\n", allocations, ROUNDS, what);
}

/* The first round is left out: it is where match compiles its pattern. */
#define ROUND(...) \
    do { \
        unsigned long before_ = 0; \
        for (int i_ = 0; i_ <= ROUNDS; i_++) { \
            before_ = i_ == 1 ? calls : before_; \
            __VA_ARGS__; \
        } \
        judge(#__VA_ARGS__, calls - before_); \
    } while (0)

static void numbers(int n, unsigned long u, double d)
{
    ROUND(should(n, equal_to(5)));
    ROUND(should_not(u, equal_to(-1)));
    ROUND(should(d, be(0.5)));
    ROUND(should(n, be_above(1.5)));
    ROUND(should(u, be_below(9)));
    ROUND(should(n, be_at_least(5)));
    ROUND(should(d, be_at_most(5)));
    ROUND(should(n, be_between(1, 9)));
    ROUND(should(d, be_close_to(0.4, 0.2)));
    ROUND(should(u, be_close_to(9, 2)));
    ROUND(should(n, be_true));
    ROUND(should_not(n, be_false));
    ROUND(expect(n, any_of(be_below(1), all_of(be_above(1), not_(equal_to(3))))));
}

static void strings(const char *s, const char *none)
{
    ROUND(should(s, equal_to("hello world")));
    ROUND(should(bytes(s, 5), equal_to(bytes("hello", 5))));
    ROUND(should(s, be(s)));
    ROUND(should(none, be_null));
    ROUND(should(s, start_with("hello")));
    ROUND(should(s, end_with("world")));
    ROUND(should(s, contain("lo wo")));
    ROUND(should(s, match("^h.+d$")));
    ROUND(should_not(s, match("[0-9]")));
    ROUND(should(s, all_of(match("h"), match("e"))));
    ROUND(should(s, have_length(11)));
    ROUND(should_not(s, be_empty));
}

typedef struct user {
    int id;
    const char *name;
    char code[3];
    double rates[2];
    int *scores, n_scores;
    unsigned bits : 3;
} user;
SB_STRUCT(user, id, name, code, rates, counted(scores, n_scores), bits(bits));

static void views(const int *xs, size_t n)
{
    int scores[] = { 1, 2 }, also[] = { 1, 2 };
    user one = { 1, "ada", { 'U', 'S', 'D' }, { 0.5, 1 }, scores, 2, 5 }, other = one, *none = NULL;

    other.scores = also;
    ROUND(should(array(xs, n), equal_to(array(xs, n))));
    ROUND(should_not(array(xs, n), equal_to(array(xs + 1, n - 1))));
    ROUND(should(object(user, &one), equal_to(object(user, &other))));
    ROUND(should_not(object(user, &one), equal_to(object(user, none))));
    ROUND(should(object(user, &one), have_field(name, equal_to("ada"))));
    ROUND(should(object(user, &one), have_field(code, equal_to("USD"))));
    ROUND(should_not(object(user, &one), have_field(scores[1], be_above(2))));
    ROUND(should(object(user, &one), be_like(field(id, 1), field(bits, 5), field(code, "USD"))));
    ROUND(should(xs, pointee(int, be_above(0))));
    ROUND(should(objects(user, &one, 1), equal_to(objects(user, &other, 1))));
}

static void sequences(const int *xs, size_t n, const char *s)
{
    const int few[] = { 3, 1, 2 };

    ROUND(should(xs[0], be_one_of(9, 1.0)));
    ROUND(should_not(s, be_one_of("a", "b")));
    ROUND(should(s, none_of(be_empty, contain("x"))));
    ROUND(should(array(xs, n), all_of(contain(2), contain_times(2, 1), contain_any_of(7, 3), contain_in_order(1, 3))));
    ROUND(should(
        s, all_of(contain_times("l", 3), contain_any_of("x", "o w"), contain_in_order("h", "d"), contain_all_of("h", "o"))));
    ROUND(should(array(xs, n), all_of(contain_all_of(1, 2), contain_exactly(3, 2, 1), be_permutation_of(array(few, 3)))));
    ROUND(should(array(xs, n), all_of(be_subset_of(array(few, 3)), be_superset_of(array(few, 2)))));
    ROUND(should(array(xs, n), all_of(each(be_above(0)), some(be_above(2)), none(be_above(3)), exactly(1, be_above(2)))));
    ROUND(should(array(xs, n), all_of(at_least(1, be_above(2)), at_most(1, be_above(2)), be_sorted, be_unique)));
    ROUND(should_not(array(few, n), any_of(be_sorted, be_sorted_descending, be_empty)));
    ROUND(should(array(xs, n), all_of(have_length(3), have_length_at_least(1), have_length_at_most(4))));
}

static long rows;

static void changes(void)
{
    ROUND(should_change(rows, by(1), from(rows)) { rows++; });
}

static void around(int n, const char *s)
{
    ROUND(given(n, s); because("n is %d of %s", n, s); should(n, equal_to(5)));
    ROUND(should_within(5, n, equal_to(5)));
    ROUND(should_stay(0, n, equal_to(5)));
}

int main(void)
{
    numbers(5, 7, 0.5);
    strings("hello world", NULL);
    views((const int[]){ 1, 2, 3 }, 3);
    sequences((const int[]){ 1, 2, 3 }, 3, "hello world");
    changes();
    around(5, "hello");
    return failed;
}
#else
int main(void)
{
    puts("malloc cannot be counted here");
    return 0;
}
#endif
