/* bulk_broken.c -- references that led nowhere before tables were filled: by these, those of the new rows are told from them. */
#include "bulk.h"
#include <stdlib.h>
#include <string.h>

/* More of them are not worth the memory: 24 MiB. */
enum { MOST = 1 << 20 };

typedef struct reference {
    const char *table;
    int64_t id, row;
} reference;

struct sb_bulk_broken {
    char *looks; /* the statements by which they are found */
    reference *at;
    size_t n, room;
    char **table; /* names, each once */
    size_t tables, table_room;
    bool nameless;      /* one has no number, or there are too many */
    sb_bulk_lost *lost; /* where to put one that is new */
};

/* Those of one table come one behind the other. */
static const char *keep_name(sb_bulk_broken *it, const char *table)
{
    for (size_t i = it->tables; i-- > 0;)
        if (strcmp(it->table[i], table) == 0)
            return it->table[i];
    it->table = sb_grow(it->table, it->tables, &it->table_room, sizeof *it->table);
    return it->table[it->tables++] = sb_strdup(table);
}

static int64_t number(const char *cell) { return cell != NULL ? strtoll(cell, NULL, 10) : 0; }

static int compare(const void *a, const void *b)
{
    const reference *x = a, *y = b;
    int names = strcmp(x->table, y->table);

    if (names != 0)
        return names;
    return x->id != y->id ? (x->id > y->id) - (x->id < y->id) : (x->row > y->row) - (x->row < y->row);
}

/* Cells: table, row or NULL, parent, which of the table's references. */
static int take(void *env, int n, char **cell, char **name)
{
    sb_bulk_broken *it = env;

    (void)name;
    it->nameless = n < 4 || cell[0] == NULL || cell[1] == NULL || it->n == MOST;
    if (it->nameless)
        return 1;
    it->at = sb_grow(it->at, it->n, &it->room, sizeof *it->at);
    it->at[it->n++] = (reference){ keep_name(it, cell[0]), number(cell[3]), number(cell[1]) };
    return 0;
}

static int find_new(void *env, int n, char **cell, char **name)
{
    sb_bulk_broken *it = env;
    reference one;

    (void)name;
    if (n < 4 || cell[0] == NULL)
        return 1;
    one = (reference){ keep_name(it, cell[0]), number(cell[3]), number(cell[1]) };
    if (cell[1] != NULL && it->n > 0 && bsearch(&one, it->at, it->n, sizeof one, compare) != NULL)
        return 0;
    *it->lost = (sb_bulk_lost){ .table = one.table, .reference = one.id, .has_row = cell[1] != NULL, .row = one.row };
    sqlite3_snprintf(sizeof it->lost->parent, it->lost->parent, "%s", cell[2] != NULL ? cell[2] : "?");
    return 1;
}

sb_bulk_broken *sb__bulk_broken_read(sb_sqlite *db, const char *looks)
{
    sb_bulk_broken *it = sb_alloc(sizeof *it);

    it->looks = sb_strdup(looks);
    if (sqlite3_exec(db->handle, looks, take, it, NULL) != SQLITE_OK) {
        sb__bulk_broken_free(it);
        return NULL;
    }
    if (it->n > 0)
        qsort(it->at, it->n, sizeof *it->at, compare);
    return it;
}

int sb__bulk_broken_new(sb_sqlite *db, sb_bulk_broken *before, sb_bulk_lost *out)
{
    int code;

    *out = (sb_bulk_lost){ .table = NULL };
    before->lost = out;
    code = sqlite3_exec(db->handle, before->looks, find_new, before, NULL);
    if (code != SQLITE_OK && out->table == NULL)
        return sb__sqlite_fail(db->handle, "The foreign keys of what was filled cannot be looked at");
    return out->table != NULL;
}

void sb__bulk_broken_free(sb_bulk_broken *it)
{
    if (it == NULL)
        return;
    for (size_t i = 0; i < it->tables; i++)
        free(it->table[i]);
    free(it->table);
    free(it->looks);
    free(it->at);
    free(it);
}
