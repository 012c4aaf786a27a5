/* text.c -- text that grows, and memory that is there or ends the process. */
#include "text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_ROOM = 64 };

/* Without exit(): handlers and destructors want memory too. */
__attribute__((noreturn)) static void no_memory(size_t bytes)
{
    fprintf(stderr, "seedbed: no memory for %zu bytes: the process ends here; give it more, or run fewer jobs (--jobs)\n", bytes);
    _exit(SB_EXIT_INTERNAL);
}

void *sb_alloc(size_t bytes)
{
    void *at = calloc(1, bytes ? bytes : 1);
    if (!at)
        no_memory(bytes);
    return at;
}

void *sb_realloc(void *at, size_t bytes)
{
    void *moved = realloc(at, bytes ? bytes : 1);
    if (!moved)
        no_memory(bytes);
    return moved;
}

void *sb_grow(void *at, size_t n, size_t *room, size_t size)
{
    size_t wanted, bytes;

    if (n < *room)
        return at;
    wanted = *room ? *room * 2 : 8;
    if (wanted <= n)
        wanted = n + 1;
    if (__builtin_mul_overflow(wanted, size, &bytes))
        no_memory(SIZE_MAX);
    *room = wanted;
    return sb_realloc(at, bytes);
}

char *sb_strdup(const char *s)
{
    size_t size = strlen(s) + 1;
    return memcpy(sb_alloc(size), s, size);
}

char *sb_format(const char *format, ...)
{
    struct sb_text text = SB_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    return sb_text_take(&text);
}

/* Room for n bytes more and the NUL. */
static void reserve(sb_text *to, size_t n)
{
    size_t wanted = to->size + n + 1, room = to->room ? to->room : FIRST_ROOM;

    if (wanted <= to->room)
        return;
    if (wanted <= to->size)
        no_memory(SIZE_MAX);
    while (room < wanted)
        room = room > SIZE_MAX / 2 ? wanted : room * 2;
    to->at = sb_realloc(to->at, room);
    to->room = room;
}

void sb_text_addv(sb_text *to, const char *format, va_list args)
{
    va_list again;
    int n;

    va_copy(again, args);
    reserve(to, FIRST_ROOM - 1);
    n = vsnprintf(to->at + to->size, to->room - to->size, format, args);
    if (n < 0) { /* a wide character that the locale cannot write: say so in place of losing the line */
        to->at[to->size] = '\0';
        sb_text_put(to, "(text that cannot be written)", sizeof "(text that cannot be written)" - 1);
    } else {
        if ((size_t)n >= to->room - to->size) {
            reserve(to, (size_t)n);
            vsnprintf(to->at + to->size, to->room - to->size, format, again);
        }
        to->size += (size_t)n;
    }
    va_end(again);
}

void sb_text_add(sb_text *to, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    sb_text_addv(to, format, args);
    va_end(args);
}

void sb_text_put(sb_text *to, const char *bytes, size_t n)
{
    reserve(to, n);
    if (n)
        memcpy(to->at + to->size, bytes, n);
    to->size += n;
    to->at[to->size] = '\0';
}

void sb_text_put_indented(sb_text *to, const sb_text *lines)
{
    for (size_t from = 0; from < lines->size;) {
        const char *end = memchr(lines->at + from, '\n', lines->size - from);
        size_t n = end ? (size_t)(end - (lines->at + from)) + 1 : lines->size - from;

        sb_text_put(to, "  ", lines->at[from] == '\n' ? 0 : 2);
        sb_text_put(to, lines->at + from, n);
        from += n;
    }
}

void sb_text_release(sb_text *text)
{
    free(text->at);
    *text = (struct sb_text)SB_TEXT_EMPTY;
}

void sb_text_put_first_line(sb_text *to, const char *from, size_t n, size_t most)
{
    size_t length = strcspn(from, "\r\n");
    bool cut;

    length = length < n ? length : n;
    cut = length > most;
    length = cut ? most : length;
    while (length > 0 && strchr(" \t;", from[length - 1]) != NULL)
        length--;
    while (cut && length > 0 && (from[length] & 0xc0) == 0x80) /* not in the middle of a character */
        length--;
    sb_text_put(to, from, length);
    if (cut)
        sb_text_add(to, "...");
}

size_t sb_line_of(const char *text, const char *at)
{
    size_t line = 1;

    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

char *sb_text_take(sb_text *text)
{
    char *at;

    reserve(text, 0);
    text->at[text->size] = '\0';
    at = text->at;
    *text = (struct sb_text)SB_TEXT_EMPTY;
    return at;
}
