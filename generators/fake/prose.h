/* prose.h -- words, sentences and paragraphs in plain ASCII English, for notes, descriptions and text files.
 *
 * They read like sentences about a course and mean nothing. Everything is written through sb_put, so a field of any size is safe.
 */
#ifndef SEEDBED_GENERATORS_FAKE_PROSE_H
#define SEEDBED_GENERATORS_FAKE_PROSE_H

#include "../random/draw.h"
#include "put.h"

/* One word, in lower case. Static. */
const char *sb_fake_word(sb_draw *draw);
/* so many words with spaces between, no capital, no full stop */
void sb_fake_words(sb_draw *draw, int count, sb_put *to);
/* "The teacher reads a short letter before the exam." */
void sb_fake_sentence(sb_draw *draw, sb_put *to);
/* Three to seven sentences, no line end. */
void sb_fake_paragraph(sb_draw *draw, sb_put *to);

#endif
