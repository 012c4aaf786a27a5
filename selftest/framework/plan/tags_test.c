/* tags_test.c -- expressions over tags. */
#include "../../../framework/plan/tags.h"
#include <seedbed.h>

FIXTURE(tags, (sb_planned draft[3]; sb_planned_terms terms[3]; sb_drafts drafts; sb_tags * read));

SETUP(tags)
{
    static const char *const have[] = { "a b", "c db:x=1/2.3_4-5", "" };
    for (int i = 0; i < 3; i++) {
        self->terms[i].tags = have[i];
        self->draft[i].terms = &self->terms[i];
    }
    self->drafts = (sb_drafts){ .at = self->draft, .n = 3 };
}

TEARDOWN(tags)
{
    if (self->read)
        sb_tags_release(self->read);
}

TEST_EACH(tags, fit, (const char *expression, *words; bool fits), { "a", "a b", true }, { "a", "ab", false }, { "a", "", false },
    { "!a", "b", true }, { "not a", "a", false }, { "!!a", "a", true }, { "a&b", "a b", true }, { "a & b", "a", false },
    { "a && b", "b a", true }, { "a and b", "a b", true }, { "a|b", "b", true }, { "a || b", "c", false },
    { "a or b", "b", true }, { "a | b & c", "a", true }, { "(a | b) & c", "a", false }, { "!(a | b)", "c", true },
    { "!a & b", "b", true }, { "not a and b", "a b", false }, { " ( ( a ) ) ", "a", true },
    { "db:x=1/2.3_4-5", "db:x=1/2.3_4-5", true })
{
    should(sb_tags_read(each->expression, &self->drafts, &self->read), equal_to(SB_OK));
    should(sb_tags_fit(self->read, each->words), equal_to(each->fits));
}

TEST_EACH(tags, wrong, (const char *expression, *message), { "a &", "column 4: a tag is missing at the end" },
    { "(a | b", "column 7: `)` is missing at the end" }, { "a)", "column 2: `(` is missing before `)`" },
    { "a b", "column 3: `&` or `|` is missing before `b`" }, { "and a", "column 1: a tag is missing before `and`" },
    { "a & | b", "column 5: a tag is missing before `|`" }, { "()", "column 2: a tag is missing before `)`" })
{
    should(sb_tags_read(each->expression, &self->drafts, &self->read), equal_to(SB_ERR));
    should(sb_error(), end_with(each->message));
    should(sb_error(), start_with("--tag `"));
}

TEST(tags, nested_without_end_are_refused)
{
    char deep[1001] = "";
    for (int i = 0; i < 1000; i++)
        deep[i] = '(';
    should(sb_tags_read(deep, &self->drafts, &self->read), equal_to(SB_ERR));
    should(sb_error(), contain("nested too deeply"));
}

TEST(tags, that_nothing_has_name_the_nearest)
{
    self->terms[2].tags = "database";
    should(sb_tags_read("!databose", &self->drafts, &self->read), equal_to(SB_ENOTFOUND));
    should(sb_error(), start_with("no test has the tag `databose`, did you mean `database`?"));
}

TEST(tags, are_missed_where_there_are_none)
{
    self->terms[0].tags = self->terms[1].tags = "";
    should(sb_tags_read("slow", &self->drafts, &self->read), equal_to(SB_ENOTFOUND));
    should(sb_error(), equal_to("no test has the tag `slow`, nor any other; write .tags = \"slow\" to give it one"));
}
