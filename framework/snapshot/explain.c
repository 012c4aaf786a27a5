/* explain.c -- what a failed match_snapshot says: the difference, the file, and what to type. */
#include "../../assert/diff.h"
#include "../../assert/value.h"
#include "../report/again.h"
#include "look.h"
#include <stdlib.h>
#include <string.h>

static bool is_text(const sb_text *text) { return strlen(text->at) == text->size; }

/* The same but for a \r before a \n. */
static bool only_line_ends_differ(const sb_text *a, const sb_text *b)
{
    const char *p = a->at, *q = b->at, *p_end = p + a->size, *q_end = q + b->size;
    while (p < p_end && q < q_end) {
        p += p + 1 < p_end && p[0] == '\r' && p[1] == '\n' && *q == '\n';
        q += q + 1 < q_end && q[0] == '\r' && q[1] == '\n' && *p == '\n';
        if (*p++ != *q++)
            return false;
    }
    return p == p_end && q == q_end;
}

static const char *line_ends(const sb_text *text)
{
    const char *end = memmem(text->at, text->size, "\r\n", 2);
    return end ? "CRLF" : "LF";
}

/* What was printed, whose end is none of its own. */
static void put_printed(sb_text *out, const char *label, const sb_text *text)
{
    size_t n = text->size && text->at[text->size - 1] == '\n' ? text->size - 1 : text->size;
    sb_text_add(out, "%s: %.*s\n", label, (int)n, text->at);
}

static void put_difference(const sb__look *look, const sb_match *m, sb_text *out)
{
    const sb_text *want = &look->want, *got = &look->got;
    if (m->actual.kind == SB_BYTES || !is_text(want) || !is_text(got))
        sb_diff_bytes((sb_bytes){ want->at, want->size }, (sb_bytes){ got->at, got->size }, out);
    else if (only_line_ends_differ(want, got))
        sb_text_add(out,
            "only the ends of lines differ: the snapshot has %s, and %s is what was got; where git makes them,\n"
            "a line `*.snap -text` in .gitattributes keeps them\n",
            line_ends(want), line_ends(got));
    else if (sb_diff_has_lines(want->at, got->at))
        sb_diff_lines(want->at, got->at, 0, out);
    else if (m->actual.kind == SB_STR)
        sb_diff_strings(want->at, got->at, 0, out);
    else {
        put_printed(out, "expected", want);
        put_printed(out, "     got", got);
    }
}

/* Of a large text its beginning is enough to be recognised by. */
static void put_got(const sb__look *look, const sb_match *m, sb_text *out)
{
    enum { LINES = 20 };
    const char *at = look->got.at, *end = at + look->got.size;
    size_t lines = 0;
    if (m->actual.kind == SB_BYTES || !is_text(&look->got) || !sb_diff_has_lines("", at)) {
        sb_value value = m->actual.kind == SB_BYTES || !is_text(&look->got)
            ? sb__box_b((sb_bytes){ look->got.at, look->got.size })
            : sb__box_s(look->got.at);
        sb_text_add(out, "     got: ");
        sb_value_print(out, sb_kind_number(m->actual.kind) ? &m->actual : &value);
        sb_text_add(out, "\n");
        return;
    }
    sb_text_add(out, "got:\n");
    for (; at < end && lines < LINES; lines++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        sb_text_add(out, "  + ");
        for (size_t n = (size_t)(stop - at), i = 0; i < n && i < SB_VALUE_SHOWN;)
            i += sb_value_print_character(out, at + i, n - i, NULL);
        sb_text_add(out, stop - at > SB_VALUE_SHOWN ? " ...\n" : "\n");
        at = stop < end ? stop + 1 : end;
    }
    if (at < end)
        sb_text_add(out, "  ... (%zu more bytes)\n", (size_t)(end - at));
}

static void put_way(const sb__look *look, const char *when, sb_text *out)
{
    const char *name = look->test.test->name;
    size_t n = look->test.test->base ? look->test.test->base : strlen(name);
    char *whole = sb_format("%.*s", (int)n, name), *pattern = sb__again_pattern(whole);
    sb_text_add(out, "%s: ", when);
    sb__shell_word(out, look->s->program, strlen(look->s->program));
    if (look->s->root) {
        sb_text_add(out, " --snapshots=");
        sb__shell_word(out, look->s->root, strlen(look->s->root));
    }
    sb_text_add(out, " --update-snapshots ");
    sb__shell_word(out, pattern, strlen(pattern));
    sb_text_add(out, "\n");
    free(pattern);
    free(whole);
}

void sb__look_explain(const sb__look *look, const sb_match *m, sb_text *out)
{
    const char *shown = sb__snapshot_shown(look->s, look->path);
    if (look->fate == SB__FATE_MISSING && !look->demanded) {
        sb_text_add(out,
            "there is no snapshot %s\nno update writes it here, where the assertion may hold with another text; it writes one that\n"
            "should(..., match_snapshot(...)) asks for before this, in the same test\n",
            shown);
        return;
    }
    if (look->fate == SB__FATE_MISSING) {
        sb_text_add(out, "there is no snapshot %s\n", shown);
        put_got(look, m, out);
        put_way(look, "to accept what was got", out);
        return;
    }
    if (m->negated) {
        sb_text_add(out, "expected: something else than the snapshot has\n     got: the same\n");
    } else {
        put_difference(look, m, out);
    }
    sb_text_add(out, "snapshot: %s\n", shown);
    if (look->demanded)
        put_way(look, "to accept what was got", out);
}
