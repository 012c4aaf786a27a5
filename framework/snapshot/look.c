/* look.c -- one operand and its snapshot, side by side: where the file lies, what is in it. */
#include "look.h"
#include "../../assert/value.h"
#include <seedbed/snapshot.h>
#include <stdlib.h>
#include <string.h>

static int print(sb__look *look, const sb_match *m)
{
    const sb_value *v = &m->actual;
    bool view = v->kind == SB_BYTES || v->kind == SB_ARRAY || v->kind == SB_OBJECT;
    if ((v->kind == SB_STR && !v->v.s) || (view && !v->v.view.data && v->v.view.size))
        return sb_fail_with(SB_ERR, "got NULL, of which there is no snapshot");
    sb__snapshot_print(&look->got, v);
    int (*redact)(struct sb_snapshots *, const sb_cells *, sb_text *) = look->s->redact;
    return redact ? redact(look->s, m->y.kind == SB_PTR ? m->y.v.p : NULL, &look->got) : SB_OK;
}

static int find(sb__look *look, const sb_match *m)
{
    if (!m->x.v.s)
        return sb_fail_with(SB_ERR, "the name of the snapshot is NULL");
    look->folder = sb__snapshot_folder(look->s, sb_case_file(look->test.test->test));
    if (!look->folder)
        return SB_ERR;
    sb__snapshot_name name = sb__snapshot_name_of(look->test.test);
    if (m->x.v.s == sb_snapshot_name)
        name.number = sb__snapshot_number(look->s, &look->test, m->site);
    else
        name.name = m->x.v.s;
    char *file = sb__snapshot_file_name(&name);
    look->path = sb_format("%s/%s", look->folder, file);
    free(file);
    return SB_OK;
}

void sb__look_past(const sb_match *m)
{
    sb__look look = { .s = sb__snapshots(), .got = SB_TEXT_EMPTY, .want = SB_TEXT_EMPTY };
    if (look.s && sb_running_test_of(&look.test) && find(&look, m) == SB_OK)
        sb__snapshot_note(look.s, SB__FATE_ASKED, look.path);
    sb__look_end(&look);
}

static int compare(sb__look *look)
{
    enum sb__kept kept = sb__snapshot_kept(look->s, &look->test, look->path, &look->got, &look->want);
    if (look->demanded && (kept == SB__KEPT_OTHER || kept == SB__KEPT_ELSEWHERE))
        return sb_fail_with(SB_ERR, "this test asked for the snapshot %s before, with another text; give each a name of its own",
            sb__snapshot_shown(look->s, look->path));
    look->kept = kept == SB__KEPT_SAME || kept == SB__KEPT_OTHER;
    look->fate = kept == SB__KEPT_OTHER ? SB__FATE_DIFFERS : SB__FATE_SAME;
    if (look->kept)
        return SB_OK;
    enum sb__reading reading = sb__snapshot_read(look->path, &look->want);
    if (reading == SB__READ_FAILED)
        return SB_ERR;
    if (reading == SB__READ_MISSING)
        look->fate = SB__FATE_MISSING;
    else if (look->want.size != look->got.size || memcmp(look->want.at, look->got.at, look->got.size) != 0)
        look->fate = SB__FATE_DIFFERS;
    return SB_OK;
}

bool sb__look_at(sb__look *look, const sb_match *m)
{
    *look = (sb__look){ .s = sb__snapshots(), .got = SB_TEXT_EMPTY, .want = SB_TEXT_EMPTY };
    look->demanded = !m->optional && !(((const sb_site *)m->site)->packed >> 24 & SB_SITE_NOT);
    if (!look->s || !sb_running_test_of(&look->test)) {
        sb_fail_with(SB_ERR, "a snapshot belongs to a test: match_snapshot works in one, its SETUP, TEARDOWN and clean-ups");
        return false;
    }
    return print(look, m) == SB_OK && find(look, m) == SB_OK && compare(look) == SB_OK;
}

void sb__look_end(sb__look *look)
{
    sb_text_release(&look->got);
    sb_text_release(&look->want);
    free(look->path);
}
