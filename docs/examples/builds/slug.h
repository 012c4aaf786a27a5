/* slug.h -- the part of a web address that a title becomes: "Tea & Cake" is tea-cake.
 */
#ifndef SLUG_H
#define SLUG_H

#include <stddef.h>

/* Writes at most size bytes, with the zero at the end, and returns how many the whole slug has; a slug that does not fit ends at a whole
 * word. Letters and digits of ASCII stay, in lower case; all between them becomes one hyphen. */
size_t slug(const char *title, char *out, size_t size);

#endif
