/* details.c -- failures, reason and output of a case. */
#include "details.h"
#include "../process/os.h"
#include "../process/sanitizer.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static char *copy(const char *text, size_t n)
{
    sb_text own = SB_TEXT_EMPTY;
    sb_text_put(&own, text, n);
    return sb_text_take(&own);
}

static void add_failure(sb_details *details, sb_failure one)
{
    details->failure = sb_grow(details->failure, details->n, &details->room, sizeof *details->failure);
    details->failure[details->n++] = one;
}

void sb_details_alone(sb_details *details) { details->failures_known = details->n; }

static bool is_text(const char *own, const char *text, size_t n) { return strlen(own) == n && memcmp(own, text, n) == 0; }

static bool is_known(const sb_details *details, const sb_entry *entry)
{
    for (size_t i = details->failures_before; i < details->failures_known; i++) {
        const sb_failure *one = &details->failure[i];
        if (one->line == entry->line && is_text(one->file, entry->file, entry->file_size) &&
            is_text(one->text, entry->text, entry->text_size))
            return true;
    }
    return false;
}

void sb_details_take(sb_details *details, const sb_entry *entry)
{
    if (entry->kind == SB_ENTRY_FAILED && is_known(details, entry))
        return;
    if (entry->kind == SB_ENTRY_FAILED) {
        add_failure(details,
            (sb_failure){ copy(entry->file, entry->file_size), entry->line, copy(entry->text, entry->text_size), entry->fatal });
    } else if (entry->kind == SB_ENTRY_REASON) {
        free(details->reason);
        details->reason = copy(entry->text, entry->text_size);
    } else if (entry->kind == SB_ENTRY_OUTPUT) {
        sb_text_put(&details->output, entry->text, entry->text_size);
    } else if (entry->kind == SB_ENTRY_REMARK) {
        sb_text_put(&details->remark, entry->text, entry->text_size);
    } else if (entry->kind == SB_ENTRY_ROWS) {
        sb_changes_free(details->changes);
        details->changes = sb_changes_read(entry->text, entry->text_size);
    }
}

void sb_details_crash(sb_details *details, sb_kept *crash)
{
    free(details->crash);
    details->crash = crash;
}

/* killed by SIGSEGV: a NULL pointer was used: it wrote to address 0x8. Where a sanitizer found something, that is the cause. */
static char *sentence_of_signal(const sb_details *details, const sb_slot *slot, const sb_trace *trace)
{
    char name[32];
    char *found = details->output.size ? sb_sanitizer_summary(details->output.at, details->output.size) : NULL;
    if (found) {
        char *told = sb_format("stopped by %s", found);
        free(found);
        return told;
    }
    sb_crash *crash = details->crash ? sb_kept_unpack(details->crash) : NULL;
    bool noted = crash && crash->signal == slot->signal;
    char *cause = noted ? sb_trace_cause(trace, crash) : NULL;
    const char *meaning = cause ? cause : sb_os_signal_meaning(slot->signal);
    bool silent = !noted && slot->signal == SIGSEGV;
    char *sentence = sb_format("killed by %s%s%s%s", sb_os_signal_name(slot->signal, name, sizeof name), meaning ? ": " : "",
        meaning ? meaning : "",
        silent ? "; where is not known, as when the stack of a thread is full, or a test has set a handler" : "");
    free(cause);
    free(crash);
    return sentence;
}

/* What the process, or main, saw of its end; NULL for one that returned. The caller frees it. */
static char *sentence_of(const sb_details *details, const sb_slot *slot, uint64_t limit_ns, const sb_trace *trace)
{
    switch (slot->ended) {
    case SB_CRASHED: return sentence_of_signal(details, slot, trace);
    case SB_EXITED:
        return sb_format(
            "the process ended with exit code %d before the test returned: exit or the like was called", slot->exit_code);
    case SB_TIMED_OUT: return sb_format("it took longer than its time limit of %g s", (double)limit_ns / 1e9);
    default: return NULL;
    }
}

/* Failures are counted on the board, which no test can close; what they said is in the journal, if it came there. */
static void tell_lost(sb_details *details, uint32_t failures, const sb_result *about)
{
    size_t heard = details->n - details->failures_before; /* of the last attempt */
    if (failures <= heard)
        return;
    char *text =
        sb_format("%u %s of this test could not be written down: it closed descriptors that it had not opened, or there was "
                  "no memory",
            (unsigned)(failures - heard), failures - heard == 1 ? "failure" : "failures");
    add_failure(details, (sb_failure){ sb_strdup(about->file), about->line, text, true });
}

/* The calls that led to its end; NULL where none are known. The caller frees it. */
static char *calls_of(const sb_details *details, const sb_slot *slot, const sb_planned *test, sb_trace *trace)
{
    if (!details->crash || (slot->ended != SB_CRASHED && slot->ended != SB_TIMED_OUT))
        return NULL;
    sb_crash *crash = sb_kept_unpack(details->crash);
    char *calls = sb_trace_calls(trace, crash, (sb_trace_case){ test->suite->suite.name, sb_planned_test(test) });
    free(crash);
    return calls;
}

/* ---- attempts ---- */

static void mark_failures(sb_details *details, const sb_planned *test)
{
    for (size_t i = details->failures_before; i < details->n; i++) {
        char *old = (char *)(uintptr_t)details->failure[i].text;
        details->failure[i].text = sb_format("attempt %u of %u: %s", details->attempts + 1, test->terms->retries + 1, old);
        free(old);
    }
    details->failures_before = details->n;
}

/* What an attempt wrote gets a line of its own before it. */
static void mark_output(sb_details *details, const sb_planned *test)
{
    size_t before = details->output_before;
    if (details->output.size > before) {
        char *own = copy(details->output.at + before, details->output.size - before);
        size_t size = details->output.size - before;
        details->output.size = before;
        sb_text_add(&details->output, "[attempt %u of %u]\n", details->attempts + 1, test->terms->retries + 1);
        sb_text_put(&details->output, own, size);
        if (own[size - 1] != '\n')
            sb_text_add(&details->output, "\n");
        free(own);
    }
    details->output_before = details->output.size;
}

void sb_details_again(sb_details *details, const sb_planned *test, const sb_slot *slot, sb_trace *trace)
{
    char *sentence = sentence_of(details, slot, test->terms->timeout_ns, trace), *calls = calls_of(details, slot, test, trace);
    if (!sentence && details->n == details->failures_before)
        sentence = sb_strdup("it failed, and did not say why");
    if (sentence)
        add_failure(details,
            (sb_failure){ sb_strdup(sb_case_file(test->test)), test->test->line,
                sb_format(
                    "%s%s%s%s", sentence, details->remark.size ? details->remark.at : "", calls ? "\n" : "", calls ? calls : ""),
                true });
    free(sentence);
    free(calls);
    mark_failures(details, test);
    mark_output(details, test);
    sb_text_release(&details->remark);
    free(details->crash);
    details->crash = NULL;
    details->attempts++;
}

/* ---- the end ---- */

static const char *said_or(const sb_details *details, const char *option)
{
    return details->reason ? details->reason : option ? option : "";
}

/* An attempt behind one that failed was skipped, or said that it is to do or expected to fail; see sb_judge. */
static void tell_excuse(sb_details *details, const sb_slot *slot, const sb_result *about)
{
    const char *word = atomic_load(&slot->said) & SB_SAID_TODO ? "said that it is to do"
        : atomic_load(&slot->said) & SB_SAID_XFAIL             ? "said that it is expected to fail"
        : slot->ended == SB_SKIPPED                            ? "was skipped"
                                                               : NULL;
    if (!word || !details->attempts || sb_state_good(about->state))
        return;
    char *text = sb_format("it %s (%s), which does not undo the failure before it", word, said_or(details, NULL));
    add_failure(details, (sb_failure){ sb_strdup(about->file), about->line, text, true });
}

/* own: what the process or main saw of its end; NULL: it returned. */
static char *reason_of(
    const sb_details *details, const sb_planned *test, const sb_slot *slot, enum sb_state state, const char *own)
{
    const char *how = own ? own : slot->ended == SB_PASSED ? "it passes now" : "it failed";
    switch (state) {
    case SB_SKIPPED: return sb_strdup(said_or(details, NULL));
    case SB_TODO:
        if (atomic_load(&slot->said) & SB_SAID_TODO)
            return sb_strdup(said_or(details, NULL));
        return sb_format("%s; %s", said_or(details, sb_planned_todo(test)), how);
    case SB_XFAILED: return sb_format("%s; %s", said_or(details, sb_planned_xfail(test)), how);
    case SB_XPASSED:
        return sb_format("it passed, and was expected to fail: %s\nTake %s out, or find out what made it pass.",
            said_or(details, sb_planned_xfail(test)), details->reason ? "xfail_test" : ".xfail");
    case SB_FLAKY: return sb_format("it passed at attempt %u of %u", details->attempts + 1, test->terms->retries + 1);
    case SB_UNSEEN: return sb_strdup("planned, and did not run");
    default: return own ? sb_strdup(own) : NULL;
    }
}

/* Of a case that came to its last attempt and did not pass. */
static void tell_attempts(sb_details *details, const sb_planned *test, bool reason)
{
    mark_failures(details, test);
    mark_output(details, test);
    if (reason)
        sb_text_add(&details->remark, "; that was attempt %u of %u", details->attempts + 1, test->terms->retries + 1);
}

/* A worker that died took its sandbox along. */
static void tell_changes(const sb_details *details, const sb_planned *test, const sb_slot *slot, sb_result *out)
{
    bool died = slot->ended == SB_CRASHED || slot->ended == SB_EXITED || slot->ended == SB_TIMED_OUT;
    if (details->changes) {
        out->table = details->changes->table;
        out->table_count = details->changes->n;
        out->rows_unknown = details->changes->why;
        out->kept = details->changes->kept;
        out->made = details->changes->made;
    } else if (died && test->suite->suite.sandbox) {
        out->rows_unknown = "they were in its process, and are gone with it";
    }
}

void sb_details_tell(sb_details *details, const sb_planned *test, const sb_slot *slot, sb_trace *trace, sb_result *out)
{
    char *own = sentence_of(details, slot, test->terms->timeout_ns, trace);
    char *reason = reason_of(details, test, slot, out->state, own);
    tell_lost(details, atomic_load_explicit(&slot->failures, memory_order_relaxed), out);
    tell_excuse(details, slot, out);
    if (details->attempts && out->state != SB_FLAKY && out->state != SB_UNSEEN)
        tell_attempts(details, test, reason != NULL);
    free(details->reason);
    details->reason = reason ? sb_format("%s%s", reason, details->remark.size ? details->remark.at : "") : NULL;
    free(own);
    free(reason);
    free(details->trace);
    details->trace = calls_of(details, slot, test, trace);
    out->failure = details->failure;
    out->failure_count = details->n;
    out->reason = details->reason;
    out->trace = details->trace;
    out->output = details->output.at ? details->output.at : "";
    out->output_size = details->output.size;
    tell_changes(details, test, slot, out);
}

void sb_details_free(sb_details *details)
{
    if (!details)
        return;
    for (size_t i = 0; i < details->n; i++) {
        free((void *)(uintptr_t)details->failure[i].file);
        free((void *)(uintptr_t)details->failure[i].text);
    }
    free(details->failure);
    free(details->reason);
    free(details->crash);
    free(details->trace);
    sb_text_release(&details->remark);
    sb_text_release(&details->output);
    sb_changes_free(details->changes);
    free(details);
}
