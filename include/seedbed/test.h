/* test.h -- suites, tests, rows, set-up, tear-down, clean-ups.
 *
 *     SUITE(enrolment, .sandbox = "catalog", .timeout = 2);       optional: a suite need not be declared
 *     FIXTURE(enrolment, (sqlite3 *db; int64_t who));             self->db in every step and test of the suite
 *     SETUP(enrolment) { self->db = open_it(); add_cleanup(sqlite3_close, self->db); }
 *     TEARDOWN(enrolment) { ... }
 *     SUITE_SETUP(enrolment) { ... }                              once per worker: self is what each test's fixture begins with
 *     SUITE_TEARDOWN(enrolment) { ... }
 *     TEST(enrolment, a_full_course_refuses, .timeout = 0.5) { ... }
 *     TEST_EACH(price, by_mode, (const char *mode; int cents), { "audit", 0 }, { "verified", 4900 }) { ... each->mode ... }
 *
 * Calling sequence: write these at file scope, in any order and in any number of files, and link. There is no main to write and
 * nothing to register: each word makes a static record that a constructor adds to the registry before main.
 *
 * Per test: the fixture is zeroed (or is a copy of what SUITE_SETUP left in it), the SETUPs run from the outermost suite in, the test
 * runs, the TEARDOWNs run from the innermost suite out (only those whose SETUP was begun), and the clean-ups run last-in first-out. A
 * SETUP that fails skips the test, not the rest. Anything that fails in them fails the test.
 *
 * Per suite: when a worker takes a case of a suite that is not up in it, the SUITE_SETUPs of that suite and of those around it run,
 * outermost first; when it takes a case outside, or has none left, the SUITE_TEARDOWNs run, innermost first, and after each the clean-ups
 * that its SUITE_SETUP registered. So they run once per suite and worker while the tests of a suite stand together, again in the worker
 * that follows a crash, and for every test under --isolate=test; the report counts the SUITE_SETUPs.
 *   - What SUITE_SETUP leaves in `self` is copied, byte by byte, into the fixture of each test: a connection opened once is there in
 *     each, what a test changes in the struct is gone for the next, and what pointers in it point to is shared. SUITE_TEARDOWN gets the
 *     original. sb_temp_dir() gives a folder that lasts as long as the suite is up.
 *   - A failure in SUITE_SETUP (an `expect` too) fails each test of the suite in this worker with its text and place; the tests do not run,
 *     SUITE_TEARDOWN and the clean-ups do. skip_test in it skips them. A crash in it, or a time limit (it has that of the case in hand, to
 *     itself), is that of the case in hand, and the reason says where it was. Its time is not that of the case.
 *   - A failure or crash in SUITE_TEARDOWN or its clean-ups belongs to no test: it fails the run, and is told with its place. It has the
 *     time limit of the last test before it.
 *   - In a suite with a sandbox both may use it, and what SUITE_SETUP commits is there when each test of the suite begins, until the suite
 *     is taken down. Keep ids and not rows of make() in the fixture: those go when SUITE_SETUP is over, as do files in sandbox_files().
 *     Two suites inside each other that both leave rows come up and go down together, and SUITE_TEARDOWN of the outer one may still see
 *     rows of the inner one.
 *
 * Suites inside suites: SUITE_IN(outer, inner, ...) inherits options and steps; fixture_of(outer) in a step or test of the inner suite is
 * the outer one's fixture.
 *
 * Together: .serial tests run when all others are over, one by one, with nothing beside them. Tests that share a word in .needs never run
 * at the same time; a lock is held for one test with the SUITE_SETUPs that it causes, not as long as a suite is up, and waiting for it
 * counts as no test's time. There are 64 locks: of more names some share one, and their tests are apart without need. A sharded run on
 * several machines has its locks on each.
 *
 * Again: a test with .retries = N that fails, crashes, exits or takes too long is begun again up to N times, after its clean-ups; after
 * a crash in the next worker. If it passes then, it is flaky, which does not fail the run; what earlier attempts came to is kept, marked
 * with the attempt. A test that crashed when others had run in its process is run once more alone (--rerun-crashed): it has crashed in
 * any case, and when it passes alone the report names what ran before it.
 *
 * Unfinished and expected: a test with .todo = "why" runs, and does not count, however it ends; one with .xfail = "why" should fail, and
 * fails the run when it passes. todo_test and xfail_test say the same at run time. Neither is tried again. A skip is a skip in both. When
 * a SUITE_SETUP fails, crashes or takes too long the test did not run: .xfail does not expect that, and .todo does not count it. A
 * skip_test, todo_test or xfail_test in an attempt behind one that failed (.retries) does not undo the failure.
 *
 * A row of TEST_EACH is a case of its own. Its name is suite/test/row, the row being the first string in its source text, or else
 * that text without its braces, or else its number.
 *
 * A test function is named sb_test_SUITE__NAME, a step sb_setup_of_SUITE or sb_suite_setup_of_SUITE: what to give a debugger for a
 * breakpoint.
 *
 * Isolation: a crash never reaches another test, but tests of one worker share a process. What a test changes of it (working folder,
 * environment, umask, limits, signal handlers, globals) stays; bring it back by add_cleanup, or run with --isolate=test.
 *
 * Crashes: a test that dies of a signal is reported with the signal, what was done to which address, the calls that led there with file
 * and line, and its last output; of a test that main ends at its time limit the calls are told too. That wants debug information (-g)
 * in the program and elfutils' libdw on the machine, which is loaded when the first crash wants it. An endless recursion is told as a
 * stack overflow; not so in a thread that the test started, which has no second stack to tell it from, nor where one frame is far larger
 * than the stack (alloca) or the test lowered RLIMIT_STACK: those are plain faults. A handler that a test sets for
 * SIGSEGV and the like has the signals as long as its worker lives; one that was set before the first test (by a constructor, a
 * sanitizer) stays. A report of AddressSanitizer and its like makes the test a crash, with its summary as the reason and all of it in
 * the output. A process that a test forks, and that dies, is the business of the test. Tests that should end their process: ending.h.
 *
 * Coverage (gcc --coverage; clang --coverage, -fprofile-instr-generate) is written by workers too; no further flags are needed.
 *
 * What a test leaves behind: processes of its group are ended with its worker, at the latest when the run is over; one that makes a
 * session of its own (setsid) is not. The same holds when main is killed, once the run is a few milliseconds old. --leaks tells which
 * test left them, or left descriptors open. Under --isolate=none a test that calls _exit or exec ends the run with that code, 0 included,
 * because nobody is left to say otherwise; look at the report.
 *
 * Start: a worker is forked from main (--start=fork), or is the same program started anew (--start=spawn, SEEDBED_START=spawn). Spawned,
 * constructors and a main of the program's own run again in every worker until they come to sb_main, which then does not return; what
 * they print there belongs to nobody, and tests must be registered in the same way each time.
 *
 * Threads: an assertion that fails in a thread of the test fails the test, and a fatal one ends that thread. Join threads before the test
 * is over: one that outlives it fails the test that runs by then.
 *
 * C++: the same words; cpp_test.h says what differs: how a failure leaves a test, the order of options, clean-ups that are lambdas.
 *
 * Errors: two cases of one name, two fixtures for one suite, a suite nested in itself, and a step or SUITE_IN that names a suite
 * without tests are refused before anything runs, and the places are named. Functions named here are called from inside a running test
 * only; elsewhere they abort with a message.
 */
#ifndef SEEDBED_TEST_H
#define SEEDBED_TEST_H

#include <seedbed/base.h>

typedef void sb_body(void *self, const void *each);

/* The options of SUITE: SUITE(name, .option = value, ...). Zero or NULL: the default of the run. */
typedef struct sb_suite {
    const char *name;
    const char *file;
    int line;
    const char *inside;   /* set by SUITE_IN: the suite around this one, whose steps and options it inherits */
    const char *sandbox;  /* the sandbox its tests run in: a name under `sandboxes:` in seedbed.yaml */
    const char *fixtures; /* names of fixture files, separated by spaces, loaded before each of its tests */
    double timeout;       /* seconds a test may take, wall time; negative: no limit */
    const char *tags;     /* words separated by spaces, without , ; ( ) & | !, for --tag; those of the suites around are added */
    const char *needs;    /* names of locks, separated by spaces: tests that need the same one never run at the same time */
    bool serial;          /* no other test of the run runs beside one of these */
    bool strict;          /* in a sandbox: a test that touches rows which are not its own fails; see strict.h */
    int retries;          /* how often a test that fails is tried again; negative: never, whatever the suite around says */
    struct sb_suite *next;
} sb_suite;

/* FIXTURE and the steps: what they leave in the registry. */
enum sb_when { SB_WHEN_FIXTURE = 1, SB_WHEN_SETUP, SB_WHEN_TEARDOWN, SB_WHEN_SUITE_SETUP, SB_WHEN_SUITE_TEARDOWN };
typedef struct sb_step {
    const char *suite;
    const char *file;
    int line;
    enum sb_when when;
    size_t fixture_size; /* bytes; FIXTURE only */
    sb_body *run;
    struct sb_step *next;
} sb_step;

/* The options of TEST(suite, name, .option = value, ...). Those that the suite has too stand for its own, but for tags and needs, which
 * are added to the suite's. */
typedef struct sb_case_options {
    double timeout;
    const char *tags;
    const char *needs;
    bool serial;
    int retries;
    const char *todo;  /* why it is not finished: it runs, and how it ends does not count */
    const char *xfail; /* why it fails: it runs, and fails the run when it passes */
} sb_case_options;

/* What TEST_EACH has besides: count rows of size bytes, and their source text. */
typedef struct sb_case_rows {
    const void *at;
    size_t size, count;
    const char *text;
} sb_case_rows;

/* What only few tests have. */
typedef struct sb_case_more {
    sb_case_options options;
    sb_case_rows rows; /* rows.at is NULL: TEST */
} sb_case_more;

/* TEST and TEST_EACH. There may be a hundred thousand, and each pointer in one is a place that the dynamic linker writes to before main:
 * so what most of them do not have stands apart, and the strings are one. Read it by the functions below; made by hand: SB_CASE. */
typedef struct sb_case {
    const char *text; /* the file, NUL, the suite, NUL, suite/name, NUL */
    sb_body *run;
    const sb_case_more *more; /* NULL: nothing */
    int line;
    uint16_t suite_at, name_at; /* in the text: the suite, and suite/name */
} sb_case;

/* The initialiser of one: static sb_case it = SB_CASE("x.c", 7, "suite", "name", run, NULL). The strings are literals. */
#define SB_CASE(file_, line_, suite_, name_, run_, more_) \
    { \
        file_ "\0" suite_ "\0" suite_ "/" name_, run_, more_, line_, sizeof(file_), sizeof(file_) + sizeof(suite_) \
    }

static inline const char *sb_case_file(const sb_case *test) { return test->text; }
static inline const char *sb_case_suite(const sb_case *test) { return test->text + test->suite_at; }
static inline const char *sb_case_full_name(const sb_case *test) { return test->text + test->name_at; } /* suite/name */
/* The bytes of "suite/". */
static inline size_t sb_case_name_at(const sb_case *test) { return (size_t)(test->name_at - test->suite_at); }
static inline const char *sb_case_name(const sb_case *test) { return sb_case_full_name(test) + sb_case_name_at(test); }
static inline const sb_case_options *sb_case_options_of(const sb_case *test) /* NULL: none */
{
    return test->more ? &test->more->options : NULL;
}
static inline const sb_case_rows *sb_case_rows_of(const sb_case *test) /* NULL: TEST */
{
    return test->more && test->more->rows.at ? &test->more->rows : NULL;
}

/* Cases that stand side by side, as the linker or an array puts them. */
typedef struct sb_case_range {
    const sb_case *first, *end;
    bool added;
    struct sb_case_range *next;
} sb_case_range;

SB__C_BEGIN
void sb_add_suite(sb_suite *suite);
void sb_add_step(sb_step *step);
/* The range is the caller's, static. One that was added is not added again. */
void sb_add_cases(sb_case_range *range);
SB__C_END

/* ---- the words ---- */
#define SB_SUITE(...) SB__SUITE(__VA_ARGS__, .next = NULL)
#define SB_SUITE_IN(outer, ...) SB__SUITE_IN(outer, __VA_ARGS__, .next = NULL)
#define SB_FIXTURE(suite_, fields) \
    SB__QUIET_ROWS \
    struct sb_fixture_##suite_ { \
        SB__UNWRAP fields; \
    }; \
    SB__LOUD \
    SB__FIXTURE_GOOD(suite_) \
    SB__AT_START( \
        step, fixture_##suite_, #suite_, __FILE__, __LINE__, SB_WHEN_FIXTURE, sizeof(struct sb_fixture_##suite_), NULL, NULL) \
    struct sb_fixture_##suite_
#define SB_SETUP(suite_) SB__STEP(suite_, setup, SB_WHEN_SETUP)
#define SB_TEARDOWN(suite_) SB__STEP(suite_, teardown, SB_WHEN_TEARDOWN)
#define SB_SUITE_SETUP(suite_) SB__STEP(suite_, suite_setup, SB_WHEN_SUITE_SETUP)
#define SB_SUITE_TEARDOWN(suite_) SB__STEP(suite_, suite_teardown, SB_WHEN_SUITE_TEARDOWN)
#define SB_TEST(...) SB__CAT(SB__TEST, SB__OPTIONS(__VA_ARGS__, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, ))(__VA_ARGS__)
#define SB_TEST_EACH(suite_, name_, fields, ...) \
    SB__QUIET_ROWS \
    struct sb_row_##suite_##__##name_ { \
        SB__UNWRAP fields; \
    }; \
    static const struct sb_row_##suite_##__##name_ sb_rows_##suite_##__##name_[] = { __VA_ARGS__ }; \
    struct sb_fixture_##suite_; \
    static void sb_test_##suite_##__##name_(struct sb_fixture_##suite_ *self, const struct sb_row_##suite_##__##name_ *each); \
    SB__RUNS(suite_, sb_run_##suite_##__##name_, \
        sb_test_##suite_##__##name_((struct sb_fixture_##suite_ *)self, (const struct sb_row_##suite_##__##name_ *)each)); \
    static const sb_case_more sb_more_##suite_##__##name_ = { { 0, NULL, NULL, false, 0, NULL, NULL }, \
        { sb_rows_##suite_##__##name_, sizeof *sb_rows_##suite_##__##name_, \
            sizeof sb_rows_##suite_##__##name_ / sizeof *sb_rows_##suite_##__##name_, #__VA_ARGS__ } }; \
    SB__CASE(suite_##__##name_, \
        SB_CASE(__FILE__, __LINE__, #suite_, #name_, sb_run_##suite_##__##name_, &sb_more_##suite_##__##name_)) \
    SB__LOUD \
    static void sb_test_##suite_##__##name_( \
        SB__UNUSED struct sb_fixture_##suite_ *self, SB__UNUSED const struct sb_row_##suite_##__##name_ *each)

/* ---- how they are built ---- */
#ifndef __cplusplus
/* They end in a declaration, so that a semicolon may follow. */
#define SB__RUNS(suite_, name, call) \
    static void name(SB__UNUSED void *self, SB__UNUSED const void *each) { call; } \
    struct sb_fixture_##suite_
#define SB__FIXTURE_GOOD(suite_) \
    _Static_assert(_Alignof(struct sb_fixture_##suite_) <= _Alignof(max_align_t), \
        "FIXTURE: a field wants more alignment than malloc gives; put a pointer to it here");
#endif
#define SB__AT_START(what, name, ...) \
    __attribute__((constructor)) static void sb_at_start_##name(void) \
    { \
        static sb_##what it = { __VA_ARGS__ }; \
        sb_add_##what(&it); \
    }
/* Where the linker gathers a section and names its ends, cases cost no code: they stand in one, and each source file has one
 * constructor, of which the first that runs adds all cases of the program or shared library. Linkers that drop sections (--gc-sections)
 * are told to keep this one. The alignment is asked for, because a compiler may choose a larger one, which would part them. */
#ifdef __cplusplus
#define SB__ALIGNMENT alignof
#else
#define SB__ALIGNMENT _Alignof
#endif
#ifdef __ELF__
#if defined(__has_attribute) && __has_attribute(retain)
#define SB__CASE(id, ...) \
    static sb_case sb_case_##id __attribute__((section("sb_cases"), used, retain, aligned(SB__ALIGNMENT(sb_case)))) = __VA_ARGS__;
#else
#define SB__CASE(id, ...) \
    static sb_case sb_case_##id __attribute__((section("sb_cases"), used, aligned(SB__ALIGNMENT(sb_case)))) = __VA_ARGS__;
#endif
SB__C_BEGIN
extern sb_case __start_sb_cases[] __attribute__((weak, visibility("hidden")));
extern sb_case __stop_sb_cases[] __attribute__((weak, visibility("hidden")));
extern sb_case_range sb_cases_here_;
SB__C_END
__attribute__((weak, visibility("hidden"))) sb_case_range sb_cases_here_ = { __start_sb_cases, __stop_sb_cases, false, NULL };
__attribute__((constructor)) static void sb_at_start_cases(void) { sb_add_cases(&sb_cases_here_); }
#else
#define SB__CASE(id, ...) \
    static sb_case sb_case_##id = __VA_ARGS__; \
    __attribute__((constructor)) static void sb_at_start_##id(void) \
    { \
        static sb_case_range range = { &sb_case_##id, &sb_case_##id + 1, false, NULL }; \
        sb_add_cases(&range); \
    }
#endif
#define SB__SUITE(name_, ...) \
    struct sb_fixture_##name_; \
    SB__QUIET_OPTIONS \
    SB__AT_START(suite, suite_##name_, .name = #name_, .file = __FILE__, .line = __LINE__, __VA_ARGS__) \
    SB__LOUD \
    struct sb_fixture_##name_
#define SB__SUITE_IN(outer, name_, ...) \
    struct sb_fixture_##name_; \
    SB__QUIET_OPTIONS \
    SB__AT_START(suite, suite_##name_, .name = #name_, .file = __FILE__, .line = __LINE__, .inside = #outer, __VA_ARGS__) \
    SB__LOUD \
    struct sb_fixture_##name_
#define SB__STEP(suite_, word, when_) \
    struct sb_fixture_##suite_; \
    static void sb_##word##_of_##suite_(struct sb_fixture_##suite_ *self); \
    SB__RUNS(suite_, sb_run_##word##_of_##suite_, sb_##word##_of_##suite_((struct sb_fixture_##suite_ *)self)); \
    SB__AT_START(step, word##_##suite_, #suite_, __FILE__, __LINE__, when_, 0, sb_run_##word##_of_##suite_, NULL) \
    static void sb_##word##_of_##suite_(SB__UNUSED struct sb_fixture_##suite_ *self)
#define SB__OPTIONS(suite_, name_, a, b, c, d, e, f, g, h, i, j, k, l, m, n, has, ...) has
#define SB__TEST0(suite_, name_) SB__TEST(suite_, name_, NULL)
#define SB__TEST1(suite_, name_, ...) \
    SB__QUIET_OPTIONS \
    static const sb_case_more sb_more_##suite_##__##name_ = { .options = { __VA_ARGS__ } }; \
    SB__LOUD \
    SB__TEST(suite_, name_, &sb_more_##suite_##__##name_)
#define SB__TEST(suite_, name_, more_) \
    struct sb_fixture_##suite_; \
    static void sb_test_##suite_##__##name_(struct sb_fixture_##suite_ *self); \
    SB__RUNS(suite_, sb_run_##suite_##__##name_, sb_test_##suite_##__##name_((struct sb_fixture_##suite_ *)self)); \
    SB__CASE(suite_##__##name_, SB_CASE(__FILE__, __LINE__, #suite_, #name_, sb_run_##suite_##__##name_, more_)) \
    static void sb_test_##suite_##__##name_(SB__UNUSED struct sb_fixture_##suite_ *self)
/* A row may leave fields out, the text of a long table may pass the 4095 characters that ISO C promises, and fields may end in a
 * semicolon. */
#define SB__QUIET_ROWS \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wmissing-field-initializers\"") _Pragma( \
        "GCC diagnostic ignored \"-Wpedantic\"") SB__QUIET_SEMI _Pragma("GCC diagnostic ignored \"-Woverlength-strings\"")
#define SB__QUIET_OPTIONS _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wmissing-field-initializers\"")
#define SB__LOUD _Pragma("GCC diagnostic pop")
#ifdef __clang__
#define SB__QUIET_SEMI _Pragma("GCC diagnostic ignored \"-Wextra-semi\"")
#else
#define SB__QUIET_SEMI
#endif

/* ---- inside a test ---- */
/* Run fn (with arg, where given: one pointer or integer) when the test is over, last-in first-out; also when the SETUP that said
 * so fails later. The types are checked here: fn(arg) must compile. What fn returns is dropped. The test function has returned by
 * then, so that arg must not point to a variable of its own: give memory that lasts, or a field of the fixture. */
#ifndef __cplusplus
#define SB_ADD_CLEANUP(...) SB__CAT(SB__CLEANUP, SB__COUNT(__VA_ARGS__))(__VA_ARGS__)
#define SB__CLEANUP1(fn) ((void)(0 ? ((void)(fn)(), 0) : 0), sb_add_cleanup_((sb_any_function *)(fn), sb__box_p(NULL), 0))
#define SB__CLEANUP2(fn, arg) \
    ((void)(0 ? ((void)(fn)(arg), 0) : 0), \
        (void)sizeof(char[SB__CLEANS(SB__KIND(arg)) ? 1 : -1]), /* add_cleanup takes one pointer or one integer */ \
        sb_add_cleanup_((sb_any_function *)(fn), SB__BOX(arg), 1))
#endif
#define SB__CLEANS(kind) ((kind) < 0xe4 && (kind) >= 0x20 && ((kind) < 0x28 || (kind) > 0x2a))
typedef void sb_any_function(void);
SB__C_BEGIN
void sb_add_cleanup_(sb_any_function *fn, sb_value arg, int arity);
/* The same for code that has a struct of its own to bring along: fn(arg) when the running test is over. */
void sb_when_over(void (*fn)(void *), void *arg);

/* End the test here and count it as skipped, for this reason. The format is printf's. */
#define SB_SKIP_TEST(...) sb_skip_test(SB__HERE, __VA_ARGS__)
__attribute__((noreturn, format(printf, 3, 4))) void sb_skip_test(const char *file, int line, const char *format, ...);
/* End the test here as one that is not finished, for this reason: it does not fail the run. */
#define SB_TODO_TEST(...) sb_todo_test(SB__HERE, __VA_ARGS__)
__attribute__((noreturn, format(printf, 3, 4))) void sb_todo_test(const char *file, int line, const char *format, ...);
/* From here on the test is expected to fail, for this reason, and goes on: a failure, a crash or a time limit counts as expected
 * then, and it fails the run when it passes. What .xfail says at TEST, for what shows only at run time. */
#define SB_XFAIL_TEST(...) sb_xfail_test(SB__HERE, __VA_ARGS__)
__attribute__((format(printf, 3, 4))) void sb_xfail_test(const char *file, int line, const char *format, ...);
/* Fail the test here with this message. The format is printf's. */
#define SB_FAIL_TEST(...) sb_fail_test(SB__HERE, __VA_ARGS__)
__attribute__((noreturn, format(printf, 3, 4))) void sb_fail_test(const char *file, int line, const char *format, ...);

/* A folder of the test's own, made at the first call and removed with all in it when the test is over. Borrowed. */
const char *sb_temp_dir(void);

/* For cpp_test.h. While `leave` is set, a fatal failure of the thread that runs tests does not jump but calls it, and it throws; returns
 * what was set before. sb_threw fails the test for an exception that nobody caught, and returns; sb_left_by_exception ends the phase when
 * there is nothing left to unwind. */
typedef void sb_leave(void);
sb_leave *sb_leave_by(sb_leave *leave);
void sb_threw(const char *type, const char *what);
void sb_left_by_exception(void);

/* Workers leave by _exit, and what a program counted for its coverage would go with them. What writes it is only in programs that
 * were built for it, and hidden in them; so this stands in the test's own object files. */
void sb_write_coverage_(void);
__attribute__((weak)) void __gcov_exit(void);              /* gcc --coverage */
__attribute__((weak)) void __gcov_dump(void);              /* clang --coverage, and gcc where it was asked for */
__attribute__((weak)) int __llvm_profile_write_file(void); /* clang -fprofile-instr-generate */
__attribute__((weak)) void sb_write_coverage_(void)
{
    if (__gcov_exit)
        __gcov_exit();
    else if (__gcov_dump)
        __gcov_dump();
    if (__llvm_profile_write_file)
        (void)__llvm_profile_write_file();
}

/* The fixture of a suite around the running one, which FIXTURE(suite, ...) in the same file gave its type. Fails the test where the
 * running suite is not inside that one, or it has no FIXTURE. */
#define SB_FIXTURE_OF(suite_) ((struct sb_fixture_##suite_ *)sb_fixture_of(SB__HERE, #suite_))
void *sb_fixture_of(const char *file, int line, const char *suite);

/* Run every registered case as the command line says; returns an exit code (enum sb_exit). The library's main does nothing else. In
 * a spawned worker it ends the process. A program with a main of its own calls this; one that registers cases and never does fails at its exit and says so. */
int sb_main(int argc, char **argv);
SB__C_END

#ifdef __cplusplus
#include <seedbed/cpp_test.h>
#endif

#endif
