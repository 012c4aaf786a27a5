/* page.c -- every kind with what it takes and an example, as a page of Markdown. */
#include "page.h"
#include "../../assert/context.h"
#include "one.h"
#include <string.h>

/* Examples are the first value of this seed. */
enum { SEED = 7, COLUMNS = 70 };

static const char head[] =
    "<!-- Made by `make docs` of the registry of kinds in generators/fake/: change that. -->\n"
    "# Every kind of value\n"
    "\n"
    "What `.fake = \"...\"` of a rule, `fake: ...` in YAML, `fake_text(...)` in a test and `seedbed values ...` can stand for. A value is a pure function\n"
    "of (seed, test, table, column, number of the row): alone or among millions, on any machine, it is the same. All dates lie around a fixed now,\n"
    "2026-01-01; all domains and addresses are reserved for examples.\n"
    "\n"
    "*Takes* are the members of the rule that the kind looks at; a rule that sets others is refused:\n"
    "\n"
    "- `from`, `to`: bounds, both included. Of dates: `2024-02-29`, `2024-02-29 13:45`, `today`, `now`, `-30d`, `+1y` (s, min, h, d, w, m, y); of durations:\n"
    "  `90s`, `15min`, `2h`.\n"
    "- `spread`: `uniform`, `normal` (around `mean` with `deviation`; where they are not given the middle of the bounds, and a sixth of their distance), or\n"
    "  `zipf` (the number k-th from `from` comes 1/k as often as `from`).\n"
    "- `form`, `decimals`, `size`, `locale`, `sex`: as the kind says.\n"
    "\n"
    "Kinds that are marked can be *unique*: no two rows have the same, found without looking at others. Where there are no more, or a column has no room for\n"
    "so many, the row fails and says how many there are. A text is never longer than its column; one that is cut and must be unique ends in the\n"
    "number of the row.\n"
    "\n"
    "Patterns are of characters, `.`, `[A-Z0-9_]`, `[^...]`, `\\d` `\\w` `\\s` `\\D` `\\W` `\\S`, `\\t` `\\n` `\\r` `\\xHH`, groups, `|`, and the repeats `?` `*` `+` `{3}`\n"
    "`{3,}` `{3,5}`; those without an end repeat at most eight times more than they must. What is not said otherwise is printable ASCII.\n"
    "\n"
    "| Kind | What it is | Takes | Unique | For instance |\n"
    "|---|---|---|---|---|\n";

/* A | ends a cell, and backquotes a piece of code. */
static void put_cell(sb_text *to, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            sb_text_put(to, "\\", 1);
        sb_text_put(to, text, 1);
    }
}

static int put_example(sb_text *to, const sb_kind *kind, sb_store *store)
{
    static const sb_rule none = { .column = "" }, pattern = { .column = "", .form = "[A-Z]{3}-\\d{4}" };
    sb_text example = SB_TEXT_EMPTY;
    sb_value value;
    sb_one one;
    int code = sb_one_prepare(kind->name, strcmp(kind->name, "pattern") == 0 ? &pattern : &none, store, &one);

    if (!code)
        code = sb_one_make(&one, SEED, 0, store, &value);
    if (code)
        return code;
    sb_one_print(&value, COLUMNS, &example);
    sb_text_add(to, "``");
    put_cell(to, example.size ? example.at : " ");
    sb_text_add(to, "``");
    sb_text_release(&example);
    return SB_OK;
}

int sb_kinds_page(sb_text *to)
{
    sb_store store = SB_STORE_EMPTY;
    int code = SB_OK;

    sb_text_add(to, "%s", head);
    for (const sb_kind *const *kind = sb_kinds_all(); *kind && !code; kind++) {
        sb_text_add(to, "| `%s` | ", (*kind)->name);
        put_cell(to, (*kind)->about);
        sb_text_add(to, " | %s | %s | ", (*kind)->takes ? (*kind)->takes : "", (*kind)->unique ? "yes" : "");
        code = put_example(to, *kind, &store);
        sb_text_add(to, " |\n");
    }
    sb_store_release(&store);
    return code;
}
