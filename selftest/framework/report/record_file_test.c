/* record_file_test.c -- tests framework/report/record_file.c, record_line.c and record_text.c: what a run writes is read back. */
#include "../../../framework/report/record_file.h"
#include "made_up.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(record_file, (sb__recorded record; char *path));

TEARDOWN(record_file)
{
    sb__recorded_release(&self->record);
    free(self->path);
}

static int read_text(struct sb_fixture_record_file *self, const char *text)
{
    self->path = sb_format("%s/record.json", sb_temp_dir());
    FILE *file = fopen(self->path, "wb");
    fputs(text, file);
    fclose(file);
    return sb__recorded_read(&self->record, self->path);
}

static int read_one(struct sb_fixture_record_file *self, sb_result result)
{
    return read_text(self, made_up_report(&sb__reporter_json, (sb_report_options){ .width = 80 }, &result, 1));
}

TEST(record_file, the_run_is_read_back)
{
    should(read_one(self, (sb_result)RESULT(0, "one", SB_PASSED, .checks = 3)), equal_to(SB_OK));

    const sb_run_info *info = &self->record.info;
    expect(info->program, equal_to("./t"));
    expect(info->jobs, equal_to(2));
    expect(info->seed, equal_to(7));
    expect(info->digest, equal_to(0xab));
    expect(info->began_unix_ms, equal_to(1700000000123));
    expect(info->host, equal_to("box"));
    expect(self->record.ended, be_true);
    expect(self->record.end.duration_ns, equal_to(1500000000));
}

TEST(record_file, a_result_is_read_back)
{
    const sb_failure failure = { "t.c", 42, "text\n  \"x\"", true };
    should(read_one(self,
               (sb_result)RESULT(0, "one/\"row\"", SB_CRASHED, .failure = &failure, .failure_count = 1, .tags = "a b",
                   .signal = 11, .trace = "f\ng", .began_ns = 5, .duration_ns = 6, .worker = 1, .attempts = 2)),
        equal_to(SB_OK));

    const sb_result *r = self->record.result;
    should(self->record.n, equal_to(1));
    expect(r->test, equal_to("one/\"row\""));
    expect(r->state, equal_to(SB_CRASHED));
    expect(r->tags, equal_to("a b"));
    expect(r->trace, equal_to("f\ng"));
    expect(r->reason, be_null);
    expect(r->signal + 100 * r->worker + 1000 * (int)r->attempts, equal_to(2111));
    should(r->failure_count, equal_to(1));
    expect(r->failure->text, equal_to("text\n  \"x\""));
    expect(r->failure->line, equal_to(42));
    expect(r->failure->fatal, be_true);
}

/* Every byte there is, twice in another order, in the output and in a reason. */
TEST(record_file, all_bytes_survive)
{
    char all[512], reason[256];
    for (int i = 0; i < 256; i++) {
        all[i] = (char)i;
        all[511 - i] = (char)(i * 7);
        reason[i] = (char)(i + 1);
    }
    should(read_one(self, (sb_result)RESULT(0, "one", SB_SKIPPED, .reason = reason, .output = all, .output_size = sizeof all)),
        equal_to(SB_OK));

    should(bytes(self->record.result->output, self->record.result->output_size), equal_to(bytes(all, sizeof all)));
    should(self->record.result->reason, equal_to(reason));
}

TEST_EACH(record_file, output_of_every_length, (const char *output; size_t size), { "", 0 }, { "\xff", 1 }, { "\xff\xfe", 2 },
    { "\xff\xfe\0", 3 }, { "\0", 1 }, { "a\0b\0", 4 })
{
    should(read_one(self, (sb_result)RESULT(0, "one", SB_FAILED, .output = each->output, .output_size = each->size)),
        equal_to(SB_OK));

    should(bytes(self->record.result->output, self->record.result->output_size), equal_to(bytes(each->output, each->size)));
}

#define RUN \
    "{\"event\":\"run\",\"format\":1,\"program\":\"t\",\"planned\":1,\"selected\":1,\"jobs\":1,\"isolate\":\"worker\"," \
    "\"start\":\"fork\",\"seed\":\"1\",\"digest\":\"0\",\"shard\":0,\"shards\":0,\"shuffled\":false,\"rounds\":1," \
    "\"began_unix_ms\":0,\"host\":\"\"}\n"

TEST(record_file, events_and_keys_of_later_versions_are_passed_over)
{
    should(read_text(self, RUN "{\"event\":\"weather\",\"sun\":true}\n"), equal_to(SB_OK));

    should(self->record.n, equal_to(0));
    should(self->record.ended, be_false);
}

TEST(record_file, a_line_that_was_cut_off_is_left_out)
{
    should(read_text(self, RUN "{\"event\":\"result\",\"ind"), equal_to(SB_OK));

    should(self->record.ended, be_false);
}

TEST(record_file, a_line_that_is_broken_in_the_middle_is_refused)
{
    should(read_text(self, RUN "{\"event\":\"result\",\"ind\n"), equal_to(SB_ERR));

    should(sb_error(), contain("record.json:2:"));
}
