/* values_test.c -- the contract of backends: values of every kind, in and out. */
#include "../../../../assert/value.h"
#include "under.h"
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

SUITE(contract_values, .timeout = 60);
FIXTURE(contract_values, (struct under at));
TEARDOWN(contract_values) { under_close(&self->at); }

static int keep_kind(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name;
    *(int *)env = n == 1 ? cell[0].kind : -1;
    return 0;
}

static int kind_of(struct under *at, const char *sql)
{
    int kind = -2;
    return at->is->query(at->db, sql, NULL, 0, keep_kind, &kind) ? -3 : kind;
}

UNDER_EACH(contract_values, cells_come_with_their_kinds)
{
    const sb_value zero = SB__BOX(((sb_bytes){ "\0", 1 }));
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE t (b $BYTES)");
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "b" }, &zero, 1, NULL), equal_to(0));
    should(kind_of(&self->at, "SELECT 1"), equal_to(SB_LLONG));
    should(kind_of(&self->at, "SELECT 1.5"), equal_to(SB_DOUBLE));
    should(kind_of(&self->at, "SELECT 'a'"), equal_to(SB_STR));
    should(kind_of(&self->at, "SELECT b FROM t"), equal_to(SB_BYTES));
    should(kind_of(&self->at, "SELECT NULL"), equal_to(SB_NONE));
}

static int equals(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    return sb_value_equal(cell, env) ? 1 : 2;
}

/* Through a row of a table, as an argument of INSERT and then by insert; and found again by what it is. */
static void should_come_back(struct under *at, const char *column, sb_value value, sb_value as)
{
    char in[80], out[80];
    snprintf(in, sizeof in, "INSERT INTO kinds (%s) VALUES (?)", column);
    snprintf(out, sizeof out, "SELECT %s FROM kinds WHERE %s = ?", column, column);
    under_must(at, at->db, "DELETE FROM kinds");
    should(at->is->query(at->db, in, &value, 1, NULL, NULL), equal_to(0));
    should(at->is->query(at->db, out, &value, 1, equals, &as), equal_to(1));
    under_must(at, at->db, "DELETE FROM kinds");
    should(at->is->insert(at->db, "kinds", &column, &value, 1, NULL), equal_to(0));
    should(at->is->query(at->db, out, &value, 1, equals, &as), equal_to(1));
}

static void open_kinds(struct under *at, const char *on)
{
    under_open(at, on);
    under_must(at, at->db, "CREATE TABLE kinds (id $KEY, i BIGINT, d DOUBLE PRECISION, s TEXT, b $BYTES)");
}

UNDER_EACH(contract_values, integers_of_every_type_come_back)
{
    open_kinds(&self->at, each->on);
    const sb_value all[] = { SB__BOX(true), SB__BOX('a'), SB__BOX(-1), SB__BOX(UINT32_MAX), SB__BOX(LONG_MIN), SB__BOX(77ul),
        SB__BOX(LLONG_MAX), SB__BOX(LLONG_MIN), SB__BOX((unsigned long long)INT64_MAX), SB__BOX((short)-3) };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        given(i);
        bool wide = all[i].kind == SB_ULONG || all[i].kind == SB_ULLONG;
        should_come_back(&self->at, "i", all[i], SB__BOX((long long)(wide ? (int64_t)all[i].v.u : all[i].v.i)));
    }
}

UNDER_EACH(contract_values, floating_numbers_come_back_to_the_last_bit)
{
    open_kinds(&self->at, each->on);
    const double all[] = { 0.1, -0.0, 1e300, DBL_MIN, DBL_MAX, DBL_EPSILON, 1.0 / 3, -123456789.123456789, INFINITY };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        given(i);
        should_come_back(&self->at, "d", SB__BOX(all[i]), SB__BOX(all[i]));
    }
    should_come_back(&self->at, "d", SB__BOX(0.5f), SB__BOX(0.5));
    should_come_back(&self->at, "d", SB__BOX(0.25l), SB__BOX(0.25));
}

UNDER_EACH(contract_values, strings_come_back_whatever_is_in_them)
{
    open_kinds(&self->at, each->on);
    static char much[100001];
    memset(much, 'x', 100000);
    const char *const all[] = { "", " ", "it's", "a\"b", "back\\slash", "%_?$1", "line\nline\r\n\ttab",
        "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", "'; DROP TABLE kinds; --", "NULL", "12", much };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        given(i);
        should_come_back(&self->at, "s", SB__BOX(all[i]), SB__BOX(all[i]));
    }
}

UNDER_EACH(contract_values, bytes_come_back_all_of_them)
{
    open_kinds(&self->at, each->on);
    unsigned char all[256];
    for (int i = 0; i < 256; i++)
        all[i] = (unsigned char)i;
    const sb_value every = SB__BOX(((sb_bytes){ all, sizeof all })), none = SB__BOX(((sb_bytes){ NULL, 0 }));
    should_come_back(&self->at, "b", every, every);
    should_come_back(&self->at, "b", none, none);
}

UNDER_EACH(contract_values, what_has_no_value_is_null)
{
    open_kinds(&self->at, each->on);
    const sb_value all[] = { { .kind = SB_NONE }, SB__BOX((char *)NULL), SB__BOX((void *)NULL) };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        should(self->at.is->insert(self->at.db, "kinds", (const char *[]){ "s" }, &all[i], 1, NULL), equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT count(*) FROM kinds WHERE s IS NULL"), equal_to("3"));
}

UNDER_EACH(contract_values, what_is_no_value_is_refused_and_changes_nothing)
{
    open_kinds(&self->at, each->on);
    const sb_value pointer = SB__BOX((void *)self), row = { .kind = SB_ROW };
    should(self->at.is->insert(self->at.db, "kinds", (const char *[]){ "s" }, &pointer, 1, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("is a pointer, and a database has none"));
    should(self->at.is->query(self->at.db, "INSERT INTO kinds (s) VALUES (?)", &row, 1, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("Argument 1 is no value for a database"));
    should(under_rows(&self->at, self->at.db, "SELECT count(*) FROM kinds"), equal_to("0"));
}
