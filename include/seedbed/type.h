/* type.h -- arrays, and structs that print and compare: array(xs, n), object(user, &u), SB_STRUCT(user, id, name).
 *
 * What it is: a type is one `const sb_type`, its name, size and fields as data. The types of C have one each here; a struct gets its
 * own by one declaration. An operand made of a type knows how many elements there are and what each of them is.
 *
 *     should(array(xs, n), equal_to(array(want, 3)));
 *
 * Promises: nothing is copied; a NULL with elements behind it is printed as NULL and equals NULL only.
 *
 * Errors: an element or a field whose type has no sb_type (a struct that is not declared) does not compile.
 */
#ifndef SEEDBED_TYPE_H
#define SEEDBED_TYPE_H

#include <seedbed/should.h>

typedef struct sb_text sb_text; /* see ext/matcher.h */

/* One field of a struct, or `count` of them side by side. */
typedef struct sb_member {
    const char *name;
    size_t at; /* offset */
    const sb_type *type;
    size_t count; /* 0: no array */
} sb_member;

struct sb_type {
    const char *name; /* as C spells it: "unsigned char", "user" */
    int kind;         /* of one as a value: SB_INT, SB_STR ... of the nearest type that has a kind; SB_OBJECT: a struct */
    size_t size;
    bool is_signed; /* integers */
    const sb_member *field;
    size_t fields;
    /* May; for types whose fields are nobody's business. Print one; say whether two are equal. `at` is never NULL. */
    void (*print)(const void *at, sb_text *out);
    bool (*equal)(const void *a, const void *b);
};

extern const sb_type sb_type_bool, sb_type_char, sb_type_schar, sb_type_uchar, sb_type_short, sb_type_ushort, sb_type_int,
    sb_type_uint, sb_type_long, sb_type_ulong, sb_type_llong, sb_type_ullong, sb_type_float, sb_type_double, sb_type_ldouble,
    sb_type_string, sb_type_pointer;

/* The type of what p points to. */
#define SB__TYPE_BEHIND(p) \
    _Generic((p), _Bool *: &sb_type_bool, const _Bool *: &sb_type_bool, char *: &sb_type_char, const char *: &sb_type_char, \
        signed char *: &sb_type_schar, const signed char *: &sb_type_schar, unsigned char *: &sb_type_uchar, \
        const unsigned char *: &sb_type_uchar, short *: &sb_type_short, const short *: &sb_type_short, \
        unsigned short *: &sb_type_ushort, const unsigned short *: &sb_type_ushort, int *: &sb_type_int, const int *: &sb_type_int, \
        unsigned *: &sb_type_uint, const unsigned *: &sb_type_uint, long *: &sb_type_long, const long *: &sb_type_long, \
        unsigned long *: &sb_type_ulong, const unsigned long *: &sb_type_ulong, long long *: &sb_type_llong, \
        const long long *: &sb_type_llong, unsigned long long *: &sb_type_ullong, const unsigned long long *: &sb_type_ullong, \
        float *: &sb_type_float, const float *: &sb_type_float, double *: &sb_type_double, const double *: &sb_type_double, \
        long double *: &sb_type_ldouble, const long double *: &sb_type_ldouble, char **: &sb_type_string, \
        const char **: &sb_type_string, char *const *: &sb_type_string, const char *const *: &sb_type_string, \
        default: &sb_type_pointer)

/* n elements at xs, as an operand: numbers of any type, strings, pointers. */
#define SB_ARRAY_AT(xs, n) sb_view_of((xs), (n), SB__TYPE_BEHIND(xs))

#endif
