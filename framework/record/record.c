/* record.c -- the board and the journals, brought together in the order of the plan. */
#include "record.h"
#include "../process/judge.h"
#include "../process/os.h"
#include "count.h"
#include "details.h"
#include "waiting.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The env of a seat's sink, in the worker: the journal is all that a worker knows of the record. */
struct seat {
    sb_journal journal;
};

struct sb_record {
    const sb_plan *plan;
    sb_board *board;
    struct seat *seat;
    sb_sink *sink;
    sb_details **of;     /* per case; NULL for most, and of no case as long as all pass */
    sb_waiting *waiting; /* crashes that belong there; NULL: there was none yet */
    size_t next;         /* the case that is told next */
    uint64_t began_ns;
    sb_details *told;
    sb_count count;
    char *broken;
    sb_text trouble; /* what failed the run beside its cases */
    sb_text notes;   /* each with its NUL */
    sb_trace *trace;
    char *between; /* the calls of a worker that crashed with no case in its hand */
};

/* ---- in the worker ---- */

static void on_failed(void *env, size_t index, const sb_failure *failure)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_FAILED, failure->fatal, failure->line, index, failure->file, failure->text, strlen(failure->file),
        strlen(failure->text) };
    sb_journal_write(&seat->journal, &entry);
}

static void on_reason(void *env, size_t index, const char *file, int line, const char *text)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_REASON, false, line, index, file, text, strlen(file), strlen(text) };
    sb_journal_write(&seat->journal, &entry);
}

static void on_again(void *env, size_t index, enum sb_state ended)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_AGAIN, false, (int)ended, index, NULL, NULL, 0, 0 };
    sb_journal_write(&seat->journal, &entry);
}

static void on_remark(void *env, size_t index, const char *text)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_REMARK, false, 0, index, NULL, text, 0, strlen(text) };
    sb_journal_write(&seat->journal, &entry);
}

static void on_trouble(void *env, const char *what, const sb_failure *failure)
{
    struct seat *seat = env;
    char *text = sb_format("%s failed\n%s:%d\n%s", what, failure->file, failure->line, failure->text);
    sb_entry entry = { SB_ENTRY_TROUBLE, failure->fatal, failure->line, 0, failure->file, text, strlen(failure->file),
        strlen(text) };
    sb_journal_write(&seat->journal, &entry);
    free(text);
}

static void on_output(void *env, size_t index, const char *bytes, size_t size)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_OUTPUT, false, 0, index, NULL, bytes, 0, size };
    sb_journal_write(&seat->journal, &entry);
}

static void on_rows(void *env, size_t index, const char *bytes, size_t size)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_ROWS, false, 0, index, NULL, bytes, 0, size };
    sb_journal_write(&seat->journal, &entry);
}

static void on_broken(void *env, const char *reason)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_BROKEN, false, 0, 0, NULL, reason, 0, strlen(reason) };
    sb_journal_write(&seat->journal, &entry);
}

static void on_noted(void *env, const char *text)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_NOTED, false, 0, 0, NULL, text, 0, strlen(text) };
    sb_journal_write(&seat->journal, &entry);
}

static void on_leaked(void *env, const char *report, size_t size)
{
    struct seat *seat = env;
    sb_entry entry = { SB_ENTRY_LEAKED, false, 0, 0, NULL, report, 0, size };
    sb_journal_write(&seat->journal, &entry);
}

static sb_sink sink_of(struct seat *seat)
{
    return (sb_sink){ on_failed, on_reason, on_again, on_remark, on_trouble, on_output, on_rows, on_broken, on_noted, on_leaked,
        seat };
}

const sb_sink *sb_record_join(int journal)
{
    struct seat *seat = sb_alloc(sizeof *seat);
    sb_sink *sink = sb_alloc(sizeof *sink);
    sb_journal_join(&seat->journal, journal);
    *sink = sink_of(seat);
    return sink;
}

/* ---- in main ---- */

int sb_record_open(const sb_plan *plan, sb_board *board, sb_record **out)
{
    sb_record *record = sb_alloc(sizeof *record);
    record->plan = plan;
    record->board = board;
    record->began_ns = sb_os_now_ns();
    record->trace = sb_trace_open(false);
    record->seat = sb_alloc(board->seats * sizeof *record->seat);
    record->sink = sb_alloc(board->seats * sizeof *record->sink);
    for (unsigned at = 0; at < board->seats; at++)
        record->seat[at].journal.file.fd = -1;
    for (unsigned at = 0; at < board->seats; at++) {
        record->sink[at] = sink_of(&record->seat[at]);
        if (sb_journal_open(&record->seat[at].journal)) {
            sb_record_close(record);
            return sb_fail_with(
                SB_ERR, "no file in memory for the journal of worker %u: %s; fewer --jobs may help", at, strerror(errno));
        }
    }
    *out = record;
    return SB_OK;
}

void sb_record_close(sb_record *record)
{
    for (unsigned at = 0; at < record->board->seats; at++)
        sb_journal_close(&record->seat[at].journal);
    for (size_t i = 0; record->of && i < record->plan->n; i++)
        sb_details_free(record->of[i]);
    sb_waiting_close(record->waiting);
    sb_details_free(record->told);
    sb_count_release(&record->count);
    free(record->broken);
    sb_text_release(&record->trouble);
    sb_text_release(&record->notes);
    sb_trace_close(record->trace);
    free(record->between);
    free(record->of);
    free(record->sink);
    free(record->seat);
    free(record);
}

void sb_record_pin(sb_record *record, bool pinned)
{
    sb_trace_close(record->trace);
    record->trace = sb_trace_open(pinned);
}

const sb_sink *sb_record_sinks(const sb_record *record) { return record->sink; }

int *sb_record_journals(const sb_record *record)
{
    int *list = sb_alloc(record->board->seats * sizeof *list);
    for (unsigned at = 0; at < record->board->seats; at++)
        list[at] = record->seat[at].journal.file.fd;
    return list;
}

static sb_details *details_at(sb_record *record, size_t index)
{
    if (!record->of)
        record->of = sb_alloc(record->plan->n * sizeof *record->of);
    if (!record->of[index])
        record->of[index] = sb_alloc(sizeof *record->of[index]);
    return record->of[index];
}

static void take_note(void *env, size_t index, sb_kept *note) { sb_details_crash(details_at(env, index), note); }

static void take_waiting(sb_record *record)
{
    if (record->waiting)
        sb_waiting_take(record->waiting, take_note, record);
}

static sb_details *details_of(sb_record *record, size_t index)
{
    take_waiting(record);
    return details_at(record, index);
}

/* A process that the test forked, and did not wait for, failed when the case had been told. */
static void tell_late(sb_record *record, const sb_entry *entry)
{
    if (entry->kind == SB_ENTRY_FAILED)
        sb_text_add(&record->trouble, "%s failed when it was over, in a process that it had left running:\n%s:%d\n%s\n",
            record->plan->item[entry->index].name, entry->file, entry->line, entry->text);
}

static void tell_death(sb_text *to, const sb_pool_trouble *how)
{
    char name[32];
    if (how->timed_out && !how->step)
        sb_text_add(to,
            "it did not come to its end, and was ended: a thread that a test left may hold stdout, or a resource hangs in leave");
    else if (how->timed_out)
        sb_text_add(to, "it took longer than the time limit of that test");
    else if (how->signal)
        sb_text_add(to, "killed by %s", sb_os_signal_name(how->signal, name, sizeof name));
    else
        sb_text_add(to, "exit code %d", how->exit_code);
    sb_text_add(to, "%s%s\n", *how->output ? "\n" : "", how->output);
}

void sb_record_died_after(sb_record *record, const sb_pool_trouble *how)
{
    const char *last = record->plan->item[how->last].name;
    if (how->step)
        sb_text_add(&record->trouble, "a worker died in %s, when %s was over: ", how->step, last);
    else
        sb_text_add(&record->trouble, "a worker died when %s, the last test it had run, was over: ", last);
    tell_death(&record->trouble, how);
    if (record->between)
        sb_text_add(&record->trouble, "calls, innermost first:\n%s\n", record->between);
    free(record->between);
    record->between = NULL;
}

void sb_record_again(sb_record *record, size_t index, const sb_slot *known)
{
    sb_details_again(details_of(record, index), &record->plan->item[index], known, record->trace);
}

void sb_record_alone(sb_record *record, size_t index) { sb_details_alone(details_of(record, index)); }

void sb_record_remark(sb_record *record, size_t index, const char *text)
{
    sb_text_add(&details_of(record, index)->remark, "%s", text);
}

void sb_record_rows(sb_record *record, size_t index, const char *bytes, size_t size)
{
    sb_details_take(details_of(record, index),
        &(sb_entry){ .kind = SB_ENTRY_ROWS, .index = (uint32_t)index, .text = bytes, .text_size = size });
}

static void take_entry(void *env, const sb_entry *entry)
{
    sb_record *record = env;
    if (entry->kind == SB_ENTRY_BROKEN) {
        if (!record->broken)
            record->broken = sb_strdup(entry->text);
    } else if (entry->kind == SB_ENTRY_LEAKED) {
        sb_text_add(&record->trouble, "tests lost memory; --isolate=test tells which\n");
        sb_text_put(&record->trouble, entry->text, entry->text_size);
    } else if (entry->kind == SB_ENTRY_NOTED) {
        sb_text_put(&record->notes, entry->text, entry->text_size + 1);
    } else if (entry->kind == SB_ENTRY_TROUBLE) {
        sb_text_add(&record->trouble, "%s\n", entry->text);
    } else if (entry->index < record->next) {
        tell_late(record, entry);
    } else if (entry->index < record->plan->n && entry->kind == SB_ENTRY_AGAIN) {
        sb_record_again(record, entry->index, &(sb_slot){ .ended = (uint8_t)entry->line });
    } else if (entry->index < record->plan->n) {
        sb_details_take(details_of(record, entry->index), entry);
    }
}

/* True when nothing stands in it behind what was read. */
static bool read_journal(sb_record *record, unsigned seat)
{
    sb_journal *journal = &record->seat[seat].journal;
    bool known = journal->damaged, all = sb_journal_read(journal, take_entry, record);
    if (journal->damaged && !known)
        sb_text_add(&record->trouble,
            "what worker %u noted of its tests was damaged, so that words of failures may be missing: a test wrote to a descriptor "
            "that is not its own, or there was no room for them\n",
            seat);
    return all;
}

void sb_record_output(sb_record *record, size_t index, const char *bytes, size_t size)
{
    sb_details *details = details_of(record, index);
    details->output.size = details->output_before; /* what was heard before does not count: the file has all of it */
    sb_text_put(&details->output, bytes, size);
}

static void keep_crash(sb_record *record, size_t index, const sb_crash *crash)
{
    if (!record->waiting)
        record->waiting = sb_waiting_open();
    if (sb_waiting_add(record->waiting, index, crash))
        return;
    take_waiting(record);
    sb_waiting_add(record->waiting, index, crash);
}

/* What the worker noted as it died belongs to the case in its hand. */
static void take_crash(sb_record *record, unsigned seat)
{
    sb_crash *crash = &record->board->seat[seat].crash;
    uint64_t at = atomic_load(&record->board->seat[seat].at);
    if (!atomic_exchange(&crash->noted, 0))
        return;
    if (at > record->next && at <= record->plan->n)
        keep_crash(record, (size_t)at - 1, crash);
    free(record->between);
    if (record->between || !at) /* not written to without need: see waiting.h */
        record->between = at ? NULL : sb_trace_calls(record->trace, crash, (sb_trace_case){ "", "" });
}

void sb_record_gone(sb_record *record, unsigned seat)
{
    take_crash(record, seat);
    if (!read_journal(record, seat))
        sb_journal_mend(&record->seat[seat].journal);
}

sb_bytes sb_record_notes(sb_record *record)
{
    for (unsigned at = 0; at < record->board->seats; at++)
        read_journal(record, at);
    return (sb_bytes){ record->notes.at, record->notes.size };
}

const char *sb_record_trouble(const sb_record *record) { return record->trouble.at; }

void sb_record_forget(sb_record *record, size_t index)
{
    take_waiting(record);
    if (!record->of)
        return;
    sb_details_free(record->of[index]);
    record->of[index] = NULL;
}

const char *sb_record_broken(const sb_record *record) { return record->broken; }

static void fill(const sb_record *record, size_t index, enum sb_state state, sb_result *out)
{
    const sb_planned *planned = &record->plan->item[index];
    const sb_slot *slot = sb_board_slot(record->board, index);
    *out = (sb_result){ .index = index,
        .place = planned->place,
        .tags = planned->terms->tags,
        .attempts = state == SB_UNSEEN ? 0 : atomic_load_explicit(&slot->attempts, memory_order_relaxed) + 1u,
        .began_ns = slot->began_ns > record->began_ns ? slot->began_ns - record->began_ns : 0,
        .suite = planned->suite->suite.name,
        .test = sb_planned_test(planned),
        .file = sb_case_file(planned->test),
        .line = planned->test->line,
        .state = state,
        .duration_ns = slot->duration_ns,
        .checks = slot->checks,
        .worker = slot->worker,
        .signal = state == SB_CRASHED ? slot->signal : 0,
        .exit_code = state == SB_EXITED ? slot->exit_code : 0,
        .output = "" };
}

/* The test's own process saw it pass or skip, and one that it forked failed. */
static enum sb_state judged(const sb_record *record, size_t index, enum sb_state state)
{
    const sb_slot *slot = sb_board_slot(record->board, index);
    bool quiet = slot->ended == SB_PASSED || slot->ended == SB_SKIPPED;
    if (state == SB_UNSEEN || !quiet || !atomic_load_explicit(&slot->failures, memory_order_relaxed))
        return state;
    return sb_judge(&record->plan->item[index], slot, SB_FAILED);
}

bool sb_record_next(sb_record *record, bool over, sb_result *out)
{
    if (record->next >= record->plan->n)
        return false;
    size_t index = record->next;
    enum sb_state state = sb_board_state(record->board, index);
    if (state == SB_UNSEEN && !over)
        return false;
    if (judged(record, index, state) != state) {
        state = judged(record, index, state);
        sb_board_slot(record->board, index)->ended = SB_FAILED;
        atomic_store(&sb_board_slot(record->board, index)->state, (uint8_t)state);
    }
    fill(record, index, state, out);
    sb_details_free(record->told);
    record->told = NULL;
    if (state != SB_PASSED) {
        read_journal(record, (unsigned)out->worker);
        record->told = details_of(record, index);
        record->of[index] = NULL;
        sb_details_tell(record->told, &record->plan->item[index], sb_board_slot(record->board, index), record->trace, out);
    }
    record->next++;
    return true;
}

/* Most cases are told here: it looks at the slots alone. */
size_t sb_record_pass_over(sb_record *record, uint64_t less_ns, uint64_t *checks_out)
{
    const sb_slot *slot = sb_board_slot(record->board, 0);
    size_t from = record->next, at = from;
    *checks_out = 0;
    for (; at < record->plan->n && sb_board_state(record->board, at) == SB_PASSED; at++) {
        if (slot[at].duration_ns >= less_ns || atomic_load_explicit(&slot[at].failures, memory_order_relaxed))
            break;
        *checks_out += slot[at].checks;
    }
    record->next = at;
    return at - from;
}

void sb_record_count(sb_record *record, size_t *done_out, size_t *failed_out)
{
    sb_count_look(&record->count, record->plan, record->board);
    *done_out = record->count.done;
    *failed_out = record->count.failed;
}

bool sb_record_all_good(const sb_record *record)
{
    for (size_t i = 0; i < record->plan->n; i++)
        if (!sb_state_good(judged(record, i, sb_board_state(record->board, i))))
            return false;
    return !record->trouble.size && !record->broken;
}

const char *sb_record_slowest(const sb_record *record, uint64_t now_ns, uint64_t *ns_out)
{
    const char *name = NULL;
    *ns_out = 0;
    for (unsigned at = 0; at < record->board->seats; at++) {
        const sb_seat *seat = &record->board->seat[at];
        uint64_t case_at = atomic_load_explicit(&seat->at, memory_order_acquire);
        uint64_t began_ns = atomic_load_explicit(&seat->began_ns, memory_order_relaxed);
        if (!case_at || now_ns < began_ns || now_ns - began_ns < *ns_out)
            continue;
        *ns_out = now_ns - began_ns;
        name = record->plan->item[case_at - 1].name;
    }
    return name;
}
