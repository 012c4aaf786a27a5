/* guard.h -- is this the place to run tests at all?
 *
 * What it is: a table of refusals. Each has a name and a small function that gives a sentence and what to do, or nothing. Those
 * that the configuration alone can tell come first; when one of them speaks, nothing is opened, not even the database. The others
 * look at the database and the folder of test files, and change no byte.
 *
 * There is no switch that turns the guard off.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_GUARD_H
#define SEEDBED_FRAMEWORK_SANDBOX_GUARD_H

#include "marker.h"

/* Told of each refusal in turn: why is NULL where there is nothing to refuse. */
typedef void sb_guard_fn(void *env, const char *name, const char *why);

/* SB_EREFUSED with the first refusal as the message; told may be NULL. When a fact of the configuration refuses, the refusals that
 * need a look are not told. */
int sb_guard_check(const sb_settings *settings, const sb_schema *schema, const sb_backend *backend, sb_guard_fn *told, void *env);

/* The same for the facts of the configuration alone: nothing is opened. */
int sb_guard_by_configuration(const sb_settings *settings, const sb_schema *schema);

/* ---- the parts, for guard.c ---- */
typedef struct sb_facts {
    const sb_settings *settings;
    const sb_sandbox_settings *of;
    const sb_schema *schema;
    const char *look_failed; /* the database is there and cannot be read: why */
    sb_marker marker;
    sb_names test_tables, live_tables; /* test_tables: views, too */
} sb_facts;

typedef struct sb_refusal {
    const char *name;
    void (*says)(const sb_facts *facts, sb_text *why); /* adds nothing where there is nothing to refuse */
} sb_refusal;

/* Each list ends in a NULL name. */
extern const sb_refusal sb_refusals_by_configuration[], sb_refusals_by_look[];

#endif
