/* expand.c -- {table} becomes the table's name with its prefix; a brace in a string, a quoted name or a comment stays. */
#include "../../assert/context.h"
#include "sandbox.h"
#include "sql.h"

char *sb_sandbox_expand(const char *sql, const char *prefix)
{
    sb_text out = SB_TEXT_EMPTY;
    sb_sql piece;
    sb_sql_begin(&piece, sql);
    while (sb_sql_next(&piece)) {
        if (piece.kind == SB_SQL_BAD) {
            int line, column;
            sb_sql_place(&piece, &line, &column);
            sb_fail_with(
                SB_ERR, "%d:%d: this brace is not closed around a table's name; expected it as in {users}", line, column);
            sb_text_release(&out);
            return NULL;
        }
        if (piece.kind == SB_SQL_TABLE)
            sb_text_add(&out, "%s", prefix);
        sb_text_put(&out, piece.at, piece.size);
    }
    return sb_text_take(&out);
}

char *sb_sandbox_quote(const char *name)
{
    sb_text out = SB_TEXT_EMPTY;
    sb_text_put(&out, "\"", 1);
    for (; *name; name++)
        sb_text_put(&out, *name == '"' ? "\"\"" : name, *name == '"' ? 2 : 1);
    sb_text_put(&out, "\"", 1);
    return sb_text_take(&out);
}
