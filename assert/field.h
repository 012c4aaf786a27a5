/* field.h -- a field by its name: "name", "home.city", "scores[2]", "[0].orders[1].price". */
#ifndef SEEDBED_ASSERT_FIELD_H
#define SEEDBED_ASSERT_FIELD_H

#include "item.h"

enum sb_field_fault {
    SB_FIELD_FOUND,
    SB_FIELD_NULL,   /* nothing is there to look into */
    SB_FIELD_NONE,   /* the struct has no such field */
    SB_FIELD_FLAT,   /* it has no fields, or no elements */
    SB_FIELD_BEYOND, /* it has fewer elements */
    SB_FIELD_SPELT   /* this is no path */
};

struct sb_found_field {
    enum sb_field_fault fault;
    struct sb_item item; /* what the path leads to, or where it ended */
    const char *rest;    /* in the path: what could not be followed */
};

/* Allocates nothing. `path` may have spaces, as the source has. */
struct sb_found_field sb_field_find(const struct sb_item *root, const char *path);
/* What is wrong, as a line: "user has no field `nmae`: did you mean `name`?" */
void sb_field_explain(const struct sb_found_field *found, const char *path, sb_text *out);

#endif
