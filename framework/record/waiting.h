/* waiting.h -- notes of crashes that main has taken from the board, and not looked at yet.
 *
 * What it is: where workers die in a row, main is what the next one waits for, and each page of its memory that a worker inherits is copied
 * when main writes to it next. So the notes are put into memory that no worker inherits, close to each other, and become details when
 * somebody asks for them.
 *
 * Calling sequence: sb_waiting_open, sb_waiting_add, sb_waiting_take as often as needed, sb_waiting_close.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_WAITING_H
#define SEEDBED_FRAMEWORK_RECORD_WAITING_H

#include "kept.h"

typedef struct sb_waiting sb_waiting;

sb_waiting *sb_waiting_open(void);
void sb_waiting_close(sb_waiting *waiting);
/* A copy of the note. False: there is no room; take those that wait first. */
bool sb_waiting_add(sb_waiting *waiting, size_t index, const sb_crash *crash);
/* Each of them to fn, in the order in which they came, and none waits then. kept is fn's to free. */
void sb_waiting_take(sb_waiting *waiting, void (*fn)(void *env, size_t index, sb_kept *kept), void *env);

#endif
