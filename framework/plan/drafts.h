/* drafts.h -- the cases of a plan before it is known which are wanted. Private to framework/plan/.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_DRAFTS_H
#define SEEDBED_FRAMEWORK_PLAN_DRAFTS_H

#include "plan.h"

typedef struct sb_draft {
    const sb_case *test;
    const void *row;
    const char *tags, *needs; /* of case and suites; "" for none */
    size_t suite;             /* index: suites have no final address yet */
} sb_draft;

/* Words of a case and those of its suite, joined: mostly the next case has the same. */
typedef struct sb_joined {
    const char *own, *around, *kept;
} sb_joined;

typedef struct sb_drafts {
    sb_draft *at;
    char **name; /* one each, and NULL behind the last */
    size_t n, room, name_room, suites_room;
    sb_name_index index;
    sb_joined tags, needs;
} sb_drafts;

/* All that is registered, as it stands in its files; suites and strings go to the plan. SB_ERR as sb_plan_make. */
int sb_drafts_make(sb_drafts *drafts, sb_plan *plan, const sb_context *from);
void sb_drafts_release(sb_drafts *drafts);

#endif
