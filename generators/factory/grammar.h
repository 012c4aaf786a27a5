/* grammar.h -- the parts that expression.c reads a condition by. Private to generators/factory.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_GRAMMAR_H
#define SEEDBED_GENERATORS_FACTORY_GRAMMAR_H

#include "expression.h"
#include "tokens.h"

typedef struct sb_reading {
    sb_token token; /* that comes next */
    const sb_table_info *info;
    sb_store *store;
    int depth;
} sb_reading;

/* Goes on behind a key word or sign, where that is what comes. */
bool sb_read_word(sb_reading *at, const char *word);
/* One level deeper; false: a condition of so many levels was not written by people. The caller counts depth down again. */
bool sb_read_enter(sb_reading *at);

const sb_expression *sb_made(sb_reading *at, enum sb_op op, const char *text, size_t column);
const sb_expression *sb_made_of(sb_reading *at, enum sb_op op, size_t n, const sb_expression *a, const sb_expression *b);
const sb_expression *sb_made_with(
    sb_reading *at, enum sb_op op, const char *text, const sb_expression *a, const sb_expression *b);
/* Of the text of an array, '{a,"b c"}'. */
const sb_expression *sb_made_array(sb_reading *at, const char *text);

/* Everything up to what OR joins; up to + and its like; a name, a call, a literal, with its casts. */
const sb_expression *sb_read_any(sb_reading *at);
const sb_expression *sb_read_sum(sb_reading *at);
const sb_expression *sb_read_primary(sb_reading *at);

#endif
