/* forward.c -- the methods of a VFS that have nothing to do with files: each one to the VFS behind. */
#include "forward.h"
#include <stddef.h>

/* Not by the address of vfs: code makes a VFS of its own by copying one. */
sqlite3_vfs *sb__shim_real(sqlite3_vfs *vfs) { return ((sb_shim *)vfs->pAppData)->real; }

static void *dl_open(sqlite3_vfs *vfs, const char *name) { return sb__shim_real(vfs)->xDlOpen(sb__shim_real(vfs), name); }

static void dl_error(sqlite3_vfs *vfs, int n, char *out) { sb__shim_real(vfs)->xDlError(sb__shim_real(vfs), n, out); }

typedef void any_function(void);
static any_function *dl_symbol(sqlite3_vfs *vfs, void *library, const char *name)
{
    return sb__shim_real(vfs)->xDlSym(sb__shim_real(vfs), library, name);
}

static void dl_close(sqlite3_vfs *vfs, void *library) { sb__shim_real(vfs)->xDlClose(sb__shim_real(vfs), library); }

static int randomness(sqlite3_vfs *vfs, int n, char *out) { return sb__shim_real(vfs)->xRandomness(sb__shim_real(vfs), n, out); }

static int do_sleep(sqlite3_vfs *vfs, int duration_us) { return sb__shim_real(vfs)->xSleep(sb__shim_real(vfs), duration_us); }

static int current_time(sqlite3_vfs *vfs, double *out) { return sb__shim_real(vfs)->xCurrentTime(sb__shim_real(vfs), out); }

static int last_error(sqlite3_vfs *vfs, int n, char *out)
{
    return sb__shim_real(vfs)->xGetLastError(sb__shim_real(vfs), n, out);
}

static int current_time_ms(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
    return sb__shim_real(vfs)->xCurrentTimeInt64(sb__shim_real(vfs), out);
}

static int set_call(sqlite3_vfs *vfs, const char *name, sqlite3_syscall_ptr call)
{
    return sb__shim_real(vfs)->xSetSystemCall(sb__shim_real(vfs), name, call);
}

static sqlite3_syscall_ptr get_call(sqlite3_vfs *vfs, const char *name)
{
    return sb__shim_real(vfs)->xGetSystemCall(sb__shim_real(vfs), name);
}

static const char *next_call(sqlite3_vfs *vfs, const char *name)
{
    return sb__shim_real(vfs)->xNextSystemCall(sb__shim_real(vfs), name);
}

void sb__shim_init(sb_shim *shim, const char *name, sqlite3_vfs *real)
{
    /* The copy brings version, sizes, and NULL where the real one has no method, which callers look at. */
    shim->vfs = *real;
    shim->real = real;
    shim->vfs.zName = name;
    shim->vfs.pNext = NULL;
    shim->vfs.pAppData = shim;
    shim->vfs.xDlOpen = real->xDlOpen ? dl_open : NULL;
    shim->vfs.xDlError = real->xDlError ? dl_error : NULL;
    shim->vfs.xDlSym = real->xDlSym ? dl_symbol : NULL;
    shim->vfs.xDlClose = real->xDlClose ? dl_close : NULL;
    shim->vfs.xRandomness = randomness;
    shim->vfs.xSleep = do_sleep;
    shim->vfs.xCurrentTime = current_time;
    shim->vfs.xGetLastError = real->xGetLastError ? last_error : NULL;
    if (real->iVersion >= 2)
        shim->vfs.xCurrentTimeInt64 = real->xCurrentTimeInt64 ? current_time_ms : NULL;
    if (real->iVersion >= 3) {
        shim->vfs.xSetSystemCall = real->xSetSystemCall ? set_call : NULL;
        shim->vfs.xGetSystemCall = real->xGetSystemCall ? get_call : NULL;
        shim->vfs.xNextSystemCall = real->xNextSystemCall ? next_call : NULL;
    }
}
