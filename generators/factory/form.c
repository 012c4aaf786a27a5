/* form.c -- read the form of a text. */
#include "form_parts.h"
#include <string.h>

enum { DEEPEST = 20, LONGEST_REPEAT = 1000 };

typedef struct reading {
    const char *at;
    sb_store *store;
    bool any_case, bad;
    int depth;
} reading;

static void add_byte(sb_form_part *to, unsigned char c) { to->set[c >> 6] |= UINT64_C(1) << (c & 63); }

static void add_range(sb_form_part *to, unsigned char from, unsigned char until)
{
    for (unsigned c = from; c <= until; c++)
        add_byte(to, (unsigned char)c);
}

static void invert(sb_form_part *part)
{
    for (int i = 0; i < 4; i++)
        part->set[i] = ~part->set[i];
    part->set[0] &= ~UINT64_C(1);
}

static void fold(sb_form_part *part)
{
    for (unsigned char c = 'a'; c <= 'z'; c++)
        if (sb_part_takes(part, (char)c) || sb_part_takes(part, (char)(c - 32))) {
            add_byte(part, c);
            add_byte(part, (unsigned char)(c - 32));
        }
}

/* [:alpha:] and its like, and \d, \w, \s; capital letters are all but these. */
static bool add_class(sb_form_part *to, const char *name, size_t size)
{
    static const struct {
        const char *name, *ranges;
    } classes[] = { { "alpha", "azAZ" }, { "digit", "09" }, { "alnum", "azAZ09" }, { "upper", "AZ" }, { "lower", "az" },
        { "xdigit", "09afAF" }, { "space", "  \t\r" }, { "punct", "!/:@[`{~" }, { "word", "azAZ09__" }, { "blank", "  \t\t" },
        { "print", " ~" }, { "graph", "!~" } };

    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (strlen(classes[i].name) != size || memcmp(classes[i].name, name, size) != 0)
            continue;
        for (const char *range = classes[i].ranges; *range; range += 2)
            add_range(to, (unsigned char)range[0], (unsigned char)range[1]);
        return true;
    }
    return false;
}

static bool add_escape(reading *in, sb_form_part *to, char c)
{
    static const struct {
        char letter;
        const char *name;
    } classes[] = { { 'd', "digit" }, { 'w', "word" }, { 's', "space" } };
    sb_form_part other = { .kind = SB_PART_SET };

    for (int i = 0; i < 3; i++) {
        if (c == classes[i].letter)
            return add_class(to, classes[i].name, strlen(classes[i].name));
        if (c == classes[i].letter - 32) {
            add_class(&other, classes[i].name, strlen(classes[i].name));
            invert(&other);
            for (int word = 0; word < 4; word++)
                to->set[word] |= other.set[word];
            return true;
        }
    }
    if (c == 'n' || c == 't' || c == 'r')
        c = c == 'n' ? '\n' : c == 't' ? '\t' : '\r';
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || !c)
        in->bad = true;
    add_byte(to, (unsigned char)c);
    return true;
}

/* Behind the [. A ] that comes first is one of the set. */
static void read_set(reading *in, sb_form_part *to, bool escapes)
{
    bool inverted = *in->at == '^', first = true;

    in->at += inverted;
    for (; *in->at && (*in->at != ']' || first); first = false) {
        const char *end = in->at[0] == '[' && in->at[1] == ':' ? strstr(in->at, ":]") : NULL;
        if (end) {
            in->bad |= !add_class(to, in->at + 2, (size_t)(end - in->at - 2));
            in->at = end + 2;
        } else if (*in->at == '\\' && escapes && in->at[1]) {
            add_escape(in, to, in->at[1]);
            in->at += 2;
        } else if (in->at[1] == '-' && in->at[2] && in->at[2] != ']') {
            add_range(to, (unsigned char)in->at[0], (unsigned char)in->at[2]);
            in->at += 3;
        } else
            add_byte(to, (unsigned char)*in->at++);
    }
    in->bad |= !*in->at;
    in->at += *in->at == ']';
    if (in->any_case)
        fold(to);
    if (inverted)
        invert(to);
}

static sb_form_part *add_part(reading *in, sb_sequence *to, enum sb_part_kind kind)
{
    if (to->n == to->room) {
        sb_form_part *more = sb_store_alloc(in->store, (to->room = to->room * 2 + 8) * sizeof *more);
        if (to->n)
            memcpy(more, to->part, to->n * sizeof *more);
        to->part = more;
    }
    to->part[to->n] = (sb_form_part){ .kind = kind, .least = 1, .most = 1 };
    return &to->part[to->n++];
}

static uint32_t read_count(reading *in)
{
    uint32_t count = 0;

    while (*in->at >= '0' && *in->at <= '9' && count < LONGEST_REPEAT)
        count = count * 10 + (uint32_t)(*in->at++ - '0');
    return count;
}

/* * + ? {2} {2,} {2,5}, and the ? behind them, which says how to look and not what to find. */
static void read_repeat(reading *in, sb_form_part *part)
{
    switch (*in->at) {
    case '*':
        part->least = 0;
        part->most = SB_PART_ENDLESS;
        break;
    case '+': part->most = SB_PART_ENDLESS; break;
    case '?': part->least = 0; break;
    case '{':
        in->at++;
        part->least = part->most = read_count(in);
        if (*in->at == ',') {
            in->at++;
            part->most = *in->at == '}' ? SB_PART_ENDLESS : read_count(in);
        }
        in->bad |= *in->at != '}' || part->most < part->least;
        break;
    default: return;
    }
    in->at += *in->at != '\0';
    in->at += *in->at == '?' || *in->at == '+';
}

static void read_group(reading *in, sb_form_part *to);

/* One part and how often it comes. */
static void read_part(reading *in, sb_sequence *to)
{
    char c = *in->at++;
    sb_form_part *part;

    if (c == '^' || c == '$') {
        add_part(in, to, c == '^' ? SB_PART_START : SB_PART_END);
        return;
    }
    part = add_part(in, to, c == '(' ? SB_PART_GROUP : SB_PART_SET);
    switch (c) {
    case '.': invert(part); break;
    case '[': read_set(in, part, true); break;
    case '(': read_group(in, part); break;
    case '\\':
        if (*in->at == 'A' || *in->at == 'Z' || *in->at == 'z')
            part->kind = *in->at == 'A' ? SB_PART_START : SB_PART_END;
        else
            add_escape(in, part, *in->at);
        in->at += *in->at != '\0';
        break;
    default: add_byte(part, (unsigned char)c); break;
    }
    if (in->any_case && part->kind == SB_PART_SET)
        fold(part);
    read_repeat(in, part);
}

/* Alternatives up to the closing parenthesis, or the end. */
static void read_group(reading *in, sb_form_part *to)
{
    sb_sequence choice[64] = { { 0 } };
    size_t n = 0;

    if (in->at[0] == '?') {
        in->bad |= in->at[1] != ':';
        in->at += 1 + (in->at[1] != '\0');
    }
    in->bad |= ++in->depth > DEEPEST;
    while (*in->at && *in->at != ')' && !in->bad) {
        if (*in->at == '|') {
            in->at++;
            in->bad |= ++n == 64;
        } else
            read_part(in, &choice[n]);
    }
    in->bad |= in->depth > 0 && *in->at != ')';
    in->at += in->depth > 0 && *in->at == ')';
    in->depth--;
    to->choices = in->bad ? 0 : n + 1;
    to->choice = sb_store_alloc(in->store, (to->choices + 1) * sizeof *to->choice);
    memcpy(to->choice, choice, to->choices * sizeof *choice);
}

/* LIKE, GLOB and SIMILAR TO in the words of regular expressions, which hold for the whole text. */
static char *in_words_of_regex(enum sb_form_words words, const char *text, sb_store *store)
{
    static const char *const plain[] = {
        [SB_FORM_LIKE] = ".^$*+?()[]{}|", [SB_FORM_GLOB] = ".^$+(){}|\\", [SB_FORM_SIMILAR] = ".^$"
    };
    const char *any = words == SB_FORM_GLOB ? "*" : "%", *one = words == SB_FORM_GLOB ? "?" : "_";
    sb_text out = SB_TEXT_EMPTY;

    sb_text_add(&out, "%s", "^(?:");
    for (; *text; text++) {
        size_t set = *text == '[' && words != SB_FORM_LIKE && strchr(text + 1, ']') ? strcspn(text + 2, "]") + 3 : 0;
        if (set) {
            sb_text_put(&out, text, set);
            text += set - 1;
        } else if (*text == '\\' && words != SB_FORM_GLOB && text[1]) {
            sb_text_put(&out, text++, 1);
            sb_text_put(&out, text, 1);
        } else if (*text == *any || *text == *one)
            sb_text_add(&out, "%s", *text == *any ? ".*" : ".");
        else
            sb_text_add(&out, strchr(plain[words], *text) ? "\\%c" : "%c", *text);
    }
    sb_text_add(&out, "%s", ")$");
    return sb_store_take(store, &out);
}

static bool takes_all(const sb_form_part *part)
{
    return part->kind == SB_PART_SET && part->least == 0 && part->most == SB_PART_ENDLESS && part->set[0] == ~UINT64_C(1) &&
        part->set[1] == ~UINT64_C(0);
}

/* Somewhere one character of a set, and whatever before and behind: but for ^ and $ and repeats of any, there is that one part. */
static const sb_form_part *only_part(const sb_sequence *in)
{
    const sb_form_part *found = NULL;

    for (size_t i = 0; i < in->n; i++) {
        const sb_form_part *part = &in->part[i];
        bool around = part->kind == SB_PART_START || part->kind == SB_PART_END;
        if (part->kind == SB_PART_GROUP && part->choices == 1 && part->least == 1 && part->most == 1)
            part = only_part(&part->choice[0]);
        if (!around && part && takes_all(part))
            continue;
        if (!around && (found || !part))
            return NULL;
        found = around ? found : part;
    }
    return found && found->kind == SB_PART_SET && found->least == 1 ? found : NULL;
}

const uint64_t *sb_form_set(const sb_form *form) { return form->only; }

const sb_form *sb_form_only(const sb_form *not_this, sb_store *store)
{
    const sb_form_part *not = not_this->whole.choices == 1 ? only_part(&not_this->whole.choice[0]) : NULL;
    bool narrow = not &&not ->set[1] && (not ->set[1] & (not ->set[1] - 1)); /* more than a character or two */
    sb_form *form = narrow ? sb_store_alloc(store, sizeof *form) : NULL;
    reading in = { .store = store };

    if (!form)
        return NULL;
    in.at = "^.+$";
    form->whole = (sb_form_part){ .kind = SB_PART_GROUP, .least = 1, .most = 1 };
    in.depth = -1;
    read_group(&in, &form->whole);
    memcpy(form->whole.choice[0].part[1].set, not ->set, sizeof not ->set);
    invert(&form->whole.choice[0].part[1]);
    form->only = form->whole.choice[0].part[1].set;
    return form;
}

const sb_form *sb_form_read(enum sb_form_words words, const char *text, bool any_case, sb_store *store)
{
    sb_form *form = sb_store_alloc(store, sizeof *form);
    reading in = { .store = store, .any_case = any_case };

    in.at = words == SB_FORM_REGEX ? text : in_words_of_regex(words, text, store);
    form->whole = (sb_form_part){ .kind = SB_PART_GROUP, .least = 1, .most = 1 };
    in.depth = -1;
    read_group(&in, &form->whole);
    return in.bad || *in.at ? NULL : form;
}
