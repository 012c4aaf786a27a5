/* notes.h -- the lines of given() and because() that stand around a failure. */
#ifndef SEEDBED_ASSERT_NOTES_H
#define SEEDBED_ASSERT_NOTES_H

#include "text.h"
#include <seedbed/notes.h>

/* Adds the lines of these notes to the text of a failure, innermost last. */
void sb_notes_tell(const sb_note *innermost, sb_text *out);

#endif
