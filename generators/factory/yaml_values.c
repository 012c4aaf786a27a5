/* yaml_values.c -- what stands behind a word of a declaration in YAML: texts, names, numbers, weights. */
#include "../../assert/context.h"
#include "yaml_words.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

int sb_yaml_wrong(const sb_node *value, const char *name, const char *expected)
{
    return sb_node_fail(value, SB_EREFUSED, "`%s` is %s; expected %s", name, sb_node_looks(value), expected);
}

int sb_yaml_read_text(sb_yaml_reading *r, const sb_node *value, const char *name, const char *expected, const char **out)
{
    if (value->kind != SB_NODE_SCALAR || !value->text)
        return sb_yaml_wrong(value, name, expected);
    if (strlen(value->text) != value->size)
        return sb_node_fail(value, SB_EREFUSED, "`%s` has a NUL in it; expected %s without", name, expected);
    *out = sb_store_copy(r->store, value->text, value->size);
    return SB_OK;
}

static int read_text(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    return sb_yaml_read_text(r, value, word->name, "a text", place);
}

/* One name, or several in one text as in C, or a list. */
static int read_names(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    static const char expected[] = "a name, or a list of names, as in [ one, two ]";
    sb_node *const only = (sb_node *)(uintptr_t)value, *const *item = value->kind == SB_NODE_LIST ? value->item : &only;
    size_t n = value->kind == SB_NODE_LIST ? value->n : 1;
    sb_text text = SB_TEXT_EMPTY;
    const char *name;

    for (size_t i = 0; i < n; i++) {
        int code = sb_yaml_read_text(r, item[i], word->name, expected, &name);
        if (code == SB_OK && !name[strspn(name, " ")])
            code = sb_node_fail(item[i], SB_EREFUSED, "`%s` has an empty name; expected %s", word->name, expected);
        if (code) {
            sb_text_release(&text);
            return code;
        }
        sb_text_add(&text, "%s%s", i ? " " : "", name);
    }
    if (!text.at)
        return sb_node_fail(value, SB_EREFUSED, "`%s` is empty; expected %s", word->name, expected);
    *(const char **)place = sb_store_take(r->store, &text);
    return SB_OK;
}

/* -1: it is none. */
static long long whole_number(const sb_node *value, long long most)
{
    long long number;
    char *end;

    if (value->kind != SB_NODE_SCALAR || !value->text || value->quoted || value->text[0] < '0' || value->text[0] > '9')
        return -1;
    errno = 0;
    number = strtoll(value->text, &end, 10);
    return *end || errno || number > most ? -1 : number;
}

static int read_number(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    unsigned most = word->most ? word->most : UINT_MAX;
    long long number = whole_number(value, most);

    (void)r;
    if (number < 0)
        return sb_node_fail(value, SB_EREFUSED, "`%s` is %s; expected a whole number from 0 to %u", word->name,
            value->kind == SB_NODE_SCALAR && value->text && !value->quoted ? value->text : sb_node_looks(value), most);
    *(unsigned *)place = (unsigned)number;
    return SB_OK;
}

static int read_truth(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    bool is = value->kind == SB_NODE_SCALAR && value->text && !value->quoted;

    (void)r;
    if (!is || (strcmp(value->text, "true") != 0 && strcmp(value->text, "false") != 0))
        return sb_yaml_wrong(value, word->name, "true or false");
    *(bool *)place = strcmp(value->text, "true") == 0;
    return SB_OK;
}

static int read_texts(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    const char **text;

    if (value->kind != SB_NODE_LIST || value->n == 0)
        return sb_yaml_wrong(value, word->name, "a list of texts, as in [ one, two ]");
    *(const char *const **)place = text = sb_store_alloc(r->store, (value->n + 1) * sizeof *text);
    for (size_t i = 0; i < value->n; i++) {
        int code = sb_yaml_read_text(r, value->item[i], word->name, "a text", &text[i]);
        if (code)
            return code;
    }
    return SB_OK;
}

/* A map of texts to weights, or a list of texts that weigh the same. */
static int read_weights(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    static const char expected[] = "a list, as in [ one, two ], or a map of texts to weights, as in { one: 9, two: 1 }";
    bool map = value->kind == SB_NODE_MAP;
    sb_weighted *one;
    long long total = 0;

    if (value->kind == SB_NODE_SCALAR || value->n == 0)
        return sb_yaml_wrong(value, word->name, expected);
    *(const sb_weighted **)place = one = sb_store_alloc(r->store, (value->n + 1) * sizeof *one);
    for (size_t i = 0; i < value->n; i++) {
        const sb_node *text = map ? value->key[i] : value->item[i];
        long long weight = map ? whole_number(value->item[i], UINT_MAX) : 1;
        int code = sb_yaml_read_text(r, text, word->name, "a text", &one[i].text);
        if (code)
            return code;
        if (weight < 0)
            return sb_yaml_wrong(value->item[i], text->text, "a whole number, the weight of this text");
        one[i].weight = (unsigned)weight;
        total += weight;
    }
    return total ? SB_OK : sb_node_fail(value, SB_EREFUSED, "all weights of `%s` are 0; expected one above", word->name);
}

static int read_rules(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    return sb_yaml_read_rules(r, value, word->name, place);
}

static int read_traits(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    return sb_yaml_read_traits(r, value, word->name, place);
}

static int read_children(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    return sb_yaml_read_children(r, value, word->name, place);
}

static int refuse_code(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    (void)r;
    (void)place;
    return sb_node_fail(value, SB_EREFUSED,
        "`%s` is a function, which stands in C; expected a factory in C that has it, and `inherits` of that here", word->name);
}

int sb_yaml_read_value(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place)
{
    static int (*const read[])(sb_yaml_reading * r, const sb_node *value, const sb_yaml_word *word, void *place) = {
        [SB_YAML_TEXT] = read_text,
        [SB_YAML_NAMES] = read_names,
        [SB_YAML_NUMBER] = read_number,
        [SB_YAML_TRUTH] = read_truth,
        [SB_YAML_WEIGHTS] = read_weights,
        [SB_YAML_TEXTS] = read_texts,
        [SB_YAML_RULES] = read_rules,
        [SB_YAML_TRAITS] = read_traits,
        [SB_YAML_CHILDREN] = read_children,
        [SB_YAML_CODE] = refuse_code,
    };

    return read[word->type](r, value, word, place);
}
