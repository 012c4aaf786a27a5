/* picture.c -- rings and stripes, kept up from pixel to pixel without a multiplication or a division. */
#include "picture.h"
#include <string.h>

/* A pixel at (x, y) lies in ring number ((x - centre_x)^2 + (y - centre_y)^2) / ring: `rest` is the remainder of that, `step` what the square
 * grows by with the next pixel. ring is above any step, so that no more than one ring is passed at a time. */
static void begin_line(sb_picture *p)
{
    int64_t dy = (int64_t)p->y - p->centre_y, square = p->centre_x * p->centre_x + dy * dy;

    p->inside = square / p->ring & 1;
    p->rest = square % p->ring;
    p->step = 1 - 2 * p->centre_x;
    p->stripe = p->y % p->stripe_width;
    p->striped = p->y / p->stripe_width & 1;
}

sb_picture sb_picture_of(sb_draw *draw, uint64_t width, uint64_t height, unsigned channels, bool filtered)
{
    sb_picture p = { .width = width, .height = height, .channels = channels, .filtered = filtered };
    uint64_t colours = sb_draw_word(draw), ring;

    p.centre_x = (int64_t)sb_draw_below(draw, width);
    p.centre_y = (int64_t)sb_draw_below(draw, height);
    ring = 3 + sb_draw_below(draw, 6);
    p.ring = (int64_t)(ring * (width + height));
    p.stripe_width = 2 * ring;
    for (unsigned i = 0; i < 12; i++) {
        unsigned colour = (unsigned)(colours >> (8 * (3 * (i / 6) + i % 3)) & 255);
        p.colour[i / 3][i % 3] = (unsigned char)(i / 3 % 2 ? colour : colour / 2 + (255 - colour) / 4);
    }
    begin_line(&p);
    return p;
}

static void next_pixel(sb_picture *p)
{
    p->rest += p->step;
    p->step += 2;
    if (p->rest < 0) {
        p->rest += p->ring;
        p->inside ^= 1;
    } else if (p->rest >= p->ring) {
        p->rest -= p->ring;
        p->inside ^= 1;
    }
    if (++p->stripe == p->stripe_width) {
        p->stripe = 0;
        p->striped ^= 1;
    }
}

static void paint(sb_picture *picture, unsigned char *out, uint64_t pixels)
{
    sb_picture p = *picture; /* registers, not memory that `out` might be */

    p.x += pixels;
    if (p.channels == 1)
        for (; pixels; pixels--, next_pixel(&p))
            *out++ = p.colour[p.inside << 1 | p.striped][0];
    else
        for (; pixels; pixels--, next_pixel(&p), out += 3)
            memcpy(out, p.colour[p.inside << 1 | p.striped], 3);
    *picture = p;
}

static void end_line(sb_picture *p)
{
    p->x = 0;
    p->y = p->y + 1 < p->height ? p->y + 1 : 0;
    begin_line(p);
}

void sb_picture_read(sb_picture *p, unsigned char *out, size_t size)
{
    const unsigned char *end = out + size;

    for (;;) {
        uint64_t fit;
        for (; p->pending && out < end; p->pending--)
            *out++ = p->pixel[p->channels - p->pending];
        if (out == end)
            return;
        if (p->filtered && p->x == 0)
            *out++ = 0;
        fit = (uint64_t)(end - out) / p->channels;
        fit = fit < p->width - p->x ? fit : p->width - p->x;
        paint(p, out, fit);
        out += fit * p->channels;
        if (p->x < p->width) { /* the room ends in the middle of a pixel, or at its beginning */
            unsigned char pixel[3];
            paint(p, pixel, 1);
            memcpy(p->pixel, pixel, p->channels);
            p->pending = p->channels;
        }
        if (p->x == p->width)
            end_line(p);
    }
}
