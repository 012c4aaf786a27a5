/* compared_sql.c -- what is asked of a table and the same of the base state. */
#include "compared.h"

static void put_name(sb_text *to, const char *side, const char *name)
{
    sb_text_add(to, "%s.", side);
    sb__sqlite_name(to, name);
}

static void put_from(sb_text *to, const sb_comparing *c, const char *schema, const char *side)
{
    sb_text_add(to, "%s.", schema);
    sb__sqlite_name(to, c->of->table);
    sb_text_add(to, " %s", side);
}

bool sb__compared_has_keys(const sb_comparing *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->column[i].key > 0 && !(c->column[i].now && c->column[i].before))
            return false;
    return c->keys > 0;
}

static void put_keys(sb_text *to, const sb_comparing *c, const char *between_keys, bool nulls)
{
    const char *between = "";

    for (size_t i = 0; i < c->n; i++) {
        if (c->column[i].key == 0)
            continue;
        sb_text_add(to, "%s", between);
        put_name(to, "a", c->column[i].name);
        if (nulls)
            sb_text_add(to, " IS ");
        else
            sb_text_add(to, " = ");
        put_name(to, "b", c->column[i].name);
        between = between_keys;
    }
}

/* The same row: by its key; where a part of that is NULL, which many rows may have, by its number too. */
static void put_match(sb_text *to, const sb_comparing *c)
{
    if (!sb__compared_has_keys(c)) {
        sb_text_add(to, "a.%s = b.%s", c->number, c->number);
        return;
    }
    sb_text_add(to, "(");
    put_keys(to, c, " AND ", false);
    sb_text_add(to, ")");
    if (c->number == NULL)
        return;
    sb_text_add(to, " OR (a.%s = b.%s AND ", c->number, c->number);
    put_keys(to, c, " AND ", true);
    sb_text_add(to, ")");
}

static void put_columns(sb_text *to, const sb_comparing *c, const char *side, bool now)
{
    for (size_t i = 0; i < c->n; i++) {
        bool has = now ? c->column[i].now : c->column[i].before;
        sb_text_add(to, "%s", i > 0 ? ", " : "");
        if (has)
            put_name(to, side, c->column[i].name);
        else
            sb_text_add(to, "NULL");
    }
}

static void put_number(sb_text *to, const sb_comparing *c, const char *side)
{
    if (c->number != NULL)
        sb_text_add(to, ", %s.%s", side, c->number);
    else
        sb_text_add(to, ", NULL");
}

int sb__compared_places(const sb_comparing *c) { return c->number != NULL ? 1 : (int)c->keys; }

/* Where a row stands: its number, which two never have; or the key, which is never NULL where rows have no numbers. */
static void put_places(sb_text *to, const sb_comparing *c, const char *side, const char *behind, const char *between)
{
    const char *before = "";

    if (c->number != NULL)
        sb_text_add(to, "%s.%s%s", side, c->number, behind);
    for (size_t i = 0; i < c->n && c->number == NULL; i++) {
        if (c->column[i].key == 0)
            continue;
        sb_text_add(to, "%s", before);
        put_name(to, side, c->column[i].name);
        sb_text_add(to, "%s", behind);
        before = between;
    }
}

static void put_cells(sb_text *to, const sb_comparing *c, const char *side, bool now)
{
    sb_text_add(to, ", ");
    if (!c->wide)
        put_columns(to, c, side, now);
    else if (now ? c->of->now : c->of->before)
        put_places(to, c, side, "", ", ");
    else
        for (int i = 0; i < sb__compared_places(c); i++)
            sb_text_add(to, "%sNULL", i > 0 ? ", " : "");
}

/* By the key, so that the order does not depend on how the database stores rows. */
static void put_order(sb_text *to, const sb_comparing *c, const char *side)
{
    if (c->keys > 0 || c->number != NULL)
        sb_text_add(to, " ORDER BY ");
    for (int part = 1, first = 1; part <= (int)c->keys; part++)
        for (size_t i = 0; i < c->n; i++) {
            if (c->column[i].key != part)
                continue;
            sb_text_add(to, "%s", first ? "" : ", ");
            put_name(to, side, c->column[i].name);
            first = 0;
        }
    if (c->keys == 0 && c->number != NULL)
        sb_text_add(to, "%s.%s", side, c->number);
}

/* Whether it was there before, its number, cells before, cells now. */
char *sb__compared_ask_is(const sb_comparing *c)
{
    sb_text sql = SB_TEXT_EMPTY;

    sb_text_add(&sql, "SELECT ");
    if (!c->of->before)
        sb_text_add(&sql, "0");
    else if (c->number != NULL)
        sb_text_add(&sql, "b.%s IS NOT NULL", c->number);
    else
        for (size_t i = 0, first = 1; i < c->n && first; i++)
            if (c->column[i].key > 0) {
                put_name(&sql, "b", c->column[i].name);
                sb_text_add(&sql, " IS NOT NULL");
                first = 0;
            }
    put_number(&sql, c, "a");
    put_cells(&sql, c, "b", false);
    put_cells(&sql, c, "a", true);
    sb_text_add(&sql, " FROM ");
    put_from(&sql, c, "main", "a");
    if (c->of->before) {
        sb_text_add(&sql, " LEFT JOIN ");
        put_from(&sql, c, SB_BASE, "b");
        sb_text_add(&sql, " ON ");
        put_match(&sql, c);
    }
    put_order(&sql, c, "a");
    return sb_text_take(&sql);
}

char *sb__compared_ask_was(const sb_comparing *c)
{
    sb_text sql = SB_TEXT_EMPTY;

    sb_text_add(&sql, "SELECT 1");
    put_number(&sql, c, "b");
    put_cells(&sql, c, "b", false);
    sb_text_add(&sql, " FROM ");
    put_from(&sql, c, SB_BASE, "b");
    if (c->of->now) {
        sb_text_add(&sql, " WHERE NOT EXISTS (SELECT 1 FROM ");
        put_from(&sql, c, "main", "a");
        sb_text_add(&sql, " WHERE ");
        put_match(&sql, c);
        sb_text_add(&sql, ")");
    }
    put_order(&sql, c, "b");
    return sb_text_take(&sql);
}

char *sb__compared_ask_one(const sb_comparing *c, bool now)
{
    sb_text sql = SB_TEXT_EMPTY;

    sb_text_add(&sql, "SELECT ");
    put_columns(&sql, c, "x", now);
    sb_text_add(&sql, " FROM ");
    put_from(&sql, c, now ? "main" : SB_BASE, "x");
    sb_text_add(&sql, " WHERE ");
    put_places(&sql, c, "x", " = ?", " AND ");
    return sb_text_take(&sql);
}
