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
static inline sb_put sb_put_into(char *field, size_t size)
{
    *field = '\0';
    return (sb_put){ field, field + size - 1 };
}
/* Whole characters only: a character of several bytes that does not fit is left out whole, and so is the rest. */
void sb_put_text(sb_put *to, const char *text);
/* The same for so many bytes, in which there is no NUL. */
void sb_put_bytes(sb_put *to, const char *bytes, size_t size);
static inline void sb_put_byte(sb_put *to, char byte)
{
    if (to->at == to->end)
        return;
    *to->at++ = byte;
    *to->at = '\0';
}
/* In decimal. digits: zeros are put before, up to so many digits; 0 for none. */
void sb_put_number(sb_put *to, uint64_t number, int digits);
/* How many bytes are still free. */
static inline size_t sb_put_room(const sb_put *to) { return (size_t)(to->end - to->at); }
/* How many digits a number has in decimal. */
int sb_put_digits(uint64_t number);

#endif
