/* json_changed.h -- the rows that a test changed, in a record. */
#ifndef SEEDBED_FRAMEWORK_REPORT_JSON_CHANGED_H
#define SEEDBED_FRAMEWORK_REPORT_JSON_CHANGED_H

#include "record_text.h"
#include <seedbed/ext/reporter.h>

/* Add ,"tables":[...],"rows_unknown":"...","kept":"...","made":"...", each where there is something in it. */
void sb__json_changed(sb_text *to, const sb_result *result);
/* The list `rows` of one of the tables, whose name is known. */
int sb__json_changed_rows(const sb_node *map, sb__texts *texts, sb_table_change *table);

#endif
