/* put.c -- bounded writing of texts, numbers and plain names. */
#include "put.h"
#include <string.h>

sb_put sb_put_into(char *field, size_t size)
{
    *field = '\0';
    return (sb_put){ field, field + size - 1 };
}

size_t sb_put_room(const sb_put *to) { return (size_t)(to->end - to->at); }

void sb_put_text(sb_put *to, const char *text)
{
    size_t size = strlen(text), room = sb_put_room(to);

    if (size > room) {
        size = room;
        while (size && ((unsigned char)text[size] & 0xc0) == 0x80)
            size--;
        to->end = to->at + size; /* the rest of the field stays empty, whatever comes next */
    }
    memcpy(to->at, text, size);
    to->at += size;
    *to->at = '\0';
}

void sb_put_byte(sb_put *to, char byte)
{
    if (to->at == to->end)
        return;
    *to->at++ = byte;
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

/* U+00C0 .. U+00FF, in order, in lower case; "" for what is no letter. */
static const char latin1[64][3] = {
    "a",
    "a",
    "a",
    "a",
    "ae",
    "a",
    "ae",
    "c",
    "e",
    "e",
    "e",
    "e",
    "i",
    "i",
    "i",
    "i",
    "d",
    "n",
    "o",
    "o",
    "o",
    "o",
    "oe",
    "",
    "o",
    "u",
    "u",
    "u",
    "ue",
    "y",
    "th",
    "ss",
    "a",
    "a",
    "a",
    "a",
    "ae",
    "a",
    "ae",
    "c",
    "e",
    "e",
    "e",
    "e",
    "i",
    "i",
    "i",
    "i",
    "d",
    "n",
    "o",
    "o",
    "o",
    "o",
    "oe",
    "",
    "o",
    "u",
    "u",
    "u",
    "ue",
    "y",
    "th",
    "y",
};

void sb_put_plain(sb_put *to, const char *name)
{
    for (const unsigned char *at = (const unsigned char *)name; *at; at++) {
        if (*at >= 'A' && *at <= 'Z')
            sb_put_byte(to, (char)(*at - 'A' + 'a'));
        else if (*at >= 'a' && *at <= 'z')
            sb_put_byte(to, (char)*at);
        else if (*at == 0xc3 && at[1] >= 0x80 && at[1] <= 0xbf)
            sb_put_text(to, latin1[*++at - 0x80]);
    }
}
