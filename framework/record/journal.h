/* journal.h -- what a worker says of its cases, written so that it survives the worker.
 *
 * What it is: a file in memory per seat. The worker, also several threads of it at once, appends an entry by one write; main reads
 * what is complete. When a worker dies in the middle of an entry, main cuts the torn end off before the next worker appends. What a
 * test wrote there by a descriptor that is not its own, and an entry for which there was no room, are passed over and noted.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_JOURNAL_H
#define SEEDBED_FRAMEWORK_RECORD_JOURNAL_H

#include "../../assert/text.h"
#include "../process/os.h"
#include <stdint.h>

/* REASON: of a skip, a todo or an xfail; AGAIN: an attempt is over, its enum sb_state stands in `line`; TROUBLE: of no case, the file
 * and line of the failure and what failed, a newline and the failure's text. */
enum sb_entry_kind {
    SB_ENTRY_FAILED = 1,
    SB_ENTRY_REASON,
    SB_ENTRY_OUTPUT,
    SB_ENTRY_BROKEN,
    SB_ENTRY_LEAKED,
    SB_ENTRY_AGAIN,
    SB_ENTRY_REMARK,
    SB_ENTRY_TROUBLE,
    SB_ENTRY_NOTED,
    SB_ENTRY_ROWS
};

/* file and text are borrowed, and end in NUL behind their size. */
typedef struct sb_entry {
    enum sb_entry_kind kind;
    bool fatal;
    int line;
    size_t index;
    const char *file, *text;
    size_t file_size, text_size;
} sb_entry;

typedef struct sb_journal {
    sb_os_file file; /* written at its end, whoever writes; a test that closes its descriptor does not end it */
    uint64_t read;   /* how far main has read */
    bool damaged;    /* main came upon what no worker of ours has written whole */
} sb_journal;

int sb_journal_open(sb_journal *journal);
/* In a spawned worker: what its parent opened. */
void sb_journal_join(sb_journal *journal, int fd);
void sb_journal_close(sb_journal *journal);
void sb_journal_write(sb_journal *journal, const sb_entry *entry);
/* Give every complete entry not yet read to fn. False: something stands behind them that is none. */
bool sb_journal_read(sb_journal *journal, void (*fn)(void *env, const sb_entry *entry), void *env);
/* Cut a torn entry off the end. */
void sb_journal_mend(sb_journal *journal);

#endif
