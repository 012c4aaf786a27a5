/* without_test.c -- bulk on a backend that has no way of its own: the same, row by row. */
#include "../../../generators/bulk/without.h"
#include "../../../generators/factory/store.h"
#include <seedbed.h>

SUITE(bulk_without, .sandbox = "plain");

FIXTURE(bulk_without, (sb_backend backend; sb_db db; int left; bool fails;));

SETUP(bulk_without)
{
    should(db_exec("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)"), equal_to(SB_OK));
    self->db = *sb_sandbox_db();
    self->backend = *self->db.backend;
    self->backend.bulk_begin = NULL;
    self->backend.bulk_fill = NULL;
    self->backend.bulk_end = NULL;
    self->db.backend = &self->backend;
    self->left = 50;
}

static int next(void *env, sb_value *cell)
{
    struct sb_fixture_bulk_without *self = env;

    if (self->left == 0)
        return self->fails ? SB_ERR : 0;
    cell[0] = sb__box_i(self->left--);
    cell[1] = sb__box_s("x");
    return 1;
}

static const char *const columns[] = { "id", "name" }, *const tables[] = { "things", NULL };

TEST(bulk_without, rows_are_there_when_they_are_kept)
{
    should(sb_bulk_begin(&self->db, tables), equal_to(SB_OK));
    should(sb_bulk_fill(&self->db, "things", columns, 2, 50, next, self), equal_to(SB_OK));
    should(sb_bulk_end(&self->db, true), equal_to(SB_OK));
    should(row_count("things"), equal_to(50));
}

TEST(bulk_without, none_is_there_when_the_source_fails)
{
    self->fails = true;
    should(sb_bulk_begin(&self->db, tables), equal_to(SB_OK));
    should(sb_bulk_fill(&self->db, "things", columns, 2, 50, next, self), equal_to(SB_ERR));
    should(sb_bulk_end(&self->db, false), equal_to(SB_OK));
    should(row_count("things"), equal_to(0));
}
