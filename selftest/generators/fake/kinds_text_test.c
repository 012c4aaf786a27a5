/* kinds_text_test.c -- words and prose, Markdown, HTML and JSON. */
#include "../../support/kinds.h"
#include <string.h>

SUITE(kinds_text);

/* Pinned: change SB_DATA_VERSION when these change, and they change with it. */
TEST(kinds_text, values_of_data_version_1)
{
    should(made_text("text.word", 7), equal_to("window"));
    should(made_text("text.words", 7), equal_to("chapter machine"));
    should(made_text("text.sentence", 7), equal_to("Another project notices another seminar."));
    should(made_text("text.title", 7), equal_to("Useful Plain Sentence"));
    should(made_text("text.title", 7, .size = 6), equal_to("Local Useful Picture against Short Story"));
    should(made_text("text.slug", 7), equal_to("window-problem"));
    should(made_text("text.title", 7, .unique = true), equal_to("Useful Plain Sentence 8"));
    should(made_text("text.slug", 7, .unique = true), equal_to("window-problem-8"));
    should(made_text("text", 7, .size = 60), equal_to("Another course describes this formal question under this met"));
    should(made_text("json.object", 7), equal_to("{\"id\":8,\"river\":572,\"window\":171,\"journey\":\"2022-08-19\"}"));
}

static size_t count(const char *text, const char *part)
{
    size_t n = 0;

    for (const char *at = strstr(text, part); at; at = strstr(at + strlen(part), part))
        n++;
    return n;
}

TEST_EACH(kinds_text, size_says_how_many, (const char *kind, *between; unsigned size), { "text.words", " ", 1 },
    { "text.words", " ", 9 }, { "text.title", " ", 4 }, { "text.slug", "-", 5 }, { "text.paragraphs", "\n\n", 3 },
    { "text.paragraphs", "\n\n", 60 })
{
    for (uint64_t n = 0; n < 20; n++)
        should(count(made_text(each->kind, n, .size = each->size), each->between), equal_to(each->size - 1));
}

TEST_EACH(kinds_text, sentences_are_counted, (const char *kind; unsigned size), { "text.sentences", 1 }, { "text.sentences", 12 },
    { "text.paragraph", 4 })
{
    for (uint64_t n = 0; n < 20; n++)
        should(count(made_text(each->kind, n, .size = each->size), "."), equal_to(each->size));
}

TEST(kinds_text, a_text_is_about_as_long_as_asked)
{
    for (uint64_t n = 0; n < 50; n++) {
        should(made_text("text", n, .size = 1000), have_length_at_most(1000));
        should(made_text("text", n, .size = 1000), have_length_at_least(850));
        should(made_text("text", n, .size = 1000), end_with("."));
        should(made_text("text", n, .size = 20), have_length_at_most(20));
    }
}

TEST(kinds_text, more_than_a_value_can_have_is_refused)
{
    should(refusal("text.words", .size = 100001), equal_to("size is 100001; a value has at most 100000 of them"));
    should(refusal("text.html", .size = 10001), contain("at most 10000 blocks"));
    should(refusal("json", .size = 10001), contain("at most 10000 members"));
}

TEST(kinds_text, what_is_cut_is_numbered_where_it_must_be_unique)
{
    made_as as = { .seed = 1, .unique = true, .most = 12 };
    sb_rule rule = { .column = "c" };

    should(as_text(made_by(as, "text.sentence", 41, &rule)), match("^[A-Z][a-z ]{1,8} 42$"));
    should(as_text(made_by((made_as){ .unique = true, .most = 2 }, "text.sentence", 98, &rule)), equal_to("99"));
    should(as_text(made_by((made_as){ .unique = true, .most = 2 }, "text.sentence", 99, &rule)), equal_to("aa"));
    should(as_text(made_by((made_as){ .unique = true, .most = 2 }, "text.sentence", 99 + 26 * 36, &rule)),
        equal_to("SB_BAD: 2 characters are too few for a different text in row 1036"));
    should(distinct_of((made_as){ .unique = true, .most = 2 }, "text.sentence", 99 + 26 * 36, &rule), equal_to(99 + 26 * 36));
}

/* Every tag is closed by its own, innermost first; br has none. False otherwise. */
static bool well_formed(const char *at)
{
    char open[16][8];
    int depth = 0;

    while ((at = strchr(at, '<'))) {
        bool closing = *++at == '/';
        size_t size = strspn(at += closing, "abcdefghijklmnopqrstuvwxyz0123456789");
        if (!size || size > 7 || !strchr(at, '>'))
            return false;
        if (strncmp(at, "br", size) == 0)
            continue;
        if (closing && (!depth || strncmp(open[--depth], at, size) != 0))
            return false;
        if (!closing && depth < 16) {
            memset(open[depth], 0, sizeof *open);
            memcpy(open[depth++], at, size);
        }
    }
    return depth == 0;
}

TEST_EACH(kinds_text, html_is_well_formed_however_short, (size_t most), { 0 }, { 3 }, { 30 }, { 60 }, { 100 }, { 300 })
{
    sb_rule rule = { .column = "c", .size = 8 };

    should(well_formed("<p><em>x</p></em>"), be_false);
    should(well_formed("<p>x"), be_false);
    for (uint64_t n = 0; n < 100; n++)
        for (int unique = 0; unique < 2; unique++) {
            const char *text = as_text(made_by((made_as){ .unique = unique, .most = each->most }, "text.html", n, &rule));
            given(text);
            should(well_formed(text), be_true);
        }
}

/* Behind one value of JSON; NULL: there is none. */
static const char *behind(const char *at)
{
    char close = *at == '{' ? '}' : ']';

    if (*at == '"') {
        for (at++; *at && *at != '"'; at++)
            at += *at == '\\';
        return *at ? at + 1 : NULL;
    }
    if (*at != '{' && *at != '[') {
        size_t word = strspn(at, "-.0123456789truefalsn");
        return word ? at + word : NULL;
    }
    if (at[1] == close)
        return at + 2;
    do {
        at = behind(at + 1);
        if (at && close == '}' && *at == ':')
            at = behind(at + 1);
    } while (at && *at == ',');
    return at && *at == close ? at + 1 : NULL;
}

TEST_EACH(kinds_text, json_is_valid_however_short, (const char *kind; size_t most), { "json", 0 }, { "json.object", 0 },
    { "json", 8 }, { "json", 30 }, { "json", 100 })
{
    sb_rule rule = { .column = "c", .size = 9 };

    for (uint64_t n = 0; n < 100; n++) {
        const char *text = as_text(made_by((made_as){ .most = each->most }, each->kind, n, &rule));
        const char *end = behind(text);
        given(text);
        should(end && !*end, be_true);
        should(text, match("^([{].*[}]|[0-9]+)$"));
    }
}

TEST(kinds_text, json_has_as_many_members_as_asked)
{
    for (uint64_t n = 0; n < 20; n++)
        should(count(made_text("json.object", n, .size = 40), "\":"), equal_to(40));
}

TEST(kinds_text, markdown_begins_with_a_title)
{
    for (uint64_t n = 0; n < 20; n++) {
        should(made_text("text.markdown", n), match("^# [A-Z]"));
        should(count(made_text("text.markdown", n, .size = 12), "\n\n"), equal_to(11));
    }
}
