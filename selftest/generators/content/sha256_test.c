/* sha256_test.c -- the examples of FIPS 180-4 and the lengths around a block. */
#include "../../../generators/content/sha256.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(sha256);

TEST_EACH(sha256, example, (const char *text, *hex), { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" })
{
    char hex[SB_SHA256_HEX];

    sb_sha256_hex(each->text, strlen(each->text), hex);
    should(hex, equal_to(each->hex));
}

/* Runs of "a", against sha256sum. */
TEST_EACH(sha256, length_around_a_block, (size_t size; const char *hex),
    { 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318" },
    { 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a" },
    { 63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34" },
    { 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb" },
    { 65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0" },
    { 119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb" },
    { 120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c" },
    { 128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e" },
    { 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" })
{
    char hex[SB_SHA256_HEX], *text = malloc(each->size);
    add_cleanup(free, (void *)text);

    memset(text, 'a', each->size);
    sb_sha256_hex(text, each->size, hex);
    should(hex, equal_to(each->hex));
}

TEST(sha256, in_pieces_is_that_of_the_whole)
{
    char hex[SB_SHA256_HEX], whole[SB_SHA256_HEX];
    unsigned char bytes[300];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    sb_sha256_hex(bytes, sizeof bytes, whole);
    for (size_t first = 0; first <= 130; first++) {
        sb_sha256 digest = sb_sha256_begin();
        sb_sha256_add(&digest, bytes, first);
        sb_sha256_add(&digest, bytes + first, 3);
        sb_sha256_add(&digest, bytes + first + 3, sizeof bytes - first - 3);
        sb_sha256_end(&digest, hex);
        should(hex, equal_to(whole));
    }
}

TEST(sha256, instructions_for_it_do_the_same)
{
    unsigned char blocks[5 * SB_SHA256_BLOCK];
    sb_sha256 here = sb_sha256_begin(), there = here;

    for (size_t i = 0; i < sizeof blocks; i++)
        blocks[i] = (unsigned char)(i * 37 + i / 64);
    if (!sb__sha256_blocks_fast(there.state, blocks, 5))
        skip_test("this processor has no instructions for SHA-256");
    sb__sha256_blocks(here.state, blocks, 5);
    should(bytes(there.state, sizeof there.state), equal_to(bytes(here.state, sizeof here.state)));
}
