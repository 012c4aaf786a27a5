/* list.h -- what --list prints of a plan.
 */
#ifndef SEEDBED_FRAMEWORK_LIST_H
#define SEEDBED_FRAMEWORK_LIST_H

#include "plan/plan.h"

/* The names, a line each. */
void sb_list_names(sb_text *to, const sb_plan *plan);
/* One object of JSON: the program, and "tests" with an object per case, a line each. */
void sb_list_json(sb_text *to, const sb_plan *plan, const char *program);

#endif
