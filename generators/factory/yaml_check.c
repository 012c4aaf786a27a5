/* yaml_check.c -- names in declarations of YAML that can be looked up without a database: traits, and factories inherited. */
#include "../../assert/context.h"
#include "yaml.h"
#include <string.h>

enum { DEEPEST = 64 }; /* as in layers.c: more is a circle */

static const sb_factory *parent_of(const sb_factory *factory)
{
    const sb_factory *parent = factory->inherits ? sb_factory_named(factory->inherits) : NULL;

    return parent == factory && parent ? sb_factory_built_in(factory->inherits) : parent;
}

/* Names on their way to sb_nearest; kept in the passing store. */
typedef struct names {
    sb_store *store;
    const char **at;
    size_t n, room;
} names;

static void add_name(names *to, const char *name)
{
    if (to->n + 1 >= to->room) {
        const char **old = to->at;
        to->room = to->room ? 2 * to->room : 16;
        to->at = sb_store_alloc(to->store, to->room * sizeof *to->at);
        if (to->n)
            memcpy(to->at, old, to->n * sizeof *old);
    }
    to->at[to->n++] = name;
}

static void add_factory(void *env, const sb_factory *factory, const char *file, int line)
{
    (void)file;
    (void)line;
    add_name(env, factory->name);
}

/* "; did you mean `x`?", or nothing. */
static const char *hint(const names *known, const char *name)
{
    const char *nearest = known->n ? sb_nearest(name, known->at) : NULL;

    return nearest ? sb_store_format(known->store, "; did you mean `%s`?", nearest) : "";
}

static int no_factory(sb_store *store, const sb_node *at, const char *name, const char *expected)
{
    names known = { .store = store };

    sb_factories_each(add_factory, &known);
    return sb_node_fail(at, SB_EREFUSED, "there is no factory `%s`%s%s", name, expected, hint(&known, name));
}

static const sb_trait *find_trait(const sb_factory *factory, const char *name)
{
    for (int deep = 0; factory && deep < DEEPEST; factory = parent_of(factory), deep++)
        for (const sb_trait *one = factory->traits; one && one->name; one++)
            if (strcmp(one->name, name) == 0)
                return one;
    return NULL;
}

static int no_trait(sb_store *store, const sb_node *at, const sb_factory *factory, const char *name)
{
    names known = { .store = store };
    const char *near;
    int deep = 0;

    for (const sb_factory *one = factory; one && deep < DEEPEST; one = parent_of(one), deep++)
        for (const sb_trait *trait = one->traits; trait && trait->name; trait++)
            add_name(&known, trait->name);
    add_name(&known, SB_FILLED);
    near = hint(&known, name);
    return sb_node_fail(at, SB_EREFUSED, "the factory `%s` has no trait `%s`%s", factory->name, name,
        *near || known.n > 1 ? near : "; it has none of its own");
}

/* Each trait of the list, and those that it includes. */
static int check_traits(sb_store *store, const sb_node *at, const sb_factory *factory, const char *list, int deep)
{
    size_t size;
    int code = SB_OK;

    if (deep > DEEPEST)
        return sb_node_fail(at, SB_EREFUSED, "the traits of the factory `%s` include each other in a circle", factory->name);
    for (const char *word = sb_list_next(list, NULL, &size); word && code == SB_OK; word = sb_list_next(list, word, &size)) {
        const char *name = sb_store_format(store, "%.*s", (int)size, word);
        const sb_trait *trait = find_trait(factory, name);
        code = !trait   ? (strcmp(name, SB_FILLED) == 0 ? SB_OK : no_trait(store, at, factory, name))
            : trait->as ? check_traits(store, at, factory, trait->as, deep + 1)
                        : SB_OK;
    }
    return code;
}

static int check_inherited(sb_store *store, const sb_node *at, const sb_factory *factory)
{
    const sb_factory *up = factory;
    int deep = 0;

    if (!parent_of(factory))
        return no_factory(store, at, factory->inherits, " to inherit from");
    while (up && deep++ <= DEEPEST)
        up = parent_of(up);
    return up ? sb_node_fail(at, SB_EREFUSED, "the factory `%s` inherits from itself", factory->name) : SB_OK;
}

/* As make() finds it: by its name, or by the name of a table that it serves. NULL: there is a table at most. */
static const sb_factory *factory_of(sb_store *store, const char *name)
{
    const sb_factory *found = sb_factory_named(name);

    for (const char *const *table = sb_table_names(store, name); *table && !found; table++)
        found = sb_factory_of_table(*table);
    return found;
}

static int check_mention(sb_store *store, const sb_yaml_mention *it)
{
    const sb_factory *factory = it->of ? factory_of(store, it->of) : it->in;
    size_t size;

    if (!it->traits)
        return check_inherited(store, it->at, it->in);
    if (it->of && it->of[strcspn(it->of, " .\"")])
        return sb_node_fail(it->at, SB_EREFUSED, "`%s` cannot be the name of a factory or a table; expected one", it->of);
    if (!factory && sb_list_next(it->traits, NULL, &size) && strcmp(it->traits, SB_FILLED) != 0)
        return no_factory(store, it->at, it->of, " that could have a trait");
    return factory ? check_traits(store, it->at, factory, it->traits, 0) : SB_OK;
}

int sb_yaml_check(const sb_yaml_reading *r)
{
    sb_store store = SB_STORE_EMPTY;
    int code = SB_OK;

    for (const sb_yaml_mention *it = r->mention; it && code == SB_OK; it = it->next)
        code = check_mention(&store, it);
    sb_store_release(&store);
    return code;
}
