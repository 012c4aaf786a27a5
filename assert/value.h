/* value.h -- values as people read them, and compared as mathematics has it.
 *
 * Printing: integers in decimal, char as 'a' (97), bool as true/false, floats with the fewest digits that read back the same,
 * strings quoted with control characters escaped, NULL as NULL, pointers in hexadecimal, bytes as their size and first bytes.
 */
#ifndef SEEDBED_ASSERT_VALUE_H
#define SEEDBED_ASSERT_VALUE_H

#include "text.h"

/* -1, 0, 1; 2: not comparable (NaN). Numbers only. */
int sb_value_compare(const sb_value *a, const sb_value *b);
/* Equal as equal_to has it: numbers by value, strings by bytes (NULL equals NULL only), bytes by size and content, else identity. */
bool sb_value_equal(const sb_value *a, const sb_value *b);
/* How many bytes of a string are printed before its middle is cut out, and the cut is said. */
enum { SB_VALUE_SHOWN = 400 };
void sb_value_print(sb_text *to, const sb_value *value);
void sb_value_print_string(sb_text *to, const char *s, size_t n);

#endif
