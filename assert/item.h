/* item.h -- one thing in memory, with its type: a number, a string, an array, a struct; and what is inside it.
 *
 * Equality, printing, differences and paths all walk the same tree: an item, its elements or fields, theirs.
 */
#ifndef SEEDBED_ASSERT_ITEM_H
#define SEEDBED_ASSERT_ITEM_H

#include "text.h"
#include <seedbed/type.h>

enum sb_item_shape {
    SB_ITEM_VALUE,  /* `value`: a number, a pointer, a char *, an operand of another kind */
    SB_ITEM_TEXT,   /* a string of at most `count` bytes */
    SB_ITEM_BYTES,  /* `count` of them */
    SB_ITEM_LIST,   /* `count` elements of `type` */
    SB_ITEM_STRUCT, /* a struct with fields */
    SB_ITEM_OWN     /* one of a type without fields: it compares and prints itself, or its bytes are all there is */
};

struct sb_item {
    enum sb_item_shape shape;
    const sb_type *type; /* all but VALUE */
    const void *at;      /* NULL: nothing is there */
    size_t count;
    bool behind;    /* a pointer leads to it, and others lead on from there, maybe to where it was come from */
    sb_value value; /* VALUE */
};

struct sb_item sb_item_of(const sb_value *value);
/* As an operand; a string that does not end in NUL is copied (context.h: sb_intern). */
sb_value sb_item_value(const struct sb_item *item);
/* The bytes of a string of either kind or of bytes; false: it is neither. No data where there is nothing. */
bool sb_item_bytes(const struct sb_item *item, sb_bytes *out);

/* Elements of a list; fields of a struct, whose names are in its type. */
size_t sb_item_count(const struct sb_item *item);
struct sb_item sb_item_inside(const struct sb_item *item, size_t i);

/* The type of a number that prints itself, as enums may; or NULL. */
const sb_type *sb_item_shown_as(const struct sb_item *item);
/* A number as such a type prints it; false: it is none of that type, and nothing was printed. */
bool sb_type_print_number(sb_text *to, const sb_type *type, const sb_value *number);

/* Types of one name, size and number of fields are the same, because each file that declares one has its own. */
bool sb_type_same(const sb_type *a, const sb_type *b);
/* ignoring: enum sb_ignoring, for the strings inside. */
bool sb_item_equal(const struct sb_item *a, const struct sb_item *b, unsigned ignoring);

/* 42, "ada", [1, 2, 3] and user{id: 1, name: "ada"}; a long list is cut in the middle, and the cut is said;
 * of structs that lie too deep in one another, behind pointers, the names are left: node{...}. */
void sb_item_print(sb_text *to, const struct sb_item *item);
/* At most so many elements of a list are printed; of structs and lists a third of that. */
enum { SB_ITEM_SHOWN = 24 };
size_t sb_item_shown(const struct sb_item *list); /* of one that is not empty */
/* Elements [from, end) with commas between. */
void sb_item_print_range(sb_text *to, const struct sb_item *list, size_t from, size_t end);

#endif
