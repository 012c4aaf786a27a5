/* on_sqlite.h -- SQL that has to work, for programs of the bench. */
#ifndef SEEDBED_SELFTEST_BENCH_ON_SQLITE_H
#define SEEDBED_SELFTEST_BENCH_ON_SQLITE_H

#include "../timing.h"
#include <sqlite3.h>

static inline void bench_sqlite(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        bench_die(sql, sqlite3_errmsg(db));
}

#endif
