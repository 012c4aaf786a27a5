/* made.c -- the content of a generated file, whole. */
#include "made.h"
#include <stdlib.h>

const unsigned char *made(enum sb_file_kind kind, uint64_t size, uint64_t n)
{
    sb_draw place = sb_draw_at(1, 2, 3, n);
    unsigned char *all = malloc((size_t)size + 1);
    sb_content *content = sb_content_open(kind, &place, size);

    add_cleanup(free, (void *)all);
    should(sb_content_read(content, all, (size_t)size + 1), equal_to(size));
    sb_content_close(content);
    all[size] = '\0';
    return all;
}
