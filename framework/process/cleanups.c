/* cleanups.c -- the list of clean-ups of a test. */
#include "cleanups.h"
#include "../../assert/text.h"
#include <stdlib.h>

void sb_cleanups_push(sb_cleanups *list, sb_cleanup one)
{
    list->at = sb_grow(list->at, list->n, &list->room, sizeof *list->at);
    list->at[list->n++] = one;
}

/* The user's function has any pointer or integer parameter; SB_ADD_CLEANUP has checked that fn(arg) compiles. Every calling
 * convention we run on passes one pointer or one integer alike whatever its type, which is what the casts below rely on. */
static void call(const sb_cleanup *one)
{
    if (one->bound)
        one->bound((void *)(uintptr_t)one->arg.v.p);
    else if (one->arity == 0)
        one->fn();
    else if (one->arg.kind == SB_LLONG || one->arg.kind == SB_BOOL || one->arg.kind == SB_CHAR)
        ((void (*)(long long))one->fn)(one->arg.v.i);
    else if (one->arg.kind == SB_ULLONG)
        ((void (*)(unsigned long long))one->fn)(one->arg.v.u);
    else
        ((void (*)(const void *))one->fn)(one->arg.v.p);
}

bool sb_cleanups_run_last(sb_cleanups *list)
{
    if (list->n == 0)
        return false;
    sb_cleanup one = list->at[--list->n];
    call(&one);
    return true;
}

void sb_cleanups_release(sb_cleanups *list)
{
    free(list->at);
    *list = (sb_cleanups){ NULL, 0, 0 };
}
