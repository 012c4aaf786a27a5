/* yaml_rules.c -- rules, traits, children and whole factories from their maps. */
#include "../../assert/context.h"
#include "../fake/kind.h"
#include "yaml_words.h"
#include <stdlib.h>
#include <string.h>

void sb_yaml_mention_it(sb_yaml_reading *r, const sb_node *at, const char *of, const char *traits)
{
    sb_yaml_mention *mention = sb_store_alloc(&r->passing, sizeof *mention);

    *mention = (sb_yaml_mention){ r->mention, at, r->factory, of, traits };
    r->mention = mention;
}

/* Two sources, and words that stand beside a source which is not there. */
static int check_words(const sb_node *map)
{
    static const char *const beside[] = {
        [SB_YAML_OF_FAKE] = "fake", [SB_YAML_OF_PARENT] = "parent", [SB_YAML_OF_SEQUENCE] = "sequence"
    };
    const char *source = NULL;

    for (size_t i = 0; i < map->n; i++) {
        const sb_yaml_word *word = sb_yaml_word_named(sb_yaml_rule_words, map->key[i]->text);
        if (word->role == SB_YAML_SOURCE && source)
            return sb_node_fail(
                map->key[i], SB_EREFUSED, "the value comes from `%s` and from `%s`; expected one source", source, word->name);
        if (word->role == SB_YAML_SOURCE)
            source = word->name;
    }
    for (size_t i = 0; i < map->n; i++) {
        const sb_yaml_word *word = sb_yaml_word_named(sb_yaml_rule_words, map->key[i]->text);
        const char *wanted = word->role < sizeof beside / sizeof *beside ? beside[word->role] : NULL;
        if (wanted && (!source || strcmp(source, wanted) != 0))
            return sb_node_fail(
                map->key[i], SB_EREFUSED, "`%s` says more of `%s`, which is not here; expected both", word->name, wanted);
    }
    return SB_OK;
}

/* What the kind of value says of the rule, before any row is made. */
static int check_kind(sb_yaml_reading *r, const sb_node *map, const sb_rule *rule)
{
    const sb_node *at = sb_node_get(map, "fake");
    const sb_kind *kind = sb_kind_named(rule->fake);
    int code = kind ? sb_kind_check(kind, rule) : sb_kind_unknown(rule->fake);
    char *why;

    if (code == SB_OK && kind->prepare && !kind->prepare(rule, &r->passing))
        code = SB_ERR;
    if (code == SB_OK)
        return SB_OK;
    why = sb_strdup(sb_error());
    sb_node_fail(at, SB_EREFUSED, "%s", why);
    free(why);
    return SB_EREFUSED;
}

static int check_format(const sb_node *at, const char *format)
{
    for (; at && *format; format++) {
        size_t size = strcspn(format, "}");
        if (*format != '{' && *format != '}')
            continue;
        if (format[1] == *format)
            format++;
        else if (*format == '{' && !format[size])
            return sb_node_fail(
                at, SB_EREFUSED, "a { without its }; expected a column or parameter in braces, or {{ for a brace");
        else if (*format == '{' && size == 1)
            return sb_node_fail(at, SB_EREFUSED, "{} names nothing; expected a column or parameter in the braces");
        else if (*format == '{')
            format += size;
    }
    return SB_OK;
}

static int check_rule(sb_yaml_reading *r, const sb_node *map, const sb_rule *rule)
{
    int code = check_words(map);

    if (code == SB_OK && rule->fake)
        code = check_kind(r, map, rule);
    if (code == SB_OK && rule->format)
        code = check_format(sb_node_get(map, "format"), rule->format);
    if (code == SB_OK && rule->parent)
        sb_yaml_mention_it(r, sb_node_get(map, rule->as ? "as" : "parent"), rule->parent, rule->as ? rule->as : "");
    return code;
}

/* A column and where its value comes from: a constant, NULL, or a map of words. */
static int read_rule(sb_yaml_reading *r, const sb_node *key, const sb_node *value, sb_rule *out)
{
    int code;

    out->column = sb_store_text(r->store, key->text);
    if (!out->column[strspn(out->column, " ")])
        return sb_node_fail(key, SB_EREFUSED, "the name is empty; expected a column");
    if (value->kind == SB_NODE_LIST)
        return sb_yaml_wrong(value, key->text, "a constant, or a map, as in { pick: [ one, two ] }");
    if (value->kind == SB_NODE_SCALAR && !value->text) {
        out->null = true;
        return SB_OK;
    }
    if (value->kind == SB_NODE_SCALAR)
        return sb_yaml_read_text(r, value, key->text, "a text", &out->text);
    code = sb_yaml_read_words(r, value, "of a column", sb_yaml_rule_words, out);
    return code ? code : check_rule(r, value, out);
}

/* Nothing behind the key is an empty map. */
static int check_map(const sb_node *value, const char *name, const char *expected)
{
    return value->kind == SB_NODE_MAP || (value->kind == SB_NODE_SCALAR && !value->text) ? SB_OK
                                                                                         : sb_yaml_wrong(value, name, expected);
}

int sb_yaml_read_rules(sb_yaml_reading *r, const sb_node *value, const char *name, const sb_rule **out)
{
    int code = check_map(value, name, "a map of columns, as in { email: { sequence: \"a#@example.com\" } }");
    sb_rule *rule = sb_store_alloc(r->store, (value->n + 1) * sizeof *rule);

    *out = rule;
    for (size_t i = 0; i < value->n && code == SB_OK; i++)
        code = read_rule(r, value->key[i], value->item[i], &rule[i]);
    return code;
}

int sb_yaml_read_traits(sb_yaml_reading *r, const sb_node *value, const char *name, const sb_trait **out)
{
    int code = check_map(value, name, "a map of traits, as in { admin: { columns: { role: admin } } }");
    sb_trait *trait = sb_store_alloc(r->store, (value->n + 1) * sizeof *trait);

    *out = trait;
    for (size_t i = 0; i < value->n && code == SB_OK; i++) {
        trait[i].name = sb_store_text(r->store, value->key[i]->text);
        code = check_map(value->item[i], trait[i].name, "a map, as in { columns: { role: admin } }");
        if (code == SB_OK && strcspn(trait[i].name, " ") != strlen(trait[i].name))
            code = sb_node_fail(value->key[i], SB_EREFUSED, "a trait has one name; expected no blank in it");
        if (code == SB_OK)
            code = sb_yaml_read_words(r, value->item[i], "of a trait", sb_yaml_trait_words, &trait[i]);
        if (code == SB_OK && trait[i].as)
            sb_yaml_mention_it(r, sb_node_get(value->item[i], "as"), NULL, trait[i].as);
    }
    return code;
}

static int read_child(sb_yaml_reading *r, const sb_node *value, sb_children *out)
{
    int code =
        value->kind == SB_NODE_MAP ? SB_OK : sb_yaml_wrong(value, "children", "maps, as in [ { factory: enrolment, count: 2 } ]");
    const sb_node *count = sb_node_get(value, "count"), *count_of = sb_node_get(value, "count_of");

    if (code == SB_OK)
        code = sb_yaml_read_words(r, value, "of children", sb_yaml_children_words, out);
    if (code == SB_OK && !count == !count_of)
        return sb_node_fail(value, SB_EREFUSED,
            "it is %s how many children there are; expected `count`, or `count_of` a parameter",
            count ? "said twice" : "not said");
    if (code == SB_OK)
        sb_yaml_mention_it(r, sb_node_get(value, out->as ? "as" : "factory"), out->factory, out->as ? out->as : "");
    return code;
}

int sb_yaml_read_children(sb_yaml_reading *r, const sb_node *value, const char *name, const sb_children **out)
{
    sb_children *child;
    int code = SB_OK;

    if (value->kind != SB_NODE_LIST)
        return sb_yaml_wrong(value, name, "a list, as in [ { factory: enrolment, count: 2 } ]");
    *out = child = sb_store_alloc(r->store, (value->n + 1) * sizeof *child);
    for (size_t i = 0; i < value->n && code == SB_OK; i++)
        code = read_child(r, value->item[i], &child[i]);
    return code;
}

int sb_yaml_factory(sb_yaml_reading *r, const sb_node *name, const sb_node *map, const sb_factory **out)
{
    sb_factory *factory = sb_store_alloc(r->store, sizeof *factory);
    int code = check_map(map, name->text, "a map, as in { columns: { email: { sequence: \"a#@example.com\" } } }");

    *out = r->factory = factory;
    factory->name = sb_store_text(r->store, name->text);
    if (code == SB_OK && (!*factory->name || strchr(factory->name, ' ')))
        code = sb_node_fail(name, SB_EREFUSED, "a factory has one name; expected others under `aliases`");
    if (code == SB_OK)
        code = sb_yaml_read_words(r, map, "of a factory", sb_yaml_factory_words, factory);
    if (code == SB_OK && factory->as)
        sb_yaml_mention_it(r, sb_node_get(map, "as"), NULL, factory->as);
    if (code == SB_OK && factory->inherits)
        sb_yaml_mention_it(r, sb_node_get(map, "inherits"), factory->inherits, NULL);
    return code;
}
