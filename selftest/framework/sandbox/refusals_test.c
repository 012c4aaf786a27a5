/* refusals_test.c -- each refusal is said where it should be, and leaves every byte of the database as it was. */
#include "../../../framework/sandbox/guard.h"
#include "made_up.h"
#include "refusals_cases.h"
#include <dirent.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FIXTURE(refusals, (struct made_up up; void *db; char *before; const char *url, *variable));

static const char sound[] =
    "environment: test\ndebug: developer\nfiles: { root: live, test_root: test }\nsandboxes:\n  shop:\n"
    "    url: \"URL\"\n    prefix: app_\n    test_prefix: t_\n    schema: [ schema.sql ]\n    strict: true\n";
static const char live[] = "CREATE TABLE app_users (id INTEGER PRIMARY KEY); INSERT INTO app_users VALUES (7);";

static const char *in_folder(const char *name)
{
    char *path = sb_format("%s/%s", sb_temp_dir(), name);
    add_cleanup(free, path);
    return path;
}

/* What is no part of the configuration begins with a dollar. */
static void arrange_around(struct sb_fixture_refusals *self, const struct refusal_case *c)
{
    if (strcmp(c->from, "$FILE") == 0) {
        mkdir(in_folder("test"), 0700);
        made_up_file(c->to, "this is precious, and it is no database, though it is long enough for one");
    } else if (strcmp(c->from, "$OWNER") == 0) {
        if (geteuid() != 0)
            skip_test("only root can be refused for being root");
        should(chown(in_folder("shop.db"), (uid_t)atoi(c->to), (gid_t)-1), equal_to(0));
    } else
        setenv(self->variable = c->from + 1, c->to, 1);
}

static char *replaced(const char *text, const char *from, const char *to)
{
    sb_text out = SB_TEXT_EMPTY;
    for (const char *at; (at = strstr(text, from)) != NULL; text = at + strlen(from))
        sb_text_add(&out, "%.*s%s", (int)(at - text), text, to);
    sb_text_add(&out, "%s", text);
    return sb_text_take(&out);
}

static void arrange_yaml(struct sb_fixture_refusals *self, const struct refusal_case *c)
{
    bool change = c->from && *c->from != '$';
    if (change && !strstr(sound, c->from))
        fail_test("%s is not in the sound configuration", c->from);
    char *changed = change ? replaced(sound, c->from, c->to) : sb_strdup(sound);
    char *yaml = replaced(changed, "URL", self->url);
    made_up_file("seedbed.yaml", yaml);
    free(yaml);
    free(changed);
}

static void arrange_database(struct sb_fixture_refusals *self, const char *sql)
{
    bool on_server = strncmp(self->url, "postgres:", 9) == 0;
    should(self->up.backend->open(on_server ? self->url + 9 : in_folder("shop.db"), SB_CREATE, &self->db), equal_to(SB_OK));
    should(self->up.backend->exec(self->db, live), equal_to(SB_OK));
    if (sql)
        should(self->up.backend->exec(self->db, sql), equal_to(SB_OK));
}

static void add_bytes(const char *path, sb_text *to)
{
    FILE *file = fopen(path, "rb");
    for (int c = 0; file && (c = getc(file)) != EOF;)
        sb_text_add(to, "%02x", (unsigned)c);
    if (file)
        fclose(file);
}

static int add_cell(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    sb_text_add(env, "%s", cell[0].kind == SB_STR ? cell[0].v.s : "");
    return 0;
}

/* All that has a name on the server and could have been made by us, and all rows. */
static const char digest[] =
    "SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM ("
    "SELECT format('%s %s %s', oid::regclass, relowner, relacl) AS line FROM pg_class WHERE relnamespace <> 'pg_toast'::regnamespace "
    "UNION ALL SELECT nspname FROM pg_namespace UNION ALL SELECT rolname FROM pg_roles WHERE rolname ~ '^seedbed_' UNION ALL "
    "SELECT query_to_xml(format('TABLE %s', oid::regclass), true, false, '')::text FROM pg_class "
    "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) all_lines";

/* The names of all files in the test's folder, and the database: its bytes, or a digest by the server. */
static char *all_bytes(struct sb_fixture_refusals *self)
{
    sb_text all = SB_TEXT_EMPTY;
    struct dirent **entry;
    int n = scandir(sb_temp_dir(), &entry, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        sb_text_add(&all, "%s\n", entry[i]->d_name);
        free(entry[i]);
    }
    free(entry);
    if (strncmp(self->url, "postgres:", 9) != 0)
        add_bytes(in_folder("shop.db"), &all);
    else
        should(self->up.backend->query(self->db, digest, NULL, 0, add_cell, &all), equal_to(SB_OK));
    return sb_text_take(&all);
}

SETUP(refusals) { unsetenv("SEEDBED_ENV"); }

TEARDOWN(refusals)
{
    if (self->db)
        self->up.backend->close(self->db);
    if (self->variable)
        unsetenv(self->variable);
    made_up_close(&self->up);
    free(self->before);
}

static void arrange_on(struct sb_fixture_refusals *self, const char *scheme, const struct refusal_case *c)
{
    self->url = made_up_url(scheme);
    arrange_yaml(self, c);
    made_up_read(&self->up, c->schema ? c->schema : "CREATE TABLE {users} (id int)");
    arrange_database(self, c->sql);
    if (c->from && *c->from == '$')
        arrange_around(self, c);
    self->before = all_bytes(self);
}

static void arrange(struct sb_fixture_refusals *self, const struct refusal_case *c) { arrange_on(self, "sqlite", c); }

static int check(struct sb_fixture_refusals *self, const sb_backend *backend)
{
    return sb_guard_check(self->up.settings, &self->up.schema, backend, NULL, NULL);
}

static void should_be_refused(struct sb_fixture_refusals *self, const sb_backend *backend, const struct refusal_case *c)
{
    char *name = sb_format("(%s): ", c->name), *after;
    add_cleanup(free, name);
    should(check(self, backend), equal_to(SB_EREFUSED));
    should(sb_error(), all_of(contain(name), contain(c->says), contain("\n")));
    add_cleanup(free, after = all_bytes(self));
    should(after, equal_to(self->before));
}

TEST(refusals, nothing_is_refused_where_all_is_sound)
{
    arrange(self, &(struct refusal_case){ .sql = MARKED("'development'") RAILS("test") });
    should(check(self, self->up.backend), equal_to(SB_OK));
}

/* One that has neither schemas nor strategies, and counts how often it is opened. */
static int opened;
static int (*really_open)(const char *url, enum sb_access access, void **db_out);
static int count_open(const char *url, enum sb_access access, void **db_out)
{
    opened++;
    return really_open(url, access, db_out);
}

static sb_backend poor(const sb_backend *backend)
{
    sb_backend poor = *backend;
    poor.resets = 1u << SB_RESET_AUTO;
    really_open = poor.open;
    poor.open = count_open;
    opened = 0;
    return poor;
}

static bool is_by_configuration(const char *name)
{
    for (const sb_refusal *at = sb_refusals_by_configuration; at->name; at++)
        if (strcmp(at->name, name) == 0)
            return true;
    return false;
}

MADE_UP_ROWS(refusals, on_sqlite, (FIELDS), ALL_ON_SQLITE)
{
    const struct refusal_case it = { each->row, each->name, each->from, each->to, each->sql, each->schema, each->says };
    arrange(self, &it);
    sb_backend backend = poor(self->up.backend);
    should_be_refused(self, &backend, &it);
    should(opened, equal_to(is_by_configuration(it.name) ? 0 : 1));
}

MADE_UP_ROWS(refusals, on_postgres, (FIELDS), ALL_ON_POSTGRES)
{
    const struct refusal_case it = { each->row, each->name, each->from, each->to, each->sql, each->schema, each->says };
    arrange_on(self, "postgres", &it);
    sb_backend backend = poor(self->up.backend);
    should_be_refused(self, &backend, &it);
    should(opened, equal_to(is_by_configuration(it.name) ? 0 : 1));
}

/* Names that no row of the tables has, and rows that name no refusal. */
static void cross_out(sb_text *left, const sb_refusal *list, const struct refusal_case *rows, size_t n)
{
    for (; list->name; list++) {
        size_t i = 0;
        while (i < n && strcmp(rows[i].name, list->name) != 0)
            i++;
        if (i == n)
            sb_text_add(left, "%s ", list->name);
    }
}

#define LEFT(rows) \
    static const struct refusal_case all[] = { rows }; \
    sb_text left = SB_TEXT_EMPTY; \
    cross_out(&left, sb_refusals_by_configuration, all, sizeof all / sizeof *all); \
    cross_out(&left, sb_refusals_by_look, all, sizeof all / sizeof *all); \
    add_cleanup(free, left.at)

TEST(refusals, each_that_SQLite_can_have_has_a_row_here)
{
    LEFT(ALL_ON_SQLITE);
    should(left.at, equal_to("url remote_host writable_outside "));
}

TEST(refusals, each_that_PostgreSQL_can_have_has_a_row_here)
{
    LEFT(ALL_ON_POSTGRES);
    should(left.at, equal_to("placement "));
}

TEST(refusals, nothing_is_refused_where_all_is_sound_on_PostgreSQL)
{
    arrange_on(self, "postgres", &(struct refusal_case){ .sql = MARKED("'development'") RAILS("test") });
    should(check(self, self->up.backend), equal_to(SB_OK));
}

/* ---- what holds only in part ---- */

static int tell_writable(void *db, const sb_look *at, sb_fact_fn *fn, void *env)
{
    (void)db, (void)at;
    fn(env, SB_FACT_WRITABLE, "app_users", "PUBLIC");
    fn(env, SB_FACT_PRIVILEGED, "boss", "the role app");
    return SB_OK;
}

static void find_answer(void *env, const sb_guard_answer *answer)
{
    char **line = env;
    if (strcmp(answer->name, "writable_outside") == 0) {
        const char *where = answer->where ? strrchr(answer->where, '/') : NULL;
        free(*line);
        *line = sb_format("%d%s %s", (int)answer->verdict, where ? where : "", answer->why ? "why" : "nothing");
    }
}

TEST_EACH(refusals, rights_that_are_too_wide, (const char *line; int code; const char *answer),
    { "strict: true", SB_EREFUSED, "3 why" }, { "except: [ privileged ]", SB_OK, "1 why" },
    { "strict: true\n    except: [ privileged, writable_outside ]", SB_OK, "2/seedbed.yaml:11 why" })
{
    char *answer = NULL;
    arrange(self, &(struct refusal_case){ .from = "strict: true", .to = each->line });
    sb_backend backend = *self->up.backend;
    backend.look = tell_writable;
    should(sb_guard_check(self->up.settings, &self->up.schema, &backend, find_answer, &answer), equal_to(each->code));
    add_cleanup(free, answer);
    should(answer, equal_to(each->answer));
}

TEST(refusals, an_exception_is_told_where_there_is_nothing_to_refuse_too)
{
    char *answer = NULL;
    arrange(self, &(struct refusal_case){ .from = "strict: true", .to = "except: [ writable_outside ]" });
    should(sb_guard_check(self->up.settings, &self->up.schema, self->up.backend, find_answer, &answer), equal_to(SB_OK));
    add_cleanup(free, answer);
    should(answer, equal_to("2/seedbed.yaml:10 nothing"));
}

/* ---- the manual ---- */

/* The names of its sections, each with "may" where the text says that it may be excepted. */
static char *sections(void)
{
    FILE *file = fopen("docs/GUARD.md", "r");
    char line[512];
    sb_text all = SB_TEXT_EMPTY;
    if (!file)
        skip_test("docs/GUARD.md is not here: run this at the top of the tree");
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "### ", 4) == 0)
            sb_text_add(&all, "%s", line + 4);
        else if (strncmp(line, "*May be excepted.*", 18) == 0)
            sb_text_add(&all, "may\n");
    }
    fclose(file);
    return sb_text_take(&all);
}

static void add_sections(sb_text *to, const sb_refusal *list)
{
    for (; list->name; list++)
        sb_text_add(to, "%s\n%s", list->name, list->how & SB_GUARD_MAY_EXCEPT ? "may\n" : "");
}

TEST(refusals, the_manual_has_each_in_order)
{
    sb_text wanted = SB_TEXT_EMPTY;
    char *found = sections();
    add_cleanup(free, found);
    add_sections(&wanted, sb_refusals_by_configuration);
    add_sections(&wanted, sb_refusals_by_look);
    add_cleanup(free, wanted.at);
    should(found, equal_to(wanted.at));
}
