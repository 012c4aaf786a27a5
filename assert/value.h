/* value.h -- values as people read them, and compared as mathematics has it.
 *
 * Printing: integers in decimal, char as 'a' (97), bool as true/false, floats with the fewest digits that read back the same,
 * strings quoted with control characters escaped, NULL as NULL, pointers in hexadecimal, bytes as their size and first bytes.
 */
#ifndef SEEDBED_ASSERT_VALUE_H
#define SEEDBED_ASSERT_VALUE_H

#include "text.h"

/* ---- kinds ---- */
/* A struct, or something else that has no type to read it by. */
static inline bool sb_kind_bad(int kind) { return kind < 0 || kind >= SB_BAD; }
static inline bool sb_kind_number(int kind) { return kind >> 4 == 2; }
static inline bool sb_kind_floating(int kind) { return kind >= SB_FLOAT && kind <= SB_LDOUBLE; }
/* The integer travels in v.u. */
static inline bool sb_kind_unsigned(int kind) { return kind == SB_ULONG || kind == SB_ULLONG; }
/* What a person calls it: "a number", "a string"; the type in C where there is one to say: "int". */
const char *sb_kind_words(int kind);
const char *sb_kind_type(int kind);

/* ---- comparing ---- */
/* -1, 0, 1; 2: not comparable (NaN). Numbers only. */
int sb_value_compare(const sb_value *a, const sb_value *b);
/* Equal as equal_to has it: numbers by value, strings by bytes (NULL equals NULL only), bytes by size and content, else identity. */
bool sb_value_equal(const sb_value *a, const sb_value *b);
bool sb_value_nan(const sb_value *value);
/* The bytes of a string (without its NUL) or of bytes(); no data where either is NULL. */
sb_bytes sb_value_bytes(const sb_value *value);

/* ---- printing ---- */
/* How many bytes of a string are printed before its middle is cut out, and the cut is said; SIZE_MAX with --full-values. */
enum { SB_VALUE_SHOWN = 400 };
size_t sb_value_shown(void);
/* 1,234 */
void sb_value_print_count(sb_text *to, size_t n);
void sb_value_print(sb_text *to, const sb_value *value);
/* The same beside another value, so that a reader can tell the two apart: an integer beside a char is printed as a char, beside a
 * bool as a bool, and floats that look alike and differ with 17 digits and their types. */
void sb_value_print_beside(sb_text *to, const sb_value *value, const sb_value *other);
void sb_value_print_string(sb_text *to, const char *s, size_t n);
/* One character of a string that has n bytes left, escaped as it is printed; its bytes, and the columns it takes (may be NULL). */
size_t sb_value_print_character(sb_text *to, const char *s, size_t n, size_t *columns_out);

#endif
