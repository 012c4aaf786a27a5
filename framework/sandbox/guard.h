/* guard.h -- is this the place to run tests at all?
 *
 * What it is: a table of refusals. Each has a name, a line for the manual, and a small function that gives a sentence and what to do, or
 * nothing. Those that the configuration and the environment alone can tell come first; when one of them speaks, nothing is opened, not
 * even the database. The others look at the database and the folder of test files, and change no byte.
 *
 * There is no switch that turns the guard off. `except:` in the configuration names single refusals that do not hold for a sandbox: those
 * for which that can be right, and each run says so.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_GUARD_H
#define SEEDBED_FRAMEWORK_SANDBOX_GUARD_H

#include "marker.h"

enum sb_guard_verdict {
    SB_GUARD_HOLDS = 0, /* there is nothing to refuse */
    SB_GUARD_TOLD,      /* worth a word; refused with `strict: true` */
    SB_GUARD_EXCEPTED,  /* the configuration says that it does not hold here */
    SB_GUARD_REFUSED
};

/* What one refusal says. Borrowed for the call. */
typedef struct sb_guard_answer {
    const char *name;
    enum sb_guard_verdict verdict;
    const char *why;   /* NULL where there is nothing to refuse, which may be so where it is excepted, too */
    const char *where; /* of the exception, as in "seedbed.yaml:12"; NULL for none */
} sb_guard_answer;

/* Told of each refusal in turn. */
typedef void sb_guard_fn(void *env, const sb_guard_answer *answer);

/* SB_EREFUSED with the first refusal as the message; told may be NULL. When a fact of the configuration refuses, the refusals that
 * need a look are not told. */
int sb_guard_check(const sb_settings *settings, const sb_schema *schema, const sb_backend *backend, sb_guard_fn *told, void *env);

/* One more answer, of the refusal of this name, that is known only when the sandbox has been made: refused, told or excepted as it would have
 * been before. why: as sb_refusal's says. */
int sb_guard_hear(
    const sb_settings *settings, const sb_sandbox_settings *of, const char *name, const char *why, sb_guard_fn *told, void *env);

/* The same for the facts of the configuration alone: nothing is opened. */
int sb_guard_by_configuration(const sb_settings *settings, const sb_schema *schema);

/* A sb_guard_fn: what holds only in part is said on stderr, for the sandbox whose name env is. */
void sb_guard_tell(void *env, const sb_guard_answer *answer);

/* ---- the parts, for guard.c and the refusals ---- */

/* One fact that the backend's look told. */
typedef struct sb_found {
    enum sb_fact fact;
    char *subject, *detail; /* detail may be NULL */
} sb_found;

typedef struct sb_facts {
    const sb_settings *settings;
    const sb_sandbox_settings *of;
    const sb_schema *schema;
    const sb_backend *backend; /* NULL: there is none of that scheme, which is said elsewhere */
    char *where;               /* the database, without passwords */
    char *look_failed;         /* the database is there and cannot be read: why */
    sb_marker marker;
    sb_names foreign; /* under the test prefix, and not ours: "t_x", or "sequence t_x" for what is neither table nor view */
    sb_names live_tables;
    sb_found *found;
    size_t found_n, found_room;
} sb_facts;

/* Whether test tables lie beside live ones. */
bool sb_facts_by_prefix(const sb_facts *facts);

enum { SB_GUARD_MAY_EXCEPT = 1, SB_GUARD_UNLESS_STRICT = 2 /* told, and refused with `strict: true` */ };

typedef struct sb_refusal {
    const char *name;
    const char *what;                                  /* it refuses, in a few words */
    void (*says)(const sb_facts *facts, sb_text *why); /* adds nothing where there is nothing to refuse */
    unsigned how;                                      /* SB_GUARD_... */
} sb_refusal;

/* Each list ends in a NULL name. */
extern const sb_refusal sb_refusals_by_configuration[], sb_refusals_by_look[];

#endif
