/* message.c -- the sentence of a failed assertion, and the two lines "expected:" and "got:". */
#include "message.h"
#include "absent.h"
#include "fit.h"
#include "item.h"
#include "list.h"
#include "part.h"
#include "reading.h"
#include "sentence.h"
#include "value.h"
#include <seedbed/sequence.h>
#include <string.h>

void sb_message_argument(sb_text *out, const sb_value *value, const sb_value *actual, bool counts)
{
    if (counts && actual->kind == SB_ARRAY) /* of chars, say */
        sb_value_print(out, value);
    else
        sb_value_print_beside(out, value, actual);
}

static const char *what_is_ignored(const sb_matcher_type *type)
{
    static const char word[] = "ignoring ";
    return type->behind && strncmp(type->behind, word, sizeof word - 1) == 0 ? type->behind + sizeof word - 1 : NULL;
}

void sb_message_behind(sb_text *out, const sb_part *part)
{
    const sb_matcher_type *type = part->type;
    const sb_parts *parts = part->x.kind == SB_PARTS ? part->x.v.p : NULL;
    bool once = type->behind && strcmp(type->behind, "times") == 0 && sb_kind_number(part->y.kind) &&
        sb_value_compare(&part->y, &(sb_value){ .kind = SB_INT, .v.i = 1 }) == 0;

    if (parts && parts->n == 1 && what_is_ignored(type) && what_is_ignored(parts->part[0].type))
        sb_text_add(out, " and %s", what_is_ignored(type));
    else if (type->behind)
        sb_text_add(out, " %s", once ? "time" : type->behind);
}

void sb_message_join(sb_text *out, const char *between)
{
    if (!between)
        between = "and";
    sb_text_add(out, "%s%s ", *between ? " " : "", between);
}

/* Of an enum with a printer, by its name; a matcher that measures how far away it is goes on about numbers. */
static void add_argument(const sb_match *match, const sb_value *value, bool counts, sb_text *out)
{
    bool measures = match->type->got && match->type != &sb_m_be_one_of;

    if (counts || measures || !match->shown_as || !sb_type_print_number(out, match->shown_as, value))
        sb_message_argument(out, value, &match->actual, counts);
}

/* "one of 1, 2 or 3": values that stand in the words of a composite. */
static void wanted_values(const sb_match *match, sb_text *out)
{
    const sb_parts *parts = sb_parts_in(match);

    for (size_t i = 0; i < parts->values; i++) {
        sb_list_separate(out, i, parts->values, parts->n ? "and" : match->type->between ? match->type->between : "or");
        add_argument(match, &parts->value[i], sb_message_counts(match->type), out);
    }
    if (parts->values && parts->n)
        sb_message_join(out, match->type->between);
}

/* What a matcher that says "a string" has for an operand of another kind. */
static const char *noun(int kind) { return kind == SB_ARRAY ? "array" : kind == SB_BYTES ? "bytes" : "string"; }

/* Without a leading "be", which no sentence of "expected:" has. */
static const char *without_be(const char *words)
{
    words += strncmp(words, "be", 2) == 0 && (words[2] == ' ' || !words[2]) ? 2 : 0;
    return words + (*words == ' ');
}

void sb_message_described(sb_text *out, const sb_parts *parts, bool bare)
{
    const char *words = parts->value[0].v.s;
    struct sb_text line = SB_TEXT_EMPTY;

    words = words && *words ? words : "be as described";
    for (; *words; words++)
        sb_text_put(&line, *words == '\n' || *words == '\r' ? " " : words, 1);
    sb_text_add(out, "%s", bare ? without_be(line.at) : line.at);
    sb_text_release(&line);
}

/* "no string containing", "an array containing", "not above", "above". */
static void wanted_as(const sb_match *match, const char *words, sb_text *out)
{
    int kind = match->actual.kind;

    if (strncmp(words, "a string ", 9) == 0)
        sb_text_add(out, "%s%s%s",
            match->negated         ? "no "
                : kind == SB_ARRAY ? "an "
                : kind == SB_BYTES ? ""
                                   : "a ",
            noun(kind), words + 8);
    else if (!match->negated)
        sb_text_add(out, "%s", words);
    else if (strncmp(words, "a ", 2) == 0)
        sb_text_add(out, "no %s", words + 2);
    else
        sb_text_add(out, *words ? "not %s" : "not", words);
}

static void wanted_words(const sb_match *match, sb_text *out)
{
    struct sb_text described = SB_TEXT_EMPTY;

    if (match->type->described) {
        sb_message_described(&described, sb_parts_in(match), true);
        wanted_as(match, described.at ? described.at : "", out);
        sb_text_release(&described);
    } else
        wanted_as(match, match->type->wanted ? match->type->wanted : without_be(match->type->words), out);
}

/* "to be above 3": of elements the predicate is said, which reads well behind "each", "some" and "exactly 2". */
static void wanted_of_elements(const sb_match *match, size_t i, sb_text *out)
{
    sb_text_add(out, "to ");
    sb_sentence_part(&sb_parts_in(match)->part[i], &match->actual, out);
}

static void wanted_parts(const sb_match *match, sb_text *out)
{
    size_t n = sb_parts_in(match)->n;
    bool grouped = n > 1 && (match->negated || match->type->words[0]);
    bool grouped_alone = n == 1 && !match->negated && !match->type->words[0];

    if (match->type->wanted || match->type->described)
        wanted_words(match, out);
    else
        sb_text_add(out, "%s%s", match->negated ? "not " : "", match->type->words);
    if (match->type->described)
        return;
    sb_text_add(out, "%s%s", match->type->words[0] ? " " : "", grouped ? "(" : "");
    wanted_values(match, out);
    for (size_t i = 0; i < n; i++) {
        sb_match part = sb_part_match(match, i);
        bool composite = part.x.kind == SB_PARTS && sb_parts_in(&part)->n > 1 && !grouped_alone;

        if (i)
            sb_text_add(out, " %s ", match->type->between ? match->type->between : "and");
        if (match->type->inside && match->actual.kind == SB_ARRAY) {
            wanted_of_elements(match, i, out);
            continue;
        }
        if (match->type->inside)
            part.actual.kind = SB_NONE; /* what the part judges is not known here */
        sb_text_add(out, composite ? "(" : "");
        sb_message_wanted(&part, out);
        sb_text_add(out, composite ? ")" : "");
    }
    sb_text_add(out, grouped ? ")" : "");
    sb_message_behind(out, &(sb_part){ match->type, match->x, match->y });
}

void sb_message_wanted(const sb_match *match, sb_text *out)
{
    size_t before = out->size;
    bool swapped = match->type->second_first;
    const sb_value *first = swapped ? &match->y : &match->x, *second = swapped ? &match->x : &match->y;

    if (match->x.kind == SB_PARTS) {
        wanted_parts(match, out);
        return;
    }
    wanted_words(match, out);
    if (first->kind != SB_NONE) {
        if (out->size > before)
            sb_text_add(out, " ");
        add_argument(match, first, sb_message_counts(match->type), out);
    }
    if (second->kind != SB_NONE) {
        sb_text_add(out, " %s ", match->type->between ? match->type->between : "and");
        add_argument(match, second, match->type != &sb_m_be_between, out);
    }
    sb_message_behind(out, &(sb_part){ match->type, match->x, match->y });
}

/* actual: how the source calls the operand; NULL where it does not, because the operand is an element or a field. */
static bool explain_misfit(const sb_match *match, const char *actual, sb_text *out)
{
    struct sb_text value = SB_TEXT_EMPTY;
    sb_part misfit;

    if (!sb_fit_find(match, &misfit))
        return false;
    if (!actual)
        sb_value_print(&value, &match->actual);
    sb_text_add(out, "`");
    sb_sentence_part(&misfit, &match->actual, out);
    sb_text_add(out, "` does not go with `%s`: ", actual ? actual : value.at);
    sb_fit_explain(&misfit, actual ? actual : value.at, &match->actual, out);
    sb_text_add(out, "\n");
    sb_text_release(&value);
    return true;
}

void sb_message_values(const sb_match *match, sb_text *out)
{
    struct sb_list elements = match->actual.kind == SB_ARRAY ? sb_list_of(&match->actual) : (struct sb_list){ .n = 0 };

    sb_text_add(out, "expected: ");
    sb_message_wanted(match, out);
    sb_ignoring_add(out, match->ignoring);
    sb_text_add(out, "\n     got: ");
    if (match->type->got)
        match->type->got(match, out);
    else if (match->actual.kind == SB_ARRAY)
        sb_list_print_rows(out, &elements, &match->x, SB_MESSAGE_MARGIN);
    else if (!match->shown_as || !sb_type_print_number(out, match->shown_as, &match->actual))
        sb_value_print_beside(out, &match->actual, &match->x);
    sb_text_add(out, "\n");
}

static bool explain_absent(const sb_match *match, sb_text *out)
{
    struct sb_text why = SB_TEXT_EMPTY;
    bool absent = sb_absent_explain(match, &why);

    if (absent) {
        sb_message_values(match, out);
        sb_text_put(out, why.at, why.size);
    }
    sb_text_release(&why);
    return absent;
}

void sb_message_explain(const sb_match *match, sb_text *out)
{
    bool absent = match->actual.kind == SB_ARRAY && match->type->fits != SB_FITS_SAME && sb_list_of(&match->actual).absent;

    if (explain_misfit(match, NULL, out))
        return;
    if (explain_absent(match, out))
        return;
    if (!absent && match->type->explain && match->type->explain(match, out))
        return;
    sb_message_values(match, out);
    if (absent)
        sb_text_add(out, "there is no array: NULL satisfies nothing about elements, asserted or negated\n");
    else if (match->type->details)
        match->type->details(match, out);
}

/* Lines of a message that are shown: a whole diff of two texts, which is cut before, with what is around it. */
enum { LINES_SHOWN = 80 };

/* Each line of `lines` with two spaces before it, and no newline behind the last. */
static void add_indented(sb_text *out, const struct sb_text *lines)
{
    size_t most = sb_value_shown() == SIZE_MAX ? SIZE_MAX : LINES_SHOWN, line = 0;

    for (size_t from = 0; from < lines->size; line++) {
        const char *end = memchr(lines->at + from, '\n', lines->size - from);
        size_t n = end ? (size_t)(end - (lines->at + from)) : lines->size - from;

        if (line < most) {
            sb_text_add(out, n ? "\n  " : "\n");
            sb_text_put(out, lines->at + from, n);
        }
        from += n + 1;
    }
    if (line > most)
        sb_text_add(out, "\n  ... %zu more line%s, --full-values shows all", line - most, line - most == 1 ? "" : "s");
}

void sb_message_make(const sb_match *match, const char *site_text, sb_text *out)
{
    struct sb_text lines = SB_TEXT_EMPTY;

    sb_sentence_add(match, site_text, site_text + strlen(site_text) + 1, out);
    if (!explain_misfit(match, site_text, &lines))
        sb_message_explain(match, &lines);
    add_indented(out, &lines);
    sb_text_release(&lines);
}
