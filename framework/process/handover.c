/* handover.c -- what a spawned worker gets from main: written, sent along, and read again. */
#include "handover.h"
#include "../plan/again.h"
#include "os.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char variable[] = "SEEDBED_WORKER";
enum { DESCRIPTORS = 4 };

/* The beginning of the file; items, terms, order and the texts follow it, in this order. */
struct head {
    char made_by[32];   /* this version of us */
    size_t bytes;       /* of this struct */
    size_t board_bytes; /* of the board's memory */
    size_t texts_size;
    uint64_t names;
    sb_plan plan;
    sb_worker worker;
};

static const char made_by[sizeof(((struct head *)0)->made_by)] = "seedbed worker " SB_VERSION;

/* ---- in main ---- */

static int write_order(int file, const sb_plan *plan)
{
    return plan->order ? sb_os_write_all(file, plan->order, plan->n * sizeof *plan->order) : 0;
}

int sb_handover_write(const sb_worker *common, const sb_spawn *spawn)
{
    const sb_plan *plan = common->plan;
    sb_handed texts = { .fd = NULL };
    sb_hand_text(&texts, sb_context_get()->scratch);
    sb_text_put(&texts.bytes, spawn->handed->bytes.at ? spawn->handed->bytes.at : "", spawn->handed->bytes.size);
    struct head head = { .bytes = sizeof head,
        .board_bytes = common->board->bytes,
        .texts_size = texts.bytes.size,
        .names = sb_plan_names(plan),
        .plan = *plan,
        .worker = *common };
    memcpy(head.made_by, made_by, sizeof made_by);
    int file = sb_os_memory_file();
    bool done = file >= 0 && common->board->file >= 0 && !sb_os_write_all(file, &head, sizeof head) &&
        !sb_os_write_all(file, plan->item, plan->n * sizeof *plan->item) &&
        !sb_os_write_all(file, plan->terms, plan->terms_n * sizeof *plan->terms) && !write_order(file, plan) &&
        !sb_os_write_all(file, texts.bytes.at, texts.bytes.size);
    sb_handed_release(&texts);
    if (done)
        return file;
    sb_fail_with(SB_ERR, "no file in memory for what spawned workers get: %s; --start=fork does without",
        strerror(file < 0 ? errno : ENOSYS));
    if (file >= 0)
        close(file);
    return SB_ERR;
}

pid_t sb_handover_start(const sb_worker *worker, const sb_spawn *spawn, int block)
{
    int own[DESCRIPTORS] = { block, worker->board->file, spawn->journal[worker->seat], worker->capture->file.fd };
    size_t more = spawn->handed->fds;
    int *all = sb_alloc((DESCRIPTORS + more) * sizeof *all);
    memcpy(all, own, sizeof own);
    if (more)
        memcpy(all + DESCRIPTORS, spawn->handed->fd, more * sizeof *all);
    char *value = sb_format("%d:%d:%d:%d:%u:%ld", own[0], own[1], own[2], own[3], worker->seat, (long)getpid());
    sb_os_program program = { .argv = spawn->argv,
        .name = variable,
        .value = value,
        .output = worker->capture->file.fd,
        .fd = all,
        .fds = DESCRIPTORS + more };
    pid_t child = sb_os_spawn(&program);
    free(value);
    free(all);
    return child;
}

/* ---- in the worker ---- */

/* Before anything else of the program: constructors of tests may start programs, or take long. */
__attribute__((constructor(101))) static void take_variable(void)
{
    static sb_handover given;
    sb_context_get()->ignored = sb_os_ignored();
    long parent;
    const char *value = getenv(variable);
    if (!value)
        return;
    if (sscanf(value, "%d:%d:%d:%d:%u:%ld", &given.block, &given.board, &given.journal, &given.capture, &given.seat, &parent) ==
        6) {
        sb_os_die_with((pid_t)parent);
        int own[DESCRIPTORS] = { given.block, given.board, given.journal, given.capture };
        for (int i = 0; i < DESCRIPTORS; i++)
            sb_os_keep_to_self(own[i]);
        sb_context_get()->handover = &given;
    }
    unsetenv(variable);
}

static int not_ours(void)
{
    return sb_fail_with(SB_ERR,
        "a spawned worker is not the program that main is: what it got is of another build; was the program replaced in mid-run?");
}

static const char *map_block(int block, size_t *size_out)
{
    off_t size = lseek(block, 0, SEEK_END);
    *size_out = size < 0 ? 0 : (size_t)size;
    const char *at = *size_out ? sb_os_view(block, *size_out) : NULL;
    close(block);
    return at;
}

int sb_handover_read(const sb_handover *given, sb_worker *worker_out, sb_plan *plan_out, sb_handed *from)
{
    size_t size;
    const char *at = map_block(given->block, &size), *scratch = NULL;
    const struct head *head = (const struct head *)(const void *)at;
    if (!at || size < sizeof *head || memcmp(head->made_by, made_by, sizeof made_by) || head->bytes != sizeof *head)
        return not_ours();
    size_t n = head->plan.n, items = n * sizeof(sb_planned), terms = head->plan.terms_n * sizeof(sb_planned_terms);
    size_t order = head->plan.order ? n * sizeof(uint32_t) : 0;
    if (size != sizeof *head + items + terms + order + head->texts_size)
        return not_ours();
    const char *from_items = at + sizeof *head, *from_terms = from_items + items, *from_order = from_terms + terms;
    sb_sent_plan sent = { head->plan, (const sb_planned *)(const void *)from_items,
        (const sb_planned_terms *)(const void *)from_terms, order ? (const uint32_t *)(const void *)from_order : NULL,
        head->names };
    *from = (sb_handed){ .at = at + size - head->texts_size, .end = at + size };
    int rc = sb_take_text(from, &scratch);
    if (rc == SB_OK)
        rc = sb_plan_again(plan_out, sb_context_get(), &sent);
    if (rc)
        return rc;
    sb_context_get()->scratch = scratch ? sb_strdup(scratch) : NULL;
    *worker_out = head->worker;
    worker_out->plan = plan_out;
    worker_out->seat = given->seat;
    worker_out->sink = NULL;
    worker_out->capture = NULL;
    worker_out->board = sb_board_join(given->board, head->board_bytes);
    return worker_out->board ? SB_OK : SB_ERR;
}
