/* backend.c -- the sample of docs/EXTENDING.md: a backend that stands on another one, used by a sandbox. */
/* run: --report=terminal --config=selftest/golden/backend/seedbed.yaml */
/* clang-format off */
#include <seedbed/ext/backend.h>
#include <stdio.h>

static const sb_backend *built_in;
static sb_backend logged;

static int log_exec(void *db, const char *sql)
{
    printf("exec: %s\n", sql);
    return built_in->exec(db, sql);
}

__attribute__((constructor)) static void add_logged(void)
{
    static sb_backend_node node = { &logged, NULL };
    built_in = sb_backend_named("sqlite");
    logged = *built_in;
    logged.name = "SQLite, logged";
    logged.scheme = "logged";
    logged.exec = log_exec;
    sb_add_backend(&node);
}
/* clang-format on */
#include <seedbed.h>

SUITE(shop, .sandbox = "shop");

TEST(shop, what_it_is_asked_is_told)
{
    should_print(equal_to("exec: DELETE FROM logs\n")) { should(db_exec("DELETE FROM {logs}"), equal_to(0)); }
    should(sandbox_table("logs"), be_empty);
}
TEST(shop, all_else_is_as_it_was_below) { should(sandbox_table("logs"), have_rows(3)); }
