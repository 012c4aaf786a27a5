/* hooks.c -- what a lazy value and a hook may do with the row that is being made. */
#include "row.h"
#include "unknown.h"
#include <stdarg.h>

const char *sb_row_format(sb_row *row, const char *format, ...)
{
    sb_text text = SB_TEXT_EMPTY;
    va_list args;

    (void)row;
    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    return sb_store_take(&sb_makers_get()->store, &text);
}

uint64_t sb_row_random(const sb_row *row, const char *name)
{
    static const uint64_t LAZY = UINT64_C(0x6c617a79); /* "lazy" in ASCII: no column of this name draws from the same place */
    sb_draw draw;

    if (!row->recipe) {
        sb_making making = { .file = row->file, .line = row->line, .makers = sb_makers_get() };
        sb_make_fail(&making, "sb_row_random is for lazy values and after_build; this row of %s is made", row->table);
    }
    draw = sb_draw_at(row->making->stream, row->recipe->maker->series->stream, sb_draw_name(name) ^ LAZY, row->at);
    return sb_draw_word(&draw);
}

uint64_t sb_row_n(const sb_row *row) { return row->at; }

uint64_t sb_row_place(const sb_row *row) { return row->at - row->first; }

void sb_set(sb_row *row, const char *column, sb_value value)
{
    size_t at;

    if (!row->recipe) {
        sb_making making = { .file = row->file, .line = row->line, .makers = sb_makers_get() };
        sb_make_fail(
            &making, "set(row, %s, ...) is for after_build; this row of %s is made, and UPDATE changes it", column, row->table);
    }
    at = sb_recipe_slot(row->recipe, column);
    if (row->state != SB_ROW_FILLING)
        sb_make_fail(row->making, "%s: set(row, %s, ...) is for after_build; this row is in its table, and UPDATE changes it",
            row->making->word, column);
    if (at == SB_NO_SLOT)
        sb_unknown_column(row->making, row->recipe, column);
    if (value.kind == SB_ROW)
        value = value.v.p ? sb__box_i(((const sb_row *)value.v.p)->id) : (sb_value){ .kind = SB_NONE };
    row->filled[at].value = sb_row_keep(&row->making->makers->store, value);
    row->filled[at].origin = SB_ORIGIN_GIVEN;
    row->filled[at].filling = SB_DONE;
}
