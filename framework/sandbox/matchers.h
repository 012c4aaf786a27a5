/* matchers.h -- what the matchers of tables share. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_MATCHERS_H
#define SEEDBED_FRAMEWORK_SANDBOX_MATCHERS_H

#include "../../assert/value.h"
#include "sandbox.h"

/* How many rows; negative with a message. */
int64_t sb_table_rows(const sb_table *table);
/* "1 row", "2 rows". */
void sb_table_count(sb_text *to, int64_t rows);

#endif
