/* yaml_test.c -- tests of framework/config/yaml.c and document.c. */
#include "../../../framework/config/yaml.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(yaml, (sb_yaml * yaml; char *path));

TEARDOWN(yaml)
{
    sb_yaml_free(self->yaml);
    free(self->path);
}

/* Write the text to a file of the test's own, and read it as YAML. */
static int read_text(struct sb_fixture_yaml *self, const char *name, const char *text)
{
    free(self->path);
    self->path = sb_format("%s/%s", sb_temp_dir(), name);
    FILE *file = fopen(self->path, "wb");
    if (!file)
        fail_test("%s cannot be written", self->path);
    fputs(text, file);
    fclose(file);
    sb_yaml_free(self->yaml);
    return sb_yaml_read(self->path, &self->yaml);
}

static const char *read_message(struct sb_fixture_yaml *self, const char *text)
{
    should(read_text(self, "a.yaml", text), equal_to(SB_ERR));
    return sb_error();
}

TEST(yaml, keys_lists_and_scalars_know_their_place)
{
    should(read_text(self, "a.yaml", "one: 1\ntwo:\n  - a\n  - \"b\"\n"), equal_to(SB_OK));
    const sb_node *two = sb_node_get(self->yaml->root, "two");
    should(two->n, equal_to(2));
    should(two->item[1]->text, equal_to("b"));
    should(two->item[1]->line, equal_to(4));
    should(two->item[1]->column, equal_to(5));
}

TEST(yaml, quotes_tell_text_from_numbers)
{
    should(read_text(self, "a.yaml", "plain: 1\nquoted: '1'\n"), equal_to(SB_OK));
    should(sb_node_get(self->yaml->root, "plain")->quoted, be_false);
    should(sb_node_get(self->yaml->root, "quoted")->quoted, be_true);
}

TEST_EACH(yaml, nothing_is_null, (const char *text), { "a:\n" }, { "a: ~\n" }, { "a: null\n" })
{
    should(read_text(self, "a.yaml", each->text), equal_to(SB_OK));
    should(sb_node_get(self->yaml->root, "a")->text, be_null);
}

TEST(yaml, a_quoted_nothing_is_an_empty_text)
{
    should(read_text(self, "a.yaml", "a: \"\"\n"), equal_to(SB_OK));
    should(sb_node_get(self->yaml->root, "a")->text, equal_to(""));
}

TEST(yaml, a_key_that_is_not_there_is_null)
{
    should(read_text(self, "a.yaml", "a: 1\n"), equal_to(SB_OK));
    should(sb_node_get(self->yaml->root, "b"), be_null);
    should(sb_node_get(sb_node_get(self->yaml->root, "a"), "b"), be_null);
}

TEST(yaml, an_empty_file_is_null)
{
    should(read_text(self, "a.yaml", "# nothing\n"), equal_to(SB_OK));
    should(self->yaml->root->kind, equal_to(SB_NODE_SCALAR));
    should(self->yaml->root->text, be_null);
}

TEST(yaml, an_alias_is_the_node_of_its_anchor)
{
    should(read_text(self, "a.yaml", "a: &x [1]\nb: *x\n"), equal_to(SB_OK));
    should(sb_node_get(self->yaml->root, "b"), be(sb_node_get(self->yaml->root, "a")));
}

TEST(yaml, json_is_read_by_its_own_rules)
{
    should(read_text(self, "a.json", "[{\"pk\": null, \"n\": 1}]"), equal_to(SB_OK));
    should(sb_node_get(self->yaml->root->item[0], "n")->text, equal_to("1"));
    should(read_text(self, "b.json", "[1,]"), equal_to(SB_ERR));
}

TEST(yaml, a_missing_file_is_told_from_a_bad_one)
{
    should(sb_yaml_read("no/such/file.yaml", &self->yaml), equal_to(SB_ENOTFOUND));
    should(sb_error(), start_with("no/such/file.yaml: cannot be opened"));
}

TEST(yaml, a_key_that_is_there_twice_is_refused_with_both_lines)
{
    const char *message = read_message(self, "a: 1\nb: 2\na: 3\n");
    should(message, match("/a\\.yaml:3:1: the key `a` is there twice, first in line 1; expected"));
    should(message, end_with("\n    a: 3\n    ^"));
}

TEST_EACH(yaml, what_is_not_yaml_is_shown_with_its_place, (const char *text, *place, *caret),
    { "a: [1, 2\n", ":1:9: this is not YAML", "\n            ^" }, { "a: 1\n  b: 2\n", ":1:4: this is not YAML", "\n       ^" },
    { "\xc3\xb8: *x\n", ":1:4: nothing before this is anchored as &x", "\n       ^" },
    { "a: 1\n---\nb: 2\n", ":2:1: a second document", "\n    ^" },
    { "? [a]\n: 1\n", ":1:3: expected a name as the key", "\n      ^" })
{
    const char *message = read_message(self, each->text);
    expect(message, contain(each->place));
    expect(message, end_with(each->caret));
}

TEST(yaml, bytes_that_are_not_utf8_are_refused)
{
    should(read_message(self, "a: 1\nb: \xff\n"), contain(":2:4: this is not YAML: the byte 0xff"));
}

TEST(yaml, a_node_cannot_hold_itself) { should(read_message(self, "a: &x [*x]\n"), contain("nothing before this is anchored")); }

TEST(yaml, nesting_has_an_end)
{
    char text[1000];
    memset(text, '[', 500);
    memset(text + 500, ']', 499);
    text[999] = 0;
    should(read_message(self, text), contain("nested more than 100 deep"));
}

TEST(yaml, a_tab_before_the_column_moves_the_caret_by_a_tab)
{
    should(read_text(self, "a.json", "{\t\"a\": 1}"), equal_to(SB_OK));
    should(sb_node_fail(self->yaml->root->key[0], SB_EREFUSED, "no %s", "good"), equal_to(SB_EREFUSED));
    should(sb_error(), end_with(":1:3: no good\n    {\t\"a\": 1}\n     \t^"));
}
