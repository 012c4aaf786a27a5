/* resource.h -- for authors of extensions: something a run holds, opens once per worker and brings back before each test.
 *
 * What it is: the sandbox is one. The runner knows no database; it knows resources, an ops struct each, which constructors add to
 * a list when their object file is linked. Order of calls, with the process each is made in:
 *
 *     main     prepare        once, after the plan, before any worker
 *     worker   open           once per worker, before its first test
 *     worker   begin          before each test's first SETUP, each SUITE_SETUP and SUITE_TEARDOWN
 *     worker   keep           behind a SUITE_SETUP that came to its end
 *     worker   end            after each test's clean-ups; after SUITE_SETUP, and after SUITE_TEARDOWN and the clean-ups of the suite
 *     worker   drop           when a suite is taken down for which keep kept something
 *     worker   leave          once, when the worker has no test left (not after a crash)
 *     main     finish         once, after the last worker, whatever happened
 *
 * Under --isolate=none all of them are called in main.
 *
 * Workers are forked, or with --start=spawn started anew as processes that share no memory with main. Then two calls stand between
 * prepare and open:
 *
 *     main     hand_over      once, after prepare: says what a worker needs, as numbers, texts and descriptors
 *     worker   take_over      in place of prepare, once per worker: takes the same, in the same order
 *
 * A resource that has something in main which its workers need must have both; one without them refuses --start=spawn.
 *
 * Errors: a negative enum sb_error with a message by sb_fail_with. prepare: the run ends with SB_EXIT_REFUSED for SB_EREFUSED, else
 * with SB_EXIT_INTERNAL; hand_over: likewise; open and take_over: with SB_EXIT_INTERNAL; begin: the test fails with the message and does not run.
 */
#ifndef SEEDBED_EXT_RESOURCE_H
#define SEEDBED_EXT_RESOURCE_H

#include <seedbed/test.h>

/* What a resource is told before the run. Borrowed, until finish. */
typedef struct sb_resource_plan {
    const char *program;           /* argv[0] */
    const char *config;            /* --config, or NULL: look upwards from the working folder */
    const sb_suite *const *suites; /* the suites with at least one selected test; options inherited and resolved */
    size_t suite_count;
    uint64_t seed;
    unsigned workers; /* at most so many at a time */
    bool rebuild;     /* --rebuild */
    bool verbose;     /* -v */
    bool strict;      /* --strict */
    bool paranoid;    /* --paranoid */
    bool keep;        /* --keep */
    bool explain;     /* --explain */
} sb_resource_plan;

/* What main hands to the workers that it spawns. */
typedef struct sb_handed sb_handed;

struct sb_text;

typedef struct sb_resource {
    const char *name;
    int rank;                                     /* begin goes up the ranks, end comes down: the sandbox 10, fixtures 20 */
    int (*prepare)(const sb_resource_plan *plan); /* must */
    /* May, in the worker before its first test. Main ends a worker that takes ten seconds longer for it than the longest time limit of a
     * test. */
    int (*open)(void);
    int (*begin)(const sb_suite *suite, const char *test_name, uint64_t stream); /* must; stream: a number of (seed, test name) */
    void (*end)(const sb_suite *suite);                                          /* may; says a failure by sb_fail_later */
    /* May. Behind a SUITE_SETUP, which stands between a begin and an end of its own: what it did is what begin brings back from now
     * on. 1: it was kept, and drop is due when the suite is taken down; 0: there was nothing to keep. */
    int (*keep)(const sb_suite *suite);
    int (*drop)(const sb_suite *suite);
    void (*leave)(void);  /* may; main ends a worker that takes longer than ten seconds for it */
    void (*finish)(void); /* may; is also called when prepare failed */
    /* May, in main: the worker of this seat died in a test of the suite, and has no successor yet. Private to Seedbed: rows that the test
     * had changed, for its report. */
    void (*lost)(const sb_suite *suite, unsigned seat, struct sb_text *rows);
    int (*hand_over)(sb_handed *to);   /* may, with take_over: for --start=spawn */
    int (*take_over)(sb_handed *from); /* may, with hand_over; it locks, installs and asks nothing again, main did */
} sb_resource;

SB__C_BEGIN
/* In hand_over. text may be NULL, and arrives as NULL. A descriptor stays main's: the worker gets it under the same number, closed
 * in programs that tests start. It should be a high one (fcntl F_DUPFD_CLOEXEC, SB_HIGH_DESCRIPTOR), out of the way of tests that close low ones. */
void sb_hand_number(sb_handed *to, int64_t number);
void sb_hand_text(sb_handed *to, const char *text);
void sb_hand_descriptor(sb_handed *to, int fd);
/* In take_over. The text is borrowed, for the life of the worker. SB_ERR with a message where the next one is of another kind. */
int sb_take_number(sb_handed *from, int64_t *number_out);
int sb_take_text(sb_handed *from, const char **text_out);
int sb_take_descriptor(sb_handed *from, int *fd_out);
SB__C_END

typedef struct sb_resource_node {
    const sb_resource *resource;
    struct sb_resource_node *next;
} sb_resource_node;

SB__C_BEGIN
/* Leave the sentence of an error (printf format) for sb_error() and return code, so that `return sb_fail_with(SB_ERR, "...")` is all
 * a function says. */
__attribute__((format(printf, 2, 3))) int sb_fail_with(int code, const char *format, ...);
/* Fail the running test and go on. Outside a test: abort with the text. */
__attribute__((format(printf, 3, 4))) void sb_fail_later(const char *file, int line, const char *format, ...);

/* Called from a constructor; the node is the caller's, static. */
void sb_add_resource(sb_resource_node *node);
SB__C_END

#endif
