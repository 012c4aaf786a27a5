/* cells.c -- single values of rows: as a database has them, compared, printed, and read as numbers and texts. */
#include "../../assert/context.h"
#include "../../assert/value.h"
#include "place.h"
#include "rows.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int sb_cell_plain(const sb_value *from, sb_value *to)
{
    int64_t (*row_id)(const sb_row *) = sb_sandbox_state()->row_id;
    *to = *from;
    if ((from->kind == SB_STR && !from->v.s) || (from->kind == SB_PTR && !from->v.p) || (from->kind == SB_ROW && !from->v.p))
        *to = (sb_value){ .kind = SB_NONE };
    else if (from->kind == SB_ROW && !row_id)
        return sb_fail_with(SB_ERR, "a row stands for its id only where factories are linked; write its number");
    else if (from->kind == SB_ROW)
        *to = (sb_value){ .kind = SB_LLONG, .v.i = row_id(from->v.p) };
    return SB_OK;
}

int sb_cell_check(const char *what, const sb_value *value)
{
    if (value->kind == SB_NONE || value->kind == SB_STR || value->kind == SB_BYTES || sb_kind_number(value->kind))
        return SB_OK;
    return sb_fail_with(
        SB_ERR, "%s is %s, which no database has: give a string, a number or bytes(p, n)", what, sb_kind_words(value->kind));
}

static int order_numbers(const sb_value *a, const sb_value *b)
{
    int order = sb_value_compare(a, b);
    return order == 2 ? (int)sb_value_nan(a) - (int)sb_value_nan(b) : order;
}

int sb_cell_order(const sb_value *a, const sb_value *b)
{
    if (sb_kind_number(a->kind) && sb_kind_number(b->kind))
        return order_numbers(a, b);
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    sb_bytes left = sb_value_bytes(a), right = sb_value_bytes(b);
    size_t shared = left.size < right.size ? left.size : right.size;
    int order = shared ? memcmp(left.data, right.data, shared) : 0;
    return order ? order : (left.size > right.size) - (left.size < right.size);
}

bool sb_cell_equal(const sb_value *a, const sb_value *b) { return sb_cell_order(a, b) == 0; }

/* What no integer holds becomes the nearest. */
static int64_t whole(long double d)
{
    if (d >= 0x1p63L)
        return INT64_MAX;
    return d < -0x1p63L ? INT64_MIN : (int64_t)d;
}

int64_t sb_cell_int(const sb_value *cell)
{
    switch (cell->kind) {
    case SB_NONE:
    case SB_BYTES: return 0;
    case SB_STR: return strtoll(cell->v.s, NULL, 10);
    case SB_DOUBLE: return whole(cell->v.d);
    default: return cell->v.i;
    }
}

static const char *keep(const char *at, size_t size)
{
    char *copy = sb_sandbox_alloc(size + 1);
    if (size)
        memcpy(copy, at, size);
    return copy;
}

const char *sb_cell_text(const sb_value *cell)
{
    if (cell->kind == SB_NONE || cell->kind == SB_STR)
        return cell->kind == SB_STR ? cell->v.s : NULL;
    if (cell->kind == SB_BYTES)
        return keep(cell->v.b.data, cell->v.b.size);
    char *text = cell->kind == SB_DOUBLE ? sb_format("%.17Lg", cell->v.d) : sb_format("%" PRId64, cell->v.i);
    const char *kept = keep(text, strlen(text));
    free(text);
    return kept;
}
