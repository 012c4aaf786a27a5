/* kept.c -- the notes of crashes, without the room that they did not use. */
#include "kept.h"
#include "../../assert/text.h"
#include <string.h>

/* All of the note that stands before its frames, then the frames and the names of modules that it has, the names with their NULs. */
enum { HEAD = offsetof(sb_crash, head) };

struct sb_kept {
    uint32_t head, tail, modules; /* how many of each */
    _Alignas(sb_crash) char bytes[];
};

static size_t at_most(uint64_t n, size_t most) { return n < most ? (size_t)n : most; }

static uint32_t modules_of(const sb_crash_frame *frame, size_t n)
{
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = frame[i].module > most ? frame[i].module : most;
    return most < SB_CRASH_MODULES ? most : SB_CRASH_MODULES;
}

static size_t length_of(const sb_crash *crash, uint32_t module) { return strnlen(crash->module[module], SB_CRASH_NAME - 1); }

/* NULL where it does not fit, and from then on. */
static char *put(char *at, const char *end, const void *from, size_t n)
{
    if (!at || (size_t)(end - at) < n)
        return NULL;
    return (char *)memcpy(at, from, n) + n;
}

size_t sb_kept_put(const sb_crash *crash, void *room, size_t bytes)
{
    size_t head = at_most(crash->frames, SB_CRASH_HEAD), tail = crash->frames > SB_CRASH_HEAD ? SB_CRASH_TAIL : 0;
    uint32_t in_head = modules_of(crash->head, head), in_tail = modules_of(crash->tail, tail);
    sb_kept kept = { (uint32_t)head, (uint32_t)tail, in_head > in_tail ? in_head : in_tail };
    char *at = room, *end = at + bytes;
    at = put(at, end, &kept, sizeof kept);
    at = put(at, end, crash, HEAD);
    at = put(at, end, crash->head, head * sizeof *crash->head);
    at = put(at, end, crash->tail, tail * sizeof *crash->tail);
    for (uint32_t i = 0; i < kept.modules; i++) {
        at = put(at, end, crash->module[i], length_of(crash, i));
        at = put(at, end, "", 1);
    }
    return at ? (size_t)(at - (char *)room) : 0;
}

sb_crash *sb_kept_unpack(const sb_kept *kept)
{
    sb_crash *crash = sb_alloc(sizeof *crash);
    const char *at = kept->bytes;
    memcpy(crash, at, HEAD);
    at += HEAD;
    memcpy(crash->head, at, kept->head * sizeof *crash->head);
    at += kept->head * sizeof *crash->head;
    memcpy(crash->tail, at, kept->tail * sizeof *crash->tail);
    at += kept->tail * sizeof *crash->tail;
    for (uint32_t i = 0; i < kept->modules; i++) {
        strcpy(crash->module[i], at);
        at += strlen(at) + 1;
    }
    return crash;
}
