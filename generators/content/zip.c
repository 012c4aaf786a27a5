/* zip.c -- ZIP archives of files of the other kinds, stored and not compressed, of an exact size.
 *
 * The checksum of a file stands before the file, so that every reader can do with it: each is made twice, first for its checksum.
 */
#include "checksum.h"
#include "unit.h"
#include <stdlib.h>
#include <string.h>

enum {
    ENTRIES = 128,
    LOCAL = 30,
    CENTRAL = 46,
    END = 22,
    NAME = 32,
    LEAST = LOCAL + CENTRAL + END + 2 * (sizeof "documents/notes-1.txt" - 1),
    FEW = 4000,       /* bytes of an archive with a single file */
    LARGE = 48 << 20, /* bytes of a file, about, at most */
    PIECE = 32768,
    DATE = (2026 - 1980) << 9 | 1 << 5 | 2, /* 2 January 2026, 03:04:06 */
    TIME = 3 << 11 | 4 << 5 | 6 / 2
};
static const uint64_t INSIDE = UINT64_C(0x7a6970); /* "zip", in the place of a factory's name */

static const struct inside {
    enum sb_file_kind kind;
    const char *before, *behind;
} insides[] = { { SB_FILE_TEXT, "documents/notes-", ".txt" }, { SB_FILE_CSV, "data/table-", ".csv" },
    { SB_FILE_PNG, "images/picture-", ".png" }, { SB_FILE_JSON, "data/list-", ".json" },
    { SB_FILE_PDF, "documents/report-", ".pdf" }, { SB_FILE_MARKDOWN, "documents/read-me-", ".md" },
    { SB_FILE_SVG, "images/drawing-", ".svg" }, { SB_FILE_XML, "data/list-", ".xml" },
    { SB_FILE_HTML, "documents/page-", ".html" }, { SB_FILE_RANDOM, "data/sample-", ".bin" } };
enum { INSIDES = sizeof insides / sizeof *insides };

typedef struct entry {
    const struct inside *is;
    uint32_t crc;
    uint64_t size, offset;
} entry;

typedef struct state {
    uint64_t seed;
    unsigned entries, at; /* at: the present one; behind the last, those of the directory; then the end */
    entry entry[ENTRIES];
    bool in_file;
    void *memory; /* for the present file */
    sb_content *file;
    uint64_t directory; /* where it begins */
} state;

static size_t put_name(const state *is, unsigned n, char name[NAME])
{
    sb_put to = sb_put_into(name, NAME);

    sb_put_text(&to, is->entry[n].is->before);
    sb_put_number(&to, n + 1, 0);
    sb_put_text(&to, is->entry[n].is->behind);
    return (size_t)(to.at - name);
}

/* ---- which files make this size ---- */

static unsigned how_many(sb_draw *draw, uint64_t size)
{
    uint64_t some = 2 + sb_draw_below(draw, 6);

    if (size < FEW)
        return 1;
    if (size / 1000 < some)
        some = size / 1000;
    return (unsigned)(size / LARGE + 1 > some ? size / LARGE + 1 : some);
}

static uint64_t around(const state *is)
{
    uint64_t size = END;
    char name[NAME];

    for (unsigned n = 0; n < is->entries; n++)
        size += LOCAL + CENTRAL + 2 * put_name(is, n, name);
    return size;
}

/* All kinds in turn. A file too small for its kind becomes text, which changes the length of its name: so names come first and text has the
 * last word, and the last file, which takes what is left, is text too. */
static void plan(state *is, sb_draw *draw, uint64_t size)
{
    uint64_t room, part, first = sb_draw_below(draw, INSIDES);

    is->entries = how_many(draw, size);
    for (unsigned n = 0; n < is->entries; n++) {
        is->entry[n].is = &insides[(first + n) % INSIDES];
        if (n + 1 == is->entries || sb_content_fit(is->entry[n].is->kind, size / is->entries / 2) != size / is->entries / 2)
            is->entry[n].is = &insides[0];
    }
    room = size - around(is);
    part = room / is->entries;
    for (unsigned n = 0; n + 1 < is->entries; n++) {
        is->entry[n].size = part * (70 + sb_draw_below(draw, 31)) / 100;
        room -= is->entry[n].size;
    }
    is->entry[is->entries - 1].size = room;
}

static bool zip_begin(sb_content *content)
{
    state *is = content->state;
    size_t most = 0;

    for (unsigned i = 0; i < INSIDES; i++)
        if (sb_content_memory(insides[i].kind) > most)
            most = sb_content_memory(insides[i].kind);
    is->seed = sb_draw_word(&content->draw);
    plan(is, &content->draw, content->size);
    is->memory = malloc(most);
    return is->memory != NULL;
}

static void zip_end(sb_content *content)
{
    state *is = content->state;

    free(is->memory);
}

/* ---- what is written ---- */

static unsigned char *put16(unsigned char *to, unsigned number)
{
    to[0] = (unsigned char)number;
    to[1] = (unsigned char)(number >> 8);
    return to + 2;
}

static unsigned char *put32(unsigned char *to, uint64_t number)
{
    return put16(put16(to, number & 0xffff), (number >> 16) & 0xffff);
}

/* What both headers of a file have, from the version needed to the length of its name. */
static unsigned char *put_common(const entry *one, unsigned char *to, size_t name)
{
    to = put16(put16(put16(to, 10), 0), 0); /* version 1.0; no flags; stored */
    to = put16(put16(to, TIME), DATE);
    to = put32(put32(put32(to, one->crc), one->size), one->size);
    return put16(put16(to, (unsigned)name), 0);
}

static void open_file(state *is)
{
    const entry *one = &is->entry[is->at];
    sb_draw place = sb_draw_at(is->seed, INSIDE, is->at, 0);

    is->file = sb_content_in(is->memory, one->is->kind, &place, one->size);
}

static unsigned char *put_local(sb_content *content, state *is, unsigned char *to)
{
    entry *one = &is->entry[is->at];
    char name[NAME];
    size_t length = put_name(is, is->at, name), size;

    open_file(is);
    while ((size = sb_content_read(is->file, to, PIECE)))
        one->crc = sb_crc32(one->crc, to, size);
    open_file(is);
    one->offset = content->made;
    is->in_file = one->size > 0;
    is->at += one->size == 0;
    to = put_common(one, put32(to, 0x04034b50), length);
    memcpy(to, name, length);
    return to + length;
}

static unsigned char *put_file(state *is, unsigned char *to)
{
    size_t size = sb_content_read(is->file, to, PIECE);

    if (is->file->made == is->file->size && is->file->from == is->file->to) {
        is->in_file = false;
        is->at++;
    }
    return to + size;
}

static unsigned char *put_central(const state *is, unsigned n, unsigned char *to)
{
    char name[NAME];
    size_t length = put_name(is, n, name);

    to = put16(put32(to, 0x02014b50), 3 << 8 | 20); /* made on Unix, which is where its permissions are understood */
    to = put_common(&is->entry[n], to, length);
    to = put16(put16(put16(to, 0), 0), 0); /* no comment; the first disk; no hint of what is in it */
    to = put32(put32(to, UINT64_C(0100644) << 16), is->entry[n].offset);
    memcpy(to, name, length);
    return to + length;
}

static unsigned char *put_end(const sb_content *content, const state *is, unsigned char *to)
{
    to = put16(put16(put32(to, 0x06054b50), 0), 0);
    to = put16(put16(to, is->entries), is->entries);
    to = put32(put32(to, content->made - is->directory), is->directory);
    return put16(to, 0);
}

static size_t zip_unit(sb_content *content, unsigned char *out)
{
    state *is = content->state;
    unsigned char *end;

    if (is->in_file)
        end = put_file(is, out);
    else if (is->at < is->entries)
        end = put_local(content, is, out);
    else if (is->at < 2 * is->entries) {
        if (is->at == is->entries)
            is->directory = content->made;
        end = put_central(is, is->at++ - is->entries, out);
    } else
        end = put_end(content, is, out);
    return (size_t)(end - out);
}

const sb_content_kind sb_content_zip = { .least = LEAST,
    .most = UINT32_MAX, /* more would be ZIP64 */
    .unit_most = PIECE,
    .state_size = sizeof(state),
    .begin = zip_begin,
    .unit = zip_unit,
    .end = zip_end };
