/* picture.h -- the pixels of generated images, line by line and cut anywhere: rings around a point and stripes across them.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_PICTURE_H
#define SEEDBED_GENERATORS_CONTENT_PICTURE_H

#include "../random/draw.h"

typedef struct sb_picture {
    uint64_t width, height;
    unsigned channels; /* bytes of a pixel: 1 or 3 */
    bool filtered;     /* a byte 0 before each line, as PNG has it */
    /* Where it is, and what is kept up from pixel to pixel. */
    uint64_t x, y, stripe, stripe_width;
    int64_t centre_x, centre_y, ring, rest, step;
    unsigned inside, striped;
    unsigned char colour[4][3];
    unsigned char pixel[3]; /* one that was cut, and how many of its last bytes are still to come */
    unsigned pending;
} sb_picture;

/* width and height: at least 1, below 2^31. */
sb_picture sb_picture_of(sb_draw *draw, uint64_t width, uint64_t height, unsigned channels, bool filtered);
/* The next bytes. Behind the last line it begins anew. */
void sb_picture_read(sb_picture *picture, unsigned char *out, size_t size);

#endif
