/* advice_test.c -- tests of framework/sandbox/sqlite/advice.c: what our own connection says of live tables. */
#include "box.h"
#include <seedbed.h>

FIXTURE(sqlite_advice, (box box));

SETUP(sqlite_advice)
{
    box_open_with(&self->box,
        "CREATE TABLE app_users(id); CREATE TABLE t_users(id); CREATE TABLE app_super_users(id); CREATE TABLE t_super_users(id); "
        "CREATE TABLE orders(id); CREATE VIEW app_seen AS SELECT * FROM app_users; CREATE TABLE t_seen(id); CREATE TABLE t_orders(id);"
        "CREATE TABLE app_invoices(id)",
        "t_");
}

TEARDOWN(sqlite_advice) { box_close(&self->box); }

TEST_EACH(sqlite_advice, a_live_table_is_said_to_be_one, (const char *sql; const char *advice),
    { "SELECT * FROM app_users",
        "no such table: app_users (app_users is a live table, and the sandbox holds those under `t_` alone: write {users})" },
    { "DELETE FROM APP_Super_Users",
        "(app_super_users is a live table, and the sandbox holds those under `t_` alone: write {super_users})" },
    { "UPDATE main.orders SET id = 1", "write {orders})" }, { "SELECT * FROM app_seen", "write {seen})" },
    { "SELECT * FROM app_invoices", "write the names of test tables in braces, as in {users})" },
    { "SELECT * FROM t_none", "no such table: t_none" })
{
    should(sb_backend_sqlite.exec(self->box.ours, each->sql), equal_to(SB_ERR));
    should(sb_error(), end_with(each->advice));
    should(sb_backend_sqlite.query(self->box.ours, each->sql, NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), end_with(each->advice));
}
