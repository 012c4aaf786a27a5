/* captures.h -- the texts of the groups of the last match that held, one set per thread; see <seedbed/text.h> for what users ask.
 *
 * Calling sequence, by a match that held: sb_captures_begin, sb_captures_add for each group from 0 on, sb_captures_name for each name. What
 * was there before is over then. Memory is kept from one match to the next, so that only larger ones allocate.
 */
#ifndef SEEDBED_ASSERT_CAPTURES_H
#define SEEDBED_ASSERT_CAPTURES_H

#include "text.h"

struct sb_captures;

struct sb_captures *sb_captures_begin(void);
/* text NULL: the group took no part. */
void sb_captures_add(struct sb_captures *captures, const char *text, size_t size);
void sb_captures_name(struct sb_captures *captures, const char *name, unsigned group);
/* At the end of a thread; NULL is allowed. */
void sb_captures_release(struct sb_captures *captures);

#endif
