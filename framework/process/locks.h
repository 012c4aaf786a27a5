/* locks.h -- the locks of .needs, on the board: a word each, which says at whose seat it is held.
 *
 * A worker holds some only while a case is in its hand. It takes them in the order of their bits, so that no two workers wait for each
 * other; main frees those of a worker that died.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_LOCKS_H
#define SEEDBED_FRAMEWORK_PROCESS_LOCKS_H

#include "board.h"

/* All of them or none. */
bool sb_locks_try(sb_board *board, unsigned seat, uint64_t locks);
/* Sleeps until it has all. */
void sb_locks_take(sb_board *board, unsigned seat, uint64_t locks);
/* Of these, those that this seat holds. */
void sb_locks_free(sb_board *board, unsigned seat, uint64_t locks);

#endif
