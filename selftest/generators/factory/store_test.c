/* store_test.c -- memory that goes with the test. */
#include "../../../generators/factory/store.h"
#include <seedbed.h>
#include <stdalign.h>

SUITE(store);

TEST(store, what_it_gives_is_aligned_zeroed_and_apart)
{
    sb_store store = SB_STORE_EMPTY;
    unsigned char *last = NULL;

    for (size_t size = 1; size < 9000; size += 97) {
        unsigned char *at = sb_store_alloc(&store, size);
        expect((uintptr_t)at % alignof(max_align_t), equal_to(0));
        expect(at[0] + at[size - 1], equal_to(0));
        at[0] = at[size - 1] = 0xff;
        expect(at == last, be_false);
        last = at;
    }
    sb_store_release(&store);
    should(store.chunk == NULL, be_true);
}

TEST(store, texts_are_copies)
{
    sb_store store = SB_STORE_EMPTY;
    char text[] = "abc";
    char *copy = sb_store_text(&store, text);

    text[0] = 'X';
    expect(copy, equal_to("abc"));
    expect(sb_store_format(&store, "%s-%d", "a", 7), equal_to("a-7"));
    expect(sb_store_copy(&store, "", 0), equal_to(""));
    sb_store_release(&store);
}
