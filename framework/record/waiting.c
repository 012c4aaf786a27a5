/* waiting.c -- notes of crashes, in memory of main's own. */
#include "waiting.h"
#include "../../assert/text.h"
#include "../process/os.h"
#include <string.h>

enum { ROOM = 64 << 10 }; /* for hundreds of notes, of which one has ten kilobytes at the most */

struct sb_waiting {
    size_t used; /* of bytes */
    _Alignas(max_align_t) char bytes[];
};

/* Before each note. */
struct one {
    size_t index, size;
};

static size_t room_of(const sb_waiting *waiting) { return ROOM - sizeof *waiting; }

sb_waiting *sb_waiting_open(void) { return sb_os_own(ROOM); }

void sb_waiting_close(sb_waiting *waiting)
{
    if (waiting)
        sb_os_unshare(waiting, ROOM, -1);
}

bool sb_waiting_add(sb_waiting *waiting, size_t index, const sb_crash *crash)
{
    size_t left = room_of(waiting) - waiting->used;
    char *at = waiting->bytes + waiting->used;
    struct one one = { index, left > sizeof one ? sb_kept_put(crash, at + sizeof one, left - sizeof one) : 0 };
    if (!one.size)
        return false;
    memcpy(at, &one, sizeof one);
    waiting->used += sizeof one + one.size;
    return true;
}

void sb_waiting_take(sb_waiting *waiting, void (*fn)(void *env, size_t index, sb_kept *kept), void *env)
{
    struct one one;
    size_t used = waiting->used;
    waiting->used = 0;
    for (const char *at = waiting->bytes; at < waiting->bytes + used; at += one.size) {
        memcpy(&one, at, sizeof one);
        at += sizeof one;
        fn(env, one.index, memcpy(sb_alloc(one.size), at, one.size));
    }
}
