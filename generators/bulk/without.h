/* without.h -- bulk by the backend's own way, and for one that has none row by row.
 *
 * Calling sequence: as the three of ext/backend.h.
 */
#ifndef SEEDBED_GENERATORS_BULK_WITHOUT_H
#define SEEDBED_GENERATORS_BULK_WITHOUT_H

#include "../../framework/sandbox/sandbox.h"

int sb_bulk_begin(const sb_db *db, const char *const *table);
int sb_bulk_fill(
    const sb_db *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env);
int sb_bulk_end(const sb_db *db, bool keep);

#endif
