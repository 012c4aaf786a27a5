/* sentence.c -- the first line of a failed assertion, built from the source texts that its site keeps.
 *
 * The texts are what the author wrote, macros unexpanded: "equal_to(CATALOG_FULL)". Where they do not belong to the matcher that
 * was judged (be_adult stands for be_at_least(18)), the value takes the place of the text.
 */
#include "sentence.h"
#include "list.h"
#include "message.h"
#include "source.h"
#include "value.h"
#include <seedbed/sequence.h>
#include <string.h>

static void predicate(const sb_part *part, const sb_value *actual, struct sb_source text, bool inner, sb_text *out);

static void add_source(struct sb_source text, sb_text *out)
{
    size_t head = SB_SENTENCE_SHOWN / 2;

    if (text.size <= SB_SENTENCE_SHOWN || sb_value_shown() == SIZE_MAX) {
        sb_text_put(out, text.at, text.size);
        return;
    }
    sb_text_put(out, text.at, head);
    sb_text_add(out, " ... (%zu characters cut, --full-values shows all) ... ", text.size - 2 * head);
    sb_text_put(out, text.at + text.size - head, head);
}

static void argument(struct sb_source text, const sb_value *value, const sb_value *actual, bool counts, sb_text *out)
{
    if (text.at)
        add_source(text, out);
    else
        sb_message_argument(out, value, actual, counts);
}

/* Whether the text is of this matcher, so that its arguments are those of the text: be_within_percent_of is all of its words. */
static bool is_of(struct sb_source text, const sb_matcher_type *type)
{
    struct sb_source word = sb_source_word(text);
    size_t n = strlen(type->words) + 1;

    if (!type->second_first)
        return sb_source_is_word(word, type->words);
    if (word.size <= n || !sb_source_is_word((struct sb_source){ word.at, n }, type->words))
        return false;
    return sb_source_is_word((struct sb_source){ word.at + n, word.size - n }, type->between);
}

static void leaf(const sb_part *part, const sb_value *actual, struct sb_source text, sb_text *out)
{
    struct sb_source inside = sb_source_inside(text), x = { NULL, 0 }, y = { NULL, 0 };
    bool named = text.at && is_of(text, part->type), ours = inside.at && named, swapped = part->type->second_first;

    if (ours && part->y.kind == SB_NONE)
        x = inside; /* whole: have_row has many columns and one argument */
    else if (ours && sb_source_count(inside) > 1) {
        sb_source_next(&inside, &x);
        y = inside; /* whole too */
    }
    sb_text_add(out, "%s", part->type->words);
    if (named && !inside.at)
        return; /* an argument that the word alone stands for */
    if (part->x.kind != SB_NONE) {
        sb_text_add(out, " ");
        argument(swapped ? y : x, swapped ? &part->y : &part->x, actual, sb_message_counts(part->type), out);
    }
    if (part->y.kind != SB_NONE) {
        sb_text_add(out, " %s ", part->type->between ? part->type->between : "and");
        argument(swapped ? x : y, swapped ? &part->x : &part->y, actual, true, out);
    }
    sb_message_behind(out, part);
}

static bool begins(const char *s, const char *with) { return strncmp(s, with, strlen(with)) == 0; }

/* The type whose words the part begins with: all_of and its like have none of their own. */
static const sb_matcher_type *first_of(const sb_part *part)
{
    const sb_parts *parts = part->x.kind == SB_PARTS ? part->x.v.p : NULL;

    return !*part->type->words && parts && parts->n == 1 ? first_of(&parts->part[0]) : part->type;
}

/* "not (not match)": two of them behind each other would read as a slip. */
static bool negates(const sb_part *part)
{
    const sb_matcher_type *first = first_of(part);
    return first == &sb_m_not_ || first == &sb_m_none_of;
}

/* "have some that have its name", and not "have some have"; other words do without. */
static bool wants_that(const sb_matcher_type *of, const sb_part *part)
{
    return of->inside && of->fits == SB_FITS_ARRAY && begins(of->words, "have") && begins(first_of(part)->words, "have");
}

static void predicate_behind(const sb_part *part, const sb_value *actual, struct sb_source text, bool negated, sb_text *out)
{
    bool grouped = negated && negates(part);

    sb_text_add(out, grouped ? "(" : "");
    predicate(part, actual, text, negated, out);
    sb_text_add(out, grouped ? ")" : "");
}

static void composite(const sb_part *part, const sb_value *actual, struct sb_source text, bool inner, sb_text *out)
{
    const sb_parts *parts = part->x.v.p;
    const char *words = part->type->words;
    struct sb_source inside = sb_source_inside(text), one = { NULL, 0 };
    bool ours = sb_source_count(inside) == parts->n + parts->values, grouped = parts->n > 1 && (inner || *words);

    if (part->type->described) {
        sb_message_described(out, parts, false);
        return;
    }
    sb_text_add(out, "%s%s%s", words, *words ? " " : "", grouped ? "(" : "");
    for (size_t i = 0; i < parts->values; i++) {
        if (ours)
            sb_source_next(&inside, &one);
        sb_list_separate(out, i, parts->values + parts->n, part->type->between ? part->type->between : "or");
        argument(one, &parts->value[i], actual, sb_message_counts(part->type), out);
    }
    if (parts->values && parts->n)
        sb_message_join(out, part->type->between);
    for (size_t i = 0; i < parts->n; i++) {
        if (i)
            sb_text_add(out, " %s ", part->type->between ? part->type->between : "and");
        if (ours)
            sb_source_next(&inside, &one);
        sb_text_add(out, wants_that(part->type, &parts->part[i]) ? "that " : "");
        if (negates(part) && parts->n == 1)
            predicate_behind(&parts->part[i], actual, one, true, out);
        else
            predicate(&parts->part[i], actual, one, true, out);
    }
    sb_text_add(out, grouped ? ")" : "");
    sb_message_behind(out, part);
}

static void predicate(const sb_part *part, const sb_value *actual, struct sb_source text, bool inner, sb_text *out)
{
    if (part->x.kind == SB_PARTS)
        composite(part, actual, text, inner, out);
    else
        leaf(part, actual, text, out);
}

void sb_sentence_part(const sb_part *part, const sb_value *actual, sb_text *out)
{
    predicate(part, actual, (struct sb_source){ NULL, 0 }, true, out);
}

void sb_sentence_add(const sb_match *match, const char *actual, const char *matcher, sb_text *out)
{
    sb_part whole = { .type = match->type, .x = match->x, .y = match->y };

    add_source((struct sb_source){ actual, strlen(actual) }, out);
    sb_text_add(out, match->negated ? " should not " : " should ");
    predicate_behind(&whole, &match->actual, (struct sb_source){ matcher, strlen(matcher) }, match->negated, out);
}
