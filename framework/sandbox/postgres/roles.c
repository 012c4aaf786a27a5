/* roles.c -- through the administrative connection: a role and two schemas for each worker, all in one call, and away again. */
#include "clone.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what may we? ---- */

static const char ask_rights[] =
    "SELECT r.rolsuper, r.rolsuper OR r.rolcreaterole, has_database_privilege(current_database(), 'CREATE'), "
    "quote_ident(current_database()), quote_ident(session_user), quote_ident(current_user), "
    "(SELECT coalesce(string_agg(', ' || quote_ident(s), ''), '') FROM unnest(current_schemas(false)) s) "
    "FROM pg_roles r WHERE r.rolname = current_user";

typedef struct rights {
    bool superuser, makes_roles, makes_schemas;
    char *database, *user, *schemas;
} rights;

static void release(rights *may)
{
    free(may->database);
    free(may->user);
    free(may->schemas);
}

static int look(sb_postgres *db, rights *may)
{
    PGresult *row = sb__postgres_rows(db, ask_rights, 0, NULL);
    if (!row)
        return SB_ERR;
    may->superuser = *sb__postgres_cell(db, row, 0, 0) == 't';
    may->makes_roles = *sb__postgres_cell(db, row, 0, 1) == 't';
    may->makes_schemas = *sb__postgres_cell(db, row, 0, 2) == 't';
    may->database = sb_strdup(sb__postgres_cell(db, row, 0, 3));
    may->user = sb_strdup(sb__postgres_cell(db, row, 0, 4));
    may->schemas = sb_strdup(sb__postgres_cell(db, row, 0, 6));
    db->pq->PQclear(row);
    return SB_OK;
}

/* ---- away with what there is ---- */

/* Whose locks on our tables keep them from being dropped. */
#define HOLDERS \
    "pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_stat_activity a ON a.pid = l.pid " \
    "WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND starts_with(n.nspname, '%s_') " \
    "AND l.granted AND l.pid <> pg_backend_pid()"

/* Sessions of our roles are nobody else's. Where workers had none, theirs are those of the url's role that hold a lock on our tables, but
 * for what people read and back up by. Others are not ours to end. What may not be ended is left, and waited for. */
static const char end_sessions[] =
    "DO $seedbed$ DECLARE one integer; BEGIN "
    "FOR one IN SELECT pid FROM pg_stat_activity WHERE starts_with(usename, '%s_') AND pid <> pg_backend_pid() "
    "UNION SELECT a.pid FROM " HOLDERS " AND a.usename = %s AND a.application_name !~* "
    "'^(psql|pg_dump|pg_dumpall|pgadmin|pgcli|dbeaver|datagrip|tableplus)' LOOP "
    "BEGIN PERFORM pg_terminate_backend(one); EXCEPTION WHEN insufficient_privilege THEN NULL; END; "
    "END LOOP; END $seedbed$";

static int end_all_sessions(const sb_clone *clone)
{
    char *user = clone->entry == SB_ENTRY_LOGIN ? NULL : sb__postgres_said(clone->location, "user");
    sb_text quoted = SB_TEXT_EMPTY;
    sb__postgres_string(&quoted, user ? user : "");
    int code = sb__postgres_runf(clone->keeper, end_sessions, clone->stem, clone->stem, quoted.at);
    sb_text_release(&quoted);
    free(user);
    return code;
}

/* It was waited for as long as for any lock (connection.c). */
static int tell_who_holds(const sb_clone *clone)
{
    static const char list[] =
        "SELECT string_agg(DISTINCT format('process %%s of %%s (%%s) since %%s', a.pid, a.usename, coalesce(nullif(a.application_name, ''), "
        "'no name'), to_char(a.xact_start, 'YYYY-MM-DD HH24:MI')), ', ') FROM " HOLDERS;
    char *why = sb_strdup(sb_error()), *sql = sb_format(list, clone->stem), *who = sb__postgres_ask(clone->keeper, sql, 0, NULL);
    int code = who ? SB_EREFUSED : SB_ERR;
    if (who)
        sb_fail_with(code,
            "what was made for tests in %s, schemas and roles that begin with %s_, cannot be removed: their tables are held by %s. End "
            "that transaction; the next run removes what is left, and so does `seedbed sandbox drop`",
            clone->path, clone->stem, who);
    else
        sb_fail_with(code,
            "what was made for tests in %s, schemas and roles that begin with %s_, cannot be removed: %s. The next run tries again",
            clone->path, clone->stem, why);
    free(who);
    free(sql);
    free(why);
    return code;
}

/* Tables first and by the hundred: a transaction has room for so many locks, and a schema may have more tables. */
static const char list_drops[] =
    "SELECT 'DROP TABLE IF EXISTS ' || string_agg(format('%I.%I', nspname, relname), ', ') || ' CASCADE' FROM "
    "(SELECT n.nspname, c.relname, row_number() OVER () / 100 AS part FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE starts_with(n.nspname, $1) AND c.relkind IN ('r', 'p')) t GROUP BY part "
    "UNION ALL SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace WHERE starts_with(nspname, $1)";
/* In this database, where alone they can be ended. */
static const char list_prepared[] = "SELECT format('ROLLBACK PREPARED %L', gid) FROM pg_prepared_xacts "
                                    "WHERE starts_with(owner, $1) AND database = current_database()";
/* Owners of what was kept, which outlives them. */
static const char list_kept_roles[] =
    "SELECT quote_ident(rolname) FROM pg_roles WHERE starts_with(rolname, $1) AND EXISTS (SELECT FROM pg_namespace "
    "WHERE starts_with(nspname, 'seedbed_kept_' || substr($1, 9)))";
static const char list_roles[] = "SELECT quote_ident(rolname) FROM pg_roles WHERE starts_with(rolname, $1)";

/* Runs each first cell, or what the format makes of it. */
static int run_each(sb_postgres *db, const char *list, const char *begins, const char *format)
{
    PGresult *rows = sb__postgres_rows(db, list, 1, &begins);
    int code = rows ? SB_OK : SB_ERR;
    for (int i = 0; rows && i < db->pq->PQntuples(rows) && code == SB_OK; i++) {
        const char *cell = sb__postgres_cell(db, rows, i, 0);
        code = !cell ? SB_OK : format ? sb__postgres_runf(db, format, cell, cell) : sb__postgres_run(db, cell);
    }
    if (rows)
        db->pq->PQclear(rows);
    return code;
}

char *sb__pg_kept_stem(const sb_clone *clone) { return sb_format("seedbed_kept_%s_", clone->stem + strlen("seedbed_")); }

int sb__pg_roles_drop(sb_clone *clone, bool kept_too)
{
    sb_postgres *db = clone->keeper;
    char *begins = sb_format("%s_", clone->stem), *kept = sb__pg_kept_stem(clone);
    int code = end_all_sessions(clone);
    if (code == SB_OK)
        code = run_each(db, list_prepared, begins, NULL);
    if (code == SB_OK)
        code = run_each(db, list_drops, begins, NULL);
    if (code == SB_OK)
        code = kept_too ? run_each(db, list_drops, kept, NULL)
                        : run_each(db, list_kept_roles, begins, "REASSIGN OWNED BY %s TO CURRENT_USER");
    if (code == SB_OK)
        code = run_each(db, list_roles, begins, "DROP OWNED BY %s CASCADE; DROP ROLE %s");
    free(begins);
    free(kept);
    return code ? tell_who_holds(clone) : SB_OK;
}

/* ---- all of them, in one call ---- */

/* The one thing that takes a superuser, and it does no more: triggers and foreign keys of the calling session keep still until its
 * transaction is over. */
static const char quiet_function[] =
    "CREATE FUNCTION %s_%u_undo.quiet(how text, locally boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS "
    "$f$ BEGIN PERFORM set_config('session_replication_role', how, locally); END $f$; "
    "REVOKE ALL ON FUNCTION %s_%u_undo.quiet(text, boolean) FROM PUBLIC; ";

static void make_role(const sb_clone *clone, const rights *may, unsigned seat, sb_text *sql)
{
    const char *stem = clone->stem;
    sb_text_add(sql, "CREATE ROLE %s_%u LOGIN PASSWORD '%s%u'; ", stem, seat, clone->secret, seat);
    if (!may->superuser)
        sb_text_add(sql, "GRANT %s_%u TO CURRENT_USER; ", stem, seat);
    sb_text_add(sql, "ALTER ROLE %s_%u IN DATABASE %s SET search_path = %s_%u%s; ", stem, seat, may->database, stem, seat,
        clone->search_path);
}

void sb__pg_roles_schema(const sb_clone *clone, unsigned seat, const char *behind, sb_text *sql)
{
    const char *stem = clone->stem;
    sb_text_add(sql, "CREATE SCHEMA %s_%u%s; ", stem, seat, behind);
    if (clone->entry != SB_ENTRY_SAME)
        sb_text_add(sql, "GRANT USAGE, CREATE ON SCHEMA %s_%u%s TO %s_%u; ", stem, seat, behind, stem, seat);
}

static void make_seat(const sb_clone *clone, const rights *may, unsigned seat, sb_text *sql)
{
    const char *stem = clone->stem;
    char *owner = clone->entry == SB_ENTRY_SAME ? sb_strdup("CURRENT_USER") : sb_format("%s_%u", stem, seat);
    if (clone->entry != SB_ENTRY_SAME)
        make_role(clone, may, seat, sql);
    sb__pg_roles_schema(clone, seat, "", sql);
    sb__pg_roles_schema(clone, seat, "_undo", sql);
    if (clone->quiet) {
        sb_text_add(sql, quiet_function, stem, seat, stem, seat);
        sb_text_add(sql, "GRANT EXECUTE ON FUNCTION %s_%u_undo.quiet(text, boolean) TO %s; ", stem, seat, owner);
    }
    free(owner);
}

static int make_all(sb_clone *clone, const rights *may)
{
    sb_text sql = SB_TEXT_EMPTY;
    for (unsigned seat = 0; seat < clone->workers; seat++)
        make_seat(clone, may, seat, &sql);
    int code = sb__postgres_run(clone->keeper, sql.at);
    sb_text_release(&sql);
    return code;
}

/* What stands under the test prefix are tests' tables, of which a worker reads the rows. The owner says so, who is not always the
 * administrator. */
static int let_read(const sb_clone *clone, sb_postgres *db)
{
    static const char list[] = "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = "
                               "c.relnamespace WHERE n.nspname = current_schema() AND starts_with(c.relname, $1) "
                               "AND c.relkind IN ('r', 'p', 'S')";
    sb_text roles = SB_TEXT_EMPTY;
    for (unsigned seat = 0; seat < clone->workers; seat++)
        sb_text_add(&roles, "%s%s_%u", seat ? ", " : "", clone->stem, seat);
    const char *prefix = clone->prefix;
    PGresult *rows = sb__postgres_rows(db, list, 1, &prefix);
    sb_text sql = SB_TEXT_EMPTY;
    for (int i = 0; rows && i < db->pq->PQntuples(rows); i++)
        sb_text_add(&sql, "%s%s", i ? ", " : "GRANT SELECT ON ", sb__postgres_cell(db, rows, i, 0));
    int code = rows ? SB_OK : SB_ERR;
    if (sql.size) {
        sb_text_add(&sql, " TO %s", roles.at);
        code = sb__postgres_run(db, sql.at);
    }
    if (rows)
        db->pq->PQclear(rows);
    sb_text_release(&sql);
    sb_text_release(&roles);
    return code;
}

/* ---- how a worker connects ---- */

/* In the way of options: a blank would end one. "": the role's own setting does, where nothing that was said goes before it. */
static char *ours_of(const sb_clone *clone, const char *user, const char *theirs)
{
    char *ours;
    if (clone->entry == SB_ENTRY_LOGIN)
        ours = *theirs ? sb_format("-c search_path=%s%s", user, clone->search_path) : sb_strdup("");
    else if (clone->entry == SB_ENTRY_ROLE) /* a role's own settings hold for those who log in as it */
        ours = sb_format("-c role=%s -c search_path=%s%s", user, user, clone->search_path);
    else
        ours = sb_format("-c search_path=%s", user);
    for (char *at = ours; (at = strstr(at, ", "));)
        memmove(at + 1, at + 2, strlen(at + 1));
    return ours;
}

/* A search_path in the url or in PGOPTIONS would go before the role's. */
char *sb__pg_roles_url(const sb_clone *clone, unsigned seat)
{
    char *user = sb_format("%s_%u", clone->stem, seat), *password = sb_format("%s%u", clone->secret, seat);
    char *theirs = sb__postgres_said(clone->location, "options"), *url = NULL;
    char *ours = theirs ? ours_of(clone, user, theirs) : NULL, *options = theirs ? sb__postgres_options(theirs, ours) : NULL;
    if (options && clone->entry == SB_ENTRY_LOGIN)
        url = sb__postgres_with(clone->location, (const char *const[]){ "user", "password", "options", NULL },
            (const char *const[]){ user, password, *options ? options : NULL, NULL });
    else if (options)
        url =
            sb__postgres_with(clone->location, (const char *const[]){ "options", NULL }, (const char *const[]){ options, NULL });
    free(options);
    free(ours);
    free(theirs);
    free(user);
    free(password);
    return url;
}

/* Tried and not worked out: the server's rules are its own. */
static bool comes_in(const sb_clone *clone)
{
    char *url = sb__pg_roles_url(clone, 0), *user = NULL, *wanted = sb_format("%s_0", clone->stem);
    void *db = NULL;
    bool in = url && sb__postgres_open(url, SB_CHANGE, &db) == SB_OK;
    if (in)
        user = sb__postgres_ask(db, "SELECT current_user", 0, NULL);
    in = in && user && strcmp(user, wanted) == 0;
    sb__postgres_close(db);
    free(wanted);
    free(user);
    free(url);
    return in;
}

static int find_entry(sb_clone *clone, const rights *may, sb_postgres *db)
{
    char *user;
    if (comes_in(clone))
        return SB_OK;
    clone->entry = SB_ENTRY_ROLE;
    user = sb__postgres_ask(db, "SELECT quote_ident(session_user)", 0, NULL);
    for (unsigned seat = 0; seat < clone->workers && user && strcmp(user, may->user) != 0; seat++)
        sb__postgres_runf(clone->keeper, "GRANT %s_%u TO %s", clone->stem, seat, user);
    bool in = comes_in(clone);
    if (in)
        clone->way_out = sb_format(
            "in %s tests may write tables that are none of theirs, by the rights of the role %s: the server lets in no role that is made "
            "for tests, so that they connect as that one and take their own on, and SET ROLE NONE leads back.\nLet roles that begin with "
            "seedbed_ log in by password in pg_hba.conf",
            clone->path, user ? user : "of the url");
    free(user);
    if (in)
        return SB_OK;
    return sb_fail_with(SB_EREFUSED,
        "Seedbed made roles for the workers of sandbox `%s`, and the server lets none of them in: %s. Let a role log in by password "
        "in pg_hba.conf, or leave `admin` out of seedbed.yaml and let the url's role be one without CREATEROLE",
        clone->sandbox, sb_error());
}

/* Random, and never written down. */
static char *make_secret(void)
{
    unsigned char bytes[16] = { 0 };
    sb_text text = SB_TEXT_EMPTY;
    FILE *file = fopen("/dev/urandom", "rb");
    bool whole = file && fread(bytes, sizeof bytes, 1, file) == 1;
    if (file)
        fclose(file);
    if (!whole)
        return NULL;
    for (size_t i = 0; i < sizeof bytes; i++)
        sb_text_add(&text, "%02x", bytes[i]);
    return sb_text_take(&text);
}

static const char *enforcement(const sb_clone *clone)
{
    switch (clone->entry) {
    case SB_ENTRY_LOGIN: return "a role and a schema per worker";
    case SB_ENTRY_ROLE:
        return "a role and a schema per worker, taken on as it connects (the server's rules let no new role log in)";
    default:
        return "a schema per worker, with the url's own role: the server would let a test write live tables (give `admin` a connection "
               "that has CREATEROLE)";
    }
}

static int make(sb_clone *clone, sb_postgres *db, const rights *may)
{
    if (!may->makes_schemas)
        return sb_fail_with(SB_EREFUSED,
            "The role %s may make no schema in the database %s, and a sandbox is one per worker. Let it: GRANT CREATE ON DATABASE %s "
            "TO %s; or give sandbox `%s` a connection that may, as `admin` in seedbed.yaml",
            may->user, may->database, may->database, may->user, clone->sandbox);
    clone->entry = may->makes_roles ? SB_ENTRY_LOGIN : SB_ENTRY_SAME;
    clone->quiet = may->superuser;
    clone->search_path = sb_strdup(may->schemas);
    clone->secret = make_secret();
    if (!clone->secret)
        return sb_fail_with(SB_ERR, "The system gives no random bytes for the passwords of the workers' roles");
    int code = make_all(clone, may);
    if (code == SB_OK && clone->entry != SB_ENTRY_SAME)
        code = find_entry(clone, may, db);
    if (code == SB_OK && clone->live && clone->entry != SB_ENTRY_SAME)
        code = let_read(clone, db);
    clone->how = sb_format("%s; %s", enforcement(clone), clone->strategy->how);
    return code;
}

int sb__pg_roles_make(sb_clone *clone, sb_postgres *db)
{
    rights may = { .database = NULL };
    int code = look(clone->keeper, &may);
    if (code == SB_OK)
        code = make(clone, db, &may);
    release(&may);
    return code;
}
