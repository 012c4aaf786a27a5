/* files.c -- files by seed, number and kind: their names, sizes and media types, and their content whole or in pieces. */
#include "../assert/context.h"
#include "../assert/text.h"
#include "content/content.h"
#include "content/sha256.h"
#include "fake/put.h"
#include <stdlib.h>
#include <string.h>

/* Stand for names in the draws; frozen with SB_DATA_VERSION. */
static const uint64_t FILES = UINT64_C(0x66696c6573), NAME = UINT64_C(0x6e616d65), SIZE = UINT64_C(0x73697a65),
                      CONTENT = UINT64_C(0x636f6e74656e74);

enum { NAMES = 8, PIECE = 256 * 1024 };

/* What there is to know of a kind; in the order of enum sb_file_kind. */
static const struct kind {
    const char *word, *media_type, *extension;
    uint64_t least, most; /* bytes of a file whose size nobody asked for */
    const char *name[NAMES];
} kinds[SB_FILE_KINDS] = {
    { "text", "text/plain", ".txt", 600, 6000,
        { "essay-draft", "reading-notes", "lab-report", "summary", "questions", "letter", "minutes", "feedback" } },
    { "csv", "text/csv", ".csv", 800, 12000,
        { "participants", "grades", "attendance", "survey", "contacts", "enrolments", "waiting-list", "export" } },
    { "png", "image/png", ".png", 4000, 60000,
        { "portrait", "diagram", "chart", "poster", "screenshot", "map", "logo", "figure" } },
    { "random", "application/octet-stream", ".bin", 256, 16384,
        { "backup", "recording", "dataset", "archive", "sample", "measurement", "firmware", "dump" } },
    { "markdown", "text/markdown", ".md", 400, 8000,
        { "read-me", "syllabus", "changes", "guide", "plan", "outline", "how-to", "agenda" } },
    { "html", "text/html", ".html", 1000, 16000,
        { "page", "lesson", "welcome", "handout", "article", "newsletter", "imprint", "overview" } },
    { "json", "application/json", ".json", 500, 12000,
        { "settings", "members", "results", "events", "messages", "catalogue", "answers", "progress" } },
    { "xml", "application/xml", ".xml", 500, 12000,
        { "feed", "directory", "timetable", "inventory", "register", "transfer", "roster", "records" } },
    { "svg", "image/svg+xml", ".svg", 400, 6000,
        { "icon", "drawing", "plan", "badge", "sketch", "floor-plan", "emblem", "graph" } },
    { "pdf", "application/pdf", ".pdf", 3000, 80000,
        { "report", "certificate", "slides", "thesis", "contract", "worksheet", "transcript", "brochure" } },
    { "zip", "application/zip", ".zip", 6000, 120000,
        { "submission", "portfolio", "materials", "photos", "homework", "bundle", "sources", "attachments" } },
};

/* ---- by name ---- */

const char *sb_file_kind_name(enum sb_file_kind kind) { return (unsigned)kind < SB_FILE_KINDS ? kinds[kind].word : NULL; }

int sb_file_kind_named(const char *name, enum sb_file_kind *out)
{
    const char *names[2 * SB_FILE_KINDS + 1] = { NULL }, *bare = *name == '.' ? name + 1 : name, *nearest;

    for (unsigned i = 0; i < SB_FILE_KINDS; i++) {
        if (strcmp(bare, kinds[i].word) == 0 || strcmp(bare, kinds[i].extension + 1) == 0) {
            *out = (enum sb_file_kind)i;
            return SB_OK;
        }
        names[i] = kinds[i].word;
        names[SB_FILE_KINDS + i] = kinds[i].extension + 1;
    }
    if (strcmp(bare, "jpeg") == 0 || strcmp(bare, "jpg") == 0)
        return sb_fail_with(SB_ERR, "there are no generated files of the kind `%s`: of images there are png and svg", name);
    nearest = sb_nearest(bare, names);
    return sb_fail_with(SB_ERR,
        "there are no generated files of the kind `%s`; %s%s%sthe kinds are text, csv, png, random, markdown, html, json, xml, svg, pdf, zip",
        name, nearest ? "did you mean `" : "", nearest ? nearest : "", nearest ? "`? " : "");
}

/* ---- facts ---- */

static uint64_t size_of(uint64_t seed, uint64_t n, const struct kind *kind)
{
    sb_draw draw = sb_draw_at(seed, FILES, SIZE, n);

    return kind->least + sb_draw_below(&draw, kind->most - kind->least);
}

static void name_of(uint64_t seed, uint64_t n, const struct kind *kind, char *name, size_t size)
{
    sb_draw draw = sb_draw_at(seed, FILES, NAME, n);
    sb_put to = sb_put_into(name, size);

    sb_put_text(&to, kind->name[sb_draw_below(&draw, NAMES)]);
    sb_put_byte(&to, '-');
    sb_put_number(&to, n + 1, 0);
    sb_put_text(&to, kind->extension);
}

int sb_file_look(uint64_t seed, uint64_t n, const sb_file_wish *wish, sb_file_facts *out)
{
    const struct kind *is;
    uint64_t wanted;

    memset(out, 0, sizeof *out);
    if ((unsigned)wish->kind >= SB_FILE_KINDS)
        return sb_fail_with(SB_ERR, "there is no kind of file %d: SB_FILE_TEXT to SB_FILE_ZIP are 0 to %d", (int)wish->kind,
            (int)SB_FILE_KINDS - 1);
    is = &kinds[wish->kind];
    wanted = wish->size ? wish->size : size_of(seed, n, is);
    out->size = wanted == SB_FILE_EMPTY ? 0 : sb_content_fit(wish->kind, wanted);
    if (out->size == 0 && wanted != SB_FILE_EMPTY)
        return sb_fail_with(SB_ERR, "a generated %s file has at most %llu bytes, and %llu were asked for", is->word,
            (unsigned long long)sb_content_most(wish->kind), (unsigned long long)wanted);
    out->kind = wish->kind;
    out->media_type = is->media_type;
    out->extension = is->extension;
    name_of(seed, n, is, out->name, sizeof out->name);
    return SB_OK;
}

/* ---- content ---- */

static sb_content *content_of(uint64_t seed, uint64_t n, const sb_file_facts *facts)
{
    sb_draw place = sb_draw_at(seed, FILES, CONTENT, n);
    sb_content *content = sb_content_open(facts->kind, &place, facts->size);

    if (!content)
        sb_fail_with(SB_ERR, "no memory to generate the file %s", facts->name);
    return content;
}

sb_file_reader *sb_file_open(uint64_t seed, uint64_t n, const sb_file_wish *wish)
{
    sb_file_facts facts;

    return sb_file_look(seed, n, wish, &facts) == SB_OK ? (sb_file_reader *)content_of(seed, n, &facts) : NULL;
}

size_t sb_file_read(sb_file_reader *reader, void *to, size_t room) { return sb_content_read((sb_content *)reader, to, room); }

void sb_file_close(sb_file_reader *reader) { sb_content_close((sb_content *)reader); }

static int send_pieces(sb_content *content, unsigned char *piece, sb_file_piece_fn *fn, void *env, char *sha256)
{
    sb_sha256 digest = sb_sha256_begin();
    int code = SB_OK;
    size_t size;

    while (code == SB_OK && (size = sb_content_read(content, piece, PIECE))) {
        if (sha256)
            sb_sha256_add(&digest, piece, size);
        code = fn(env, piece, size);
    }
    if (sha256 && code == SB_OK)
        sb_sha256_end(&digest, sha256);
    return code;
}

int sb_file_stream(uint64_t seed, uint64_t n, const sb_file_wish *wish, sb_file_piece_fn *fn, void *env, sb_file_facts *out)
{
    sb_file_facts facts;
    sb_content *content;
    unsigned char *piece;
    int code = sb_file_look(seed, n, wish, out ? out : &facts);

    if (code != SB_OK)
        return code;
    content = content_of(seed, n, out ? out : &facts);
    if (!content)
        return SB_ERR;
    piece = malloc(PIECE);
    code = piece ? send_pieces(content, piece, fn, env, out ? out->sha256 : NULL)
                 : sb_fail_with(SB_ERR, "no memory to generate a file in pieces of %d bytes", (int)PIECE);
    free(piece);
    sb_content_close(content);
    return code;
}

int sb_file_at(uint64_t seed, uint64_t n, enum sb_file_kind kind, uint64_t size, sb_file *out)
{
    sb_file_wish wish = { kind, size };
    sb_file_facts facts;
    sb_content *content;

    memset(out, 0, sizeof *out);
    if (sb_file_look(seed, n, &wish, &facts) != SB_OK || !(content = content_of(seed, n, &facts)))
        return SB_ERR;
    /* A pointer also where there are no bytes, as others expect of a file that was made. */
    out->bytes = facts.size < SIZE_MAX ? malloc((size_t)facts.size + 1) : NULL;
    if (out->bytes) {
        out->kind = kind;
        out->media_type = facts.media_type;
        memcpy(out->name, facts.name, sizeof out->name);
        out->size = sb_content_read(content, out->bytes, (size_t)facts.size);
        out->bytes[out->size] = '\0';
    }
    sb_content_close(content);
    return out->bytes ? SB_OK
                      : sb_fail_with(SB_ERR, "no memory for a generated file of %llu bytes: ask for a smaller one, or for pieces",
                            (unsigned long long)facts.size);
}

void sb_file_release(sb_file *file)
{
    free(file->bytes);
    file->bytes = NULL;
    file->size = 0;
}
