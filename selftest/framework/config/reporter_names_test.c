/* reporter_names_test.c -- tests framework/config/reporter_names.c, by reporters added to the context and taken from it again. */
#include "../../../assert/context.h"
#include "../../../framework/config/options.h"
#include "../../../framework/config/reporter_names.h"

#include <seedbed.h>

FIXTURE(reporter_names, (sb_reporter_node * before; sb_reporter mine; sb_reporter_node node; sb_options read; sb_text help));

static void *open_none(FILE *out, const sb_report_options *options) { return (void)options, out; }
static void result_none(void *env, const sb_result *result) { (void)env, (void)result; }
static void end_none(void *env, const sb_tally *tally) { (void)env, (void)tally; }
static void close_none(void *env) { (void)env; }

SETUP(reporter_names)
{
    self->before = sb_context_get()->reporters;
    sb_context_get()->reporters = NULL;
    self->mine = (sb_reporter){ .name = "mine",
        .text = "a reporter of a test",
        .open = open_none,
        .result = result_none,
        .end = end_none,
        .close = close_none };
    self->node.reporter = &self->mine;
    sb_add_reporter(&self->node);
}

TEARDOWN(reporter_names)
{
    sb_context_get()->reporters = self->before;
    sb_options_release(&self->read);
    sb_text_release(&self->help);
}

TEST(reporter_names, an_added_one_is_found_behind_the_built_in_ones)
{
    size_t built_in = 0;
    while (sb_reporters[built_in])
        built_in++;

    should(sb__reporters_check(), equal_to(SB_OK));
    should(sb__reporter_find("mine", 4), be(&self->mine));
    should(sb__reporter_at(built_in), be(&self->mine));
    should(sb__reporter_at(built_in + 1), be_null);
}

TEST(reporter_names, an_added_one_is_known_to_the_command_line_and_the_help)
{
    should(sb_options_read(&self->read, 2, (char *[]){ "./t", "--report=mine=x", NULL }), equal_to(SB_OK));
    sb_options_help(&self->help, "./t");

    should(self->read.report_count, equal_to(1));
    should(self->help.at, contain("  mine                        a reporter of a test\n"));
}

TEST_EACH(reporter_names, names_that_are_refused, (const char *name, *message),
    { "tap", "the name \"tap\" is taken by another reporter" }, { "a=b", "no name that --report could take" },
    { "", "no name that --report could take" })
{
    self->mine.name = each->name;

    should(sb_options_read(&self->read, 1, (char *[]){ "./t", NULL }), equal_to(SB_ERR));
    should(sb_error(), contain(each->message));
}

TEST(reporter_names, one_that_lacks_a_function_is_refused)
{
    self->mine.result = NULL;

    should(sb__reporters_check(), equal_to(SB_ERR));
    should(sb_error(), contain("the reporter \"mine\" lacks something"));
}

TEST(reporter_names, two_of_one_name_are_refused)
{
    const sb_reporter other = self->mine;
    sb_reporter_node second = { &other, NULL };
    sb_add_reporter(&second);

    should(sb__reporters_check(), equal_to(SB_ERR));
    self->node.next = NULL;
}
