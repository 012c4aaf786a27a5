/* lex.c -- cut SQL into pieces; find where a statement ends. */
#include "lex.h"
#include <string.h>
#include <strings.h>

static const char operators[] = "+-*/<>=~!@#%^&|`?";

static bool begins_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool in_word(char c) { return begins_word(c) || is_digit(c) || c == '$'; }

/* Behind the closing quote; a doubled one stands for itself. An open end is the server's to complain about. */
static const char *past_quote(const char *at, char quote, bool backslashes)
{
    for (at++; *at != '\0'; at++) {
        if (backslashes && *at == '\\' && at[1] != '\0')
            at++;
        else if (*at == quote && at[1] == quote)
            at++;
        else if (*at == quote)
            return at + 1;
    }
    return at;
}

static const char *past_comment(const char *at)
{
    int depth = 0;

    do {
        if (at[0] == '/' && at[1] == '*') {
            depth++;
            at += 2;
        } else if (at[0] == '*' && at[1] == '/') {
            depth--;
            at += 2;
        } else if (*at == '\0') {
            return at;
        } else {
            at++;
        }
    } while (depth > 0);
    return at;
}

static const char *past_space(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\f\v");
        if (at[0] == '-' && at[1] == '-')
            at += strcspn(at, "\n");
        else if (at[0] == '/' && at[1] == '*')
            at = past_comment(at);
        else
            return at;
    }
}

/* $$ or $tag$, and all up to the same again; NULL where the $ begins nothing of that kind. */
static const char *past_dollars(const char *at)
{
    const char *tag_end = at + 1;
    size_t size;

    while (in_word(*tag_end) && *tag_end != '$' && (tag_end > at + 1 || !is_digit(*tag_end)))
        tag_end++;
    if (*tag_end != '$')
        return NULL;
    size = (size_t)(tag_end + 1 - at);
    for (const char *p = at + size; *p != '\0'; p++)
        if (*p == '$' && strncmp(p, at, size) == 0)
            return p + size;
    return at + strlen(at);
}

/* An operator ends where a comment begins. */
static const char *past_operator(const char *at)
{
    const char *end = at + 1;

    while (*end != '\0' && strchr(operators, *end) != NULL && strncmp(end, "--", 2) != 0 && strncmp(end, "/*", 2) != 0)
        end++;
    return end;
}

static const char *past_word(const char *at)
{
    while (in_word(*at))
        at++;
    return at;
}

static enum sb__pg_kind cut(const char *at, const char **end)
{
    const char *space = past_space(at), *dollars;

    *end = space;
    if (space != at)
        return SB__PG_SPACE;
    if (*at == '\0')
        return SB__PG_END;
    if (*at == '\'' || *at == '"') {
        *end = past_quote(at, *at, false);
        return *at == '"' ? SB__PG_NAME : SB__PG_STRING;
    }
    if ((*at == 'e' || *at == 'E') && at[1] == '\'') {
        *end = past_quote(at + 1, '\'', true);
        return SB__PG_STRING;
    }
    if (*at == '$' && (dollars = past_dollars(at)) != NULL) {
        *end = dollars;
        return SB__PG_STRING;
    }
    if (begins_word(*at) || is_digit(*at) || (*at == '$' && is_digit(at[1]))) {
        *end = past_word(at + 1);
        return *at == '$' ? SB__PG_PARAMETER : SB__PG_WORD;
    }
    *end = at + 1;
    if (strchr(operators, *at) == NULL)
        return SB__PG_OTHER;
    *end = past_operator(at);
    return SB__PG_OPERATOR;
}

sb__pg_piece sb__pg_next(const char **at)
{
    sb__pg_piece piece = { .at = *at };

    piece.kind = cut(piece.at, at);
    piece.n = (size_t)(*at - piece.at);
    return piece;
}

bool sb__pg_is(const sb__pg_piece *piece, const char *word)
{
    return piece->kind == SB__PG_WORD && piece->n == strlen(word) && strncasecmp(piece->at, word, piece->n) == 0;
}

bool sb__pg_is_among(const sb__pg_piece *piece, const char *const *words)
{
    while (*words != NULL && !sb__pg_is(piece, *words))
        words++;
    return *words != NULL;
}

void sb__pg_first(const char *statement, sb__pg_piece *first, size_t n)
{
    for (size_t i = 0; i < n;) {
        sb__pg_piece piece = sb__pg_next(&statement);
        if (piece.kind == SB__PG_END || *piece.at == ';') {
            first[i++] = (sb__pg_piece){ .kind = SB__PG_END, .at = "" };
            statement = "";
        } else if (piece.kind != SB__PG_SPACE) {
            first[i++] = piece;
        }
    }
}

bool sb__pg_has(const char *statement, const char *word)
{
    for (sb__pg_piece piece; (piece = sb__pg_next(&statement)).kind != SB__PG_END && *piece.at != ';';)
        if (sb__pg_is(&piece, word))
            return true;
    return false;
}

const char *sb__pg_skip_space(const char *at, bool semicolons)
{
    const char *before;

    do {
        before = at;
        at = past_space(at);
        at += semicolons && *at == ';';
    } while (at != before);
    return at;
}

/* Where a statement is: inside parentheses, or inside BEGIN ATOMIC of a function whose body is plain SQL. */
typedef struct place {
    int parentheses, blocks, words;
    bool create, routine;
} place;

/* CREATE [OR REPLACE] FUNCTION or PROCEDURE has its word among the first four. */
static void enter_word(place *in, const sb__pg_piece *piece)
{
    if (in->words++ == 0)
        in->create = sb__pg_is(piece, "create");
    else if (in->words <= 4 && in->create)
        in->routine |= sb__pg_is(piece, "function") || sb__pg_is(piece, "procedure");
    if (!in->routine || in->parentheses > 0)
        return;
    if (sb__pg_is(piece, "begin") || (in->blocks > 0 && sb__pg_is(piece, "case")))
        in->blocks++;
    else if (in->blocks > 0 && sb__pg_is(piece, "end"))
        in->blocks--;
}

const char *sb__pg_statement_end(const char *at)
{
    place in = { 0 };
    sb__pg_piece piece;

    while ((piece = sb__pg_next(&at)).kind != SB__PG_END) {
        if (piece.kind == SB__PG_WORD)
            enter_word(&in, &piece);
        else if (*piece.at == '(')
            in.parentheses++;
        else if (*piece.at == ')')
            in.parentheses -= in.parentheses > 0;
        else if (*piece.at == ';' && in.parentheses == 0 && in.blocks == 0)
            return piece.at;
    }
    return piece.at;
}
