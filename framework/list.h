/* list.h -- what --list prints of a plan.
 */
#ifndef SEEDBED_FRAMEWORK_LIST_H
#define SEEDBED_FRAMEWORK_LIST_H

#include "plan/plan.h"

/* The names, a line each. */
void sb_list_names(sb_text *to, const sb_plan *plan);
/* One object of JSON: "program", and "tests" with an object per case, a line each: "name" (what --exact takes), "suite", "test" (with
 * its row), "file", "line", "tags", "timeout_s" (0: none), "serial", "needs" (names of locks), "sandbox", "retries", "todo" and "xfail"
 * (reasons, or null). A string that is not UTF-8 has its very bytes in a member of its name with _base64 behind it. */
void sb_list_json(sb_text *to, const sb_plan *plan, const char *program);

#endif
