/* made_up.c -- a registry of our own, from the names of its cases. */
#include "made_up.h"
#include <stdlib.h>
#include <string.h>

static void nothing(void *self, const void *each) { (void)self, (void)each; }

sb_case_more *made_up_case(made_up *to, const char *suite, const char *name)
{
    static const char file[] = "x.c";
    sb_text text = SB_TEXT_EMPTY;
    size_t i = to->n++;
    sb_text_put(&text, file, sizeof file);
    sb_text_put(&text, suite, strlen(suite) + 1);
    sb_text_add(&text, "%s/%s", suite, name);
    to->case_text[i] = sb_text_take(&text);
    to->test[i] = (sb_case){ to->case_text[i], nothing, &to->more[i], (int)i + 1, sizeof file,
        (uint16_t)(sizeof file + strlen(suite) + 1) };
    to->range = (sb_case_range){ .first = to->test, .end = to->test + to->n };
    to->from.cases = &to->range;
    return &to->more[i];
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
    for (size_t i = 0; i < of->n; i++)
        free(of->case_text[i]);
}
