/* details.c -- failures, reason and output of a case. */
#include "details.h"
#include "../process/os.h"
#include "../process/sanitizer.h"
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

void sb_details_take(sb_details *details, const sb_entry *entry)
{
    if (entry->kind == SB_ENTRY_FAILED) {
        add_failure(details,
            (sb_failure){ copy(entry->file, entry->file_size), entry->line, copy(entry->text, entry->text_size), entry->fatal });
    } else if (entry->kind == SB_ENTRY_SKIPPED) {
        free(details->reason);
        details->reason = copy(entry->text, entry->text_size);
    } else if (entry->kind == SB_ENTRY_OUTPUT) {
        sb_text_put(&details->output, entry->text, entry->text_size);
    }
}

void sb_details_crash(sb_details *details, const sb_crash *crash)
{
    if (!details->crash)
        details->crash = sb_alloc(sizeof *details->crash);
    memcpy(details->crash, crash, sizeof *crash);
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
    bool noted = details->crash && details->crash->signal == slot->signal;
    char *cause = noted ? sb_trace_cause(trace, details->crash) : NULL;
    const char *meaning = cause ? cause : sb_os_signal_meaning(slot->signal);
    char *sentence = sb_format(
        "killed by %s%s%s", sb_os_signal_name(slot->signal, name, sizeof name), meaning ? ": " : "", meaning ? meaning : "");
    free(cause);
    return sentence;
}

static char *sentence_of(const sb_slot *slot, enum sb_state state, uint64_t limit_ns)
{
    switch (state) {
    case SB_EXITED:
        return sb_format(
            "the process ended with exit code %d before the test returned: exit or the like was called", slot->exit_code);
    case SB_TIMED_OUT: return sb_format("it took longer than its time limit of %g s", (double)limit_ns / 1e9);
    case SB_UNSEEN: return sb_format("planned, and did not run");
    default: return NULL;
    }
}

/* Failures are counted on the board, which no test can close; what they said is in the journal, if it came there. */
static void tell_lost(sb_details *details, uint32_t failures, const sb_result *about)
{
    if (failures <= details->n)
        return;
    char *text =
        sb_format("%u %s of this test could not be written down: it closed descriptors that it had not opened, or there was "
                  "no memory",
            (unsigned)(failures - details->n), failures - details->n == 1 ? "failure" : "failures");
    add_failure(details, (sb_failure){ sb_strdup(about->file), about->line, text, true });
}

void sb_details_tell(sb_details *details, const sb_slot *slot, uint64_t limit_ns, sb_trace *trace, sb_result *out)
{
    char *sentence =
        out->state == SB_CRASHED ? sentence_of_signal(details, slot, trace) : sentence_of(slot, out->state, limit_ns);
    free(details->trace);
    details->trace = NULL;
    if (details->crash && (out->state == SB_CRASHED || out->state == SB_TIMED_OUT))
        details->trace = sb_trace_calls(trace, details->crash, (sb_trace_case){ out->suite, out->test });
    if (sentence) {
        free(details->reason);
        details->reason = sentence;
    }
    tell_lost(details, atomic_load_explicit(&slot->failures, memory_order_relaxed), out);
    out->failure = details->failure;
    out->failure_count = details->n;
    out->reason = out->state == SB_SKIPPED || sentence ? details->reason : NULL;
    out->trace = details->trace;
    out->output = details->output.at ? details->output.at : "";
    out->output_size = details->output.size;
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
    sb_text_release(&details->output);
    free(details);
}
