/* source.c -- the source text of a matcher, taken apart into the texts of its arguments. */
#include "source.h"
#include <ctype.h>
#include <string.h>

struct sb_source sb_source_word(struct sb_source matcher)
{
    size_t n = 0;

    while (n < matcher.size && (isalnum((unsigned char)matcher.at[n]) || matcher.at[n] == '_'))
        n++;
    return (struct sb_source){ matcher.at, n };
}

static struct sb_source trimmed(const char *at, size_t n)
{
    while (n && isspace((unsigned char)*at)) {
        at++;
        n--;
    }
    while (n && isspace((unsigned char)at[n - 1]))
        n--;
    return (struct sb_source){ at, n };
}

struct sb_source sb_source_inside(struct sb_source matcher)
{
    const char *open = matcher.at ? memchr(matcher.at, '(', matcher.size) : NULL;

    if (!open || matcher.at[matcher.size - 1] != ')')
        return (struct sb_source){ NULL, 0 };
    return trimmed(open + 1, (size_t)(matcher.at + matcher.size - open) - 2);
}

/* Behind the quote that closes the one at i. */
static size_t behind_quote(struct sb_source text, size_t i)
{
    char quote = text.at[i++];

    while (i < text.size && text.at[i] != quote)
        i += text.at[i] == '\\' && i + 1 < text.size ? 2 : 1;
    return i < text.size ? i + 1 : i;
}

bool sb_source_next(struct sb_source *rest, struct sb_source *argument_out)
{
    size_t i = 0, depth = 0;

    if (!rest->at || rest->size == 0)
        return false;
    while (i < rest->size && (depth || rest->at[i] != ',')) {
        char c = rest->at[i];
        if (c == '"' || c == '\'') {
            i = behind_quote(*rest, i);
            continue;
        }
        if (strchr("([{", c))
            depth++;
        else if (strchr(")]}", c) && depth)
            depth--;
        i++;
    }
    *argument_out = trimmed(rest->at, i);
    i += i < rest->size;
    *rest = trimmed(rest->at + i, rest->size - i);
    return true;
}

size_t sb_source_count(struct sb_source inside)
{
    struct sb_source argument;
    size_t n = 0;

    while (sb_source_next(&inside, &argument))
        n++;
    return n;
}

/* How many bytes an article takes that the word of a matcher may leave out: be_subset_of is "be a subset of". */
static size_t left_out(const char *words, size_t at)
{
    if (at == 0 || words[at - 1] != ' ')
        return 0;
    return strncmp(words + at, "a ", 2) == 0 ? 2 : strncmp(words + at, "the ", 4) == 0 ? 4 : 0;
}

bool sb_source_is_word(struct sb_source word, const char *words)
{
    static const char *const ending[] = { "", "_", "_to", "_of", "_times" };
    size_t n = strlen(words), at = 0;

    if (!word.at)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = at < word.size ? word.at[at] : '\0';
        size_t article = left_out(words, i);
        if (article &&
            (word.size - at < article || strncmp(word.at + at, words + i, article - 1) != 0 ||
                word.at[at + article - 1] != '_')) {
            i += article - 1;
            continue;
        }
        if (tolower((unsigned char)c) != (words[i] == ' ' ? '_' : tolower((unsigned char)words[i])))
            return false;
        at++;
    }
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        if (word.size - at == strlen(ending[i]) && strncmp(word.at + at, ending[i], word.size - at) == 0)
            return true;
    }
    return false;
}
