/* printing.h -- what a block prints: should_print(matcher) { ... } and should_print_error(matcher) { ... }.
 *
 *     should_print(equal_to("hello\n")) { greet(stdout); }
 *     should_print_error(match("^usage: ")) { usage(); }
 *     should_print(be_empty) { quiet(); }
 *     should_print_bytes(equal_to(bytes("\0\1", 2))) { put_header(); }
 *
 * What it is: statements for use inside a test. The block runs; then all that was written to stdout (or stderr) meanwhile is a string,
 * which the matcher judges: "what the block prints should equal ...". expect_print and expect_print_error record a failure and go on.
 * should_print_bytes is the same with the operand bytes(), for output that may hold NUL bytes; those that take a string fail there and say so.
 * A block that prints nothing prints "".
 *
 * What counts as printed is what reaches the descriptor: by stdio, which is flushed before the block and behind it, by write, and by child
 * processes that the block starts and waits for; from all threads of the process, so that two such blocks cannot run at the same time in
 * two threads: the one that begins second fails. A stream of C++ that is not synchronised with stdio must be flushed in the block.
 *
 * Blocks stand inside each other: what an inner one judged, one around it of the same stream does not see. Assertions work in the block
 * as everywhere, and so do die_with and exit_with. When the block does not come to its end, what it has printed so far is output of
 * the test, as it would be without the words around it, and stands behind the rest of that: after a failed assertion, a skip, a crash, an exit
 * or a time limit. `break` and `continue` leave the block, and it is judged; leaving it by return, goto or longjmp fails the test, and so
 * does a thread that ends in it.
 *
 * A file that the block opens by the name /dev/stdout or /dev/stderr is seen as well; opened to be emptied (`echo x > /dev/stderr` in a
 * script), what was written before it is gone, as it is with every file.
 *
 * Known limit: under --isolate=none a block that is ended by _exit or from outside (kill -9) takes its output with it.
 *
 * Errors: output that cannot be taken (no descriptor is left) fails the test.
 */
#ifndef SEEDBED_PRINTING_H
#define SEEDBED_PRINTING_H

#include <seedbed/should.h>

/* One block; private. */
typedef struct sb_printing {
    const char *file;
    int line, turn;
    struct sb_taken *taken;
    char *text; /* held, with a NUL behind it; NULL: the block runs */
    size_t size;
} sb_printing;

SB__C_BEGIN
/* stream: 1 or 2, as the descriptor. */
sb_printing sb_printing_begin(const char *file, int line, int stream);
/* Whether the block is to run. */
bool sb_printing_next(sb_printing *printing);
/* The block is over: what it printed. */
const char *sb_printing_text(sb_printing *printing);
sb_view sb_printing_bytes(sb_printing *printing);
/* The block was left, and that is no failure where one is on its way already, or an exception. */
void sb_printing_left(sb_printing *printing);
void sb_printing_dropped(sb_printing *printing);
SB__C_END

#define SB_SHOULD_PRINT(matcher) \
    for (SB__PRINTING_VARIABLE(1); sb_printing_next(SB__THIS_PRINTING); \
         __extension__({ SB__GO(0, sb_printing_text(SB__THIS_PRINTING), SB__IS_PRINTED, #matcher, SB_M_##matcher); })) \
    SB__PRINTING_LOOP
#define SB_SHOULD_PRINT_ERROR(matcher) \
    for (SB__PRINTING_VARIABLE(2); sb_printing_next(SB__THIS_PRINTING); \
         __extension__({ SB__GO(0, sb_printing_text(SB__THIS_PRINTING), SB__IS_PRINTED_ERROR, #matcher, SB_M_##matcher); })) \
    SB__PRINTING_LOOP
#define SB_SHOULD_PRINT_BYTES(matcher) \
    for (SB__PRINTING_VARIABLE(1); sb_printing_next(SB__THIS_PRINTING); \
         __extension__({ SB__GO(0, sb_printing_bytes(SB__THIS_PRINTING), SB__IS_PRINTED, #matcher, SB_M_##matcher); })) \
    SB__PRINTING_LOOP
#define SB_EXPECT_PRINT(matcher) \
    for (SB__PRINTING_VARIABLE(1); sb_printing_next(SB__THIS_PRINTING); \
         __extension__({ SB__GO(2, sb_printing_text(SB__THIS_PRINTING), SB__IS_PRINTED, #matcher, SB_M_##matcher); })) \
    SB__PRINTING_LOOP
#define SB_EXPECT_PRINT_ERROR(matcher) \
    for (SB__PRINTING_VARIABLE(2); sb_printing_next(SB__THIS_PRINTING); \
         __extension__({ SB__GO(2, sb_printing_text(SB__THIS_PRINTING), SB__IS_PRINTED_ERROR, #matcher, SB_M_##matcher); })) \
    SB__PRINTING_LOOP
#define SB__IS_PRINTED "what the block prints"
#define SB__IS_PRINTED_ERROR "what the block prints to stderr"

/* The assertion is an expression, because the block of the test is the only statement that a loop has. */
#ifndef __cplusplus
#define SB__THIS_PRINTING (&SB__CAT(sb_printing_, __LINE__))
#define SB__PRINTING_VARIABLE(stream) \
    __attribute__((__cleanup__(sb_printing_left))) sb_printing SB__CAT(sb_printing_, __LINE__) = \
        sb_printing_begin(SB__HERE, stream)
#else
namespace seedbed
{
class printing
{
  public:
    printing(const char *file, int line, int stream) : it_(sb_printing_begin(file, line, stream)), thrown_(thrown()) {}
    printing(const printing &) = delete;
    printing &operator=(const printing &) = delete;
    ~printing() noexcept(false)
    {
        if (thrown() > thrown_)
            sb_printing_dropped(&it_);
        else
            sb_printing_left(&it_);
    }
    sb_printing *it() { return &it_; }

  private:
    sb_printing it_;
    int thrown_;
};
} // namespace seedbed
#define SB__THIS_PRINTING (SB__CAT(sb_printing_, __LINE__).it())
#define SB__PRINTING_VARIABLE(stream) seedbed::printing SB__CAT(sb_printing_, __LINE__)(SB__HERE, stream)
#endif
#define SB__PRINTING_LOOP for (int SB__CAT(sb_in_, __LINE__) = 1; SB__CAT(sb_in_, __LINE__); SB__CAT(sb_in_, __LINE__) = 0)

#endif
