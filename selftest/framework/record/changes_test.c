/* changes_test.c -- tests of framework/record/changes.c: rows that a test changed, on their way through the journal. */
#include "../../../framework/record/changes.h"
#include "../../../framework/record/record.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(changes, (sb_text bytes; sb_changes * read));

TEARDOWN(changes)
{
    sb_text_release(&self->bytes);
    sb_changes_free(self->read);
}

static const char *const columns[] = { "id", "name" }, *const before[] = { "3", NULL }, *const after[] = { "3", "eve" };

static void put(sb_text *to)
{
    sb_changes_put_row(to,
        &(sb_row_change){ .kind = SB_ROW_CHANGED,
            .key = "id = 3",
            .n = 2,
            .column = columns,
            .before = before,
            .after = after,
            .statement = "UPDATE",
            .made = true,
            .foreign = true });
    sb_changes_put_table(to, &(sb_table_change){ .table = "users", .inserted = 5, .changed = 1 });
    sb_changes_put_row(
        to, &(sb_row_change){ .kind = SB_ROW_INSERTED, .key = "id = 3", .n = 2, .column = columns, .after = after });
    sb_changes_put_table(to, &(sb_table_change){ .table = "logs", .inserted = 1 });
}

TEST(changes, are_read_as_they_were_put)
{
    put(&self->bytes);
    sb_changes_put_why(&self->bytes, "and no more");
    self->read = sb_changes_read(self->bytes.at, self->bytes.size);
    should(self->read->n, equal_to(2));
    should(self->read->table[0].table, equal_to("users"));
    should(self->read->table[0].inserted, equal_to(5));
    should(self->read->table[0].rows, equal_to(1));
    const sb_row_change *row = self->read->table[0].row;
    should(row->before[1], be_null);
    should(row->after[1], equal_to("eve"));
    should(row->statement, equal_to("UPDATE"));
    should(row->foreign, be_true);
    should(row->made, be_true);
    should(self->read->table[1].row->made, be_false);
    should(self->read->table[1].row->before, be_null);
    should(self->read->why, equal_to("and no more"));
}

TEST(changes, what_is_cut_off_is_passed_over)
{
    put(&self->bytes);
    for (size_t size = 0; size < self->bytes.size; size++) {
        char *cut = malloc(size + 1); /* of this size, so that an instrument sees what is read beyond it */
        memcpy(cut, self->bytes.at, size);
        sb_changes *read = sb_changes_read(cut, size);
        size_t tables = read->n;
        sb_changes_free(read);
        free(cut);
        should(tables, be_at_most(1));
    }
}

/* ---- through the record ---- */

FIXTURE(changes_record,
    (sb_plan plan; sb_planned item; sb_planned_terms terms; sb_case test; sb_planned_suite suite; sb_board * board;
        sb_record * record; sb_result result; sb_text bytes));

SETUP(changes_record)
{
    self->test = (sb_case)SB_CASE("x.c", 3, "s", "a", NULL, NULL);
    self->suite.suite = (sb_suite){ .name = "s", .sandbox = "catalog" };
    self->terms = (sb_planned_terms){ .timeout_ns = 1500000000, .tags = "", .retries = 1 };
    self->item = (sb_planned){ .test = &self->test, .suite = &self->suite, .terms = &self->terms, .name = "s/a" };
    self->plan = (sb_plan){ .item = &self->item, .n = 1 };
    self->board = sb_board_open(1, 1);
    should(sb_record_open(&self->plan, self->board, &self->record), equal_to(SB_OK));
    put(&self->bytes);
}

TEARDOWN(changes_record)
{
    if (self->record)
        sb_record_close(self->record);
    sb_board_close(self->board);
    sb_text_release(&self->bytes);
}

static void tell(struct sb_fixture_changes_record *self)
{
    const sb_sink *sink = sb_record_sinks(self->record);
    sink->rows(sink->env, 0, self->bytes.at, self->bytes.size);
}

static void end(struct sb_fixture_changes_record *self, enum sb_state state)
{
    sb_slot known = { .signal = 11, .ended = (uint8_t)state };
    sb_board_write(self->board, 0, known, state);
    should(sb_record_next(self->record, true, &self->result), be_true);
}

TEST(changes_record, they_come_with_the_result)
{
    tell(self);
    end(self, SB_FAILED);
    should(self->result.table_count, equal_to(2));
    should(self->result.table[1].row->key, equal_to("id = 3"));
    should(self->result.rows_unknown, be_null);
}

TEST(changes_record, so_does_the_tree_of_what_factories_made)
{
    sb_changes_put_made(&self->bytes, "user 1\n");
    tell(self);
    end(self, SB_FAILED);
    should(self->result.made, equal_to("user 1\n"));
}

TEST(changes_record, of_several_attempts_the_last_one_counts)
{
    tell(self);
    self->bytes.size = 0;
    sb_changes_put_table(&self->bytes, &(sb_table_change){ .table = "other", .inserted = 1 });
    tell(self);
    end(self, SB_FAILED);
    should(self->result.table_count, equal_to(1));
    should(self->result.table->table, equal_to("other"));
}

TEST_EACH(changes_record, a_test_whose_process_died_took_them_along, (enum sb_state state; const char *why),
    { SB_CRASHED, "they were in its process, and are gone with it" },
    { SB_TIMED_OUT, "they were in its process, and are gone with it" }, { SB_FAILED, NULL })
{
    end(self, each->state);
    should(self->result.rows_unknown, equal_to(each->why));
}

TEST(changes_record, outside_of_a_sandbox_there_is_nothing_to_know)
{
    self->suite.suite.sandbox = NULL;
    end(self, SB_CRASHED);
    should(self->result.rows_unknown, be_null);
}
