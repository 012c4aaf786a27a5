/* memory.h -- what the image asks of the operating system: a sealed file in memory, private mappings of it, a way to drop what
 * was written to them; and when a file was made. Another system is one more memory_*.c.
 *
 * Errors: SB_ERR with a message that names the call and what the system said.
 */
#ifndef SEEDBED_SQLITE_MEMORY_H
#define SEEDBED_SQLITE_MEMORY_H

#include "../../../assert/context.h"

/* Bytes that nobody can change any more, inherited by every child of the process that made them. */
typedef struct sb_memory_file {
    int handle; /* -1: none */
    size_t size;
} sb_memory_file;

int sb__memory_seal(const void *bytes, size_t size, sb_memory_file *out);
void sb__memory_file_release(sb_memory_file *file);

/* Reserve room bytes of zeroes, of which only what is written costs anything. With a file, they begin with its bytes. What is written
 * is private to this process and to the children it forks afterwards. */
int sb__memory_map(const sb_memory_file *file, size_t room, unsigned char **out);
void sb__memory_unmap(unsigned char *at, size_t room);
/* Forget what was written from `from` to `to` (rounded outwards to whole pages): zeroes and the bytes of the file are back. */
void sb__memory_drop(unsigned char *at, size_t from, size_t to);
/* How much may be reserved and never written, of which nobody takes notice: 0 where address space is limited, or is counted as memory. */
size_t sb__memory_spare(void);
/* Forbid and allow writing, to find a stray write where it happens. */
int sb__memory_protect(unsigned char *at, size_t room, bool writable);

/* Now, by the clock that dates files; and when the file was made, 0 where the system does not know. */
int64_t sb__file_clock_ns(void);
int64_t sb__file_born_ns(const char *path);

#endif
