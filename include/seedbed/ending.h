/* ending.h -- blocks that are expected to end the process.
 *
 *     die_with(SIGABRT) { pool_free(pool), pool_free(pool); }
 *     die_with(SIGSEGV) { *(volatile char *)guard_page = 1; }
 *     exit_with(64) { usage("no such option"); }
 *
 * What it is: statements for use inside a test. The block runs in a process of its own, a copy of the test's made at this moment, so
 * that what it changes is gone with it and the test goes on behind it. When the process did not end as expected, that is a failure
 * which ends the test and says what happened instead: another signal, another exit code, or that the block came to its end, which
 * leaving it by return, break or goto counts as; or that it was left by longjmp.
 *
 * Inside the block assertions work as everywhere: one that fails is reported with its own place, fails the test, and, when it is
 * fatal, ends the block. What the block prints belongs to the output of the test. Clean-ups and TEARDOWN do not run in it, and those
 * that it adds do not run at all; a core file is not written, and no calls are told. The time limit of the test counts for the block
 * too. skip_test, todo_test and xfail_test in the block are failures: they say something of the test, and belong before it.
 *
 * exit_with means the code that the process leaves behind, by exit, _exit, quick_exit or the end of main's thread; it is 0 to 255, so that
 * another one fails here, while exit(256) in the block leaves 0 and exit(-1) leaves 255. Functions given to atexit run as the block's way
 * of leaving has it. die_with wants <signal.h> for the names of signals.
 *
 * Built with a sanitizer: a fault of the block is the signal, as without one. What only the sanitizer finds (memory used after free,
 * an undefined shift) ends the block by the sanitizer's exit code, which exit_with may name.
 *
 * Errors: no process to be had is a failure of the test. Outside a test a failure ends the program, as that of any assertion.
 */
#ifndef SEEDBED_ENDING_H
#define SEEDBED_ENDING_H

#include <seedbed/base.h>

#define SB_DIE_WITH(signal_) SB__ENDING(signal_, SB__NO_CODE)
#define SB_EXIT_WITH(code_) SB__ENDING(0, code_)

/* The block as both processes see it; private. */
typedef struct sb_ending {
    bool inside; /* this is the process that runs the block */
    void *shared;
} sb_ending;

/* In place of a code, where a signal is expected. */
#define SB__NO_CODE (-2147483647 - 1)
SB__C_BEGIN
/* Returns in both processes. signal: 0 where a code is expected. In the test's own process it judges, and `inside` is false. */
sb_ending sb_ending_begin(const char *file, int line, int signal, int code);
/* The block was left: ends the process that ran it, and does nothing in the test's own. */
void sb_ending_left(sb_ending *ending);
/* The same of a block that an exception leaves, which it does in C++ alone. */
void sb_ending_thrown(sb_ending *ending);
SB__C_END

/* A loop that runs once, in the other process only; however the block is left, the clean-up of its variable comes first. */
#ifndef __cplusplus
#define SB__ENDING(signal_, code_) \
    for (__attribute__((__cleanup__(sb_ending_left))) \
         sb_ending SB__CAT(sb_ending_, __LINE__) = sb_ending_begin(SB__HERE, signal_, code_); \
         SB__CAT(sb_ending_, __LINE__).inside; sb_ending_left(&SB__CAT(sb_ending_, __LINE__)))
#else
namespace seedbed
{
class ending
{
  public:
    ending(const char *file, int line, int signal, int code) : it_(sb_ending_begin(file, line, signal, code)), thrown_(thrown())
    {
    }
    ending(const ending &) = delete;
    ending &operator=(const ending &) = delete;
    ~ending()
    {
        if (thrown() > thrown_)
            sb_ending_thrown(&it_);
        else
            sb_ending_left(&it_);
    }
    bool inside() const { return it_.inside; }
    void left() { sb_ending_left(&it_); }

  private:
    sb_ending it_;
    int thrown_;
};
} // namespace seedbed
#define SB__ENDING(signal_, code_) \
    for (seedbed::ending SB__CAT(sb_ending_, __LINE__)(SB__HERE, signal_, code_); SB__CAT(sb_ending_, __LINE__).inside(); \
         SB__CAT(sb_ending_, __LINE__).left())
#endif

#endif
