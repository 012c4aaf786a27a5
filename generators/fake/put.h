/* put.h -- text written into a field of fixed size: what does not fit is left out, and the field always ends in NUL.
 *
 * Calling sequence: sb_put p = sb_put_into(field, sizeof field); sb_put_text(&p, ...); nothing to end.
 * printf would do all of it, at a twentieth of the speed: people come by the million.
 */
#ifndef SEEDBED_GENERATORS_FAKE_PUT_H
#define SEEDBED_GENERATORS_FAKE_PUT_H

#include <stddef.h>
#include <stdint.h>

typedef struct sb_put {
    char *at;  /* where the next byte goes; a NUL stands there */
    char *end; /* where the last NUL may stand */
} sb_put;

/* size: at least 1. */
sb_put sb_put_into(char *field, size_t size);
/* Whole characters only: a character of several bytes that does not fit is left out whole, and so is the rest. */
void sb_put_text(sb_put *to, const char *text);
void sb_put_byte(sb_put *to, char byte);
/* In decimal. digits: zeros are put before, up to so many digits; 0 for none. */
void sb_put_number(sb_put *to, uint64_t number, int digits);
/* A name as it stands in a user name: lower case a-z, accents resolved as its speakers do (Jørgen: jorgen, Müller: mueller), all
 * other characters left out. Letters of Latin-1 are known. */
void sb_put_plain(sb_put *to, const char *name);
/* How many bytes are still free. */
size_t sb_put_room(const sb_put *to);
/* How many digits a number has in decimal. */
int sb_put_digits(uint64_t number);

#endif
