/* junit.c -- JUnit XML, as build servers read it. Suites and their totals come first in it, so it is written at the end. */
#include "junit.h"
#include "reporters.h"
#include "xml.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct counts {
    size_t tests, failures, errors, skipped;
    uint64_t checks, duration_ns, began_ns;
};

struct suite {
    char *name, *file;
    struct counts counts;
    sb_text cases; /* the testcase elements, written */
};

struct junit {
    FILE *out;
    sb_report_options options;
    char *program;
    sb_text properties; /* of every suite: what is known of the run */
    char *host;
    int64_t began_unix_ms;
    struct suite *suite;
    size_t suites, room;
};

static void *junit_open(FILE *out, const sb_report_options *options)
{
    struct junit *j = sb_alloc(sizeof *j);
    j->out = out;
    j->options = *options;
    return j;
}

static void put_property(sb_text *to, const char *name, const char *value)
{
    sb_text_add(to, "      <property");
    sb__xml_attribute(to, "name", name);
    sb__xml_attribute(to, "value", value);
    sb_text_add(to, "/>\n");
}

__attribute__((format(printf, 3, 4))) static void put_number(sb_text *to, const char *name, const char *format, ...)
{
    sb_text value = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&value, format, args);
    va_end(args);
    put_property(to, name, value.at);
    sb_text_release(&value);
}

static void junit_begin(void *env, const sb_run_info *info)
{
    struct junit *j = env;
    sb_text *to = &j->properties;
    j->program = sb_strdup(info->program ? info->program : "");
    j->host = sb_strdup(info->host && !j->options.pinned ? info->host : "");
    j->began_unix_ms = j->options.pinned ? 0 : info->began_unix_ms;
    put_number(to, "seed", "%" PRIu64, j->options.pinned ? UINT64_C(1) : info->seed);
    put_number(to, "jobs", "%u", info->jobs);
    if (!j->options.pinned) { /* one expected output for all of them */
        put_property(to, "isolate", info->isolate ? info->isolate : "");
        put_property(to, "start", info->start ? info->start : "");
    }
    put_number(to, "digest", "%016" PRIx64, info->digest);
    if (info->shards)
        put_number(to, "shard", "%u/%u", info->shard, info->shards);
    if (info->shuffled)
        put_property(to, "shuffled", "true");
    if (info->rounds > 1)
        put_number(to, "rounds", "%u", info->rounds);
}

/* Results come suite by suite, so the last one is nearly always the one. */
static struct suite *find_suite(struct junit *j, const sb_result *r)
{
    for (size_t i = j->suites; i-- > 0;)
        if (!strcmp(j->suite[i].name, r->suite))
            return &j->suite[i];
    j->suite = sb_grow(j->suite, j->suites, &j->room, sizeof *j->suite);
    struct suite *s = &j->suite[j->suites++];
    *s = (struct suite){
        .name = sb_strdup(r->suite), .file = sb_strdup(r->file), .cases = SB_TEXT_EMPTY, .counts.began_ns = r->began_ns
    };
    return s;
}

static void count(struct counts *c, const sb_result *r)
{
    c->tests++;
    c->failures += sb__junit_is(r, "failure");
    c->errors += sb__junit_is(r, "error");
    c->skipped += sb__junit_is(r, "skipped");
    c->checks += r->checks;
    c->duration_ns += r->duration_ns;
    if (r->began_ns && (r->began_ns < c->began_ns || !c->began_ns))
        c->began_ns = r->began_ns;
}

static void junit_result(void *env, const sb_result *r)
{
    struct junit *j = env;
    struct suite *s = find_suite(j, r);
    count(&s->counts, r);
    sb__junit_case(&s->cases, r, j->options.pinned);
}

/* In UTC, as the format has it: without a zone. */
static void put_timestamp(const struct junit *j, sb_text *to, uint64_t began_ns)
{
    time_t seconds = (time_t)((j->began_unix_ms + (j->options.pinned ? 0 : (int64_t)(began_ns / 1000000u))) / 1000);
    struct tm utc;
    char text[32];
    if (gmtime_r(&seconds, &utc) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc))
        sb__xml_attribute(to, "timestamp", text);
}

static void put_suite(const struct junit *j, sb_text *to, const struct suite *s)
{
    const struct counts *c = &s->counts;
    sb_text_add(to, "  <testsuite");
    sb__xml_attribute(to, "name", s->name);
    sb__xml_attribute(to, "file", s->file);
    sb_text_add(
        to, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"", c->tests, c->failures, c->errors, c->skipped);
    sb__junit_time(to, c->duration_ns, j->options.pinned);
    put_timestamp(j, to, c->began_ns);
    if (*j->host)
        sb__xml_attribute(to, "hostname", j->host);
    sb_text_add(to, ">\n    <properties>\n%s", j->properties.at ? j->properties.at : "");
    put_number(to, "checks", "%" PRIu64, c->checks);
    sb_text_add(to, "    </properties>\n");
    sb_text_put(to, s->cases.at, s->cases.size);
    sb_text_add(to, "  </testsuite>\n");
}

/* What failed the run beside its cases is an error of a suite that is no suite: who reads this alone must not see a green run. */
static void put_trouble(struct junit *j, const sb_tally *tally)
{
    const sb_result around = { .suite = "run", .file = j->program ? j->program : "" };
    if (!tally->trouble)
        return;
    struct suite *s = find_suite(j, &around);
    char *message = sb_format("%.*s", (int)strcspn(tally->trouble, "\n"), tally->trouble);
    s->counts.tests++;
    s->counts.errors++;
    sb_text_add(&s->cases, "    <testcase name=\"beside_the_tests\" classname=\"run\" time=\"0.000000\">\n      <error");
    sb__xml_attribute(&s->cases, "message", message);
    sb_text_add(&s->cases, " type=\"trouble\">");
    sb__xml_text(&s->cases, tally->trouble, strlen(tally->trouble));
    sb_text_add(&s->cases, "</error>\n    </testcase>\n");
    free(message);
}

static void junit_end(void *env, const sb_tally *tally)
{
    struct junit *j = env;
    sb_text to = SB_TEXT_EMPTY;
    struct counts all = { .tests = 0 };
    put_trouble(j, tally);
    if (tally->interrupted)
        put_property(&j->properties, "interrupted", "true");
    for (const struct suite *s = j->suite; s < j->suite + j->suites; s++) {
        all.tests += s->counts.tests;
        all.failures += s->counts.failures;
        all.errors += s->counts.errors;
    }
    sb_text_add(&to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    sb__xml_attribute(&to, "name", j->program ? j->program : "");
    sb_text_add(&to, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", all.tests, all.failures, all.errors);
    sb__junit_time(&to, tally->duration_ns, j->options.pinned);
    sb_text_add(&to, ">\n");
    for (const struct suite *s = j->suite; s < j->suite + j->suites; s++)
        put_suite(j, &to, s);
    sb_text_add(&to, "</testsuites>\n");
    fwrite(to.at, 1, to.size, j->out);
    fflush(j->out);
    sb_text_release(&to);
}

static void junit_close(void *env)
{
    struct junit *j = env;
    for (size_t i = 0; i < j->suites; i++) {
        free(j->suite[i].name);
        free(j->suite[i].file);
        sb_text_release(&j->suite[i].cases);
    }
    free(j->suite);
    free(j->program);
    free(j->host);
    sb_text_release(&j->properties);
    free(j);
}

const sb_reporter sb__reporter_junit = {
    .name = "junit",
    .text = "JUnit XML, for build servers",
    .open = junit_open,
    .begin = junit_begin,
    .result = junit_result,
    .end = junit_end,
    .close = junit_close,
};
