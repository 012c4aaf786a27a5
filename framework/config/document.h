/* document.h -- what is behind an sb_yaml: its source text and all of its nodes. Private to yaml.c, lines.c and document.c.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_DOCUMENT_H
#define SEEDBED_FRAMEWORK_CONFIG_DOCUMENT_H

#include "yaml.h"

/* The public struct is the first member, so that a node's `in` leads here. */
typedef struct sb_document {
    sb_yaml yaml;
    char *source;
    size_t size;
    sb_node **all; /* aliases share nodes, so they are freed from this list and not through the tree */
    size_t n, room;
    int before;           /* lines of the file before this source */
    const char *language; /* for messages: "YAML" */
} sb_document;

/* An empty document of this path. */
sb_document *sb_document_new(const char *path);
/* Fill the source from the file: SB_ENOTFOUND, or SB_ERR for what cannot be read or is not UTF-8 text. */
int sb_document_load(sb_document *doc);
/* SB_ERR where the source is not UTF-8 text. */
int sb_document_check(const sb_document *doc);
/* Make nodes of the source. In yaml.c. */
int sb_document_parse(sb_document *doc, bool json);
/* A new node at this place (from 1, in the file); the document owns it. */
sb_node *sb_document_add(sb_document *doc, enum sb_node_kind kind, int line, int column);
/* Return SB_ERR or the like with "file:line:column: message", the source line, and a caret under the column. A place behind the
 * last text is moved to its end, so that there is a line to show. */
int sb_document_fail(const sb_document *doc, int line, int column, int code, const char *message);

#endif
