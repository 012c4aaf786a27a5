/* taken.h -- stdout or stderr led elsewhere for a while, and what was written there (printing.c). */
#ifndef SEEDBED_FRAMEWORK_PROCESS_TAKEN_H
#define SEEDBED_FRAMEWORK_PROCESS_TAKEN_H

#include "../../assert/context.h"
#include "capture.h"
#include <pthread.h>

/* Behind the room of the capture file; in it, because the other stream is behind; in a file of its own. */
enum sb_way { SB_BEHIND, SB_BETWEEN, SB_APART };

/* Those of one process are a list on the context, innermost first. */
struct sb_taken {
    struct sb_taken *around;
    int stream; /* its descriptor, 1 or 2 */
    enum sb_way way;
    int file;            /* to read it from */
    int saved;           /* where the stream led; -1: it was left alone */
    uint64_t from;       /* in the file */
    struct sb_text kept; /* SB_BEHIND: what was before `from`, once it had to move */
    pthread_t thread;
    pid_t process; /* which took it, and not those that it forked since */
};

void sb_taken_flush(int stream);
/* Chooses a way for the stream and leads it there. False with errno. */
bool sb_taken_take(struct sb_taken *taken);
/* Up to where its file is written by now. */
uint64_t sb_taken_end(const struct sb_taken *taken);
/* The stream leads where it led before. What was written stays. */
void sb_taken_lead_back(struct sb_taken *taken);
size_t sb_taken_read(int fd, uint64_t from, char *to, size_t size);
/* What was written is no output of the test any more. */
void sb_taken_forget(struct sb_taken *taken, uint64_t end);
/* What stands in a file of its own, to this descriptor. Safe in a handler of signals. */
void sb_taken_write_apart(const struct sb_taken *taken, int to);

#endif
