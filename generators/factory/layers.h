/* layers.h -- the declarations that hold for a row, one over the other: inherited factories, the factory, its traits.
 *
 * Calling sequence: sb_layers_of for a factory and traits; then sb_layers_rule, or a walk from the highest layer down.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_LAYERS_H
#define SEEDBED_GENERATORS_FACTORY_LAYERS_H

#include "maker.h"

typedef struct sb_layer {
    const char *of;    /* for messages: "the factory `user`", "the trait `admin`" */
    const char *trait; /* its name; NULL: it is none */
    const sb_rule *columns, *params;
    const sb_children *children;
    sb_hook_fn *after_build, *after_make;
} sb_layer;

typedef struct sb_layers {
    size_t n, room;
    sb_layer *layer;                     /* what comes later wins */
    const char *by;                      /* the natural key; NULL: none */
    bool filled;                         /* columns that may be NULL have values */
    const char *person_of, *person_says; /* whose person a row is of, and who says so; NULL: nobody does */
} sb_layers;

/* factory: NULL for a table that has none. as: traits, separated by spaces, over those of the factory itself; NULL: none. with: rules over
 * all of these; NULL: none. Leaves the test where a name is unknown or goes round in a circle. In the store. */
sb_layers sb_layers_of(const sb_making *making, const sb_maker *maker, const char *as, const sb_rule *with);
/* The factory itself, and those that it inherits from, up to NULL. Leaves the test where one is unknown. */
const sb_factory *sb_factory_parent(const sb_making *making, const sb_factory *factory);
/* By its name, in the factory or in one that it inherits from; NULL: none. */
const sb_trait *sb_factory_trait(const sb_making *making, const sb_factory *factory, const char *name);

#endif
