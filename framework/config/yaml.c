/* yaml.c -- YAML text through libfyaml into our own tree, which knows the place of every node. */
#include "../../assert/context.h"
#include "document.h"
#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

/* Deeper than any configuration or fixture is; it keeps those who walk the tree by recursion safe. */
enum { DEPTH_LIMIT = 100 };

typedef struct anchor {
    char *name;
    sb_node *node;
} anchor;

/* A list or map whose end has not come yet. */
typedef struct frame {
    sb_node *node;
    char *anchor;
    size_t items, keys; /* rooms */
    bool have_key;
} frame;

typedef struct reader {
    sb_document *doc;
    struct fy_parser *parser;
    frame *open;
    size_t depth, room;
    anchor *anchor;
    size_t anchors, anchor_room;
    size_t documents;
} reader;

static sb_node *new_node(reader *r, enum sb_node_kind kind, struct fy_event *event)
{
    const struct fy_mark *mark = event ? fy_event_start_mark(event) : NULL;
    return sb_document_add(r->doc, kind, r->doc->before + (mark ? mark->line + 1 : 1), mark ? mark->column + 1 : 1);
}

static bool means_null(const char *text, size_t size)
{
    static const char *const spelling[] = { "", "~", "null", "Null", "NULL" };
    for (size_t i = 0; i < sizeof spelling / sizeof *spelling; i++)
        if (size == strlen(spelling[i]) && memcmp(text, spelling[i], size) == 0)
            return true;
    return false;
}

static sb_node *new_scalar(reader *r, struct fy_event *event)
{
    struct fy_token *token = event->scalar.value;
    sb_node *node = new_node(r, SB_NODE_SCALAR, event);
    size_t size = 0;
    const char *text = token ? fy_token_get_text(token, &size) : "";
    enum fy_scalar_style style = token ? fy_token_scalar_style(token) : FYSS_PLAIN;
    node->quoted = style != FYSS_PLAIN;
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED)
        node->column--; /* libfyaml's mark is behind the quote */
    if (node->quoted || (text && !means_null(text, size))) {
        char *copy = sb_alloc(size + 1);
        memcpy(copy, text ? text : "", size);
        node->text = copy;
        node->size = size;
    }
    return node;
}

static char *copy_token(struct fy_token *token)
{
    const char *text = token ? fy_token_get_text0(token) : NULL;
    return text ? sb_strdup(text) : NULL;
}

/* An anchor is known from the end of its node on, so that no node can hold itself. The name is taken over. */
static void remember(reader *r, char *name, sb_node *node)
{
    if (!name)
        return;
    r->anchor = sb_grow(r->anchor, r->anchors, &r->anchor_room, sizeof *r->anchor);
    r->anchor[r->anchors++] = (anchor){ name, node };
}

static int find_alias(reader *r, struct fy_event *event, sb_node **out)
{
    sb_node *here = new_node(r, SB_NODE_SCALAR, event);
    char *name = copy_token(event->alias.anchor);
    here->column--; /* libfyaml's mark is behind the star */
    int code = SB_OK;
    *out = NULL;
    for (size_t i = r->anchors; i-- > 0 && !*out;)
        if (name && strcmp(r->anchor[i].name, name) == 0)
            *out = r->anchor[i].node;
    if (!*out)
        code = sb_node_fail(here, SB_ERR, "nothing before this is anchored as &%s", name ? name : "");
    free(name);
    return code;
}

/* Put a finished node where it belongs: the root, the next item of a list, a key or a value of a map. */
static int place(reader *r, sb_node *node)
{
    if (r->depth == 0) {
        r->doc->yaml.root = node;
        return SB_OK;
    }
    frame *top = &r->open[r->depth - 1];
    sb_node *into = top->node;
    if (into->kind == SB_NODE_MAP && !top->have_key) {
        if (node->kind != SB_NODE_SCALAR || !node->text)
            return sb_node_fail(node, SB_ERR, "expected a name as the key, as in `name: value`");
        into->key = sb_grow(into->key, into->n, &top->keys, sizeof *into->key);
        into->key[into->n] = node;
        top->have_key = true;
        return SB_OK;
    }
    into->item = sb_grow(into->item, into->n, &top->items, sizeof *into->item);
    into->item[into->n++] = node;
    top->have_key = false;
    return SB_OK;
}

static int by_text_then_place(const void *a, const void *b)
{
    const sb_node *x = *(sb_node *const *)a, *y = *(sb_node *const *)b;
    int order = strcmp(x->text, y->text);
    if (order == 0)
        order =
            x->line != y->line ? (x->line > y->line) - (x->line < y->line) : (x->column > y->column) - (x->column < y->column);
    return order;
}

static int refuse_duplicates(const sb_node *map)
{
    int code = SB_OK;
    if (map->n < 2)
        return SB_OK;
    sb_node **sorted = sb_alloc(map->n * sizeof *sorted);
    memcpy(sorted, map->key, map->n * sizeof *sorted);
    qsort(sorted, map->n, sizeof *sorted, by_text_then_place);
    for (size_t i = 1; i < map->n && code == SB_OK; i++)
        if (strcmp(sorted[i - 1]->text, sorted[i]->text) == 0) {
            char *shown = sb_yaml_shown(sorted[i]->text);
            code = sb_node_fail(sorted[i], SB_ERR, "the key `%s` is there twice, first in line %d; expected each key once", shown,
                sorted[i - 1]->line);
            free(shown);
        }
    free(sorted);
    return code;
}

static int begin_collection(reader *r, enum sb_node_kind kind, struct fy_event *event, struct fy_token *name)
{
    sb_node *node = new_node(r, kind, event);
    if (r->depth == DEPTH_LIMIT)
        return sb_node_fail(node, SB_ERR, "nested more than %d deep", DEPTH_LIMIT);
    r->open = sb_grow(r->open, r->depth, &r->room, sizeof *r->open);
    r->open[r->depth++] = (frame){ .node = node, .anchor = copy_token(name) };
    return SB_OK;
}

static int end_collection(reader *r)
{
    frame top = r->open[--r->depth];
    remember(r, top.anchor, top.node);
    int code = top.node->kind == SB_NODE_MAP ? refuse_duplicates(top.node) : SB_OK;
    return code ? code : place(r, top.node);
}

static int take(reader *r, struct fy_event *event)
{
    sb_node *node;
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (++r->documents > 1)
            return sb_node_fail(
                new_node(r, SB_NODE_SCALAR, event), SB_ERR, "a second document begins here; expected one in a file");
        return SB_OK;
    case FYET_SCALAR:
        node = new_scalar(r, event);
        remember(r, copy_token(event->scalar.anchor), node);
        return place(r, node);
    case FYET_ALIAS: {
        int code = find_alias(r, event, &node);
        return code ? code : place(r, node);
    }
    case FYET_SEQUENCE_START: return begin_collection(r, SB_NODE_LIST, event, event->sequence_start.anchor);
    case FYET_MAPPING_START: return begin_collection(r, SB_NODE_MAP, event, event->mapping_start.anchor);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END: return end_collection(r);
    default: return SB_OK;
    }
}

/* libfyaml says what it found; what it wanted, for the mistakes that people make most. */
static const char *expectation(const char *found)
{
    static const struct {
        const char *found, *expected;
    } known[] = {
        { "multiline plain key", "; expected `key: value`, and the keys of one map in one column" },
        { "nested block mapping", "; expected one `key: value` in a line, or the value in quotes" },
        { "wrongly indented", "; expected the keys of one map, or the dashes of one list, in one column" },
        { "tab", "; expected spaces for indentation" },
        { "closing bracket", "; expected a `]`" },
        { "closing brace", "; expected a `}`" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(found, known[i].found))
            return known[i].expected;
    return "";
}

static int not_yaml(const sb_document *doc, struct fy_diag *diag)
{
    void *iterator = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(diag, &iterator);
    if (!error || !error->msg)
        return sb_fail_with(SB_ERR, "%s: this is not %s, and the parser does not say where", doc->yaml.path, doc->language);
    char *message = sb_format("this is not %s: %s%s", doc->language, error->msg, expectation(error->msg));
    sb_document_fail(
        doc, doc->before + (error->line > 0 ? error->line : 1), error->column > 0 ? error->column : 1, SB_ERR, message);
    free(message);
    return SB_ERR;
}

static int parse(reader *r, const struct fy_parse_cfg *how)
{
    sb_document *doc = r->doc;
    struct fy_event *event;
    int code = SB_OK;
    r->parser = fy_parser_create(how);
    if (!r->parser || fy_parser_set_string(r->parser, doc->source, doc->size) != 0)
        return sb_fail_with(SB_ERR, "%s: libfyaml could not be started", doc->yaml.path);
    while (code == SB_OK && (event = fy_parser_parse(r->parser))) {
        code = take(r, event);
        fy_parser_event_free(r->parser, event);
    }
    if (code == SB_OK && fy_parser_get_stream_error(r->parser))
        code = not_yaml(doc, how->diag);
    if (code == SB_OK && !doc->yaml.root)
        doc->yaml.root = new_node(r, SB_NODE_SCALAR, NULL);
    return code;
}

static void release(reader *r, struct fy_diag *diag)
{
    if (r->parser)
        fy_parser_destroy(r->parser);
    fy_diag_destroy(diag);
    while (r->depth > 0)
        free(r->open[--r->depth].anchor);
    for (size_t i = 0; i < r->anchors; i++)
        free(r->anchor[i].name);
    free(r->anchor);
    free(r->open);
}

int sb_document_parse(sb_document *doc, bool json)
{
    reader r = { .doc = doc };
    struct fy_diag_cfg quiet;
    fy_diag_cfg_default(&quiet);
    struct fy_diag *diag = fy_diag_create(&quiet);
    struct fy_parse_cfg how = { .flags = json ? FYPCF_JSON_FORCE : FYPCF_JSON_NONE, .diag = diag };
    fy_diag_set_collect_errors(diag, true);
    int code = parse(&r, &how);
    release(&r, diag);
    return code;
}

int sb_yaml_read(const char *path, sb_yaml **out)
{
    sb_document *doc = sb_document_new(path);
    size_t length = strlen(path);
    bool json = length > 5 && strcmp(path + length - 5, ".json") == 0;
    int code = sb_document_load(doc);
    if (code == SB_OK)
        code = sb_document_parse(doc, json);
    *out = code ? NULL : &doc->yaml;
    if (code)
        sb_yaml_free(&doc->yaml);
    return code;
}
