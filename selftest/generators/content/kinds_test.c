/* kinds_test.c -- what all kinds of files promise: exact sizes, the same bytes however they are read, and programs that open them. */
#include "made.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SUITE(kinds_of_content);

#define ALL_KINDS \
    { SB_FILE_TEXT }, { SB_FILE_CSV }, { SB_FILE_PNG }, { SB_FILE_RANDOM }, { SB_FILE_MARKDOWN }, { SB_FILE_HTML }, \
        { SB_FILE_JSON }, { SB_FILE_XML }, { SB_FILE_SVG }, { SB_FILE_PDF }, \
    { \
        SB_FILE_ZIP \
    }

/* What is read in pieces of so many bytes, the first of them shorter. */
static void should_read_the_same(enum sb_file_kind kind, uint64_t size, size_t piece)
{
    const unsigned char *whole = made(kind, size, size);
    unsigned char *in_pieces = malloc((size_t)size + piece);
    sb_draw place = sb_draw_at(1, 2, 3, size);
    sb_content *content = sb_content_open(kind, &place, size);
    size_t done = sb_content_read(content, in_pieces, piece / 3), got;

    add_cleanup(free, (void *)in_pieces);
    while ((got = sb_content_read(content, in_pieces + done, piece))) {
        done += got;
        should(done, be_at_most(size));
        should(got == piece || done == size, be_true);
    }
    sb_content_close(content);
    should(bytes(in_pieces, done), equal_to(bytes(whole, size)));
}

TEST_EACH(kinds_of_content, the_sizes_from_the_smallest_on_are_exact, (enum sb_file_kind kind), ALL_KINDS)
{
    uint64_t least = sb_content_fit(each->kind, 1);

    should(least, be_between(1, 900));
    for (uint64_t size = least; size < least + 1700; size += size < least + 40 ? 1 : 13)
        should_read_the_same(each->kind, sb_content_fit(each->kind, size), 977);
}

TEST_EACH(kinds_of_content, bytes_do_not_hang_on_the_pieces, (enum sb_file_kind kind), ALL_KINDS)
{
    static const uint64_t sizes[] = { 4095, 4096, 4097, 65535, 65536, 65537, 131072, 192000, 192001, 300001 };

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        should_read_the_same(each->kind, sizes[i], i % 2 ? 65536 : 4099);
    should_read_the_same(each->kind, 1000, 3);
}

TEST_EACH(kinds_of_content, nothing_is_of_every_kind, (enum sb_file_kind kind), ALL_KINDS) { made(each->kind, 0, 1); }

TEST_EACH(kinds_of_content, more_than_there_is_of_a_kind_does_not_fit, (enum sb_file_kind kind), ALL_KINDS)
{
    uint64_t most = sb_content_most(each->kind);

    should(sb_content_fit(each->kind, most), equal_to(most));
    should(sb_content_fit(each->kind, most + 1), equal_to(0));
}

TEST_EACH(kinds_of_content, another_place_has_other_bytes, (enum sb_file_kind kind), ALL_KINDS)
{
    should_not(bytes(made(each->kind, 3000, 1), 3000), equal_to(bytes(made(each->kind, 3000, 2), 3000)));
}

/* The smallest, some around a border of the kind, and a large one, each with $1 as its path: the command ends with 0 where it could read it. */
TEST_EACH(kinds_of_content, open_in, (const char *program; enum sb_file_kind kind; const char *end, *arguments),
    { "file", SB_FILE_PNG, ".png", "-b \"$1\" | grep -q '^PNG image data'" },
    { "file", SB_FILE_PDF, ".pdf", "-b \"$1\" | grep -q '^PDF document'" },
    { "file", SB_FILE_ZIP, ".zip", "-b \"$1\" | grep -q '^Zip archive data'" },
    { "file", SB_FILE_SVG, ".svg", "-b \"$1\" | grep -q '^SVG'" },
    { "file", SB_FILE_HTML, ".html", "-b \"$1\" | grep -q '^HTML'" },
    { "file", SB_FILE_XML, ".xml", "-b \"$1\" | grep -q '^XML'" },
    { "identify", SB_FILE_PNG, ".png", "-regard-warnings \"$1\" >/dev/null" }, { "pngcheck", SB_FILE_PNG, ".png", "-q \"$1\"" },
    { "pdfinfo", SB_FILE_PDF, ".pdf",
        "\"$1\" >\"$1.said\" 2>&1 && grep -q '^Pages: *[1-9]' \"$1.said\" && ! grep -qi error \"$1.said\"" },
    { "pdftotext", SB_FILE_PDF, ".pdf", "\"$1\" - 2>&1 | grep -q '^[A-Za-z]'" },
    { "qpdf", SB_FILE_PDF, ".pdf", "--check \"$1\" >/dev/null" }, { "unzip", SB_FILE_ZIP, ".zip", "-tq \"$1\" >/dev/null" },
    { "sqlite3", SB_FILE_CSV, ".csv",
        ":memory: '.mode csv' \".import $1 t\" 'SELECT count(*) FROM t' 2>&1 | grep -q '^[0-9]*$'" },
    { "python3", SB_FILE_JSON, ".json", "-m json.tool \"$1\" >/dev/null" }, { "xmllint", SB_FILE_XML, ".xml", "--noout \"$1\"" },
    { "xmllint", SB_FILE_SVG, ".svg", "--noout \"$1\"" })
{
    static const uint64_t sizes[] = { 1, 3000, 65700, 420000 };
    char path[4096], command[8192];

    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", each->program);
    if (system(command) != 0)
        skip_test("%s is not installed", each->program);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint64_t size = sb_content_fit(each->kind, sizes[i]);
        FILE *to;
        snprintf(path, sizeof path, "%s/%llu%s", sb_temp_dir(), (unsigned long long)size, each->end);
        to = fopen(path, "wb");
        should(fwrite(made(each->kind, size, 7), 1, (size_t)size, to), equal_to(size));
        fclose(to);
        snprintf(command, sizeof command, "set -- '%s'; %s %s", path, each->program, each->arguments);
        given(path, size);
        should(system(command), equal_to(0));
    }
}
