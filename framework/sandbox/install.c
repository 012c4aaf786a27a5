/* install.c -- the test tables: made on demand from the schema files, the marker first, dropped with the marker last. */
#include "install.h"
#include "../../assert/context.h"
#include "sandbox.h"
#include "tables.h"
#include "version.h"
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

static int set(const sb_install *in, const char *name, const char *value)
{
    return sb_marker_set(in->backend, in->db, in->schema->of->test_prefix, name, value);
}

/* What the rehearsal made, for make_all. */
typedef int work_fn(const sb_install *in, const sb_names *rehearsed);

/* Run work in a transaction, and leave none behind. */
static int in_transaction(const sb_install *in, work_fn *work, const sb_names *rehearsed)
{
    int code = in->backend->begin(in->db);
    if (code)
        return code;
    code = work(in, rehearsed);
    if (code == SB_OK)
        code = in->backend->exec(in->db, "COMMIT");
    if (code) {
        char *why = sb_strdup(sb_error());
        in->backend->exec(in->db, "ROLLBACK"); /* fails where the database has rolled back by itself */
        sb_fail_with(code, "%s", why);
        free(why);
    }
    return code;
}

typedef struct recorder {
    const sb_install *in;
    char *marker;
    int code;
} recorder;

static void record(void *env, const sb_object *object)
{
    recorder *r = env;
    if (r->code || !sb_marker_is_under(r->in->backend, r->in->schema->of->test_prefix, object) ||
        strcasecmp(object->name, r->marker) == 0)
        return;
    char *name = sb_format("%s %s", object->kind, object->name);
    r->code = set(r->in, name, "");
    free(name);
}

/* The guard knows by these what under the prefix is ours. */
static int record_tables(const sb_install *in)
{
    recorder r = { in, sb_marker_table(in->schema->of->test_prefix), SB_OK };
    int code = in->backend->objects(in->db, record, &r);
    free(r.marker);
    return code ? code : r.code;
}

static int record_origin(const sb_install *in)
{
    char host[256] = "", when[32];
    time_t now = time(NULL);
    struct tm at;
    const struct passwd *user = getpwuid(getuid());
    gethostname(host, sizeof host - 1);
    gmtime_r(&now, &at);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &at);
    char *who = sb_format("%s@%s", user ? user->pw_name : "?", host);
    int code = set(in, "installed_at", when);
    if (code == SB_OK)
        code = set(in, "installed_by", who);
    if (code == SB_OK)
        code = set(in, "environment", in->environment);
    free(who);
    return code;
}

static int record_versions(const sb_install *in)
{
    sb_marker wanted;
    int code = SB_OK;
    sb_marker_wanted(in->schema, &wanted);
    for (size_t i = 0; i < wanted.n && code == SB_OK; i++)
        code = set(in, wanted.mark[i].name, wanted.mark[i].value);
    sb_marker_release(&wanted);
    return code;
}

typedef struct second_look {
    const sb_backend *backend;
    const char *prefix;
    const sb_marker *marker;
    sb_text foreign;
} second_look;

static void note_foreign(void *env, const sb_object *object)
{
    second_look *look = env;
    if (sb_marker_is_under(look->backend, look->prefix, object) && !sb_marker_owns(look->marker, look->prefix, object))
        sb_text_add(&look->foreign, "%s%s %s", look->foreign.size ? ", " : "", object->kind, object->name);
}

/* The guard has looked before the lock was ours; in this transaction nobody else can make anything any more. */
static int look_again(const sb_install *in, const sb_marker *marker)
{
    second_look look = { in->backend, in->schema->of->test_prefix, marker, SB_TEXT_EMPTY };
    int code = in->backend->objects(in->db, note_foreign, &look);
    if (code == SB_OK && look.foreign.size)
        code = sb_fail_with(SB_EREFUSED,
            "sandbox `%s`: under the test prefix `%s` there is something that Seedbed did not make: %s.\nNothing was dropped; choose "
            "another test prefix, or rename it if nobody needs the name.",
            in->schema->of->name, look.prefix, look.foreign.at);
    sb_text_release(&look.foreign);
    return code;
}

/* The marker's own table goes last. */
static int drop_listed(const sb_install *in, const sb_marker *marker)
{
    const char *prefix = in->schema->of->test_prefix;
    char *table = sb_marker_table(prefix), *quoted = sb_sandbox_quote(table), *sql = sb_format("DROP TABLE %s", quoted);
    int code = marker->there ? set(in, "state", "dropping") : SB_OK;
    if (code == SB_OK)
        code = in->backend->confine(in->db, prefix);
    if (code == SB_OK)
        code = in->backend->drop(in->db, prefix, table);
    if (code == SB_OK && marker->there)
        code = in->backend->exec(in->db, sql);
    in->backend->confine(in->db, NULL);
    free(sql);
    free(quoted);
    free(table);
    return code;
}

static int drop_all(const sb_install *in, const sb_names *rehearsed)
{
    sb_marker marker;
    int code = sb_marker_read(in->backend, in->db, in->schema->of->test_prefix, &marker);
    (void)rehearsed;
    if (code == SB_OK)
        code = look_again(in, &marker);
    if (code == SB_OK)
        code = drop_listed(in, &marker);
    sb_marker_release(&marker);
    return code;
}

/* The rehearsal has passed, so what is there already is not the schema's own. */
static int run_schema(const sb_install *in)
{
    int code = sb_schema_run(in->schema, in->backend, in->db);
    if (code && strstr(sb_error(), "already")) {
        char *why = sb_strdup(sb_error());
        sb_fail_with(code,
            "%s\nSomething live has that name. Write the names of indexes, triggers and views in braces, too, as in CREATE INDEX "
            "{by_name} ON {users}.",
            why);
        free(why);
    }
    return code;
}

static void cross_out(void *env, const sb_object *object)
{
    sb_names *missing = env;
    char *what = sb_schema_describe(object);
    for (size_t i = 0; i < missing->n; i++)
        if (strcmp(missing->at[i], what) == 0) {
            sb_tables_remove(missing, i);
            break;
        }
    free(what);
}

/* CREATE INDEX IF NOT EXISTS does nothing, without a word, where something live has the name. */
static int check_whole(const sb_install *in, const sb_names *rehearsed)
{
    sb_names missing = { .n = 0 };
    for (size_t i = 0; i < rehearsed->n; i++)
        sb_tables_add(&missing, rehearsed->at[i]);
    int code = in->backend->objects(in->db, cross_out, &missing);
    if (code == SB_OK && missing.n)
        code = sb_fail_with(SB_EREFUSED,
            "the schema of sandbox `%s` should make the %s, and did not: something live has that name.\nWrite the name in braces, as "
            "in CREATE INDEX IF NOT EXISTS {by_name} ON {users}.",
            in->schema->of->name, missing.at[0]);
    sb_tables_release(&missing);
    return code;
}

static int make_all(const sb_install *in, const sb_names *rehearsed)
{
    int code = drop_all(in, NULL);
    if (code == SB_OK)
        code = sb_marker_make(in->backend, in->db, in->schema->of->test_prefix);
    if (code == SB_OK)
        code = record_origin(in);
    if (code == SB_OK)
        code = run_schema(in);
    if (code == SB_OK)
        code = check_whole(in, rehearsed);
    if (code == SB_OK)
        code = record_versions(in);
    if (code == SB_OK)
        code = record_tables(in);
    return code ? code : set(in, "state", "ready");
}

int sb_install_drop(const sb_install *install) { return in_transaction(install, drop_all, NULL); }

int sb_install_make(const sb_install *install)
{
    sb_names rehearsed = { .n = 0 };
    int code = sb_schema_rehearse_into(install->schema, install->backend, &rehearsed);
    if (code == SB_OK)
        code = in_transaction(install, make_all, &rehearsed);
    sb_tables_release(&rehearsed);
    return code;
}

int sb_install_ensure(const sb_install *install, bool rebuild)
{
    sb_marker marker;
    int code = sb_marker_read(install->backend, install->db, install->schema->of->test_prefix, &marker);
    if (code == SB_OK) {
        const char *state = sb_marker_get(&marker, "state");
        bool whole = marker.there && state && strcmp(state, "ready") == 0;
        code = whole && !rebuild ? sb_version_check(&marker, install->schema) : sb_install_make(install);
    }
    sb_marker_release(&marker);
    return code;
}
