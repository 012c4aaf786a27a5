/* markdown.c -- Markdown as people write it: headings, paragraphs, lists, quotations, tables, code, links. */
#include "../fake/prose.h"
#include "unit.h"
#include <string.h>

enum { WIDTH = 72, BLOCK = 1024 };

static void put_heading(sb_draw *draw, sb_put *to, const char *marks)
{
    char *word;

    sb_put_text(to, marks);
    word = to->at;
    sb_fake_words(draw, 3, to);
    *word = (char)(*word - 'a' + 'A');
    sb_put_byte(to, '\n');
}

static void put_list(sb_draw *draw, sb_put *to, const char *mark)
{
    for (uint64_t items = 2 + sb_draw_below(draw, 4); items--;) {
        sb_put_text(to, mark);
        sb_fake_words(draw, 4, to);
        sb_put_byte(to, '\n');
    }
}

static void put_table(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "| Name | Count |\n| --- | ---: |\n");
    for (uint64_t rows = 2 + sb_draw_below(draw, 4); rows--;) {
        sb_put_text(to, "| ");
        sb_put_text(to, sb_fake_word(draw));
        sb_put_text(to, " | ");
        sb_put_number(to, sb_draw_below(draw, 1000), 0);
        sb_put_text(to, " |\n");
    }
}

static void put_quotation(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "> ");
    sb_fake_words(draw, 6, to);
    sb_put_text(to, "\n>\n> -- *the ");
    sb_put_text(to, sb_fake_word(draw));
    sb_put_text(to, "*\n");
}

static void put_code(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "```\n");
    sb_put_text(to, sb_fake_word(draw));
    sb_put_byte(to, '(');
    sb_put_number(to, sb_draw_below(draw, 100), 0);
    sb_put_text(to, ");\n```\n");
}

static void put_link(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "See **[the ");
    sb_put_text(to, sb_fake_word(draw));
    sb_put_text(to, "](https://example.com/");
    sb_put_text(to, sb_fake_word(draw));
    sb_put_text(to, ")**.\n");
}

static void put_paragraph(sb_draw *draw, sb_put *to)
{
    char *text = to->at;

    sb_fake_paragraph(draw, to);
    sb_wrap(text, (size_t)(to->at - text), WIDTH);
    sb_put_byte(to, '\n');
}

static void put_block(sb_draw *draw, sb_put *to)
{
    switch (sb_draw_below(draw, 12)) {
    case 0: put_heading(draw, to, "## "); break;
    case 1: put_heading(draw, to, "### "); break;
    case 2: put_list(draw, to, "- "); break;
    case 3: put_list(draw, to, "1. "); break;
    case 4: put_table(draw, to); break;
    case 5: put_quotation(draw, to); break;
    case 6: put_code(draw, to); break;
    case 7: put_link(draw, to); break;
    default: put_paragraph(draw, to);
    }
}

static size_t markdown_unit(sb_content *content, unsigned char *out)
{
    char *text = (char *)out;
    sb_put to = sb_put_into(text, BLOCK);

    if (sb_content_left(content) <= BLOCK) {
        size_t size = (size_t)sb_content_left(content), mark = content->made == 0 && size > 8 ? 2 : 0;
        memcpy(out, "# ", mark);
        sb_fill_words(&content->draw, out + mark, size - mark);
        sb_wrap(text, size - 1, WIDTH);
        out[size - 1] = '\n';
        return size;
    }
    if (content->made == 0)
        put_heading(&content->draw, &to, "# ");
    else
        put_block(&content->draw, &to);
    sb_put_byte(&to, '\n');
    return (size_t)(to.at - text);
}

const sb_content_kind sb_content_markdown = { .most = INT64_MAX, .unit_most = BLOCK, .unit = markdown_unit };
