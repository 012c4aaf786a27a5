/* kinds.h -- values of kinds for tests: one call, with the words of a rule behind it.
 *
 *     made("date", 3, .from = "2024-01-01")          the value of row 3, of a stream of its own per kind
 *     made_text("date", 3)                           the same as a text: numbers too
 *     made_of((made_as){ .unique = true, .most = 8 }, "text.word", 3)
 *
 * All live until the test is over. A rule that is refused fails the test; refusal() gives the sentence instead.
 */
#ifndef SEEDBED_SELFTEST_SUPPORT_KINDS_H
#define SEEDBED_SELFTEST_SUPPORT_KINDS_H

#include "../../generators/fake/kind.h"
#include <seedbed.h>

typedef struct made_as {
    bool unique;
    size_t most;
    uint64_t seed;
} made_as;

#define made(...) made_by((made_as){ .seed = 1 }, MADE_ARGS(__VA_ARGS__, .column = "c"))
#define MADE_ARGS(kind, n, ...) \
    kind, n, &(const sb_rule) { __VA_ARGS__ }
#define made_text(...) as_text(made(__VA_ARGS__))
#define refusal(kind, ...) refused_by(kind, &(const sb_rule){ .column = "c", __VA_ARGS__ })

sb_value made_by(made_as as, const char *kind, uint64_t n, const sb_rule *rule);
/* "SB_BAD: why" for a value that could not be made. */
const char *as_text(sb_value value);
const char *refused_by(const char *kind, const sb_rule *rule);
/* Distinct texts among the first n. */
size_t distinct_of(made_as as, const char *kind, uint64_t n, const sb_rule *rule);
size_t characters_of(const char *text);

#endif
