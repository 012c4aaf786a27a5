/* svg.c -- SVG drawings: circles, rectangles and lines in colours of the draw, a word here and there. */
#include "../fake/prose.h"
#include "markup.h"

static const char top[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"480\" viewBox=\"0 0 640 480\">\n",
                  close[] = "</svg>\n";
enum { LEAST = sizeof top + sizeof close - 2 };

static void put_top(sb_content *content, sb_put *to)
{
    (void)content;
    sb_put_text(to, top);
}

static void put_number(sb_put *to, const char *name, uint64_t number)
{
    sb_put_text(to, name);
    sb_put_number(to, number, 0);
    sb_put_byte(to, '"');
}

static void put_colour(sb_put *to, const char *name, uint64_t colour)
{
    static const char hex[] = "0123456789abcdef";

    sb_put_text(to, name);
    for (int i = 0; i < 6; i++)
        sb_put_byte(to, hex[colour >> 4 * i & 15]);
    sb_put_byte(to, '"');
}

static void put_shape(sb_content *content, sb_put *to)
{
    uint64_t bits = sb_draw_word(&content->draw), x = bits % 640, y = (bits >> 10) % 480, size = 4 + (bits >> 20) % 60;

    switch (bits >> 62) {
    case 0:
        put_number(to, "<circle cx=\"", x);
        put_number(to, " cy=\"", y);
        put_number(to, " r=\"", size);
        break;
    case 1:
        put_number(to, "<rect x=\"", x);
        put_number(to, " y=\"", y);
        put_number(to, " width=\"", size);
        put_number(to, " height=\"", size / 2 + 2);
        break;
    case 2:
        put_number(to, "<line x1=\"", x);
        put_number(to, " y1=\"", y);
        put_number(to, " x2=\"", (x + 5 * size) % 640);
        put_number(to, " y2=\"", (y + 3 * size) % 480);
        put_colour(to, " stroke=\"#", bits >> 32);
        break;
    default:
        put_number(to, "<text x=\"", x);
        put_number(to, " y=\"", y);
        put_colour(to, " fill=\"#", bits >> 32);
        sb_put_byte(to, '>');
        sb_put_text(to, sb_fake_word(&content->draw));
        sb_put_text(to, "</text>\n");
        return;
    }
    put_colour(to, " fill=\"#", bits >> 36);
    sb_put_text(to, "/>\n");
}

static void put_open(sb_content *content, sb_put *to)
{
    (void)content;
    sb_put_text(to, "<desc>");
}

static size_t svg_unit(sb_content *content, unsigned char *out)
{
    static const sb_markup markup = { put_top, put_shape, put_open, "</desc>\n", close };

    return sb_markup_unit(content, &markup, out);
}

const sb_content_kind sb_content_svg = { .least = LEAST, .most = INT64_MAX, .unit_most = SB_MARKUP_UNIT, .unit = svg_unit };
