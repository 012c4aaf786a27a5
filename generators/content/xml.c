/* xml.c -- XML: a list of people with attributes, empty elements and mixed text. */
#include "../fake/prose.h"
#include "markup.h"
#include "records.h"

static const char top[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<people>\n", close[] = "</people>\n";
enum { LEAST = sizeof top + sizeof close - 2 };

static void put_top(sb_content *content, sb_put *to)
{
    (void)content;
    sb_put_text(to, top);
}

static void put_element(sb_put *to, const char *open, const char *text, const char *shut)
{
    sb_put_text(to, open);
    sb_put_escaped(to, text);
    sb_put_text(to, shut);
}

static void put_id(sb_content *content, sb_put *to)
{
    const sb_records *state = content->state;

    sb_put_text(to, "  <person id=\"");
    sb_put_number(to, state->row + 1, 0);
    sb_put_text(to, "\"");
}

static void put_person(sb_content *content, sb_put *to)
{
    sb_user person;

    put_id(content, to);
    sb_records_next(content, &person);
    put_element(to, " country=\"", person.country, "\">\n");
    put_element(to, "    <name>", person.full_name, "</name>\n");
    put_element(to, "    <email>", person.email, "</email>\n");
    if (sb_draw_below(&content->draw, 4) == 0)
        sb_put_text(to, "    <note/>\n");
    else {
        sb_put_text(to, "    <note>The ");
        put_element(to, "<b>", sb_fake_word(&content->draw), "</b> &amp; the ");
        put_element(to, "<i>", sb_fake_word(&content->draw), "</i></note>\n");
    }
    sb_put_text(to, "  </person>\n");
}

static void put_open(sb_content *content, sb_put *to)
{
    put_id(content, to);
    sb_put_text(to, ">\n    <note>");
}

static size_t xml_unit(sb_content *content, unsigned char *out)
{
    static const sb_markup markup = { put_top, put_person, put_open, "</note>\n  </person>\n", close };

    return sb_markup_unit(content, &markup, out);
}

const sb_content_kind sb_content_xml = { .least = LEAST,
    .most = INT64_MAX,
    .unit_most = SB_MARKUP_UNIT,
    .state_size = sizeof(sb_records),
    .begin = sb_records_begin,
    .unit = xml_unit };
