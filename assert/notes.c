/* notes.c -- given() and because(): lines on the stack of who said them, told when something fails. */
#include "notes.h"
#include "context.h"
#include "source.h"
#include "value.h"
#include <stdio.h>
#include <string.h>

/* As many as are told; who is deeper in scopes than that (a function that calls itself) sees the innermost. One line of values is as wide
 * as this, or each value has its own. */
enum { MOST_TOLD = 32, WIDE = 100 };

void sb_note_begin(sb_note *note, const char *text, const sb_value *value, size_t n)
{
    sb_scopes *scopes = sb_context_scopes();

    *note = (sb_note){ .around = scopes->note, .self = note, .text = text, .value = value, .n = n };
    scopes->note = note;
}

/* A character that was cut goes as a whole. */
static void mark_cut(char *room)
{
    size_t end = SB_BECAUSE_MOST - 3;

    while (end && ((unsigned char)room[end] & 0xc0) == 0x80)
        end--;
    memcpy(room + end, "...", 4);
}

void sb_note_begin_because(sb_note *note, char *room, const char *format, ...)
{
    va_list args;
    int n;

    if (strchr(format, '%')) {
        va_start(args, format);
        n = vsnprintf(room, SB_BECAUSE_MOST + 1, format, args);
        va_end(args);
        if (n > SB_BECAUSE_MOST)
            mark_cut(room);
        format = n < 0 ? format : room;
    }
    sb_note_begin(note, format, NULL, 0);
}

/* In C a goto or a case label can jump over the declaration and into its scope: then the note is whatever was on the stack, and is not read.
 * Where one inside was left by a jump and is overwritten by now, there is no other way to know it than to read it. */
static bool stands(const sb_note *note, const sb_note *innermost)
{
    const sb_note *at = innermost;

    while (at && at != note && at->self == at)
        at = at->around;
    return at == note || (at && note->self == note);
}

/* With it go those inside it that were left by a jump. */
void sb_note_end(sb_note *note)
{
    sb_scopes *scopes = sb_context_scopes();

    if (!stands(note, scopes->note))
        return;
    note->self = NULL;
    scopes->note = note->around;
}

static void add_value(const sb_note *note, size_t i, struct sb_source *names, sb_text *out)
{
    struct sb_source name = { NULL, 0 };

    if (sb_source_next(names, &name)) {
        sb_text_put(out, name.at, name.size);
        sb_text_add(out, " = ");
    }
    sb_value_print(out, &note->value[i]);
}

static void add_given(const sb_note *note, const char *between, sb_text *out)
{
    struct sb_source names = { note->text, strlen(note->text) };

    for (size_t i = 0; i < note->n; i++) {
        sb_text_add(out, "%s", i ? between : "\n     given: ");
        add_value(note, i, &names, out);
    }
}

static void tell(const sb_note *note, sb_text *out)
{
    size_t before = out->size;

    if (note->n == SB_NOTE_WHOLE) {
        sb_text_add(out, "%s", note->text);
        return;
    }
    if (!note->value) {
        sb_text_add(out, "\n   because: %s", note->text);
        return;
    }
    add_given(note, ", ", out);
    if (out->size - before > WIDE) {
        out->size = before;
        add_given(note, "\n            ", out);
    }
}

void sb_notes_tell(const sb_note *innermost, sb_text *out)
{
    const sb_note *told[MOST_TOLD];
    size_t n = 0;

    for (const sb_note *note = innermost; note && note->self == note && n < MOST_TOLD; note = note->around)
        told[n++] = note;
    while (n)
        tell(told[--n], out);
}
