/* declare.c -- the list of factories, and finding one by name or table. */
#include "declare.h"
#include "../../assert/context.h"
#include <string.h>

static const sb_factory *const built_in[] = { &sb_factory_user, &sb_factory_profile, &sb_factory_course, &sb_factory_section,
    &sb_factory_category, &sb_factory_enrolment, &sb_factory_file };
enum { BUILT_IN = sizeof built_in / sizeof *built_in };

void sb_add_factory(sb_factory_node *node)
{
    sb_context *context = sb_context_get();

    node->next = context->factories;
    context->factories = node;
}

const char *sb_list_next(const char *list, const char *after, size_t *size)
{
    const char *at = after ? after + strcspn(after, " ") : list;

    if (!at)
        return NULL;
    at += strspn(at, " ");
    *size = strcspn(at, " ");
    return *size ? at : NULL;
}

bool sb_listed(const char *list, const char *name)
{
    size_t size = strlen(name), word;

    for (const char *at = sb_list_next(list, NULL, &word); at; at = sb_list_next(list, at, &word))
        if (word == size && memcmp(at, name, size) == 0)
            return true;
    return false;
}

void sb_factories_each(sb_factory_each_fn *fn, void *env)
{
    for (const sb_factory_node *node = sb_context_get()->factories; node; node = node->next)
        fn(env, node->factory, node->file, node->line);
    for (size_t i = 0; i < BUILT_IN; i++)
        fn(env, built_in[i], NULL, 0);
}

bool sb_factory_is(const sb_factory *factory, const char *name)
{
    return strcmp(factory->name, name) == 0 || (factory->aliases && sb_listed(factory->aliases, name));
}

/* The factory for a name or a table: the first of the highest rank. */
typedef struct wanted {
    const char *name;
    unsigned rank;
    const sb_factory *found, *built_in;
    bool several; /* of this rank, which say nothing of which is nearer */
} wanted;

static void take_named(void *env, const sb_factory *factory, const char *file, int line)
{
    wanted *it = env;

    (void)file;
    (void)line;
    if (!it->found && sb_factory_is(factory, it->name))
        it->found = factory;
}

static bool is_called(const sb_factory *factory, const char *table)
{
    sb_store store = SB_STORE_EMPTY;
    bool found = false;

    for (const char *const *one = sb_table_names(&store, factory->name); *one; one++)
        found |= strcmp(*one, table) == 0;
    sb_store_release(&store);
    return found;
}

/* Where a factory names no tables, they are called as it is, or in the plural. Of several for one table it is that which is called like the
 * table, then one that inherits from none: `admin`, for users too, is not what a user is. Where several are equally near, none of them is: a row of
 * the table is then one of the built-in factory, or what the schema says. */
static unsigned rank(const sb_factory *factory, const char *table, bool declared)
{
    bool called = is_called(factory, table);

    if (factory->tables ? !sb_listed(factory->tables, table) : !called)
        return 0;
    return !declared ? 1 : called ? 4 : factory->inherits ? 2 : 3;
}

static void take_serving(void *env, const sb_factory *factory, const char *file, int line)
{
    wanted *it = env;
    unsigned its = rank(factory, it->name, file != NULL);

    (void)line;
    if (its == 1)
        it->built_in = factory;
    it->several = its > it->rank ? false : it->several || (its == it->rank && (its == 2 || its == 3));
    if (its > it->rank) {
        it->found = factory;
        it->rank = its;
    }
}

const sb_factory *sb_factory_named(const char *name)
{
    wanted it = { .name = name };

    sb_factories_each(take_named, &it);
    return it.found;
}

const sb_factory *sb_factory_of_table(const char *table)
{
    wanted it = { .name = table };

    sb_factories_each(take_serving, &it);
    return it.several ? it.built_in : it.found;
}

const sb_factory *sb_factory_built_in(const char *name)
{
    for (size_t i = 0; i < BUILT_IN; i++)
        if (sb_factory_is(built_in[i], name))
            return built_in[i];
    return NULL;
}

bool sb_factory_twins(const char *name, const sb_factory_node **one, const sb_factory_node **other)
{
    size_t found = 0;

    for (const sb_factory_node *node = sb_context_get()->factories; node && found < 2; node = node->next)
        if (sb_factory_is(node->factory, name))
            *(found++ ? other : one) = node;
    return found == 2;
}

bool sb_factory_same(const char *one, const char *other)
{
    const sb_factory *found = sb_factory_named(one);

    return strcmp(one, other) == 0 || (found && found == sb_factory_named(other));
}
