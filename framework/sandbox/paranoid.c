/* paranoid.c -- a digest of each row, each table's columns, each object and each sequence of a sandbox, before and after. */
#include "paranoid.h"
#include "../../assert/value.h"
#include "../process/running.h"
#include "rows.h"
#include "tables.h"
#include "told.h"
#include <stdlib.h>
#include <string.h>

enum { FACTS_SHOWN = 8, KEY_SHOWN = 100 };

/* Something that is there: a row, by its key; a column; an object. What else there is to it is in the digest. */
typedef struct fact {
    char *name; /* for people, and to find it again: "users id = 3" */
    uint64_t digest;
} fact;

struct sb_paranoid {
    fact *at; /* by name and digest */
    size_t n, room;
};

/* FNV-1a. */
static uint64_t add_to(uint64_t digest, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < n; i++)
        digest = (digest ^ at[i]) * 0x100000001b3u;
    return digest;
}

static uint64_t add_text(uint64_t digest, const char *text) { return add_to(digest, text, strlen(text) + 1); }

static const uint64_t nothing = 0xcbf29ce484222325u;

static void add(sb_paranoid *to, char *name, uint64_t digest)
{
    to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
    to->at[to->n++] = (fact){ name, digest };
}

/* ---- taking it ---- */

typedef struct taking {
    sb_paranoid *to;
    const sb_place *place;
    const sb_table_info *info; /* of the table whose rows come */
} taking;

static uint64_t add_cell(uint64_t digest, const sb_value *cell)
{
    digest = add_to(digest, &cell->kind, sizeof cell->kind);
    switch (cell->kind) {
    case SB_NONE: return digest;
    case SB_STR: return add_text(digest, cell->v.s);
    case SB_BYTES: return add_to(add_to(digest, &cell->v.b.size, sizeof cell->v.b.size), cell->v.b.data, cell->v.b.size);
    case SB_DOUBLE: return add_to(digest, &(double){ (double)cell->v.d }, sizeof(double));
    default: return add_to(digest, &cell->v.i, sizeof cell->v.i);
    }
}

/* By its key, or by all that is in it. */
static int take_row(void *env, const sb_value *cell, const char *const *column, size_t n)
{
    taking *t = env;
    sb_text name = SB_TEXT_EMPTY;
    uint64_t digest = nothing;
    bool keyed = false;
    size_t from;
    for (size_t i = 0; i < t->info->n; i++)
        keyed = keyed || t->info->column[i].primary_key;
    sb_text_add(&name, "%s", sb_told_name(t->place, t->info->name));
    from = name.size;
    for (size_t i = 0; i < n; i++) {
        digest = add_cell(digest, &cell[i]);
        if (name.size - from > KEY_SHOWN || (keyed && !(i < t->info->n && t->info->column[i].primary_key)))
            continue;
        sb_text_add(&name, "%s%s ", name.size > from ? ", " : " ", column[i]);
        sb_value_print(&name, &cell[i]);
    }
    add(t->to, sb_text_take(&name), digest);
    return SB_OK;
}

static int take_table(taking *t, const sb_db *db, const char *table)
{
    int code = db->backend->describe(db->handle, table, &t->info);
    if (code)
        return code;
    uint64_t columns = nothing;
    for (size_t i = 0; i < t->info->n; i++) {
        const sb_column *c = &t->info->column[i];
        columns = add_text(add_text(columns, c->name), c->type);
        columns = add_to(columns, &(char){ (char)(c->not_null | c->has_default << 1 | c->primary_key << 2 | c->unique << 3) }, 1);
    }
    add(t->to, sb_format("the definition of %s", sb_told_name(t->place, table)), columns);
    char *quoted = sb_sandbox_quote(table), *sql = sb_format("SELECT * FROM %s", quoted);
    code = db->backend->query(db->handle, sql, NULL, 0, take_row, t);
    free(sql);
    free(quoted);
    return code;
}

static void take_object(void *env, const sb_object *object)
{
    taking *t = env;
    bool whole = strcmp(object->name, object->table) == 0;
    add(t->to, sb_format("the %s %s%s%s", object->kind, object->name, whole ? "" : " of ", whole ? "" : object->table), nothing);
}

static void take_sequence(void *env, const char *name, int64_t value)
{
    taking *t = env;
    add(t->to, sb_format("the counter %s", sb_told_name(t->place, name)), add_to(nothing, &value, sizeof value));
}

static int by_name(const void *a, const void *b)
{
    const fact *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->digest > y->digest) - (x->digest < y->digest);
}

static void drop(sb_paranoid *paranoid)
{
    for (size_t i = 0; paranoid && i < paranoid->n; i++)
        free(paranoid->at[i].name);
    free(paranoid ? paranoid->at : NULL);
    free(paranoid);
}

static int take_all(const sb_place *place, const sb_db *db, sb_paranoid **out)
{
    taking t = { .to = sb_alloc(sizeof *t.to), .place = place };
    sb_names tables = { .n = 0 };
    int code = sb_tables_list(db->backend, db->handle, db->prefix, &tables);
    for (size_t i = 0; i < tables.n && code == SB_OK; i++)
        code = take_table(&t, db, tables.at[i]);
    if (code == SB_OK)
        code = db->backend->objects(db->handle, take_object, &t);
    if (code == SB_OK && db->backend->sequences)
        code = db->backend->sequences(db->handle, take_sequence, &t);
    sb_tables_release(&tables);
    qsort(t.to->at, t.to->n, sizeof *t.to->at, by_name);
    *out = code ? NULL : t.to;
    if (code)
        drop(t.to);
    return code;
}

int sb_paranoid_take(sb_place *place, const sb_db *db)
{
    sb_paranoid_free(place);
    return take_all(place, db, &place->paranoid);
}

void sb_paranoid_free(sb_place *place)
{
    drop(place->paranoid);
    place->paranoid = NULL;
}

/* ---- comparing it ---- */

static void put(sb_text *to, size_t *n, const char *name, const char *what)
{
    if (++*n <= FACTS_SHOWN)
        sb_text_add(to, "\n  %s %s", name, what);
}

/* Both are in order; of those of one name that do not match one is the other as it was. */
static size_t compare(const sb_paranoid *was, const sb_paranoid *is, sb_text *to)
{
    size_t n = 0, i = 0, k = 0;
    while (i < was->n || k < is->n) {
        int order = i == was->n ? 1 : k == is->n ? -1 : by_name(&was->at[i], &is->at[k]);
        bool same_name = i < was->n && k < is->n && strcmp(was->at[i].name, is->at[k].name) == 0;
        if (order == 0) {
            i++, k++;
        } else if (same_name) {
            put(to, &n, was->at[i].name, "is not as it was");
            i++, k++;
        } else if (order < 0) {
            put(to, &n, was->at[i++].name, "is gone");
        } else {
            put(to, &n, is->at[k++].name, "is left");
        }
    }
    if (n > FACTS_SHOWN)
        sb_text_add(to, "\n  and %zu others", n - FACTS_SHOWN);
    return n;
}

/* What is left is no doing of the next test: what it begins with is taken anew then. */
void sb_paranoid_check(sb_place *place, const sb_db *db)
{
    sb_paranoid *is;
    sb_text shown = SB_TEXT_EMPTY;
    if (take_all(place, db, &is)) {
        sb_fail_later(
            sb_running_file(), sb_running_line(), "--paranoid: the sandbox cannot be read behind the test: %s", sb_error());
        return;
    }
    if (place->paranoid && compare(place->paranoid, is, &shown)) {
        sb_fail_later(sb_running_file(), sb_running_line(),
            "--paranoid: the sandbox was brought back behind this test, and is not as it was before; later tests may begin with it:%s",
            shown.at);
        sb_paranoid_free(place);
    }
    sb_text_release(&shown);
    drop(is);
}
