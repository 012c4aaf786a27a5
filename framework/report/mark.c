/* mark.c -- which lines of a failure's text are marked, and as what. */
#include "mark.h"

#include <string.h>

/* The first row that fits counts. */
static const struct {
    const char *begin;
    enum sb_mark mark;
} table[] = {
    { "expected:", SB__MARK_EXPECTED },
    { "got:", SB__MARK_GOT },
    { "expected  ", SB__MARK_EXPECTED }, /* rows of bytes */
    { "got  ", SB__MARK_GOT },
    { "^", SB__MARK_POINTER },
    { "- expected, + got", SB__MARK_FRAME },
    { "@@", SB__MARK_FRAME },
    { "- ", SB__MARK_EXPECTED },
    { "+ ", SB__MARK_GOT },
};

enum sb_mark sb__mark_of(const char *line, size_t size)
{
    while (size && *line == ' ')
        line++, size--;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (size >= strlen(table[i].begin) && !strncmp(line, table[i].begin, strlen(table[i].begin)))
            return table[i].mark;
    return SB__MARK_NONE;
}
