/* look.c -- what the guard wants to know of a database: its markers, keys across the prefix, and what tests could write in it. */
#include "look.h"
#include <stdlib.h>
#include <string.h>

/* Schemas of the server's own, and those of workers, are no live ones. */
#define IS_LIVE_SCHEMA "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND n.nspname !~ '^seedbed_[0-9a-f]{8}_'"
/* Whether a table of pg_class is one of ours: $1 is the test prefix, and "" is nobody's. */
#define IS_OURS(table) \
    "($1 <> '' AND left(" table ".relname, length($1)) = $1 AND " table \
    ".relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()))"

/* Markers are looked for in all schemas: whoever made one had another search_path, perhaps. */
static const char list_markers[] =
    "SELECT c.relname, c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relname IN ('seedbed_environment', 'ar_internal_metadata') AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
    "AND " IS_LIVE_SCHEMA " ORDER BY 1 DESC, 2";

/* By the catalogue, because who opens a connection may set the same name for himself. */
static const char list_settings[] =
    "SELECT DISTINCT says FROM (SELECT substr(c, length('seedbed.environment=') + 1) AS says FROM pg_db_role_setting s, unnest(s.setconfig) c "
    "WHERE lower(c) LIKE 'seedbed.environment=%' AND (s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) OR "
    "(s.setdatabase = 0 AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user)))) "
    "UNION SELECT current_setting('seedbed.environment', true)) found WHERE says <> '' ORDER BY 1";

static const char list_crossing[] =
    "SELECT c.conrelid::regclass::text || '.' || string_agg(a.attname, ', ' ORDER BY k.n), c.confrelid::regclass::text "
    "FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid "
    "CROSS JOIN unnest(c.conkey) WITH ORDINALITY AS k(attnum, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum "
    "WHERE c.contype = 'f' AND c.conparentid = 0 AND " IS_OURS("t") " <> " IS_OURS("p") " GROUP BY c.oid ORDER BY 1";

/* $2 is the role of the tests, or public: a role of a worker's own has the rights that all have. */
static const char list_writable[] =
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'f') AND " IS_LIVE_SCHEMA " AND NOT " IS_OURS(
        "c") " "
             "AND has_schema_privilege($2, n.oid, 'USAGE') AND (has_table_privilege($2, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') "
             "OR has_any_column_privilege($2, c.oid, 'INSERT, UPDATE')) ORDER BY 1";

/* Who calls these writes with the rights of their owner, which are not his, where the owner may write anything that is live. Extensions'
 * own are left out. */
static const char list_definers[] =
    "SELECT 'those that ' || p.oid::regprocedure || ' writes (SECURITY DEFINER)' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
    "WHERE p.prosecdef AND " IS_LIVE_SCHEMA " AND NOT ($1 <> '' AND left(p.proname, length($1)) = $1) "
    "AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype) AND pg_get_userbyid(p.proowner) <> $2 "
    "AND has_schema_privilege($2, n.oid, 'USAGE') AND has_function_privilege($2, p.oid, 'EXECUTE') "
    "AND ((SELECT rolsuper FROM pg_roles WHERE oid = p.proowner) OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'f') AND " IS_LIVE_SCHEMA " AND NOT " IS_OURS(
        "c") " "
             "AND (has_table_privilege(p.proowner, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') "
             "OR has_any_column_privilege(p.proowner, c.oid, 'INSERT, UPDATE')))) "
             "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') ORDER BY 1";

/* A superuser over tables of his own is a machine for development; over those of an ordinary role, with rows in them, a server. */
static const char find_privileged[] =
    "SELECT current_user, pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "JOIN pg_roles o ON o.oid = c.relowner JOIN pg_roles me ON me.rolname = current_user "
    "WHERE me.rolsuper AND NOT o.rolsuper AND c.relkind = 'r' AND " IS_LIVE_SCHEMA
    " AND NOT " IS_OURS("c") " "
                             "AND left(c.relname, length($2)) = $2 AND pg_relation_size(c.oid) > 0 ORDER BY c.relname LIMIT 1";

typedef struct looker {
    sb_postgres *db;
    sb_fact_fn *fn;
    void *env;
} looker;

/* A marker that cannot be read may say anything, so that is told, too; but a table of Rails' name may be somebody else's. */
static void tell_marker(const looker *l, const char *name, const char *table)
{
    bool rails = strcmp(name, "ar_internal_metadata") == 0;
    char *sql = rails ? sb_format("SELECT value::text FROM %s WHERE key::text = 'environment'", table)
                      : sb_format("SELECT environment::text FROM %s", table);
    char *subject = sb_format("the table %s", table);
    PGresult *rows = sb__postgres_execute(l->db, sql, NULL);
    bool read = l->db->pq->PQresultStatus(rows) == PGRES_TUPLES_OK;
    int n = read ? l->db->pq->PQntuples(rows) : 0;

    for (int i = 0; i < n; i++)
        l->fn(l->env, SB_FACT_ENVIRONMENT, subject, sb__postgres_cell(l->db, rows, i, 0));
    if (!read && !(rails && strcmp(sb__postgres_state(l->db, rows), "42703") == 0)) /* undefined_column */
        l->fn(l->env, SB_FACT_ENVIRONMENT, subject, NULL);
    if (read && n == 0 && !rails)
        l->fn(l->env, SB_FACT_ENVIRONMENT, subject, "");
    l->db->pq->PQclear(rows);
    free(subject);
    free(sql);
}

static int tell_markers(const looker *l)
{
    PGresult *rows = sb__postgres_rows(l->db, list_markers, 0, NULL);

    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < l->db->pq->PQntuples(rows); i++)
        tell_marker(l, sb__postgres_cell(l->db, rows, i, 0), sb__postgres_cell(l->db, rows, i, 1));
    l->db->pq->PQclear(rows);
    return 0;
}

/* Each row is a fact: its subject, and its detail, if that is not the same for all. */
static int tell_rows(const looker *l, enum sb_fact fact, const char *sql, const char *const *argument, int n, const char *detail)
{
    PGresult *rows = sb__postgres_rows(l->db, sql, n, argument);

    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < l->db->pq->PQntuples(rows); i++)
        l->fn(l->env, fact, sb__postgres_cell(l->db, rows, i, 0), detail != NULL ? detail : sb__postgres_cell(l->db, rows, i, 1));
    l->db->pq->PQclear(rows);
    return 0;
}

static int tell_settings(const looker *l)
{
    PGresult *rows = sb__postgres_rows(l->db, list_settings, 0, NULL);

    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < l->db->pq->PQntuples(rows); i++)
        l->fn(l->env, SB_FACT_ENVIRONMENT, "the setting seedbed.environment", sb__postgres_cell(l->db, rows, i, 0));
    l->db->pq->PQclear(rows);
    return 0;
}

/* Tests get roles of their own where somebody may make them: the connection for that, or this one. */
static int tell_writable(const looker *l, const sb_look *at)
{
    static const char *const sql = "SELECT current_user, rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";
    PGresult *me = sb__postgres_rows(l->db, sql, 0, NULL);
    int code = SB_ERR;

    if (me == NULL)
        return code;
    if (l->db->pq->PQntuples(me) == 1) {
        const char *name = sb__postgres_cell(l->db, me, 0, 0);
        bool own_roles = at->admin != NULL || *sb__postgres_cell(l->db, me, 0, 1) == 't';
        char *by = own_roles ? sb_strdup("PUBLIC") : sb_format("the role %s", name);
        const char *const argument[] = { at->test_prefix, own_roles ? "public" : name };
        if (!own_roles) /* which owns the installed tables and the schemas of all workers */
            l->fn(l->env, SB_FACT_WRITABLE, "all sandboxes of this database", by);
        code = tell_rows(l, SB_FACT_WRITABLE, list_writable, argument, 2, by);
        if (code == 0)
            code = tell_rows(l, SB_FACT_WRITABLE, list_definers, argument, 2, by);
        free(by);
    }
    l->db->pq->PQclear(me);
    return code;
}

int sb__postgres_look(void *db, const sb_look *at, sb_fact_fn *fn, void *env)
{
    const looker l = { db, fn, env };
    const char *const argument[] = { at->test_prefix, at->prefix };
    int code = tell_markers(&l);

    if (code == 0)
        code = tell_settings(&l);
    if (code == 0)
        code = tell_rows(&l, SB_FACT_CROSSING, list_crossing, argument, 1, NULL);
    if (code == 0)
        code = tell_writable(&l, at);
    if (code == 0)
        code = tell_rows(&l, SB_FACT_PRIVILEGED, find_privileged, argument, 2, NULL);
    return code;
}
