/* bulk.c -- fill the tables of a plan one after the other, in one transaction. */
#include "bulk.h"
#include "../factory/unknown.h"
#include "without.h"
#include <setjmp.h>
#include <string.h>

enum { NOW_AND_THEN = 1 << 14 };

typedef struct filling {
    sb_bulk_plan *plan;
    sb_bulk_node *node;
    uint64_t next; /* of the node's rows */
    uint64_t made, all;
    sb_store_mark mark; /* what rows take is given back with each */
    const sb_bulk_wish *wish;
    bool left; /* the test is to be left: it has failed already */
} filling;

static void tell(const filling *at)
{
    if (at->wish->progress)
        at->wish->progress(at->wish->env, at->node->maker->table, at->made, at->all);
}

/* What makes a row leaves by a jump where it fails: not past the database, which is waiting for the row. */
static int next_row(void *env, sb_value *cell)
{
    filling *at = env;
    sb_bulk_node *node = at->node;
    sb_makers *makers = at->plan->making.makers;
    sb_way_out out = { .message = NULL };

    if (at->next == node->to)
        return 0;
    sb_store_rewind(&makers->store, &at->mark);
    at->plan->making.out = makers->bulk = &out;
    if (_setjmp(out.at)) {
        makers->bulk = NULL;
        at->left |= !out.message; /* an assertion of a lazy value or a hook, and not we, has failed */
        return sb_fail_with(SB_ERR, "%s", out.message ? out.message : "a value left the test");
    }
    sb_bulk_row(at->plan, node, at->next);
    for (size_t i = 0; i < node->columns; i++)
        cell[i] = node->row->filled[node->slot[i]].value;
    makers->bulk = NULL;
    at->next++;
    if (++at->made % NOW_AND_THEN == 0)
        tell(at);
    return 1;
}

/* Each table once, in the order in which they are filled. */
static const char *const *tables_of(const sb_bulk_plan *plan)
{
    const char **table;
    size_t n = 0;

    for (const sb_bulk_node *node = plan->first; node; node = node->next)
        n++;
    table = sb_store_alloc(&plan->making.makers->store, (n + 1) * sizeof *table);
    n = 0;
    for (const sb_bulk_node *node = plan->first; node; node = node->next) {
        size_t i = 0;
        while (i < n && strcmp(table[i], node->maker->table) != 0)
            i++;
        if (i == n && node->from < node->to)
            table[n++] = node->maker->table;
    }
    return table;
}

/* A test that is left while a row is made would jump past the database, which is waiting for the row. */
static void leave_row(void)
{
    sb_makers *makers = sb_makers_get();

    if (makers->bulk)
        longjmp(makers->bulk->at, 1);
}

static int fill(filling *at, sb_bulk_node *node)
{
    const sb_db *db = at->plan->making.db;

    if (node->from == node->to)
        return SB_OK;
    at->node = node;
    at->next = node->from;
    tell(at);
    return sb_bulk_fill(db, node->maker->table, node->column, node->columns, node->to - node->from, next_row, at);
}

static int fill_all(sb_bulk_plan *plan, filling *at)
{
    const sb_db *db = plan->making.db;
    int code = sb_bulk_begin(db, tables_of(plan));
    const char *why = NULL;
    sb_leave *before;

    if (code != SB_OK)
        return code;
    at->mark = sb_store_here(&plan->making.makers->store);
    before = sb_leave_by(leave_row);
    sb_bulk_busy(plan, true);
    for (sb_bulk_node *node = plan->first; node && code == SB_OK; node = node->next)
        code = fill(at, node);
    sb_bulk_busy(plan, false);
    sb_leave_by(before);
    sb_store_rewind(&plan->making.makers->store, &at->mark);
    if (code == SB_OK)
        code = sb_bulk_end(db, true);
    else {
        why = sb_store_text(&plan->making.makers->store, sb_error());
        sb_bulk_end(db, false);
        sb_fail_with(code, "%s", why);
    }
    if (at->left)
        sb_left_by_exception();
    return code;
}

/* The plan, or SB_ERR: a row is made on trial, and what fails in it leaves by a jump. */
static int make_plan(const sb_making *making, const sb_bulk_wish *wish, sb_bulk_plan *plan)
{
    sb_making inside = *making;
    sb_leave *before = sb_leave_by(leave_row);
    sb_way_out out = { .message = NULL };

    inside.out = &out;
    if (_setjmp(out.at)) {
        sb_bulk_busy(plan, false);
        making->makers->bulk = NULL;
        sb_leave_by(before);
        if (!out.message)
            sb_left_by_exception();
        return sb_fail_with(SB_ERR, "%s", out.message);
    }
    sb_bulk_plan_make(&inside, wish, plan);
    sb_leave_by(before);
    return SB_OK;
}

int sb_bulk_run(const sb_making *making, const sb_bulk_wish *wish, uint64_t *rows_out)
{
    sb_bulk_plan plan;
    filling at = { .plan = &plan, .wish = wish };
    int code = make_plan(making, wish, &plan);

    *rows_out = 0;
    if (code != SB_OK)
        return code;
    for (const sb_bulk_node *node = plan.first; node; node = node->next)
        at.all += node->to - node->from;
    if (!wish->dry)
        code = fill_all(&plan, &at);
    if (code == SB_OK && wish->planned)
        wish->planned(wish->env, &plan);
    if (code == SB_OK)
        *rows_out = at.made;
    return code;
}

uint64_t sb_make_bulk(const char *file, int line, const char *factory, uint64_t n, const sb_cells *words)
{
    sb_making making = sb_make_begin(file, line, "make_bulk(", factory);
    sb_bulk_wish wish = { .factory = factory, .words = words, .n = n };
    uint64_t rows = 0;

    if (sb_bulk_run(&making, &wish, &rows) != SB_OK)
        sb_make_fail(&making, "%s", sb_error());
    return rows;
}
