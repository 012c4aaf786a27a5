/* values.h -- believable values for a test, without a factory or a database: fake_text(person.email).
 *
 * Calling sequence, inside a test:
 *     const char *who = fake_text(person.full_name);
 *     int64_t seats = fake_int(number, .from = "1", .to = "40");
 *     double price = fake_double(money);
 *     const char *code = fake_text(pattern, .form = "[A-Z]{3}-\\d{4}", .unique = true);
 *     sb_bytes odd = fake_bytes(hostile.bytes);
 *
 * What it is: the first word is a kind of docs/VALUES.md; behind it stand members of sb_rule (factory.h) that the kind takes, as designated
 * initialisers, in C++ (from C++20 on) in the order of the struct. Each call gives the next value of its kind.
 *
 * Promise: values are a pure function of (seed, test, kind, how often the kind was asked for in the test), so that a test alone sees the
 * same as in a full run. The first values of all kinds of a person tell of one person, the second ones of another. With .unique = true no
 * two calls of the kind in the test that have it give the same.
 *
 * Ownership: texts and bytes belong to the test, and are gone after it.
 *
 * Errors: a kind that there is none of fails the test with the nearest name, a member that makes no sense with what would, and a kind that
 * gives something else (fake_int of a name) with what it gives. Outside a test of this process: abort.
 *
 * Threads: the one that runs the test.
 */
#ifndef SEEDBED_VALUES_H
#define SEEDBED_VALUES_H

#include <seedbed/factory.h>

/* As a text: numbers too. */
#define SB_FAKE_TEXT(...) sb_fake_text(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))
/* Of kinds that give whole numbers. */
#define SB_FAKE_INT(...) sb_fake_int(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))
/* Of kinds that give numbers. */
#define SB_FAKE_DOUBLE(...) sb_fake_double(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))
/* Of kinds that give texts or bytes: a text has no NUL in its bytes, but one behind them. */
#define SB_FAKE_BYTES(...) sb_fake_bytes(SB__HERE, #__VA_ARGS__, SB__FAKE_RULE(__VA_ARGS__, ))

#ifdef __cplusplus
namespace seedbed
{
/* The members of sb_rule that kinds take, in its order. Each has a value, so that no compiler warns of those that are left out. */
struct fake_members {
    const char *from = nullptr, *to = nullptr, *spread = nullptr, *mean = nullptr, *deviation = nullptr, *form = nullptr,
               *locale = nullptr, *sex = nullptr;
    unsigned decimals = 0, size = 0;
    bool unique = false;
};
inline sb_rule fake_rule(const fake_members &from)
{
    sb_rule rule = sb_rule();
    rule.from = from.from;
    rule.to = from.to;
    rule.spread = from.spread;
    rule.mean = from.mean;
    rule.deviation = from.deviation;
    rule.form = from.form;
    rule.locale = from.locale;
    rule.sex = from.sex;
    rule.decimals = from.decimals;
    rule.size = from.size;
    rule.unique = from.unique;
    return rule;
}
inline const sb_rule *fake_address(const sb_rule &rule) { return &rule; }
} // namespace seedbed
#define SB__FAKE_RULE(kind, ...) seedbed::fake_address(seedbed::fake_rule(seedbed::fake_members{ __VA_ARGS__ }))
#else
#define SB__FAKE_RULE(kind, ...) (&(const sb_rule){ .column = NULL, __VA_ARGS__ })
#endif

SB__C_BEGIN
/* call: the kind, up to the first comma, with or without quotes. */
const char *sb_fake_text(const char *file, int line, const char *call, const sb_rule *rule);
int64_t sb_fake_int(const char *file, int line, const char *call, const sb_rule *rule);
double sb_fake_double(const char *file, int line, const char *call, const sb_rule *rule);
sb_bytes sb_fake_bytes(const char *file, int line, const char *call, const sb_rule *rule);
SB__C_END

#endif
