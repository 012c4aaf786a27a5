/* made_up.c -- a registry of our own, from the names of its cases. */
#include "made_up.h"

static void nothing(void *self, const void *each) { (void)self, (void)each; }

sb_case *made_up_case(made_up *to, const char *suite, const char *name)
{
    sb_case *one = &to->test[to->n];
    *one = (sb_case){ .suite = suite, .name = name, .file = "x.c", .line = (int)to->n + 1, .run = nothing };
    to->n++;
    to->range = (sb_case_range){ .first = to->test, .end = to->test + to->n };
    to->from.cases = &to->range;
    return one;
}

int made_up_plan(made_up *of, sb_selection selection)
{
    if (of->planned)
        sb_plan_release(&of->plan);
    int rc = sb_plan_make(&of->plan, &of->from, &selection);
    of->planned = rc == SB_OK;
    return rc;
}

static const char *names(made_up *of, bool by_order)
{
    sb_text_release(&of->text);
    sb_text_add(&of->text, "%s", "");
    for (size_t i = 0; i < of->plan.n; i++)
        sb_text_add(&of->text, "%s%s", i ? " " : "", of->plan.item[by_order ? sb_plan_at(&of->plan, i) : i].name);
    return of->text.at;
}

const char *made_up_names(made_up *of) { return names(of, false); }
const char *made_up_order(made_up *of) { return names(of, true); }

void made_up_release(made_up *of)
{
    if (of->planned)
        sb_plan_release(&of->plan);
    sb_text_release(&of->text);
}
