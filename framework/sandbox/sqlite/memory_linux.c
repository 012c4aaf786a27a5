/* memory_linux.c -- memory.h by memfd_create, seals, MAP_PRIVATE and statx. */
#include "../../process/os.h"
#include "memory.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static size_t page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }
static size_t round_up(size_t n) { return (n + page_size() - 1) / page_size() * page_size(); }

int sb__memory_seal(const void *bytes, size_t size, sb_memory_file *out)
{
    int result = 0;

    *out = (sb_memory_file){ .handle = sb_os_memory_file(), .size = size };
    if (out->handle < 0)
        return sb_fail_with(SB_ERR, "The sandbox's memory file cannot be made: memfd_create: %s", strerror(errno));
    /* Whole pages: the last one is mapped whole, and is copied whole by a reset. */
    if (sb_os_write_all(out->handle, bytes, size) != 0 || ftruncate(out->handle, (off_t)round_up(size)) != 0)
        result = sb_fail_with(SB_ERR, "The sandbox's %zu bytes cannot be written to memory: %s", size, strerror(errno));
    else if (fcntl(out->handle, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
        result = sb_fail_with(SB_ERR, "The sandbox's memory file cannot be sealed: fcntl F_ADD_SEALS: %s", strerror(errno));
    if (result != 0)
        sb__memory_file_release(out);
    return result;
}

void sb__memory_file_release(sb_memory_file *file)
{
    if (file->handle >= 0)
        close(file->handle);
    file->handle = -1;
}

int sb__memory_map(const sb_memory_file *file, size_t room, unsigned char **out)
{
    int private = MAP_PRIVATE | MAP_NORESERVE;
    void *at = mmap(NULL, round_up(room), PROT_READ | PROT_WRITE, private | MAP_ANONYMOUS, -1, 0);

    *out = NULL;
    if (at == MAP_FAILED)
        return sb_fail_with(
            SB_ERR, "There is no address space for %zu bytes of sandbox: mmap: %s (ulimit -v?)", room, strerror(errno));
    if (file != NULL &&
        mmap(at, round_up(file->size), PROT_READ | PROT_WRITE, private | MAP_FIXED, file->handle, 0) == MAP_FAILED) {
        int code = errno;
        munmap(at, round_up(room));
        return sb_fail_with(SB_ERR, "The sandbox's memory file cannot be mapped: mmap: %s", strerror(code));
    }
    *out = at;
    return 0;
}

void sb__memory_unmap(unsigned char *at, size_t room)
{
    if (at != NULL)
        munmap(at, round_up(room));
}

void sb__memory_drop(unsigned char *at, size_t from, size_t to)
{
    from = from / page_size() * page_size();
    if (from < to)
        madvise(at + from, round_up(to) - from, MADV_DONTNEED);
}

/* 2: what is reserved is counted, MAP_NORESERVE or not. See proc(5), overcommit_memory. */
static bool is_counted(void)
{
    FILE *file = fopen("/proc/sys/vm/overcommit_memory", "re");
    int mode = file != NULL ? getc(file) : EOF;

    if (file != NULL)
        fclose(file);
    return mode == '2';
}

/* It looks through all memory that can be read, for leaks, whenever a worker ends: gigabytes of nothing take longer than that may. */
static bool is_under_valgrind(void)
{
    const char *preloaded = getenv("LD_PRELOAD");

    return preloaded && strstr(preloaded, "vgpreload");
}

size_t sb__memory_spare(void)
{
    struct rlimit space;

    if (sizeof(size_t) < 8 || is_under_valgrind() || getrlimit(RLIMIT_AS, &space) != 0 || space.rlim_cur != RLIM_INFINITY ||
        is_counted())
        return 0;
    return (size_t)4 << 30;
}

int sb__memory_protect(unsigned char *at, size_t room, bool writable)
{
    if (mprotect(at, round_up(room), writable ? PROT_READ | PROT_WRITE : PROT_READ) != 0)
        return sb_fail_with(SB_ERR, "The sandbox's base state cannot be made %s: mprotect: %s",
            writable ? "writable" : "read-only", strerror(errno));
    return 0;
}

/* Files are dated by the clock that is some milliseconds behind. */
int64_t sb__file_clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t sb__file_born_ns(const char *path)
{
    struct statx found;
    if (statx(AT_FDCWD, path, 0, STATX_BTIME, &found) != 0 || !(found.stx_mask & STATX_BTIME))
        return 0;
    return found.stx_btime.tv_sec * 1000000000 + found.stx_btime.tv_nsec;
}
