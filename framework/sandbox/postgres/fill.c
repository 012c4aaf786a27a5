/* fill.c -- a worker's schema: its tables by the scripts, the rows of the installed ones, and what brings them back. */
#include "clone.h"
#include "dumped.h"
#include "state.h"
#include "undo_sql.h"
#include <stdlib.h>
#include <string.h>

int sb__pg_clone_run_all(sb_clone *clone, const char *const *sql)
{
    int code = SB_OK;
    for (size_t i = 0; sql[i] && code == SB_OK; i++)
        code = sb__pg_clone_run(clone, sql[i]);
    return code;
}

/* Tables by the hundred: a transaction has room for so many locks, and a schema may have more tables. */
static int drop_tables(sb_clone *clone)
{
    static const char list[] = "SELECT 'DROP TABLE IF EXISTS ' || string_agg(format('@S.%I', relname), ', ') || ' CASCADE' FROM "
                               "(SELECT relname, row_number() OVER () / 100 AS part FROM pg_class WHERE relnamespace = "
                               "'@S'::regnamespace AND relkind IN ('r', 'p')) t GROUP BY part";
    char *text = sb__pg_clone_sql(clone, list);
    PGresult *rows = sb__postgres_rows(clone->db, text, 0, NULL);
    int code = rows ? SB_OK : SB_ERR;
    for (int i = 0; rows && i < clone->db->pq->PQntuples(rows) && code == SB_OK; i++)
        code = sb__postgres_run(clone->db, sb__postgres_cell(clone->db, rows, i, 0));
    if (rows)
        clone->db->pq->PQclear(rows);
    free(text);
    return code;
}

static int run_scripts(sb_clone *clone)
{
    int code = SB_OK;
    if (!*clone->prefix)
        sb__pg_dumped_begin(clone->db);
    for (size_t i = 0; i < clone->scripts && code == SB_OK; i++) {
        code = sb__postgres_exec(clone->db, clone->script[i].sql);
        if (code) {
            char *why = sb_strdup(sb_error());
            sb_fail_with(SB_ERR, "%s does not run in the schema of a worker (%s): %s", clone->script[i].name, clone->schema, why);
            free(why);
        }
    }
    sb__pg_dumped_end(clone->db);
    return code;
}

/* A role may change what its own sessions begin with, which is our search_path and nothing else. */
static int restore_settings(sb_clone *clone)
{
    static const char text[] =
        "DO $d$ DECLARE o text; BEGIN "
        "IF (SELECT string_agg(array_to_string(setconfig, ''), '') FROM pg_db_role_setting WHERE setrole = to_regrole('@S')) IS DISTINCT FROM "
        "    'search_path=@S%s' THEN "
        "    FOR o IN SELECT datname FROM pg_db_role_setting LEFT JOIN pg_database d ON d.oid = setdatabase WHERE setrole = to_regrole('@S') LOOP "
        "        EXECUTE format('ALTER ROLE CURRENT_USER %%s RESET ALL', 'IN DATABASE ' || quote_ident(o)); "
        "    END LOOP; "
        "    EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %%I SET search_path = @S%s', current_database()); "
        "END IF; END $d$";
    char *sql = sb_format(text, clone->search_path, clone->search_path);
    int code = clone->entry == SB_ENTRY_SAME ? SB_OK : sb__pg_clone_run(clone, sql);
    free(sql);
    return code;
}

/* The scripts as they are, with what they say of transactions; a function's body is looked at when it is called. */
static int make_tables(sb_clone *clone)
{
    int code = drop_tables(clone);
    if (code == SB_OK)
        code = sb__pg_clone_run_all(clone, sb__pg_sql_clear);
    if (code == SB_OK)
        code = restore_settings(clone);
    if (code == SB_OK)
        code = run_scripts(clone);
    if (code == SB_OK && clone->db->pq->PQtransactionStatus(clone->db->handle) != PQTRANS_IDLE)
        code = sb__postgres_run(clone->db, "COMMIT"); /* a script that forgot it */
    if (code == SB_OK)
        code = sb__pg_clone_run_all(clone, sb__pg_sql_no_store);
    if (code == SB_OK && !clone->quiet)
        code = sb__pg_clone_run_all(clone, sb__pg_sql_loosen);
    return code;
}

static int take_first_state(sb_clone *clone)
{
    int code = SB_OK;
    if (clone->live) {
        char *sql = sb_format("SELECT @U.take_rows('%s'), @U.take_sequences('%s')", clone->live, clone->live);
        code = sb__pg_clone_run(clone, sql);
        free(sql);
    }
    if (code == SB_OK)
        code = sb__pg_clone_run(clone, "SELECT @U.find_sequences(); SELECT @U.copy_rows()");
    return code;
}

static int take_known_state(sb_clone *clone)
{
    int code = sb__pg_clone_run(clone, "SELECT @U.take_rows(NULL); SELECT @U.find_sequences()");
    if (code == SB_OK && clone->kept)
        code = sb__pg_clone_run(clone, "SELECT @U.redo()");
    if (code == SB_OK)
        code = sb__pg_clone_run(clone, "SELECT @U.set_sequences(true, true)");
    return code;
}

/* Behind the rows, which are not to be written down. */
int sb__pg_watch(sb_clone *clone)
{
    int code = sb__pg_clone_run(clone, "SELECT @U.describe(); SELECT @U.make_changes()");
    if (code == SB_OK && clone->strategy->watch)
        code = sb__pg_clone_run(clone, clone->strategy->watch);
    if (code == SB_OK)
        code = sb__pg_clone_run(clone,
            "DELETE FROM @U.log; DELETE FROM @U.state; INSERT INTO @U.state SELECT @U.catalogue(); "
            "ANALYZE @U.base; ANALYZE @U.seq");
    return code;
}

/* A number is also taken where the row does not come: by a trigger that refuses it, by a rule that puts another in its place, by a view whose
 * column has a default; and nobody reads a trigger that is written in C. */
#define ROWS_THAT_DO_NOT_COME \
    "EXISTS (SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l " \
    "    ON l.oid = p.prolang WHERE c.relnamespace = '@S'::regnamespace AND l.lanname = 'c') OR " \
    "EXISTS (SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid " \
    "    WHERE c.relnamespace = '@S'::regnamespace AND NOT t.tgisinternal AND t.tgtype & 7 = 7 AND " \
    "    regexp_replace(p.prosrc, '\\mreturn\\s+new\\M', '', 'gi') ~* '\\mreturn\\M|skip') OR " \
    "EXISTS (SELECT FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = '@S'::regnamespace AND " \
    "    r.ev_type = '3' AND r.is_instead AND c.relkind <> 'v') OR " \
    "EXISTS (SELECT FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid WHERE c.relnamespace = '@S'::regnamespace AND c.relkind = 'v')"

/* What the worker may call, and views, which are called without a word: their sources. EXECUTE of plpgsql runs what nobody has read, and so does
 * a language that is not SQL's; those of extensions are taken at their word, but for what they run by a string (words.c). To spell a definition takes a lock, so that only ours are. */
static const char sources[] =
    "SELECT CASE WHEN l.lanname NOT IN ('sql', 'plpgsql') THEN 'execute' WHEN p.prosrc = '' AND n.nspname <> '@S' THEN 'nextval set_config' "
    "WHEN p.prosrc = '' THEN pg_get_functiondef(p.oid) ELSE p.prosrc END AS src "
    "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang "
    "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND l.lanname <> 'internal' AND p.prokind <> 'a' "
    "AND (n.nspname = '@S' OR (NOT starts_with(n.nspname, 'seedbed_') AND has_schema_privilege(n.oid, 'USAGE') "
    "AND has_function_privilege(p.oid, 'EXECUTE'))) "
    "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') "
    "UNION ALL SELECT pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = '@S'::regnamespace "
    "UNION ALL SELECT 'nextval' WHERE " ROWS_THAT_DO_NOT_COME;

static int look(sb_clone *clone)
{
    static const char ask[] =
        "SELECT (EXISTS (SELECT FROM pg_constraint WHERE connamespace = '@S'::regnamespace AND condeferrable))::int + "
        "coalesce(max(2 * (src ~* 'nextval|setval|conflict|exception|restart|return\\s+null|\\mexecute\\M')::int), 0) + "
        "coalesce(max(4 * (src ~* '\\m(create|alter|drop|refresh|execute|grant|revoke|reassign|comment\\s+on)\\M')::int), 0) + "
        "coalesce(max(8 * (src ~* 'set_config|advisory|\\m(temp|temporary|listen|unlisten|discard|hold|load|execute)\\M|"
        "(^|;|\\m(begin|then|else|loop))\\s*(re)?set\\s')::int), 0) + "
        "coalesce(max(16 * (src ~* '\\mlo_|lowrite|\\mexecute\\M')::int), 0) FROM (%s) s";
    char *sql = sb_format(ask, sources), *cell = sb__pg_clone_ask(clone, sql);
    int found = cell ? atoi(cell) : 0, code = cell ? SB_OK : SB_ERR;
    clone->deferrable = found & 1;
    clone->hides_sequences = found & 2;
    clone->hides_ddl = found & 4;
    clone->hides_session = found & 8;
    clone->hides_large = found & 16;
    sb__pg_process()->hides_session |= clone->hides_session;
    free(cell);
    free(sql);
    return code ? code : sb__pg_drawn_read(clone);
}

/* all: also what stands beside the tables. */
static int fill(sb_clone *clone, bool all)
{
    const char *const *const parts[] = { sb__pg_sql_undo, sb__pg_sql_note, sb__pg_sql_base, sb__pg_sql_copies, sb__pg_sql_changes,
        sb__pg_sql_beside };
    int code = all ? sb__pg_beside_clear(clone) : SB_OK;
    if (code == SB_OK)
        code = make_tables(clone);
    if (code == SB_OK && all)
        code = sb__pg_clone_run_all(clone, sb__pg_sql_clear_beside);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && code == SB_OK && all; i++)
        code = sb__pg_clone_run_all(clone, parts[i]);
    if (code == SB_OK)
        code = sb__pg_clone_run(clone, all ? "SELECT @U.describe(), @U.note_role()" : "SELECT @U.describe()");
    if (code == SB_OK)
        code = all ? sb__pg_beside_note(clone, true) : sb__pg_beside_large(clone, false);
    if (code == SB_OK)
        code = all ? take_first_state(clone) : take_known_state(clone);
    if (code == SB_OK)
        code = sb__pg_watch(clone);
    return code ? code : look(clone);
}

int sb__pg_fill(sb_clone *clone) { return fill(clone, true); }

/* The test took away what should bring it back, or the schema itself, as it may where it has no role of its own. */
static int fill_from_nothing(sb_clone *clone)
{
    char *why = sb_strdup(sb_error());
    int code = clone->kept ? SB_ERR : SB_OK;
    if (code == SB_OK && clone->entry == SB_ENTRY_SAME)
        code = sb__pg_clone_run(clone, "CREATE SCHEMA IF NOT EXISTS @S; CREATE SCHEMA IF NOT EXISTS @U");
    if (code == SB_OK)
        code = fill(clone, true);
    if (code)
        sb_fail_with(code, "the sandbox cannot be made again: the test dropped its schema (%s), or Seedbed's beside it (%s): %s",
            clone->schema, clone->undo, why);
    free(why);
    return code;
}

int sb__pg_rebuild(sb_clone *clone)
{
    if (clone->kept_ddl)
        return sb_fail_with(SB_ERR,
            "a SUITE_SETUP changed the schema and then a test did, so that what the SUITE_SETUP left cannot be made again");
    return fill(clone, false) ? fill_from_nothing(clone) : SB_OK;
}

/* Sessions of a worker that was killed on this seat: the server runs what it was asked before it notices, and would do so beside us. They
 * are known by their role, or where there is none by their locks. */
static const char end_predecessors[] =
    "DO $d$ DECLARE n integer; BEGIN FOR i IN 1..1000 LOOP "
    "PERFORM pg_stat_clear_snapshot(); "
    "SELECT count(pg_terminate_backend(pid)) INTO n FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (usename = '@S' OR pid IN "
    "(SELECT pid FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND "
    "(classid = 'pg_namespace'::regclass AND objid IN (to_regnamespace('@S')::oid, to_regnamespace('@U')::oid) OR relation IN "
    "(SELECT oid FROM pg_class WHERE relnamespace IN (to_regnamespace('@S')::oid, to_regnamespace('@U')::oid))))); "
    "EXIT WHEN n = 0; PERFORM pg_sleep(0.01); END LOOP; "
    "EXCEPTION WHEN insufficient_privilege THEN NULL; END $d$";

int sb__pg_end_predecessors(sb_clone *clone) { return sb__pg_clone_run(clone, end_predecessors); }

/* What stands there was finished by a worker of this run: whatever a dead run left, main has dropped. */
int sb__pg_recover(sb_clone *clone)
{
    if (sb__pg_end_predecessors(clone))
        return SB_ERR;
    char *there = sb__pg_clone_ask(clone, "SELECT to_regclass('@U.state')"), *same = NULL;
    if (there)
        free(sb__pg_clone_ask(
            clone, clone->entry == SB_ENTRY_SAME ? "SELECT @U.take_back_beside(false)" : "SELECT @U.take_back_beside(true)"));
    if (there)
        sb__pg_beside_large(clone, true);
    if (there)
        same = sb__pg_clone_ask(clone, "SELECT catalogue = @U.catalogue() FROM @U.state");
    int code = SB_ERR;
    if (same && *same == 't')
        code = sb__pg_clone_run(clone, clone->strategy->copies ? "SELECT @U.drop_copies()" : "SELECT @U.drop_kept()");
    if (code == SB_OK)
        code = look(clone);
    else
        code = sb__pg_fill(clone);
    free(same);
    free(there);
    return code;
}
