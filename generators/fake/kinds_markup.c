/* kinds_markup.c -- Markdown and HTML: fragments made of blocks, of which none is left half done. */
#include "../../assert/context.h"
#include "kinds.h"
#include "prose.h"
#include <string.h>

enum { BLOCK = 700, MOST_BLOCKS = 10000 };

static const void *prepare(const sb_rule *rule, sb_store *store)
{
    static const char ready[] = "";

    (void)store;
    if (rule->size <= MOST_BLOCKS)
        return ready;
    sb_fail_with(SB_ERR, "size is %u; a fragment has at most %d blocks", rule->size, MOST_BLOCKS);
    return NULL;
}

static void put_title(const sb_kind_call *call, sb_draw *draw, sb_put *to)
{
    sb_fake_title(draw, 3, to);
    if (call->unique) {
        sb_put_byte(to, ' ');
        sb_put_number(to, call->n + 1, 0);
    }
}

static void put_link(sb_draw *draw, const char *before, const char *between, const char *behind, bool address_first, sb_put *to)
{
    const char *word = sb_fake_word(draw), *other = sb_fake_word(draw);

    sb_put_text(to, before);
    if (address_first)
        sb_put_text(to, "https://example.com/");
    sb_put_text(to, word);
    sb_put_text(to, between);
    if (!address_first)
        sb_put_text(to, "https://example.com/");
    sb_put_text(to, other);
    sb_put_text(to, behind);
}

/* One block; the first of a fragment is its title. */
typedef void block_fn(const sb_kind_call *call, sb_draw *draw, bool first, sb_put *to);

static void markdown_block(const sb_kind_call *call, sb_draw *draw, bool first, sb_put *to)
{
    uint64_t what = first ? 0 : sb_draw_between(draw, 1, 6) & 7;

    switch (what) {
    case 0:
        sb_put_text(to, "# ");
        put_title(call, draw, to);
        break;
    case 1:
        sb_put_text(to, "> ");
        sb_fake_sentence(draw, to);
        break;
    case 2:
        for (int i = 0; i < 3; i++) {
            sb_put_text(to, i ? "\n- " : "- ");
            sb_fake_words(draw, 2, to);
        }
        break;
    case 3:
        sb_put_text(to, "```c\nint ");
        sb_put_text(to, sb_fake_word(draw));
        sb_put_text(to, " = 42;\n```");
        break;
    case 4:
        sb_fake_sentence(draw, to);
        put_link(draw, " See [", "](", ").", false, to);
        break;
    default:
        sb_fake_sentence(draw, to);
        sb_put_text(to, " **");
        sb_fake_words(draw, 2, to);
        sb_put_text(to, "** ");
        sb_fake_sentence(draw, to);
    }
}

static void html_list(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, "<ul>");
    for (int i = 0; i < 3; i++) {
        sb_put_text(to, "<li>");
        sb_fake_words(draw, 2, to);
        sb_put_text(to, "</li>");
    }
    sb_put_text(to, "</ul>");
}

static void html_block(const sb_kind_call *call, sb_draw *draw, bool first, sb_put *to)
{
    uint64_t what = first ? 0 : (uint64_t)sb_draw_between(draw, 1, 4);

    switch (what) {
    case 0:
        sb_put_text(to, "<h2>");
        put_title(call, draw, to);
        sb_put_text(to, "</h2>");
        break;
    case 1: html_list(draw, to); break;
    case 2:
        sb_put_text(to, "<p>");
        sb_fake_sentence(draw, to);
        put_link(draw, " <a href=\"", "\">", "</a> &amp; more.</p>", true, to);
        break;
    default:
        sb_put_text(to, "<p>");
        sb_fake_sentence(draw, to);
        sb_put_text(to, " <em>");
        sb_fake_words(draw, 2, to);
        sb_put_text(to, "</em><br>");
        sb_fake_sentence(draw, to);
        sb_put_text(to, "</p>");
    }
}

/* Blocks, as many as there is room for. Where not even the title fits, its words alone are the fragment. */
static void make(const sb_kind_call *call, block_fn *block, const char *between, sb_value *out)
{
    sb_draw draw = sb_kind_draw(call);
    size_t blocks = call->rule->size ? call->rule->size : (size_t)sb_draw_between(&draw, 3, 6), bytes = blocks * (BLOCK + 2);
    size_t room = call->most && call->most < bytes ? call->most : bytes;
    char small[8 * BLOCK], *text = room < sizeof small ? small : sb_store_alloc(call->store, room + 1);
    sb_put to = sb_put_into(text, room + 1);

    for (size_t i = 0; i < blocks; i++) {
        char one[BLOCK];
        sb_put put = sb_put_into(one, sizeof one);
        block(call, &draw, i == 0, &put);
        if (strlen(one) + (i ? strlen(between) : 0) > sb_put_room(&to))
            break;
        sb_put_text(&to, i ? between : "");
        sb_put_text(&to, one);
    }
    if (to.at > text) {
        sb_kind_text(call, text, (size_t)(to.at - text), true, ' ', out);
        return;
    }
    to = sb_put_into(small, BLOCK);
    sb_fake_title(&draw, 3, &to);
    sb_kind_text(call, small, strlen(small), false, ' ', out);
}

static void make_markdown(const sb_kind_call *call, sb_value *out) { make(call, markdown_block, "\n\n", out); }

static void make_html(const sb_kind_call *call, sb_value *out) { make(call, html_block, "\n", out); }

const sb_kind sb_kinds_markup[] = {
    { "text.html", "well-formed HTML: a title, paragraphs, lists, links; three to six blocks, or `size` of them", "size", true,
        make_html, prepare },
    { "text.markdown", "Markdown: a title, paragraphs, lists, quotes, code; three to six blocks, or `size` of them", "size", true,
        make_markdown, prepare },
    { .name = NULL },
};
