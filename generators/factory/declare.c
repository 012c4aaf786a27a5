/* declare.c -- the list of factories, and finding one by name or table. */
#include "declare.h"
#include "../../assert/context.h"
#include <string.h>

static const sb_factory *const built_in[] = { &sb_factory_user, &sb_factory_course, &sb_factory_enrolment, &sb_factory_file };
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

/* The first factory that `means` says yes to. */
typedef struct wanted {
    const char *name;
    bool (*means)(const sb_factory *factory, const char *name);
    const sb_factory *found;
} wanted;

static void take(void *env, const sb_factory *factory, const char *file, int line)
{
    wanted *it = env;

    (void)file;
    (void)line;
    if (!it->found && it->means(factory, it->name))
        it->found = factory;
}

static bool has_name(const sb_factory *factory, const char *name) { return sb_listed(factory->name, name); }

/* Where a factory names no tables, they are called as it is, or in the plural. */
static bool serves(const sb_factory *factory, const char *table)
{
    sb_store store = SB_STORE_EMPTY;
    bool found = false;
    size_t size;

    if (factory->tables)
        return sb_listed(factory->tables, table);
    for (const char *at = sb_list_next(factory->name, NULL, &size); at && !found; at = sb_list_next(factory->name, at, &size))
        for (const char *const *one = sb_table_names(&store, sb_store_format(&store, "%.*s", (int)size, at)); *one; one++)
            found |= strcmp(*one, table) == 0;
    sb_store_release(&store);
    return found;
}

const sb_factory *sb_factory_named(const char *name)
{
    wanted it = { name, has_name, NULL };

    sb_factories_each(take, &it);
    return it.found;
}

const sb_factory *sb_factory_of_table(const char *table)
{
    wanted it = { table, serves, NULL };

    sb_factories_each(take, &it);
    return it.found;
}

const sb_factory *sb_factory_built_in(const char *name)
{
    for (size_t i = 0; i < BUILT_IN; i++)
        if (has_name(built_in[i], name))
            return built_in[i];
    return NULL;
}

bool sb_factory_twins(const char *name, const sb_factory_node **one, const sb_factory_node **other)
{
    size_t found = 0;

    for (const sb_factory_node *node = sb_context_get()->factories; node && found < 2; node = node->next)
        if (sb_listed(node->factory->name, name))
            *(found++ ? other : one) = node;
    return found == 2;
}

const char *sb_factory_name(sb_store *store, const sb_factory *factory)
{
    return sb_store_format(store, "%.*s", (int)strcspn(factory->name, " "), factory->name);
}
