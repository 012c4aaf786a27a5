/* yaml.h -- factories that are declared in YAML, under `factories:` of seedbed.yaml, with the words of factory.h.
 *
 * Calling sequence: sb_yaml_factories_read once per process, before its first test; sb_yaml_factories_free at its end.
 *
 * They become the same structs that a program declares, stand in the same list, and live until they are freed. What can be known without a
 * database is known after the read: words, types, kinds of values, traits, inherited factories.
 *
 * Errors: SB_EREFUSED, with file:line:column, the line and what was expected.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_YAML_H
#define SEEDBED_GENERATORS_FACTORY_YAML_H

#include "../../framework/config/settings.h"
#include "declare.h"

/* all_known: factories in C are here too, so that a trait or an inherited factory which is not there is a mistake. In a program that has none
 * of them it may be in C: then who makes a row of it is told. */
int sb_yaml_factories_read(const sb_settings *settings, bool all_known);
void sb_yaml_factories_free(void);
/* How many were read. */
size_t sb_yaml_factories(void);

/* ---- for yaml.c, yaml_words.c, yaml_check.c ---- */
/* A name that somebody wrote, to be looked up when all factories are known. */
typedef struct sb_yaml_mention {
    struct sb_yaml_mention *next;
    const sb_node *at;
    const sb_factory *in; /* where it stands; of its traits `traits` may be */
    const char *of;       /* the factory, of whose traits `traits` are; NULL: `in` */
    const char *traits;   /* separated by spaces; NULL: `of` is to be inherited from */
} sb_yaml_mention;

typedef struct sb_yaml_reading {
    sb_store *store;           /* for what stays */
    sb_store passing;          /* for what is gone after the read */
    sb_yaml_mention *mention;  /* newest first */
    const sb_factory *factory; /* the one that is being read */
} sb_yaml_reading;

/* One declaration: its name, and a map. */
int sb_yaml_factory(sb_yaml_reading *r, const sb_node *name, const sb_node *map, const sb_factory **out);
/* Traits and inherited factories exist, and lead in no circle. */
int sb_yaml_check(const sb_yaml_reading *r);

#endif
