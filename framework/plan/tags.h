/* tags.h -- expressions over tags: slow, !slow, db & !slow, (a | b) & c, also with and, or, not. Private to framework/plan/.
 *
 * `not` binds stronger than `and`, and that stronger than `or`. A word is anything without blanks and the signs ( ) & | !.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_TAGS_H
#define SEEDBED_FRAMEWORK_PLAN_TAGS_H

#include "drafts.h"

typedef struct sb_tags sb_tags;

/* SB_ERR with a message that names the column, for what cannot be read; SB_ENOTFOUND for a tag that no case has. text is borrowed. */
int sb_tags_read(const char *text, const sb_drafts *drafts, sb_tags **out);
/* Whether words separated by spaces fit. */
bool sb_tags_fit(const sb_tags *tags, const char *words);
void sb_tags_release(sb_tags *tags);

#endif
