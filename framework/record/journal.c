/* journal.c -- entries appended by a worker, read by main. */
#include "journal.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* Both sides are the same program, so the struct itself travels. The sizes do not count the NULs that follow each text. */
struct head {
    uint32_t kind, fatal;
    int64_t line;
    uint64_t index, file_size, text_size;
};

int sb_journal_open(sb_journal *journal)
{
    int fd = sb_os_memory_file();
    journal->read = 0;
    sb_os_file_note(&journal->file, fd, getpid());
    /* A file without a name has no lock on its position: of threads that write at once, only those that append lose nothing. */
    return fd < 0 || fcntl(fd, F_SETFL, O_APPEND) ? -1 : 0;
}

void sb_journal_join(sb_journal *journal, int fd)
{
    journal->read = 0;
    sb_os_file_note(&journal->file, fd, getppid());
}

void sb_journal_close(sb_journal *journal)
{
    if (journal->file.fd >= 0)
        close(journal->file.fd);
    journal->file.fd = -1;
}

void sb_journal_write(sb_journal *journal, const sb_entry *entry)
{
    struct head head = { (uint32_t)entry->kind, entry->fatal, entry->line, entry->index, entry->file_size, entry->text_size };
    struct iovec part[] = { { &head, sizeof head }, { (void *)(uintptr_t)(entry->file ? entry->file : ""), entry->file_size },
        { (void *)(uintptr_t) "", 1 }, { (void *)(uintptr_t)(entry->text ? entry->text : ""), entry->text_size },
        { (void *)(uintptr_t) "", 1 } };
    ssize_t done = -1;
    enum sb_os_mended mended = sb_os_file_mend(&journal->file);
    if (mended == SB_OS_ANEW)
        fcntl(journal->file.fd, F_SETFL, O_APPEND);
    if (mended != SB_OS_GONE)
        done = writev(journal->file.fd, part, sizeof part / sizeof *part);
    (void)done; /* no memory for the file, or no way to it: main counts what is missing, and the report says so */
}

static bool read_all(int fd, void *to, size_t n, uint64_t at) { return pread(fd, to, n, (off_t)at) == (ssize_t)n; }

void sb_journal_read(sb_journal *journal, void (*fn)(void *env, const sb_entry *entry), void *env)
{
    struct head head;
    while (read_all(journal->file.fd, &head, sizeof head, journal->read)) {
        size_t n = head.file_size + head.text_size + 2;
        char *text = sb_alloc(n);
        bool whole = read_all(journal->file.fd, text, n, journal->read + sizeof head);
        if (whole) {
            sb_entry entry = { (enum sb_entry_kind)head.kind, head.fatal != 0, (int)head.line, (size_t)head.index, text,
                text + head.file_size + 1, head.file_size, head.text_size };
            journal->read += sizeof head + n;
            fn(env, &entry);
        }
        free(text);
        if (!whole)
            return;
    }
}

void sb_journal_mend(sb_journal *journal)
{
    int failed = ftruncate(journal->file.fd, (off_t)journal->read);
    (void)failed; /* what is torn stays; the next entries are not found behind it, and their cases say so */
}
