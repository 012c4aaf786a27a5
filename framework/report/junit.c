/* junit.c -- JUnit XML, as build servers read it. Suites and their totals come first in it, so it is written at the end. */
#include "reporters.h"
#include "state.h"
#include "xml.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct counts {
    size_t tests, failures, errors, skipped;
    uint64_t checks, duration_ns;
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
    sb_run_info info;
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

static void junit_begin(void *env, const sb_run_info *info)
{
    struct junit *j = env;
    j->info = *info;
    j->program = sb_strdup(info->program ? info->program : "");
    if (j->options.pinned)
        j->info.seed = 1;
}

/* Results come suite by suite, so the last one is nearly always the one. */
static struct suite *find_suite(struct junit *j, const sb_result *r)
{
    for (size_t i = j->suites; i-- > 0;)
        if (!strcmp(j->suite[i].name, r->suite))
            return &j->suite[i];
    j->suite = sb_grow(j->suite, j->suites, &j->room, sizeof *j->suite);
    struct suite *s = &j->suite[j->suites++];
    *s = (struct suite){ .name = sb_strdup(r->suite), .file = sb_strdup(r->file), .cases = SB_TEXT_EMPTY };
    return s;
}

static void count(struct counts *c, const sb_result *r)
{
    const char *element = sb__state_look[r->state].xml;
    c->tests++;
    c->failures += element && !strcmp(element, "failure");
    c->errors += element && !strcmp(element, "error");
    c->skipped += element && !strcmp(element, "skipped");
    c->checks += r->checks;
    c->duration_ns += r->duration_ns;
}

static void put_time(const struct junit *j, sb_text *to, uint64_t ns)
{
    sb_text_add(to, " time=\"%.6f\"", j->options.pinned ? 0.0 : (double)ns / 1e9);
}

/* What a person reads below the name: every failure with its place, and what ended the test from outside. */
static void put_details(sb_text *to, const sb_result *r)
{
    sb_text raw = SB_TEXT_EMPTY;
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++)
        sb_text_add(&raw, "%s%s:%d\n%s", raw.size ? "\n\n" : "", f->file, f->line, f->text);
    if (r->state != SB_FAILED || !r->failure_count)
        sb_text_add(&raw, "%s%s:%d\n%s", raw.size ? "\n\n" : "", r->file, r->line, sb__reason(r));
    sb__xml_text(to, raw.at, raw.size);
    sb_text_release(&raw);
}

/* The one element that says why a case did not pass. */
static void put_why(sb_text *to, const sb_result *r)
{
    const sb_state_look *look = &sb__state_look[r->state];
    bool assertion = r->state == SB_FAILED && r->failure_count;
    const char *text = assertion ? r->failure[0].text : sb__reason(r);
    char *message = sb_format("%.*s", (int)strcspn(text, "\n"), text);
    sb_text_add(to, "      <%s", look->xml);
    sb__xml_attribute(to, "message", message);
    free(message);
    if (r->state == SB_SKIPPED) {
        sb_text_add(to, "/>\n");
        return;
    }
    sb__xml_attribute(to, "type", look->word);
    sb_text_add(to, ">");
    put_details(to, r);
    sb_text_add(to, "</%s>\n", look->xml);
}

static void junit_result(void *env, const sb_result *r)
{
    struct junit *j = env;
    struct suite *s = find_suite(j, r);
    sb_text *to = &s->cases;
    count(&s->counts, r);
    sb_text_add(to, "    <testcase");
    sb__xml_attribute(to, "name", r->test);
    sb__xml_attribute(to, "classname", r->suite);
    sb__xml_attribute(to, "file", r->file);
    sb_text_add(to, " line=\"%d\" assertions=\"%" PRIu64 "\"", r->line, r->checks);
    put_time(j, to, r->duration_ns);
    if (!sb__state_look[r->state].xml && !r->output_size) {
        sb_text_add(to, "/>\n");
        return;
    }
    sb_text_add(to, ">\n");
    if (sb__state_look[r->state].xml)
        put_why(to, r);
    if (r->output_size) {
        sb_text_add(to, "      <system-out>");
        sb__xml_text(to, r->output, r->output_size);
        sb_text_add(to, "</system-out>\n");
    }
    sb_text_add(to, "    </testcase>\n");
}

static void put_counts(sb_text *to, const struct counts *c)
{
    sb_text_add(to, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" assertions=\"%" PRIu64 "\"", c->tests,
        c->failures, c->errors, c->skipped, c->checks);
}

static void put_suite(const struct junit *j, sb_text *to, const struct suite *s)
{
    sb_text_add(to, "  <testsuite");
    sb__xml_attribute(to, "name", s->name);
    sb__xml_attribute(to, "file", s->file);
    put_counts(to, &s->counts);
    put_time(j, to, s->counts.duration_ns);
    sb_text_add(to,
        ">\n    <properties>\n"
        "      <property name=\"seed\" value=\"%" PRIu64 "\"/>\n"
        "      <property name=\"jobs\" value=\"%u\"/>\n",
        j->info.seed, j->info.jobs);
    sb_text_add(to, "    </properties>\n");
    sb_text_put(to, s->cases.at, s->cases.size);
    sb_text_add(to, "  </testsuite>\n");
}

static void junit_end(void *env, const sb_tally *tally)
{
    struct junit *j = env;
    sb_text to = SB_TEXT_EMPTY;
    struct counts all = { .tests = 0 };
    for (const struct suite *s = j->suite; s < j->suite + j->suites; s++) {
        all.tests += s->counts.tests;
        all.failures += s->counts.failures;
        all.errors += s->counts.errors;
        all.skipped += s->counts.skipped;
        all.checks += s->counts.checks;
    }
    sb_text_add(&to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    sb__xml_attribute(&to, "name", j->program ? j->program : "");
    put_counts(&to, &all);
    put_time(j, &to, tally->duration_ns);
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
