/* lint.c -- make each factory once as it is and once with each trait, and say of all together which cannot be made. */
#include "../../framework/process/running.h"
#include "../../framework/sandbox/marker.h"
#include "insert.h"
#include "layers.h"
#include "parents.h"
#include "unknown.h"
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 }; /* factories inherited: more is a circle, which making it says */

/* What is to be made: a factory, or a table that has none. */
typedef struct item {
    const char *name, *table; /* table: in the database; NULL: a factory */
    const sb_factory *factory;
    bool built_in;
} item;

typedef struct linting {
    sb_making making;
    sb_lint wanted;
    item *item;
    size_t n, room;
    size_t tried, failed;
    sb_text said; /* a line per failure */
} linting;

static sb_store *store_of(linting *l) { return &l->making.makers->store; }

/* ---- what there is ---- */

static bool is_wanted(const linting *l, const char *name)
{
    return (!l->wanted.only || sb_listed(l->wanted.only, name)) && !(l->wanted.except && sb_listed(l->wanted.except, name));
}

static void add_item(linting *l, item one)
{
    if (!is_wanted(l, one.name))
        return;
    if (l->n == l->room) {
        item *old = l->item;
        l->room = l->room ? 2 * l->room : 32;
        l->item = sb_store_alloc(store_of(l), l->room * sizeof *old);
        if (l->n)
            memcpy(l->item, old, l->n * sizeof *old);
    }
    l->item[l->n++] = one;
}

/* One that another of the same name hides is not made by anybody. */
static void add_factory(void *env, const sb_factory *factory, const char *file, int line)
{
    (void)line;
    if (sb_factory_named(factory->name) == factory)
        add_item(env, (item){ .name = factory->name, .factory = factory, .built_in = file == NULL });
}

static void add_table(void *env, const char *table)
{
    linting *l = env;
    const char *bare = sb_table_bare(l->making.db, table);
    char *marker = sb_marker_table(l->making.db->prefix);

    if (strcmp(table, marker) != 0 && !sb_factory_of_table(bare))
        add_item(
            l, (item){ .name = sb_store_text(store_of(l), bare), .table = sb_store_text(store_of(l), table), .factory = NULL });
    free(marker);
}

static void find_all(linting *l)
{
    const sb_db *db = l->making.db;

    sb_factories_each(add_factory, l);
    /* Declared last stands first. */
    for (size_t i = 0, k = l->n; i + 1 < k; i++, k--) {
        item one = l->item[i];
        l->item[i] = l->item[k - 1];
        l->item[k - 1] = one;
    }
    if (l->wanted.tables && db->backend->tables(db->handle, db->prefix, add_table, l) != SB_OK)
        sb_make_fail(&l->making, "%s: %s", l->making.word, sb_error());
}

/* ---- taking rows away ---- */

/* The makers as they were: a unique column of few values has one for each number, so each row is made with the numbers of the first. */
typedef struct state {
    sb_row *row;
    sb_maker *maker;
    sb_series *series;
    uint64_t *next_n; /* of each series */
} state;

static state state_of(linting *l)
{
    const sb_makers *makers = l->making.makers;
    state now = { .row = makers->row, .maker = makers->maker, .series = makers->series };
    size_t n = 0;

    for (const sb_series *one = now.series; one; one = one->next)
        n++;
    now.next_n = sb_store_alloc(store_of(l), (n + 1) * sizeof *now.next_n);
    n = 0;
    for (const sb_series *one = now.series; one; one = one->next)
        now.next_n[n++] = one->next_n;
    return now;
}

static void put_back(linting *l, const state *before)
{
    sb_makers *makers = l->making.makers;
    size_t n = 0;

    makers->row = before->row;
    makers->maker = before->maker;
    makers->series = before->series;
    for (sb_series *one = makers->series; one; one = one->next)
        one->next_n = before->next_n[n++];
    for (sb_maker *one = makers->maker; one; one = one->next)
        one->recipe = NULL; /* parents that rows share are gone */
}

static bool take_away(const sb_making *making, const sb_row *row)
{
    const sb_db *db = making->db;
    sb_row_key key;
    sb_text sql = SB_TEXT_EMPTY;
    char *name;
    int code;

    if (row->found || sb_row_find(row, &key) != SB_OK)
        return true;
    name = sb_sandbox_quote(key.table);
    sb_text_add(&sql, "DELETE FROM %s", name);
    free(name);
    for (size_t i = 0; i < key.n; i++) {
        name = sb_sandbox_quote(key.column[i]);
        sb_text_add(&sql, "%s%s = ?", i ? " AND " : " WHERE ", name);
        free(name);
    }
    code = db->backend->query(db->handle, sql.at, key.value, key.n, NULL, NULL);
    sb_text_release(&sql);
    return code == SB_OK;
}

/* A row whose children could not all be made is in its table, and not yet among those of the test. */
static void gather(linting *l, const sb_row *before, const sb_row *last, const sb_row ***out, size_t *n)
{
    const sb_makers *makers = l->making.makers;
    size_t room = 1;

    for (const sb_row *row = makers->row; row != before; row = row->next)
        room++;
    for (const sb_row *row = last; row; row = row->up)
        room++;
    *out = sb_store_alloc(store_of(l), room * sizeof **out);
    *n = 0;
    for (const sb_row *row = last; row; row = row->up)
        if (row->state == SB_ROW_MADE && row->making)
            (*out)[(*n)++] = row;
    for (const sb_row *row = makers->row; row != before; row = row->next)
        (*out)[(*n)++] = row;
}

/* Rows refer to each other in any order: what can go goes, until nothing more can. */
static void take_all_away(linting *l, const sb_row *before, const sb_row *last)
{
    const sb_row **row;
    size_t n, left, had;

    gather(l, before, last, &row, &n);
    do {
        had = n;
        left = 0;
        for (size_t i = 0; i < n; i++)
            if (!take_away(&l->making, row[i]))
                row[left++] = row[i];
        n = left;
    } while (n > 0 && n < had);
}

/* ---- making ---- */

static sb_maker *maker_of(const sb_making *making, const item *one)
{
    return one->table ? sb_maker_of_table(making, one->table) : sb_maker_named(making, one->name);
}

/* In a function of its own, so that no variable of the caller is left to the mercy of the jump. */
static __attribute__((noinline)) void try_one(const sb_making *making, const item *one, const char *trait)
{
    if (_setjmp(making->out->at) == 0)
        sb_maker_make(making, maker_of(making, one), NULL, trait, NULL);
}

/* NULL: it was made. */
static const char *make_one(linting *l, const item *one, const char *trait)
{
    const state before = state_of(l);
    sb_making making = l->making;
    sb_way_out out = { .row = NULL, .message = NULL };

    making.word =
        sb_store_format(store_of(l), "make(%s%s%s%s)", one->name, trait ? ", as(" : "", trait ? trait : "", trait ? ")" : "");
    making.out = &out;
    try_one(&making, one, trait);
    take_all_away(l, before.row, out.row);
    put_back(l, &before);
    if (out.message && strncmp(out.message, making.word, strlen(making.word)) == 0)
        return out.message + strlen(making.word) + strspn(out.message + strlen(making.word), ": ");
    return out.message;
}

/* Lines behind the first one stand further in. */
static void put_message(sb_text *to, const char *message)
{
    for (size_t n; *message; message += n + (message[n] != '\0')) {
        n = strcspn(message, "\n");
        sb_text_put(to, message, n);
        sb_text_add(to, "%s", message[n] ? "\n  " : "");
    }
}

static void lint_one(linting *l, const item *one, const char *trait)
{
    const char *why = make_one(l, one, trait);

    l->tried++;
    if (!why)
        return;
    l->failed++;
    sb_text_add(&l->said, "\n  %s `%s`", one->table ? "table" : "factory", one->name);
    if (trait)
        sb_text_add(&l->said, ", trait `%s`", trait);
    sb_text_add(&l->said, ": ");
    put_message(&l->said, why);
}

static bool is_again(const char *const *name, size_t n, const char *trait)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name[i], trait) == 0)
            return true;
    return false;
}

/* Traits of built-in ones are for tables of many kinds: nobody here has said that this table has a role. */
static const sb_factory *with_traits(const sb_factory *factory)
{
    return factory && sb_factory_built_in(factory->name) != factory ? factory : NULL;
}

static const sb_factory *parent_of(const sb_factory *factory)
{
    const sb_factory *parent = factory->inherits ? sb_factory_named(factory->inherits) : NULL;

    return parent != factory ? with_traits(parent) : NULL;
}

static void lint_traits(linting *l, const item *one)
{
    const char **done = NULL;
    size_t n = 0, deep = 0;

    for (const sb_factory *f = with_traits(one->factory); f && deep < DEEPEST; f = parent_of(f), deep++)
        for (const sb_trait *t = f->traits; t && t->name; t++)
            n++;
    done = sb_store_alloc(store_of(l), (n + 1) * sizeof *done);
    n = deep = 0;
    for (const sb_factory *f = with_traits(one->factory); f && deep < DEEPEST; f = parent_of(f), deep++)
        for (const sb_trait *t = f->traits; t && t->name; t++)
            if (!is_again(done, n, t->name))
                lint_one(l, one, done[n++] = t->name);
}

/* A built-in one is about tables that may not be there, or are another factory's. */
static bool is_idle(linting *l, const item *one)
{
    sb_making making = l->making;
    sb_way_out out = { .message = NULL };
    const sb_maker *maker = NULL;

    making.out = &out;
    if (!one->built_in)
        return false;
    if (_setjmp(out.at))
        return true;
    maker = sb_maker_named(&making, one->name);
    return sb_factory_of_table(sb_table_bare(making.db, maker->table)) != one->factory;
}

size_t sb_lint_factories(const char *file, int line, sb_lint wanted)
{
    linting l = { .making = sb_make_begin(file, line, "lint_factories(", ""), .wanted = wanted };
    size_t idle = 0;
    const char *said;

    find_all(&l);
    for (size_t i = 0; i < l.n; i++) {
        if (is_idle(&l, &l.item[i])) {
            idle++;
            continue;
        }
        lint_one(&l, &l.item[i], NULL);
        lint_traits(&l, &l.item[i]);
    }
    sb_context_count();
    if (l.tried == 0)
        sb_make_fail(&l.making,
            "%s: there is nothing to make: no factory is declared%s, and none of the %zu built-in ones has a table",
            l.making.word, wanted.only || wanted.except ? " among those that are wanted" : "", idle);
    if (l.failed == 0)
        return l.tried;
    said = sb_store_take(store_of(&l), &l.said);
    sb_make_fail(&l.making, "%s: %zu of %zu factories and traits cannot be made%s:%s", l.making.word, l.failed, l.tried,
        idle ? sb_store_format(store_of(&l), " (%zu built-in ones have no table here)", idle) : "", said);
}
