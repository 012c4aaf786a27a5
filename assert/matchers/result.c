/* result.c -- succeed, fail_with: results that leave the reason in errno; return_error: those that are the reason. */
#include "../error.h"
#include "../value.h"
#include <errno.h>
#include <limits.h>

/* As the operand left it: what makes words of a failure has changed it since, so that it was kept. */
static int error_of(const sb_match *m) { return m->kept_errno ? m->kept_errno - 1 : errno; }

static bool failed(const sb_value *result)
{
    switch (result->kind) {
    case SB_BOOL: return !result->v.i;
    case SB_UINT: return result->v.i == (int64_t)UINT_MAX;
    case SB_ULONG: return result->v.u == ULONG_MAX;
    case SB_ULLONG: return result->v.u == ULLONG_MAX;
    case SB_PTR:
    case SB_STR:
    case SB_ROW: return !result->v.p || (uintptr_t)result->v.p == UINTPTR_MAX;
    default: return result->v.i == -1;
    }
}

static enum sb_verdict succeeds(const sb_match *m)
{
    if (sb_kind_floating(m->actual.kind))
        return SB_NEVER;
    return failed(&m->actual) ? SB_NO : SB_YES;
}

static enum sb_verdict fails_with(const sb_match *m)
{
    sb_value error = { .kind = SB_INT, .v.i = error_of(m) };

    if (sb_kind_floating(m->actual.kind) || !sb_kind_number(m->x.kind))
        return SB_NEVER;
    return failed(&m->actual) && sb_value_compare(&error, &m->x) == 0 ? SB_YES : SB_NO;
}

/* A number that is none of C's int is no error. */
static int as_int(const sb_value *number)
{
    if (sb_kind_floating(number->kind) || number->v.i > INT_MAX || number->v.i < INT_MIN)
        return INT_MIN;
    return (int)number->v.i;
}

static void add_result(const sb_match *m, sb_text *out)
{
    if (sb_kind_floating(m->actual.kind)) {
        sb_value_print(out, &m->actual);
        sb_text_add(out, ", and a floating number is no such result");
    } else if (failed(&m->actual)) {
        sb_text_add(out, "failed with ");
        sb_error_print(out, error_of(m));
    } else {
        sb_text_add(out, "succeeded with ");
        sb_value_print(out, &m->actual);
    }
    sb_text_add(out, "\n");
}

static bool explain_success(const sb_match *m, sb_text *out)
{
    sb_text_add(out, "expected: %s\n     got: ", m->negated ? "failed" : "succeeded");
    add_result(m, out);
    return true;
}

static bool explain_failure(const sb_match *m, sb_text *out)
{
    sb_text_add(out, "expected: %sfailed with ", m->negated ? "not " : "");
    sb_error_print(out, as_int(&m->x));
    sb_text_add(out, "\n     got: ");
    add_result(m, out);
    return true;
}

static void add_returned(const sb_value *returned, sb_text *out)
{
    int error = as_int(returned);

    if (error == INT_MIN)
        sb_value_print(out, returned);
    else if (!error)
        sb_text_add(out, "0, no error");
    else {
        sb_text_add(out, error < 0 ? "-" : "");
        sb_error_print(out, error < 0 ? -error : error);
    }
}

static enum sb_verdict returns(const sb_match *m) { return sb_value_equal(&m->actual, &m->x) ? SB_YES : SB_NO; }

static enum sb_verdict returns_none(const sb_match *m)
{
    sb_value none = { .kind = SB_INT, .v.i = 0 };
    return sb_value_equal(&m->actual, &none) ? SB_YES : SB_NO;
}

static bool explain_returned(const sb_match *m, sb_text *out)
{
    sb_value none = { .kind = SB_INT, .v.i = 0 };

    sb_text_add(out, "expected: %s", m->negated ? "not " : "");
    add_returned(m->x.kind == SB_NONE ? &none : &m->x, out);
    sb_text_add(out, "\n     got: ");
    add_returned(&m->actual, out);
    sb_text_add(out, "\n");
    return true;
}

const sb_matcher_type sb_m_succeed = {
    .words = "succeed", .wanted = "succeeded", .fits = SB_FITS_RESULT, .judge = succeeds, .explain = explain_success
};
const sb_matcher_type sb_m_fail_with = {
    .words = "fail with", .wanted = "failed with", .fits = SB_FITS_RESULT, .judge = fails_with, .explain = explain_failure
};
const sb_matcher_type sb_m_return_error = {
    .words = "return error", .wanted = "error", .fits = SB_FITS_NUMBERS, .judge = returns, .explain = explain_returned
};
const sb_matcher_type sb_m_return_no_error = {
    .words = "return no error", .wanted = "no error", .fits = SB_FITS_NUMBER, .judge = returns_none, .explain = explain_returned
};
