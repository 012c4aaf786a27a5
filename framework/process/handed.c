/* handed.c -- numbers, texts and descriptors in a row, for workers that share no memory with main. */
#include "handed.h"
#include "os.h"
#include <stdlib.h>
#include <string.h>

enum { NUMBER = 'n', TEXT = 't', NO_TEXT = '0', DESCRIPTOR = 'd' };

static void put(sb_handed *to, char kind, int64_t number)
{
    sb_text_put(&to->bytes, &kind, 1);
    sb_text_put(&to->bytes, (const char *)&number, sizeof number);
}

void sb_hand_number(sb_handed *to, int64_t number) { put(to, NUMBER, number); }

void sb_hand_text(sb_handed *to, const char *text)
{
    size_t size = text ? strlen(text) + 1 : 0;
    put(to, text ? TEXT : NO_TEXT, (int64_t)size);
    if (text)
        sb_text_put(&to->bytes, text, size);
}

void sb_hand_descriptor(sb_handed *to, int fd)
{
    put(to, DESCRIPTOR, fd);
    to->fd = sb_grow(to->fd, to->fds, &to->room, sizeof *to->fd);
    to->fd[to->fds++] = fd;
}

static const char *word_for(char kind)
{
    return kind == NUMBER ? "a number" : kind == DESCRIPTOR ? "a descriptor" : kind ? "a text" : "nothing";
}

/* The kind of the next one, or 0 with a message. */
static char take(sb_handed *from, char wanted, char or_else, int64_t *number_out)
{
    char kind = '\0';
    if ((size_t)(from->end - from->at) > sizeof *number_out) {
        kind = *from->at;
        memcpy(number_out, from->at + 1, sizeof *number_out);
    }
    if (kind && (kind == wanted || kind == or_else)) {
        from->at += 1 + sizeof *number_out;
        return kind;
    }
    sb_fail_with(SB_ERR, "take_over wants %s, and hand_over gave %s there", word_for(wanted), word_for(kind));
    return '\0';
}

int sb_take_number(sb_handed *from, int64_t *number_out) { return take(from, NUMBER, NUMBER, number_out) ? SB_OK : SB_ERR; }

int sb_take_text(sb_handed *from, const char **text_out)
{
    int64_t size;
    char kind = take(from, TEXT, NO_TEXT, &size);
    *text_out = kind == TEXT ? from->at : NULL;
    if (kind == TEXT)
        from->at += size;
    return kind ? SB_OK : SB_ERR;
}

int sb_take_descriptor(sb_handed *from, int *fd_out)
{
    int64_t number;
    if (!take(from, DESCRIPTOR, DESCRIPTOR, &number))
        return SB_ERR;
    *fd_out = (int)number;
    sb_os_keep_to_self(*fd_out);
    return SB_OK;
}

void sb_handed_release(sb_handed *handed)
{
    sb_text_release(&handed->bytes);
    free(handed->fd);
    handed->fd = NULL;
    handed->fds = handed->room = 0;
}
