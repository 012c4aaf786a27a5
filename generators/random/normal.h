/* normal.h -- the inverse of the normal distribution, as a table of whole numbers.
 */
#ifndef SEEDBED_GENERATORS_RANDOM_NORMAL_H
#define SEEDBED_GENERATORS_RANDOM_NORMAL_H

#include <stdint.h>

/* Halvings of the probability, and places between two of them. */
enum { SB_NORMAL_OCTAVES = 32, SB_NORMAL_STEPS = 16, SB_NORMAL_PLACES = SB_NORMAL_OCTAVES * SB_NORMAL_STEPS };

extern const uint32_t sb_normal_z[SB_NORMAL_PLACES + 1];

#endif
