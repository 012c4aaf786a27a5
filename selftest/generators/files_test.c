/* files_test.c -- generated files: names, sizes, kinds by name, the same bytes whole and in pieces. */
#include "../../generators/content/sha256.h"
#include "../support/record.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SUITE(generated_files);

static sb_file *file_at(uint64_t n, enum sb_file_kind kind, uint64_t size)
{
    sb_file *file = malloc(sizeof *file);

    add_cleanup(free, (void *)file);
    should(sb_file_at(42, n, kind, size, file), equal_to(SB_OK));
    add_cleanup(sb_file_release, file);
    return file;
}

TEST_EACH(generated_files, kind, (enum sb_file_kind kind; const char *word, *media_type, *name, *start),
    { SB_FILE_TEXT, "text", "text/plain", "-8.txt", "" }, { SB_FILE_CSV, "csv", "text/csv", "-8.csv", "id,name" },
    { SB_FILE_PNG, "png", "image/png", "-8.png", "\x89PNG\r\n\x1a\n" },
    { SB_FILE_RANDOM, "random", "application/octet-stream", "-8.bin", "" },
    { SB_FILE_MARKDOWN, "markdown", "text/markdown", "-8.md", "# " },
    { SB_FILE_HTML, "html", "text/html", "-8.html", "<!DOCTYPE html>" },
    { SB_FILE_JSON, "json", "application/json", "-8.json", "[\n  {\"id\": 1, \"name\": \"" },
    { SB_FILE_XML, "xml", "application/xml", "-8.xml", "<?xml version=\"1.0\"" },
    { SB_FILE_SVG, "svg", "image/svg+xml", "-8.svg", "<svg xmlns=" },
    { SB_FILE_PDF, "pdf", "application/pdf", "-8.pdf", "%PDF-1.4\n" },
    { SB_FILE_ZIP, "zip", "application/zip", "-8.zip", "PK\3\4" })
{
    sb_file *file = file_at(7, each->kind, 0), *same = file_at(7, each->kind, 0);

    should(file->media_type, equal_to(each->media_type));
    should(file->name, end_with(each->name));
    should(memcmp(file->bytes, each->start, strlen(each->start)), equal_to(0));
    should(file->size, be_between(200, 120000));
    should(bytes(file->bytes, file->size), equal_to(bytes(same->bytes, same->size)));
    should(sb_file_kind_name(each->kind), equal_to(each->word));
}

TEST_EACH(generated_files, size, (enum sb_file_kind kind; uint64_t asked; size_t size), { SB_FILE_TEXT, 1, 1 },
    { SB_FILE_TEXT, 77777, 77777 }, { SB_FILE_CSV, 1, 1 }, { SB_FILE_CSV, 54321, 54321 }, { SB_FILE_PNG, 99999, 99999 },
    { SB_FILE_PNG, 1, 92 }, { SB_FILE_RANDOM, 1, 1 }, { SB_FILE_RANDOM, 1000003, 1000003 }, { SB_FILE_JSON, 1, 3 },
    { SB_FILE_PDF, 1, 840 }, { SB_FILE_ZIP, 1, 140 }, { SB_FILE_PDF, SB_FILE_EMPTY, 0 }, { SB_FILE_TEXT, SB_FILE_EMPTY, 0 })
{
    sb_file *file = file_at(1, each->kind, each->asked);

    should(file->size, equal_to(each->size));
    should_not(file->bytes, be_null);
}

TEST(generated_files, exactly_no_bytes_is_empty)
{
    should(sb_file_exactly(0) == SB_FILE_EMPTY, be_true);
    should(sb_file_exactly(5), equal_to(5));
}

TEST(generated_files, another_n_is_another_file)
{
    sb_file *one = file_at(1, SB_FILE_TEXT, 500), *two = file_at(2, SB_FILE_TEXT, 500);

    should_not(bytes(one->bytes, 500), equal_to(bytes(two->bytes, 500)));
}

TEST(generated_files, a_kind_that_is_none_is_refused)
{
    sb_file file;

    should(sb_file_at(1, 1, (enum sb_file_kind)SB_FILE_KINDS, 0, &file), equal_to(SB_ERR));
    should(sb_error(), equal_to("there is no kind of file 11: SB_FILE_TEXT to SB_FILE_ZIP are 0 to 10"));
    should(file.bytes, be_null);
    should(sb_file_kind_name((enum sb_file_kind)SB_FILE_KINDS), be_null);
}

TEST(generated_files, what_is_too_large_for_its_kind_is_refused)
{
    sb_file_wish wish = { SB_FILE_ZIP, UINT64_C(1) << 32 };
    sb_file_facts facts;

    should(sb_file_look(1, 1, &wish, &facts), equal_to(SB_ERR));
    should(sb_error(), equal_to("a generated zip file has at most 4294967295 bytes, and 4294967296 were asked for"));
    should(sb_file_open(1, 1, &wish), be_null);
}

TEST_EACH(generated_files, kind_by_name, (const char *name; enum sb_file_kind kind), { "pdf", SB_FILE_PDF },
    { ".md", SB_FILE_MARKDOWN }, { "txt", SB_FILE_TEXT }, { "random", SB_FILE_RANDOM }, { "bin", SB_FILE_RANDOM })
{
    enum sb_file_kind kind = SB_FILE_KINDS;

    should(sb_file_kind_named(each->name, &kind), equal_to(SB_OK));
    should(kind, equal_to(each->kind));
}

TEST_EACH(generated_files, no_kind_by_name, (const char *name, *said),
    { "pfd", "the kind `pfd`; did you mean `pdf`? the kinds are text," },
    { "jpg", "the kind `jpg`: of images there are png and svg" }, { "", "the kind ``; the kinds are text" })
{
    enum sb_file_kind kind;

    should(sb_file_kind_named(each->name, &kind), equal_to(SB_ERR));
    should(sb_error(), contain(each->said));
}

typedef struct taken {
    unsigned char *all;
    size_t size, pieces;
} taken;

static int take(void *env, const void *piece, size_t size)
{
    taken *to = env;

    memcpy(to->all + to->size, piece, size);
    to->size += size;
    to->pieces++;
    return SB_OK;
}

TEST(generated_files, a_stream_gives_the_same_bytes_and_all_facts)
{
    sb_file *whole = file_at(9, SB_FILE_PDF, 700000);
    sb_file_wish wish = { SB_FILE_PDF, 700000 };
    taken got = { .all = malloc(700000) };
    sb_file_facts facts;
    char digest[SB_SHA256_HEX];

    add_cleanup(free, (void *)got.all);
    should(sb_file_stream(42, 9, &wish, take, &got, &facts), equal_to(SB_OK));
    should(bytes(got.all, got.size), equal_to(bytes(whole->bytes, whole->size)));
    should(got.pieces, equal_to(3u));
    sb_sha256_hex(whole->bytes, whole->size, digest);
    should(facts.sha256, equal_to(digest));
    should(facts.name, equal_to(whole->name));
    should(facts.size, equal_to(700000));
    should(facts.extension, equal_to(".pdf"));
}

static int one_piece_only(void *env, const void *piece, size_t size)
{
    (void)piece;
    (void)size;
    return ++*(int *)env == 1 ? SB_OK : -77;
}

TEST(generated_files, a_stream_ends_where_its_function_says_so)
{
    sb_file_wish wish = { SB_FILE_RANDOM, UINT64_C(1) << 40 };
    int calls = 0;

    should(sb_file_stream(1, 1, &wish, one_piece_only, &calls, NULL), equal_to(-77));
    should(calls, equal_to(2));
}

TEST(generated_files, a_reader_gives_the_same_bytes)
{
    sb_file *whole = file_at(3, SB_FILE_JSON, 5000);
    sb_file_wish wish = { SB_FILE_JSON, 5000 };
    sb_file_reader *reader = sb_file_open(42, 3, &wish);
    unsigned char all[6000];

    should(sb_file_read(reader, all, 1), equal_to(1u));
    should(sb_file_read(reader, all + 1, 5999), equal_to(4999u));
    should(sb_file_read(reader, all, 10), equal_to(0u));
    sb_file_close(reader);
    should(memcmp(all, whole->bytes, 5000), equal_to(0));
}
