/* bulk_numbers.c -- the sequence of a numbered key whose values are given: it is set behind them, as insert does row by row, so that the next
 * row without one has one of its own.
 *
 * Twice: before the first row, because others draw numbers while ours are on their way, and what a sequence gives is nobody's transaction;
 * and at the end, behind the highest key there is, where rows did not count up one by one. A sequence that counts down meets none of our keys
 * and is left alone; one that ends among our keys is set to its end; keys behind that it never meets.
 */
#include "bulk.h"
#include "describe.h"
#include <inttypes.h>
#include <string.h>

/* Whether it counts up; its end; and whether we may do all this. */
static const char look_sql[] =
    "SELECT s.seqincrement > 0, s.seqmax, has_sequence_privilege(s.seqrelid, 'UPDATE') AND has_sequence_privilege(s.seqrelid, 'SELECT'),"
    " has_column_privilege($2::oid, $3, 'SELECT'), current_user FROM pg_sequence s WHERE s.seqrelid = $1::regclass";

static int fail_rights(sb_postgres *db, const PGresult *row, const sb__pg_numbers *it)
{
    const char *who = sb__postgres_cell(db, row, 0, 4);
    bool sequence = *sb__postgres_cell(db, row, 0, 2) == 't';

    return sb_fail_with(SB_ERR,
        "Rows with %s of their own cannot be put into %s: the sequence %s is to be set behind them, and %s may not %s; GRANT %s%s TO %s",
        it->key, it->to->name, it->sequence, who, sequence ? "read the column" : "set it",
        sequence ? "SELECT ON " : "SELECT, UPDATE ON SEQUENCE ", sequence ? it->to->place : it->sequence, who);
}

int sb__pg_numbers_look(sb_postgres *db, const sb__pg_target *to, const char *const *column, size_t n, sb__pg_numbers *out)
{
    sb__pg_described *of;
    int code = sb__pg_find_table(db, to->name, &of);
    const char *sequence = code == 0 ? sb__pg_sequence_to_move(of, column, n) : NULL;
    PGresult *row;

    *out = (sb__pg_numbers){ .to = to };
    if (sequence == NULL)
        return code;
    row = sb__postgres_rows(db, look_sql, 3, (const char *const[]){ sequence, to->oid, of->key->name });
    if (row == NULL)
        return SB_ERR;
    if (db->pq->PQntuples(row) == 1 && *sb__postgres_cell(db, row, 0, 0) == 't') {
        out->sequence = sequence;
        out->key = of->key->name;
        while (strcmp(column[out->at], out->key) != 0)
            out->at++;
        if (*sb__postgres_cell(db, row, 0, 2) != 't' || *sb__postgres_cell(db, row, 0, 3) != 't')
            code = fail_rights(db, row, out);
        snprintf(out->most, sizeof out->most, "%s", sb__postgres_cell(db, row, 0, 1));
    }
    db->pq->PQclear(row);
    return code;
}

/* highest: SQL of a number. */
static void put_move(sb_text *sql, const sb__pg_numbers *it, const char *highest)
{
    sb_text_add(sql, "SELECT setval(");
    sb__postgres_string(sql, it->sequence);
    sb_text_add(sql, ", highest) FROM (SELECT (%s)::bigint AS highest) k WHERE highest >= (SELECT last_value FROM %s);\n",
        highest, it->sequence);
}

static bool is_number(const sb_value *value)
{
    return value->kind == SB_INT || value->kind == SB_LONG || value->kind == SB_LLONG || value->kind == SB_SMALL;
}

int sb__pg_numbers_ahead(sb_postgres *db, const sb__pg_numbers *it, const sb_value *first, uint64_t expected)
{
    sb_text sql = SB_TEXT_EMPTY;
    char highest[160];
    int code;

    if (it->sequence == NULL || expected == 0 || !is_number(&first[it->at]) || first[it->at].v.i < 0 ||
        expected - 1 > (uint64_t)(INT64_MAX - first[it->at].v.i))
        return 0;
    snprintf(highest, sizeof highest, "CASE WHEN %" PRId64 " <= %s THEN least(%" PRId64 ", %s) END", (int64_t)first[it->at].v.i,
        it->most, first[it->at].v.i + (int64_t)(expected - 1), it->most);
    put_move(&sql, it, highest);
    code = sb__postgres_run(db, sql.at);
    sb_text_release(&sql);
    return code;
}

void sb__pg_numbers_note(sb_postgres *db, const sb__pg_numbers *it)
{
    sb_text highest = SB_TEXT_EMPTY;

    if (it->sequence == NULL)
        return;
    sb_text_add(&highest, "SELECT max(");
    sb__postgres_name(&highest, it->key);
    sb_text_add(&highest, ") FROM %s WHERE ", it->to->place);
    sb__postgres_name(&highest, it->key);
    sb_text_add(&highest, " <= %s", it->most);
    put_move(&db->bulk->numbers, it, highest.at);
    sb_text_release(&highest);
}
