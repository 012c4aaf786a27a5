/* hook.c -- replace methods of the VFSs that SQLite has, and find those that they had. */
#include "hook.h"
#include "../../../assert/text.h"
#include <string.h>

static void hook(sb_hooks *hooks, sqlite3_vfs *vfs, const sqlite3_vfs *with)
{
    hooks->at[hooks->n++] = (sb_hooked){ vfs, *vfs };
    vfs->xOpen = with->xOpen;
    vfs->xDelete = with->xDelete;
    vfs->xAccess = with->xAccess;
    vfs->xFullPathname = with->xFullPathname;
    if (vfs->szOsFile < with->szOsFile)
        vfs->szOsFile = with->szOsFile;
}

void sb__hook_all(sb_hooks *hooks, const sqlite3_vfs *with)
{
    size_t n = 0;

    for (sqlite3_vfs *at = sqlite3_vfs_find(NULL); at != NULL; at = at->pNext)
        n++;
    hooks->at = sb_alloc((n + 1) * sizeof *hooks->at);
    for (sqlite3_vfs *at = sqlite3_vfs_find(NULL); at != NULL; at = at->pNext)
        if (strcmp(at->zName, "memdb") != 0)
            hook(hooks, at, with);
}

/* By what a copy mostly keeps. */
static int is_copy(const sqlite3_vfs *vfs, const sqlite3_vfs *of)
{
    return vfs->pAppData == of->pAppData && vfs->xRandomness == of->xRandomness && vfs->xSleep == of->xSleep;
}

const sqlite3_vfs *sb__hook_real(const sb_hooks *hooks, const sqlite3_vfs *vfs)
{
    for (size_t i = 0; i < hooks->n; i++)
        if (hooks->at[i].vfs == vfs)
            return &hooks->at[i].was;
    for (size_t i = 0; i < hooks->n; i++)
        if (is_copy(vfs, &hooks->at[i].was))
            return &hooks->at[i].was;
    return &hooks->at[0].was;
}
