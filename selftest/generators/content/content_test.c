/* content_test.c -- text, CSV and random bytes of exact sizes. */
#include "made.h"
#include <string.h>

SUITE(content);

TEST(content, text_of_any_size_ends_in_a_line_feed_and_has_short_lines)
{
    for (size_t size = 1; size < 3000; size += 37) {
        const unsigned char *text = made(SB_FILE_TEXT, size, size);
        size_t line = 0;
        should(text[size - 1], equal_to('\n'));
        for (size_t i = 0; i < size; i++) {
            should(text[i] == '\n' || (text[i] >= ' ' && text[i] < 127), be_true);
            line = text[i] == '\n' ? 0 : line + 1;
            should(line, be_at_most(72));
        }
    }
}

/* Reads RFC 4180 strictly: the number of records, or -1; fields of each record must be as many as of the first. */
static int records(const unsigned char *at, size_t size)
{
    const unsigned char *end = at + size;
    int records = 0, fields = 1, wanted = 0;

    while (at < end) {
        if (*at == '"') {
            for (at++; at < end && (*at != '"' || (at + 1 < end && at[1] == '"')); at++)
                at += *at == '"';
            if (at++ >= end)
                return -1;
        } else
            while (at < end && *at != ',' && *at != '\r')
                if (*at == '"' || *at++ == '\n')
                    return -1;
        if (at < end && *at == ',') {
            at++;
            fields++;
            continue;
        }
        if (at < end && (at + 1 == end || at[0] != '\r' || at[1] != '\n'))
            return -1;
        at += 2;
        wanted = wanted ? wanted : fields;
        if (fields != wanted)
            return -1;
        fields = 1;
        records++;
    }
    return records;
}

TEST(content, csv_of_every_small_size_is_valid)
{
    for (size_t size = 1; size < 2500; size++) {
        const unsigned char *csv = made(SB_FILE_CSV, size, size);
        should(records(csv, size), be_at_least(1));
        if (size >= sizeof "id,name,email,city,note\r\n" - 1)
            should((const char *)csv + size - 2, equal_to("\r\n"));
    }
}

TEST(content, csv_has_a_header_rows_and_fields_in_quotes)
{
    const unsigned char *csv = made(SB_FILE_CSV, 20000, 4);

    should((const char *)csv, start_with("id,name,email,city,note\r\n1,"));
    should((const char *)csv, match(",\"[a-z ]+, [a-z]+\"\r\n"));
    should((const char *)csv, match(",\"[a-z ]+ \"\"[a-z]+\"\"\"\r\n"));
    should((const char *)csv, match(",\"[a-z ]+\r\n[a-z]+\"\r\n"));
    should(records(csv, 20000), be_above(200));
}

TEST(content, random_bytes_are_the_words_in_little_endian_order)
{
    unsigned char wanted[16];
    sb_draw same = sb_draw_at(1, 2, 3, 11);

    for (int i = 0; i < 16; i += 8) {
        uint64_t word = sb_draw_word(&same);
        for (int b = 0; b < 8; b++)
            wanted[i + b] = (unsigned char)(word >> 8 * b);
    }
    should(bytes(made(SB_FILE_RANDOM, 11, 11), 11), equal_to(bytes(wanted, 11)));
}
