/* yaml_words.h -- the words of a declaration as data: what stands behind each, and where in its struct that goes. Private to yaml*.c.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_YAML_WORDS_H
#define SEEDBED_GENERATORS_FACTORY_YAML_WORDS_H

#include "yaml.h"

enum sb_yaml_type {
    SB_YAML_TEXT = 1, /* const char * */
    SB_YAML_NAMES,    /* one or a list: const char *, separated by spaces */
    SB_YAML_NUMBER,   /* unsigned */
    SB_YAML_TRUTH,    /* bool */
    SB_YAML_WEIGHTS,  /* const sb_weighted * */
    SB_YAML_TEXTS,    /* const char *const * */
    SB_YAML_RULES,    /* const sb_rule * */
    SB_YAML_TRAITS,   /* const sb_trait * */
    SB_YAML_CHILDREN, /* const sb_children * */
    SB_YAML_CODE      /* a function, which YAML has none of */
};

/* What a word of a rule is to the others. */
enum sb_yaml_role {
    SB_YAML_FREE = 0,
    SB_YAML_SOURCE,      /* one of these at most */
    SB_YAML_OF_FAKE,     /* only beside `fake` */
    SB_YAML_OF_PARENT,   /* only beside `parent` */
    SB_YAML_OF_SEQUENCE, /* only beside `sequence` */
    SB_YAML_MUST         /* has to be there */
};

typedef struct sb_yaml_word {
    const char *name;
    enum sb_yaml_type type;
    enum sb_yaml_role role;
    size_t offset;
    unsigned most; /* of a number; 0: what fits */
} sb_yaml_word;

/* Each ends in one without a name. */
extern const sb_yaml_word sb_yaml_factory_words[], sb_yaml_trait_words[], sb_yaml_children_words[], sb_yaml_rule_words[];

const sb_yaml_word *sb_yaml_word_named(const sb_yaml_word *words, const char *name);
/* Fill a struct from a map. where: for messages, "of a rule". */
int sb_yaml_read_words(sb_yaml_reading *r, const sb_node *map, const char *where, const sb_yaml_word *words, void *into);
/* One value, by its type, into its place. In yaml_values.c, and what has rules in it in yaml_rules.c. */
int sb_yaml_read_value(sb_yaml_reading *r, const sb_node *value, const sb_yaml_word *word, void *place);
/* A scalar that is a text, or written like one. expected: "a text". */
int sb_yaml_read_text(sb_yaml_reading *r, const sb_node *value, const char *name, const char *expected, const char **out);
int sb_yaml_wrong(const sb_node *value, const char *name, const char *expected);
int sb_yaml_read_rules(sb_yaml_reading *r, const sb_node *value, const char *name, const sb_rule **out);
int sb_yaml_read_traits(sb_yaml_reading *r, const sb_node *value, const char *name, const sb_trait **out);
int sb_yaml_read_children(sb_yaml_reading *r, const sb_node *value, const char *name, const sb_children **out);
/* Remember a name for sb_yaml_check. of: a factory, NULL for the one that is being read; traits: of it, NULL: it is inherited. */
void sb_yaml_mention_it(sb_yaml_reading *r, const sb_node *at, const char *of, const char *traits);

#endif
