/* printing.h -- blocks whose output is taken (seedbed/printing.h), as who leaves them by a jump or a signal must know them. */
#ifndef SEEDBED_FRAMEWORK_PROCESS_PRINTING_H
#define SEEDBED_FRAMEWORK_PROCESS_PRINTING_H

struct sb_taken;

/* The innermost one of this process that is running; NULL: none. */
struct sb_taken *sb_printing_innermost(void);
/* Blocks inside `to` are left, and do not come to their end: stdout and stderr lead where they led before, and what was printed is
 * output of the test. */
void sb_printing_unwind(const struct sb_taken *to);
/* The same of those that the calling thread began, which ends. */
void sb_printing_unwind_thread(void);
/* In a handler of signals, or before exit: what would go with this process is written to where stdout and stderr led. */
void sb_printing_save(void);

#endif
