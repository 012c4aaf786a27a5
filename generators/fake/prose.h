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
/* So many words, as a title has them: "Quiet Bridge beyond Small Window" is five. */
void sb_fake_title(sb_draw *draw, int count, sb_put *to);
/* The nth noun of the table, which begins anew behind its last. */
enum { SB_FAKE_NOUNS = 32 };
const char *sb_fake_noun(unsigned n);
/* "The teacher reads a short letter before the exam." */
void sb_fake_sentence(sb_draw *draw, sb_put *to);
/* Three to seven sentences, no line end. */
void sb_fake_paragraph(sb_draw *draw, sb_put *to);

#endif
