/* options_test.c -- tests framework/config/options.c, options_read.c, options_table.c and options_help.c. */
#include "environment.h"

#include <limits.h>

FIXTURE(options, (sb_options read; sb_text text));

SETUP(options) { clear_environment(); }

TEARDOWN(options)
{
    clear_environment();
    sb_options_release(&self->read);
    sb_text_release(&self->text);
}

#define READ(...) read_line(&self->read, (char *[]){ "./t", __VA_ARGS__, NULL })

TEST(options, without_arguments_everything_runs_with_the_defaults)
{
    should(READ(NULL), equal_to(0));

    expect(self->read.program, equal_to("./t"));
    expect(self->read.pattern_count, equal_to(0));
    expect(self->read.jobs, equal_to(0));
    expect(self->read.timeout, equal_to(10));
    expect(self->read.isolate, equal_to(SB_ISOLATE_WORKER));
    expect(self->read.start, equal_to(SB_START_FORK));
    expect(self->read.colour, equal_to(SB_COLOUR_AUTO));
    expect(self->read.seed_given, be_false);
}

TEST_EACH(options, spelling, (char *a, *b), { "--jobs=4", NULL }, { "--jobs", "4" }, { "-j4", NULL }, { "-j", "4" },
    { "-j=4", NULL }, { "-vj4", NULL }, { "-vj", "4" })
{
    should(READ(each->a, each->b), equal_to(0));
    should(self->read.jobs, equal_to(4));
}

TEST(options, flags_are_off_until_given)
{
    should(READ(NULL), equal_to(0));
    should(self->read.list || self->read.rebuild || self->read.fail_fast || self->read.verbose || self->read.pinned, be_false);
    sb_options_release(&self->read);

    should(READ("--list", "--rebuild", "--fail-fast", "-v", "--pinned", "-h", "--version"), equal_to(0));
    should(self->read.list && self->read.rebuild && self->read.fail_fast && self->read.verbose && self->read.pinned, be_true);
    should(self->read.help && self->read.version, be_true);
}

TEST(options, values_go_where_they_belong)
{
    should(READ("--isolate=none", "--colour=always", "--timeout=2.5", "--config", "a.yaml"), equal_to(0));

    expect(self->read.isolate, equal_to(SB_ISOLATE_NONE));
    expect(self->read.colour, equal_to(SB_COLOUR_ALWAYS));
    expect(self->read.timeout, equal_to(2.5));
    expect(self->read.config, equal_to("a.yaml"));
}

TEST(options, an_optional_value_is_given_by_the_sign_alone)
{
    should(READ("--shuffle", "7", "--until-fail", "--fail-fast", "-l"), equal_to(0));
    expect(self->read.pattern[0], equal_to("7"));
    expect(self->read.shuffle, be_true);
    expect(self->read.seed_given, be_false);
    expect(self->read.until_fail, equal_to(UINT_MAX));
    expect(self->read.fail_fast, equal_to(1));
    expect(self->read.list, equal_to(SB_LIST_NAMES));
}

TEST(options, an_optional_value_is_read)
{
    should(READ("--shuffle=7", "--until-fail=3", "--fail-fast=2", "--list=json"), equal_to(0));
    expect(self->read.seed, equal_to(7));
    expect(self->read.until_fail, equal_to(3));
    expect(self->read.fail_fast, equal_to(2));
    expect(self->read.list, equal_to(SB_LIST_JSON));
}

TEST(options, a_letter_with_an_optional_value_stands_before_others)
{
    should(READ("-lv"), equal_to(0));
    should(self->read.list == SB_LIST_NAMES && self->read.verbose, be_true);
    sb_options_release(&self->read);
    should(READ("-l=json"), equal_to(0));
    should(self->read.list, equal_to(SB_LIST_JSON));
}

TEST(options, selection_goes_where_it_belongs)
{
    should(READ("--match=^a", "--match", "b$", "--tag", "x & y", "--exact=s/t", "--failed", "--shard=2/3"), equal_to(0));
    expect(self->read.match_count, equal_to(2));
    expect(self->read.match[1], equal_to("b$"));
    expect(self->read.tag[0], equal_to("x & y"));
    expect(self->read.exact, equal_to("s/t"));
    expect(self->read.failed, be_true);
    expect(self->read.shard == 2 && self->read.shards == 3, be_true);
    expect(self->read.shard_source, equal_to("--shard"));
}

TEST(options, ways_to_run_go_where_they_belong)
{
    should(READ("--repeat=4", "--start=spawn", "--retries=2", "--timeout-scale=2.5", "--rerun-crashed=none",
               "--update-snapshots=prune", "--snapshots=d", "--debug=s/t", "--debugger=lldb"),
        equal_to(0));
    expect(self->read.repeat, equal_to(4));
    expect(self->read.start, equal_to(SB_START_SPAWN));
    expect(self->read.retries, equal_to(2));
    expect(self->read.timeout_scale, equal_to(2.5));
    expect(self->read.rerun, equal_to(SB_RERUN_NONE));
    expect(self->read.update, equal_to(SB_UPDATE_PRUNE));
    expect(self->read.snapshots, equal_to("d"));
    expect(self->read.debug, equal_to("s/t"));
    expect(self->read.debugger, equal_to("lldb"));
}

TEST_EACH(options, last, (char *argument; const char *variable, *file), { NULL, NULL, NULL }, { "--last=none", NULL, "" },
    { "--last=", NULL, "" }, { "--last=x", "", "x" }, { NULL, "", "" }, { NULL, "none", "" }, { NULL, "y", "y" })
{
    if (each->variable)
        setenv("SEEDBED_LAST", each->variable, 1);
    should(READ(each->argument), equal_to(0));
    should(self->read.last, equal_to(each->file));
}

TEST_EACH(options, full_values, (char *argument; const char *variable; bool on), { NULL, NULL, false },
    { "--full-values", NULL, true }, { NULL, "1", true }, { NULL, "0", false }, { "--full-values", "0", true })
{
    if (each->variable)
        setenv("SEEDBED_FULL_VALUES", each->variable, 1);
    should(READ(each->argument), equal_to(0));
    should(self->read.full_values, equal_to(each->on));
}

TEST(options, a_variable_that_stands_for_a_flag_is_1_or_0)
{
    setenv("SEEDBED_FULL_VALUES", "yes", 1);
    should(READ(NULL), equal_to(SB_ERR));
    should(sb_error(), equal_to("SEEDBED_FULL_VALUES expects 1 or 0, and got \"yes\"."));
}

TEST(options, lists_hold_many)
{
    char *line[101] = { "./t" };
    for (int i = 1; i < 100; i++)
        line[i] = i % 2 ? "--match=x" : "name";
    should(read_line(&self->read, line), equal_to(0));
    should(self->read.match_count, equal_to(50));
    should(self->read.pattern_count, equal_to(49));
    should(self->read.pattern[48], equal_to("name"));
}

TEST_EACH(options, durations, (char *argument; unsigned n), { "--durations", 10 }, { "--durations=3", 3 }, { NULL, 0 })
{
    should(READ(each->argument), equal_to(0));
    should(self->read.durations, equal_to(each->n));
}

TEST(options, the_last_of_two_wins_in_both_spellings_of_colour)
{
    should(READ("--colour=always", "--color=never"), equal_to(0));
    should(self->read.colour, equal_to(SB_COLOUR_NEVER));
}

TEST(options, names_may_stand_between_options)
{
    should(READ("price", "--list", "!*slow*", "--", "--odd", "-x"), equal_to(0));

    should(self->read.pattern_count, equal_to(4));
    expect(self->read.pattern[0], equal_to("price"));
    expect(self->read.pattern[1], equal_to("!*slow*"));
    expect(self->read.pattern[2], equal_to("--odd"));
    expect(self->read.pattern[3], equal_to("-x"));
}

TEST(options, reports_are_kept_in_their_order)
{
    should(READ("--report", "tap", "--report=junit=a=b.xml"), equal_to(0));

    should(self->read.report_count, equal_to(2));
    expect(self->read.report[0], equal_to("tap"));
    expect(self->read.report[1], equal_to("junit=a=b.xml"));
}

TEST_EACH(options, seed, (char *text; uint64_t seed), { "--seed=0", 0 }, { "--seed=42", 42 }, { "--seed=0x5EEDbed", 0x5eedbed },
    { "--seed=18446744073709551615", UINT64_MAX })
{
    should(READ(each->text), equal_to(0));
    should(self->read.seed, equal_to(each->seed));
    should(self->read.seed_given, be_true);
}

TEST(options, a_pinned_run_has_the_seed_one_unless_it_is_given)
{
    should(READ("--pinned"), equal_to(0));
    should(self->read.seed, equal_to(1));
    sb_options_release(&self->read);

    should(READ("--pinned", "--seed=5"), equal_to(0));
    should(self->read.seed, equal_to(5));
}

#define SEED_EXPECTS "--seed expects a whole number from 0 to 18446744073709551615, or a hexadecimal one behind 0x, and got "
#define SHARD_EXPECTS "--shard expects its number and how many there are, such as 2/3, or off, and "
#define JOBS_EXPECTS "--jobs expects a whole number from 0 to 1024 (0: one worker per core), and "
#define TIMEOUT_EXPECTS "--timeout expects seconds from 0 to 1000000, such as 2.5 (0: no limit), and got "

TEST_EACH(options, refused, (char *argument; const char *message),
    { "--job=4", "There is no option --job; did you mean --jobs? --help lists all." },
    { "--colr", "There is no option --colr; did you mean --color? --help lists all." },
    { "--qqqqqq", "There is no option --qqqqqq. --help lists all; a name that begins with - goes behind --." },
    { "-verbose", "There is no option -verbose; did you mean --verbose? --help lists all." },
    { "--list=all", "--list expects json or nothing, and got \"all\"." }, { "-v=1", "-v takes no value, and got \"1\"." },
    { "--jobs", JOBS_EXPECTS "nothing follows it." }, { "--jobs=", JOBS_EXPECTS "got \"\"." },
    { "--jobs=4x", JOBS_EXPECTS "got \"4x\"." }, { "--jobs=-1", JOBS_EXPECTS "got \"-1\"." },
    { "--jobs=+1", JOBS_EXPECTS "got \"+1\"." }, { "--jobs= 1", JOBS_EXPECTS "got \" 1\"." },
    { "--jobs=1025", JOBS_EXPECTS "got \"1025\"." }, { "--seed=18446744073709551616", SEED_EXPECTS "\"18446744073709551616\"." },
    { "--seed=0x", SEED_EXPECTS "\"0x\"." }, { "--timeout=1e3", TIMEOUT_EXPECTS "\"1e3\"." },
    { "--timeout=.", TIMEOUT_EXPECTS "\".\"." }, { "--timeout=1.2.3", TIMEOUT_EXPECTS "\"1.2.3\"." },
    { "--timeout=-1", TIMEOUT_EXPECTS "\"-1\"." }, { "--timeout=nan", TIMEOUT_EXPECTS "\"nan\"." },
    { "--timeout=1000001", TIMEOUT_EXPECTS "\"1000001\"." },
    { "--start=vfork", "--start expects fork or spawn, and got \"vfork\"." },
    { "--isolate=tests", "--isolate expects worker, test or none, and got \"tests\"." },
    { "--match=", "--match expects a regular expression, and got \"\"." },
    { "--tag= ", "--tag expects tags, such as 'slow' or 'db & !(slow | flaky)', and got \" \"." },
    { "--shard=0/3", SHARD_EXPECTS "got \"0/3\"." }, { "--shard=4/3", SHARD_EXPECTS "got \"4/3\"." },
    { "--shard=1", SHARD_EXPECTS "got \"1\"." }, { "--shard=1/2/3", SHARD_EXPECTS "got \"1/2/3\"." },
    { "--shard=/3", SHARD_EXPECTS "got \"/3\"." },
    { "--repeat=0", "--repeat expects a whole number from 1 to 1000000, and got \"0\"." },
    { "--until-fail=0", "--until-fail expects a whole number from 1 to 4294967294, and got \"0\"." },
    { "--fail-fast=no", "--fail-fast expects a whole number from 1 to 4294967295, and got \"no\"." },
    { "--exit-skipped=256", "--exit-skipped expects a whole number from 0 to 255, and got \"256\"." },
    { "--timeout-scale=0", "--timeout-scale expects a number from 0.001 to 1000, such as 2.5, and got \"0\"." },
    { "--timeout-scale=1001", "--timeout-scale expects a number from 0.001 to 1000, such as 2.5, and got \"1001\"." },
    { "--start=thread", "--start expects fork or spawn, and got \"thread\"." },
    { "--shuffle=x",
        "--shuffle expects a whole number from 0 to 18446744073709551615, or a hexadecimal one behind 0x, and got \"x\"." },
    { "--exat=x", "There is no option --exat; did you mean --exact? --help lists all." },
    { "--color=on", "--color expects auto, always or never, and got \"on\"." },
    { "--config=", "--config expects the name of a file, and got \"\"." },
    { "--report==x", "--report expects the name of a reporter, or NAME=FILE, and got \"=x\"." },
    { "--report=tap=", "--report expects the name of a reporter, or NAME=FILE, and got \"tap=\"." })
{
    should(READ(each->argument), equal_to(SB_ERR));
    should(sb_error(), equal_to(each->message));
}

TEST_EACH(options, no_reporter, (char *argument; const char *message),
    { "--report=junti", "--report: there is no reporter \"junti\"; did you mean junit? The reporters are terminal, tap" },
    { "--report=qqqqqqqq=x", "--report: there is no reporter \"qqqqqqqq\". The reporters are terminal, tap, " })
{
    should(READ(each->argument), equal_to(SB_ERR));
    should(sb_error(), start_with(each->message));
}

TEST(options, the_environment_gives_defaults)
{
    setenv("SEEDBED_JOBS", "3", 1);
    setenv("SEEDBED_SEED", "77", 1);
    setenv("NO_COLOR", "1", 1);

    should(READ(NULL), equal_to(0));
    expect(self->read.jobs, equal_to(3));
    expect(self->read.seed, equal_to(77));
    expect(self->read.seed_given, be_true);
    expect(self->read.colour, equal_to(SB_COLOUR_NEVER));
}

TEST(options, an_option_wins_over_the_environment)
{
    setenv("SEEDBED_JOBS", "3", 1);
    setenv("NO_COLOR", "1", 1);

    should(READ("--jobs=2", "--colour=always"), equal_to(0));
    expect(self->read.jobs, equal_to(2));
    expect(self->read.colour, equal_to(SB_COLOUR_ALWAYS));
}

TEST(options, an_empty_variable_is_an_unset_one)
{
    setenv("SEEDBED_JOBS", "", 1);
    setenv("NO_COLOR", "", 1);

    should(READ(NULL), equal_to(0));
    should(self->read.colour, equal_to(SB_COLOUR_AUTO));
}

TEST(options, a_variable_that_cannot_be_read_is_named)
{
    setenv("SEEDBED_JOBS", "many", 1);

    should(READ(NULL), equal_to(SB_ERR));
    should(sb_error(), start_with("SEEDBED_JOBS expects a whole number from 0 to 1024"));
}

TEST(options, the_help_shows_options_reporters_and_environment)
{
    sb_options_help(&self->text, "./t");

    should(self->text.at, start_with("Usage: ./t [option ...] [name ...]\n"));
    should(self->text.at, contain("\n  -j, --jobs=N                run with N workers"));
    should(self->text.at, contain("\n  junit                       JUnit XML"));
    should(self->text.at, contain("\n  NO_COLOR                    set to anything"));
    should_not(self->text.at, contain("--pinned"));
}

TEST(options, the_help_of_a_wide_option_stands_below_it)
{
    sb_options_help(&self->text, "./t");

    should(self->text.at, contain("\n      --update-snapshots[=WHICH]\n                              write snapshots"));
}

TEST_EACH(options, snapshots_are_updated, (char *argument; enum sb_update update), { "--update-snapshots", SB_UPDATE_ALL },
    { "--update-snapshots=all", SB_UPDATE_ALL }, { "--update-snapshots=new", SB_UPDATE_NEW },
    { "--update-snapshots=none", SB_UPDATE_NONE })
{
    should(READ(each->argument), equal_to(0));
    should(self->read.update, equal_to(each->update));
}

TEST(options, no_line_of_the_help_is_longer_than_a_hundred_columns)
{
    sb_options_help(&self->text, "./t");

    for (const char *line = self->text.at; *line; line += strcspn(line, "\n"), line += strspn(line, "\n"))
        expect(strcspn(line, "\n"), be_at_most(100));
}
