/* content.c -- files read in pieces: units, cut where the reader's room ends. */
#include "unit.h"
#include <stdlib.h>
#include <string.h>

/* In the order of enum sb_file_kind. */
static const sb_content_kind *const kinds[SB_FILE_KINDS] = { &sb_content_text, &sb_content_csv, &sb_content_png,
    &sb_content_random, &sb_content_markdown, &sb_content_html, &sb_content_json, &sb_content_xml, &sb_content_svg,
    &sb_content_pdf, &sb_content_zip };

uint64_t sb_content_most(enum sb_file_kind kind) { return kinds[kind]->most; }

uint64_t sb_content_fit(enum sb_file_kind kind, uint64_t size)
{
    if (size > kinds[kind]->most)
        return 0;
    return size < kinds[kind]->least ? kinds[kind]->least : size;
}

static size_t aligned(size_t size) { return (size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t); }

size_t sb_content_memory(enum sb_file_kind kind)
{
    return aligned(sizeof(sb_content)) + aligned(kinds[kind]->state_size) + kinds[kind]->unit_most;
}

sb_content *sb_content_in(void *memory, enum sb_file_kind kind, const sb_draw *place, uint64_t size)
{
    const sb_content_kind *is = kinds[kind];
    unsigned char *state = (unsigned char *)memory + aligned(sizeof(sb_content));
    sb_content *content = memory;

    memset(state, 0, is->state_size);
    *content = (sb_content){ .kind = is, .state = state, .draw = *place, .size = size, .unit = state + aligned(is->state_size) };
    return size && is->begin && !is->begin(content) ? NULL : content;
}

sb_content *sb_content_open(enum sb_file_kind kind, const sb_draw *place, uint64_t size)
{
    void *memory = malloc(sb_content_memory(kind));
    sb_content *content = memory ? sb_content_in(memory, kind, place, size) : NULL;

    if (!content)
        free(memory);
    return content;
}

static size_t next_unit(sb_content *content, unsigned char *to)
{
    size_t size = content->kind->unit(content, to);

    content->made += size;
    return size;
}

/* Where there is room for any unit it is made in its place; else aside, and what fits is copied. */
size_t sb_content_read(sb_content *content, unsigned char *to, size_t room)
{
    size_t done = 0;

    while (done < room) {
        if (content->from < content->to) {
            size_t take = content->to - content->from < room - done ? content->to - content->from : room - done;
            memcpy(to + done, content->unit + content->from, take);
            content->from += take;
            done += take;
        } else if (sb_content_left(content) == 0)
            break;
        else if (room - done >= content->kind->unit_most)
            done += next_unit(content, to + done);
        else {
            content->from = 0;
            content->to = next_unit(content, content->unit);
        }
    }
    return done;
}

void sb_content_close(sb_content *content)
{
    if (!content)
        return;
    if (content->size && content->kind->end)
        content->kind->end(content);
    free(content);
}

/* ---- random bytes ---- */

enum { RANDOM_UNIT = 4096, WORDS = 4, BLOCK = 8 * WORDS };

/* Lowest byte first, so that the bytes are the same on every machine. */
static uint64_t little(uint64_t word) { return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? word : __builtin_bswap64(word); }

/* The words of the draw, block by block: one after the other they would take twice the time. */
static size_t random_unit(sb_content *content, unsigned char *to)
{
    sb_draw *draw = &content->draw;
    size_t size = sb_content_left(content) < RANDOM_UNIT ? (size_t)sb_content_left(content) : RANDOM_UNIT, done = 0;

    for (; done < size; done += BLOCK) {
        uint64_t word[WORDS];
        sb_philox(&draw->counter, &draw->key, &draw->block);
        draw->counter.word[2]++;
        for (int i = 0; i < WORDS; i++)
            word[i] = little(draw->block.word[i]);
        memcpy(to + done, word, size - done < BLOCK ? size - done : BLOCK);
    }
    return size;
}

const sb_content_kind sb_content_random = { .most = INT64_MAX, .unit_most = RANDOM_UNIT, .unit = random_unit };
