/* insert.c -- one row into one table, or a few, with statements that stay prepared because factories insert the same shapes again and again. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

static bool same_shape(const sb_kept_insert *kept, const char *table, const char *const *column, size_t n)
{
    if (kept->n != n || strcmp(kept->table, table) != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(kept->column[i], column[i]) != 0)
            return false;
    return true;
}

static void free_kept(sb_kept_insert *kept)
{
    sqlite3_finalize(kept->statement);
    for (size_t i = 0; i < kept->n; i++)
        free(kept->column[i]);
    free(kept->column);
    free(kept->table);
    free(kept);
}

void sb__sqlite_release_inserts(sb_sqlite *db)
{
    for (sb_kept_insert *next; db->inserts != NULL; db->inserts = next) {
        next = db->inserts->next;
        free_kept(db->inserts);
    }
}

/* Take the statement out of the list, wherever it is; the one used last is in front, so bulk finds it at once. */
static sb_kept_insert *take_kept(sb_sqlite *db, const char *table, const char *const *column, size_t n)
{
    for (sb_kept_insert **at = &db->inserts; *at != NULL; at = &(*at)->next) {
        sb_kept_insert *found = *at;
        if (same_shape(found, table, column, n)) {
            *at = found->next;
            return found;
        }
    }
    return NULL;
}

static void put_in_front(sb_sqlite *db, sb_kept_insert *kept)
{
    size_t n = 1;

    kept->next = db->inserts;
    db->inserts = kept;
    for (sb_kept_insert *at = kept; at->next != NULL; at = at->next, n++) {
        if (n == SB_KEPT_INSERTS) {
            free_kept(at->next);
            at->next = NULL;
            break;
        }
    }
}

void sb__sqlite_insert_sql(sb_text *to, const char *table, const char *const *column, size_t n)
{
    sb_text_add(to, "INSERT INTO ");
    sb__sqlite_name(to, table);
    if (n == 0) {
        sb_text_add(to, " DEFAULT VALUES");
        return;
    }
    for (size_t i = 0; i < n; i++) {
        sb_text_add(to, i == 0 ? "(" : ",");
        sb__sqlite_name(to, column[i]);
    }
    for (size_t i = 0; i < n; i++)
        sb_text_add(to, i == 0 ? ") VALUES(?" : ",?");
    if (n > 0)
        sb_text_add(to, ")");
}

static int prepare_insert(sb_sqlite *db, const char *table, const char *const *column, size_t n, sb_kept_insert **out)
{
    sb_text sql = SB_TEXT_EMPTY;
    sqlite3_stmt *statement = NULL;
    int result = 0;

    sb__sqlite_insert_sql(&sql, table, column, n);
    if (sqlite3_prepare_v3(db->handle, sql.at, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
        result = sb__sqlite_fail(db->handle, "A row cannot be inserted into %s", table);
        goto done;
    }
    *out = sb_alloc(sizeof **out);
    (*out)->statement = statement;
    (*out)->table = sb_strdup(table);
    (*out)->column = sb_alloc((n + 1) * sizeof *(*out)->column);
    (*out)->n = n;
    for (size_t i = 0; i < n; i++)
        (*out)->column[i] = sb_strdup(column[i]);
done:
    sb_text_release(&sql);
    return result;
}

static bool is_integer(int kind) { return kind >> 4 == SB_INT >> 4 && (kind < SB_FLOAT || kind > SB_LDOUBLE); }

/* A table WITHOUT ROWID gives no number; where its key is one integer column, the key is what was inserted there. */
static int64_t given_key(sb_sqlite *db, const char *table, const char *const *column, const sb_value *value, size_t n)
{
    const sb_table_info *info;
    const char *key = NULL;
    size_t keys = 0;

    if (sb__sqlite_describe(db, table, &info) != 0)
        return 0;
    for (size_t i = 0; i < info->n; i++) {
        if (info->column[i].primary_key) {
            key = info->column[i].name;
            keys++;
        }
    }
    for (size_t i = 0; i < n && keys == 1; i++)
        if (sqlite3_stricmp(column[i], key) == 0 && is_integer(value[i].kind))
            return value[i].v.i;
    return 0;
}

int sb__sqlite_insert(void *db, const char *table, const char *const *column, const sb_value *value, size_t n, int64_t *id_out)
{
    sb_sqlite *it = db;
    sb_kept_insert *kept = take_kept(it, table, column, n);
    int result = 0;

    if (kept == NULL)
        result = prepare_insert(it, table, column, n, &kept);
    if (result != 0)
        return result;
    for (size_t i = 0; i < n && result == 0; i++)
        if ((result = sb__sqlite_bind(kept->statement, (int)i + 1, &value[i])) != 0)
            sb_fail_with(result, "%s.%s: %s", table, column[i], sb_error());
    sqlite3_set_last_insert_rowid(it->handle, 0);
    if (result == 0 && sqlite3_step(kept->statement) != SQLITE_DONE)
        result = sb__sqlite_fail(it->handle, "A row cannot be inserted into %s", table);
    /* Before the values go out of scope: they are borrowed. */
    sqlite3_reset(kept->statement);
    sqlite3_clear_bindings(kept->statement);
    put_in_front(it, kept);
    if (result == 0 && id_out != NULL && (*id_out = sqlite3_last_insert_rowid(it->handle)) == 0)
        *id_out = given_key(it, table, column, value, n);
    return result;
}

/* The error is that of the row, whatever the way back says. */
static int take_back(sb_sqlite *db, int result)
{
    char *why = sb_strdup(sb_error());

    if (!sqlite3_get_autocommit(db->handle)) /* SQLite may have ended it, as where the disk is full */
        sb__sqlite_run(db->handle, "ROLLBACK TO seedbed_rows; RELEASE seedbed_rows");
    sb_fail_with(result, "%s", why);
    free(why);
    return result;
}

/* In one transaction, where none is open: what it costs to end one is most of what a row costs. */
int sb__sqlite_insert_rows(
    void *db, const char *table, const char *const *column, const sb_value *value, size_t n, size_t rows, int64_t *id_out)
{
    sb_sqlite *it = db;
    int result = sb__sqlite_run(it->handle, "SAVEPOINT seedbed_rows");

    if (result != 0)
        return result;
    for (size_t i = 0; i < rows && result == 0; i++)
        result = sb__sqlite_insert(db, table, column, value + i * n, n, &id_out[i]);
    if (result == 0)
        result = sb__sqlite_run(it->handle, "RELEASE seedbed_rows");
    return result == 0 ? 0 : take_back(it, result);
}
