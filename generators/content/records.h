/* records.h -- people as the rows of tables: what CSV, JSON and XML files list.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_RECORDS_H
#define SEEDBED_GENERATORS_CONTENT_RECORDS_H

#include "unit.h"

/* The state of such a file. */
typedef struct sb_records {
    uint64_t seed, row; /* of the people; of the next row, from 0 */
} sb_records;

/* As the begin of a kind: its people come from the first word. */
bool sb_records_begin(sb_content *content);
/* The next person. */
void sb_records_next(sb_content *content, sb_user *out);

#endif
