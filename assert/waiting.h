/* waiting.h -- what a failing assertion asks of the waits around it. */
#ifndef SEEDBED_ASSERT_WAITING_H
#define SEEDBED_ASSERT_WAITING_H

#include "text.h"
#include <seedbed/waiting.h>

/* The innermost wait of this thread, where it is for this very assertion; else NULL, and that fails as always. */
sb_wait *sb_wait_of(const sb_site *site);
/* It does not hold. True: it is to be looked at again, so that this is no failure. */
bool sb_wait_goes_on(sb_wait *wait);
/* Adds to its message, of which the first line is the sentence, how long it was waited for. */
void sb_wait_tell(sb_wait *wait, sb_text *text);

#endif
