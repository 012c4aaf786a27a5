/* sql.h -- SQL in pieces, just so far that braces, names and comments are told apart.
 *
 * Calling sequence: sb_sql_begin, then sb_sql_next until it returns SB_SQL_END.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_SQL_H
#define SEEDBED_FRAMEWORK_SANDBOX_SQL_H

#include "../../assert/text.h"

enum sb_sql_kind {
    SB_SQL_END = 0,
    SB_SQL_SPACE,   /* white space and comments */
    SB_SQL_WORD,    /* a name or key word */
    SB_SQL_QUOTED,  /* a name in "", `` or [] */
    SB_SQL_LITERAL, /* a string in '' */
    SB_SQL_TABLE,   /* {name}; the text is the name */
    SB_SQL_OTHER,   /* one other character */
    SB_SQL_BAD      /* a brace that is not closed, or has no name in it */
};

typedef struct sb_sql {
    const char *start, *next;
    enum sb_sql_kind kind;
    const char *at; /* the piece */
    size_t size;
} sb_sql;

/* What a name or key word is made of; and behind white space and comments. */
bool sb_sql_in_word(char c);
const char *sb_sql_past_space(const char *at);
void sb_sql_begin(sb_sql *sql, const char *text);
enum sb_sql_kind sb_sql_next(sb_sql *sql);
/* The place of the piece, from 1; column in characters. */
void sb_sql_place(const sb_sql *sql, int *line, int *column);

#endif
