/* lex.h -- SQL of PostgreSQL in pieces, so that statements, arguments and first words are found as the server would find them.
 *
 * What it knows: '' and E'', "", $tag$ quotes $tag$, comments that nest, operators, words. Strings without E are taken to have no
 * backslashes, as the standard and every server since 9.1 have it.
 */
#ifndef SEEDBED_POSTGRES_LEX_H
#define SEEDBED_POSTGRES_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum sb__pg_kind {
    SB__PG_END = 0,
    SB__PG_SPACE,     /* white space and comments */
    SB__PG_WORD,      /* a key word, a name, a number */
    SB__PG_NAME,      /* in "" */
    SB__PG_STRING,    /* in '', E'', $$ */
    SB__PG_PARAMETER, /* $1 */
    SB__PG_OPERATOR,  /* a run of the characters that operators are made of */
    SB__PG_OTHER      /* one other character */
};

typedef struct sb__pg_piece {
    enum sb__pg_kind kind;
    const char *at;
    size_t n;
} sb__pg_piece;

/* The piece that begins at *at, which goes on behind it. */
sb__pg_piece sb__pg_next(const char **at);
/* Whether a piece is this word, whatever its case. */
bool sb__pg_is(const sb__pg_piece *piece, const char *word);
/* Whether it is one of these, of which NULL is the last. */
bool sb__pg_is_among(const sb__pg_piece *piece, const char *const *words);
/* The first n pieces of a statement that are no space; SB__PG_END for those that it does not have. */
void sb__pg_first(const char *statement, sb__pg_piece *first, size_t n);
/* Whether a statement has this word in it. */
bool sb__pg_has(const char *statement, const char *word);
/* Behind white space and comments; semicolons, too, where they are said to be nothing. */
const char *sb__pg_skip_space(const char *at, bool semicolons);
/* The end of the statement that begins at `at`: its semicolon, or the end of the text. The body of a function, and what stands in
 * parentheses, may have semicolons inside. */
const char *sb__pg_statement_end(const char *at);

#endif
