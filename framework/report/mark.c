/* mark.c -- which lines of a failure's text are marked, and as what. */
#include "mark.h"
#include "indent.h"

#include <string.h>

/* The first row that fits counts. */
static const struct {
    const char *begin;
    enum sb_mark mark;
} table[] = {
    { "expected:", SB__MARK_EXPECTED }, { "got:", SB__MARK_GOT }, { "expected  ", SB__MARK_EXPECTED }, /* rows of bytes */
    { "got  ", SB__MARK_GOT }, { "^", SB__MARK_POINTER },
    { "- expected, + got", SB__MARK_FRAME }, /* a diff of lines, indented below it */
};
static const char diff_head[] = "- expected, + got", list_head[] = "got:";
enum { NO_DIFF = -1, DIFF_INDENT = 2 };

static const char *const shown_behind[] = { "expected: ", "got: ", "- ", "+ " };

static bool begins(const char *line, size_t size, const char *with)
{
    return size >= strlen(with) && !strncmp(line, with, strlen(with));
}

static enum sb_mark mark_in_diff(const char *line, size_t size, size_t column)
{
    if (size <= column)
        return SB__MARK_NONE;
    if (begins(line + column, size - column, "@@ "))
        return SB__MARK_FRAME;
    return line[column] == '-' ? SB__MARK_EXPECTED : line[column] == '+' ? SB__MARK_GOT : SB__MARK_NONE;
}

/* *diff is the column of the head that a diff, or a list of lines that are all new, has above: its marks stand in one column, so that a
 * line of text which begins with "- " or "expected:" itself is told from them. What is indented less ends it. */
static enum sb_mark mark_of(const char *line, size_t size, int *diff)
{
    size_t blank = 0;
    while (blank < size && line[blank] == ' ')
        blank++;
    if (*diff != NO_DIFF && (blank == size || blank >= (size_t)*diff + DIFF_INDENT))
        return mark_in_diff(line, size, (size_t)*diff + DIFF_INDENT);
    line += blank, size -= blank;
    *diff = begins(line, size, diff_head) || (size == strlen(list_head) && begins(line, size, list_head)) ? (int)blank : NO_DIFF;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (begins(line, size, table[i].begin))
            return table[i].mark;
    return SB__MARK_NONE;
}

/* Where what the line shows begins: behind "expected: ", "got: ", "- " or "+ ". Rows of bytes have marks of their own below them. */
static bool find_shown(const sb_marked *line, size_t *at_out)
{
    size_t label = 0, blank = 0;
    while (blank < line->size && line->at[blank] == ' ')
        blank++;
    for (size_t i = 0; i < sizeof shown_behind / sizeof *shown_behind && !label; i++)
        if (line->size - blank >= strlen(shown_behind[i]) && !strncmp(line->at + blank, shown_behind[i], strlen(shown_behind[i])))
            label = strlen(shown_behind[i]);
    *at_out = blank + label;
    return label > 0;
}

static bool is_inside_character(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

/* What is alike at both ends is no difference; a cut falls between two characters. */
static void compare(sb_marked *a, sb_marked *b)
{
    size_t begin_a, begin_b, head = 0, tail = 0;
    if (!find_shown(a, &begin_a) || !find_shown(b, &begin_b))
        return;
    size_t na = a->size - begin_a, nb = b->size - begin_b, least = na < nb ? na : nb;
    const char *sa = a->at + begin_a, *sb = b->at + begin_b;
    while (head < least && sa[head] == sb[head])
        head++;
    while (head && ((head < na && is_inside_character(sa[head])) || (head < nb && is_inside_character(sb[head]))))
        head--;
    while (tail < least - head && sa[na - 1 - tail] == sb[nb - 1 - tail])
        tail++;
    while (tail && is_inside_character(sa[na - tail]))
        tail--;
    if ((head + tail) * 2 < least)
        return;
    a->from = begin_a + head, a->to = a->size - tail;
    b->from = begin_b + head, b->to = b->size - tail;
}

static size_t run(const sb_marked *lines, size_t from, size_t n, enum sb_mark mark)
{
    size_t count = 0;
    while (from + count < n && lines[from + count].mark == mark)
        count++;
    return count;
}

sb_marked *sb__mark_lines(const char *text, size_t *count_out)
{
    const char *at = text, *end = text + strlen(text), *line;
    size_t n = 0, room = 0, size;
    sb_marked *lines = NULL;
    int diff = NO_DIFF;
    while (sb__line_next(&at, end, &line, &size)) {
        lines = sb_grow(lines, n, &room, sizeof *lines);
        lines[n++] = (sb_marked){ .at = line, .size = size, .mark = mark_of(line, size, &diff) };
    }
    for (size_t i = 0, expected; i < n; i += expected ? expected : 1) {
        expected = run(lines, i, n, SB__MARK_EXPECTED);
        if (run(lines, i + expected, n, SB__MARK_GOT) == expected)
            for (size_t k = 0; k < expected; k++)
                compare(&lines[i + k], &lines[i + expected + k]);
    }
    *count_out = n;
    return lines;
}
