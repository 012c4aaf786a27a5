/* yaml.h -- a YAML (or JSON) file as a tree of nodes that know their place, so that every complaint can name it.
 *
 * Calling sequence: sb_yaml_read, walk, sb_yaml_free.
 *
 * Errors: SB_ENOTFOUND: no such file. SB_ERR: not YAML, or two keys of one name; the message has file:line:column, the source line
 * with a caret, and what was expected.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_YAML_H
#define SEEDBED_FRAMEWORK_CONFIG_YAML_H

#include "../../assert/text.h"

enum sb_node_kind { SB_NODE_SCALAR = 1, SB_NODE_LIST, SB_NODE_MAP };

typedef struct sb_node {
    enum sb_node_kind kind;
    const char *text; /* scalar: its value; NULL for a plain null (nothing, ~ or null) */
    size_t size;      /* scalar: bytes of text, which may hold NULs where it was quoted */
    bool quoted;      /* scalar: written in quotes, so "1" and "true" are text */
    size_t n;         /* list and map: how many */
    struct sb_node **item;
    struct sb_node **key; /* map: scalars, same order as item */
    int line, column;     /* from 1 */
    const struct sb_yaml *in;
} sb_node;

/* A document; its nodes live as long as it does. */
typedef struct sb_yaml {
    const char *path;
    sb_node *root; /* an empty document: a scalar whose text is NULL */
} sb_yaml;

int sb_yaml_read(const char *path, sb_yaml **out);
void sb_yaml_free(sb_yaml *yaml);
/* The value of a key of a map, or NULL. */
const sb_node *sb_node_get(const sb_node *map, const char *key);
/* A name for a message, cut where it is very long. The caller frees it. */
char *sb_yaml_shown(const char *name);
/* What a node looks like to the person who wrote it: "a list", "a number", "nothing". */
const char *sb_node_looks(const sb_node *node);
/* Return code, with a message that names the nearest of the keys there are, up to a NULL. where: "here", "of a factory". */
int sb_node_unknown(const sb_node *key, int code, const char *where, const char *const *known);
/* Return code with the message "file:line:column: <format>", the source line, and a caret under the node. */
__attribute__((format(printf, 3, 4))) int sb_node_fail(const sb_node *at, int code, const char *format, ...);

#endif
