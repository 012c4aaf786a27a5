/* hook.c -- replace methods of the VFSs that SQLite has, and find those that they had. */
#include "hook.h"
#include "../../../assert/text.h"
#include <string.h>

/* ---- of a VFS that nobody knows: its methods are ours, and whose they were cannot be told ---- */

static int no_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    (void)name, (void)flags, (void)flags_out;
    file->pMethods = NULL;
    sqlite3_log(SQLITE_CANTOPEN, "the VFS \"%s\" has methods of another one, and which that is cannot be seen", vfs->zName);
    return SQLITE_CANTOPEN;
}

static int no_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs, (void)name, (void)sync;
    return SQLITE_IOERR_DELETE;
}

static int no_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs, (void)name, (void)flags, (void)out;
    return SQLITE_IOERR_ACCESS;
}

static int no_full_path(sqlite3_vfs *vfs, const char *path, int room, char *out)
{
    (void)vfs, (void)path, (void)room, (void)out;
    return SQLITE_CANTOPEN;
}

static const sqlite3_vfs nobody = { .xOpen = no_open, .xDelete = no_delete, .xAccess = no_access, .xFullPathname = no_full_path };

/* ---- which is it ---- */

static sb_hooked *first_of(const sb_hooks *hooks) { return atomic_load_explicit(&hooks->first, memory_order_acquire); }

static sb_hooked *next_of(const sb_hooked *at) { return atomic_load_explicit(&at->next, memory_order_acquire); }

static sb_hooked *find(const sb_hooks *hooks, const sqlite3_vfs *vfs)
{
    sb_hooked *at = first_of(hooks);

    while (at != NULL && at->vfs != vfs)
        at = next_of(at);
    return at;
}

/* By what a copy mostly keeps. A method gets along with the state that it was made for: that says most. 0: it is none. */
static int likeness(const sqlite3_vfs *vfs, const sqlite3_vfs *of)
{
    int same = (vfs->xRandomness == of->xRandomness) + (vfs->xSleep == of->xSleep) + (vfs->xDlOpen == of->xDlOpen) +
        (vfs->xCurrentTime == of->xCurrentTime) + (vfs->xGetLastError == of->xGetLastError);

    if (same == 0)
        return 0;
    return 100 * (vfs->pAppData == of->pAppData) + 10 * same + (vfs->mxPathname == of->mxPathname) +
        (vfs->szOsFile == of->szOsFile) + (vfs->iVersion == of->iVersion);
}

const sqlite3_vfs *sb__hook_real(const sb_hooks *hooks, const sqlite3_vfs *vfs)
{
    const sb_hooked *found = find(hooks, vfs);
    int best = 0;

    if (found != NULL)
        return &found->was;
    for (const sb_hooked *at = first_of(hooks); at != NULL; at = next_of(at)) {
        int like = likeness(vfs, &at->was);
        if (like > best) { /* of two that are alike SQLite's own, which come first */
            best = like;
            found = at;
        }
    }
    return found != NULL ? &found->was : &nobody;
}

/* ---- taking their place ---- */

/* What of it is ours already came from the VFS that it was copied from. */
static sqlite3_vfs what_it_was(const sb_hooks *hooks, const sqlite3_vfs *vfs, const sqlite3_vfs *with)
{
    sqlite3_vfs was = *vfs;
    const sqlite3_vfs *of = sb__hook_real(hooks, vfs);

    if (was.xOpen == with->xOpen)
        was.xOpen = of->xOpen;
    if (was.xDelete == with->xDelete)
        was.xDelete = of->xDelete;
    if (was.xAccess == with->xAccess)
        was.xAccess = of->xAccess;
    if (was.xFullPathname == with->xFullPathname)
        was.xFullPathname = of->xFullPathname;
    return was;
}

static void append(sb_hooks *hooks, sb_hooked *one)
{
    if (hooks->last == NULL)
        atomic_store_explicit(&hooks->first, one, memory_order_release);
    else
        atomic_store_explicit(&hooks->last->next, one, memory_order_release);
    hooks->last = one;
}

/* Where one is known that has other methods now, it was made and registered anew; but who puts a method of his into SQLite's own calls
 * the one that he found there, and that is ours. */
static bool is_to_hook(const sb_hooked *known, const sqlite3_vfs *vfs, const sqlite3_vfs *with)
{
    if (strcmp(vfs->zName, "memdb") == 0 || (known != NULL && strncmp(vfs->zName, "unix", 4) == 0))
        return false;
    return vfs->xOpen != with->xOpen || vfs->xDelete != with->xDelete || vfs->xAccess != with->xAccess ||
        vfs->xFullPathname != with->xFullPathname;
}

/* The name of one that opened files past us, or NULL. */
static const char *hook(sb_hooks *hooks, sqlite3_vfs *vfs, const sqlite3_vfs *with)
{
    sb_hooked *known = find(hooks, vfs);
    bool was_past = vfs->xOpen != with->xOpen;
    sqlite3_vfs was;

    if (!is_to_hook(known, vfs, with))
        return NULL;
    if (known != NULL)
        known->vfs = NULL; /* not what it is a copy of */
    was = what_it_was(hooks, vfs, with);
    if (known == NULL)
        append(hooks, known = sb_alloc(sizeof *known));
    known->was = was;
    known->vfs = vfs;
    vfs->xOpen = with->xOpen;
    vfs->xDelete = with->xDelete;
    vfs->xAccess = with->xAccess;
    vfs->xFullPathname = with->xFullPathname;
    if (vfs->szOsFile < with->szOsFile)
        vfs->szOsFile = with->szOsFile;
    return was_past ? vfs->zName : NULL;
}

/* Who fills a struct anew while SQLite has it in its list makes a ring of that: SQLite does not mind. */
enum { MOST_VFSS = 200 };

/* The last of the list first: SQLite's own are there, behind what was registered later. */
static const char *hook_from(sb_hooks *hooks, sqlite3_vfs *vfs, const sqlite3_vfs *with, int most)
{
    const char *later = vfs != NULL && most > 0 ? hook_from(hooks, vfs->pNext, with, most - 1) : NULL;
    const char *name = vfs != NULL ? hook(hooks, vfs, with) : NULL;
    return name != NULL ? name : later;
}

const char *sb__hook_all(sb_hooks *hooks, const sqlite3_vfs *with)
{
    return hook_from(hooks, sqlite3_vfs_find(NULL), with, MOST_VFSS);
}
