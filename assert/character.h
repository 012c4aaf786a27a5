/* character.h -- characters that people take for another or do not see, by name. */
#ifndef SEEDBED_ASSERT_CHARACTER_H
#define SEEDBED_ASSERT_CHARACTER_H

#include "text.h"

/* "a tab", "a no-break space", "a combining mark": what does not show, or not as itself; NULL: nothing of the kind. */
const char *sb_character_name(uint32_t code);
/* The Latin letter that a Cyrillic, Greek or fullwidth one looks like; any other code point is itself. */
uint32_t sb_character_looks_like(uint32_t code);
/* The character that begins at s, which has n bytes left, as a person looks for it: "U+00E9", "a tab", "\"e\"", with its name where it
 * has one, and with what it looks like where that is `beside`. */
void sb_character_add(sb_text *out, const char *s, size_t n, uint32_t beside);

#endif
