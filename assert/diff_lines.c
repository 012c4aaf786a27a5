/* diff_lines.c -- a unified diff of two strings of several lines, as people read it. */
#include "diff.h"
#include "diff_script.h"
#include "value.h"
#include <stdlib.h>
#include <string.h>

/* Lines of a diff shown; of a long line that has a partner, from BEFORE bytes before the difference to AFTER behind it. */
enum { CONTEXT = 3, SHOWN = 60, BEFORE = 150, AFTER = 200 };

struct diff {
    struct sb_side a, b;
    struct sb_script script;
    bool cut; /* something is not shown */
};

bool sb_diff_has_lines(const char *expected, const char *got)
{
    const char *e = strchr(expected, '\n'), *g = strchr(got, '\n');
    return (e && e[1]) || (g && g[1]);
}

static const struct sb_line *line_of(const struct diff *d, const struct sb_step *step)
{
    return step->mark == '-' ? &d->a.line[step->at] : &d->b.line[step->at];
}

static size_t run(const struct diff *d, size_t from, char mark)
{
    size_t n = 0;

    while (from + n < d->script.n && d->script.step[from + n].mark == mark)
        n++;
    return n;
}

/* The line that took the place of this one: where as many were added as removed, the first of the first, and so on. */
static const struct sb_line *partner_of(const struct diff *d, size_t i)
{
    size_t begin = i, removed;

    while (begin > 0 && d->script.step[begin - 1].mark != ' ')
        begin--;
    removed = run(d, begin, '-');
    if (d->script.step[i].mark == ' ' || run(d, begin + removed, '+') != removed)
        return NULL;
    return line_of(d, &d->script.step[d->script.step[i].mark == '-' ? i + removed : i - removed]);
}

static void add_characters(sb_text *out, const char *s, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        if (s[i] == '"' || s[i] == '\\')
            sb_text_put(out, s + i++, 1); /* nothing is quoted here */
        else
            i += sb_value_print_character(out, s + i, to - i, NULL);
    }
}

static size_t at_character(const struct sb_line *line, size_t i)
{
    while (i < line->size && ((unsigned char)line->at[i] & 0xc0) == 0x80)
        i++;
    return i < line->size ? i : line->size;
}

/* Of a long line its beginning, or what is around the first difference from its partner. */
static void add_part(sb_text *out, struct diff *d, const struct sb_line *line, const struct sb_line *partner)
{
    size_t first = partner ? sb_diff_first((sb_bytes){ line->at, line->size }, (sb_bytes){ partner->at, partner->size }) : 0;
    size_t from = first > BEFORE ? at_character(line, first - BEFORE) : 0, to = at_character(line, from + BEFORE + AFTER);

    d->cut = true;
    if (from) {
        sb_value_print_count(out, from);
        sb_text_add(out, " bytes cut ... ");
    }
    add_characters(out, line->at, from, to);
    if (to < line->size) {
        sb_text_add(out, " ... ");
        sb_value_print_count(out, line->size - to);
        sb_text_add(out, " bytes cut");
    }
}

static void add_line(sb_text *out, struct diff *d, size_t i, bool say_end)
{
    const struct sb_step *step = &d->script.step[i];
    const struct sb_line *line = line_of(d, step);
    size_t n = line->size, blank = 0;

    while (step->mark != ' ' && blank < n && line->at[n - 1 - blank] == ' ')
        blank++;
    sb_text_add(out, "  %c ", step->mark);
    if (n <= sb_value_shown()) {
        add_characters(out, line->at, 0, n - blank);
        for (; blank; blank--)
            sb_text_add(out, "\\x20"); /* blanks at the end of a line that differs would not be seen */
    } else
        add_part(out, d, line, partner_of(d, i));
    sb_text_add(out, line->ended || !say_end ? "\n" : " (no newline at the end)\n");
}

/* Whether step i is a change or within CONTEXT steps of one. */
static bool is_shown(const struct sb_script *script, size_t i)
{
    size_t from = i > CONTEXT ? i - CONTEXT : 0, to = i + CONTEXT < script->n ? i + CONTEXT + 1 : script->n;

    for (size_t k = from; k < to; k++) {
        if (script->step[k].mark != ' ')
            return true;
    }
    return false;
}

/* Whether one side ends in a newline and the other does not, so that it is worth a word. */
static bool ends_differ(const struct sb_side *a, const struct sb_side *b)
{
    return a->n && b->n && a->line[a->n - 1].ended != b->line[b->n - 1].ended;
}

static void add_script(sb_text *out, struct diff *d)
{
    size_t shown = 0, cut = 0, most = sb_value_shown() == SIZE_MAX ? SIZE_MAX : SHOWN;
    bool before = true, say_end = ends_differ(&d->a, &d->b);

    for (size_t i = 0; i < d->script.n; i++) {
        bool now = is_shown(&d->script, i);

        if (now && shown >= most)
            cut++;
        else if (now) {
            if (!before || (shown == 0 && i > 0))
                sb_text_add(out, "  @@ line %zu @@\n", d->script.step[i].at + 1);
            add_line(out, d, i, say_end);
            shown++;
        }
        before = now;
    }
    if (cut) {
        sb_text_add(out, "  ... (");
        sb_value_print_count(out, cut);
        sb_text_add(out, " more lines of the diff cut, --full-values shows all)\n");
    } else if (d->cut)
        sb_text_add(out, "  long lines are cut, --full-values shows all\n");
}

/* "first difference in line 3, byte 12: got a tab, expected a blank": more than the line where one took the place of another. */
static void add_head(sb_text *out, const struct diff *d)
{
    const struct sb_line *line, *partner;
    size_t first = run(d, 0, ' '), at;

    sb_text_add(out, "- expected, + got; first difference in line %zu", first + 1);
    line = first < d->script.n ? line_of(d, &d->script.step[first]) : NULL;
    partner = line ? partner_of(d, first) : NULL;
    if (partner) {
        at = sb_diff_first((sb_bytes){ line->at, line->size }, (sb_bytes){ partner->at, partner->size });
        while (at && at < line->size && at < partner->size && ((unsigned char)line->at[at] & 0xc0) == 0x80)
            at--;
        if (at && !d->a.ignoring && (at < line->size || at < partner->size)) {
            sb_text_add(out, ", ");
            sb_diff_note(out, (sb_bytes){ line->at, line->size }, at, (sb_bytes){ partner->at, partner->size }, at);
        }
    }
    sb_text_add(out, "\n");
}

void sb_diff_lines(const char *expected, const char *got, unsigned ignoring, sb_text *out)
{
    struct diff d = { .a = sb_side_of(expected, ignoring), .b = sb_side_of(got, ignoring) };

    d.script = sb_script_of(&d.a, &d.b);
    add_head(out, &d);
    add_script(out, &d);
    free(d.script.step);
    sb_side_release(&d.a);
    sb_side_release(&d.b);
}
