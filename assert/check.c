/* check.c -- one assertion: read the operands, judge, and in the rare case say what was wrong. */
#include "context.h"
#include "fit.h"
#include "message.h"
#include "operand.h"
#include "waiting.h"
#include <errno.h>
#include <string.h>

static bool negated(const sb_site *site) { return site->packed >> 24 & SB_SITE_NOT; }

__attribute__((noinline, cold)) static void fail(const sb_site *site, sb_match *match)
{
    struct sb_text text = SB_TEXT_EMPTY;
    sb_wait *wait;

    match->kept_errno = errno + 1;
    wait = sb_wait_of(site);
    match->negated = negated(site);
    if (wait && !sb_fit_misfits(match) && sb_wait_goes_on(wait))
        return;
    sb_message_make(match, site->text + strlen(site->text) + 1, &text);
    if (wait)
        sb_wait_tell(wait, &text);
    sb_failed_text(site->text, site->line, !(site->packed >> 24 & SB_SITE_SOFT), &text);
}

/* Values are not cleared before they are read: a kind says what is in them, and this is the hot path. */
static inline void open_match(sb_match *match, const sb_site *site)
{
    match->type = site->type;
    match->site = site;
    match->negated = false;
    match->kept_errno = 0;
    match->ignoring = 0;
    match->optional = false;
    match->shown_as = NULL;
}

static bool is_view(const sb_value *value) { return value->kind >> 4 == SB_BYTES >> 4 || value->kind == SB_ABSURD; }

/* unchecked: the compiler could not check which kinds there are. */
static inline void judge_unchecked(const sb_site *site, sb_match *match, bool unchecked)
{
    enum sb_verdict verdict = SB_NEVER;

    if (!unchecked || !sb_fit_misfits(match))
        verdict = match->type->judge(match);
    if (verdict != (negated(site) ? SB_NO : SB_YES))
        fail(site, match);
}

/* Not the parts of composites, nor which of bytes, an array and an object a view is. */
static inline void judge(const sb_site *site, sb_match *match)
{
    judge_unchecked(site, match, match->x.kind == SB_PARTS || is_view(&match->actual));
}

void sb_check(const sb_site *site, ...)
{
    sb_match match;
    va_list args;

    sb_context_count();
    open_match(&match, site);
    va_start(args, site);
    sb_operand_read(&match.actual, (int)(site->packed >> 16 & 0xff), &args);
    sb_operand_read(&match.x, (int)(site->packed & 0xff), &args);
    sb_operand_read(&match.y, (int)(site->packed >> 8 & 0xff), &args);
    va_end(args);
    judge(site, &match);
}

void sb_check_strings(const sb_site *site, const char *actual, const char *x)
{
    sb_match match;

    sb_context_count();
    open_match(&match, site);
    match.actual.kind = match.x.kind = SB_STR;
    match.actual.v.s = actual;
    match.x.v.s = x;
    match.y.kind = SB_NONE;
    judge_unchecked(site, &match, false);
}

static void as_bytes(sb_value *value)
{
    if (value->kind == SB_STR && value->v.s)
        *value = sb__box_view((sb_view){ value->v.s, strlen(value->v.s), NULL });
}

/* In C++ a string with a NUL inside comes as bytes, and what it is compared with is a string. */
void sb_check_values(const sb_site *site, const sb_value *actual, const sb_value *x, const sb_value *y)
{
    static const sb_value none = { .kind = SB_NONE };
    sb_match match;

    sb_context_count();
    open_match(&match, site);
    match.actual = *actual;
    match.x = x ? *x : none;
    match.y = y ? *y : none;
    if (site->type->fits == SB_FITS_SAME && match.actual.kind == SB_BYTES)
        as_bytes(&match.x);
    else if (site->type->fits == SB_FITS_SAME && match.x.kind == SB_BYTES)
        as_bytes(&match.actual);
    judge_unchecked(site, &match, match.x.kind == SB_PARTS || is_view(&match.actual) || is_view(&match.x));
}

/* Apart from sb_check_ints, so that the match is no burden on its frame. */
__attribute__((noinline)) static void judge_ints(const sb_site *site, int actual, int x)
{
    sb_match match;

    open_match(&match, site);
    match.actual = (sb_value){ .kind = SB_INT, .v.i = actual };
    match.x = (sb_value){ .kind = SB_INT, .v.i = x };
    match.y.kind = SB_NONE;
    judge(site, &match);
}

void sb_check_ints(const sb_site *site, int actual, int x)
{
    sb_context_count();
    if (!site->type->ints || site->type->ints(actual, x) == negated(site))
        judge_ints(site, actual, x);
}
