/* claims.h -- single conditions on columns, put into facts. Private to generators/factory: checks.c decides which of them are to hold.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_CLAIMS_H
#define SEEDBED_GENERATORS_FACTORY_CLAIMS_H

#include "checks.h"
#include "expression.h"

enum sb_claim { SB_CLAIM_HOLDS = 1, SB_CLAIM_FAILS, SB_CLAIM_UNKNOWN };

/* That a column's value is below another's, or at most that, or another than that. */
typedef struct sb_order {
    size_t low, high;
    enum sb_relation relation; /* of low to high: EQUAL, OTHER, BELOW or AT_MOST */
} sb_order;

typedef struct sb_claims {
    const sb_table_info *info;
    sb_store *store;
    sb_facts *facts;
    const sb_order *order;
    size_t orders;
    const sb_expression *const *unknown; /* what was to hold and is not understood, or cannot hold with the rest */
    size_t unknowns;
    bool chosen; /* what is claimed now is one of several ways: a default may have gone another */
} sb_claims;

/* The condition is to hold, or not to hold. FAILS: it cannot, for what was claimed before. */
enum sb_claim sb_claim(sb_claims *to, const sb_expression *condition, bool holds);
/* The column has one of these. */
enum sb_claim sb_claim_choices(sb_claims *to, size_t column, const sb_expression *const *literal, size_t n);
/* A column must be NULL, or must not. */
enum sb_claim sb_claim_null(sb_claims *to, size_t column, bool null);
/* What belongs to a single column, and is compared with what is constant. */
enum sb_claim sb_claim_value(sb_claims *to, size_t column, enum sb_op op, const sb_value *value, bool holds);
/* Whether facts leave a value: choices that keep to all others, bounds in order. Takes choices away that do not. */
bool sb_claims_leave(sb_claims *claims, size_t column);

/* Below 0, 0, above 0; as numbers where both are such. */
int sb_value_order(const sb_value *a, const sb_value *b);
/* As the column would have it: a number stays a text in a column of texts, and PostgreSQL writes those below 0 as texts. */
sb_value sb_value_of(const sb_expression *literal, const sb_column *column);
bool sb_is_literal(const sb_expression *expression);
/* Orders that no check asks for and every reader expects: what starts before it ends. */
void sb_orders_by_name(sb_claims *claims);
/* Into facts: chains of columns each of which is above the one before. */
void sb_orders_settle(sb_claims *claims);
/* Where all columns of a key have defaults, rows that are left to them would be equal, or are a random uuid: then they are made. */
void sb_differ_settle(sb_claims *claims);

#endif
