/* captures.c -- the texts of the groups of the last match that held. */
#include "captures.h"
#include "context.h"
#include <seedbed/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NO_PART = -1 };

struct name {
    ptrdiff_t at;
    unsigned group;
};

struct sb_captures {
    struct sb_text text; /* groups and names, each with its NUL */
    ptrdiff_t *group;    /* where it begins in text, or NO_PART */
    size_t groups, groups_room;
    struct name *name;
    size_t names, names_room;
};

struct sb_captures *sb_captures_begin(void)
{
    struct sb_captures **mine = sb_context_captures();

    if (!*mine)
        *mine = sb_alloc(sizeof **mine);
    (*mine)->text.size = 0;
    (*mine)->groups = (*mine)->names = 0;
    sb_context_scopes()->captured = true;
    return *mine;
}

static ptrdiff_t keep(struct sb_captures *captures, const char *text, size_t size)
{
    ptrdiff_t at = (ptrdiff_t)captures->text.size;

    sb_text_put(&captures->text, text, size);
    sb_text_put(&captures->text, "", 1);
    return at;
}

void sb_captures_add(struct sb_captures *captures, const char *text, size_t size)
{
    captures->group = sb_grow(captures->group, captures->groups, &captures->groups_room, sizeof *captures->group);
    captures->group[captures->groups++] = text ? keep(captures, text, size) : NO_PART;
}

void sb_captures_name(struct sb_captures *captures, const char *name, unsigned group)
{
    captures->name = sb_grow(captures->name, captures->names, &captures->names_room, sizeof *captures->name);
    captures->name[captures->names++] = (struct name){ keep(captures, name, strlen(name)), group };
}

void sb_captures_release(struct sb_captures *captures)
{
    if (!captures)
        return;
    sb_text_release(&captures->text);
    free(captures->group);
    free(captures->name);
    free(captures);
}

/* NULL: nothing held in this test and thread. */
static const struct sb_captures *held(void) { return sb_context_scopes()->captured ? *sb_context_captures() : NULL; }

static const char *text_at(const struct sb_captures *captures, ptrdiff_t at)
{
    return at == NO_PART ? NULL : captures->text.at + at;
}

static void fail_without(const char *file, int line, const char *word, const char *what)
{
    sb_failed_at(file, line, true, "%s%s: no match held in this test before, in this thread", word, what);
}

const char *sb_captured_at(const char *file, int line, unsigned n)
{
    const struct sb_captures *captures = held();
    char what[32];

    snprintf(what, sizeof what, "(%u)", n);
    if (!captures)
        fail_without(file, line, "captured", what);
    else if (n >= captures->groups)
        sb_failed_at(file, line, true, "captured(%u): the pattern that matched last has %zu group%s", n, captures->groups - 1,
            captures->groups == 2 ? "" : "s");
    else
        return text_at(captures, captures->group[n]);
    return NULL;
}

static void fail_unknown(const char *file, int line, const struct sb_captures *captures, const char *name)
{
    const char **names = sb_alloc((captures->names + 1) * sizeof *names), *nearest;
    struct sb_text known = SB_TEXT_EMPTY;
    char *text;

    for (size_t i = 0; i < captures->names; i++) {
        names[i] = captures->text.at + captures->name[i].at;
        sb_text_add(&known, "%s%s", i ? ", " : "", names[i]);
    }
    nearest = sb_nearest(name, names);
    text = sb_format("captured_named(\"%s\"): the pattern that matched last has %s%s%s%s%s", name,
        captures->names ? "the named groups " : "no named groups", known.at ? known.at : "", nearest ? "; did you mean \"" : "",
        nearest ? nearest : "", nearest ? "\"?" : "");
    free(names);
    sb_text_release(&known);
    known = (struct sb_text){ text, strlen(text), strlen(text) + 1 };
    sb_failed_text(file, line, true, &known);
}

/* Several groups of one name are allowed by (?J): the one that took part counts. */
const char *sb_captured_named_at(const char *file, int line, const char *name)
{
    const struct sb_captures *captures = held();
    const char *text = NULL;
    bool known = false;

    if (!name) {
        sb_failed_at(file, line, true, "captured_named(NULL): a group is asked for by its name, which is a string");
        return NULL;
    }
    if (!captures) {
        fail_without(file, line, "captured_named", "");
        return NULL;
    }
    for (size_t i = 0; i < captures->names && !text; i++) {
        if (strcmp(captures->text.at + captures->name[i].at, name) != 0)
            continue;
        known = true;
        text = text_at(captures, captures->group[captures->name[i].group]);
    }
    if (!known)
        fail_unknown(file, line, captures, name);
    return text;
}
