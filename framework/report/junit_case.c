/* junit_case.c -- one case in JUnit XML: the element that says why it did not pass, and what it wrote. */
#include "changed.h"
#include "junit.h"
#include "state.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

void sb__junit_time(sb_text *to, uint64_t ns, bool pinned) { sb_text_add(to, " time=\"%.6f\"", pinned ? 0.0 : (double)ns / 1e9); }

bool sb__junit_is(const sb_result *r, const char *element)
{
    const char *own = sb__state_look[r->state].xml;
    return own && !strcmp(own, element);
}

/* A failed test has nothing to say beyond its failures. */
static bool has_reason(const sb_result *r) { return r->state != SB_FAILED || !r->failure_count; }

static void put_part(sb_text *to, const char *file, int line, const char *text)
{
    sb_text_add(to, "%s%s:%d\n%s", to->size ? "\n\n" : "", file, line, text);
}

/* What a person reads below the name: every failure with its place, what ended the test from outside, and where. */
static void put_details(sb_text *to, const sb_result *r)
{
    sb_text raw = SB_TEXT_EMPTY, reason = SB_TEXT_EMPTY;
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++)
        put_part(&raw, f->file, f->line, f->text);
    sb__put_reason(&reason, r);
    if (has_reason(r))
        put_part(&raw, r->file, r->line, reason.at);
    if (r->trace)
        sb_text_add(&raw, "\ncalls, innermost first:\n%s", r->trace);
    if (sb__changed_any(r)) {
        sb_text_add(&raw, "\nrows that it changed:\n");
        sb__changed_text(&raw, r);
    }
    sb__xml_text(to, raw.at, raw.size);
    sb_text_release(&raw);
    sb_text_release(&reason);
}

static void put_message(sb_text *to, const sb_result *r)
{
    sb_text message = SB_TEXT_EMPTY;
    if (has_reason(r))
        sb__put_reason(&message, r);
    else
        sb_text_add(&message, "%s", r->failure[0].text);
    message.at[strcspn(message.at, "\n")] = '\0';
    sb__xml_attribute(to, "message", message.at);
    sb_text_release(&message);
}

static void put_output(sb_text *to, const sb_result *r)
{
    if (!r->output_size)
        return;
    sb_text_add(to, "      <system-out>");
    sb__xml_text(to, r->output, r->output_size);
    sb_text_add(to, "</system-out>\n");
}

/* The one element that says why a case did not simply pass. What failed before a test passed is a stack trace to the schema. */
static void put_why(sb_text *to, const sb_result *r)
{
    const sb_state_look *look = &sb__state_look[r->state];
    bool flaky = sb__junit_is(r, "flakyFailure");
    sb_text_add(to, "      <%s", look->xml);
    put_message(to, r);
    if (!sb__junit_is(r, "skipped"))
        sb__xml_attribute(to, "type", look->word);
    if (sb__junit_is(r, "skipped") && !r->failure_count) {
        sb_text_add(to, "/>\n");
        return;
    }
    sb_text_add(to, ">%s", flaky ? "<stackTrace>" : "");
    put_details(to, r);
    sb_text_add(to, "%s</%s>\n", flaky ? "</stackTrace>" : "", look->xml);
}

/* A test that was tried again and failed each time: once for each time after the first. */
static void put_reruns(sb_text *to, const sb_result *r)
{
    for (unsigned again = 2; sb__state_look[r->state].fails && again <= r->attempts; again++) {
        sb_text_add(to, "      <rerunFailure");
        sb__xml_attribute(to, "type", sb__state_look[r->state].word);
        sb_text_add(to, " message=\"attempt %u of %u\"/>\n", again, r->attempts);
    }
}

void sb__junit_case(sb_text *to, const sb_result *r, bool pinned)
{
    sb_text_add(to, "    <testcase");
    sb__xml_attribute(to, "name", r->test);
    sb__xml_attribute(to, "classname", r->suite);
    if (r->tags && *r->tags)
        sb__xml_attribute(to, "group", r->tags);
    sb__junit_time(to, r->duration_ns, pinned);
    if (!sb__state_look[r->state].xml && !r->output_size) {
        sb_text_add(to, "/>\n");
        return;
    }
    sb_text_add(to, ">\n");
    if (sb__state_look[r->state].xml)
        put_why(to, r);
    put_reruns(to, r);
    put_output(to, r);
    sb_text_add(to, "    </testcase>\n");
}
