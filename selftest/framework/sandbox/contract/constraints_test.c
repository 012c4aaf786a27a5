/* constraints_test.c -- the contract of backends: which foreign keys, unique columns and checks a table has. */
#include "under.h"

SUITE(contract_constraints, .timeout = 60);
FIXTURE(contract_constraints, (struct under at; const sb_table_info *info));
TEARDOWN(contract_constraints) { under_close(&self->at); }

static void add_names(sb_text *to, const char *const *name, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sb_text_add(to, "%s%s", i ? "," : "", name[i]);
}

/* "a,b->t_p(x,y) " for each foreign key. */
static const char *references(struct under *at, const char *table)
{
    const sb_table_info *info;

    at->said.size = 0;
    if (at->is->describe(at->db, table, &info) != 0)
        return sb_error();
    sb_text_add(&at->said, "%s", "");
    for (size_t i = 0; i < info->references; i++) {
        add_names(&at->said, info->reference[i].column, info->reference[i].n);
        sb_text_add(&at->said, "->%s(", info->reference[i].table);
        add_names(&at->said, info->reference[i].parent_column, info->reference[i].n);
        sb_text_add(&at->said, ") ");
    }
    return at->said.at;
}

/* "a,b c? " for unique columns, in order; ? where rows may be alike in them. */
static const char *uniques(struct under *at, const char *table)
{
    const sb_table_info *info;

    at->said.size = 0;
    if (at->is->describe(at->db, table, &info) != 0)
        return sb_error();
    sb_text_add(&at->said, "%s", "");
    for (size_t i = 0; i < info->uniques; i++) {
        add_names(&at->said, info->unique[i].column, info->unique[i].n);
        sb_text_add(&at->said, "%s ", info->unique[i].some ? "?" : "");
    }
    return at->said.at;
}

UNDER_EACH(contract_constraints, a_foreign_key_names_the_columns_on_both_sides)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db,
        "CREATE TABLE t_p (a INTEGER, b INTEGER, c INTEGER UNIQUE, PRIMARY KEY (b, a), UNIQUE (a, c));"
        "CREATE TABLE t_one (x INTEGER REFERENCES t_p (c)); CREATE TABLE t_self (id $KEY, up INTEGER REFERENCES t_self);"
        "CREATE TABLE t_two (x INTEGER, y INTEGER, FOREIGN KEY (y, x) REFERENCES t_p (a, c));"
        "CREATE TABLE t_key (x INTEGER, y INTEGER, FOREIGN KEY (x, y) REFERENCES t_p)");
    should(references(at, "t_one"), equal_to("x->t_p(c) "));
    should(references(at, "t_self"), equal_to("up->t_self(id) "));
    should(references(at, "t_two"), equal_to("y,x->t_p(a,c) "));
    should(references(at, "t_key"), equal_to("x,y->t_p(b,a) "));
    should(references(at, "t_p"), equal_to(""));
}

UNDER_EACH(contract_constraints, a_column_may_lead_to_two_parents)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db,
        "CREATE TABLE t_p (id $KEY); CREATE TABLE t_q (a INTEGER, b INTEGER, PRIMARY KEY (a, b));"
        "CREATE TABLE t_c (x INTEGER REFERENCES t_p, y INTEGER, FOREIGN KEY (x, y) REFERENCES t_q)");
    should(references(at, "t_c"), all_of(contain("x->t_p(id) "), contain("x,y->t_q(a,b) ")));
}

UNDER_EACH(contract_constraints, the_primary_key_comes_first_among_what_is_unique)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db,
        "CREATE TABLE t (m INTEGER UNIQUE, a INTEGER, b INTEGER, n INTEGER, PRIMARY KEY (b, a), UNIQUE (m, n));"
        "CREATE UNIQUE INDEX t_n ON t (n); CREATE UNIQUE INDEX t_m ON t (m); CREATE INDEX t_a ON t (a)");
    should(uniques(at, "t"), equal_to("b,a m m,n n "));
    under_must(at, at->db, "CREATE TABLE t_id (id $KEY)");
    should(uniques(at, "t_id"), equal_to("id "));
}

UNDER_EACH(contract_constraints, indexes_of_some_rows_or_on_expressions_are_told_as_if_they_were_plain)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db,
        "CREATE TABLE t (a TEXT, b TEXT, c INTEGER); CREATE UNIQUE INDEX t1 ON t (b) WHERE c > 0;"
        "CREATE UNIQUE INDEX t2 ON t (lower(a), c) WHERE b <> '('; CREATE UNIQUE INDEX t3 ON t ((c + 1))");
    should(uniques(at, "t"), all_of(contain("b? "), contain("c,a? "), match("(^| )c[?] ")));
    should(at->is->describe(at->db, "t", &self->info), equal_to(0));
    under_must(at, at->db, "CREATE UNIQUE INDEX t4 ON t (b)");
    should(uniques(at, "t"), match("(^| )b "));
    should(self->info->column[0].unique_together && self->info->column[1].unique && self->info->column[2].unique, be_true);
}

UNDER_EACH(contract_constraints, a_table_without_any_has_none)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db, "CREATE TABLE t (a INTEGER)");
    should(references(at, "t"), equal_to(""));
    should(uniques(at, "t"), equal_to(""));
    should(at->is->describe(at->db, "t", &self->info), equal_to(0));
    should(self->info->check, be_null);
}

UNDER_EACH(contract_constraints, what_alone_has_changed_is_told_anew)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db,
        "CREATE TABLE t_p (b INTEGER PRIMARY KEY); CREATE TABLE t (a INTEGER, b INTEGER, CHECK (a > 0), UNIQUE (a, b))");
    should(uniques(at, "t"), equal_to("a,b "));
    under_must(at, at->db, "DROP TABLE t; CREATE TABLE t (a INTEGER, b INTEGER, CHECK (a > 1), UNIQUE (a, b))");
    should(at->is->describe(at->db, "t", &self->info), equal_to(0));
    should(self->info->check[0], contain("a > 1"));
    under_must(at, at->db, "DROP TABLE t; CREATE TABLE t (a INTEGER, b INTEGER, CHECK (a > 1), UNIQUE (b, a))");
    should(uniques(at, "t"), equal_to("b,a "));
}

UNDER_EACH(contract_constraints, a_check_that_comes_or_goes_is_followed)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db, "CREATE TABLE t (a INTEGER CHECK (a > 0))");
    should(at->is->describe(at->db, "t", &self->info), equal_to(0));
    should(self->info->check[0], contain("a > 0"));
    should(self->info->check[1], be_null);
    under_must(at, under_connect(at), "ALTER TABLE t ADD COLUMN b INTEGER CHECK (b < 7)");
    should(at->is->describe(at->db, "t", &self->info), equal_to(0));
    should(self->info->check[1], contain("b < 7"));
    should(self->info->check[2], be_null);
}
