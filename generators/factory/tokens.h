/* tokens.h -- the words and signs of an SQL expression, one after another.
 *
 * Calling sequence: a zeroed struct with `next` at the text; then sb_token_next until the kind is SB_TOKEN_END.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_TOKENS_H
#define SEEDBED_GENERATORS_FACTORY_TOKENS_H

#include "store.h"

enum sb_token_kind {
    SB_TOKEN_END = 0,
    SB_TOKEN_WORD,   /* a key word or a name */
    SB_TOKEN_QUOTED, /* a name in quotes */
    SB_TOKEN_TEXT,   /* a string */
    SB_TOKEN_NUMBER,
    SB_TOKEN_SIGN /* an operator, a parenthesis, a comma */
};

typedef struct sb_token {
    enum sb_token_kind kind;
    const char *text; /* without its quotes; in the store */
    const char *next; /* what is read next */
} sb_token;

void sb_token_next(sb_token *token, sb_store *store);
/* A [ was read where a name is expected: SQLite's quotes of it. */
void sb_token_bracketed(sb_token *token, sb_store *store);
/* Whether it is this key word or sign, in any case of letters. */
bool sb_token_is(const sb_token *token, const char *word);

#endif
