/* constraints.c -- read the foreign keys, unique columns and checks of a table. */
#include "../sql.h"
#include "connection.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void add_name(sb_text *to, const char *name) { sb_text_add(to, "%s%s", to->size ? SB_NAMES_BETWEEN : "", name); }

/* ---- foreign keys ---- */

typedef struct reference {
    sb_text columns, parents;
    char *table;
} reference;

static void end_reference(reference *of, sb_described *to)
{
    if (of->table != NULL)
        sb_constraints_add_reference(&to->constraints, of->columns.at, of->table, of->parents.at);
    sb_text_release(&of->columns);
    sb_text_release(&of->parents);
    free(of->table);
    of->table = NULL;
}

/* Names as the tables spell them: a foreign key may be written in another case. Where it names no columns, the parent's primary key is
 * meant, in the order of the key; where the parent is not there, it stands as it was written. */
int sb__sqlite_read_references(sb_sqlite *db, sb_described *to)
{
    static const char sql[] =
        "SELECT f.seq, coalesce(c.name, f.\"from\"), coalesce(t.name, f.\"table\"), coalesce(p.name, f.\"to\", '')"
        " FROM pragma_foreign_key_list(?1) f LEFT JOIN pragma_table_xinfo(?1) c ON c.name = f.\"from\" COLLATE NOCASE"
        " LEFT JOIN sqlite_schema t ON t.type = 'table' AND t.name = f.\"table\" COLLATE NOCASE"
        " LEFT JOIN pragma_table_xinfo(f.\"table\") p ON"
        " CASE WHEN f.\"to\" IS NULL THEN p.pk = f.seq + 1 ELSE p.name = f.\"to\" COLLATE NOCASE END ORDER BY f.id, f.seq";
    sqlite3_stmt *statement = sb__sqlite_ask(db, sql, to->info.name);
    reference at = { 0 };
    int code = SQLITE_ERROR;

    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (sqlite3_column_int(statement, 0) == 0) {
            end_reference(&at, to);
            at.table = sb_strdup(sb__sqlite_text_of(statement, 2));
        }
        add_name(&at.columns, sb__sqlite_text_of(statement, 1));
        add_name(&at.parents, sb__sqlite_text_of(statement, 3));
    }
    end_reference(&at, to);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The foreign keys of %s cannot be read", to->info.name);
}

/* ---- unique columns ---- */

/* What is indexed, of a statement that makes an index: from its first parenthesis to the one that closes it. */
static char *indexed_of(const char *statement)
{
    sb_text text = SB_TEXT_EMPTY;
    int depth = 0;
    sb_sql sql;

    sb_sql_begin(&sql, statement);
    while (sb_sql_next(&sql) != SB_SQL_END) {
        if (sql.kind == SB_SQL_OTHER && *sql.at == ')' && --depth == 0)
            break;
        if (depth > 0)
            sb_text_put(&text, sql.at, sql.size);
        depth += sql.kind == SB_SQL_OTHER && *sql.at == '(';
    }
    return sb_text_take(&text);
}

static void read_index(sb_sqlite *db, sb_described *to, const char *index, const char *made_by, bool partial)
{
    sqlite3_stmt *statement = sb__sqlite_ask(db, "SELECT name FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", index);
    sb_text columns = SB_TEXT_EMPTY;
    char *expressions = NULL;

    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        if (sqlite3_column_type(statement, 0) != SQLITE_NULL)
            add_name(&columns, sb__sqlite_text_of(statement, 0));
        else if (expressions == NULL)
            expressions = indexed_of(made_by);
    }
    sb_constraints_add_unique_of(&to->constraints, columns.at, expressions, partial, &to->info);
    sqlite3_finalize(statement);
    free(expressions);
    sb_text_release(&columns);
}

/* The primary key comes first; it may have no index. */
static void read_key(sb_sqlite *db, sb_described *to)
{
    sqlite3_stmt *statement = sb__sqlite_ask(db, "SELECT name FROM pragma_table_xinfo(?) WHERE pk ORDER BY pk", to->info.name);
    sb_text columns = SB_TEXT_EMPTY;

    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
        add_name(&columns, sb__sqlite_text_of(statement, 0));
    if (columns.size > 0)
        sb_constraints_add_unique(&to->constraints, columns.at, false);
    sqlite3_finalize(statement);
    sb_text_release(&columns);
}

int sb__sqlite_read_uniques(sb_sqlite *db, sb_described *to)
{
    sqlite3_stmt *statement = sb__sqlite_ask(db,
        "SELECT l.name, s.sql, l.partial FROM pragma_index_list(?) l LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = l.name"
        " WHERE l.\"unique\" ORDER BY l.seq DESC",
        to->info.name);
    int code = SQLITE_ERROR;

    read_key(db, to);
    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW)
        read_index(
            db, to, sb__sqlite_text_of(statement, 0), sb__sqlite_text_of(statement, 1), sqlite3_column_int(statement, 2) != 0);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The indexes of %s cannot be read", to->info.name);
}

/* ---- checks ---- */

static bool is_word(const sb_sql *sql, const char *word)
{
    return sql->kind == SB_SQL_WORD && sql->size == strlen(word) && strncasecmp(sql->at, word, sql->size) == 0;
}

/* CHECK is a word that no name is without quotes; at the depth of columns and constraints it begins a condition in parentheses. Inside
 * deeper ones stand the conditions themselves, default values and generated columns. */
static void find_checks(const char *statement, sb_constraints *to)
{
    const char *from = NULL;
    bool said = false;
    int depth = 0;
    sb_sql sql;

    sb_sql_begin(&sql, statement);
    while (sb_sql_next(&sql) != SB_SQL_END) {
        bool opens = sql.kind == SB_SQL_OTHER && *sql.at == '(', closes = sql.kind == SB_SQL_OTHER && *sql.at == ')';
        if (opens && depth++ == 1 && said)
            from = sql.next;
        if (closes && depth-- == 2 && from != NULL) {
            sb_constraints_add_check(to, from, (size_t)(sql.at - from));
            from = NULL;
        }
        if (sql.kind != SB_SQL_SPACE)
            said = depth == 1 && is_word(&sql, "CHECK");
    }
}

int sb__sqlite_read_checks(sb_sqlite *db, sb_described *to)
{
    sqlite3_stmt *statement =
        sb__sqlite_ask(db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", to->info.name);
    int code = SQLITE_ERROR;

    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW)
        find_checks(sb__sqlite_text_of(statement, 0), &to->constraints);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The checks of %s cannot be read", to->info.name);
}
