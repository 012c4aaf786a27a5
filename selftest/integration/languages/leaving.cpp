/* leaving.cpp -- how failures leave tests in C++: each test here fails as its name says; languages.sh compares what is told. */
#include <cstdio>
#include <seedbed.h>
#include <stdexcept>
#include <string>
#include <thread>

namespace
{
struct noisy {
    const char *name;
    ~noisy() { std::printf("%s is destroyed\n", name); }
};
} // namespace

TEST(a, destructors_run)
{
    noisy local = { "local" };
    should(1, equal_to(2));
    std::puts("never");
}

TEST(b, swallowed_it_is_still_a_failure)
{
    try {
        should(1, equal_to(2));
    } catch (...) {
        std::puts("swallowed");
    }
    std::puts("goes on");
}

TEST(c, not_a_standard_exception)
{
    try {
        should(1, equal_to(2));
    } catch (const std::exception &) {
        std::puts("never");
    }
}

TEST(d, uncaught) { throw std::runtime_error("no such thing"); }
TEST(e, uncaught_int) { throw 3; }
TEST(f, uncaught_text) { throw "a text"; }

TEST(g, in_a_thread)
{
    std::thread thread([] {
        noisy local = { "local of a thread" };
        should(1, equal_to(2));
        std::puts("never");
    });
    thread.join();
    std::puts("joined");
}

static void quiet() noexcept { should(1, equal_to(2)); }
TEST(h, out_of_noexcept) { quiet(); }

TEST(i, in_a_block_that_should_change)
{
    int n = 0;
    should_change(n, by(1)) {
        noisy local = { "local of the block" };
        should(1, equal_to(2));
    }
}

TEST(j, in_a_block_by_return)
{
    int n = 0;
    should_change(n, by(1)) {
        return;
    }
}

TEST(k, in_a_block_by_an_exception)
{
    int n = 0;
    should_change(n, by(1)) {
        throw std::logic_error("odd");
    }
}

TEST(l, in_a_block_swallowed)
{
    std::string s = "a string that is too long to live inside of its object";
    should_change(s, to("b")) {
        try {
            should(1, equal_to(2));
        } catch (...) {
        }
        s = "b";
    }
}

TEST(m, in_a_block_in_a_thread)
{
    std::thread([] {
        int n = 0;
        should_change(n, by(1)) {
            should(1, equal_to(2));
        }
    }).join();
}

TEST(n, in_cleanups)
{
    add_cleanup([] { std::puts("last"); });
    add_cleanup([] {
        noisy local = { "local of a clean-up" };
        should(1, equal_to(2));
    });
    add_cleanup([] { throw 7; });
}

SETUP(o)
{
    noisy local = { "local of SETUP" };
    should(1, equal_to(2));
}
TEST(o, in_setup) { std::puts("never"); }

TEST(p, skipped)
{
    noisy local = { "local of a skipped test" };
    skip_test("for %d reasons", 2);
}

TEST(q, soft_failures)
{
    expect(1, equal_to(2));
    expect_not(1, equal_to(1));
    std::puts("goes on");
}

TEST(r, out_of_a_block_that_should_end)
{
    exit_with(3) { throw 3; }
}

TEST(s, a_string_with_a_nul_inside) { should(std::string("a\0b", 3), start_with("a")); }

TEST(t, a_callback_of_c)
{
    int xs[] = { 2, 1 };
    noisy local = { "local around qsort" };
    qsort(xs, 2, sizeof *xs, [](const void *, const void *) -> int {
        should(1, equal_to(2));
        return 0;
    });
}

TEST(u, out_of_notes_and_a_block_that_prints)
{
    std::string name = "ada";
    given(name);
    should_print(be_empty)
    {
        noisy local = { "local of the block" };
        because("the block says %s", "so");
        should(name, equal_to("eve"));
    }
}

TEST(v, by_an_exception_out_of_a_block_that_prints)
{
    should_print(be_empty)
    {
        std::puts("it is not lost");
        throw std::runtime_error("thrown out of the block");
    }
}

TEST(w, by_return_out_of_a_block_that_prints)
{
    should_print(be_empty) { return; }
}

TEST(x, after_all_of_them)
{
    std::puts("stdout is as ever");
    should_within(0, 1, equal_to(2));
}

TEST(y, notes_of_temporaries)
{
    std::string s = "variable";
    given(s, s + std::string(300, 'x').substr(290), 1 + 1);
    because("of %s", s.c_str());
    should(1, equal_to(2));
}

TEST(z, in_a_thread_that_waits)
{
    int n = 0;
    std::thread([&n] { should_within(0, n, be_above(0)); }).join();
}
