/* json.c -- the record of a run: a line of JSON for the run, one per result, one for the end. docs/RECORD.md is its manual. */
#include "json_changed.h"
#include "json_text.h"
#include "reporters.h"
#include "state.h"

#include <inttypes.h>
#include <seedbed/base.h>
#include <stdlib.h>
#include <string.h>

struct json {
    FILE *out;
    sb_report_options options;
    sb_text line;
};

static void *json_open(FILE *out, const sb_report_options *options)
{
    struct json *j = sb_alloc(sizeof *j);
    j->out = out;
    j->options = *options;
    return j;
}

static sb_text *begin_line(struct json *j, const char *event)
{
    j->line.size = 0;
    sb_text_add(&j->line, "{");
    sb__json_member_of(&j->line, "event", event);
    return &j->line;
}

/* A run that is killed leaves whole lines. */
static void end_line(struct json *j)
{
    sb_text_add(&j->line, "}\n");
    fwrite(j->line.at, 1, j->line.size, j->out);
    fflush(j->out);
}

/* Readers that keep numbers as doubles would spoil these, so they travel as text. */
static void put_seed_and_digest(sb_text *to, uint64_t seed, uint64_t digest)
{
    sb_text_add(to, ",\"seed\":\"%" PRIu64 "\",\"digest\":\"%016" PRIx64 "\"", seed, digest);
}

static void put_from(sb_text *to, const char *const *from)
{
    const char *between = "";
    sb_text_add(to, ",\"from\":[");
    for (; *from; from++, between = ",") {
        sb_text_add(to, "%s", between);
        sb__json_string(to, *from, strlen(*from));
    }
    sb_text_add(to, "]");
}

static void json_begin(void *env, const sb_run_info *info)
{
    struct json *j = env;
    bool pinned = j->options.pinned;
    sb_text *to = begin_line(j, "run");
    sb__json_number(to, "format", SB__RECORD_FORMAT);
    sb__json_member_of(to, "version", SB_VERSION);
    sb__json_member_of(to, "program", info->program ? info->program : "");
    sb__json_number(to, "planned", info->planned);
    sb__json_number(to, "selected", info->selected);
    sb__json_number(to, "jobs", info->jobs);
    sb__json_member_of(to, "isolate", info->isolate);
    sb__json_member_of(to, "start", info->start);
    put_seed_and_digest(to, pinned ? 1 : info->seed, info->digest);
    sb__json_number(to, "shard", info->shard);
    sb__json_number(to, "shards", info->shards);
    sb__json_member_of(to, "shard_source", info->shard_source);
    sb__json_bool(to, "shuffled", info->shuffled);
    sb__json_number(to, "rounds", info->rounds);
    sb_text_add(to, ",\"began_unix_ms\":%" PRId64, pinned ? 0 : info->began_unix_ms);
    sb__json_member_of(to, "host", info->host && !pinned ? info->host : "");
    sb__json_member_of(to, "options", info->options);
    if (info->from)
        put_from(to, info->from);
    end_line(j);
}

static void put_tags(sb_text *to, const char *tags)
{
    const char *between = "";
    sb_text_add(to, ",\"tags\":[");
    for (tags = tags ? tags : ""; *tags; tags += strspn(tags, " "), between = ",") {
        size_t n = strcspn(tags, " ");
        sb_text_add(to, "%s", between);
        sb__json_string(to, tags, n);
        tags += n;
    }
    sb_text_add(to, "]");
}

static void put_failures(sb_text *to, const sb_result *r)
{
    sb_text_add(to, ",\"failures\":[");
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++) {
        sb_text_add(to, "%s{", f > r->failure ? "," : "");
        sb__json_member_of(to, "file", f->file);
        sb_text_add(to, ",\"line\":%d", f->line);
        sb__json_member_of(to, "text", f->text);
        sb__json_bool(to, "fatal", f->fatal);
        sb_text_add(to, "}");
    }
    sb_text_add(to, "]");
}

static void json_result(void *env, const sb_result *r)
{
    struct json *j = env;
    bool pinned = j->options.pinned;
    sb_text *to = begin_line(j, "result");
    sb__json_number(to, "index", r->index);
    sb__json_number(to, "place", r->place);
    sb__json_member_of(to, "suite", r->suite);
    sb__json_member_of(to, "test", r->test);
    sb__json_member_of(to, "file", r->file);
    sb_text_add(to, ",\"line\":%d", r->line);
    put_tags(to, r->tags);
    sb__json_member_of(to, "state", sb__state_look[r->state].name);
    sb__json_number(to, "began_ns", pinned ? 0 : r->began_ns);
    sb__json_number(to, "duration_ns", pinned ? 0 : r->duration_ns);
    sb__json_number(to, "checks", r->checks);
    sb_text_add(to, ",\"worker\":%d,\"attempts\":%u,\"signal\":%d,\"exit_code\":%d", pinned ? 0 : r->worker, r->attempts,
        r->signal, r->exit_code);
    if (r->failure_count)
        put_failures(to, r);
    sb__json_member_of(to, "reason", r->reason);
    sb__json_member_of(to, "trace", r->trace);
    sb__json_changed(to, r);
    if (r->output_size)
        sb__json_member(to, "output", r->output, r->output_size);
    end_line(j);
}

static void json_end(void *env, const sb_tally *tally)
{
    struct json *j = env;
    sb_text *to = begin_line(j, "end");
    sb__json_number(to, "planned", tally->planned);
    sb__json_number(to, "reported", tally->reported);
    for (int state = 0; state < SB__STATES; state++)
        sb__json_number(to, sb__state_look[state].name, sb__tally_count(tally, (enum sb_state)state));
    sb__json_number(to, "suite_setups", tally->suite_setups);
    sb__json_number(to, "checks", tally->checks);
    sb__json_number(to, "duration_ns", j->options.pinned ? 0 : tally->duration_ns);
    sb__json_bool(to, "interrupted", tally->interrupted);
    sb__json_member_of(to, "trouble", tally->trouble);
    sb__json_member_of(to, "notes", tally->notes);
    end_line(j);
}

static void json_close(void *env)
{
    struct json *j = env;
    sb_text_release(&j->line);
    free(j);
}

const sb_reporter sb__reporter_json = {
    .name = "json",
    .text = "JSON lines: all of the run, for programs and for `seedbed merge`",
    .open = json_open,
    .begin = json_begin,
    .result = json_result,
    .end = json_end,
    .close = json_close,
};
