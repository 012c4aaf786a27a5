/* bulk_source.c -- a source of rows for the tests of rows by the many. */
#include "bulk_source.h"
#include <string.h>

int bulk_next(void *env, sb_value *cell)
{
    bulk_source *it = env;

    if (it->next == it->rows)
        return 0;
    if (it->fails_at != 0 && it->next + 1 == it->fails_at)
        return sb_fail_with(SB_ERR, "the well is dry");
    if (it->columns > 0)
        memcpy(cell, it->counted ? it->cell : it->cell + it->next * it->columns, it->columns * sizeof *cell);
    it->next++;
    if (it->counted)
        cell[0].v.i += (int64_t)it->next;
    return 1;
}

int bulk_put(sb_postgres *db, const char *table, const char *const *column, bulk_source *source)
{
    int code = sb_backend_postgres.bulk_begin(db, (const char *const[]){ table, NULL });

    if (code != 0)
        return code;
    code = sb_backend_postgres.bulk_fill(db, table, column, source->columns, source->rows, bulk_next, source);
    if (code == 0)
        return sb_backend_postgres.bulk_end(db, true);
    return sb_backend_postgres.bulk_end(db, false) != 0 ? SB_EREFUSED : code;
}
