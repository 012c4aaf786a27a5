/* parts_test.c -- the parts that need no database: the CSV reader and the digest.
 */
#include "csv.h"
#include "sha256.h"
#include <seedbed.h>
#include <stdio.h>
#include <string.h>

/* The fields of the first record of text, with a bar between them. */
static void join_fields(const char *text, char *joined, size_t size)
{
    char copy[256], *end = joined + size;
    struct csv csv;
    snprintf(copy, sizeof copy, "%s", text);
    csv_start(&csv, copy);
    should(csv_next(&csv), equal_to(1));
    for (int i = 0; i < csv.n; i++)
        joined += snprintf(joined, (size_t)(end - joined), "%s%s", i ? "|" : "", csv.field[i]);
}

/* clang-format off */
TEST_EACH(csv, splits, (const char *what, *text, *fields),
    { "plain fields", "a,b,c\n", "a|b|c" },
    { "empty fields", ",b,\n", "|b|" },
    { "a quoted comma", "\"a,b\",c\n", "a,b|c" },
    { "a doubled quote", "\"say \"\"hi\"\"\",c\n", "say \"hi\"|c" },
    { "a quoted line end", "\"two\nlines\",c\n", "two\nlines|c" },
    { "CRLF", "a,b\r\nnext\r\n", "a|b" },
    { "a record without a line end", "a,b", "a|b" },
    { "a byte order mark", "\xef\xbb\xbf" "a,b\n", "a|b" })
/* clang-format on */
{
    char joined[256];
    join_fields(each->text, joined, sizeof joined);

    should(joined, equal_to(each->fields));
}

TEST(csv, counts_lines_also_inside_quotes)
{
    char text[] = "\"a\nb\"\n\n\nc\n";
    struct csv csv;
    csv_start(&csv, text);

    should(csv_next(&csv), equal_to(1));
    should(csv.record_line, equal_to(1));
    should(csv_next(&csv), equal_to(1));
    should(csv.record_line, equal_to(5));
    should(csv_next(&csv), equal_to(0));
}

TEST(csv, refuses_a_quote_that_is_never_closed)
{
    char text[] = "\"a,b\n";
    struct csv csv;
    csv_start(&csv, text);

    should(csv_next(&csv), equal_to(-1));
    should(csv.complaint, equal_to("a quote is never closed"));
}

/* The examples of FIPS 180-4: no byte, less than a block, and one whose padding needs a block more. */
TEST_EACH(digest, is_that_of_the_standard, (const char *text, *hex),
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" })
{
    char hex[SHA256_HEX];
    sha256_hex(each->text, strlen(each->text), hex);

    should(hex, equal_to(each->hex));
}

TEST(digest, tells_generated_files_apart)
{
    sb_file one, other;
    unsigned char first[SHA256_BYTES], second[SHA256_BYTES];
    sb_file_at(1, 0, SB_FILE_RANDOM, 1000, &one);
    sb_file_at(1, 1, SB_FILE_RANDOM, 1000, &other);
    sha256(one.bytes, one.size, first);
    sha256(other.bytes, other.size, second);
    sb_file_release(&one);
    sb_file_release(&other);

    should_not(bytes(first, sizeof first), equal_to(bytes(second, sizeof second)));
}
