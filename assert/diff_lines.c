/* diff_lines.c -- a unified diff of two strings of several lines.
 *
 * The lines that both begin and end with are taken off first; what is left is paired by the longest common subsequence, in a table
 * of n * m numbers. Where that table would be too large, all that is left is shown as removed and added: true, if not shortest.
 */
#include "diff.h"
#include "value.h"
#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 3, SHOWN = 60, TABLE = 4 * 1024 * 1024 };

struct line {
    const char *at;
    size_t size;
    bool ended; /* by a newline */
};

struct side {
    struct line *line;
    size_t n;
};

/* A line of the diff: ' ', '-' or '+', and its number, from 0, in the side it is shown from. */
struct step {
    char mark;
    size_t at;
};

struct script {
    struct step *step;
    size_t n, room;
};

bool sb_diff_has_lines(const char *expected, const char *got)
{
    const char *e = strchr(expected, '\n'), *g = strchr(got, '\n');
    return (e && e[1]) || (g && g[1]);
}

static struct side split(const char *s)
{
    struct side side = { NULL, 0 };
    size_t room = 0;

    while (*s) {
        const char *end = strchr(s, '\n');
        size_t size = end ? (size_t)(end - s) : strlen(s);

        side.line = sb_grow(side.line, side.n, &room, sizeof *side.line);
        side.line[side.n++] = (struct line){ s, size, end != NULL };
        s += size + (end != NULL);
    }
    return side;
}

static bool same(const struct line *a, const struct line *b)
{
    return a->size == b->size && a->ended == b->ended && memcmp(a->at, b->at, a->size) == 0;
}

static void add_step(struct script *script, char mark, size_t at)
{
    script->step = sb_grow(script->step, script->n, &script->room, sizeof *script->step);
    script->step[script->n++] = (struct step){ mark, at };
}

/* common[i * (m + 1) + j]: how many lines a[i..n) and b[j..m) have in common, in order. */
static uint32_t *make_table(const struct line *a, size_t n, const struct line *b, size_t m)
{
    uint32_t *common = sb_alloc((n + 1) * (m + 1) * sizeof *common);

    for (size_t i = n; i-- > 0;) {
        for (size_t j = m; j-- > 0;) {
            uint32_t down = common[(i + 1) * (m + 1) + j], right = common[i * (m + 1) + j + 1];
            common[i * (m + 1) + j] = same(&a[i], &b[j]) ? common[(i + 1) * (m + 1) + j + 1] + 1 : down > right ? down : right;
        }
    }
    return common;
}

/* The lines a[0..n) and b[0..m), which begin at line `first` of both sides. */
static void pair_up(struct script *script, const struct line *a, size_t n, const struct line *b, size_t m, size_t first)
{
    uint32_t *common = m && n < TABLE / m ? make_table(a, n, b, m) : NULL;
    size_t i = 0, j = 0;

    while (i < n || j < m) {
        if (common && i < n && j < m && same(&a[i], &b[j])) {
            add_step(script, ' ', first + j);
            i++;
            j++;
        } else if (i < n && (j == m || !common || common[(i + 1) * (m + 1) + j] >= common[i * (m + 1) + j + 1]))
            add_step(script, '-', first + i++);
        else
            add_step(script, '+', first + j++);
    }
    free(common);
}

static struct script compare(const struct side *a, const struct side *b)
{
    struct script script = { NULL, 0, 0 };
    size_t head = 0, tail = 0, least = a->n < b->n ? a->n : b->n;

    while (head < least && same(&a->line[head], &b->line[head]))
        add_step(&script, ' ', head++);
    while (tail < least - head && same(&a->line[a->n - 1 - tail], &b->line[b->n - 1 - tail]))
        tail++;
    pair_up(&script, a->line + head, a->n - head - tail, b->line + head, b->n - head - tail, head);
    for (; tail; tail--)
        add_step(&script, ' ', b->n - tail);
    return script;
}

static void add_characters(sb_text *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        if (s[i] == '"' || s[i] == '\\')
            sb_text_put(out, s + i++, 1); /* nothing is quoted here */
        else
            i += sb_value_print_character(out, s + i, n - i, NULL);
    }
}

/* Whether one side ends in a newline and the other does not, so that it is worth a word. */
static bool ends_differ(const struct side *a, const struct side *b)
{
    return a->n && b->n && a->line[a->n - 1].ended != b->line[b->n - 1].ended;
}

static void add_line(sb_text *out, char mark, const struct line *line, bool say_end)
{
    size_t n = line->size, half = SB_VALUE_SHOWN / 2, blank = 0;

    while (mark != ' ' && blank < n && line->at[n - 1 - blank] == ' ')
        blank++;
    sb_text_add(out, "  %c ", mark);
    if (n <= SB_VALUE_SHOWN) {
        add_characters(out, line->at, n - blank);
        for (; blank; blank--)
            sb_text_add(out, "\\x20"); /* blanks at the end of a line that differs would not be seen */
    } else {
        add_characters(out, line->at, half);
        sb_text_add(out, " ... (%zu of %zu bytes cut) ... ", n - 2 * half, n);
        add_characters(out, line->at + n - half, half);
    }
    sb_text_add(out, line->ended || !say_end ? "\n" : " (no newline at the end)\n");
}

/* Whether step i is a change or within CONTEXT steps of one. */
static bool is_shown(const struct script *script, size_t i)
{
    size_t from = i > CONTEXT ? i - CONTEXT : 0, to = i + CONTEXT < script->n ? i + CONTEXT + 1 : script->n;

    for (size_t k = from; k < to; k++) {
        if (script->step[k].mark != ' ')
            return true;
    }
    return false;
}

static void add_script(sb_text *out, const struct script *script, const struct side *a, const struct side *b)
{
    size_t shown = 0, cut = 0;
    bool before = true;

    for (size_t i = 0; i < script->n; i++) {
        const struct step *step = &script->step[i];
        bool now = is_shown(script, i);

        if (now && shown >= SHOWN)
            cut++;
        else if (now) {
            if (!before || (shown == 0 && i > 0))
                sb_text_add(out, "  @@ line %zu @@\n", step->at + 1);
            add_line(out, step->mark, step->mark == '-' ? &a->line[step->at] : &b->line[step->at], ends_differ(a, b));
            shown++;
        }
        before = now;
    }
    if (cut)
        sb_text_add(out, "  ... (%zu more lines of the diff cut)\n", cut);
}

void sb_diff_lines(const char *expected, const char *got, sb_text *out)
{
    struct side a = split(expected), b = split(got);
    struct script script = compare(&a, &b);
    size_t first = 0;

    while (first < script.n && script.step[first].mark == ' ')
        first++;
    sb_text_add(out, "- expected, + got; first difference in line %zu\n", first + 1);
    add_script(out, &script, &a, &b);
    free(script.step);
    free(a.line);
    free(b.line);
}
