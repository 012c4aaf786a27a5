/* lines.c -- a file of JSON lines, read one by one. */
#include "lines.h"
#include "../../assert/context.h"
#include "document.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The output and the failures of one test fit many times; a file without newlines is refused before it fills the memory. */
enum { MOST_BYTES = 64 << 20 };

int sb_lines_open(sb_lines *lines, const char *path)
{
    struct stat about;
    *lines = (sb_lines){ .path = path };
    if (strcmp(path, "-") == 0) {
        *lines = (sb_lines){ .path = "standard input", .file = stdin };
        return SB_OK;
    }
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return sb_fail_with(SB_ERR, "%s: this is a folder; expected a file", path);
    lines->file = fopen(path, "rbe");
    if (!lines->file)
        return sb_fail_with(
            errno == ENOENT || errno == ENOTDIR ? SB_ENOTFOUND : SB_ERR, "%s: cannot be opened: %s", path, strerror(errno));
    return SB_OK;
}

/* Into lines->line, without its newline. 1 when there was one. */
static int read_line(sb_lines *lines)
{
    int c = EOF;
    lines->size = 0;
    while ((c = getc_unlocked(lines->file)) != EOF && c != '\n') {
        if (lines->size == MOST_BYTES)
            return sb_fail_with(SB_ERR, "%s:%d: this line is longer than %d MB; expected a file of JSON lines", lines->path,
                lines->number + 1, MOST_BYTES >> 20);
        if (lines->size == lines->room)
            lines->line = sb_realloc(lines->line, lines->room = lines->room * 2 + 4096);
        lines->line[lines->size++] = (char)c;
    }
    if (ferror(lines->file))
        return sb_fail_with(SB_ERR, "%s: cannot be read: %s", lines->path, strerror(errno));
    lines->whole = c == '\n';
    if (c == EOF && lines->size == 0)
        return 0;
    lines->number++;
    return 1;
}

static bool blank(const sb_lines *lines)
{
    for (size_t i = 0; i < lines->size; i++)
        if (lines->line[i] != ' ' && lines->line[i] != '\t' && lines->line[i] != '\r')
            return false;
    return true;
}

static int parse(const sb_lines *lines, sb_yaml **out)
{
    sb_document *doc = sb_document_new(lines->path);
    doc->language = "JSON";
    doc->before = lines->number - 1;
    doc->source = sb_alloc(lines->size + 1);
    doc->size = lines->size;
    memcpy(doc->source, lines->line, lines->size);
    int code = sb_document_check(doc);
    if (code == SB_OK)
        code = sb_document_parse(doc, true);
    if (code)
        sb_yaml_free(&doc->yaml);
    else
        *out = &doc->yaml;
    return code;
}

int sb_lines_next(sb_lines *lines, sb_yaml **out)
{
    int there;
    *out = NULL;
    do {
        there = read_line(lines);
    } while (there == 1 && blank(lines));
    return there == 1 ? parse(lines, out) : there;
}

void sb_lines_close(sb_lines *lines)
{
    if (lines->file && lines->file != stdin)
        fclose(lines->file);
    free(lines->line);
    *lines = (sb_lines){ .path = NULL };
}
