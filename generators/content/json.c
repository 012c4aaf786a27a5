/* json.c -- JSON: an array of objects with texts, numbers, booleans, null, arrays and an object in them. */
#include "../fake/prose.h"
#include "markup.h"
#include "records.h"

enum { LEAST = 3 }; /* an empty array and a line feed */

static void put_top(sb_content *content, sb_put *to)
{
    (void)content;
    sb_put_byte(to, '[');
}

/* A name and a text; both quotes and backslashes would end it, and no other character of ours has to be escaped. */
static void put_pair(sb_put *to, const char *name, const char *text)
{
    sb_put_text(to, name);
    for (sb_put_text(to, ": \""); *text; text++) {
        if (*text == '"' || *text == '\\')
            sb_put_byte(to, '\\');
        sb_put_byte(to, *text);
    }
    sb_put_byte(to, '"');
}

static void put_id(sb_content *content, sb_put *to)
{
    const sb_records *state = content->state;

    sb_put_text(to, state->row ? ",\n  {\"id\": " : "\n  {\"id\": ");
    sb_put_number(to, state->row + 1, 0);
}

static void put_details(sb_draw *draw, sb_put *to)
{
    sb_put_text(to, ", \"score\": ");
    sb_put_number(to, sb_draw_below(draw, 100), 0);
    sb_put_byte(to, '.');
    sb_put_number(to, sb_draw_below(draw, 100), 2);
    sb_put_text(to, sb_draw_below(draw, 4) ? ", \"active\": true" : ", \"active\": false");
    sb_put_text(to, ", \"tags\": [");
    for (uint64_t tags = sb_draw_below(draw, 4); tags; tags--) {
        sb_put_byte(to, '"');
        sb_put_text(to, sb_fake_word(draw));
        sb_put_text(to, tags > 1 ? "\", " : "\"");
    }
    sb_put_byte(to, ']');
}

static void put_person(sb_content *content, sb_put *to)
{
    sb_user person;

    put_id(content, to);
    sb_records_next(content, &person);
    put_pair(to, ", \"name\"", person.full_name);
    put_pair(to, ", \"email\"", person.email);
    put_pair(to, ", \"address\": {\"city\"", person.city);
    put_pair(to, ", \"country\"", person.country);
    sb_put_byte(to, '}');
    put_details(&content->draw, to);
    if (sb_draw_below(&content->draw, 4) == 0)
        sb_put_text(to, ", \"note\": null}");
    else {
        sb_put_text(to, ", \"note\": \"\\\"");
        sb_fake_words(&content->draw, 3, to);
        sb_put_text(to, "\\\"\\n\\u2713\"}");
    }
}

static void put_open(sb_content *content, sb_put *to)
{
    put_id(content, to);
    sb_put_text(to, ", \"note\": \"");
}

static size_t json_unit(sb_content *content, unsigned char *out)
{
    static const sb_markup markup = { put_top, put_person, put_open, "\"}\n", "]\n" };

    return sb_markup_unit(content, &markup, out);
}

const sb_content_kind sb_content_json = { .least = LEAST,
    .most = INT64_MAX,
    .unit_most = SB_MARKUP_UNIT,
    .state_size = sizeof(sb_records),
    .begin = sb_records_begin,
    .unit = json_unit };
