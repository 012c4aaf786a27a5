/* cpp_test.h -- in C++ programs: tests that are left by an exception, so that destructors run, and clean-ups that are lambdas.
 *
 * What it is: test.h includes this header in C++. The words are those of test.h. Options (.timeout = 2) are designated initialisers, which
 * C++ has from C++20 on and wants in the order of the struct: of SUITE sandbox, fixtures, timeout, tags, needs, serial, strict, retries; of TEST
 * timeout, tags, needs, serial, retries, todo, xfail. Without options TEST and the steps are C++11.
 *
 * How a failure leaves: should() that fails, skip_test, make() that finds no column, and whatever else ends a test, throw a
 * seedbed::failed, which is derived from nothing and is caught around each TEST, SETUP, TEARDOWN and clean-up that stands in a C++ file.
 *   - catch (...) that swallows it lets the test go on; it has failed all the same.
 *   - Out of a function that is noexcept, such as a destructor, nothing can be thrown: the program ends by std::terminate, which is
 *     reported as a crash by SIGABRT of this test alone, behind the message of the assertion. expect() can be used there.
 *   - In a thread of the test it ends that thread alone, by pthread_exit, which runs destructors with glibc; join it as ever. There a
 *     catch (...) must throw on, and noexcept means the same as above.
 *   - In a block of die_with or exit_with it ends that process at once.
 *   - A test in a C file that calls C++ code with assertions is left by a jump: no destructor runs. Write the TEST in C++.
 *   - Functions of C that stand between the TEST and a failing assertion (a callback of a C library) must have been compiled with
 *     unwind tables, as they are on x86-64 and ARM64, or by -fexceptions elsewhere.
 *
 * An exception of the program's own that nobody catches is a failure of the test, with its type and what(), and the next test begins.
 *
 * FIXTURE takes plain data, because its memory is zeroed and copied: put a pointer to anything else there, made in SETUP and deleted by
 * add_cleanup.
 *
 * add_cleanup(f) and add_cleanup(f, arg) take whatever can be called, and copy it and the argument: add_cleanup([=] { close(fd); }).
 * The test has returned by the time it is called, so that a lambda must not refer ([&]) to variables of the test.
 */
#ifndef SEEDBED_CPP_TEST_H
#define SEEDBED_CPP_TEST_H

#include <seedbed/test.h>

#ifdef __cplusplus
#include <cstdlib>
#include <cxxabi.h>
#include <typeinfo>

namespace seedbed
{

/* Why a test is left: its failure, or the reason of a skip, has been told. Nothing but the wrapper below should catch it. */
struct failed {
};
[[noreturn]] inline void leave() { throw failed(); }

/* While it lives, what ends the test throws. */
class throwing
{
  public:
    throwing() : before_(sb_leave_by(leave)) {}
    throwing(const throwing &) = delete;
    throwing &operator=(const throwing &) = delete;
    ~throwing() { sb_leave_by(before_); }

  private:
    sb_leave *before_;
};

/* An exception that nobody caught is a failure. In its handler. */
inline void tell(const char *what)
{
    int status = 0;
    const std::type_info *type = abi::__cxa_current_exception_type();
    char *name = type ? abi::__cxa_demangle(type->name(), nullptr, nullptr, &status) : nullptr;
    sb_threw(name ? name : type ? type->name() : "of another language", what);
    std::free(name);
}

/* Whether it came to its end. */
inline bool whole(void (*body)(void *, const void *), void *self, const void *each)
{
    throwing here;
    try {
        body(self, each);
        return true;
    } catch (const failed &) {
#ifdef __GLIBCXX__
    } catch (abi::__forced_unwind &) { /* pthread_exit, which must go on */
        throw;
#endif
    } catch (const std::exception &e) {
        tell(e.what());
    } catch (const char *text) {
        tell(text);
    } catch (...) {
        tell(nullptr);
    }
    return false;
}

/* A body from its beginning to its end, whichever that is. */
inline void run(void (*body)(void *, const void *), void *self, const void *each)
{
    if (!whole(body, self, each))
        sb_left_by_exception(); /* no frame is left that must be unwound: it may jump */
}

/* What is to be called when the test is over, with what it brings along. */
template <class F> struct later {
    F f;
    static void call(void *me, const void *)
    {
        struct owner {
            later *it;
            ~owner() { delete it; }
        } owned = { static_cast<later *>(me) };
        owned.it->f();
    }
    static void when_over(void *me) { run(call, me, nullptr); }
};
template <class F, class A> struct with_argument {
    F f;
    A a;
    void operator()() { f(a); }
};
template <class F> inline void add_cleanup_of(F f) { sb_when_over(later<F>::when_over, new later<F>{ f }); }
template <class F, class A> inline void add_cleanup_of(F f, A a)
{
    typedef with_argument<F, A> bound;
    sb_when_over(later<bound>::when_over, new later<bound>{ bound{ f, a } });
}

} // namespace seedbed

#define SB__RUNS(suite_, name, call) \
    static void name(void *sb_self_, const void *sb_each_) \
    { \
        seedbed::run([](SB__UNUSED void *self, SB__UNUSED const void *each) { call; }, sb_self_, sb_each_); \
    } \
    struct sb_fixture_##suite_
#define SB__FIXTURE_GOOD(suite_) \
    static_assert(std::is_trivially_copyable<sb_fixture_##suite_>::value && std::is_trivial<sb_fixture_##suite_>::value, \
        "FIXTURE: a field is no plain data, and the memory is zeroed and copied; put a pointer to it here"); \
    static_assert(alignof(sb_fixture_##suite_) <= alignof(max_align_t), \
        "FIXTURE: a field wants more alignment than malloc gives; put a pointer to it here");
#define SB_ADD_CLEANUP(...) seedbed::add_cleanup_of(__VA_ARGS__)
#endif

#endif
