/* snapshots.h -- what the files of framework/snapshot share: settings of the run, state of the test, names, folders, files.
 *
 * One struct sb_snapshots hangs on the context, made by main or by a spawned worker; a forked worker has a copy. Threads of a test may
 * use it at once: the lock is for what the test leaves in it.
 */
#ifndef SEEDBED_FRAMEWORK_SNAPSHOT_SNAPSHOTS_H
#define SEEDBED_FRAMEWORK_SNAPSHOT_SNAPSHOTS_H

#include "../../assert/context.h"
#include "../../assert/pattern.h"
#include "../config/options.h"
#include "../process/running.h"
#include "hook.h"
#include <pthread.h>

/* The folder of a source file's snapshots, once it was looked for. */
typedef struct sb__shelf {
    const char *file; /* as the compiler was given it */
    char *folder;     /* absolute; NULL: not found */
    char *why;
} sb__shelf;

/* What is to be written when the test is over, or was written already. */
typedef struct sb__pending {
    char *path;         /* owned */
    const char *folder; /* as long as the state */
    sb_text content;    /* owned */
    const sb_site *site;
    bool changes, written;
} sb__pending;

typedef struct sb__redaction {
    struct sb__redaction *next; /* given before */
    sb_pattern pattern;
    char *with;
} sb__redaction;

struct sb_snapshots {
    struct sb_snapshots *outer; /* of the run that this run is part of */
    pthread_mutex_t lock;
    enum sb_update update;
    char *program;     /* argv[0], for what is to be typed */
    char *start, *bin; /* the folder the run was started in, and that of the program; may be NULL */
    char *root;        /* --snapshots, absolute; NULL: none was given */
    sb__shelf **shelf;
    size_t shelves, shelf_room;
    sb__redaction *redaction; /* the last one */
    /* Puts what redactions make of a text in its place; SB_ERR with a message. NULL: the program has none. */
    /* What was asked for by which text, in all processes of a test; NULL where nothing is written. */
    struct sb__claim *claim;
    unsigned round;
    int (*_Atomic redact)(struct sb_snapshots *of, const sb_cells *more, sb_text *text);
    /* Of the attempt of the test that runs. */
    size_t index;
    unsigned attempt;
    bool begun;
    unsigned unnamed;
    sb__pending *pending;
    size_t pendings, pending_room;
    bool due; /* they are written when the test is over */
    /* The evaluation that got the last number, so that judging it again to explain it gives the same one. */
    const void *site;
    uint64_t check;
    char *noted;                                    /* the last note, which need not be sent again */
    void (*note)(const char *text);                 /* to main: sb_running_note */
    void (*at_last)(void (*fn)(void *), void *arg); /* sb_running_at_last */
};

/* What became of a snapshot, as a worker notes it: this byte, and the path behind it. Where several were noted the first counts. */
enum sb__fate {
    SB__FATE_WRITTEN = 'a',
    SB__FATE_CHANGED,
    SB__FATE_HELD, /* to be written, and the test failed */
    SB__FATE_DIFFERS,
    SB__FATE_MISSING,
    SB__FATE_SAME,
    SB__FATE_ASKED /* for one that was another, where that was no failure */
};

/* NULL where no run has begun. */
struct sb_snapshots *sb__snapshots(void);

/* name.c: the name of a file, told apart from all others. name: NULL for the number. The caller frees it. */
typedef struct sb__snapshot_name {
    const char *suite, *test, *row; /* row: NULL for TEST */
    size_t row_size;
    const char *name;
    unsigned number;
} sb__snapshot_name;
sb__snapshot_name sb__snapshot_name_of(const sb_planned *test);
char *sb__snapshot_file_name(const sb__snapshot_name *name);
/* What the names of all snapshots of a test begin with. */
char *sb__snapshot_prefix(const sb__snapshot_name *name);

/* place.c: the folder of a source file's snapshots, absolute; it need not be there. NULL with a message where the source file is not
 * found. Borrowed, as long as the state. */
const char *sb__snapshot_folder(struct sb_snapshots *s, const char *file);
/* As a person at the place where the run was started would name it. Borrowed, from path. */
const char *sb__snapshot_shown(const struct sb_snapshots *s, const char *path);

/* file.c */
enum sb__reading { SB__READ = 0, SB__READ_MISSING, SB__READ_FAILED };
/* The bytes, behind which a NUL stands. READ_FAILED: with a message. */
enum sb__reading sb__snapshot_read(const char *path, sb_text *out);
/* Whole or not at all; the folder and the one around it are made. A link is written through where it leads to a file of the folder, and
 * else refused. SB_ERR with a message. */
int sb__snapshot_write(const char *folder, const char *path, const sb_text *content);
/* Remove what processes left in the folder that were killed while they wrote. */
void sb__snapshot_sweep(const char *folder);

/* print.c: what stands in the file for a value. */
void sb__snapshot_print(sb_text *to, const sb_value *value);

/* keep.c: new ones, until the test is over. The number of a snapshot without a name, at this evaluation of the assertion. */
unsigned sb__snapshot_number(struct sb_snapshots *s, const sb_running_test *test, const void *site);
/* What this test keeps under the path already, in this process; or what another process of it asked for. */
enum sb__kept { SB__KEPT_NOT = 0, SB__KEPT_SAME, SB__KEPT_OTHER, SB__KEPT_ELSEWHERE };
/* other: gets the text where it is KEPT_OTHER; KEPT_ELSEWHERE is another text too, which is not at hand. */
enum sb__kept sb__snapshot_kept(
    struct sb_snapshots *s, const sb_running_test *test, const char *path, const sb_text *content, sb_text *other);
/* What `one` owns is taken over. False: meanwhile another thread or process asked for it with another text, and this one is dropped. */
bool sb__snapshot_keep(struct sb_snapshots *s, const sb_running_test *test, const sb__pending *one);
/* That it is asked for with this text, which the file has. False: as above. */
bool sb__snapshot_hold(struct sb_snapshots *s, const sb_running_test *test, const char *path, const sb_text *content);
void sb__snapshot_note(struct sb_snapshots *s, enum sb__fate fate, const char *path);
void sb__snapshot_drop_kept(struct sb_snapshots *s);
void sb__snapshot_begin(void);

/* claims.c: one text for one snapshot, in all threads and processes of a test. Open in main or in a spawned worker. */
void sb__claims_open(struct sb_snapshots *s);
void sb__claims_close(struct sb_snapshots *s);
/* With the lock held, for the test whose turn it is. False: it was claimed with another text. take: else it is claimed by this one. */
bool sb__claim(struct sb_snapshots *s, const char *path, const sb_text *content, bool take);

/* unused.c */
void sb__snapshot_end(const sb_plan *plan, const sb_board *board, sb_bytes notes, sb_text *said);

#endif
