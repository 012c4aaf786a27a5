/* checks.c -- decide which conditions are to hold where checks leave a choice, so that all of them hold together. */
#include "checks.h"
#include "claims.h"
#include "types.h"
#include <string.h>

enum { MOST_STEPS = 3000, MOST_WAYS = 24 };

/* Conditions that are to hold, or not to hold, all of them. */
typedef struct goal {
    const sb_expression *of;
    bool holds, chosen;
    const struct goal *next;
} goal;

typedef struct solving {
    sb_claims result;
    unsigned steps;
    bool strict; /* a way with a condition that is not understood is no way */
} solving;

static const goal *with(sb_store *store, const sb_expression *of, bool holds, bool chosen, const goal *next)
{
    goal *it = sb_store_alloc(store, sizeof *it);

    *it = (goal){ of, holds, chosen, next };
    return it;
}

static bool is_condition(const sb_expression *e) { return e->op >= SB_OP_AND; }

static const sb_expression *negated(sb_store *store, const sb_expression *of)
{
    sb_expression *it = sb_store_alloc(store, sizeof *it);

    *it = (sb_expression){ .op = SB_OP_NOT, .text = "", .n = 1, .part = sb_store_alloc(store, sizeof *it->part) };
    it->part[0] = of;
    return it;
}

/* ---- x = a OR x = b: one claim, and no choice ---- */

static size_t collect(const sb_expression *e, enum sb_op op, const sb_expression **out, size_t n)
{
    if (e->op != op) {
        if (n < 200)
            out[n] = e;
        return n + 1;
    }
    for (size_t i = 0; i < e->n; i++)
        n = collect(e->part[i], op, out, n);
    return n;
}

static const sb_expression *column_in(const sb_expression *e)
{
    while (e->op == SB_OP_CALL && e->n == 1 && (strcmp(e->text, "lower") == 0 || strcmp(e->text, "upper") == 0))
        e = e->part[0];
    return e->op == SB_OP_COLUMN ? e : NULL;
}

/* What may be NULL as well is one of them where it is not. */
static bool is_choices(const sb_expression *e, size_t *column, const sb_expression **literal, size_t *n)
{
    const sb_expression *one[200], *first = NULL;
    size_t ways = collect(e, SB_OP_OR, one, 0);

    *n = 0;
    for (size_t i = 0; i < ways && ways <= 200; i++) {
        bool null = one[i]->op == SB_OP_IS_NULL, equal = one[i]->op == SB_OP_EQUAL && sb_is_literal(one[i]->part[1]);
        const sb_expression *of = null || equal ? column_in(one[i]->part[0]) : NULL;
        if (!of || (first && first->column != of->column))
            return false;
        first = of;
        if (equal)
            literal[(*n)++] = one[i]->part[1];
    }
    *column = first ? first->column : 0;
    return *n > 0 && ways <= 200;
}

/* ---- counts: num_nonnulls(a, b) = 1, (a IS NULL) + (b IS NULL) = 1 ---- */

typedef struct count {
    const sb_expression *of[MOST_WAYS];
    size_t n, least, most;
} count;

static bool terms_of(sb_store *store, const sb_expression *e, count *out)
{
    const sb_expression *part[200];

    if (e->op == SB_OP_CALL && (strcmp(e->text, "num_nonnulls") == 0 || strcmp(e->text, "num_nulls") == 0)) {
        for (size_t i = 0; i < e->n && i < MOST_WAYS; i++) {
            sb_expression *null = sb_store_alloc(store, sizeof *null);
            *null = (sb_expression){ .op = SB_OP_IS_NULL, .text = "", .n = 1, .part = &e->part[i] };
            out->of[out->n++] = strcmp(e->text, "num_nulls") == 0 ? null : negated(store, null);
        }
        return e->n <= MOST_WAYS;
    }
    out->n = e->op == SB_OP_SUM ? collect(e, SB_OP_SUM, part, 0) : 0;
    for (size_t i = 0; i < out->n && i < MOST_WAYS; i++) {
        if (!is_condition(part[i]))
            return false;
        out->of[i] = part[i];
    }
    return out->n > 0 && out->n <= MOST_WAYS;
}

static bool is_count(sb_store *store, const goal *g, count *out)
{
    const sb_expression *e = g->of;
    bool turned = e->n == 2 && sb_is_literal(e->part[0]);
    size_t bound, below = e->op == SB_OP_BELOW;
    sb_value value;

    *out = (count){ .n = 0 };
    if (e->op < SB_OP_EQUAL || e->op > SB_OP_AT_MOST || !sb_is_literal(e->part[!turned]) ||
        !terms_of(store, e->part[turned], out))
        return false;
    value = sb_value_of(e->part[!turned], &(sb_column){ .type = "integer" });
    if (value.kind != SB_LLONG || value.v.i < 0)
        return false;
    bound = (size_t)value.v.i;
    if (e->op == SB_OP_EQUAL || e->op == SB_OP_SAME) {
        out->least = g->holds ? bound : bound + 1;
        out->most = g->holds ? bound : out->n;
    } else if (g->holds != turned) { /* count < bound, or not bound < count */
        out->least = 0;
        out->most = bound - (turned ? !below && bound : below && bound);
    } else {
        out->least = turned ? bound + below : bound + !below;
        out->most = out->n;
    }
    return true;
}

/* ---- which way asks the least ---- */

static unsigned cost_of_column(const sb_claims *claims, const sb_expression *e, bool holds)
{
    const sb_column *column = &claims->info->column[e->column];
    bool may_be_null = !sb_column_must_be(column);

    if (holds)
        return !may_be_null ? 1000 : column->has_default ? 3 : 0;
    return !may_be_null ? 0 : sb_column_refers(column) ? 3 : 1;
}

static const sb_expression *any_column(const sb_expression *e)
{
    const sb_expression *found = e->op == SB_OP_COLUMN ? e : NULL;

    for (size_t i = 0; !found && i < e->n; i++)
        found = any_column(e->part[i]);
    return found;
}

static unsigned cost(const sb_claims *claims, const sb_expression *e, bool holds)
{
    unsigned sum = 0, least = 5000;
    const sb_expression *column;

    switch (e->op) {
    case SB_OP_NOT: return cost(claims, e->part[0], !holds);
    case SB_OP_AND:
    case SB_OP_OR:
        for (size_t i = 0; i < e->n; i++) {
            unsigned one = cost(claims, e->part[i], holds);
            sum += one;
            least = one < least ? one : least;
        }
        return (e->op == SB_OP_AND) == holds ? sum : least;
    case SB_OP_IS_NULL: return e->part[0]->op == SB_OP_COLUMN ? cost_of_column(claims, e->part[0], holds) : 10;
    case SB_OP_UNKNOWN: return 1000;
    default: break;
    }
    column = any_column(e);
    if (column && sb_column_refers(&claims->info->column[column->column])) /* nobody chooses what key its parent has */
        return e->op == SB_OP_EQUAL && !holds ? 1 : 500;
    if (!column || !claims->info->column[column->column].has_default)
        return e->op == SB_OP_EQUAL ? (holds ? 2 : 1) : 2;
    return e->op == SB_OP_EQUAL && !holds ? 1 : 4;
}

typedef struct way {
    const goal *goals;
    unsigned cost;
} way;

static void add_way(way *ways, size_t *n, const sb_claims *claims, const goal *goals, const goal *end)
{
    unsigned sum = 0;
    size_t at = *n;

    if (*n == MOST_WAYS)
        return;
    for (const goal *one = goals; one != end; one = one->next)
        sum += cost(claims, one->of, one->holds);
    for (; at > 0 && ways[at - 1].cost > sum; at--)
        ways[at] = ways[at - 1];
    ways[at] = (way){ goals, sum };
    (*n)++;
}

/* So many terms hold, one beside the other, and the others do not. */
static void ways_of_count(const sb_claims *claims, const count *of, const goal *rest, way *ways, size_t *n)
{
    for (size_t holding = of->least; holding <= of->most && holding <= of->n; holding++)
        for (size_t first = 0; first < (holding && holding < of->n ? of->n : 1); first++) {
            const goal *goals = rest;
            for (size_t i = 0; i < of->n; i++)
                goals = with(claims->store, of->of[i], (i + of->n - first) % of->n < holding, true, goals);
            add_way(ways, n, claims, goals, rest);
        }
}

static size_t ways_of(const sb_claims *claims, const goal *g, const goal *rest, way *ways)
{
    const sb_expression *e = g->of, *part[200];
    size_t n = 0, parts;
    count counted;

    if (e->op == SB_OP_AND || e->op == SB_OP_OR) {
        parts = collect(e, e->op, part, 0);
        for (size_t i = 0; i < parts && i < 200; i++)
            add_way(ways, &n, claims, with(claims->store, part[i], g->holds, true, rest), rest);
        return n;
    }
    if (is_count(claims->store, g, &counted)) {
        ways_of_count(claims, &counted, rest, ways, &n);
        return n;
    }
    for (int first = 0; first < 2; first++)
        add_way(ways, &n, claims,
            with(claims->store, e->part[0], first, true, with(claims->store, e->part[1], g->holds ? first : !first, true, rest)),
            rest);
    return n;
}

/* (a IS NULL) = (b IS NULL), (status = 'sent') = (sent_at IS NOT NULL) */
static bool compares_conditions(const sb_expression *e)
{
    if ((e->op != SB_OP_EQUAL && e->op != SB_OP_SAME) || (!is_condition(e->part[0]) && !is_condition(e->part[1])))
        return false;
    for (int i = 0; i < 2; i++)
        if (!is_condition(e->part[i]) && e->part[i]->op != SB_OP_COLUMN && !sb_is_literal(e->part[i]))
            return false;
    return true;
}

/* json_valid(x) = 1 */
static const goal *without_constant(sb_store *store, const goal *g, const goal *rest)
{
    const sb_expression *e = g->of, *other;
    bool yes;

    if ((e->op != SB_OP_EQUAL && e->op != SB_OP_SAME) || e->part[0]->op == SB_OP_COLUMN || !sb_is_literal(e->part[1]) ||
        (!is_condition(e->part[0]) && strcmp(e->part[0]->text, "json_valid") != 0))
        return NULL;
    other = e->part[1];
    yes = other->op == SB_OP_TRUE || (other->op != SB_OP_FALSE && strcmp(other->text, "0") != 0);
    return with(store, e->part[0], g->holds == yes, g->chosen, rest);
}

static void note_unknown(sb_claims *claims, const sb_expression *of)
{
    const sb_expression **more = sb_store_alloc(claims->store, (claims->unknowns + 1) * sizeof *more);

    if (claims->unknowns)
        memcpy(more, claims->unknown, claims->unknowns * sizeof *more);
    more[claims->unknowns++] = of;
    claims->unknown = more;
}

static sb_claims copy_of(const sb_claims *claims)
{
    sb_claims copy = *claims;
    size_t size = claims->info->n * sizeof *copy.facts;

    copy.facts = sb_store_alloc(claims->store, size + 1);
    memcpy(copy.facts, claims->facts, size);
    return copy;
}

static bool solve(solving *s, sb_claims *claims, const goal *now, const goal *later);

static bool solve_later(solving *s, const sb_claims *claims, const goal *later)
{
    way ways[MOST_WAYS];
    size_t n = ways_of(claims, later, NULL, ways);

    for (size_t i = 0; i < n; i++) {
        sb_claims copy = copy_of(claims);
        if (solve(s, &copy, ways[i].goals, later->next))
            return true;
    }
    return false;
}

/* Conditions that leave a choice wait until all others are claimed, so that a way which cannot be is seen at once. */
static bool solve(solving *s, sb_claims *claims, const goal *now, const goal *later)
{
    const sb_expression *literal[200];
    const goal *simpler;
    size_t column, n;
    count counted;

    if (++s->steps > MOST_STEPS)
        return false;
    for (const goal *g; (g = now);) {
        const sb_expression *e = g->of;
        enum sb_claim claim = SB_CLAIM_HOLDS;

        now = g->next;
        claims->chosen = g->chosen;
        if (e->op == SB_OP_NOT)
            now = with(claims->store, e->part[0], !g->holds, g->chosen, now);
        else if ((e->op == SB_OP_AND && g->holds) || (e->op == SB_OP_OR && !g->holds))
            for (size_t i = e->n; i-- > 0;)
                now = with(claims->store, e->part[i], g->holds, g->chosen, now);
        else if (e->op == SB_OP_OR && is_choices(e, &column, literal, &n))
            claim = sb_claim_choices(claims, column, literal, n);
        else if ((simpler = without_constant(claims->store, g, now)))
            now = simpler;
        else if (e->op == SB_OP_OR || e->op == SB_OP_AND || compares_conditions(e) || is_count(claims->store, g, &counted))
            later = with(claims->store, e, g->holds, g->chosen, later);
        else
            claim = sb_claim(claims, e, g->holds);
        if (claim == SB_CLAIM_UNKNOWN)
            note_unknown(claims, e);
        if (claim == SB_CLAIM_FAILS || (claim == SB_CLAIM_UNKNOWN && s->strict && g->chosen))
            return false;
    }
    if (later)
        return solve_later(s, claims, later);
    s->result = *claims;
    return true;
}

/* ---- the table ---- */

static void begin(sb_claims *claims)
{
    for (size_t i = 0; i < claims->info->n; i++) {
        const char *const *choice = claims->info->column[i].choices;
        sb_facts *facts = &claims->facts[i];
        size_t n = 0;
        sb_value *value;
        while (choice && choice[n])
            n++;
        value = n ? sb_store_alloc(claims->store, n * sizeof *value) : NULL;
        for (size_t k = 0; k < n; k++)
            value[k] = sb__box_s(choice[k]);
        facts->choice = value;
        facts->choices = n;
    }
}

/* All together; where they cannot be, or have no end, each by itself as far as it agrees with those before it. */
static sb_claims solve_all(sb_claims claims, const sb_expression *const *check, size_t n)
{
    for (int strict = 1; strict >= 0; strict--) {
        solving s = { .strict = strict };
        sb_claims copy = copy_of(&claims);
        const goal *goals = NULL;
        for (size_t i = n; i-- > 0;)
            goals = with(claims.store, check[i], true, false, goals);
        if (solve(&s, &copy, goals, NULL))
            return s.result;
    }
    for (size_t i = 0; i < n; i++) {
        solving s = { .strict = false };
        sb_claims copy = copy_of(&claims);
        if (solve(&s, &copy, with(claims.store, check[i], true, false, NULL), NULL))
            claims = s.result;
        else
            note_unknown(&claims, check[i]);
    }
    return claims;
}

static bool speaks_of(const sb_expression *e, size_t column)
{
    bool found = e->op == SB_OP_COLUMN && e->column == column;

    for (size_t i = 0; !found && i < e->n; i++)
        found = speaks_of(e->part[i], column);
    return found;
}

static bool has_unknown(const sb_claims *claims, const sb_expression *e)
{
    for (size_t i = 0; i < claims->unknowns; i++)
        if (claims->unknown[i] == e)
            return true;
    for (size_t i = 0; i < e->n; i++)
        if (has_unknown(claims, e->part[i]))
            return true;
    return false;
}

/* Told to all columns in it; where none is known, to all there are. */
static void note_odd(sb_claims *claims, const sb_expression *const *check, size_t n)
{
    for (size_t c = 0; c < claims->info->n; c++) {
        const char **odd = sb_store_alloc(claims->store, (n + 1) * sizeof *odd);
        size_t odds = 0;
        for (size_t i = 0; i < n; i++)
            if (has_unknown(claims, check[i]) && (speaks_of(check[i], c) || !any_column(check[i])))
                odd[odds++] = sb_store_text(claims->store, claims->info->check[i]);
        claims->facts[c].odd = odds ? odd : NULL;
    }
}

const sb_facts *sb_facts_of(const sb_table_info *info, sb_store *store)
{
    sb_claims claims = { .info = info, .store = store, .facts = sb_store_alloc(store, (info->n + 1) * sizeof *claims.facts) };
    const sb_expression **check;
    size_t n = 0;

    while (info->check && info->check[n])
        n++;
    check = sb_store_alloc(store, (n + 1) * sizeof *check);
    for (size_t i = 0; i < n; i++)
        check[i] = sb_expression_read(info->check[i], info, store);
    begin(&claims);
    claims = solve_all(claims, check, n);
    sb_orders_by_name(&claims);
    sb_orders_settle(&claims);
    sb_differ_settle(&claims);
    note_odd(&claims, check, n);
    return claims.facts;
}
