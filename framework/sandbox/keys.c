/* keys.c -- a set of rows, each known by its table and its key. */
#include "keys.h"
#include "rows.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* FNV-1a; tables differ by more than case. */
static size_t hash_of(const char *s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32);
}

/* Where it is, or would be. */
static char **find(const sb_keys *keys, const char *row)
{
    size_t at = hash_of(row) & (keys->room - 1);
    while (keys->at[at] && strcmp(keys->at[at], row) != 0)
        at = (at + 1) & (keys->room - 1);
    return &keys->at[at];
}

static void make_room(sb_keys *keys)
{
    sb_keys larger = { .room = keys->room ? keys->room * 2 : 32, .n = keys->n };
    larger.at = sb_alloc(larger.room * sizeof *larger.at);
    for (size_t i = 0; i < keys->room; i++)
        if (keys->at[i])
            *find(&larger, keys->at[i]) = keys->at[i];
    free(keys->at);
    *keys = larger;
}

static char *row_of(const char *table, const char *key)
{
    char *row = sb_format("%s\n%s", table, key);
    for (char *at = row; *at != '\n'; at++)
        *at = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
    return row;
}

void sb_keys_add(sb_keys *keys, const char *table, const char *key)
{
    if (keys->n * 2 >= keys->room)
        make_room(keys);
    char *row = row_of(table, key), **to = find(keys, row);
    if (*to) {
        free(row);
        return;
    }
    *to = row;
    keys->n++;
}

bool sb_keys_have(const sb_keys *keys, const char *table, const char *key)
{
    if (!keys->n)
        return false;
    char *row = row_of(table, key);
    bool has = *find(keys, row) != NULL;
    free(row);
    return has;
}

void sb_keys_release(sb_keys *keys)
{
    for (size_t i = 0; i < keys->room; i++)
        free(keys->at[i]);
    free(keys->at);
    *keys = (sb_keys){ .n = 0 };
}

char *sb_keys_join(const sb_table_info *info, const sb_row_key *key)
{
    sb_text text = SB_TEXT_EMPTY;
    for (size_t i = 0; i < info->n; i++)
        for (size_t k = 0; k < key->n; k++)
            if (strcmp(info->column[i].name, key->column[k]) == 0)
                sb_text_add(&text, "%s%s = %s", text.size ? ", " : "", key->column[k], sb_cell_text(&key->value[k]));
    if (!text.size) /* a row number */
        sb_text_add(&text, "%s = %s", key->column[0], sb_cell_text(&key->value[0]));
    return sb_text_take(&text);
}

/* A table may be gone, and its rows may be told without cells; the key of the backend then stands for itself. */
char *sb_keys_spell(const sb_db *db, const sb_row_change *row)
{
    const sb_table_info *info = NULL;
    const char *const *cell = row->before ? row->before : row->after;
    size_t keys = 0, found = 0;
    sb_text text = SB_TEXT_EMPTY;
    if (db->backend->describe(db->handle, row->table, &info))
        info = NULL;
    for (size_t i = 0; info && i < info->n; i++) {
        if (!info->column[i].primary_key)
            continue;
        keys++;
        for (size_t k = 0; k < row->n; k++)
            if (strcasecmp(row->column[k], info->column[i].name) == 0) {
                sb_text_add(&text, "%s%s = %s", found ? ", " : "", info->column[i].name, cell[k] ? cell[k] : "NULL");
                found++;
            }
    }
    if (keys && found == keys)
        return sb_text_take(&text);
    sb_text_release(&text);
    return sb_strdup(row->key);
}
