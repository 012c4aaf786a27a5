/* layers.c -- put the declarations of a factory, of what it inherits and of its traits one over the other. */
#include "layers.h"
#include "unknown.h"
#include <string.h>

enum { DEEPEST = 64 }; /* factories inherited, or traits in traits: more is a circle */

const sb_factory *sb_factory_parent(const sb_making *making, const sb_factory *factory)
{
    const sb_factory *parent = factory->inherits ? sb_factory_named(factory->inherits) : NULL;

    /* A declared factory may extend the built-in one of its own name. */
    if (parent == factory && factory->inherits)
        parent = sb_factory_built_in(factory->inherits);
    if (factory->inherits && !parent)
        sb_unknown_inherited(making, factory);
    return parent;
}

const sb_trait *sb_factory_trait(const sb_making *making, const sb_factory *factory, const char *name)
{
    for (int deep = 0; factory && deep < DEEPEST; factory = sb_factory_parent(making, factory), deep++)
        for (const sb_trait *one = factory->traits; one && one->name; one++)
            if (strcmp(one->name, name) == 0)
                return one;
    return NULL;
}

static sb_layer *add(const sb_making *making, sb_layers *to)
{
    if (to->n == to->room) {
        sb_layer *old = to->layer;
        to->room = to->room ? 2 * to->room : 8;
        to->layer = sb_store_alloc(&making->makers->store, to->room * sizeof *to->layer);
        if (to->n)
            memcpy(to->layer, old, to->n * sizeof *old);
    }
    return &to->layer[to->n++];
}

static void add_traits(const sb_making *making, const sb_maker *maker, const char *as, int deep, sb_layers *to)
{
    sb_store *store = &making->makers->store;
    size_t size;

    if (deep > DEEPEST)
        sb_make_fail(
            making, "%s: the traits of the factory `%s` include each other in a circle: %s", making->word, maker->name, as);
    for (const char *at = sb_list_next(as, NULL, &size); at; at = sb_list_next(as, at, &size)) {
        const char *name = sb_store_format(store, "%.*s", (int)size, at);
        const sb_trait *trait = sb_factory_trait(making, maker->factory, name);
        if (!trait && strcmp(name, SB_FILLED) == 0) {
            to->filled = true;
            continue;
        }
        if (!trait)
            sb_unknown_trait(making, maker, name);
        add_traits(making, maker, trait->as, deep + 1, to);
        *add(making, to) = (sb_layer){ .of = sb_store_format(store, "the trait `%s`", name),
            .trait = name,
            .columns = trait->columns,
            .children = trait->children,
            .after_build = trait->after_build,
            .after_make = trait->after_make };
    }
}

static void add_factory(const sb_making *making, const sb_maker *maker, const sb_factory *factory, int deep, sb_layers *to)
{
    const sb_factory *parent = sb_factory_parent(making, factory);

    if (deep > DEEPEST)
        sb_make_fail(making, "%s: the factory `%s` inherits from itself: %s", making->word, maker->name, factory->inherits);
    if (parent)
        add_factory(making, maker, parent, deep + 1, to);
    *add(making, to) = (sb_layer){
        .of = sb_store_format(&making->makers->store, "the factory `%s`", factory->name),
        .columns = factory->columns,
        .params = factory->params,
        .children = factory->children,
        .after_build = factory->after_build,
        .after_make = factory->after_make,
    };
    if (factory->by)
        to->by = factory->by;
    if (factory->person_of) {
        to->person_of = factory->person_of;
        to->person_says = factory->name;
    }
    add_traits(making, maker, factory->as, 0, to);
}

sb_layers sb_layers_of(const sb_making *making, const sb_maker *maker, const char *as, const sb_rule *with)
{
    sb_layers layers = { 0 };

    if (maker->factory)
        add_factory(making, maker, maker->factory, 0, &layers);
    add_traits(making, maker, as, 0, &layers);
    if (with)
        *add(making, &layers) = (sb_layer){ .of = "a rule's `with`", .columns = with };
    return layers;
}
