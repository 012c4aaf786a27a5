/* context.h -- the run context: the one place for state that outlives a call.
 *
 * What it is: constructors of test files register cases before main, assertions count and hand failures to a listener, and
 * functions leave the sentence of their error. All of that hangs on one struct, so that nothing else in the project is mutable and
 * global. A layer keeps its own state behind one pointer here, named after it and opaque to the layers before it.
 *
 * Threads: counts are atomic; the listener decides what a failure in another thread means; the error text is per thread.
 */
#ifndef SEEDBED_ASSERT_CONTEXT_H
#define SEEDBED_ASSERT_CONTEXT_H

#include <seedbed/ext/reporter.h>
#include <seedbed/ext/resource.h>
#include <stdarg.h>

/* Where outcomes go. assert/ never prints and never jumps: what a fatal failure means is the listener's business. */
typedef struct sb_listener {
    /* Must. `failure` and its text are borrowed for the call. May not return when failure->fatal (the runner longjmps). */
    void (*failed)(void *env, const sb_failure *failure);
    void *env;
} sb_listener;

struct sb_running; /* framework/process/running.h: the test that runs */
struct sb_sandbox; /* framework/sandbox/sandbox.h: the open sandboxes */
struct sb_makers;  /* generators/factory/maker.h: sequences and rows of the test */

typedef struct sb_context {
    sb_suite *suites; /* as registered, newest first; the plan brings them into order */
    sb_step *steps;
    sb_case *cases;
    sb_resource_node *resources;
    bool ran;                    /* sb_main was called */
    const sb_listener *listener; /* NULL: a failure goes to stderr and abort() */
    uint64_t checks;             /* assertions judged in this process: sb_context_checks */
    struct sb_running *running;
    struct sb_sandbox *sandbox;
    struct sb_makers *makers;
} sb_context;

/* The context of this process. Never NULL. */
sb_context *sb_context_get(void);
/* Assertions judged so far in this process, by all threads. */
uint64_t sb_context_checks(void);

/* Leave the sentence of an error (printf format) and return code, so that `return sb_fail_with(SB_ERR, "...")` is all a function
 * says. The text is per thread and grows as needed. */
__attribute__((format(printf, 2, 3))) int sb_fail_with(int code, const char *format, ...);

/* Hand a failure to the listener: the way every failed assertion goes. Text is formatted here and freed after the listener, also
 * when it does not return. */
__attribute__((format(printf, 4, 5))) void sb_failed_at(const char *file, int line, bool fatal, const char *format, ...);

#endif
