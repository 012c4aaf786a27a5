/* type.h -- types as data, and arrays: array(xs, n).
 *
 * What it is: a type is one `const sb_type`, its name, size and fields as data. The types of C have one each here; a struct gets its
 * own by one declaration (object.h). An operand made of a type knows how many elements there are and what each of them is.
 *
 *     should(array(xs, n), equal_to(array(want, 3)));
 *
 * Elements are numbers of any type, bools, enums, char, strings and pointers, also pointers to functions; those of two arrays compare by
 * value, whatever their types. A failure shows where they differ: "[3] is 5, not 4", and what is missing or extra behind the end.
 *
 * Promises: nothing is copied; a NULL with elements behind it is printed as NULL and equals NULL only; an array of no elements is
 * equal to every other of none.
 *
 * Errors: an element whose type has no sb_type (a struct, which wants objects(type, xs, n); an array; void; __int128; a complex number) does not
 * compile.
 */
#ifndef SEEDBED_TYPE_H
#define SEEDBED_TYPE_H

#include <seedbed/should.h>

/* Text that grows: what a printer of a type, or a matcher, says. */
typedef struct sb_text sb_text;
SB__C_BEGIN
void sb_text_add(sb_text *to, const char *format, ...) __attribute__((format(printf, 2, 3)));
SB__C_END

/* One field of a struct. */
typedef struct sb_member {
    const char *name;
    size_t at; /* offset */
    const sb_type *type;
    /* As many of `type` as another field says: that field's type and offset. NULL: no such field. They are behind a pointer, or, where
     * there is room, in these bytes of the struct itself. */
    const sb_type *count;
    size_t count_at, room;
    sb_value (*get)(const void *object); /* a bit-field, which has no address; else NULL */
} sb_member;

struct sb_type {
    const char *name; /* as C spells it: "unsigned char", "user" */
    int kind;         /* of one as a value: SB_INT, SB_STR ... of the nearest type that has a kind; SB_OBJECT: a struct */
    size_t size;
    bool is_signed; /* integers */
    /* What it is made of. SB_ARRAY, SB_BYTES: the elements that fill `size`. SB_STR: char, that many at most, not a pointer. SB_PTR: what
     * it points to, which counts in place of the address. Numbers: the type of C that they have. NULL: nothing. */
    const sb_type *of;
    const sb_member *field;
    size_t fields;
    /* May; for types whose fields are nobody's business. Print one; say whether two are equal. `at` is never NULL. */
    void (*print)(const void *at, sb_text *out);
    bool (*equal)(const void *a, const void *b);
};

SB__C_BEGIN
extern const sb_type sb_type_bool, sb_type_char, sb_type_schar, sb_type_uchar, sb_type_short, sb_type_ushort, sb_type_int,
    sb_type_uint, sb_type_long, sb_type_ulong, sb_type_llong, sb_type_ullong, sb_type_float, sb_type_double, sb_type_ldouble,
    sb_type_string, sb_type_pointer;
SB__C_END

#ifndef __cplusplus
/* The type of x, which is not evaluated: as it is read, so that const and volatile do not matter. */
#define SB__TYPE_OF(x) \
    _Generic((x), _Bool: &sb_type_bool, char: &sb_type_char, signed char: &sb_type_schar, unsigned char: &sb_type_uchar, \
        short: &sb_type_short, unsigned short: &sb_type_ushort, int: &sb_type_int, unsigned: &sb_type_uint, long: &sb_type_long, \
        unsigned long: &sb_type_ulong, long long: &sb_type_llong, unsigned long long: &sb_type_ullong, float: &sb_type_float, \
        double: &sb_type_double, long double: &sb_type_ldouble, char *: &sb_type_string, const char *: &sb_type_string, \
        default: &sb_type_pointer)
/* Whether that is true of x. The numbers are those of __builtin_classify_type: 1 an integer, 5 a pointer. */
#define SB__TYPE_KNOWN(x) \
    _Generic((x), _Bool : 1, float : 1, double : 1, long double : 1, default \
             : __builtin_classify_type(x) == 5 || (__builtin_classify_type(x) == 1 && sizeof(x) <= 8))
/* The type of what p points to. */
#define SB__TYPE_BEHIND(p) SB__TYPE_OF(*(p))

/* n elements at xs, as an operand: numbers of any type, strings, pointers. */
#define SB_ARRAY_AT(xs, n) sb_view_of((xs), (n), SB__ARRAY_OF(xs))
/* A static assertion where an expression is wanted stands in a struct. */
#define SB__ARRAY_OF(xs) \
    (sizeof(struct { \
        char sb_; \
        _Static_assert(SB__TYPE_KNOWN(*(xs)), \
            "array: `" #xs "` is no array of numbers, strings or pointers: of structs say " \
            "objects(type, xs, n)"); \
        _Static_assert(__builtin_types_compatible_p(__typeof__(*(xs)), __typeof__(((void)0, *(xs)))), \
            "array: the elements of `" #xs "` are arrays: give the elements of one of them, or pointers to them"); \
    }) \
            ? SB__TYPE_BEHIND(xs) \
            : NULL)
#else
#define SB_ARRAY_AT(...) seedbed::words::array(__VA_ARGS__)
#endif

#endif
