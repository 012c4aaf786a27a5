/* counted.h -- numbers that the database has given, also those of rows that are gone.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_COUNTED_H
#define SEEDBED_GENERATORS_FACTORY_COUNTED_H

#include "maker.h"

/* The last number that the table's counter gave, where it has one that gives none twice and this is above n; else n. */
uint64_t sb_counted(const sb_making *making, const sb_table_info *info, uint64_t n);

#endif
