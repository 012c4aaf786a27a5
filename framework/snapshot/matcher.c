/* matcher.c -- match_snapshot: the operand is what a file beside the test has. */
#include "../../assert/value.h"
#include "look.h"
#include <seedbed/snapshot.h>
#include <stdlib.h>

const char sb_snapshot_name[] = "by its number";

/* What the test keeps to be written when it is over, rather than fail. */
static bool is_to_be_written(const sb__look *look)
{
    if (!look->demanded || (look->fate != SB__FATE_MISSING && look->fate != SB__FATE_DIFFERS))
        return false;
    return look->s->update == SB_UPDATE_NEW ? look->fate == SB__FATE_MISSING : look->s->update != SB_UPDATE_NONE;
}

static bool keep(const sb_match *m, sb__look *look)
{
    sb__pending one = { look->path, look->folder, look->got, m->site, look->fate == SB__FATE_DIFFERS, false };
    look->path = NULL;
    look->got = (sb_text)SB_TEXT_EMPTY;
    return sb__snapshot_keep(look->s, &look->test, &one);
}

/* Of what the file has nothing is to be written, and still no other text may come after it. */
static enum sb_verdict verdict_on(const sb__look *look)
{
    if (look->fate == SB__FATE_DIFFERS)
        return SB_NO;
    bool same = look->fate == SB__FATE_SAME, held = same && look->demanded && !look->kept;
    if (held && look->s->update != SB_UPDATE_NONE)
        same = sb__snapshot_hold(look->s, &look->test, look->path, &look->got);
    return same ? SB_YES : SB_NEVER;
}

static enum sb_verdict judge(const sb_match *m)
{
    sb__look look;
    enum sb_verdict verdict = SB_NEVER;
    if (sb__look_at(&look, m)) {
        if (is_to_be_written(&look)) {
            verdict = keep(m, &look) ? SB_YES : SB_NEVER;
        } else {
            if (!look.kept && look.fate != SB__FATE_MISSING)
                sb__snapshot_note(look.s, look.fate == SB__FATE_SAME ? SB__FATE_SAME : SB__FATE_ASKED, look.path);
            verdict = verdict_on(&look);
        }
    }
    sb__look_end(&look);
    return verdict;
}

/* Where it is no failure that there is another text, or none, nobody asks to have it explained. */
static bool explain(const sb_match *m, sb_text *out)
{
    sb__look look;
    if (sb__look_at(&look, m)) {
        if (look.fate != SB__FATE_SAME)
            sb__snapshot_note(look.s, look.fate, look.path);
        sb__look_explain(&look, m, out);
    } else
        sb_text_add(out, "%s\n", sb_error());
    sb__look_end(&look);
    return true;
}

const sb_matcher_type sb_m_match_snapshot = { .words = "match snapshot",
    .between = "after",
    .wanted = "the snapshot",
    .fits = SB_FITS_PRINTED,
    .judge = judge,
    .passed_over = sb__look_past,
    .explain = explain };
