/* waiting.h -- assertions that look again: should_within(ms, actual, matcher) and should_stay(ms, actual, matcher).
 *
 *     should_within(500, queue_length(q), equal_to(0));        it comes to hold, within half a second
 *     should_stay(50, atomic_load(&level), be_below(10));      it holds, and goes on to for 50 ms
 *
 * What it is: should() that evaluates `actual`, and the arguments of the matcher, again and again: at once, then after pauses that grow
 * from 1 to 20 milliseconds. should_within passes at the first look that holds, and fails when the time is over; the last look is begun
 * when it is. should_stay fails at the first look that does not hold, and passes when the time is over. expect_within and expect_stay
 * record the failure and go on. All of them work with every matcher, in every thread, and inside each other; each counts as one
 * assertion.
 *
 *     queue_length(q) should equal 0 within 500 ms
 *       expected: 0
 *            got: 3
 *       looked 28 times in 500 ms; this was there at the last look
 *
 * Assertions inside functions that `actual` calls fail as everywhere: only what is judged here is looked at again. A mistake (a matcher
 * that does not go with the operand) fails at the first look.
 *
 * Time is that of the monotonic clock, in whole milliseconds; 0, or less, is one look. It goes on in a debugger, and the time limit of the
 * test counts as well: give it more than it may wait.
 *
 * Errors: as for should().
 */
#ifndef SEEDBED_WAITING_H
#define SEEDBED_WAITING_H

#include <seedbed/should.h>

/* One wait; it stands on the stack of who waits. Private. */
typedef struct sb_wait {
    struct sb_wait *around;
    const char *text; /* as in sb_site */
    int line;
    bool stay, failed, last, over;
    long ms, pause_ms;
    uint64_t began_ns;
    unsigned long looks;
} sb_wait;

SB__C_BEGIN
sb_wait sb_wait_for(bool stay, long ms, const char *text, int line);
/* Whether to look, now: pauses before it. */
bool sb_wait_next(sb_wait *wait);
void sb_wait_end(sb_wait *wait);
SB__C_END

#define SB_SHOULD_WITHIN(ms, actual, matcher) \
    SB__WAITING(false, ms, #actual, #matcher) SB__GO(0, actual, #actual, #matcher, SB_M_##matcher)
#define SB_SHOULD_STAY(ms, actual, matcher) \
    SB__WAITING(true, ms, #actual, #matcher) SB__GO(0, actual, #actual, #matcher, SB_M_##matcher)
#define SB_EXPECT_WITHIN(ms, actual, matcher) \
    SB__WAITING(false, ms, #actual, #matcher) SB__GO(2, actual, #actual, #matcher, SB_M_##matcher)
#define SB_EXPECT_STAY(ms, actual, matcher) \
    SB__WAITING(true, ms, #actual, #matcher) SB__GO(2, actual, #actual, #matcher, SB_M_##matcher)
/* A loop around an assertion whose failures it takes back while there is time. */
#define SB__WAITING(stay, ms, at, mt) \
    for (__attribute__((__cleanup__(sb_wait_end))) \
         sb_wait SB__CAT(sb_wait_, __LINE__) = sb_wait_for(stay, (long)(ms), __FILE__ "\0" at "\0" mt, __LINE__); \
         sb_wait_next(&SB__CAT(sb_wait_, __LINE__));)

#endif
