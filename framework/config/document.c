/* document.c -- the source of a YAML file, its nodes, and complaints that show the line they are about. */
#include "document.h"
#include "../../assert/context.h"
#include "slurp.h"
#include <stdlib.h>
#include <string.h>

/* Many times what people write by hand; the tree of it has to fit into memory. */
enum { MOST_BYTES = 64 << 20 };

/* Of a name or a line in a message: as much as fits on a few lines of a terminal, and before a place in a long line. */
enum { SHOWN = 160, BEFORE = 120 };

sb_document *sb_document_new(const char *path)
{
    sb_document *doc = sb_alloc(sizeof *doc);
    doc->yaml.path = sb_strdup(path);
    doc->language = "YAML";
    return doc;
}

static const char *line_at(const sb_document *doc, int line, size_t *size)
{
    const char *at = doc->source, *end = doc->source + doc->size;
    for (; line > 1 && at < end; line--) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *size = (size_t)((newline ? newline : end) - at);
    if (*size > 0 && at[*size - 1] == '\r')
        (*size)--;
    return at;
}

static int characters(const char *at, size_t size)
{
    int n = 0;
    for (size_t i = 0; i < size; i++)
        n += ((unsigned char)at[i] & 0xc0) != 0x80;
    return n;
}

/* Bytes of the first n characters. */
static size_t bytes_of(const char *at, size_t size, int n)
{
    size_t i = 0;
    for (; i < size; i++)
        if (((unsigned char)at[i] & 0xc0) != 0x80 && n-- == 0)
            break;
    return i;
}

/* The part of a line around a column: the column then counts from where the part begins. */
static const char *cut(const char *at, size_t *size, int *column)
{
    if (*column > SHOWN) {
        size_t skipped = bytes_of(at, *size, *column - 1 - BEFORE);
        at += skipped;
        *size -= skipped;
        *column = BEFORE + 1;
    }
    *size = bytes_of(at, *size, SHOWN);
    return at;
}

char *sb_yaml_shown(const char *name)
{
    size_t size = strlen(name), most = bytes_of(name, size, SHOWN);
    return sb_format("%.*s%s", (int)most, name, most < size ? "..." : "");
}

int sb_document_fail(const sb_document *doc, int line, int column, int code, const char *message)
{
    sb_text text = SB_TEXT_EMPTY;
    size_t size;
    const char *at = line_at(doc, line - doc->before, &size);
    while (size == 0 && line > 1 + doc->before) {
        at = line_at(doc, --line - doc->before, &size);
        column = characters(at, size) + 1;
    }
    sb_text_add(&text, "%s:%d:%d: %s\n    ", doc->yaml.path, line, column, message);
    at = cut(at, &size, &column);
    sb_text_put(&text, at, size);
    sb_text_add(&text, "\n    ");
    for (size_t i = 0; column > 1; i++) {
        if (i < size && ((unsigned char)at[i] & 0xc0) == 0x80)
            continue;
        sb_text_put(&text, i < size && at[i] == '\t' ? "\t" : " ", 1);
        column--;
    }
    sb_text_add(&text, "^");
    sb_fail_with(code, "%s", text.at);
    sb_text_release(&text);
    return code;
}

int sb_node_fail(const sb_node *at, int code, const char *format, ...)
{
    sb_text message = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&message, format, args);
    va_end(args);
    sb_document_fail((const sb_document *)at->in, at->line, at->column, code, message.at ? message.at : "");
    sb_text_release(&message);
    return code;
}

/* The first byte that is neither part of valid UTF-8 nor text, or NULL. Overlong forms and surrogates are left to their readers. */
static const char *not_text(const char *at, const char *end)
{
    while (at < end) {
        unsigned char c = (unsigned char)*at;
        int more = c >= 0xf0 && c < 0xf8 ? 3 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xc2 && c < 0xe0 ? 1 : 0;
        if (c == 0 || (c >= 0x80 && more == 0) || end - at <= more)
            return at;
        for (int i = 1; i <= more; i++)
            if (((unsigned char)at[i] & 0xc0) != 0x80)
                return at;
        at += more + 1;
    }
    return NULL;
}

int sb_document_check(const sb_document *doc)
{
    int line = 1 + doc->before;
    const char *bad = not_text(doc->source, doc->source + doc->size), *start = doc->source;
    if (!bad)
        return SB_OK;
    for (const char *at = start; at < bad; at++)
        if (*at == '\n') {
            line++;
            start = at + 1;
        }
    return sb_fail_with(SB_ERR, "%s:%d:%d: this is not %s: the byte 0x%02x is not UTF-8 text; expected a text file in UTF-8",
        doc->yaml.path, line, characters(start, (size_t)(bad - start)) + 1, doc->language, (unsigned char)*bad);
}

int sb_document_load(sb_document *doc)
{
    int code = sb_slurp_most(doc->yaml.path, MOST_BYTES, &doc->source, &doc->size);
    return code ? code : sb_document_check(doc);
}

sb_node *sb_document_add(sb_document *doc, enum sb_node_kind kind, int line, int column)
{
    sb_node *node = sb_alloc(sizeof *node);
    node->kind = kind;
    node->line = line;
    node->column = column;
    node->in = &doc->yaml;
    doc->all = sb_grow(doc->all, doc->n, &doc->room, sizeof *doc->all);
    doc->all[doc->n++] = node;
    return node;
}

void sb_yaml_free(sb_yaml *yaml)
{
    sb_document *doc = (sb_document *)yaml;
    if (!doc)
        return;
    for (size_t i = 0; i < doc->n; i++) {
        free((char *)doc->all[i]->text);
        free(doc->all[i]->item);
        free(doc->all[i]->key);
        free(doc->all[i]);
    }
    free(doc->all);
    free(doc->source);
    free((char *)doc->yaml.path);
    free(doc);
}

const sb_node *sb_node_get(const sb_node *map, const char *key)
{
    for (size_t i = 0; map && map->kind == SB_NODE_MAP && i < map->n; i++)
        if (strcmp(map->key[i]->text, key) == 0)
            return map->item[i];
    return NULL;
}
