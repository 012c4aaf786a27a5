/* changed_test.c -- tests of framework/report/changed.c, html_changed.c and json_changed.c: rows that a test changed, in every report. */
#include "changes_made_up.h"

#include "../../../framework/report/changed.h"
#include "../../../framework/report/record_file.h"
#include "made_up.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(changed_rows);

static const sb_failure failure = { "t.c", 42, "one should equal two", true };
static const sb_result result =
    RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1, .table = &changed_users, .table_count = 1);
static const sb_report_options plain = { .width = 80 };

static const char *text_of(const sb_result *of)
{
    sb_text text = SB_TEXT_EMPTY;
    sb__changed_text(&text, of);
    add_cleanup(free, text.at);
    return text.at ? text.at : "";
}

TEST(changed_rows, lines_for_a_person) { should(text_of(&result), equal_to(CHANGED_TEXT)); }

TEST(changed_rows, why_they_are_not_known)
{
    const sb_result unknown = RESULT(0, "one", SB_CRASHED, .rows_unknown = "gone");
    should(text_of(&unknown), equal_to("not known: gone\n"));
    should(sb__changed_any(&unknown), be_true);
    should(sb__changed_any(&(sb_result){ .suite = "s" }), be_false);
}

TEST(changed_rows, what_opens_the_tables_that_were_kept)
{
    const sb_result kept = RESULT(0, "one", SB_FAILED, .kept = "sqlite3 /tmp/a<b.db");
    should(text_of(&kept), equal_to("kept: sqlite3 /tmp/a<b.db\n"));
    should(made_up_report(&sb__reporter_html, plain, &kept, 1),
        contain("Kept: <code class=\"again\">sqlite3 /tmp/a&lt;b.db</code>"));
    should(made_up_report(&sb__reporter_json, plain, &kept, 1), contain(",\"kept\":\"sqlite3 /tmp/a<b.db\"}"));
}

TEST(changed_rows, what_factories_made)
{
    const sb_result made = RESULT(0, "one", SB_FAILED, .made = "seat 1  t.c:4\n  user 1 <a>\n");
    should(text_of(&made), equal_to("made by factories:\n  seat 1  t.c:4\n    user 1 <a>\n"));
    should(made_up_report(&sb__reporter_html, plain, &made, 1), contain("<pre>\nseat 1  t.c:4\n  user 1 &lt;a&gt;\n</pre>"));
    should(made_up_report(&sb__reporter_json, plain, &made, 1), contain(",\"made\":\"seat 1  t.c:4\\n  user 1 <a>\\n\"}"));
}

TEST(changed_rows, what_is_in_a_cell_cannot_break_the_line)
{
    const char *const column[] = { "a\nb" }, *const cell[] = { "x\ny\033[1m" };
    const sb_row_change row = { .kind = SB_ROW_INSERTED, .table = "t", .key = "", .n = 1, .column = column, .after = cell };
    const sb_table_change table = { "t", 1, 0, 0, &row, 1 };
    should(
        text_of(&(sb_result){ .table = &table, .table_count = 1 }), equal_to("t: 1 inserted\n  + a\\x0ab \"x\\ny\\x1b[1m\"\n"));
}

TEST(changed_rows, on_the_terminal_they_stand_below_the_failure)
{
    should(made_up_report(&sb__reporter_terminal, plain, &result, 1),
        contain("one should equal two\n"
                "  rows that it changed:\n"
                "    users: 7 inserted, 1 changed, 1 deleted\n"
                "      + id 4, name \"a<da\" (by make)\n"
                "      ~ id = 3: name \"bob\" -> \"eve\"\n"));
}

TEST(changed_rows, the_difference_is_marked_by_colours)
{
    should(made_up_report(&sb__reporter_terminal, (sb_report_options){ .colour = true }, &result, 1),
        contain("name \033[31;7m\"bob\"\033[0m -> \033[32;7m\"eve\"\033[0m\n"));
}

TEST(changed_rows, tap_has_them_in_its_block)
{
    should(made_up_report(&sb__reporter_tap, plain, &result, 1),
        contain("  rows: |\n    users: 7 inserted, 1 changed, 1 deleted\n      + id 4, name \"a<da\" (by make)\n"));
}

TEST(changed_rows, junit_has_them_behind_the_failure)
{
    should(made_up_report(&sb__reporter_junit, plain, &result, 1),
        contain("one should equal two\nrows that it changed:\nusers: 7 inserted, 1 changed, 1 deleted\n"
                "  + id 4, name \"a&lt;da\" (by make)\n"));
}

TEST(changed_rows, an_annotation_has_them)
{
    should(made_up_report(&sb__reporter_github, plain, &result, 1),
        contain("%0A%0Arows that it changed:%0Ausers: 7 inserted, 1 changed, 1 deleted%0A  + id 4"));
}

TEST(changed_rows, the_page_has_a_table_with_marked_differences)
{
    const char *page = made_up_report(&sb__reporter_html, plain, &result, 1);
    should(page,
        contain(
            "<caption><b>users</b>: 7 inserted, 1 changed, 1 deleted; the first 3</caption>\n"
            "<tr><th></th><th scope=\"col\">id</th><th scope=\"col\">name</th><th scope=\"col\">age</th></tr>\n"
            "<tr class=\"inserted\"><th scope=\"row\">inserted by make</th><td>4</td><td>a&lt;da</td><td><i>NULL</i></td></tr>\n"
            "<tr class=\"changed\"><th scope=\"row\">changed</th><td>3</td>"
            "<td><del>bob</del> <ins>eve</ins></td><td>36</td></tr>\n"));
    should(page, contain("by <code>UPDATE users SET name = 'eve'</code>"));
}

/* ---- the record ---- */

FIXTURE(changed_record, (sb__recorded record));
TEARDOWN(changed_record) { sb__recorded_release(&self->record); }

static int read_back(struct sb_fixture_changed_record *self, const char *text)
{
    char *path = sb_format("%s/record.json", sb_temp_dir());
    FILE *file = fopen(path, "wb");
    fputs(text, file);
    fclose(file);
    add_cleanup(free, path);
    return sb__recorded_read(&self->record, path);
}

TEST(changed_record, rows_are_read_back_as_they_were)
{
    should(read_back(self, made_up_report(&sb__reporter_json, plain, &result, 1)), equal_to(SB_OK));
    should(text_of(self->record.result), equal_to(CHANGED_TEXT));
    should(self->record.result->table->row[1].foreign, be_true);
    should(self->record.result->table->row[0].foreign, be_false);
    should(self->record.result->table->row[0].made, be_true);
    should(self->record.result->table->row[1].made, be_false);
    should(made_up_report(&sb__reporter_json, plain, self->record.result, 1),
        equal_to(made_up_report(&sb__reporter_json, plain, &result, 1)));
}

TEST(changed_record, bytes_of_cells_survive)
{
    const char *const column[] = { "b" }, *const cell[] = { "\xff\x01" };
    const sb_row_change row = {
        .kind = SB_ROW_DELETED, .table = "t", .key = "b = \xff", .n = 1, .column = column, .before = cell
    };
    const sb_table_change table = { "t", 0, 0, 1, &row, 1 };
    const sb_result odd =
        RESULT(0, "one", SB_FAILED, .table = &table, .table_count = 1, .rows_unknown = "why", .kept = "how", .made = "what");
    should(read_back(self, made_up_report(&sb__reporter_json, plain, &odd, 1)), equal_to(SB_OK));
    const sb_row_change *read = self->record.result->table->row;
    should(read->before[0], equal_to("\xff\x01"));
    should(read->after, be_null);
    should(self->record.result->rows_unknown, equal_to("why"));
    should(self->record.result->kept, equal_to("how"));
    should(self->record.result->made, equal_to("what"));
}

TEST_EACH(changed_record, what_is_no_row_is_refused, (const char *tables, *why), { "{}", "`tables` expects a list of objects" },
    { "[{\"table\":\"t\",\"inserted\":1,\"changed\":0,\"deleted\":0}]", "`rows` expects a list of objects" },
    { "[{\"table\":\"t\",\"inserted\":-1,\"changed\":0,\"deleted\":0,\"rows\":[]}]", "`inserted` expects a whole number" },
    { "[{\"table\":\"t\",\"inserted\":1,\"changed\":0,\"deleted\":0,\"rows\":[{\"kind\":\"new\"}]}]", "`kind` expects" },
    { "[{\"table\":\"t\",\"inserted\":1,\"changed\":0,\"deleted\":0,\"rows\":[{\"kind\":\"inserted\",\"key\":\"\",\"cells\":[{}]}]}]",
        "the key `column` is not there" })
{
    const sb_result one = RESULT(0, "one", SB_FAILED, .reason = "HERE");
    const char *text = made_up_report(&sb__reporter_json, plain, &one, 1), *here = strstr(text, "\"HERE\"");
    char *bad = sb_format("%.*s\"\",\"tables\":%s%s", (int)(here - text), text, each->tables, here + 6);
    add_cleanup(free, bad);
    should(read_back(self, bad), equal_to(SB_ERR));
    should(sb_error(), contain(each->why));
}
