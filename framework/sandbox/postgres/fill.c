/* fill.c -- a worker's schema: its tables by the scripts, the rows of the installed ones, and what brings them back. */
#include "clone.h"
#include "dumped.h"
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
    if (code == SB_OK)
        code = sb__pg_clone_run(clone, "RESET check_function_bodies"); /* which dumps set */
    return code;
}

/* A role may change what its own sessions begin with, which is our search_path and nothing else. */
static int restore_settings(sb_clone *clone)
{
    static const char text[] =
        "DO $d$ DECLARE o text; BEGIN "
        "IF (SELECT string_agg(array_to_string(setconfig, ''), '') FROM pg_db_role_setting WHERE setrole = to_regrole('@S')) <> "
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

/* EXECUTE of plpgsql runs what nobody has read, and so does a trigger that is written in C. Functions of other schemas are called, too.
 * A number is also taken where the row does not come: by a trigger that refuses it, by a rule that puts another in its place, by a view
 * whose column has a default. Bodies of SQL that the server has read are not kept as text. To spell a definition takes a lock, so that
 * only ours are. */
static int look(sb_clone *clone)
{
    static const char ask[] =
        "WITH known AS (SELECT p.oid, p.prosrc, p.prokind, p.pronamespace FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "JOIN pg_language l ON l.oid = p.prolang WHERE l.lanname NOT IN ('internal', 'c') AND "
        "n.nspname NOT IN ('pg_catalog', 'information_schema') AND (n.nspname = '@S' OR NOT starts_with(n.nspname, 'seedbed_'))) "
        "SELECT (EXISTS (SELECT FROM pg_constraint WHERE connamespace = '@S'::regnamespace AND condeferrable))::int + "
        "2 * (EXISTS (SELECT FROM known WHERE CASE WHEN prosrc = '' AND prokind IN ('f', 'p') AND pronamespace = '@S'::regnamespace "
        "    THEN pg_get_functiondef(oid) ELSE prosrc END ~* "
        "    'nextval|setval|conflict|exception|restart|return\\s+null|\\mexecute\\M') OR "
        "EXISTS (SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "    JOIN pg_language l ON l.oid = p.prolang WHERE c.relnamespace = '@S'::regnamespace AND l.lanname = 'c') OR "
        "EXISTS (SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "    WHERE c.relnamespace = '@S'::regnamespace AND NOT t.tgisinternal AND t.tgtype & 7 = 7 AND "
        "    regexp_replace(p.prosrc, '\\mreturn\\s+new\\M', '', 'gi') ~* '\\mreturn\\M|skip') OR "
        "EXISTS (SELECT FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE CASE WHEN c.relnamespace <> '@S'::regnamespace THEN false "
        "    WHEN r.ev_type = '3' AND r.is_instead AND c.relkind <> 'v' THEN true "
        "    ELSE pg_get_ruledef(r.oid) ~* 'nextval|setval|conflict' END) OR "
        "EXISTS (SELECT FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid WHERE c.relnamespace = '@S'::regnamespace AND "
        "    c.relkind = 'v'))::int + "
        "4 * (EXISTS (SELECT FROM known WHERE prosrc ~* '\\m(create|alter|drop|refresh|execute)\\M'))::int";
    char *cell = sb__pg_clone_ask(clone, ask);
    int found = cell ? atoi(cell) : 0, code = cell ? SB_OK : SB_ERR;
    clone->deferrable = found & 1;
    clone->hides_sequences = found & 2;
    clone->hides_ddl = found & 4;
    free(cell);
    return code ? code : sb__pg_drawn_read(clone);
}

/* all: also what stands beside the tables. */
static int fill(sb_clone *clone, bool all)
{
    const char *const *const parts[] = { sb__pg_sql_undo, sb__pg_sql_note, sb__pg_sql_base, sb__pg_sql_copies,
        sb__pg_sql_changes };
    int code = make_tables(clone);
    if (code == SB_OK && all)
        code = sb__pg_clone_run_all(clone, sb__pg_sql_clear_beside);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && code == SB_OK && all; i++)
        code = sb__pg_clone_run_all(clone, parts[i]);
    if (code == SB_OK)
        code = sb__pg_clone_run(clone, "SELECT @U.describe()");
    if (code == SB_OK)
        code = all ? take_first_state(clone) : take_known_state(clone);
    if (code == SB_OK)
        code = sb__pg_watch(clone);
    return code ? code : look(clone);
}

int sb__pg_fill(sb_clone *clone) { return fill(clone, true); }

int sb__pg_rebuild(sb_clone *clone)
{
    if (clone->kept_ddl)
        return sb_fail_with(SB_ERR,
            "a SUITE_SETUP changed the schema and then a test did, so that what the SUITE_SETUP left cannot be made again");
    return fill(clone, false);
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
