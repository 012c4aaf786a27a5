/* files.c -- files: text, CSV, PNG, random bytes; their names, and writing them into a folder. */
#include "../assert/context.h"
#include "fake/content.h"
#include "fake/prose.h"
#include <errno.h>
#include <seedbed/make.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Stand for names in the draws; frozen with SB_DATA_VERSION. */
static const uint64_t FILES = UINT64_C(0x66696c6573), NAME = UINT64_C(0x6e616d65), SIZE = UINT64_C(0x73697a65),
                      CONTENT = UINT64_C(0x636f6e74656e74);

enum { NAMES = 8 };

/* What there is to know of a kind; in the order of enum sb_file_kind. */
static const struct kind {
    const char *media_type, *extension;
    uint64_t least, most; /* bytes of a file whose size nobody asked for */
    void (*fill)(sb_draw *draw, unsigned char *out, size_t size);
    size_t (*fit)(size_t size); /* NULL: any size will do */
    const char *name[NAMES];
} kinds[] = {
    { "text/plain", ".txt", 600, 6000, sb_fake_text, NULL,
        { "essay-draft", "reading-notes", "lab-report", "summary", "questions", "letter", "minutes", "feedback" } },
    { "text/csv", ".csv", 800, 12000, sb_fake_csv, NULL,
        { "participants", "grades", "attendance", "survey", "contacts", "enrolments", "waiting-list", "export" } },
    { "image/png", ".png", 4000, 60000, sb_fake_png, sb_png_fit,
        { "portrait", "diagram", "chart", "poster", "screenshot", "map", "logo", "figure" } },
    { "application/octet-stream", ".bin", 256, 16384, sb_fake_bytes, NULL,
        { "backup", "recording", "dataset", "archive", "sample", "measurement", "firmware", "dump" } },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t size_of(uint64_t seed, uint64_t n, const struct kind *kind)
{
    sb_draw draw = sb_draw_at(seed, FILES, SIZE, n);

    return (size_t)(kind->least + sb_draw_below(&draw, kind->most - kind->least));
}

int sb_file_at(uint64_t seed, uint64_t n, enum sb_file_kind kind, size_t size, sb_file *out)
{
    sb_draw name = sb_draw_at(seed, FILES, NAME, n), content = sb_draw_at(seed, FILES, CONTENT, n);
    const struct kind *is;
    sb_put to;

    memset(out, 0, sizeof *out);
    if ((unsigned)kind >= KINDS)
        return sb_fail_with(SB_ERR, "there is no kind of file %d: SB_FILE_TEXT, _CSV, _PNG and _RANDOM are 0 to 3", (int)kind);
    is = &kinds[kind];
    if (size == 0)
        size = size_of(seed, n, is);
    if (is->fit)
        size = is->fit(size);
    out->bytes = malloc(size);
    if (!out->bytes)
        return sb_fail_with(SB_ERR, "no memory for a generated file of %zu bytes: ask for a smaller one", size);
    is->fill(&content, out->bytes, size);
    out->size = size;
    out->kind = kind;
    out->media_type = is->media_type;
    to = sb_put_into(out->name, sizeof out->name);
    sb_put_text(&to, is->name[sb_draw_below(&name, NAMES)]);
    sb_put_byte(&to, '-');
    sb_put_number(&to, n + 1, 0);
    sb_put_text(&to, is->extension);
    return SB_OK;
}

void sb_file_release(sb_file *file)
{
    free(file->bytes);
    file->bytes = NULL;
    file->size = 0;
}

/* Written beside its place and then renamed, so that nobody ever sees half of it. */
int sb_file_write(const sb_file *file, const char *folder, char *path, size_t path_size)
{
    char *part = sb_format("%s/.%s.part", folder, file->name);
    FILE *to = NULL;
    int code = SB_OK, length = snprintf(path, path_size, "%s/%s", folder, file->name);

    if (length < 0 || (size_t)length >= path_size) {
        code = sb_fail_with(
            SB_ERR, "the path of %s in %s has %d bytes, and there is room for %zu", file->name, folder, length + 1, path_size);
        goto done;
    }
    to = fopen(part, "wb");
    if (!to) {
        code = sb_fail_with(SB_ERR, "cannot write a file in the folder %s: %s", folder, strerror(errno));
        goto done;
    }
    errno = 0;
    if (fwrite(file->bytes, 1, file->size, to) != file->size)
        code = SB_ERR;
    if (fclose(to) != 0 || code != SB_OK || rename(part, path) != 0) {
        code = sb_fail_with(SB_ERR, "cannot write %s: %s", path, strerror(errno));
        unlink(part);
    }
done:
    if (code != SB_OK && path_size)
        *path = '\0';
    free(part);
    return code;
}
