/* truth.c -- be_true, be_false: not zero and zero, as C has it. */
#include "../value.h"

static bool is_true(const sb_value *v) { return sb_kind_floating(v->kind) ? v->v.d != 0 : v->v.u != 0; }

static enum sb_verdict truth(const sb_match *m) { return is_true(&m->actual) ? SB_YES : SB_NO; }
static enum sb_verdict falsehood(const sb_match *m) { return is_true(&m->actual) ? SB_NO : SB_YES; }

const sb_matcher_type sb_m_be_true = { .words = "be true", .fits = SB_FITS_NUMBER, .judge = truth };
const sb_matcher_type sb_m_be_false = { .words = "be false", .fits = SB_FITS_NUMBER, .judge = falsehood };
