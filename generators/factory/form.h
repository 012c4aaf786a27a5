/* form.h -- the form of a text, as LIKE, GLOB, SIMILAR TO or a regular expression has it: whether a text has it, and texts that have.
 *
 * What is known: characters, . [sets] [[:classes:]] \d \w \s, groups, alternatives, * + ? {m,n}, ^ and $. Not: what looks around, or back.
 * Bytes are compared; a character outside of ASCII is as many as its bytes.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_FORM_H
#define SEEDBED_GENERATORS_FACTORY_FORM_H

#include "../fake/put.h"
#include "../random/draw.h"
#include "store.h"

enum sb_form_words { SB_FORM_LIKE = 1, SB_FORM_GLOB, SB_FORM_SIMILAR, SB_FORM_REGEX };

typedef struct sb_form sb_form;

/* NULL: it is not understood. any_case: letters are the same in both cases. */
const sb_form *sb_form_read(enum sb_form_words words, const char *text, bool any_case, sb_store *store);
bool sb_form_has(const sb_form *form, const char *text);
/* Of a form that a text must not have, such as '*[^a-z]*': the one that it must have then, which is that all its characters are of a set. NULL:
 * it says something else. */
const sb_form *sb_form_only(const sb_form *not_this, sb_store *store);
/* The set, a bit per byte, of a form that sb_form_only gave; NULL of others. */
const uint64_t *sb_form_set(const sb_form *form);
/* What a text must be beside its form. */
typedef struct sb_form_wish {
    size_t least, most;    /* characters, where the form lets it; most 0: any number */
    const uint64_t *among; /* the characters, as far as the form lets it; NULL: any */
} sb_form_wish;
/* A text that has the form. n NULL: any; else each n has another text, and false says that the form has not so many. */
bool sb_form_put(const sb_form *form, sb_draw *draw, const uint64_t *n, const sb_form_wish *wish, sb_put *to);

#endif
