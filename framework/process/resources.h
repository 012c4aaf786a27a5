/* resources.h -- the registered resources, called in their order.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_RESOURCES_H
#define SEEDBED_FRAMEWORK_PROCESS_RESOURCES_H

#include "../plan/plan.h"

/* In main. Negative with a message at the first that refuses; sb_resources_finish is due in any case,
 * and frees what prepare put into `about`. */
int sb_resources_prepare(const sb_plan *plan, sb_resource_plan *about);
/* For --start=spawn: in main after prepare, and in a worker in place of it. */
int sb_resources_hand_over(sb_handed *to);
int sb_resources_take_over(sb_handed *from);
void sb_resources_finish(sb_resource_plan *about);

/* In a worker. */
int sb_resources_open(void);
void sb_resources_leave(void);

/* Around a test. begin is false when one of them failed the test; so many had begun, and end is due for those. */
bool sb_resources_begin(const sb_planned *test, uint64_t seed, size_t *begun_out);
void sb_resources_end(const sb_planned *test, size_t begun);

/* Behind a SUITE_SETUP, before end: what it did is what each begin brings back from now on, until drop. True when a resource had
 * something to keep; one that cannot fails the SUITE_SETUP. */
bool sb_resources_keep(const sb_planned *test, size_t begun);
void sb_resources_drop(const sb_planned *test);

/* In main: the worker of this seat died in the test. What is known of the rows that it changed comes behind `rows`. */
void sb_resources_lost(const sb_planned *test, unsigned seat, sb_text *rows);

#endif
