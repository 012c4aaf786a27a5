/* bulk_watched.c -- many rows in a sandbox: what its triggers would note row by row is noted by one entry in the log, and foreign keys are
 * checked by one question each.
 *
 * The entry says that the table was empty before, or that all rows above a number are new; where neither is true, each row that came is
 * written down, by one statement. Wherever somebody else may write to the table meanwhile, triggers of the test's could, statements are to
 * be known (strict mode), or the table is no longer the one of which there is a copy, the triggers do what they always do.
 */
#include "bulk.h"
#include "clone.h"
#include "state.h"
#include <stdlib.h>

#define MARK "seedbed_fill"

/* Fewer than the first are not worth the questions; fewer than the second not that statements are planned anew, as they are when foreign
 * keys are silenced. */
enum { WORTH_NOTING = 200, WORTH_SILENCE = 2000 };

static sb_clone *clone_of(const sb_postgres *db)
{
    sb_clone *at = db->watched ? sb__pg_process()->clones : NULL;

    while (at != NULL && at->db != db)
        at = at->next;
    return at;
}

/* The column by whose numbers rows are told apart, "" for none; whether all foreign keys can be checked by us: one that may be put off to the end
 * of the transaction is none of ours; our trigger; and whether it can be switched off, which the server refuses while checks wait. */
static const char look_sql[] =
    "SELECT coalesce(b.number, ''), NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = b.rel AND (k.condeferrable OR"
    " (k.contype = 'f' AND (NOT k.convalidated OR k.confmatchtype <> 's' OR k.conparentid <> 0 OR row_security_active(k.confrelid)"
    "  OR (SELECT relkind FROM pg_class WHERE oid = k.confrelid) <> 'r'"
    "  OR EXISTS (SELECT FROM pg_trigger g WHERE g.tgconstraint = k.oid AND g.tgenabled <> 'O')))))"
    " AND EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = b.rel AND k.contype = 'f')"
    ", t.tgname, NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = b.rel AND k.condeferrable)"
    " FROM @U.base b JOIN pg_trigger t ON t.tgrelid = b.rel AND t.tgname IN ('seedbed_note', 'seedbed_inserted') AND t.tgenabled = 'A'"
    " WHERE b.rel = $1::oid AND current_setting('transaction_isolation') = 'read committed'"
    " AND current_setting('session_replication_role') = 'origin'"
    " AND b.columns = @U.columns_of(b.rel, (@U.key_of(b.rel, '')).keys)";

/* How a row that leads nowhere is found, and what is said of it then, in the server's words. */
static const char checks_sql[] =
    "SELECT format('SELECT format(''insert or update on table \"%%s\" violates foreign key constraint \"%%s\"; Key (%s)=(%%s) is not present in table \"%%s\".'', %L, %L, concat_ws('', '', %s), %L) FROM ONLY %s f LEFT JOIN ONLY %s p ON %s WHERE %s AND p.%I IS NULL LIMIT 1',"
    "  replace(replace(string_agg(fa.attname, ', ' ORDER BY u.i), '%', '%%'), '''', ''''''), c.relname, k.conname, string_agg(format('f.%I', fa.attname), ', ' ORDER BY u.i),"
    "  pc.relname, k.conrelid::regclass, k.confrelid::regclass,"
    "  string_agg(format('p.%I OPERATOR(%I.%s) f.%I', pa.attname, os.nspname, o.oprname, fa.attname), ' AND ' ORDER BY u.i),"
    "  string_agg(format('f.%I IS NOT NULL', fa.attname), ' AND ' ORDER BY u.i), min(pa.attname::text)),"
    " format('LOCK TABLE ONLY %s IN SHARE MODE NOWAIT', k.confrelid::regclass)"
    " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class pc ON pc.oid = k.confrelid,"
    " unnest(k.conkey, k.confkey, k.conpfeqop) WITH ORDINALITY u(f, p, o, i)"
    " JOIN pg_attribute fa ON fa.attnum = u.f JOIN pg_attribute pa ON pa.attnum = u.p JOIN pg_operator o ON o.oid = u.o"
    " JOIN pg_namespace os ON os.oid = o.oprnamespace"
    " WHERE k.conrelid = $1::oid AND k.contype = 'f' AND fa.attrelid = k.conrelid AND pa.attrelid = k.confrelid"
    " GROUP BY k.oid, k.conname, k.conrelid, k.confrelid, c.relname, pc.relname ORDER BY k.oid";

/* ---- before the rows ---- */

/* Runs a statement whose failure is no error: all is as it was at the savepoint. */
static bool attempt(sb__pg_hushed *it, const char *sql)
{
    if (sb__pg_bulk_run(it->db, sql) == 0)
        return true;
    sb__pg_bulk_run(it->db, "ROLLBACK TO SAVEPOINT " MARK);
    it->disabled = false;
    return false;
}

static bool lock(sb__pg_hushed *it)
{
    char *sql = sb_format("LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE NOWAIT", it->to->place);
    bool locked = attempt(it, sql);

    free(sql);
    return locked;
}

static bool disable(sb__pg_hushed *it)
{
    char *sql = sb_format("ALTER TABLE %s DISABLE TRIGGER %s", it->to->place, it->trigger);

    it->disabled = attempt(it, sql);
    free(sql);
    return it->disabled;
}

/* All parents stay as they are until the end: a check by one question cannot see who is about to go. */
static bool lock_parents(sb__pg_hushed *it)
{
    const sb_libpq *pq = it->db->pq;
    bool locked;

    it->checks = sb__postgres_rows(it->db, checks_sql, 1, (const char *const[]){ it->to->oid });
    locked = it->checks != NULL;
    for (int i = 0; locked && i < pq->PQntuples(it->checks); i++)
        locked = attempt(it, sb__postgres_cell(it->db, it->checks, i, 1));
    if (!locked) {
        pq->PQclear(it->checks);
        it->checks = NULL;
    }
    return locked;
}

/* What the table was before: the highest number, where it was not empty. */
static int look_before(sb__pg_hushed *it)
{
    sb_text sql = SB_TEXT_EMPTY;
    PGresult *rows;

    sb_text_add(&sql, "SELECT EXISTS (SELECT FROM ONLY %s), ", it->to->place);
    if (*it->number != '\0') {
        sb_text_add(&sql, "(SELECT max(");
        sb__postgres_name(&sql, it->number);
        sb_text_add(&sql, ") FROM ONLY %s)", it->to->place);
    } else {
        sb_text_add(&sql, "NULL");
    }
    rows = sb__postgres_rows(it->db, sql.at, 0, NULL);
    sb_text_release(&sql);
    if (rows == NULL)
        return SB_ERR;
    it->empty = *sb__postgres_cell(it->db, rows, 0, 0) == 'f';
    if (sb__postgres_cell(it->db, rows, 0, 1) != NULL)
        it->highest = sb_strdup(sb__postgres_cell(it->db, rows, 0, 1));
    it->db->pq->PQclear(rows);
    return 0;
}

/* The entry; and the number of our part of the transaction, which the rows will bear as it does. */
static int put_entry(sb__pg_hushed *it)
{
    char *sql = sb__pg_clone_sql(
        it->clone, "INSERT INTO @U.log (id, rel, op, old) VALUES (nextval('@U.log_id'), $1::oid, 'b', $2) RETURNING xmin");

    it->mark = sb__postgres_ask(it->db, sql, 2, (const char *const[]){ it->to->oid, it->highest });
    free(sql);
    return it->mark != NULL ? 0 : SB_ERR;
}

static int silence(const sb__pg_hushed *it, bool silent)
{
    int code = 0;

    if (!it->disabled)
        code = sb__postgres_runf(it->db, "SELECT set_config('seedbed.replay', '%s', true)", silent ? "1" : "");
    else if (!silent)
        code = sb__postgres_runf(it->db, "ALTER TABLE %s ENABLE ALWAYS TRIGGER %s", it->to->place, it->trigger);
    if (code != 0 || it->checks == NULL)
        return code;
    return sb__postgres_runf(it->db, "SELECT %s.quiet('%s', true)", it->clone->undo, silent ? "replica" : "origin");
}

static bool may_be_hushed(sb__pg_hushed *it, uint64_t expected, bool *keys_too)
{
    char *sql = sb__pg_clone_sql(it->clone, look_sql);
    PGresult *rows = sb__postgres_rows(it->db, sql, 1, (const char *const[]){ it->to->oid });
    bool may = rows != NULL && it->db->pq->PQntuples(rows) == 1;

    free(sql);
    if (may) {
        it->number = sb_strdup(sb__postgres_cell(it->db, rows, 0, 0));
        it->trigger = sb_strdup(sb__postgres_cell(it->db, rows, 0, 2));
        it->may_disable = *sb__postgres_cell(it->db, rows, 0, 3) == 't';
        *keys_too =
            *sb__postgres_cell(it->db, rows, 0, 1) == 't' && it->clone->quiet && (expected == 0 || expected >= WORTH_SILENCE);
    }
    it->db->pq->PQclear(rows);
    return may;
}

static int hush(sb__pg_hushed *it, uint64_t expected)
{
    bool keys_too = false;

    if (!may_be_hushed(it, expected, &keys_too))
        return 0;
    if (sb__pg_bulk_run(it->db, "SAVEPOINT " MARK) != 0)
        return SB_ERR;
    it->marked = true;
    if (!lock(it) || (it->may_disable && !disable(it) && !lock(it)))
        return 0;
    if (keys_too && !lock_parents(it) && !lock(it)) /* what was locked has been let go */
        return 0;
    it->on = look_before(it) == 0 && put_entry(it) == 0 && silence(it, true) == 0;
    return it->on ? 0 : SB_ERR;
}

int sb__pg_bulk_hush(sb_postgres *db, const sb__pg_target *to, uint64_t expected, sb__pg_hushed *it)
{
    int code;

    *it = (sb__pg_hushed){ .db = db, .to = to, .clone = clone_of(db), .guarded = db->guarded };
    if (it->clone == NULL || it->clone->watches_statements || it->clone->kept_ddl || !to->plain || to->triggers ||
        db->bulk->triggers || (expected > 0 && expected < WORTH_NOTING))
        return 0;
    /* The rows are to be of one part of the transaction, and nobody is told of what is ours. */
    db->guarded = db->watched = false;
    code = hush(it, expected);
    db->watched = true;
    return code;
}

/* ---- behind them ---- */

static int check_keys(const sb__pg_hushed *it)
{
    int code = 0;

    for (int i = 0; it->checks != NULL && code == 0 && i < it->db->pq->PQntuples(it->checks); i++) {
        PGresult *rows = sb__postgres_rows(it->db, sb__postgres_cell(it->db, it->checks, i, 0), 0, NULL);
        if (rows == NULL)
            code = SB_ERR;
        else if (it->db->pq->PQntuples(rows) > 0)
            code = sb_fail_with(SB_ERR, "Rows cannot be put into %s: %s", it->to->name, sb__postgres_cell(it->db, rows, 0, 0));
        it->db->pq->PQclear(rows);
    }
    return code;
}

/* Whether one of the rows that came has no number above those that were there. */
static int look_low(const sb__pg_hushed *it, bool *out)
{
    sb_text sql = SB_TEXT_EMPTY;
    char *low;

    sb_text_add(&sql, "SELECT EXISTS (SELECT FROM ONLY %s WHERE xmin = $1::xid AND ", it->to->place);
    sb__postgres_name(&sql, it->number);
    sb_text_add(&sql, " <= %s)", it->highest);
    low = sb__postgres_ask(it->db, sql.at, 1, (const char *const[]){ it->mark });
    *out = low != NULL && *low == 't';
    sb_text_release(&sql);
    if (low == NULL)
        return SB_ERR;
    free(low);
    return 0;
}

/* Where the entry would not be true, row by row. */
static int check_entry(const sb__pg_hushed *it)
{
    bool low = true;
    int code = it->highest != NULL ? look_low(it, &low) : 0;

    if (code != 0 || it->empty || !low)
        return code;
    char *sql = sb__pg_clone_sql(it->clone, "SELECT @U.note_rows($1::oid, $2::xid)");
    PGresult *rows = sb__postgres_rows(it->db, sql, 2, (const char *const[]){ it->to->oid, it->mark });
    free(sql);
    code = rows != NULL ? 0 : SB_ERR;
    it->db->pq->PQclear(rows);
    return code;
}

static void release(sb__pg_hushed *it)
{
    it->db->pq->PQclear(it->checks);
    free(it->number);
    free(it->trigger);
    free(it->highest);
    free(it->mark);
    it->db->guarded = it->guarded;
}

static int note(sb__pg_hushed *it)
{
    int code = silence(it, false);

    if (code == 0)
        code = check_keys(it);
    return code != 0 ? code : check_entry(it);
}

int sb__pg_bulk_noted(sb__pg_hushed *it, int code)
{
    bool watched = it->db->watched;

    it->db->watched = false;
    if (code == 0 && it->on)
        code = note(it);
    if (code == 0 && it->marked)
        code = sb__pg_bulk_run(it->db, "RELEASE SAVEPOINT " MARK);
    it->db->watched = watched;
    release(it);
    return code;
}
