/* kinds.h -- for files of kinds: the lists that kinds.c joins, and what kinds share when they read a rule and give a value.
 *
 * Promise: a text is never longer than call->most characters, and what sb_kind_text and sb_kind_nth give is another one for each n where
 * call->unique is set. A maker that cannot keep that gives sb_kind_cannot.
 */
#ifndef SEEDBED_GENERATORS_FAKE_KINDS_H
#define SEEDBED_GENERATORS_FAKE_KINDS_H

#include "../random/permute.h"
#include "kind.h"
#include "put.h"

/* Each ends in a kind without a name. */
extern const sb_kind sb_kinds_company[], sb_kinds_course[], sb_kinds_file[], sb_kinds_hostile[], sb_kinds_json[],
    sb_kinds_lasting[], sb_kinds_markup[], sb_kinds_net[], sb_kinds_number[], sb_kinds_pattern[], sb_kinds_person[],
    sb_kinds_text[], sb_kinds_time[], sb_kinds_unusual[];

/* ---- to make ---- */
sb_draw sb_kind_draw(const sb_kind_call *call);
/* n as a number below size that no other n below size gives. */
uint64_t sb_kind_nth(const sb_kind_call *call, uint64_t size);
/* The value cannot be made: kind SB_BAD, and sb_error() says why. */
__attribute__((format(printf, 2, 3))) void sb_kind_cannot(sb_value *out, const char *format, ...);
/* False, with the above, where n is beyond the first `room`: unique ones that there are. */
bool sb_kind_has_room(const sb_kind_call *call, uint64_t room, sb_value *out);
/* A text of size bytes as the value, in the store, cut to call->most characters. distinct: no other n gives it, and where it ends in digits
 * behind the mark they are n + 1. Where it must be unique and is not, or has to be cut, n + 1 is put behind it, and `mark` between. */
void sb_kind_text(const sb_kind_call *call, const char *text, size_t size, bool distinct, char mark, sb_value *out);
/* One of n texts, by the row's words; where it must be unique, as sb_kind_text has it. */
void sb_kind_one_of(const sb_kind_call *call, const char *const *texts, uint64_t n, sb_value *out);
/* How many bytes the first `most` characters of a text take: all of it where it has no more. */
size_t sb_kind_cut(const char *text, size_t size, size_t most);

/* ---- to read a rule: SB_ERR with sb_error() ---- */
/* A number in units of 10^-decimals; member: its name, for the message. */
int sb_kind_read_number(const char *text, const char *member, unsigned decimals, int64_t *out);

/* How a kind's numbers lie. */
typedef struct sb_numbers {
    int64_t low, high; /* in units of 10^-decimals */
    enum { SB_SPREAD_UNIFORM = 0, SB_SPREAD_NORMAL, SB_SPREAD_ZIPF } spread;
    int64_t mean; /* of the normal: in units of 1/finer of those */
    uint64_t deviation;
    int64_t finer;
    unsigned decimals;
} sb_numbers;
/* Reads from, to, spread, mean and deviation. low, high: the bounds that the rule does not have; one that would lie on the wrong side of the
 * other is moved, so that they are as far from each other as low and high are. */
int sb_kind_read_numbers(const sb_rule *rule, unsigned decimals, int64_t low, int64_t high, sb_numbers *out);
/* Bounds that are there already; of the rule spread, mean and deviation are read. */
int sb_kind_read_spread(const sb_rule *rule, sb_numbers *numbers);
/* One of them, in units; false with sb_kind_cannot. */
bool sb_kind_number(const sb_kind_call *call, const sb_numbers *numbers, sb_draw *draw, int64_t *out);

#endif
