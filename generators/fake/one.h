/* one.h -- one value after the other of a kind, without a row around it: for tests, the command and the page of kinds.
 */
#ifndef SEEDBED_GENERATORS_FAKE_ONE_H
#define SEEDBED_GENERATORS_FAKE_ONE_H

#include "kind.h"

typedef struct sb_one {
    const sb_kind *kind;
    const sb_rule *rule;
    const void *ready;
    size_t most;     /* as of sb_kind_call */
    uint64_t stream; /* likewise */
} sb_one;

/* Looks the kind up, and reads the rule: SB_ENOTFOUND or SB_ERR with sb_error(). The rule and the store are borrowed. */
int sb_one_prepare(const char *kind, const sb_rule *rule, sb_store *store, sb_one *out);
/* The nth. SB_ERR with sb_error(): there is none. What the value points to lives as long as the store. */
int sb_one_make(const sb_one *one, uint64_t seed, uint64_t n, sb_store *store, sb_value *out);
/* As people read it on one line: numbers in decimal, and what does not show as it stands in C. most: columns, 0: any number. */
void sb_one_print(const sb_value *value, int most, sb_text *to);
/* Numbers are texts, too. Lives as long as the store. */
const char *sb_one_text(const sb_value *value, sb_store *store);

#endif
