/* file.c -- exist, be_a_file, be_a_directory, have_file_size, have_mode: what a path leads to. */
#include "../count.h"
#include "../path.h"
#include "../value.h"

enum { PERMISSIONS = 07777 };

static enum sb_verdict unknown_or(const struct sb_look *look, bool holds)
{
    if (look->error && !sb_look_is_nothing(look))
        return SB_NEVER;
    return holds ? SB_YES : SB_NO;
}

static enum sb_verdict exists(const sb_match *m)
{
    struct sb_look look = sb_path_look(m->actual.v.s);
    return unknown_or(&look, !look.error);
}

static enum sb_verdict is_file(const sb_match *m)
{
    struct sb_look look = sb_path_look(m->actual.v.s);
    return unknown_or(&look, !look.error && S_ISREG(look.about.st_mode));
}

static enum sb_verdict is_directory(const sb_match *m)
{
    struct sb_look look = sb_path_look(m->actual.v.s);
    return unknown_or(&look, !look.error && S_ISDIR(look.about.st_mode));
}

static enum sb_verdict has_number(const sb_match *m, const struct sb_look *look, long long number)
{
    sb_value n = { .kind = SB_LLONG, .v.i = number };

    if (look->error || !sb_is_count(&m->x))
        return SB_NEVER;
    return sb_value_compare(&n, &m->x) == 0 ? SB_YES : SB_NO;
}

static enum sb_verdict has_size(const sb_match *m)
{
    struct sb_look look = sb_path_look(m->actual.v.s);

    if (!look.error && !S_ISREG(look.about.st_mode))
        return SB_NEVER;
    return has_number(m, &look, (long long)look.about.st_size);
}

static enum sb_verdict has_mode(const sb_match *m)
{
    struct sb_look look = sb_path_look(m->actual.v.s);
    return has_number(m, &look, look.about.st_mode & PERMISSIONS);
}

/* ---- words ---- */
static void say(const sb_match *m, sb_text *out)
{
    struct sb_look look = sb_path_look(m->actual.v.s);
    sb_path_say(m->actual.v.s, &look, out);
}

/* what: NULL where existing is all that counts. */
static bool explain(const sb_match *m, const char *what, sb_text *out)
{
    sb_text_add(out, "expected: %s", !what ? (m->negated ? "nothing" : "something") : m->negated ? "not " : "");
    sb_text_add(out, "%s at ", what ? what : "");
    sb_value_print(out, &m->actual);
    sb_text_add(out, "\n     got: ");
    say(m, out);
    sb_text_add(out, "\n");
    return true;
}

static bool explain_existence(const sb_match *m, sb_text *out) { return explain(m, NULL, out); }
static bool explain_file(const sb_match *m, sb_text *out) { return explain(m, "a file", out); }
static bool explain_directory(const sb_match *m, sb_text *out) { return explain(m, "a directory", out); }

static bool explain_size(const sb_match *m, sb_text *out)
{
    sb_text_add(out, "expected: %sa file of ", m->negated ? "not " : "");
    sb_value_print(out, &m->x);
    sb_text_add(out, " byte%s at ", sb_value_compare(&m->x, &(sb_value){ .kind = SB_INT, .v.i = 1 }) == 0 ? "" : "s");
    sb_value_print(out, &m->actual);
    sb_text_add(out, "\n     got: ");
    say(m, out);
    sb_text_add(out, "\n");
    sb_count_explain(out, &m->x);
    return true;
}

/* "0644 rw-r--r--", as ls has it. */
static void add_mode(sb_text *out, unsigned mode)
{
    static const char letter[] = "rwxrwxrwx";
    char shown[] = "---------";

    for (unsigned i = 0; i < 9; i++)
        shown[i] = mode & 0400u >> i ? letter[i] : '-';
    if (mode & S_ISUID)
        shown[2] = mode & S_IXUSR ? 's' : 'S';
    if (mode & S_ISGID)
        shown[5] = mode & S_IXGRP ? 's' : 'S';
    if (mode & S_ISVTX)
        shown[8] = mode & S_IXOTH ? 't' : 'T';
    sb_text_add(out, "%04o %s", mode, shown);
}

static bool explain_mode(const sb_match *m, sb_text *out)
{
    struct sb_look look = sb_path_look(m->actual.v.s);

    sb_text_add(out, "expected: %s", m->negated ? "not " : "");
    if (!sb_kind_floating(m->x.kind) && m->x.v.u <= PERMISSIONS)
        add_mode(out, (unsigned)m->x.v.u);
    else
        sb_value_print(out, &m->x);
    sb_text_add(out, "\n     got: ");
    if (!look.error)
        add_mode(out, look.about.st_mode & PERMISSIONS);
    else
        sb_path_say(m->actual.v.s, &look, out);
    sb_text_add(out, "\n");
    if (!sb_is_count(&m->x))
        sb_text_add(out, "that is no mode: it does not hold, asserted or negated\n");
    return true;
}

const sb_matcher_type sb_m_exist = { .words = "exist", .fits = SB_FITS_STRING, .judge = exists, .explain = explain_existence };
const sb_matcher_type sb_m_be_a_file = {
    .words = "be a file", .fits = SB_FITS_STRING, .judge = is_file, .explain = explain_file
};
const sb_matcher_type sb_m_be_a_directory = {
    .words = "be a directory", .fits = SB_FITS_STRING, .judge = is_directory, .explain = explain_directory
};
const sb_matcher_type sb_m_have_file_size = {
    .words = "have file size", .fits = SB_FITS_NUMBERED, .judge = has_size, .explain = explain_size
};
const sb_matcher_type sb_m_have_mode = {
    .words = "have mode", .fits = SB_FITS_NUMBERED, .judge = has_mode, .explain = explain_mode
};
