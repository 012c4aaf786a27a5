/* cpp_should.h -- in C++ programs: how an assertion is built, by templates, where should.h has _Generic and compound literals.
 *
 * What it is: should.h includes this header in C++. The words, the matchers and what they promise are those of should.h; what more an
 * operand may be stands in cpp_base.h, and how a failure leaves a test in cpp_test.h.
 *
 * A matcher of a program's own (ext/matcher.h) is filled by a function where designated initialisers warn of what they leave out:
 *     static const sb_matcher_type sb_m_be_even = [] {
 *         sb_matcher_type it = {};
 *         it.words = "be even", it.fits = SB_FITS_NUMBER, it.judge = even;
 *         return it;
 *     }();
 *
 * Braces with commas want parentheses around them, as with every macro: should(v, equal_to((std::vector<int>{ 1, 2 }))).
 */
#ifndef SEEDBED_CPP_SHOULD_H
#define SEEDBED_CPP_SHOULD_H

#include <seedbed/should.h>

#ifdef __cplusplus

namespace seedbed
{

/* The parts of a composite, as cell_list has cells. */
struct part_list {
    sb_parts all;
    operator const sb_parts *() const { return &all; }
};
inline part_list parts(std::initializer_list<sb_part> parts, std::initializer_list<sb_value> values)
{
    part_list it = { { parts.size(), parts.begin(), values.size(), values.begin() } };
    return it;
}
/* No macro, which would scan the parts once more. */
inline sb_value boxed(const part_list &list) { return of_kind(SB_PARTS, sb__box_p(&list.all)); }
inline sb_part part(const sb_matcher_type *type, sb_value x = sb_value(), sb_value y = sb_value())
{
    sb_part it = { type, x, y };
    return it;
}

template <class T> inline T number(T x)
{
    static_assert(
        std::is_arithmetic<T>::value || std::is_enum<T>::value, "should: the second argument of this matcher should be a number");
    return x;
}

inline void check(const sb_site *site, const sb_value &actual) { sb_check_values(site, &actual, nullptr, nullptr); }
inline void check(const sb_site *site, const sb_value &actual, const sb_value &x) { sb_check_values(site, &actual, &x, nullptr); }
inline void check(const sb_site *site, const sb_value &actual, const sb_value &x, const sb_value &y)
{
    sb_check_values(site, &actual, &x, &y);
}
/* By the types of the operands, of which two ints have a way of their own. */
template <class A, class X> struct two {
    static void check(const sb_site *site, passed<A> a, passed<X> x) { seedbed::check(site, box<A>(a), box<X>(x)); }
};
template <> struct two<int, int> {
    static void check(const sb_site *site, int a, int x) { sb_check_ints(site, a, x); }
};

/* Whether the bytes of an operand are all of it, so that a copy of them shows what was there: object() says so of its type. */
template <class T> struct can_keep : std::true_type {
};
template <class T> inline auto box_to_keep(passed<T> x) -> decltype(box<T>(x))
{
    static_assert(can_keep<plain<T>>::value,
        "should_change: an object that is not trivially copyable (it has a std::string, a container or a destructor) cannot be compared "
        "with what it was: name a field of it");
    return box<T>(x);
}

/* A block that should change something. By what it is left shows when it is gone. */
class change
{
  public:
    change(const char *file, int line, const char *expr, const sb_cells *want, const sb_value &before)
        : it_(sb_change_begin(&it_, file, line, expr, want, before)), thrown_(thrown())
    {
    }
    change(const change &) = delete;
    change &operator=(const change &) = delete;
    ~change() noexcept(false)
    {
        if (thrown() > thrown_)
            sb_change_dropped(&it_);
        else
            sb_change_left(&it_);
    }
    void end(const sb_value &after) { sb_change_end(&it_, after); }

  private:
    sb_change it_;
    int thrown_;
};

/* ---- operands, as functions: see words.h ---- */
namespace words
{
inline sb_view bytes(const void *p, size_t n) { return sb_view_of(p, n, nullptr); }
template <class T> inline sb_view array(T *xs, size_t n)
{
    static_assert(type_behind<T>::known, "array: the elements are no numbers, strings or pointers");
    return view_of(xs, n);
}
template <class T, size_t N> inline sb_view array(T (&xs)[N]) { return array(&xs[0], N); }
template <class C>
inline auto array(const C &run) -> typename std::enable_if<!is_texts<C>::value, decltype(array(run.data(), run.size()))>::type
{
    return array(run.data(), run.size());
}
template <class C> inline typename std::enable_if<is_texts<C>::value, texts>::type array(const C &run) { return texts(run); }
} // namespace words

} // namespace seedbed

#define SB__LEAF0(how, a, at, mt, m, fits) \
    do { \
        SB__SITE(how, a, 0, at, mt, m, fits); \
        seedbed::check(&sb_site_, SB__BOX(a)); \
    } while (0)
#define SB__LEAF1(how, a, at, mt, m, fits, x) \
    do { \
        SB__SITE(how, a, SB__KIND(x), at, mt, m, fits); \
        seedbed::two<seedbed::plain<decltype(a)>, seedbed::plain<decltype(x)>>::check(&sb_site_, a, x); \
    } while (0)
#define SB__LEAF2(how, a, at, mt, m, fits, x, y) \
    do { \
        SB__SITE(how, a, SB__KIND(x), at, mt, m, fits); \
        seedbed::check(&sb_site_, SB__BOX(a), SB__BOX(x), SB__BOX(y)); \
    } while (0)
#define SB__TREE(how, a, at, mt, m, fits, parts_, ...) \
    do { \
        SB__SITE(how, a, SB_PARTS, at, mt, m, fits); \
        seedbed::check(&sb_site_, SB__BOX(a), seedbed::boxed(parts_)); \
    } while (0)
#define SB__SITE(how, a, kx, at, mt, m, fits) \
    constexpr int sb_ka_ = SB__KIND(a), sb_kx_ = kx; \
    static_assert(fits(sb_ka_, sb_kx_), \
        "should: `" at "` and `" mt \
        "` do not go together (a struct wants object or bytes, void has no value, NULL is nullptr)"); \
    static const sb_site sb_site_ = { m, __FILE__ "\0" at "\0" mt, __LINE__, how << 24 | sb_ka_ << 16 | sb_kx_ }

#define SB__PARTS_OF(n, ...) (seedbed::parts({ __VA_ARGS__ }, {}))
#define SB__PART_AND(value_, m) (seedbed::parts({ SB__LATER(m) }, { value_ }))
#define SB__VALUES_OF(n, ...) (seedbed::parts({}, { __VA_ARGS__ }))
#define SB__TOO_MANY(words) \
    ([]() -> const sb_parts * { \
        static_assert(sizeof(char) == 0, words); \
        return nullptr; \
    }())
#define SB__PLUS(x) seedbed::number(x)
#define SB__PART1(t, m, ...) \
    seedbed::part((SB__REFUSED("should: there is no matcher `" t "`, or it wants arguments"), \
        static_cast<const sb_matcher_type *>(nullptr)))
#define SB__PART2(t, m, fits, ...) seedbed::part(m)
#define SB__PART3(t, m, fits, x, ...) seedbed::part(m, SB__BOX(x))
#define SB__PART4(t, m, fits, x, y, ...) seedbed::part(m, SB__BOX(x), SB__BOX(y))
#define SB__PART5(t, m, fits, parts_, ...) seedbed::part(m, seedbed::boxed(parts_))

#define SB__BOX_TO_KEEP(x) (seedbed::box_to_keep<decltype(x)>(x))
#define SB_SHOULD_CHANGE(expr, ...) \
    for (int SB__CAT(sb_once_, __LINE__) = 1; SB__CAT(sb_once_, __LINE__);) \
        for (seedbed::change SB__CAT(sb_change_, __LINE__)( \
                 SB__HERE, #expr, SB__CELLS(SB_C_, __VA_ARGS__), SB__BOX_TO_KEEP(expr)); \
             SB__CAT(sb_once_, __LINE__); SB__CAT(sb_change_, __LINE__).end(SB__BOX(expr)), SB__CAT(sb_once_, __LINE__) = 0) \
            for (int SB__CAT(sb_in_, __LINE__) = 1; SB__CAT(sb_in_, __LINE__); SB__CAT(sb_in_, __LINE__) = 0)
#endif

#endif
