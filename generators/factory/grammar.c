/* grammar.c -- names, literals, calls and sums of a condition. */
#include "grammar.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { DEEPEST = 100 };

bool sb_read_word(sb_reading *at, const char *word)
{
    if (!sb_token_is(&at->token, word))
        return false;
    sb_token_next(&at->token, at->store);
    return true;
}

bool sb_read_enter(sb_reading *at)
{
    if (at->depth >= DEEPEST)
        return false;
    at->depth++;
    return true;
}

static sb_expression *make(sb_reading *at, enum sb_op op, size_t n)
{
    sb_expression *it = sb_store_alloc(at->store, sizeof *it);

    it->op = op;
    it->text = "";
    it->n = n;
    it->part = n ? sb_store_alloc(at->store, n * sizeof *it->part) : NULL;
    return it;
}

const sb_expression *sb_made(sb_reading *at, enum sb_op op, const char *text, size_t column)
{
    sb_expression *it = make(at, op, 0);

    it->text = text ? text : "";
    it->column = column;
    return it;
}

const sb_expression *sb_made_with(sb_reading *at, enum sb_op op, const char *text, const sb_expression *a, const sb_expression *b)
{
    sb_expression *it = make(at, op, b ? 2 : 1);

    it->text = text;
    it->part[0] = a;
    if (b)
        it->part[1] = b;
    return it;
}

const sb_expression *sb_made_of(sb_reading *at, enum sb_op op, size_t n, const sb_expression *a, const sb_expression *b)
{
    return sb_made_with(at, op, "", a, n > 1 ? b : NULL);
}

const sb_expression *sb_made_array(sb_reading *at, const char *text)
{
    sb_expression *list;
    size_t n = 1;

    if (*text != '{')
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    for (const char *p = text; *p; p++)
        n += *p == ',';
    list = make(at, SB_OP_LIST, n);
    list->n = 0;
    for (text++; *text && *text != '}'; text += *text == ',') {
        bool quoted = *text == '"';
        size_t size = quoted ? strcspn(text + 1, "\"") : strcspn(text, ",}");
        list->part[list->n++] = sb_made(at, SB_OP_TEXT, sb_store_copy(at->store, text + quoted, size), 0);
        text += size + 2 * (size_t)quoted;
    }
    return list;
}

/* Lists are short: what comes behind so many is read and left out, which makes the list unknown. */
static const sb_expression *list_until(sb_reading *at, enum sb_op op, const char *text, const char *end)
{
    const sb_expression *part[200];
    size_t n = 0;
    sb_expression *it;

    if (!sb_read_word(at, end))
        do {
            const sb_expression *one = sb_read_any(at);
            if (n < 200)
                part[n] = one;
            n++;
        } while (sb_read_word(at, ","));
    if (at->token.kind != SB_TOKEN_END && n > 0 && !sb_read_word(at, end))
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    it = make(at, n > 200 ? SB_OP_UNKNOWN : op, n > 200 ? 0 : n);
    it->text = text;
    if (it->n)
        memcpy(it->part, part, n * sizeof *part);
    return it;
}

static const sb_expression *column_named(sb_reading *at, const char *name)
{
    for (size_t i = 0; i < at->info->n; i++)
        if (strcasecmp(at->info->column[i].name, name) == 0)
            return sb_made(at, SB_OP_COLUMN, at->info->column[i].name, i);
    return NULL;
}

/* The name of a type: words, an array's brackets, a length. It ends where something else can stand. */
static void skip_type(sb_reading *at)
{
    static const char *const ends[] = { "AND", "OR", "NOT", "IS", "IN", "LIKE", "ILIKE", "GLOB", "BETWEEN", "THEN", "ELSE", "END",
        "WHEN", "COLLATE", "SIMILAR", "ESCAPE", "AT" };

    while (at->token.kind == SB_TOKEN_WORD || at->token.kind == SB_TOKEN_QUOTED) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (sb_token_is(&at->token, ends[i]))
                return;
        sb_token_next(&at->token, at->store);
        if (sb_read_word(at, "."))
            continue;
    }
    if (sb_token_is(&at->token, "(")) {
        while (at->token.kind != SB_TOKEN_END && !sb_token_is(&at->token, ")"))
            sb_token_next(&at->token, at->store);
        sb_read_word(at, ")");
        skip_type(at);
    }
    while (sb_read_word(at, "["))
        while (at->token.kind != SB_TOKEN_END && !sb_read_word(at, "]"))
            sb_token_next(&at->token, at->store);
}

static const sb_expression *cast(sb_reading *at)
{
    const sb_expression *of;

    if (!sb_read_word(at, "("))
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    of = sb_read_any(at);
    if (sb_read_word(at, "AS"))
        skip_type(at);
    return sb_read_word(at, ")") ? of : sb_made(at, SB_OP_UNKNOWN, NULL, 0);
}

/* One branch holds, and none before it: (c1 and r1) or (not c1 and c2 and r2) or (not c1 and not c2 and rest). */
static const sb_expression *branches(sb_reading *at)
{
    const sb_expression *of = NULL, *all = NULL, *before = NULL;
    bool rest = false;

    if (!sb_token_is(&at->token, "WHEN"))
        of = sb_read_any(at);
    while (sb_read_word(at, "WHEN") || (rest = sb_read_word(at, "ELSE"))) {
        const sb_expression *when = rest ? NULL : sb_read_any(at), *then;
        if (when && of)
            when = sb_made_of(at, SB_OP_EQUAL, 2, of, when);
        sb_read_word(at, "THEN");
        then = sb_read_any(at);
        if (when)
            then = sb_made_of(at, SB_OP_AND, 2, when, then);
        if (before)
            then = sb_made_of(at, SB_OP_AND, 2, before, then);
        all = all ? sb_made_of(at, SB_OP_OR, 2, all, then) : then;
        if (when) {
            when = sb_made_of(at, SB_OP_NOT, 1, when, NULL);
            before = before ? sb_made_of(at, SB_OP_AND, 2, before, when) : when;
        }
        if (rest)
            break;
    }
    if (!sb_read_word(at, "END") || !all)
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    return rest || !before ? all : sb_made_of(at, SB_OP_OR, 2, all, before);
}

static char *lower(sb_reading *at, const char *text)
{
    char *copy = sb_store_text(at->store, text);

    for (char *p = copy; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    return copy;
}

/* EXTRACT (year FROM x), substring(x FROM 1 FOR 2), trim(BOTH FROM x): words inside that no list has. */
static const sb_expression *call(sb_reading *at, const char *name)
{
    const sb_expression *it = list_until(at, SB_OP_CALL, lower(at, name), ")");

    for (int depth = 1; it->op == SB_OP_UNKNOWN && depth > 0 && at->token.kind != SB_TOKEN_END;) {
        depth += sb_token_is(&at->token, "(");
        depth -= sb_token_is(&at->token, ")");
        sb_token_next(&at->token, at->store);
    }
    return it;
}

static const sb_expression *word(sb_reading *at)
{
    static const struct {
        const char *word;
        enum sb_op op;
    } known[] = { { "NULL", SB_OP_NULL }, { "TRUE", SB_OP_TRUE }, { "FALSE", SB_OP_FALSE } };
    const char *name = at->token.text;
    const sb_expression *column;

    for (size_t i = 0; i < 3; i++)
        if (sb_read_word(at, known[i].word))
            return sb_made(at, known[i].op, NULL, 0);
    if (sb_read_word(at, "CASE"))
        return branches(at);
    if (sb_read_word(at, "CAST"))
        return cast(at);
    sb_token_next(&at->token, at->store);
    if (strcasecmp(name, "ARRAY") == 0 && sb_read_word(at, "["))
        return list_until(at, SB_OP_LIST, "", "]");
    if (strcasecmp(name, "ROW") == 0 && sb_read_word(at, "("))
        return list_until(at, SB_OP_LIST, "", ")");
    if (sb_read_word(at, "."))
        return sb_read_primary(at);
    if (sb_read_word(at, "("))
        return call(at, name);
    if ((column = column_named(at, name)))
        return column;
    if (at->token.kind == SB_TOKEN_TEXT) /* a literal with its type before it: DATE '2024-01-01' */
        return sb_read_primary(at);
    return sb_made(at, SB_OP_CALL, lower(at, name), 0); /* CURRENT_DATE and its like */
}

/* A name in double quotes that no column has is a text to SQLite; PostgreSQL quotes functions that are key words, too. */
static const sb_expression *quoted(sb_reading *at)
{
    const char *name = at->token.text;
    const sb_expression *column = column_named(at, name);

    sb_token_next(&at->token, at->store);
    if (sb_read_word(at, "."))
        return sb_read_primary(at);
    if (sb_read_word(at, "("))
        return call(at, name);
    return column ? column : sb_made(at, SB_OP_TEXT, name, 0);
}

static const sb_expression *in_parentheses(sb_reading *at)
{
    const sb_expression *list = list_until(at, SB_OP_LIST, "", ")");

    return list->op == SB_OP_LIST && list->n == 1 ? list->part[0] : list;
}

static const sb_expression *leaf(sb_reading *at)
{
    const char *text = at->token.text;

    if (at->token.kind == SB_TOKEN_SIGN && strcmp(text, "[") == 0)
        sb_token_bracketed(&at->token, at->store);
    switch (at->token.kind) {
    case SB_TOKEN_WORD: return word(at);
    case SB_TOKEN_QUOTED: return quoted(at);
    case SB_TOKEN_TEXT: sb_token_next(&at->token, at->store); return sb_made(at, SB_OP_TEXT, text, 0);
    case SB_TOKEN_NUMBER: sb_token_next(&at->token, at->store); return sb_made(at, SB_OP_NUMBER, text, 0);
    default: break;
    }
    if (sb_read_word(at, "("))
        return in_parentheses(at);
    if (sb_read_word(at, "+"))
        return sb_read_primary(at);
    if (sb_read_word(at, "-")) {
        const sb_expression *of = sb_read_primary(at);
        return of->op == SB_OP_NUMBER ? sb_made(at, SB_OP_NUMBER, sb_store_format(at->store, "-%s", of->text), 0)
                                      : sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    }
    sb_token_next(&at->token, at->store);
    return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
}

/* IN (list) wants a list, also of one. */
const sb_expression *sb_read_primary(sb_reading *at)
{
    const sb_expression *it;

    if (!sb_read_enter(at))
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    it = leaf(at);
    for (;;) {
        if (sb_read_word(at, "::"))
            skip_type(at);
        else if (sb_read_word(at, "COLLATE"))
            sb_token_next(&at->token, at->store);
        else if (sb_token_is(&at->token, "[")) {
            sb_read_word(at, "[");
            list_until(at, SB_OP_LIST, "", "]");
            it = sb_made(at, SB_OP_UNKNOWN, NULL, 0);
        } else
            break;
    }
    at->depth--;
    return it;
}

/* All operators that are no comparison: what they give is not known, but for sums. */
const sb_expression *sb_read_sum(sb_reading *at)
{
    static const char *const others[] = { "-", "*", "/", "%", "||", "&", "|", "<<", ">>", "->", "->>", "#>", "#>>", "@>", "<@",
        "&&", "?", "?|", "?&", "^", "#", "@", "AT", "MATCH", "OVERLAPS" };
    const sb_expression *left = sb_read_primary(at);

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (sb_read_word(at, "+"))
            left = sb_made_of(at, SB_OP_SUM, 2, left, sb_read_primary(at));
        else if (sb_read_word(at, others[i])) {
            if (strcmp(others[i], "AT") == 0) {
                sb_read_word(at, "TIME");
                sb_read_word(at, "ZONE");
            }
            left = sb_made_of(at, SB_OP_UNKNOWN, 2, left, sb_read_primary(at));
        } else
            continue;
        i = (size_t)-1;
    }
    return left;
}
