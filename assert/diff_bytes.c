/* diff_bytes.c -- a hexdump with ASCII beside it, of the rows that differ. */
#include "diff.h"
#include "value.h"
#include <ctype.h>

enum { ROW = 16, ROWS_SHOWN = 8 };

static bool differs(sb_bytes a, sb_bytes b, size_t i)
{
    const unsigned char *pa = a.data, *pb = b.data;

    if (i >= a.size || i >= b.size)
        return i < a.size || i < b.size;
    return pa[i] != pb[i];
}

static void add_row(sb_text *out, const char *label, sb_bytes b, size_t from)
{
    const unsigned char *at = b.data;

    sb_text_add(out, "%10s  %08zx ", label, from);
    for (size_t i = from; i < from + ROW; i++) {
        if (i < b.size)
            sb_text_add(out, " %02x", at[i]);
        else
            sb_text_add(out, "   ");
    }
    sb_text_add(out, "  |");
    for (size_t i = from; i < from + ROW && i < b.size; i++)
        sb_text_add(out, "%c", at[i] < 0x80 && isprint(at[i]) ? at[i] : '.');
    sb_text_add(out, "|\n");
}

/* "^^" under each byte that differs and "^" under its character; nothing behind the last. */
static void add_marks(sb_text *out, sb_bytes a, sb_bytes b, size_t from)
{
    size_t last = from;

    for (size_t i = from; i < from + ROW; i++)
        last = differs(a, b, i) ? i : last;
    sb_text_add(out, "%21s", "");
    for (size_t i = from; i < from + ROW; i++)
        sb_text_add(out, differs(a, b, i) ? " ^^" : "   ");
    sb_text_add(out, "   ");
    for (size_t i = from; i <= last; i++)
        sb_text_add(out, differs(a, b, i) ? "^" : " ");
    sb_text_add(out, "\n");
}

static void add_head(sb_text *out, sb_bytes expected, sb_bytes got)
{
    size_t first = sb_diff_first(expected, got);
    bool begins = first == got.size || first == expected.size;

    if (expected.size == got.size) {
        sb_text_add(out, "first difference at byte %zu of %zu\n", first, got.size);
        return;
    }
    sb_text_add(out, "the sizes differ: expected %zu, got %zu", expected.size, got.size);
    if (!begins)
        sb_text_add(out, "; first difference at byte %zu", first);
    else if (first == 1)
        sb_text_add(out, "; the first byte is equal");
    else if (first > 0)
        sb_text_add(out, "; the first %zu bytes are equal", first);
    sb_text_add(out, "\n");
}

void sb_diff_bytes(sb_bytes expected, sb_bytes got, sb_text *out)
{
    size_t n = expected.size > got.size ? expected.size : got.size, rows = 0, bytes = 0;
    size_t most = sb_value_shown() == SIZE_MAX ? SIZE_MAX : ROWS_SHOWN;

    add_head(out, expected, got);
    for (size_t from = 0; from < n; from += ROW) {
        size_t before = bytes;
        for (size_t i = from; i < from + ROW && i < n; i++)
            bytes += differs(expected, got, i);
        if (bytes == before || rows++ >= most)
            continue;
        if (from < expected.size)
            add_row(out, "expected", expected, from);
        if (from < got.size)
            add_row(out, "got", got, from);
        if (from < expected.size && from < got.size)
            add_marks(out, expected, got, from);
    }
    if (rows > most)
        sb_text_add(out, "... and %zu more rows (%zu bytes differ in all), --full-values shows all\n", rows - most, bytes);
}
