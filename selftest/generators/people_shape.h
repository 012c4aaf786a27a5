/* people_shape.h -- what people of a country must look like, written down apart from the tables of people.
 */
#ifndef SEEDBED_SELFTEST_GENERATORS_PEOPLE_SHAPE_H
#define SEEDBED_SELFTEST_GENERATORS_PEOPLE_SHAPE_H

#include <seedbed/people.h>

typedef struct shape {
    const char *country;
    const char *postcode, *phone, *street; /* regular expressions, POSIX extended */
} shape;

/* NULL: there are no people of this country. */
const shape *shape_of(const char *country);
/* Whether the text has the pattern's shape; patterns are those of a shape. */
bool has_shape(const char *text, const char *pattern);
/* A name of a Latin alphabet as it stands in a user name; german: ä is ae, ö oe, ü ue. "" where it has other letters. */
void plain_name(const char *name, bool german, char *out, size_t size);
bool is_utf8(const char *text);
/* What is wrong with the person of row n, or NULL: all that can be said of one person alone. */
const char *wrong_with(const sb_user *user, uint64_t n);

#endif
