/* tags.c -- expressions over tags, read by recursive descent into a tree. */
#include "tags.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 200 };

typedef struct node {
    enum { WORD, NOT, AND, OR } kind;
    const char *word; /* WORD: its bytes in the text */
    size_t size;
    size_t left, right; /* NOT: left only */
} node;

struct sb_tags {
    node *at;
    size_t n, room;
    size_t root;
};

typedef struct reader {
    const char *text, *at;
    sb_tags *into;
    int depth;
} reader;

static const char signs[] = "()&|! \t\n";

static int wrong(const reader *r, const char *what)
{
    size_t column = (size_t)(r->at - r->text) + 1, size = strcspn(r->at, signs);
    if (!*r->at)
        return sb_fail_with(SB_ERR, "--tag `%s`: column %zu: %s at the end", r->text, column, what);
    return sb_fail_with(SB_ERR, "--tag `%s`: column %zu: %s before `%.*s`", r->text, column, what, size ? (int)size : 1, r->at);
}

static size_t add(sb_tags *to, node one)
{
    to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
    to->at[to->n] = one;
    return to->n++;
}

static void skip_blanks(reader *r) { r->at += strspn(r->at, " \t\n"); }

/* A sign, once or twice, or the word that stands for it; passed over when it is there. */
static bool sign(reader *r, char one, const char *word)
{
    skip_blanks(r);
    size_t size = strcspn(r->at, signs);
    if (*r->at == one) {
        r->at += r->at[1] == one && one != '!' ? 2 : 1;
        return true;
    }
    if (size != strlen(word) || strncmp(r->at, word, size) != 0)
        return false;
    r->at += size;
    return true;
}

static int read_or(reader *r, size_t *out);

static int read_word(reader *r, size_t *out)
{
    size_t size = strcspn(r->at, signs);
    if (!size || (size == 3 && strncmp(r->at, "and", 3) == 0) || (size == 2 && strncmp(r->at, "or", 2) == 0))
        return wrong(r, "a tag is missing");
    *out = add(r->into, (node){ .kind = WORD, .word = r->at, .size = size });
    r->at += size;
    return SB_OK;
}

static int read_group(reader *r, size_t *out)
{
    r->at++;
    int rc = read_or(r, out);
    skip_blanks(r);
    if (rc == SB_OK && *r->at != ')')
        return wrong(r, "`)` is missing");
    r->at += rc == SB_OK;
    return rc;
}

static int read_not(reader *r, size_t *out)
{
    size_t inner;
    if (++r->depth > DEEPEST)
        return wrong(r, "it is nested too deeply");
    int rc = SB_OK;
    if (sign(r, '!', "not")) {
        rc = read_not(r, &inner);
        if (rc == SB_OK)
            *out = add(r->into, (node){ .kind = NOT, .left = inner });
    } else {
        rc = *r->at == '(' ? read_group(r, out) : read_word(r, out);
    }
    r->depth--;
    return rc;
}

static int read_and(reader *r, size_t *out)
{
    size_t right;
    int rc = read_not(r, out);
    while (rc == SB_OK && sign(r, '&', "and"))
        if ((rc = read_not(r, &right)) == SB_OK)
            *out = add(r->into, (node){ .kind = AND, .left = *out, .right = right });
    return rc;
}

static int read_or(reader *r, size_t *out)
{
    size_t right;
    int rc = read_and(r, out);
    while (rc == SB_OK && sign(r, '|', "or"))
        if ((rc = read_and(r, &right)) == SB_OK)
            *out = add(r->into, (node){ .kind = OR, .left = *out, .right = right });
    return rc;
}

/* ---- tags that exist ---- */

static char *all_words(const sb_drafts *drafts)
{
    size_t n = 0;
    const char **list = sb_alloc((drafts->n + 1) * sizeof *list);
    for (size_t i = 0; i < drafts->n; i++) {
        const char *tags = drafts->at[i].terms->tags;
        if (*tags && (!n || list[n - 1] != tags))
            list[n++] = tags;
    }
    char *all = sb_words_join(list, n, true);
    free(list);
    return all ? all : sb_strdup("");
}

static int no_tag(const node *missing, char *known)
{
    size_t n = 0, room = 0;
    const char **names = NULL;
    char *rest = NULL, *word = sb_format("%.*s", (int)missing->size, missing->word);
    for (char *at = strtok_r(known, " ", &rest);; at = strtok_r(NULL, " ", &rest)) {
        names = sb_grow(names, n, &room, sizeof *names);
        names[n++] = at;
        if (!at)
            break;
    }
    const char *near = sb_nearest(word, names);
    int rc = n == 1
        ? sb_fail_with(SB_ENOTFOUND, "no test has the tag `%s`, nor any other; write .tags = \"%s\" to give it one", word, word)
        : sb_fail_with(SB_ENOTFOUND, "no test has the tag `%s`%s%s%s; --list=json shows the tags", word,
              near ? ", did you mean `" : "", near ? near : "", near ? "`?" : "");
    free(names);
    free(word);
    return rc;
}

static int check_known(const sb_tags *tags, const sb_drafts *drafts)
{
    int rc = SB_OK;
    char *known = all_words(drafts);
    for (size_t i = 0; i < tags->n && rc == SB_OK; i++)
        if (tags->at[i].kind == WORD && !sb_words_have(known, tags->at[i].word, tags->at[i].size))
            rc = no_tag(&tags->at[i], known);
    free(known);
    return rc;
}

int sb_tags_read(const char *text, const sb_drafts *drafts, sb_tags **out)
{
    reader r = { text, text, sb_alloc(sizeof *r.into), 0 };
    int rc = read_or(&r, &r.into->root);
    skip_blanks(&r);
    if (rc == SB_OK && *r.at)
        rc = wrong(&r, *r.at == ')' ? "`(` is missing" : "`&` or `|` is missing");
    if (rc == SB_OK)
        rc = check_known(r.into, drafts);
    if (rc)
        sb_tags_release(r.into);
    else
        *out = r.into;
    return rc;
}

static bool fits(const sb_tags *tags, size_t at, const char *words)
{
    const node *one = &tags->at[at];
    switch (one->kind) {
    case WORD: return sb_words_have(words, one->word, one->size);
    case NOT: return !fits(tags, one->left, words);
    case AND: return fits(tags, one->left, words) && fits(tags, one->right, words);
    default: return fits(tags, one->left, words) || fits(tags, one->right, words);
    }
}

bool sb_tags_fit(const sb_tags *tags, const char *words) { return fits(tags, tags->root, words); }

void sb_tags_release(sb_tags *tags)
{
    free(tags->at);
    free(tags);
}
