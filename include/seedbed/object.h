/* object.h -- structs that print and compare: SB_STRUCT(user, id, name), then object(user, &u).
 *
 *     typedef struct user { int id; const char *name; char code[3]; address home; int *scores; size_t n_scores; } user;
 *
 *     SB_STRUCT(address, city, zip);
 *     SB_STRUCT(user, id, name, code, typed(home, address), counted(scores, n_scores));
 *
 *     should(object(user, found), equal_to(object(user, &want)));
 *     should(objects(user, all, 3), equal_to(objects(user, want, 3)));
 *
 * SB_STRUCT stands at file scope, in a test file or in a header, behind the struct, whose name is one word: a typedef, or a struct that
 * has one. It names up to 24 fields; a field that is not named is neither compared nor printed, and neither is padding. A field is
 *
 *     name                        a number of any type, bool, enum, char; a string, which is char * or char name[20]; a pointer of any
 *                                 type, also to a function, which compares as an address; an array of these, of one or two dimensions;
 *                                 const, volatile, or inside an anonymous struct or union, as it may be
 *     typed(home, address)        a struct of a type declared before, or an array of them, or any field of a type that SB_TYPE declared
 *     counted(scores, n_scores)   a pointer to as many elements as the field n_scores says: what they are counts, not where. char is one
 *                                 string of so many bytes; void and unsigned char are bytes
 *     counted(orders, n, order)   the same, of structs
 *     behind(boss, user)          a pointer to one struct of a type declared before, or NULL: what is there counts, not where. Such
 *                                 pointers may lead far, and in a circle: two that look alike however far one follows are equal
 *     bits(flags)                 a bit-field, which has no address
 *
 * A char name[20] is a string of at most 20 bytes: it need not end in NUL. unsigned char[n] is bytes, as bytes(p, n).
 *
 * SB_TYPE(money, .print = print_money, .equal = same_money) declares a type whose fields are nobody's business: an enum that prints
 * its names, a handle, a union with its tag. Without .print, the bytes are shown; without .equal, numbers and pointers compare by value
 * and all else byte by byte, padding too: give one where there is padding.
 *
 *     static void print_money(const void *at, sb_text *out)
 *     {
 *         const money *m = at;
 *         sb_text_add(out, "%d.%02d", m->cents / 100, m->cents % 100);
 *     }
 *
 * The elements that a field counts may also lie in the struct itself: char line[80]; int length; as counted(line, length).
 * A count below 0, or of more than the struct has room for, is shown as what it is, and such a field equals nothing.
 *
 * Promises: nothing is copied or allocated, but for a char name[20] that is full to its last byte and read by a matcher inside have_field:
 * one copy per text is kept; and but for memory to note where behind() and counted() led, where they lead to more than 16 structs
 * that lead on. A NULL object is printed as NULL and equals NULL only. Fields compare as equal_to has it: NaN equals nothing,
 * NULL strings equal NULL only.
 *
 * Errors: a field that is not there or whose type is not declared, a bit-field without bits(), and a pointer to something else than the
 * type that object() names do not compile.
 */
#ifndef SEEDBED_OBJECT_H
#define SEEDBED_OBJECT_H

#include <seedbed/type.h>

/* ---- the operands ---- */
/* The struct at p, a user * or const user *, and n of them: elements of an array. */
#define SB_OBJECT_AT(T, p) SB__OBJECTS_OF(T, (p), SB_ONE_OBJECT, SB__TYPE_AT(T, p, "object"))
#define SB_OBJECTS_AT(T, ps, n) SB__OBJECTS_OF(T, (ps), (n), SB__TYPE_AT(T, ps, "objects"))
#ifndef __cplusplus
#define SB__OBJECTS_OF(T, p, n, type) sb_view_of(p, n, type)
#define SB__TYPE_AT(T, p, word) \
    (sizeof(struct { \
        char sb_; \
        _Static_assert(_Generic((p), T * : 1, const T * : 1, default : 0), word ": `" #p "` is no pointer to a " #T); \
    }) \
            ? SB__TYPE_NAMED(T) \
            : NULL)
#endif

/* ---- the matchers ----
 * A path is a field's name, or leads further: home.city, scores[2], orders[0].price. It is found when the assertion is judged; one that
 * leads nowhere (no such field, an index beyond the end, NULL on the way) fails the assertion, asserted or negated, and says what is
 * there. An object that is NULL has no fields.
 *
 *     should(object(user, u), have_field(home.city, start_with("Os")));          any matcher, that judges the field
 *     should(objects(user, all, n), each(have_field(age, be_above(17))));
 *     should(object(user, u), be_like(field(id, 3), field(name, "ada")));        fields that count, up to 12; all others do not
 *     should(p, pointee(int, be_above(3)));                                      what a pointer points to
 *
 * field(path, value) takes values of every kind, also array(xs, n) and object(address, &a). pointee takes a type of C, one of those that
 * stdint.h and stddef.h define, or one that SB_STRUCT or SB_TYPE declared; it must be what the pointer points to, which is not checked.
 * A NULL pointer fails pointee, asserted or negated. */
#define SB_M_have_field(path, m) &sb_m_have_field, SB__VIEW, SB__PART_AND(sb__box_s(#path), m), 0, 0
#define SB_M_be_like(...) &sb_m_be_like, SB__VIEW, sb_view_of(SB__CELLS(SB_L_, __VA_ARGS__), SB_ONE_OBJECT, &sb_type_cells)
#define SB_L_field(path, value) SB__CELL(#path, SB_WORD_FIELD, SB__BOX(value))
#define SB_M_pointee(T, m) \
    &sb_m_pointee, SB__POINTER, SB__PART_AND(sb__box_view(sb_view_of(SB__TYPE_FOR(T), SB_ONE_OBJECT, &sb_type_type)), m), 0, 0

extern const sb_matcher_type sb_m_have_field, sb_m_be_like, sb_m_pointee;
extern const sb_type sb_type_cells, sb_type_type; /* an sb_cells and an sb_type, which print themselves */

/* The type that T names: SB_T_int and its like say that it is one of C, however many words it has. */
#define SB__TYPE_FOR(T) SB__TYPE_FOR_(T, SB_T_##T, SB__TYPE_NAMED, )
#define SB__TYPE_FOR_(...) SB__TYPE_FOR__(__VA_ARGS__)
#define SB__TYPE_FOR__(T, probe, how, ...) how(T)
#ifndef __cplusplus
#define SB__TYPE_IN_C(T) SB__TYPE_OF(*(T *)0)
#endif
#define SB_T__Bool , SB__TYPE_IN_C,
#define SB_T_bool , SB__TYPE_IN_C,
#define SB_T_char , SB__TYPE_IN_C,
#define SB_T_signed , SB__TYPE_IN_C,
#define SB_T_unsigned , SB__TYPE_IN_C,
#define SB_T_short , SB__TYPE_IN_C,
#define SB_T_int , SB__TYPE_IN_C,
#define SB_T_long , SB__TYPE_IN_C,
#define SB_T_float , SB__TYPE_IN_C,
#define SB_T_double , SB__TYPE_IN_C,
#define SB_T_enum , SB__TYPE_IN_C,
#define SB_T_const , SB__TYPE_IN_C,
#define SB_T_int8_t , SB__TYPE_IN_C,
#define SB_T_int16_t , SB__TYPE_IN_C,
#define SB_T_int32_t , SB__TYPE_IN_C,
#define SB_T_int64_t , SB__TYPE_IN_C,
#define SB_T_uint8_t , SB__TYPE_IN_C,
#define SB_T_uint16_t , SB__TYPE_IN_C,
#define SB_T_uint32_t , SB__TYPE_IN_C,
#define SB_T_uint64_t , SB__TYPE_IN_C,
#define SB_T_intptr_t , SB__TYPE_IN_C,
#define SB_T_uintptr_t , SB__TYPE_IN_C,
#define SB_T_intmax_t , SB__TYPE_IN_C,
#define SB_T_uintmax_t , SB__TYPE_IN_C,
#define SB_T_size_t , SB__TYPE_IN_C,
#define SB_T_ssize_t , SB__TYPE_IN_C,
#define SB_T_ptrdiff_t , SB__TYPE_IN_C,
#define SB_T_time_t , SB__TYPE_IN_C,
#define SB_T_off_t , SB__TYPE_IN_C,
#define SB_T_wchar_t , SB__TYPE_IN_C,

/* ---- the declarations ---- */
#ifndef __cplusplus
#define SB_STRUCT(T, ...) \
    SB__STRUCT_BEGINS(T) \
    SB__EACH_FIELD(SB__FIELD_FIRST, T, __VA_ARGS__) \
    static const sb_member sb_fields_of_##T[] = { SB__EACH_FIELD(SB__FIELD_THEN, T, __VA_ARGS__) }; \
    SB__UNUSED static const sb_type declared_by_SB_STRUCT_##T = { .name = #T, \
        .kind = SB_OBJECT, \
        .size = sizeof(T), \
        .field = sb_fields_of_##T, \
        .fields = sizeof sb_fields_of_##T / sizeof *sb_fields_of_##T }
#define SB_TYPE(...) SB__TYPE(__VA_ARGS__, .fields = 0)
#define SB__TYPE(T, ...) \
    SB__UNUSED static const sb_type declared_by_SB_STRUCT_##T = { .name = #T, \
        .kind = SB__KIND(*(T *)0) > 0 && SB__KIND(*(T *)0) < SB_BAD ? SB__KIND(*(T *)0) : SB_OBJECT, \
        .size = sizeof(T), \
        .of = SB__TYPE_OF(*(T *)0), \
        __VA_ARGS__ }
/* The name is what a compiler says where the declaration is missing. */
#define SB__TYPE_NAMED(T) (&declared_by_SB_STRUCT_##T)
#define SB__STRUCT_BEGINS(T) SB__UNUSED static const sb_type declared_by_SB_STRUCT_##T;
#endif

/* ---- how it is built ----
 * Each field is seen twice. First it declares what it needs: names for its type, that of its elements and that of theirs, checks, and
 * the function that reads a bit-field. Then it becomes an sb_member. A word (typed, counted ...) is pasted behind SB_F_ and expands to
 * what it is, and to its arguments; a plain name stays what it was. */
#define SB_F_typed(f, U) , TYPED, f, U
#define SB_F_counted(...) , SB__CAT(COUNTED, SB__COUNT(__VA_ARGS__)), __VA_ARGS__
#define SB_F_behind(f, U) , BEHIND, f, U
#define SB_F_bits(f) , BITS, f
#define SB__FIELD_FIRST(T, f) SB__FIELD_FIRST_(T, SB_F_##f, PLAIN, f, , )
#define SB__FIELD_FIRST_(...) SB__FIELD_FIRST__(__VA_ARGS__)
#define SB__FIELD_FIRST__(T, probe, what, ...) SB__CAT(SB__FIRST_, what)(T, __VA_ARGS__)
#define SB__FIELD_THEN(T, f) SB__FIELD_THEN_(T, SB_F_##f, PLAIN, f, , )
#define SB__FIELD_THEN_(...) SB__FIELD_THEN__(__VA_ARGS__)
#define SB__FIELD_THEN__(T, probe, what, ...) SB__CAT(SB__THEN_, what)(T, __VA_ARGS__)

#ifndef __cplusplus
/* Where field f is; its type, of its rows where it is an array, and of their cells where these are arrays too. */
#define SB__AT(T, f) sb_offset_of_##T##__##f
#define SB__X(T, f) sb_type_of_##T##__##f
#define SB__R(T, f) sb_row_of_##T##__##f
#define SB__C(T, f) sb_cell_of_##T##__##f
/* An array is what becomes a pointer, of another type, when it is read. */
#define SB__IS_ARRAY(X) \
    (__builtin_classify_type(*(X *)0) == 5 && !__builtin_types_compatible_p(X, __typeof__(((void)0, *(X *)0))))
#define SB__ROWS(X) __builtin_choose_expr(SB__IS_ARRAY(X), *(X *)0, (char *)0)
#define SB__TYPES(T, f) \
    enum { SB__AT(T, f) = offsetof(T, f) }; \
    typedef __typeof__(((T *)0)->f) SB__X(T, f); \
    typedef __typeof__(*SB__ROWS(SB__X(T, f))) SB__R(T, f); \
    typedef __typeof__(*SB__ROWS(SB__R(T, f))) SB__C(T, f);
/* ask(U, p), p a pointer to it, of the innermost. */
#define SB__INNERMOST(T, f, ask, U) \
    (SB__IS_ARRAY(SB__X(T, f)) \
            ? SB__IS_ARRAY(SB__R(T, f)) ? !SB__IS_ARRAY(SB__C(T, f)) && ask(U, (SB__C(T, f) *)0) : ask(U, (SB__R(T, f) *)0) \
            : ask(U, (SB__X(T, f) *)0))
#define SB__IS_KNOWN(U, p) SB__TYPE_KNOWN(*(p))
#define SB__IS_A(U, p) _Generic((p), U * : 1, const U * : 1, default : 0)
#define SB__POINTS_TO_A(U, p) _Generic(*(p), U * : 1, const U * : 1, default : 0)
/* The check's name is all that clang shows of it. */
#define SB__FIELD_CHECK(T, f, check, text) \
    enum { sb_check_of_##T##__##f = (check) }; \
    _Static_assert(sb_check_of_##T##__##f, "SB_STRUCT: " text);

#define SB__FIRST_PLAIN(T, f, ...) \
    SB__TYPES(T, f) \
    SB__FIELD_CHECK(T, f, SB__INNERMOST(T, f, SB__IS_KNOWN, ), \
        "the type of `" #f "` is not known: say typed(" #f ", its type), and SB_STRUCT or SB_TYPE of that before " #T)
#define SB__FIRST_TYPED(T, f, U, ...) \
    SB__TYPES(T, f) \
    SB__FIELD_CHECK(T, f, SB__INNERMOST(T, f, SB__IS_A, U), "`" #f "` is no " #U " and no array of them")
#define SB__FIRST_BEHIND(T, f, U, ...) \
    SB__TYPES(T, f) \
    SB__FIELD_CHECK(T, f, SB__INNERMOST(T, f, SB__POINTS_TO_A, U), "`" #f "` is no pointer to a " #U)
#define SB__FIRST_BITS(T, f, ...) \
    static sb_value sb_bits_of_##T##__##f(const void *object) { return sb__box_i((long long)((const T *)object)->f); }

/* A pointer, or an array in the struct itself, and the field that counts. */
#define SB__E(T, f) sb_element_of_##T##__##f
#define SB__COUNTED_TYPES(T, f, n) \
    enum { SB__AT(T, f) = offsetof(T, f), sb_count_of_##T##__##f = offsetof(T, n) }; \
    typedef __typeof__(((T *)0)->f) SB__X(T, f); \
    _Static_assert(__builtin_classify_type(((T *)0)->n) < 5, "SB_STRUCT: `" #n "`, which should count `" #f "`, is no integer"); \
    _Static_assert( \
        __builtin_classify_type(((T *)0)->f) == 5, "SB_STRUCT: `" #f "`, which `" #n "` should count, is no pointer or array"); \
    typedef __typeof__(*__builtin_choose_expr(SB__IS_VOID(SB__X(T, f)), (unsigned char *)0, ((T *)0)->f)) SB__E(T, f);
#define SB__IS_VOID(X) _Generic(*(X *)0, void * : 1, const void * : 1, default : 0)
#define SB__FIRST_COUNTED2(T, f, n, ...) \
    SB__COUNTED_TYPES(T, f, n) \
    SB__FIELD_CHECK(T, f, !SB__IS_ARRAY(SB__E(T, f)) && SB__TYPE_KNOWN(*(SB__E(T, f) *)0), \
        "the type of what is in `" #f "` is not known: say counted(" #f ", " #n \
        ", its type), and SB_STRUCT or SB_TYPE of that before " #T)
#define SB__FIRST_COUNTED3(T, f, n, U, ...) \
    SB__COUNTED_TYPES(T, f, n) \
    SB__FIELD_CHECK(T, f, SB__IS_A(U, (SB__E(T, f) *)0), "what is in `" #f "` is no " #U)

#define SB__THEN_PLAIN(T, f, ...) { #f, SB__AT(T, f), SB__SHAPE(T, f, SB__ONE, ), NULL, 0, 0, NULL },
#define SB__THEN_TYPED(T, f, U, ...) { #f, SB__AT(T, f), SB__SHAPE(T, f, SB__ONE_NAMED, U), NULL, 0, 0, NULL },
#define SB__THEN_BEHIND(T, f, U, ...) { #f, SB__AT(T, f), SB__SHAPE(T, f, SB__ONE_BEHIND, U), NULL, 0, 0, NULL },
#define SB__THEN_BITS(T, f, ...) { #f, 0, NULL, NULL, 0, 0, sb_bits_of_##T##__##f },
#define SB__THEN_COUNTED2(T, f, n, ...) SB__COUNTED(T, f, n, SB__TYPE_OF(*(SB__E(T, f) *)0))
#define SB__THEN_COUNTED3(T, f, n, U, ...) SB__COUNTED(T, f, n, SB__TYPE_NAMED(U))
#define SB__COUNTED(T, f, n, type) \
    { #f, SB__AT(T, f), type, SB__TYPE_OF(((T *)0)->n), sb_count_of_##T##__##f, \
        SB__IS_ARRAY(SB__X(T, f)) ? sizeof(SB__X(T, f)) : 0, NULL },
/* one(U, X) as it is, or as the innermost of one or two arrays. */
#define SB__SHAPE(T, f, one, U) SB__SHAPE_(SB__X(T, f), SB__R(T, f), SB__C(T, f), one, U)
#define SB__SHAPE_(X, R, C, one, U) \
    __builtin_choose_expr(SB__IS_ARRAY(X), \
        SB__MANY(X, R, __builtin_choose_expr(SB__IS_ARRAY(R), SB__MANY(R, C, one(U, C)), one(U, R))), one(U, X))
#define SB__MANY(X, R, one) \
    (&(const sb_type){ .name = "array", \
        .kind = _Generic(*(R *)0, char \
                         : SB_STR, unsigned char \
                         : SB_BYTES, default \
                         : SB_ARRAY), \
        .size = sizeof(X), \
        .of = one })
#define SB__ONE(U, X) SB__TYPE_OF(*(X *)0)
#define SB__ONE_NAMED(U, X) SB__TYPE_NAMED(U)
#define SB__ONE_BEHIND(U, X) \
    (&(const sb_type){ .name = #U " *", .kind = SB_PTR, .size = sizeof(void *), .of = SB__TYPE_NAMED(U) })
#endif

/* M(T, field) of each field; M brings what stands between. */
#define SB__EACH_FIELD(M, T, ...) SB__CAT(SB__FIELDS, SB__FIELD_COUNT(__VA_ARGS__))(M, T, __VA_ARGS__)
#define SB__FIELD_COUNT(...) \
    SB__FIELD_COUNT_(__VA_ARGS__, SB__TOO_MANY_FIELDS, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, \
        5, 4, 3, 2, 1, 0)
#define SB__TOO_MANY_FIELDS _TOO_MANY, _TOO_MANY, _TOO_MANY, _TOO_MANY, _TOO_MANY, _TOO_MANY, _TOO_MANY, _TOO_MANY
#define SB__FIELD_COUNT_(...) SB__FIELD_COUNT__(__VA_ARGS__)
#define SB__FIELD_COUNT__( \
    a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t, u, v, w, x, y, z, a2, b2, c2, d2, e2, f2, g2, n, ...) \
    n
#define SB__FIELDS_TOO_MANY(M, T, ...) SB__ASSERT(0, "SB_STRUCT: " #T " has more than 24 fields; leave some out, or use SB_TYPE");
#define SB__FIELDS1(M, T, a) M(T, a)
#define SB__FIELDS2(M, T, a, ...) M(T, a) SB__FIELDS1(M, T, __VA_ARGS__)
#define SB__FIELDS3(M, T, a, ...) M(T, a) SB__FIELDS2(M, T, __VA_ARGS__)
#define SB__FIELDS4(M, T, a, ...) M(T, a) SB__FIELDS3(M, T, __VA_ARGS__)
#define SB__FIELDS5(M, T, a, ...) M(T, a) SB__FIELDS4(M, T, __VA_ARGS__)
#define SB__FIELDS6(M, T, a, ...) M(T, a) SB__FIELDS5(M, T, __VA_ARGS__)
#define SB__FIELDS7(M, T, a, ...) M(T, a) SB__FIELDS6(M, T, __VA_ARGS__)
#define SB__FIELDS8(M, T, a, ...) M(T, a) SB__FIELDS7(M, T, __VA_ARGS__)
#define SB__FIELDS9(M, T, a, ...) M(T, a) SB__FIELDS8(M, T, __VA_ARGS__)
#define SB__FIELDS10(M, T, a, ...) M(T, a) SB__FIELDS9(M, T, __VA_ARGS__)
#define SB__FIELDS11(M, T, a, ...) M(T, a) SB__FIELDS10(M, T, __VA_ARGS__)
#define SB__FIELDS12(M, T, a, ...) M(T, a) SB__FIELDS11(M, T, __VA_ARGS__)
#define SB__FIELDS13(M, T, a, ...) M(T, a) SB__FIELDS12(M, T, __VA_ARGS__)
#define SB__FIELDS14(M, T, a, ...) M(T, a) SB__FIELDS13(M, T, __VA_ARGS__)
#define SB__FIELDS15(M, T, a, ...) M(T, a) SB__FIELDS14(M, T, __VA_ARGS__)
#define SB__FIELDS16(M, T, a, ...) M(T, a) SB__FIELDS15(M, T, __VA_ARGS__)
#define SB__FIELDS17(M, T, a, ...) M(T, a) SB__FIELDS16(M, T, __VA_ARGS__)
#define SB__FIELDS18(M, T, a, ...) M(T, a) SB__FIELDS17(M, T, __VA_ARGS__)
#define SB__FIELDS19(M, T, a, ...) M(T, a) SB__FIELDS18(M, T, __VA_ARGS__)
#define SB__FIELDS20(M, T, a, ...) M(T, a) SB__FIELDS19(M, T, __VA_ARGS__)
#define SB__FIELDS21(M, T, a, ...) M(T, a) SB__FIELDS20(M, T, __VA_ARGS__)
#define SB__FIELDS22(M, T, a, ...) M(T, a) SB__FIELDS21(M, T, __VA_ARGS__)
#define SB__FIELDS23(M, T, a, ...) M(T, a) SB__FIELDS22(M, T, __VA_ARGS__)
#define SB__FIELDS24(M, T, a, ...) M(T, a) SB__FIELDS23(M, T, __VA_ARGS__)

#ifdef __cplusplus
#include <seedbed/cpp_object.h>
#endif

#endif
