/* journal.c -- entries appended by a worker, read by main. */
#include "journal.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* What each entry begins and ends with. A test may write to a descriptor that is not its own, and a write may fall short: main finds
 * the next entry by it. */
#define MARK UINT64_C(0xf5a91ec0c15eedb3)

/* Both sides are the same program, so the struct itself travels. The sizes do not count the NULs that follow each text. */
struct head {
    uint64_t mark;
    uint32_t kind, fatal;
    int64_t line;
    uint64_t index, file_size, text_size;
};

int sb_journal_open(sb_journal *journal)
{
    int fd = sb_os_memory_file();
    journal->read = 0;
    journal->damaged = false;
    sb_os_file_note(&journal->file, fd, getpid());
    /* A file without a name has no lock on its position: of threads that write at once, only those that append lose nothing. */
    return fd < 0 || fcntl(fd, F_SETFL, O_APPEND) ? -1 : 0;
}

void sb_journal_join(sb_journal *journal, int fd)
{
    journal->read = 0;
    journal->damaged = false;
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
    static const uint64_t mark = MARK;
    struct head head = { mark, (uint32_t)entry->kind, entry->fatal, entry->line, entry->index, entry->file_size,
        entry->text_size };
    struct iovec part[] = { { &head, sizeof head }, { (void *)(uintptr_t)(entry->file ? entry->file : ""), entry->file_size },
        { (void *)(uintptr_t) "", 1 }, { (void *)(uintptr_t)(entry->text ? entry->text : ""), entry->text_size },
        { (void *)(uintptr_t) "", 1 }, { (void *)(uintptr_t)&mark, sizeof mark } };
    ssize_t done = -1;
    enum sb_os_mended mended = sb_os_file_mend(&journal->file);
    if (mended == SB_OS_ANEW)
        fcntl(journal->file.fd, F_SETFL, O_APPEND);
    if (mended != SB_OS_GONE)
        done = writev(journal->file.fd, part, sizeof part / sizeof *part);
    (void)done; /* no memory for the file, or no way to it: main counts what is missing, and the report says so */
}

static bool read_all(int fd, void *to, size_t n, uint64_t at) { return pread(fd, to, n, (off_t)at) == (ssize_t)n; }

static uint64_t size_of(const sb_journal *journal)
{
    struct stat about;
    return fstat(journal->file.fd, &about) ? 0 : (uint64_t)about.st_size;
}

/* Where the next mark stands at or behind `at`; the end where there is none. */
static uint64_t find_mark(const sb_journal *journal, uint64_t at, uint64_t end)
{
    static const uint64_t mark = MARK;
    char piece[8192];
    while (at + sizeof mark <= end) {
        ssize_t got = pread(journal->file.fd, piece, sizeof piece, (off_t)at);
        if (got < (ssize_t)sizeof mark)
            break;
        char *found = memmem(piece, (size_t)got, &mark, sizeof mark);
        if (found)
            return at + (uint64_t)(found - piece);
        at += (uint64_t)got - sizeof mark + 1;
    }
    return end;
}

/* The sizes are those of an entry of which `left` bytes and no more can be there. */
static bool fits(const struct head *head, uint64_t left)
{
    return head->file_size <= left && head->text_size <= left - head->file_size &&
        head->file_size + head->text_size + 2 + sizeof head->mark <= left;
}

/* The texts of the entry at `read`, and the mark behind them; NULL where it is not whole. The caller frees them. */
static char *texts_of(const sb_journal *journal, const struct head *head, uint64_t end)
{
    uint64_t at = journal->read + sizeof *head, mark;
    if (!fits(head, end - at))
        return NULL;
    size_t n = head->file_size + head->text_size + 2;
    char *text = sb_alloc(n);
    if (read_all(journal->file.fd, text, n, at) && read_all(journal->file.fd, &mark, sizeof mark, at + n) && mark == MARK &&
        !text[head->file_size] && !text[n - 1])
        return text;
    free(text);
    return NULL;
}

/* What stands at `read` is no whole entry: one that is being written, or what a test wrote there, or one whose write fell short. True
 * when another entry stands behind it, where reading goes on. */
static bool skip(sb_journal *journal, bool marked, uint64_t end)
{
    uint64_t next = find_mark(journal, journal->read + (marked ? sizeof(uint64_t) : 1), end);
    if (next >= end) {
        journal->damaged = journal->damaged || !marked;
        return false;
    }
    journal->damaged = true;
    journal->read = next;
    return true;
}

bool sb_journal_read(sb_journal *journal, void (*fn)(void *env, const sb_entry *entry), void *env)
{
    struct head head;
    uint64_t end = size_of(journal);
    if (end < journal->read) { /* cut short by a test */
        journal->damaged = true;
        journal->read = 0;
    }
    while (journal->read + sizeof head <= end && read_all(journal->file.fd, &head, sizeof head, journal->read)) {
        char *text = head.mark == MARK ? texts_of(journal, &head, end) : NULL;
        if (!text && !skip(journal, head.mark == MARK, end))
            return false;
        if (!text)
            continue;
        sb_entry entry = { (enum sb_entry_kind)head.kind, head.fatal != 0, (int)head.line, (size_t)head.index, text,
            text + head.file_size + 1, head.file_size, head.text_size };
        journal->read += sizeof head + head.file_size + head.text_size + 2 + sizeof head.mark;
        fn(env, &entry);
        free(text);
    }
    return journal->read == end;
}

void sb_journal_mend(sb_journal *journal)
{
    if (size_of(journal) == journal->read)
        return;
    int failed = ftruncate(journal->file.fd, (off_t)journal->read);
    (void)failed; /* what is torn stays, and is passed over */
}
