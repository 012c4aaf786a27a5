/* changed.c -- the rows that a test changed, as lines for a person. */
#include "changed.h"
#include "../../assert/value.h"
#include "indent.h"

#include <stdlib.h>
#include <string.h>

struct telling {
    sb__changed_fn *fn;
    void *env;
    sb_text part;
};

bool sb__changed_any(const sb_result *result)
{
    return result->table_count || result->rows_unknown || result->kept || result->made;
}

static void tell(struct telling *t, enum sb__changed what)
{
    sb_text shown = SB_TEXT_EMPTY;
    sb__printable(&shown, t->part.at, t->part.size);
    t->fn(t->env, what, shown.at);
    sb_text_release(&shown);
    t->part.size = 0;
}

static void end_line(struct telling *t) { t->fn(t->env, SB__CHANGED_PLAIN, "\n"); }

/* A number stands bare, and what the backend has put into quotes itself, as bytes; everything else in quotes. */
static void put_cell(sb_text *to, const char *cell)
{
    char *end = NULL;
    if (!cell) {
        sb_text_add(to, "NULL");
        return;
    }
    bool number = *cell && strspn(cell, "+-.0123456789eE") == strlen(cell) && (strtod(cell, &end), !*end);
    if (number || *cell == '\'' || strncmp(cell, "x'", 2) == 0)
        sb_text_add(to, "%s", cell);
    else
        sb_value_print(to, &(sb_value){ .kind = SB_STR, .v.s = cell });
}

bool sb__changed_cell(const sb_row_change *row, size_t at)
{
    const char *before = row->before[at], *after = row->after[at];
    return before && after ? strcmp(before, after) != 0 : before != after;
}

/* What is NULL is left out: wide tables have many. */
static void tell_whole(struct telling *t, const sb_row_change *row, const char *const *cell, char sign)
{
    const char *between = "";
    size_t told = 0;
    sb_text_add(&t->part, "  %c ", sign);
    for (size_t i = 0; i < row->n; i++) {
        if (!cell[i])
            continue;
        sb_text_add(&t->part, "%s%s ", between, row->column[i]);
        put_cell(&t->part, cell[i]);
        between = ", ";
        told++;
    }
    if (!told)
        sb_text_add(&t->part, "NULL in every column");
    if (row->made)
        sb_text_add(&t->part, " (by make)");
    tell(t, row->kind == SB_ROW_INSERTED ? SB__CHANGED_INSERTED : SB__CHANGED_DELETED);
}

static void tell_changed(struct telling *t, const sb_row_change *row)
{
    const char *between = ": ";
    sb_text_add(&t->part, "  ~ %s", row->key);
    for (size_t i = 0; i < row->n; i++) {
        if (!sb__changed_cell(row, i))
            continue;
        sb_text_add(&t->part, "%s%s ", between, row->column[i]);
        tell(t, SB__CHANGED_PLAIN);
        put_cell(&t->part, row->before[i]);
        tell(t, SB__CHANGED_BEFORE);
        sb_text_add(&t->part, " -> ");
        tell(t, SB__CHANGED_PLAIN);
        put_cell(&t->part, row->after[i]);
        tell(t, SB__CHANGED_AFTER);
        between = ", ";
    }
    if (t->part.size)
        tell(t, SB__CHANGED_PLAIN);
}

static void tell_row(struct telling *t, const sb_row_change *row)
{
    if (row->kind == SB_ROW_CHANGED && row->before && row->after)
        tell_changed(t, row);
    else
        tell_whole(t, row, row->after ? row->after : row->before, row->after ? '+' : '-');
    end_line(t);
    if (!row->statement)
        return;
    sb_text_add(&t->part, "      by %s", row->statement);
    tell(t, SB__CHANGED_ASIDE);
    end_line(t);
}

void sb__changed_counts(sb_text *to, const sb_table_change *table)
{
    const char *between = "";
    const struct {
        size_t n;
        const char *word;
    } count[] = { { table->inserted, "inserted" }, { table->changed, "changed" }, { table->deleted, "deleted" } };
    for (size_t i = 0; i < sizeof count / sizeof *count; i++) {
        if (!count[i].n)
            continue;
        sb_text_add(to, "%s%zu %s", between, count[i].n, count[i].word);
        between = ", ";
    }
}

static void tell_table(struct telling *t, const sb_table_change *table)
{
    size_t all = table->inserted + table->changed + table->deleted;
    sb_text_add(&t->part, "%s: ", table->table);
    tell(t, SB__CHANGED_PLAIN);
    sb__changed_counts(&t->part, table);
    tell(t, SB__CHANGED_ASIDE);
    end_line(t);
    for (size_t i = 0; i < table->rows; i++)
        tell_row(t, &table->row[i]);
    if (all <= table->rows)
        return;
    sb_text_add(&t->part, "  and %zu other%s", all - table->rows, all - table->rows == 1 ? "" : "s");
    tell(t, SB__CHANGED_ASIDE);
    end_line(t);
}

static void tell_made(struct telling *t, const char *tree)
{
    sb_text_add(&t->part, "made by factories:");
    tell(t, SB__CHANGED_PLAIN);
    end_line(t);
    while (*tree) {
        size_t n = strcspn(tree, "\n");
        sb_text_add(&t->part, "  %.*s", (int)n, tree);
        tell(t, SB__CHANGED_PLAIN);
        end_line(t);
        tree += n + (tree[n] != '\0');
    }
}

void sb__changed_parts(const sb_result *result, sb__changed_fn *fn, void *env)
{
    struct telling t = { fn, env, SB_TEXT_EMPTY };
    for (size_t i = 0; i < result->table_count; i++)
        tell_table(&t, &result->table[i]);
    if (result->rows_unknown) {
        sb_text_add(&t.part, "not known: %s", result->rows_unknown);
        tell(&t, SB__CHANGED_ASIDE);
        end_line(&t);
    }
    if (result->made)
        tell_made(&t, result->made);
    if (result->kept) {
        sb_text_add(&t.part, "kept: %s", result->kept);
        tell(&t, SB__CHANGED_PLAIN);
        end_line(&t);
    }
    sb_text_release(&t.part);
}

static void add(void *env, enum sb__changed what, const char *text)
{
    (void)what;
    sb_text_add(env, "%s", text);
}

void sb__changed_text(sb_text *to, const sb_result *result) { sb__changed_parts(result, add, to); }
