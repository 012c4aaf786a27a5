/* cpp_notes.h -- in C++ programs: given(x, y), which keeps what it was given for as long as its scope lasts.
 *
 * What it is: notes.h includes this header in C++. A temporary (a std::string that an expression made) is moved into the note; a variable
 * is borrowed, as in C; a std::string_view of one is copied.
 */
#ifndef SEEDBED_CPP_NOTES_H
#define SEEDBED_CPP_NOTES_H

#include <seedbed/notes.h>

#ifdef __cplusplus

namespace seedbed
{

/* One operand of type T, which is no reference where it is a temporary, and its box. */
template <class T, bool = std::is_class<T>::value> struct noted {
    decltype(box<T>(std::declval<passed<T>>())) value;
    explicit noted(passed<T> x) : value(box<T>(x)) {}
};
template <class T> struct noted<T, true> {
    T kept;
    decltype(box<T>(std::declval<passed<T>>())) value;
    explicit noted(T &&x) : kept(std::move(x)), value(box<T>(kept)) {}
};
template <class T> using given_as = typename std::conditional<std::is_class<T>::value, T &&, passed<T>>::type;

template <class... T> struct all_noted {
    explicit all_noted() {}
    void put(sb_value *) const {}
};
template <class T, class... Rest> struct all_noted<T, Rest...> {
    noted<T> first;
    all_noted<Rest...> rest;
    explicit all_noted(given_as<T> x, given_as<Rest>... others)
        : first(static_cast<given_as<T>>(x)), rest(static_cast<given_as<Rest>>(others)...)
    {
    }
    void put(sb_value *to) const
    {
        *to = first.value;
        rest.put(to + 1);
    }
};

template <class... T> class note
{
  public:
    note(const char *text, given_as<T>... x) : all_(static_cast<given_as<T>>(x)...)
    {
        all_.put(value_);
        sb_note_begin(&it_, text, value_, sizeof...(T));
    }
    note(const note &) = delete;
    note &operator=(const note &) = delete;
    ~note() { sb_note_end(&it_); }

  private:
    all_noted<T...> all_;
    sb_value value_[sizeof...(T)];
    sb_note it_;
};

} // namespace seedbed

#define SB__GIVEN_(name, is, text, n, ...) seedbed::note<SB__CAT(SB__TYPES, n)(__VA_ARGS__)> name(text, __VA_ARGS__)
#define SB__TYPES1(a) decltype((a))
#define SB__TYPES2(a, b) SB__TYPES1(a), decltype((b))
#define SB__TYPES3(a, b, c) SB__TYPES2(a, b), decltype((c))
#define SB__TYPES4(a, b, c, d) SB__TYPES3(a, b, c), decltype((d))
#define SB__TYPES5(a, b, c, d, e) SB__TYPES4(a, b, c, d), decltype((e))
#define SB__TYPES6(a, b, c, d, e, f) SB__TYPES5(a, b, c, d, e), decltype((f))
#define SB__TYPES7(a, b, c, d, e, f, g) SB__TYPES6(a, b, c, d, e, f), decltype((g))
#define SB__TYPES8(a, b, c, d, e, f, g, h) SB__TYPES7(a, b, c, d, e, f, g), decltype((h))
#endif

#endif
