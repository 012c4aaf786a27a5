/* null.c -- be_null. */
#include "../value.h"

static enum sb_verdict null(const sb_match *m) { return m->actual.v.p ? SB_NO : SB_YES; }

const sb_matcher_type sb_m_be_null = { .words = "be NULL", .fits = SB_FITS_POINTER, .judge = null };
