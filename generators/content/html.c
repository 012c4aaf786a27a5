/* html.c -- HTML pages: headings, paragraphs, lists, tables, links. */
#include "../fake/prose.h"
#include "markup.h"

static const char top[] = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
                  body[] = "</title>\n</head>\n<body>\n", title[] = "A page", close[] = "</body>\n</html>\n";
enum { LEAST = sizeof top + sizeof title + sizeof body + sizeof close - 4 };

static void put_around(sb_draw *draw, sb_put *to, const char *before, int words, const char *behind)
{
    sb_put_text(to, before);
    sb_fake_words(draw, words, to);
    sb_put_text(to, behind);
}

static void put_list(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "<ul>\n");
    for (uint64_t items = 2 + sb_draw_below(draw, 4); items--;)
        put_around(draw, to, "<li>", 4, "</li>\n");
    sb_put_text(to, "</ul>\n");
}

static void put_table(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "<table>\n<tr><th>Name</th><th>Count</th></tr>\n");
    for (uint64_t rows = 2 + sb_draw_below(draw, 4); rows--;) {
        put_around(draw, to, "<tr><td>", 1, "</td><td>");
        sb_put_number(to, sb_draw_below(draw, 1000), 0);
        sb_put_text(to, "</td></tr>\n");
    }
    sb_put_text(to, "</table>\n");
}

static void put_paragraph(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "<p>");
    sb_fake_paragraph(draw, to);
    sb_put_text(to, "</p>\n");
}

static void put_block(sb_content *content, sb_put *to)
{
    sb_draw *draw = &content->draw;

    switch (sb_draw_below(draw, 8)) {
    case 0: put_around(draw, to, "<h2>", 3, "</h2>\n"); break;
    case 1: put_list(draw, to); break;
    case 2: put_table(draw, to); break;
    case 3: put_around(draw, to, "<p>See <a href=\"https://example.com/\">the ", 1, "</a> &amp; its notes.</p>\n"); break;
    default: put_paragraph(draw, to);
    }
}

static void put_top(sb_content *content, sb_put *to)
{
    sb_put_text(to, top);
    if (sb_content_left(content) < LEAST + 64)
        sb_put_text(to, title);
    else
        sb_fake_words(&content->draw, 3, to);
    sb_put_text(to, body);
}

static void put_open(sb_content *content, sb_put *to)
{
    (void)content;
    sb_put_text(to, "<p>");
}

static size_t html_unit(sb_content *content, unsigned char *out)
{
    static const sb_markup markup = { put_top, put_block, put_open, "</p>\n", close };

    return sb_markup_unit(content, &markup, out);
}

const sb_content_kind sb_content_html = { .least = LEAST, .most = INT64_MAX, .unit_most = SB_MARKUP_UNIT, .unit = html_unit };
