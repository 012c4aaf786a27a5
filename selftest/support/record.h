/* record.h -- what a failing assertion says, taken down in place of failing the test that tries it.
 *
 *     should_say("n should be above 3\n  expected: above 3\n       got: 2", should(n, be_above(3)));
 *     should_hold(should(n, be_above(1)));
 *
 * Several failures of expect are joined by an empty line. No failure is "".
 */
#ifndef SEEDBED_SELFTEST_SUPPORT_RECORD_H
#define SEEDBED_SELFTEST_SUPPORT_RECORD_H

#include "../../assert/context.h"
#include <setjmp.h>

struct record {
    sb_listener listener;
    const sb_listener *before;
    struct sb_text text;
    size_t failures;
    int line;   /* of the last failure */
    bool fatal; /* the last failure */
    struct sb_taken *taken;
    sb_scopes scopes; /* what stands around the record */
    jmp_buf out;
};

/* Between the two, failures go to the record; a fatal one jumps to `out`. */
void record_open(struct record *record);
void record_stop(struct record *record);
/* The text, which goes with the test. */
const char *record_text(struct record *record);

static inline const char *record_same(const char *text) { return text; }

/* The text of the failures of fn(). Goes with the test. */
const char *failure_of(void (*fn)(void));

/* The statement comes last, because it may have commas. read: what makes of the text that of every machine. */
#define should_say(text_, ...) should_say_read(record_same, text_, __VA_ARGS__)
#define should_say_read(read, text_, ...) \
    do { \
        struct record record_; \
        record_open(&record_); \
        if (setjmp(record_.out) == 0) { \
            __VA_ARGS__; \
        } \
        record_stop(&record_); \
        expect(read(record_text(&record_)), equal_to(text_)); \
    } while (0)
#define should_hold(...) should_say("", __VA_ARGS__)
/* Fails asserted and negated. */
#define should_never(actual, matcher) \
    do { \
        struct record record_; \
        record_open(&record_); \
        SB__GO(2, actual, #actual, #matcher, SB_M_##matcher); \
        SB__GO(3, actual, #actual, #matcher, SB_M_##matcher); \
        record_stop(&record_); \
        record_text(&record_); \
        expect(record_.failures, equal_to(2)); \
    } while (0)

#endif
