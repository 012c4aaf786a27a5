/* html_begin.c -- what the HTML report says of the run, as far as it is known when the run begins. */
#include "again.h"
#include "html.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void sb__html_again(const struct sb__html *h, sb_text *to, const sb_result *r)
{
    sb_text_put(to, h->again.at, h->again.size);
    sb_text_put(to, " ", 1);
    char *name = sb_format("%s/%s", r->suite, r->test);
    char *pattern = sb__again_pattern(name);
    sb__shell_word(to, pattern, strlen(pattern));
    free(pattern);
    free(name);
}

/* A row of the facts; what the value says is text. */
__attribute__((format(printf, 3, 4))) static void fact(sb_text *to, const char *name, const char *format, ...)
{
    sb_text value = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&value, format, args);
    va_end(args);
    sb_text_add(to, "<div><dt>%s</dt><dd>", name);
    sb__html_text(to, value.at, value.size);
    sb_text_add(to, "</dd></div>\n");
    sb_text_release(&value);
}

static void put_workers(sb_text *to, const sb_run_info *info)
{
    const char *isolate = info->isolate ? info->isolate : "";
    const char *how = !strcmp(isolate, "test") ? "one process per test"
        : !strcmp(isolate, "none")             ? "in the runner's own process"
                                               : "isolated by worker";
    fact(to, "Workers", "%u, %s%s%s", info->jobs, how, info->start ? ", by " : "", info->start ? info->start : "");
}

static void put_when(const struct sb__html *h, sb_text *to, const sb_run_info *info)
{
    time_t seconds = (time_t)(info->began_unix_ms / 1000);
    struct tm parts;
    char text[64];
    if (info->began_unix_ms && !h->options.pinned && gmtime_r(&seconds, &parts) &&
        strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts))
        fact(to, "Began", "%s", text);
    if (info->host && *info->host && !h->options.pinned)
        fact(to, "Machine", "%s", info->host);
}

static void put_shard(sb_text *to, const sb_run_info *info)
{
    if (info->shards > 0)
        fact(to, "Shard", "%u of %u, %zu of %zu tests%s%s%s", info->shard, info->shards, info->planned, info->selected,
            info->shard_source ? " (" : "", info->shard_source ? info->shard_source : "", info->shard_source ? ")" : "");
}

static void put_from(sb_text *to, const sb_run_info *info)
{
    sb_text names = SB_TEXT_EMPTY;
    for (const char *const *from = info->from; from && *from; from++)
        sb_text_add(&names, "%s%s", names.size ? ", " : "", *from);
    if (names.size)
        fact(to, "Merged from", "%s", names.at);
    sb_text_release(&names);
}

/* The seed stands in the command that repeats the run, which a button copies. */
static void put_command(const struct sb__html *h, sb_text *to, const sb_run_info *info)
{
    sb_text command = SB_TEXT_EMPTY;
    sb_text_put(&command, h->again.at, h->again.size);
    if (info->shuffled)
        sb_text_add(&command, " --shuffle");
    if (info->shards)
        sb_text_add(&command, " --shard=%u/%u", info->shard, info->shards);
    sb_text_add(to, "<div class=\"wide\"><dt>Run it again</dt><dd><code class=\"again\">");
    sb__html_text(to, command.at, command.size);
    sb_text_add(to, "</code></dd></div>\n");
    sb_text_release(&command);
}

void sb__html_begin(struct sb__html *h, const sb_run_info *info)
{
    const char *program = info->program ? info->program : "";
    uint64_t seed = h->options.pinned ? 1 : info->seed;
    sb_text_add(&h->program, "%s", program);
    sb__again(&h->again, info, h->options.pinned);
    put_workers(&h->facts, info);
    fact(&h->facts, "Seed", "%" PRIu64 "%s", seed, info->shuffled ? ", shuffled by it" : "");
    if (info->rounds > 1)
        fact(&h->facts, "Rounds", "%u", info->rounds);
    put_shard(&h->facts, info);
    put_when(h, &h->facts, info);
    put_from(&h->facts, info);
    put_command(h, &h->facts, info);
    sb_text_add(&h->again, "%s", sb__again_whole(info)); /* from here on for single tests */
}
