/* expression.h -- the condition of a CHECK as a tree, in the words of SQLite and of PostgreSQL.
 *
 * Calling sequence: sb_expression_read once per condition; the tree lives as long as the store.
 *
 * What is left out: casts, collations and parentheses, which say nothing that a value could be made by. BETWEEN, IN, CASE and ANY are told
 * by AND, OR, NOT and =.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_EXPRESSION_H
#define SEEDBED_GENERATORS_FACTORY_EXPRESSION_H

#include "store.h"
#include <seedbed/ext/backend.h>

enum sb_op {
    SB_OP_UNKNOWN = 0, /* not understood, with whatever is in it */
    SB_OP_COLUMN,
    SB_OP_TEXT,   /* a literal */
    SB_OP_NUMBER, /* a literal */
    SB_OP_NULL,
    SB_OP_TRUE,
    SB_OP_FALSE,
    SB_OP_CALL, /* text: the function, in small letters */
    SB_OP_LIST, /* (a, b), ARRAY[a, b] */
    SB_OP_SUM,  /* a + b */
    SB_OP_AND,  /* from here on: what is true or false */
    SB_OP_OR,
    SB_OP_NOT,
    SB_OP_IS_NULL,
    SB_OP_EQUAL,
    SB_OP_SAME, /* equal, or both NULL */
    SB_OP_BELOW,
    SB_OP_AT_MOST,
    SB_OP_LIKE,
    SB_OP_GLOB,
    SB_OP_REGEX, /* text: "i" where case does not matter, as in LIKE */
    SB_OP_SIMILAR
};

typedef struct sb_expression {
    enum sb_op op;
    const char *text; /* of a literal or a call */
    size_t column;    /* its index */
    size_t n;
    const struct sb_expression **part;
} sb_expression;

/* Never NULL: what cannot be read is SB_OP_UNKNOWN. */
const sb_expression *sb_expression_read(const char *sql, const sb_table_info *info, sb_store *store);

#endif
