/* sequences.c -- the sequences by which the database numbers rows, of the schema of the sandbox. */
#include "connection.h"
#include <stdlib.h>

/* Each is a relation that has to be read by its name; so many at a time, because a transaction has room for so many locks. */
enum { SEQUENCES_AT_ONCE = 100 };

static const char names_sql[] = "SELECT c.relname, format('%I.%I', n.nspname, c.relname), s.seqincrement FROM pg_sequence s "
                                "JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
                                "WHERE n.nspname = current_schema() ORDER BY c.relname COLLATE \"C\"";

/* The number that was given last: where none was, the one before the first, as far as there is one. */
static PGresult *read_some(sb_postgres *db, const PGresult *names, int from, int to)
{
    sb_text sql = SB_TEXT_EMPTY;
    PGresult *rows;

    for (int i = from; i < to; i++)
        sb_text_add(&sql,
            "%s SELECT %d AS i, CASE WHEN is_called THEN last_value ELSE least(greatest(last_value - %s::numeric, "
            "-9223372036854775808), 9223372036854775807)::bigint END FROM %s",
            i > from ? " UNION ALL" : "", i, sb__postgres_cell(db, names, i, 2), sb__postgres_cell(db, names, i, 1));
    sb_text_add(&sql, " ORDER BY i");
    rows = sb__postgres_rows(db, sql.at, 0, NULL);
    sb_text_release(&sql);
    return rows;
}

int sb__postgres_sequences(void *db, void (*fn)(void *env, const char *name, int64_t value), void *env)
{
    sb_postgres *it = db;
    PGresult *names = sb__postgres_rows(it, names_sql, 0, NULL), *rows;
    int n = names != NULL ? it->pq->PQntuples(names) : 0, code = names != NULL ? 0 : SB_ERR;

    for (int from = 0; from < n && code == 0; from += SEQUENCES_AT_ONCE) {
        int to = n - from > SEQUENCES_AT_ONCE ? from + SEQUENCES_AT_ONCE : n;
        rows = read_some(it, names, from, to);
        code = rows != NULL ? 0 : SB_ERR;
        for (int i = from; i < to && code == 0; i++)
            fn(env, sb__postgres_cell(it, names, i, 0), strtoll(sb__postgres_cell(it, rows, i - from, 1), NULL, 10));
        it->pq->PQclear(rows);
    }
    it->pq->PQclear(names);
    return code;
}
