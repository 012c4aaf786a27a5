/* node.c -- what a node looks like to the person who wrote it, and keys that nobody knows. */
#include "../../assert/context.h"
#include "yaml.h"
#include <stdlib.h>
#include <string.h>

/* Digits, with a sign and a point perhaps: 1e5 and inf may well be names. */
static bool is_number(const char *text)
{
    static const char digits[] = "0123456789";
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, digits), behind = text[whole] == '.' ? strspn(text + whole + 1, digits) + 1 : 0;
    return whole + behind > 0 && strpbrk(text, digits) && !text[whole + behind];
}

const char *sb_node_looks(const sb_node *node)
{
    static const char *const word[] = { "true", "false", "True", "False", "TRUE", "FALSE" };
    if (node->kind != SB_NODE_SCALAR)
        return node->kind == SB_NODE_LIST ? "a list" : "a map";
    if (!node->text)
        return "nothing";
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (!node->quoted && strcmp(node->text, word[i]) == 0)
            return "a truth value";
    return !node->quoted && is_number(node->text) ? "a number" : "text";
}

int sb_node_unknown(const sb_node *key, int code, const char *where, const char *const *known)
{
    sb_text list = SB_TEXT_EMPTY;
    char *shown = sb_yaml_shown(key->text);
    const char *nearest = sb_nearest(shown, known);
    for (size_t i = 0; known[i]; i++)
        sb_text_add(&list, "%s%s", i ? ", " : "", known[i]);
    sb_node_fail(key, code, "there is no key `%s` %s%s%s%s Expected one of: %s", shown, where, nearest ? "; did you mean `" : ".",
        nearest ? nearest : "", nearest ? "`?" : "", list.at);
    free(shown);
    sb_text_release(&list);
    return code;
}
