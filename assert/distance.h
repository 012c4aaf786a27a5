/* distance.h -- how far two numbers are apart: exact for integers, in long double where one of them is floating. */
#ifndef SEEDBED_ASSERT_DISTANCE_H
#define SEEDBED_ASSERT_DISTANCE_H

#include "value.h"

/* The number as a long double; a whole number of more digits than that has is rounded. */
long double sb_value_floating(const sb_value *number);
/* Below zero; neither -0.0 nor NaN is. */
bool sb_value_negative(const sb_value *number);
bool sb_value_infinite(const sb_value *number);
/* Between two integers; false: it is 2^64 and what is written. */
bool sb_distance_integers(const sb_value *a, const sb_value *b, uint64_t *distance_out);
/* Whether two integers are at most so far apart, exactly; `most`, a number of any type, is not NaN. */
bool sb_distance_at_most(const sb_value *a, const sb_value *b, const sb_value *most);
/* Between two numbers of any type, neither of them NaN. */
long double sb_distance(const sb_value *a, const sb_value *b);
/* Between two of one width, as steps from one floating number to the next; -0.0 and 0.0 are one. Neither is NaN. */
uint64_t sb_distance_floats(float a, float b);
uint64_t sb_distance_doubles(double a, double b);

#endif
