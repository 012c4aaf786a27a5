/* again.c -- main's plan in another process of the same program. */
#include "again.h"
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits, over each name with its NUL. A round that --repeat put behind a name is main's own: workers know the case. */
uint64_t sb_plan_names(const sb_plan *plan)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < plan->n; i++) {
        const char *name = plan->item[i].name;
        size_t size = plan->item[i].base ? plan->item[i].base : strlen(name);
        for (size_t k = 0; k < size; k++)
            h = (h ^ (unsigned char)name[k]) * 1099511628211u;
        h *= 1099511628211u;
    }
    return h;
}

static int another(void)
{
    return sb_fail_with(SB_ERR,
        "a spawned worker has other tests than main: tests must be registered in the same way in every process of a program; use "
        "--start=fork where they cannot");
}

/* What was decided about a case, on the case itself. */
static sb_planned join(const sb_planned *own, const sb_planned *sent)
{
    sb_planned item = *own;
    item.digest = sent->digest;
    item.base = sent->base;
    item.place = sent->place;
    return item;
}

/* What was decided about how cases run, on the words that are here. */
static int join_terms(sb_plan *all, const sb_sent_plan *sent)
{
    if (all->terms_n != sent->plan.terms_n)
        return another();
    for (size_t i = 0; i < all->terms_n; i++) {
        sb_planned_terms own = all->terms[i];
        all->terms[i] = sent->terms[i];
        all->terms[i].tags = own.tags;
        all->terms[i].needs = own.needs;
    }
    return SB_OK;
}

/* Takes the items of `all` over as far as they are sent, and its suites and names. */
static int choose(sb_plan *plan, sb_plan *all, const sb_sent_plan *sent)
{
    const sb_planned **by_number = sb_alloc((all->registered + 1) * sizeof *by_number);
    int rc = join_terms(all, sent);
    for (size_t i = 0; i < all->n; i++)
        by_number[all->item[i].number] = &all->item[i];
    *plan = sent->plan;
    plan->registered = all->registered;
    plan->item = sb_alloc((sent->plan.n + 1) * sizeof *plan->item);
    plan->order = NULL;
    plan->n = 0;
    for (size_t i = 0; i < sent->plan.n && rc == SB_OK; i++) {
        const sb_planned *own = sent->item[i].number < all->registered ? by_number[sent->item[i].number] : NULL;
        if (own)
            plan->item[plan->n++] = join(own, &sent->item[i]);
        else
            rc = another();
    }
    plan->suite = all->suite;
    plan->suites = all->suites;
    plan->terms = all->terms;
    plan->terms_n = all->terms_n;
    plan->names = all->names;
    all->suite = NULL;
    all->suites = 0;
    all->terms = NULL;
    all->names = (sb_name_store){ 0 };
    free(by_number);
    return rc;
}

int sb_plan_again(sb_plan *plan, const sb_context *from, const sb_sent_plan *sent)
{
    sb_plan all;
    sb_selection everything = { .pattern_count = 0 };
    int rc = sb_plan_make(&all, from, &everything);
    if (rc)
        return rc;
    rc = choose(plan, &all, sent);
    sb_plan_release(&all);
    if (rc == SB_OK && (plan->registered != sent->plan.registered || sb_plan_names(plan) != sent->names))
        rc = another();
    if (rc == SB_OK && sent->order) {
        plan->order = sb_alloc((plan->n + 1) * sizeof *plan->order);
        memcpy(plan->order, sent->order, plan->n * sizeof *plan->order);
    }
    if (rc)
        sb_plan_release(plan);
    return rc;
}
