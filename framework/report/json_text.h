/* json_text.h -- any bytes as a string of JSON, in a way that gives every byte back. */
#ifndef SEEDBED_FRAMEWORK_REPORT_JSON_TEXT_H
#define SEEDBED_FRAMEWORK_REPORT_JSON_TEXT_H

#include "../../assert/text.h"

/* Add "..." for n bytes: valid UTF-8 whatever they are, and no control character stands in it as itself. A byte that is part of no
 * UTF-8 sequence becomes U+FFFD. Returns whether there was none. */
bool sb__json_string(sb_text *to, const char *s, size_t n);
/* Add ,"key":"..." (without the comma behind a brace). Where bytes had to be replaced, ,"key_base64":"..." follows and holds all n
 * bytes as they were. */
void sb__json_member(sb_text *to, const char *key, const char *s, size_t n);
/* The same for a string that ends in NUL; nothing for NULL. */
void sb__json_member_of(sb_text *to, const char *key, const char *s);
void sb__json_number(sb_text *to, const char *key, uint64_t value);
void sb__json_bool(sb_text *to, const char *key, bool value);

#endif
