/* cpp_base.h -- in C++ programs: kinds and boxes by templates, where base.h has _Generic.
 *
 * What it is: base.h includes this header in C++. It wants C++11, and nothing of the standard library that has code of its own: strings
 * and containers are known by their members, so that <string> and <vector> are not included here.
 *
 * What an operand may be besides all that C has (should.h): nullptr; an enum class, as its number; bool, char8_t and the like;
 *   - std::string, std::string_view and what looks like them, also of char8_t (traits_type, data(), size()): a string. One that has a NUL
 *     inside is bytes, with all of its bytes: it equals what has the same bytes, and matchers of strings refuse it with a message. A
 *     string_view need not end in NUL, so that it is copied for the time of the assertion; above 255 bytes that takes memory.
 *   - std::vector, std::array, std::span and what looks like them (data(), size()) of numbers, strings and pointers: an array, as
 *     array(v.data(), v.size()) is. Of std::string too, which takes memory for the time of the
 *     assertion; there one with a NUL inside is refused by an exception.
 *   - std::unique_ptr, std::shared_ptr (element_type, get()): the pointer.
 * NULL is an integer in C++: say nullptr. A lambda among the operands wants C++20; give it a name before.
 *
 * Errors: anything else is a compile-time error where it stands.
 */
#ifndef SEEDBED_CPP_BASE_H
#define SEEDBED_CPP_BASE_H

#include <seedbed/base.h>

#ifdef __cplusplus
#include <exception>
#include <initializer_list>
#include <type_traits>
#include <utility>

SB__C_BEGIN
extern const sb_type sb_type_bool, sb_type_char, sb_type_schar, sb_type_uchar, sb_type_short, sb_type_ushort, sb_type_int,
    sb_type_uint, sb_type_long, sb_type_ulong, sb_type_llong, sb_type_ullong, sb_type_float, sb_type_double, sb_type_ldouble,
    sb_type_string, sb_type_pointer;
SB__C_END

namespace seedbed
{

/* ---- what an operand is taken as: read as by a call by value; objects by reference ---- */
template <class T> using plain = typename std::decay<T>::type;
template <class T>
using passed =
    typename std::conditional<std::is_class<plain<T>>::value || std::is_union<plain<T>>::value, const plain<T> &, plain<T>>::type;
template <class...> struct made_void {
    typedef void type;
};
template <class... T> using void_of = typename made_void<T...>::type;

template <class T> struct is_character : std::is_same<T, char> {
};
#ifdef __cpp_char8_t
template <> struct is_character<char8_t> : std::true_type {
};
#endif

/* ---- the types of C as data ---- */
template <class T> struct type_of {
    static const sb_type *get() { return nullptr; }
    enum { known = false };
};
template <class T> struct type_of<T *> {
    static const sb_type *get()
    {
        return is_character<typename std::remove_cv<T>::type>::value ? &sb_type_string : &sb_type_pointer;
    }
    enum { known = true };
};
#define SB__TYPE_IS(T, data) \
    template <> struct type_of<T> { \
        static const sb_type *get() { return &data; } \
        enum { known = true }; \
    };
SB__TYPE_IS(bool, sb_type_bool)
SB__TYPE_IS(char, sb_type_char)
SB__TYPE_IS(signed char, sb_type_schar)
SB__TYPE_IS(unsigned char, sb_type_uchar)
SB__TYPE_IS(short, sb_type_short)
SB__TYPE_IS(unsigned short, sb_type_ushort)
SB__TYPE_IS(int, sb_type_int)
SB__TYPE_IS(unsigned, sb_type_uint)
SB__TYPE_IS(long, sb_type_long)
SB__TYPE_IS(unsigned long, sb_type_ulong)
SB__TYPE_IS(long long, sb_type_llong)
SB__TYPE_IS(unsigned long long, sb_type_ullong)
SB__TYPE_IS(float, sb_type_float)
SB__TYPE_IS(double, sb_type_double)
SB__TYPE_IS(long double, sb_type_ldouble)
#undef SB__TYPE_IS
/* As its number. */
template <class T, bool = std::is_enum<T>::value> struct type_behind : type_of<typename std::remove_cv<T>::type> {
};
template <class T> struct type_behind<T, true> : type_of<typename std::underlying_type<T>::type> {
};

/* ---- kinds and boxes: `value` is the kind that the compiler checks, box() makes an sb_value or what becomes one ---- */
template <int Kind> struct kind_is {
    static constexpr int value = Kind;
};
inline sb_value of_kind(int kind, sb_value w)
{
    w.kind = kind;
    return w;
}
template <int Kind> struct signed_kind : kind_is<Kind> {
    template <class T> static sb_value box(T i) { return of_kind(Kind, sb__box_i(static_cast<long long>(i))); }
};
template <int Kind> struct unsigned_kind : kind_is<Kind> {
    template <class T> static sb_value box(T u) { return of_kind(Kind, sb__box_u(static_cast<unsigned long long>(u))); }
};
struct pointer_kind : kind_is<SB_PTR> {
    static sb_value box(const volatile void *p) { return sb__box_p(const_cast<const void *>(p)); }
    template <class R, class... A> static sb_value box(R (*function)(A...))
    {
        return sb__box_p(reinterpret_cast<const void *>(function));
    }
};
struct string_kind : kind_is<SB_STR> {
    template <class T> static sb_value box(T *s) { return sb__box_s(reinterpret_cast<const char *>(s)); }
};
struct refused : kind_is<SB_BAD> {
    template <class T> static sb_value box(const T &)
    {
        static_assert(
            sizeof(T) == 0, "a value of this type cannot be taken: it is no number, string or pointer (a struct wants bytes)");
        return sb_value();
    }
};

/* A string that need not end in NUL, copied, or the bytes of one that has a NUL inside. It lives as long as the assertion. */
class text
{
  public:
    text(const char *s, size_t n, bool ends) : own_(nullptr)
    {
        if (s && n && __builtin_memchr(s, 0, n)) {
            sb_view view = { s, n, nullptr };
            value_ = sb__box_view(view);
        } else if (ends || !s) {
            value_ = sb__box_s(s ? s : "");
        } else {
            char *copy = n < sizeof room_ ? room_ : own_ = new char[n + 1];
            __builtin_memcpy(copy, s, n);
            copy[n] = 0;
            value_ = sb__box_s(copy);
        }
    }
    text(text &&other) : value_(other.value_), own_(other.own_)
    {
        other.own_ = nullptr;
        if (value_.kind == SB_STR && value_.v.s == other.room_) {
            __builtin_memcpy(room_, other.room_, sizeof room_);
            value_.v.s = room_;
        }
    }
    text(const text &) = delete;
    text &operator=(const text &) = delete;
    ~text() { delete[] own_; }
    operator sb_value() const { return value_; }

  private:
    sb_value value_;
    char *own_, room_[256];
};

template <class T, class = void> struct is_text : std::false_type {
};
template <class T>
struct is_text<T, void_of<typename T::traits_type, decltype(std::declval<const T &>().size())>>
    : is_character<
          typename std::remove_cv<typename std::remove_pointer<decltype(std::declval<const T &>().data())>::type>::type> {
};
template <class T, class = void> struct ends_in_nul : std::false_type {
};
template <class T> struct ends_in_nul<T, void_of<decltype(std::declval<const T &>().c_str())>> : std::true_type {
};
template <class T, class = void> struct is_run : std::false_type {
};
template <class T>
struct is_run<T, void_of<decltype(std::declval<const T &>().size()), decltype(*std::declval<const T &>().data())>>
    : std::integral_constant<bool,
          !is_text<T>::value &&
              type_behind<typename std::remove_pointer<decltype(std::declval<const T &>().data())>::type>::known> {
};
template <class T, class = void> struct is_owner : std::false_type {
};
template <class T>
struct is_owner<T, void_of<typename T::element_type, decltype(std::declval<const T &>().get())>>
    : std::is_pointer<decltype(std::declval<const T &>().get())> {
};

/* An array of strings, as C has it. */
struct nul_inside : std::exception {
    const char *what() const noexcept override { return "a string in an array has a NUL inside, and would be cut there"; }
};
template <class T, class = void> struct is_texts : std::false_type {
};
template <class T>
struct is_texts<T, void_of<decltype(std::declval<const T &>().size()), decltype(*std::declval<const T &>().data())>>
    : std::integral_constant<bool,
          is_text<plain<decltype(*std::declval<const T &>().data())>>::value &&
              ends_in_nul<plain<decltype(*std::declval<const T &>().data())>>::value> {
};
class texts
{
  public:
    template <class T> explicit texts(const T &run) : at_(nullptr)
    {
        size_t n = 0;
        for (const auto &s : run)
            if (s.size() && __builtin_memchr(s.data(), 0, s.size()))
                throw nul_inside();
        at_ = new const char *[run.size() + 1];
        for (const auto &s : run)
            at_[n++] = reinterpret_cast<const char *>(s.c_str());
        sb_view view = { at_, n, &sb_type_string };
        value_ = sb__box_view(view);
    }
    texts(texts &&other) : value_(other.value_), at_(other.at_) { other.at_ = nullptr; }
    texts(const texts &) = delete;
    texts &operator=(const texts &) = delete;
    ~texts() { delete[] at_; }
    operator sb_value() const { return value_; }

  private:
    sb_value value_;
    const char **at_;
};
struct texts_kind : kind_is<SB_BYTES> {
    template <class T> static texts box(const T &run) { return texts(run); }
};

struct text_kind : kind_is<SB_STR> {
    template <class T> static text box(const T &s)
    {
        return { reinterpret_cast<const char *>(s.data()), s.size(), ends_in_nul<T>::value };
    }
};
template <class P> inline sb_view view_of(P *data, size_t size)
{
    sb_view view = { data, size, type_behind<P>::get() };
    return view;
}
struct run_kind : kind_is<SB_BYTES> {
    template <class T> static sb_value box(const T &run) { return sb__box_view(view_of(run.data(), run.size())); }
};
template <class T> struct object_kind;
struct owner_kind : kind_is<SB_PTR> {
    template <class T> static sb_value box(const T &owner) { return pointer_kind::box(owner.get()); }
};

template <class T>
struct object_kind : std::conditional<is_text<T>::value, text_kind,
                         typename std::conditional<is_texts<T>::value, texts_kind,
                             typename std::conditional<is_run<T>::value, run_kind,
                                 typename std::conditional<is_owner<T>::value, owner_kind, refused>::type>::type>::type>::type {
};
template <class T, bool = std::is_enum<T>::value> struct kind_of : object_kind<T> {
};
template <class T> struct kind_of<T, true> : kind_of<typename std::underlying_type<T>::type> {
};
template <> struct kind_of<void> : refused {
};
template <class T> struct kind_of<T *, false> : pointer_kind {
};
template <> struct kind_of<std::nullptr_t> : pointer_kind {
};
#define SB__KIND_IS(T, ...) \
    template <> struct kind_of<T> : __VA_ARGS__ { \
    };
SB__KIND_IS(char *, string_kind)
SB__KIND_IS(const char *, string_kind)
SB__KIND_IS(signed char, signed_kind<SB_SMALL>)
SB__KIND_IS(unsigned char, signed_kind<SB_SMALL>)
SB__KIND_IS(short, signed_kind<SB_SMALL>)
SB__KIND_IS(unsigned short, signed_kind<SB_SMALL>)
SB__KIND_IS(wchar_t, signed_kind<SB_LONG>)
SB__KIND_IS(char16_t, signed_kind<SB_SMALL>)
SB__KIND_IS(char32_t, signed_kind<SB_UINT>)
SB__KIND_IS(bool, signed_kind<SB_BOOL>)
SB__KIND_IS(char, signed_kind<SB_CHAR>)
SB__KIND_IS(int, signed_kind<SB_INT>)
SB__KIND_IS(unsigned, signed_kind<SB_UINT>)
SB__KIND_IS(long, signed_kind<SB_LONG>)
SB__KIND_IS(unsigned long, unsigned_kind<SB_ULONG>)
SB__KIND_IS(long long, signed_kind<SB_LLONG>)
SB__KIND_IS(unsigned long long, unsigned_kind<SB_ULLONG>)
#ifdef __cpp_char8_t
SB__KIND_IS(char8_t, signed_kind<SB_SMALL>)
SB__KIND_IS(char8_t *, string_kind)
SB__KIND_IS(const char8_t *, string_kind)
#endif
#undef SB__KIND_IS
#define SB__KIND_IS(T, kind, how) \
    template <> struct kind_of<T> : kind_is<kind> { \
        static sb_value box(T x) { return how; } \
    };
SB__KIND_IS(float, SB_FLOAT, sb__box_flt(x))
SB__KIND_IS(double, SB_DOUBLE, sb__box_dbl(x))
SB__KIND_IS(long double, SB_LDOUBLE, sb__box_d(x))
SB__KIND_IS(const sb_table *, SB_TABLE, of_kind(SB_TABLE, sb__box_p(x)))
SB__KIND_IS(sb_table *, SB_TABLE, of_kind(SB_TABLE, sb__box_p(x)))
SB__KIND_IS(sb_row *, SB_PTR, sb__box_row(x))
SB__KIND_IS(const sb_row *, SB_PTR, sb__box_row(x))
SB__KIND_IS(sb_view, SB_BYTES, sb__box_view(x))
SB__KIND_IS(sb_bytes, SB_BYTES, sb__box_b(x))
#undef SB__KIND_IS

template <class T> inline auto box(passed<T> x) -> decltype(kind_of<plain<T>>::box(x)) { return kind_of<plain<T>>::box(x); }

/* The cells of with(), col(), by() ...: they live to the end of the full expression, as does the list that they point into. */
struct cell_list {
    sb_cells all;
    operator const sb_cells *() const { return &all; }
};
inline cell_list cells(std::initializer_list<sb_cell> list)
{
    cell_list it = { { list.size(), list.begin() } };
    return it;
}
template <> struct kind_of<texts, false> : kind_is<SB_BYTES> {
    static sb_value box(const texts &list) { return list; }
};
template <> struct kind_of<cell_list, false> : kind_is<SB_PTR> {
    static sb_value box(const cell_list &list) { return sb__box_p(&list.all); }
};

namespace words
{
} // namespace words

/* How many exceptions are on their way: a scope that is left by one has more than it began with. */
inline int thrown()
{
#ifdef __cpp_lib_uncaught_exceptions
    return std::uncaught_exceptions();
#else
    return std::uncaught_exception();
#endif
}

} // namespace seedbed

#define SB__KIND(x) (seedbed::kind_of<seedbed::plain<decltype(x)>>::value)
#define SB__BOX(x) (seedbed::box<decltype(x)>(x))
#define SB__CELLS_OF(n, ...) (seedbed::cells({ __VA_ARGS__ }))
#endif

#endif
