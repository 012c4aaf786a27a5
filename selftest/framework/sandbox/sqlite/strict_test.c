/* strict_test.c -- tests of framework/sandbox/sqlite/strict.c: rows of the base state that are written, and by which statement. */
#include "../../../../framework/sandbox/sqlite/strict.h"
#include "box.h"
#include <dlfcn.h>
#include <pthread.h>
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

typedef void hook_fn(
    void *env, sqlite3 *db, int what, const char *schema, const char *table, sqlite3_int64 old, sqlite3_int64 new);
void *sqlite3_preupdate_hook(sqlite3 *db, hook_fn *fn, void *env);

FIXTURE(sqlite_strict, (box box; sb_text told));

SETUP(sqlite_strict)
{
    box_open(&self->box);
    if (sb_backend_sqlite.clone_strict(self->box.clone, true))
        skip_test("%s", sb_error());
}

TEARDOWN(sqlite_strict)
{
    box_close(&self->box);
    sb_text_release(&self->told);
}

/* t [id = 1] by UPDATE ... */
static int take(void *env, const sb_row_change *change)
{
    if (change->kind != SB_ROW_INSERTED)
        sb_text_add(env, "%s%s [%s] by %s\n", change->n ? "" : "as before: ", change->table, change->key,
            change->statement ? change->statement : "?");
    return 0;
}

static const char *written(struct sb_fixture_sqlite_strict *self)
{
    self->told.size = 0;
    sb_text_add(&self->told, "%s", "");
    if (sb_backend_sqlite.clone_changes(self->box.clone, take, &self->told))
        sb_text_add(&self->told, "%s", sb_error());
    return self->told.at;
}

TEST(sqlite_strict, the_statement_of_a_row_is_known)
{
    must(self->box.to[0], "UPDATE t SET v = 'x' WHERE id = 1");
    must(self->box.to[1], "DELETE FROM t WHERE id > 2");
    should(
        written(self), equal_to("t [id = 1] by UPDATE t SET v = 'x' WHERE id = 1\nt [id = 3] by DELETE FROM t WHERE id > 2\n"));
}

TEST(sqlite_strict, values_stand_in_it)
{
    sqlite3_stmt *update;
    sqlite3_prepare_v2(self->box.to[0], "UPDATE t SET v = ? WHERE id = ?", -1, &update, NULL);
    sqlite3_bind_text(update, 1, "it's", -1, SQLITE_STATIC);
    sqlite3_bind_int(update, 2, 2);
    sqlite3_step(update);
    sqlite3_finalize(update);
    should(written(self), equal_to("t [id = 2] by UPDATE t SET v = 'it''s' WHERE id = 2\n"));
}

TEST(sqlite_strict, a_query_in_mid_step_is_not_the_one)
{
    sqlite3_stmt *update, *query;
    sqlite3_prepare_v2(self->box.to[0], "UPDATE t SET v = 'x' WHERE id = 3", -1, &update, NULL);
    sqlite3_prepare_v2(self->box.to[0], "SELECT * FROM e UNION ALL SELECT v FROM t", -1, &query, NULL);
    should(sqlite3_step(query), equal_to(SQLITE_ROW));
    should(sqlite3_step(update), equal_to(SQLITE_DONE));
    sqlite3_finalize(query);
    sqlite3_finalize(update);
    should(written(self), equal_to("t [id = 3] by UPDATE t SET v = 'x' WHERE id = 3\n"));
}

TEST_EACH(sqlite_strict, a_dropped_table_is_known_by_its_statement, (const char *sql, *told),
    { "DROP TABLE t", "t [id = 1] by DROP TABLE t\nt [id = 2] by DROP TABLE t\nt [id = 3] by DROP TABLE t\n" },
    { "drop table if exists main.\"T\"; CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES(1, 'one'), (2, 'two')",
        "t [id = 3] by drop table if exists main.\"T\";\n" },
    { "DROP TABLE e; DELETE FROM t WHERE id = 2", "t [id = 2] by DELETE FROM t WHERE id = 2\n" },
    { "PRAGMA journal_mode = wal; BEGIN; DROP TABLE t; COMMIT",
        "t [id = 1] by DROP TABLE t;\nt [id = 2] by DROP TABLE t;\nt [id = 3] by DROP TABLE t;\n" })
{
    must(self->box.to[0], each->sql);
    should(written(self), equal_to(each->told));
    box_reset(&self->box);
    must(self->box.to[0], "BEGIN IMMEDIATE; DROP TABLE t; COMMIT");
    should(written(self), contain("t [id = 1] by ?"));
}

TEST(sqlite_strict, what_is_rolled_back_is_told)
{
    must(self->box.to[0], "BEGIN; UPDATE t SET v = 'x' WHERE id = 1; ROLLBACK");
    should(written(self), equal_to("as before: t [id = 1] by UPDATE t SET v = 'x' WHERE id = 1;\n"));
}

TEST(sqlite_strict, rows_of_the_test_are_not_told)
{
    must(self->box.to[0], "INSERT INTO t VALUES(9, 'own'); UPDATE t SET v = 'o' WHERE id = 9; DELETE FROM t WHERE id = 9");
    must(self->box.to[0], "CREATE TABLE n(x); INSERT INTO n VALUES(1); UPDATE n SET x = 2");
    should(written(self), equal_to(""));
}

TEST(sqlite_strict, what_was_changed_back_is_told)
{
    must(self->box.to[0], "UPDATE t SET v = 'x' WHERE id = 1; UPDATE t SET v = 'one' WHERE id = 1");
    should(written(self), equal_to("as before: t [id = 1] by UPDATE t SET v = 'x' WHERE id = 1;\n"));
    should(written(self), equal_to("as before: t [id = 1] by UPDATE t SET v = 'x' WHERE id = 1;\n"));
    must(self->box.to[0], "DELETE FROM t WHERE id = 1");
    should(written(self), equal_to("t [id = 1] by UPDATE t SET v = 'x' WHERE id = 1;\n"));
    must(self->box.to[0], "INSERT INTO t VALUES(1, 'one')");
    should(written(self), equal_to("as before: t [id = 1] by UPDATE t SET v = 'x' WHERE id = 1;\n"));
    box_reset(&self->box);
    should(written(self), equal_to(""));
}

TEST(sqlite_strict, the_hook_is_no_connection_s_business_after_a_reset)
{
    box_reset(&self->box);
    must(self->box.to[2], "DELETE FROM t WHERE id = 1");
    should(self->box.held, be_null);
    should(written(self), equal_to("t [id = 1] by DELETE FROM t WHERE id = 1\n"));
    sb_backend_sqlite.clone_strict(self->box.clone, false);
    box_reset(&self->box);
    must(self->box.to[2], "DELETE FROM t WHERE id = 1");
    should(written(self), equal_to("t [id = 1] by ?\n"));
}

TEST(sqlite_strict, connections_of_any_age_are_watched)
{
    sqlite3 *later = connect_to(self->box.path);
    must(later, "DELETE FROM t WHERE id = 1");
    sqlite3 *gone = NULL;
    should(sqlite3_open(self->box.path, &gone), equal_to(SQLITE_OK));
    sqlite3_close(gone);
    should(sb_backend_sqlite.exec(self->box.ours, "DELETE FROM t WHERE id = 2"), equal_to(0));
    should(written(self), equal_to("t [id = 1] by DELETE FROM t WHERE id = 1\nt [id = 2] by DELETE FROM t WHERE id = 2\n"));
}

TEST(sqlite_strict, one_that_attached_it_is_watched)
{
    sqlite3 *other = connect_to(":memory:");
    char *sql = sb_format("CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES(2, 'no'); ATTACH '%s' AS shop;"
                          "DELETE FROM main.t; DELETE FROM shop.t WHERE id = 3",
        self->box.path);
    add_cleanup(free, sql);
    must(other, sql);
    should(written(self), match("^t \\[id = 3\\] by DELETE FROM shop.t WHERE id = 3\n$"));
}

TEST(sqlite_strict, a_statement_prepared_before_empties_a_table_row_by_row)
{
    sqlite3_stmt *all;
    sb_backend_sqlite.clone_strict(self->box.clone, false);
    sqlite3_prepare_v2(self->box.to[0], "DELETE FROM t", -1, &all, NULL);
    sb_backend_sqlite.clone_strict(self->box.clone, true);
    sqlite3_step(all);
    sqlite3_finalize(all);
    should(written(self), equal_to("t [id = 1] by DELETE FROM t\nt [id = 2] by DELETE FROM t\nt [id = 3] by DELETE FROM t\n"));
}

static void *delete_in_thread(void *db)
{
    must(db, "DELETE FROM t WHERE id = 1");
    return NULL;
}

TEST(sqlite_strict, threads_are_watched)
{
    pthread_t thread[2];
    for (int i = 0; i < 2; i++) {
        sqlite3_busy_timeout(self->box.to[i], 5000);
        pthread_create(&thread[i], NULL, delete_in_thread, self->box.to[i]);
    }
    for (int i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    should(written(self), equal_to("t [id = 1] by DELETE FROM t WHERE id = 1\n"));
}

TEST(sqlite_strict, keys_of_several_columns_without_a_rowid)
{
    box_close(&self->box);
    box_open_with(&self->box,
        "CREATE TABLE k(a, g AS (a || 'x') STORED, b, v, PRIMARY KEY(b, a)) WITHOUT ROWID;"
        "INSERT INTO k(a, b, v) VALUES(1, 'x', 0), (2, 'x', 0)",
        "");
    should(sb_backend_sqlite.clone_strict(self->box.clone, true), equal_to(0));
    must(connect_to(self->box.path), "INSERT INTO k(a, b, v) VALUES(3, 'x', 1); UPDATE k SET v = 1 WHERE a > 1");
    should(written(self), equal_to("k [a = 2, b = x] by UPDATE k SET v = 1 WHERE a > 1\n"));
}

TEST(sqlite_strict, the_base_state_is_the_one_that_was_kept)
{
    must(self->box.to[0], "UPDATE t SET v = 'y' WHERE id = 1; INSERT INTO t VALUES(4, 'kept')");
    should(sb_backend_sqlite.clone_keep(self->box.clone), equal_to(0));
    should(written(self), equal_to(""));
    must(self->box.to[0], "DELETE FROM t WHERE id = 4");
    should(written(self), equal_to("t [id = 4] by DELETE FROM t WHERE id = 4\n"));
    should(sb_backend_sqlite.clone_drop_kept(self->box.clone), equal_to(0));
    must(self->box.to[0], "INSERT INTO t VALUES(4, 'own'); DELETE FROM t WHERE id = 4");
    should(written(self), equal_to(""));
}

/* ---- hooks of the application's own ---- */

static void count_changes(
    void *env, sqlite3 *db, int what, const char *schema, const char *table, sqlite3_int64 old, sqlite3_int64 new)
{
    (void)db, (void)what, (void)schema, (void)table, (void)old, (void)new;
    ++*(int *)env;
}

TEST_EACH(sqlite_strict, a_hook_of_the_application_goes_on, (const char *what; bool before), { "set before", true },
    { "set while it is watched", false })
{
    int changes = 0;
    if (each->before)
        sb_backend_sqlite.clone_strict(self->box.clone, false);
    should(sqlite3_preupdate_hook(self->box.to[0], count_changes, &changes), be_null);
    if (each->before)
        sb_backend_sqlite.clone_strict(self->box.clone, true);
    must(self->box.to[0], "INSERT INTO t VALUES(7, 'x'); DELETE FROM t WHERE id = 1");
    should(changes, equal_to(2));
    should(sqlite3_preupdate_hook(self->box.to[0], count_changes, &changes), be(&changes));
    should(written(self), equal_to("t [id = 1] by DELETE FROM t WHERE id = 1\n"));
    sb_backend_sqlite.clone_strict(self->box.clone, false);
    must(self->box.to[0], "DELETE FROM t WHERE id = 2");
    should(changes, equal_to(3));
    should(sqlite3_preupdate_hook(self->box.to[0], NULL, NULL), be(&changes));
}

TEST(sqlite_strict, a_hook_that_came_past_ours_is_told)
{
    int changes = 0;
    void *(*real)(sqlite3 *, hook_fn *, void *) =
        (void *(*)(sqlite3 *, hook_fn *, void *))(uintptr_t)dlsym(RTLD_NEXT, "sqlite3_preupdate_hook");
    real(self->box.to[0], count_changes, &changes);
    must(self->box.to[0], "DELETE FROM t WHERE id = 1");
    should(changes, equal_to(1));
    sb_reset_told told;
    should(sb_backend_sqlite.clone_reset(self->box.clone, &told), equal_to(0));
    should(told.held, contain("a connection has a preupdate hook that Seedbed does not know of"));
    should(sb_backend_sqlite.clone_reset(self->box.clone, &told), equal_to(0));
    should(told.held, be_null);
}

typedef struct made_session made_session;
typedef int create_fn(sqlite3 *db, const char *schema, made_session **out);
typedef int attach_fn(made_session *session, const char *table);
typedef int changeset_fn(made_session *session, int *size, void **out);
typedef void delete_fn(made_session *session);

/* Sessions set a hook in a chain of their own. */
TEST(sqlite_strict, sessions_of_the_application_go_on)
{
    made_session *session = NULL;
    int size = 0;
    void *changes = NULL;
    create_fn *create = (create_fn *)(uintptr_t)dlsym(RTLD_DEFAULT, "sqlite3session_create");
    if (!create)
        skip_test("SQLite was built without sessions");
    should(create(self->box.to[0], "main", &session), equal_to(SQLITE_OK));
    should(((attach_fn *)(uintptr_t)dlsym(RTLD_DEFAULT, "sqlite3session_attach"))(session, NULL), equal_to(SQLITE_OK));
    must(self->box.to[0], "DELETE FROM t WHERE id = 1");
    should(((changeset_fn *)(uintptr_t)dlsym(RTLD_DEFAULT, "sqlite3session_changeset"))(session, &size, &changes), equal_to(0));
    should(size, be_above(10));
    sqlite3_free(changes);
    ((delete_fn *)(uintptr_t)dlsym(RTLD_DEFAULT, "sqlite3session_delete"))(session);
    must(self->box.to[0], "DELETE FROM t WHERE id = 2");
    should(written(self), equal_to("t [id = 1] by DELETE FROM t WHERE id = 1\nt [id = 2] by DELETE FROM t WHERE id = 2\n"));
    box_reset(&self->box);
    should(self->box.held, be_null);
}

/* Where our own function is not the one that is called, a session takes our hook for one of its kind. */
TEST(sqlite_strict, a_session_behind_our_back_does_no_harm)
{
    made_session *session = NULL;
    create_fn *create = (create_fn *)(uintptr_t)dlsym(RTLD_DEFAULT, "sqlite3session_create");
    void *(*real)(sqlite3 *, hook_fn *, void *) =
        (void *(*)(sqlite3 *, hook_fn *, void *))(uintptr_t)dlsym(RTLD_NEXT, "sqlite3_preupdate_hook");
    if (!create)
        skip_test("SQLite was built without sessions");
    sb_backend_sqlite.clone_strict(self->box.clone, false);
    should(create(self->box.to[0], "main", &session), equal_to(SQLITE_OK));
    sb_backend_sqlite.clone_strict(self->box.clone, true);
    should(real(self->box.to[0], NULL, NULL), be(self->box.clone->image->strict));
    unsigned char *head = (unsigned char *)self->box.clone->image->strict;
    for (int i = 0; i < 512; i++)
        should(head[i], equal_to(0));
    ((delete_fn *)(uintptr_t)dlsym(RTLD_DEFAULT, "sqlite3session_delete"))(session);
}
