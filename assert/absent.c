/* absent.c -- strings and bytes that are NULL where something is to be looked for, or looked at. */
#include "absent.h"
#include "list.h"
#include "value.h"

static bool is_text(const sb_value *value) { return value->kind == SB_STR || value->kind == SB_BYTES; }

static bool is_wanted_absent(const sb_match *m)
{
    struct sb_list listed = sb_list_listed(m);
    bool absent = false;

    if (m->x.kind != SB_PARTS)
        return sb_absent(&m->x);
    for (size_t i = 0; i < listed.n && !absent; i++) {
        sb_value one = sb_list_at(&listed, i);
        absent = sb_absent(&one);
    }
    return absent;
}

bool sb_absent_in(const sb_match *match)
{
    return is_text(&match->actual) && (sb_absent(&match->actual) || is_wanted_absent(match));
}

/* What fits so is about what is in a text; a matcher of somebody else's may take NULL as it likes, hence the verdict. */
bool sb_absent_explain(const sb_match *match, sb_text *out)
{
    enum sb_fits fits = match->type->fits;
    bool looks = fits == SB_FITS_STRINGS || fits == SB_FITS_CONTAINER || fits == SB_FITS_MEMBERS;
    bool measures = fits == SB_FITS_LENGTH || fits == SB_FITS_EMPTY;

    if (!is_text(&match->actual) || !(looks || measures) || !(measures ? sb_absent(&match->actual) : sb_absent_in(match)) ||
        match->type->judge(match) != SB_NEVER)
        return false;
    if (sb_absent(&match->actual))
        sb_text_add(out, "there %s: NULL satisfies nothing about what is in it, asserted or negated\n",
            match->actual.kind == SB_STR ? "is no string" : "are no bytes");
    else
        sb_text_add(out, "what is asked for is NULL: it does not hold, asserted or negated\n");
    return true;
}
