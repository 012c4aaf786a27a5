/* put.c -- bounded writing of texts, numbers and plain names. */
#include "put.h"
#include <string.h>

void sb_put_text(sb_put *to, const char *text) { sb_put_bytes(to, text, strlen(text)); }

void sb_put_bytes(sb_put *to, const char *bytes, size_t size)
{
    size_t room = sb_put_room(to);

    if (size > room) {
        size = room;
        while (size && ((unsigned char)bytes[size] & 0xc0) == 0x80)
            size--;
        to->end = to->at + size; /* the rest of the field stays empty, whatever comes next */
    }
    memcpy(to->at, bytes, size);
    to->at += size;
    *to->at = '\0';
}

int sb_put_digits(uint64_t number)
{
    int digits = 1;

    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

void sb_put_number(sb_put *to, uint64_t number, int digits)
{
    char text[24], *at = text + sizeof text - 1;

    *at = '\0';
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
        digits--;
    } while (at > text && (number || digits > 0));
    sb_put_text(to, at);
}
