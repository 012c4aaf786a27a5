/* declare.h -- the factories there are: declared in C, declared in YAML, built in; found by name and by table.
 *
 * A factory knows no table layout. Its rules name columns; what of them a table has is filled, and the rest of the table is filled as for
 * a table without a factory. So one factory `user` serves `users(username, email)` and `user(login, full_name, age)` alike.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_DECLARE_H
#define SEEDBED_GENERATORS_FACTORY_DECLARE_H

#include "store.h"
#include <seedbed/factory.h>

/* The built-in ones: generators/users.c, profiles.c, courses.c, sections.c, enrolments.c, files_factory.c. Of the columns of a user the first is of
 * users alone, and the others of people, whatever they are called. */
extern const sb_rule sb_user_columns[];
extern const sb_factory sb_factory_user, sb_factory_profile, sb_factory_course, sb_factory_section, sb_factory_category,
    sb_factory_enrolment, sb_factory_file;

/* Each with its place; a built-in one has none. Declared ones come first. */
typedef void sb_factory_each_fn(void *env, const sb_factory *factory, const char *file, int line);
void sb_factories_each(sb_factory_each_fn *fn, void *env);

/* By any of its names; NULL where there is none. */
const sb_factory *sb_factory_named(const char *name);
/* Whether it is one of its names. */
bool sb_factory_is(const sb_factory *factory, const char *name);
/* Whether two names are the same, or mean the same factory. */
bool sb_factory_same(const char *one, const char *other);
/* By the name of a table (without prefix) that it serves; NULL where there is none. Of several, that which is called like the table. */
const sb_factory *sb_factory_of_table(const char *table);
/* The built-in one of this name; NULL where there is none. */
const sb_factory *sb_factory_built_in(const char *name);
/* Two places of declared factories of one name. False: there are none. */
bool sb_factory_twins(const char *name, const sb_factory_node **one, const sb_factory_node **other);

/* The trait of every factory that has none of this name. */
#define SB_FILLED "filled"

/* Whether a list of names separated by spaces has this one. */
bool sb_listed(const char *list, const char *name);
/* The next name of such a list, in *at, of *size bytes; NULL at its end. `after` is what was returned last, NULL for the first. */
const char *sb_list_next(const char *list, const char *after, size_t *size);
/* The names that a table of `word` may have, the likeliest first, ended by NULL: country, countries. Kept in the store. */
const char *const *sb_table_names(sb_store *store, const char *word);

#endif
