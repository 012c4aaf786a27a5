/* number.h -- matchers about one number, and about two that are nearly equal: be_nan, be_positive, be_within_ulps_of(x, n) ...
 *
 *     should(ratio, be_finite);
 *     should(total, be_within_percent_of(200, 5));           190 to 210
 *     should(sum, be_within_ulps_of(0.3, 4));                at most 4 floating numbers away
 *
 * What they mean:
 *     be_nan             a floating number that is not a number. The only matcher that NaN satisfies; no integer does.
 *     be_finite          neither infinite nor NaN: every integer
 *     be_infinite        inf or -inf
 *     be_zero            equal to 0; -0.0 is
 *     be_positive        above 0, so that 0 is not; inf is
 *     be_negative        below 0, so that -0.0 is not; -inf is
 *     be_within_percent_of(x, p)
 *                        |actual - x| <= |x| * p / 100, both ends count, computed as a long double. An infinity is within any percentage
 *                        of itself alone, and so is 0. p is a finite number, 0 or more; any other fails, asserted or negated.
 *     be_within_ulps_of(x, n)
 *                        at most n steps from one floating number to the next lie between the two. The operand says how wide a step
 *                        is: of a float, x is made a float first, of a double a double; where the operand is an integer, x says it, and
 *                        between two integers each step is 1. -0.0 and 0.0 are one; across zero steps are counted on, through the
 *                        denormals; an infinity is near itself alone, and so is an x beyond the range of the operand's type. Of a long
 *                        double a step is as wide as those at the larger of the two. n is 0 or more; any other fails, asserted or negated.
 * be_close_to(x, delta), a distance, is in should.h.
 *
 * NaN: should_not(NAN, be_finite), should_not(NAN, be_infinite) and should_not(NAN, be_zero) hold, as of any value that is neither. What
 * depends on an order or a distance fails with NaN asserted and negated: be_positive, be_negative and the two be_within.
 *
 * Errors: an operand or argument that is no number does not compile.
 */
#ifndef SEEDBED_NUMBER_H
#define SEEDBED_NUMBER_H

#include <seedbed/should.h>

#define SB_M_be_nan &sb_m_be_nan, SB__NUMBER
#define SB_M_be_finite &sb_m_be_finite, SB__NUMBER
#define SB_M_be_infinite &sb_m_be_infinite, SB__NUMBER
#define SB_M_be_zero &sb_m_be_zero, SB__NUMBER
#define SB_M_be_positive &sb_m_be_positive, SB__NUMBER
#define SB_M_be_negative &sb_m_be_negative, SB__NUMBER
#define SB_M_be_within_percent_of(x, p) &sb_m_be_within_percent_of, SB__NUMBERS, x, SB__PLUS(p)
#define SB_M_be_within_ulps_of(x, n) &sb_m_be_within_ulps_of, SB__NUMBERS, x, SB__PLUS(n)

extern const sb_matcher_type sb_m_be_nan, sb_m_be_finite, sb_m_be_infinite, sb_m_be_zero, sb_m_be_positive, sb_m_be_negative,
    sb_m_be_within_percent_of, sb_m_be_within_ulps_of;

#endif
