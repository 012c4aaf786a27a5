/* yaml_words.c -- the words of factories, traits, children and rules, and reading a map by them. */
#include "yaml_words.h"
#include "../../assert/context.h"
#include <string.h>

#define FACTORY_WORD(name_, type_) \
    { \
#name_, SB_YAML_##type_, SB_YAML_FREE, offsetof(sb_factory, name_), 0 \
    }
const sb_yaml_word sb_yaml_factory_words[] = {
    FACTORY_WORD(aliases, NAMES),
    FACTORY_WORD(tables, NAMES),
    FACTORY_WORD(inherits, TEXT),
    FACTORY_WORD(as, NAMES),
    FACTORY_WORD(by, NAMES),
    FACTORY_WORD(person_of, NAMES),
    FACTORY_WORD(columns, RULES),
    FACTORY_WORD(params, RULES),
    FACTORY_WORD(traits, TRAITS),
    FACTORY_WORD(children, CHILDREN),
    FACTORY_WORD(after_build, CODE),
    FACTORY_WORD(after_make, CODE),
    { 0 },
};

#define TRAIT_WORD(name_, type_) \
    { \
#name_, SB_YAML_##type_, SB_YAML_FREE, offsetof(sb_trait, name_), 0 \
    }
const sb_yaml_word sb_yaml_trait_words[] = {
    TRAIT_WORD(columns, RULES),
    TRAIT_WORD(as, NAMES),
    TRAIT_WORD(children, CHILDREN),
    TRAIT_WORD(after_build, CODE),
    TRAIT_WORD(after_make, CODE),
    { 0 },
};

#define CHILDREN_WORD(name_, type_, role_) \
    { \
#name_, SB_YAML_##type_, SB_YAML_##role_, offsetof(sb_children, name_), 0 \
    }
const sb_yaml_word sb_yaml_children_words[] = {
    CHILDREN_WORD(factory, TEXT, MUST),
    CHILDREN_WORD(count, NUMBER, FREE),
    CHILDREN_WORD(count_of, TEXT, FREE),
    CHILDREN_WORD(column, TEXT, FREE),
    CHILDREN_WORD(as, NAMES, FREE),
    CHILDREN_WORD(with, RULES, FREE),
    CHILDREN_WORD(optional, TRUTH, FREE),
    { 0 },
};

#define RULE_WORD(name_, type_, role_, most_) \
    { \
#name_, SB_YAML_##type_, SB_YAML_##role_, offsetof(sb_rule, name_), most_ \
    }
const sb_yaml_word sb_yaml_rule_words[] = {
    RULE_WORD(text, TEXT, SOURCE, 0),
    RULE_WORD(null, TRUTH, SOURCE, 0),
    RULE_WORD(sequence, TEXT, SOURCE, 0),
    RULE_WORD(format, TEXT, SOURCE, 0),
    RULE_WORD(copy, TEXT, SOURCE, 0),
    RULE_WORD(pick, WEIGHTS, SOURCE, 0),
    RULE_WORD(cycle, TEXTS, SOURCE, 0),
    RULE_WORD(fake, TEXT, SOURCE, 0),
    RULE_WORD(parent, TEXT, SOURCE, 0),
    RULE_WORD(lazy, CODE, SOURCE, 0),
    RULE_WORD(from, TEXT, OF_FAKE, 0),
    RULE_WORD(to, TEXT, OF_FAKE, 0),
    RULE_WORD(spread, TEXT, OF_FAKE, 0),
    RULE_WORD(mean, TEXT, OF_FAKE, 0),
    RULE_WORD(deviation, TEXT, OF_FAKE, 0),
    RULE_WORD(form, TEXT, OF_FAKE, 0),
    RULE_WORD(locale, TEXT, OF_FAKE, 0),
    RULE_WORD(sex, TEXT, OF_FAKE, 0),
    RULE_WORD(decimals, NUMBER, OF_FAKE, 0),
    RULE_WORD(size, NUMBER, OF_FAKE, 0),
    RULE_WORD(maybe, NUMBER, FREE, 100),
    RULE_WORD(unique, TRUTH, FREE, 0),
    RULE_WORD(yields, TRUTH, FREE, 0),
    RULE_WORD(first, NUMBER, OF_SEQUENCE, 0),
    RULE_WORD(as, NAMES, OF_PARENT, 0),
    RULE_WORD(with, RULES, OF_PARENT, 0),
    RULE_WORD(share, NUMBER, OF_PARENT, 0),
    { 0 },
};

const sb_yaml_word *sb_yaml_word_named(const sb_yaml_word *words, const char *name)
{
    for (; words->name; words++)
        if (strcmp(words->name, name) == 0)
            return words;
    return NULL;
}

static int unknown_word(const sb_node *key, const char *where, const sb_yaml_word *words)
{
    const char *names[40] = { NULL };
    size_t n = 0;

    for (; words->name; words++)
        if (words->type != SB_YAML_CODE)
            names[n++] = words->name;
    return sb_node_unknown(key, SB_EREFUSED, where, names);
}

int sb_yaml_read_words(sb_yaml_reading *r, const sb_node *map, const char *where, const sb_yaml_word *words, void *into)
{
    for (size_t i = 0; i < map->n; i++) {
        const sb_yaml_word *word = sb_yaml_word_named(words, map->key[i]->text);
        int code = word ? sb_yaml_read_value(r, map->item[i], word, (char *)into + word->offset)
                        : unknown_word(map->key[i], where, words);
        if (code)
            return code;
    }
    for (; words->name; words++)
        if (words->role == SB_YAML_MUST && !sb_node_get(map, words->name))
            return sb_node_fail(map, SB_EREFUSED, "`%s` is missing %s; expected it", words->name, where);
    return SB_OK;
}
