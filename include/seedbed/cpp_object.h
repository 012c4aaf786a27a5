/* cpp_object.h -- in C++ programs: SB_STRUCT, SB_TYPE and object(type, &it), by templates.
 *
 * What it is: object.h includes this header in C++. The words are those of object.h; a field that SB_STRUCT names may also be a
 * std::string, a std::vector, a smart pointer: what cpp_base.h takes as an operand, but for a std::string_view and an array of
 * strings, which would have to be copied.
 * Fields must be public. The options of SB_TYPE are designated initialisers: C++20, and in the order of sb_type.
 */
#ifndef SEEDBED_CPP_OBJECT_H
#define SEEDBED_CPP_OBJECT_H

#include <seedbed/object.h>

#ifdef __cplusplus

namespace seedbed
{

/* Where a field is; offsetof is for plain structs alone. */
template <class T, class X> inline size_t offset_of(X T::*field)
{
    return reinterpret_cast<size_t>(&(reinterpret_cast<const volatile T *>(size_t(4096))->*field)) - 4096;
}

/* The innermost of arrays of arrays. */
template <class X> struct innermost {
    typedef typename std::remove_cv<X>::type type;
};
template <class E, size_t N> struct innermost<E[N]> : innermost<E> {
};
template <class E> struct array_kind {
    enum { value = SB_ARRAY };
};
template <> struct array_kind<char> {
    enum { value = SB_STR };
};
template <> struct array_kind<unsigned char> {
    enum { value = SB_BYTES };
};

/* The type of a field of type X whose innermost type is Of::get(). */
template <class X, class Of> struct shape {
    static const sb_type *get() { return Of::get(); }
};
template <class E, size_t N, class Of> struct shape<E[N], Of> {
    static const sb_type *get()
    {
        static const sb_type it = { "array", array_kind<typename std::remove_cv<E>::type>::value, sizeof(E[N]), false,
            shape<E, Of>::get(), nullptr, 0, nullptr, nullptr };
        return &it;
    }
};

template <class T, class X, X T::*field> inline sb_value read_field(const void *object)
{
    return box<const X &>(static_cast<const T *>(object)->*field);
}
/* A field that C has too, and one that is an object of C++, which is read as an operand is. */
template <class T, class X, X T::*field, bool = std::is_class<X>::value> struct plain_field {
    static_assert(type_behind<typename innermost<X>::type>::known,
        "SB_STRUCT: the type of a field is not known: say typed(field, its type), and SB_STRUCT or SB_TYPE of that before");
    static sb_member get(const char *name)
    {
        return { name, offset_of(field), shape<X, type_behind<typename innermost<X>::type>>::get(), nullptr, 0, 0, nullptr };
    }
};
template <class T, class X, X T::*field> struct plain_field<T, X, field, true> {
    static_assert(kind_of<plain<X>>::value != static_cast<int>(SB_BAD) &&
            !(is_text<plain<X>>::value && !ends_in_nul<plain<X>>::value) && !is_texts<plain<X>>::value,
        "SB_STRUCT: the type of a field is not known: say typed(field, its type), and SB_STRUCT or SB_TYPE of that before");
    static sb_member get(const char *name) { return { name, 0, nullptr, nullptr, 0, 0, read_field<T, X, field> }; }
};

/* U, which SB_STRUCT or SB_TYPE declared as `Declared`; and a pointer to one, which counts as what is there. */
template <const sb_type *Declared> struct declared {
    static const sb_type *get() { return Declared; }
};
template <class X, class U, const sb_type *Declared> inline const sb_type *typed()
{
    static_assert(
        std::is_same<typename innermost<X>::type, U>::value, "SB_STRUCT: a typed() field is of another type, and no array of it");
    return shape<X, declared<Declared>>::get();
}
template <class U, const sb_type *Declared> struct pointer_to {
    static const sb_type *get()
    {
        static const sb_type it = { "pointer", SB_PTR, sizeof(void *), false, Declared, nullptr, 0, nullptr, nullptr };
        return &it;
    }
};
template <class X, class U, const sb_type *Declared> inline const sb_type *behind()
{
    static_assert(
        std::is_same<typename innermost<typename std::remove_pointer<typename innermost<X>::type>::type>::type, U>::value,
        "SB_STRUCT: a behind() field is no pointer to that type");
    return shape<X, pointer_to<U, Declared>>::get();
}

/* What is behind a pointer, or in an array; of void, bytes. */
template <class X> struct element_of {
    typedef typename std::remove_cv<typename std::remove_pointer<typename std::decay<X>::type>::type>::type plain_type;
    typedef typename std::conditional<std::is_void<plain_type>::value, unsigned char, plain_type>::type type;
};
template <class X, class N> inline sb_member counted(const char *name, size_t at, size_t count_at, const sb_type *of)
{
    static_assert(std::is_integral<N>::value, "SB_STRUCT: a field that should count is no integer");
    return { name, at, of, type_behind<N>::get(), count_at, std::is_array<X>::value ? sizeof(X) : 0, nullptr };
}

/* The type that object() names, of what p points to. */
template <class T, class P> inline const sb_type *type_at(const sb_type *declared, P *)
{
    static_assert(
        std::is_same<typename std::remove_cv<P>::type, T>::value, "object: this is no pointer to the type that is named");
    return declared;
}

/* What object() and objects() make, with the type that it is. */
template <class T> struct objects_of : sb_view {
};
template <class T> inline objects_of<T> view_of_objects(const void *data, size_t size, const sb_type *type)
{
    objects_of<T> it;
    static_cast<sb_view &>(it) = sb_view_of(data, size, type);
    return it;
}
template <class T> struct kind_of<objects_of<T>, false> : kind_of<sb_view> {
};
template <class T> struct can_keep<objects_of<T>> : std::is_trivially_copyable<T> {
};

} // namespace seedbed

#define SB__OBJECTS_OF(T, p, n, type) seedbed::view_of_objects<T>(p, n, type)
#define SB__TYPE_AT(T, p, word) seedbed::type_at<T>(SB__TYPE_NAMED(T), p)
#define SB__TYPE_IN_C(T) (seedbed::type_behind<T>::get())
#define SB_STRUCT(T, ...) \
    SB__STRUCT_BEGINS(T) \
    SB__EACH_FIELD(SB__FIELD_FIRST, T, __VA_ARGS__) \
    static const sb_member sb_fields_of_##T[] = { SB__EACH_FIELD(SB__FIELD_THEN, T, __VA_ARGS__) }; \
    namespace \
    { \
    SB__UNUSED const sb_type declared_by_SB_STRUCT_##T = { #T, SB_OBJECT, sizeof(T), false, nullptr, sb_fields_of_##T, \
        sizeof sb_fields_of_##T / sizeof *sb_fields_of_##T, nullptr, nullptr }; \
    } \
    static_assert(true, "")
#define SB_TYPE(...) SB__TYPE(__VA_ARGS__, )
#define SB__TYPE(T, ...) \
    SB__STRUCT_BEGINS(T) \
    SB__QUIET_OPTIONS \
    namespace \
    { \
    SB__UNUSED const sb_type declared_by_SB_STRUCT_##T = { .name = #T, \
        .kind = \
            seedbed::kind_of<T>::value < static_cast<int>(SB_BAD) ? seedbed::kind_of<T>::value : static_cast<int>(SB_OBJECT), \
        .size = sizeof(T), \
        .of = seedbed::type_behind<T>::get(), \
        __VA_ARGS__ }; \
    } \
    SB__LOUD \
    static_assert(true, "")
#define SB__TYPE_NAMED(T) (&declared_by_SB_STRUCT_##T)
#define SB__STRUCT_BEGINS(T) \
    namespace \
    { \
    SB__UNUSED extern const sb_type declared_by_SB_STRUCT_##T; \
    }

#define SB__FIRST_PLAIN(T, f, ...)
#define SB__FIRST_TYPED(T, f, U, ...)
#define SB__FIRST_BEHIND(T, f, U, ...)
#define SB__FIRST_BITS(T, f, ...) \
    static sb_value sb_bits_of_##T##__##f(const void *object) { return SB__BOX(static_cast<const T *>(object)->f); }
#define SB__FIRST_COUNTED2(T, f, n, ...)
#define SB__FIRST_COUNTED3(T, f, n, U, ...)
#define SB__THEN_PLAIN(T, f, ...) seedbed::plain_field<T, decltype(T::f), &T::f>::get(#f),
#define SB__THEN_TYPED(T, f, U, ...) \
    { #f, seedbed::offset_of(&T::f), seedbed::typed<decltype(T::f), U, SB__TYPE_NAMED(U)>(), nullptr, 0, 0, nullptr },
#define SB__THEN_BEHIND(T, f, U, ...) \
    { #f, seedbed::offset_of(&T::f), seedbed::behind<decltype(T::f), U, SB__TYPE_NAMED(U)>(), nullptr, 0, 0, nullptr },
#define SB__THEN_BITS(T, f, ...) { #f, 0, nullptr, nullptr, 0, 0, sb_bits_of_##T##__##f },
#define SB__THEN_COUNTED2(T, f, n, ...) \
    SB__COUNTED(T, f, n, seedbed::type_behind<typename seedbed::element_of<decltype(T::f)>::type>::get())
#define SB__THEN_COUNTED3(T, f, n, U, ...) SB__COUNTED(T, f, n, SB__TYPE_NAMED(U))
#define SB__COUNTED(T, f, n, of) \
    seedbed::counted<decltype(T::f), decltype(T::n)>(#f, seedbed::offset_of(&T::f), seedbed::offset_of(&T::n), of),
#endif

#endif
