/* kind.h -- kinds of generated values by name: what `.fake = "person.email"` of a rule stands for.
 *
 * Calling sequence: sb_kind_named once per rule; its prepare once per rule, where it has one; then its make for each row. A kind is one
 * const struct; the lists of them, one per file of values, are joined in kinds.c.
 *
 * Promise: what make gives depends on nothing but its call: the same on every machine, in whatever order rows are made.
 */
#ifndef SEEDBED_GENERATORS_FAKE_KIND_H
#define SEEDBED_GENERATORS_FAKE_KIND_H

#include "../factory/store.h"
#include "../random/draw.h"
#include "people.h"
#include <seedbed/factory.h>

/* What one row's values have in common, so that they agree: its person is made once, however many columns tell of it. Zeroed before the
 * first row; then it belongs to the kinds. */
typedef struct sb_common {
    bool has_person;
    uint64_t seed, stream, n; /* whose it is */
    sb_person_wish wish;
    sb_person person;
    bool has_file;
    uint64_t file_seed, file_n; /* whose it is */
    sb_file_wish file_wish;
    sb_file_facts file; /* without a digest, until one is wanted */
    bool has_course;
    uint64_t course_seed, course_stream, course_n; /* whose it is */
    sb_course course;
    const char *topic; /* of it */
} sb_common;

typedef struct sb_kind_call {
    uint64_t seed, stream, field, n; /* the place, as sb_draw_at takes it: stream is the factory's name, field the column's */
    const sb_rule *rule;             /* its bounds, form, locale, size: never NULL */
    const void *ready;               /* what prepare returned; NULL without one */
    bool unique;                     /* no two n of one stream and field may give the same */
    size_t most;                     /* characters that there is room for; 0: any number */
    sb_common *common;
    /* The row that the value is for, and whose person it tells of; NULL: a person of its own. What that wishes gives way to the rule. */
    const sb_whose *(*whose)(sb_row *row);
    sb_row *row;
    sb_store *store; /* for texts and bytes: they live until the row is done with */
} sb_kind_call;

/* Its tag is not its name, which an enum of base.h has. */
typedef struct sb_value_kind {
    const char *name;  /* "person.email" */
    const char *about; /* one line for docs/VALUES.md, without a full stop */
    const char
        *takes;  /* the members of sb_rule that it looks at, separated by spaces; a rule that has others is refused. NULL: none */
    bool unique; /* it can be asked to be unique */
    /* Must. Where no value can be given (it must be unique, and n is beyond all that there are) the value's kind is SB_BAD, and sb_error() says
     * why: who called it ends the row with that. */
    void (*make)(const sb_kind_call *call, sb_value *out);
    /* May. Reads the rule once, which sb_kind_check has passed. NULL with sb_error(): it makes no sense, and the message says what would. */
    const void *(*prepare)(const sb_rule *rule, sb_store *store);
} sb_kind;

/* A part of the person that the call's row tells of, as sb_person_put. What has to be unique ends in the number of the row, and all else in that
 * of the row whose person it is. */
void sb_kind_person_put(const sb_kind_call *call, enum sb_person_part part, sb_put *to);
/* What the rule wishes of that person: NULL where the kind tells of none. ready: as in sb_kind_call. */
const sb_person_wish *sb_kind_person_wish(const sb_kind *kind, const void *ready);
/* NULL: there is none. */
const sb_kind *sb_kind_named(const char *name);
/* SB_ENOTFOUND, with a sentence that has the nearest name. */
int sb_kind_unknown(const char *name);
/* SB_ERR with sb_error(): the rule has a member that the kind does not take, or wants it unique, which it cannot be. */
int sb_kind_check(const sb_kind *kind, const sb_rule *rule);
/* All, sorted by name; ends in NULL. For messages, documents and lint. */
const sb_kind *const *sb_kinds_all(void);

#endif
