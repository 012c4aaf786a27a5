/* lines_test.c -- tests of framework/config/lines.c. */
#include "../../../framework/config/lines.h"

#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(lines, (sb_lines lines; sb_yaml * line; char *path));

TEARDOWN(lines)
{
    sb_yaml_free(self->line);
    sb_lines_close(&self->lines);
    free(self->path);
}

static void open_text(struct sb_fixture_lines *self, const char *text)
{
    self->path = sb_format("%s/lines.json", sb_temp_dir());
    FILE *file = fopen(self->path, "wb");
    fputs(text, file);
    fclose(file);
    should(sb_lines_open(&self->lines, self->path), equal_to(SB_OK));
}

static int next(struct sb_fixture_lines *self)
{
    sb_yaml_free(self->line);
    return sb_lines_next(&self->lines, &self->line);
}

TEST(lines, each_line_is_a_document_that_knows_its_place_in_the_file)
{
    open_text(self, "{\"a\":1}\n\n{\"a\": \"2\"}\n");

    should(next(self), equal_to(SB_OK));
    should(sb_node_get(self->line->root, "a")->line, equal_to(1));
    should(next(self), equal_to(SB_OK));
    should(sb_node_get(self->line->root, "a")->line, equal_to(3));
    should(sb_node_get(self->line->root, "a")->column, equal_to(7));
}

TEST(lines, after_the_last_line_comes_none)
{
    open_text(self, "{}\n");

    should(next(self), equal_to(SB_OK));
    should(next(self), equal_to(SB_OK));
    should(self->line, be_null);
}

TEST(lines, a_line_without_its_newline_is_not_whole)
{
    open_text(self, "{}\n{}");

    should(next(self), equal_to(SB_OK));
    should(self->lines.whole, be_true);
    should(next(self), equal_to(SB_OK));
    should(self->lines.whole, be_false);
}

TEST(lines, a_text_keeps_its_nul)
{
    open_text(self, "{\"a\":\"x\\u0000y\"}\n");

    should(next(self), equal_to(SB_OK));
    should(bytes(sb_node_get(self->line->root, "a")->text, sb_node_get(self->line->root, "a")->size), equal_to(bytes("x\0y", 3)));
}

TEST_EACH(lines, refused, (const char *text, *message), { "{}\n{a: 1}\n", "lines.json:2:" }, { "{}\n{\"a\":\n", "lines.json:2:" },
    { "{}\n\n{\"a\":1,\"a\":2}\n", "lines.json:3:8: the key `a` is there twice" },
    { "{}\n\xff\n", "lines.json:2:1: this is not JSON: the byte 0xff is not UTF-8 text" })
{
    open_text(self, each->text);

    should(next(self), equal_to(SB_OK));
    should(next(self), equal_to(SB_ERR));
    should(sb_error(), contain(each->message));
}

TEST(lines, a_file_that_is_not_there_is_named)
{
    should(sb_lines_open(&self->lines, "no/such/file"), equal_to(SB_ENOTFOUND));

    should(sb_error(), start_with("no/such/file: cannot be opened: "));
}
