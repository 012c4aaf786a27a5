/* checks_test.c -- what is understood of checks, in the words of both databases. */
#include "../../../generators/factory/checks.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(checks, (sb_store store; sb_text text));
TEARDOWN(checks)
{
    sb_store_release(&self->store);
    sb_text_release(&self->text);
}

/* a, b: texts; i, k: numbers; from here on NULL is allowed: x, y: texts; p, q: moments; then s: a text, t: a moment, with defaults; j: an
 * array; e: an enumeration; z: a flag; r: a reference; o: one that may be NULL. */
static const char *const moods[] = { "sad", "so", "glad", NULL };
static const sb_column columns[] = { { .name = "a", .type = "text", .not_null = true },
    { .name = "b", .type = "varchar(40)", .not_null = true }, { .name = "i", .type = "integer", .not_null = true },
    { .name = "k", .type = "numeric(8,2)", .not_null = true }, { .name = "x", .type = "text" }, { .name = "y", .type = "text" },
    { .name = "p", .type = "timestamp" }, { .name = "q", .type = "timestamp" },
    { .name = "s", .type = "text", .not_null = true, .has_default = true },
    { .name = "t", .type = "timestamp", .not_null = true, .has_default = true },
    { .name = "j", .type = "text[]", .not_null = true }, { .name = "e", .type = "mood", .not_null = true, .choices = moods },
    { .name = "z", .type = "boolean", .not_null = true },
    { .name = "r", .type = "bigint", .not_null = true, .parent_table = "others" },
    { .name = "o", .type = "bigint", .parent_table = "others" } };
enum { COLUMNS = sizeof columns / sizeof *columns };

static void tell_value(sb_text *to, const char *before, const sb_value *value)
{
    if (value->kind == SB_LLONG)
        sb_text_add(to, "%s%lld", before, (long long)value->v.i);
    else if (value->kind == SB_DOUBLE)
        sb_text_add(to, "%s%g", before, (double)value->v.d);
    else if (value->kind == SB_STR)
        sb_text_add(to, "%s'%s'", before, value->v.s);
}

static void tell_relation(sb_text *to, const sb_facts *facts)
{
    static const char *const signs[] = { "", " =", " <>", " <", " <=", " >", " >=" };

    if (facts->relation)
        sb_text_add(to, "%s%s", signs[facts->relation], columns[facts->than].name);
}

/* " in 'a''b' >=1 <9 3..8 characters" */
static void tell(sb_text *to, const sb_facts *facts)
{
    for (size_t i = 0; i < facts->choices; i++)
        tell_value(to, i ? " " : " in ", &facts->choice[i]);
    for (size_t i = 0; i < facts->unwanteds; i++)
        tell_value(to, " not ", &facts->unwanted[i]);
    tell_value(to, facts->above ? " >" : " >=", &facts->low);
    tell_value(to, facts->below ? " <" : " <=", &facts->high);
    if (facts->least || facts->most)
        sb_text_add(to, " %zu..%zu", facts->least, facts->most);
    for (size_t i = 0; i < facts->forms; i++)
        sb_text_add(to, " %sform", facts->form[i].not ? "no " : "");
    sb_text_add(to, "%s%s%s%s%s%s%s", facts->letters == SB_LETTERS_SMALL ? " small" : "",
        facts->letters == SB_LETTERS_CAPITAL ? " capital" : "", facts->trimmed ? " trimmed" : "",
        facts->json_valid ? " json" : "", facts->date ? " date" : "", facts->null ? " null" : "",
        facts->required ? " required" : "");
    sb_text_add(to, "%s%s%s%s%s", facts->json ? " " : "", facts->json ? facts->json : "", facts->type ? " " : "",
        facts->type ? facts->type : "", facts->odd ? " odd" : "");
    tell_relation(to, facts);
}

/* "a: in 'x'; i: >0", of the columns about which there is something to tell. */
static const char *told(struct sb_fixture_checks *self, const char *const *check)
{
    sb_table_info info = { .name = "t", .n = COLUMNS, .column = columns, .check = check };
    const sb_facts *facts = sb_facts_of(&info, &self->store);

    self->text.size = 0;
    sb_text_add(&self->text, "%s", "");
    for (size_t i = 0; i < COLUMNS; i++) {
        sb_text one = SB_TEXT_EMPTY;
        tell(&one, &facts[i]);
        if (one.size && strcmp(one.at, " in 'sad' 'so' 'glad'") != 0)
            sb_text_add(&self->text, "%s%s:%s", self->text.size ? "; " : "", columns[i].name, one.at);
        sb_text_release(&one);
    }
    return self->text.at;
}

#define ONE_CHECK (const char *check, *facts)

TEST_EACH(checks, choices, ONE_CHECK, { "a IN ('x','y')", "a: in 'x' 'y'" },
    { "a = 'x' OR a = 'y' OR \"a\" == 'z'", "a: in 'x' 'y' 'z'" },
    { "((a = ANY (ARRAY['x'::text, 'y'::text])))", "a: in 'x' 'y'" },
    { "((b)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))", "b: in 'x' 'y'" },
    { "(a = ANY ('{x,\"y z\"}'::text[]))", "a: in 'x' 'y z'" }, { "i IN (1,2, -3)", "i: in 1 2 -3" },
    { "(i = ANY (ARRAY[1, 2, '-3'::integer]))", "i: in 1 2 -3" }, { "a IN ('x') ", "a: in 'x'" },
    { "i IN (0,1) AND i <> 0", "i: in 1 not 0" }, { "a IS NULL OR a IN ('x')", "a: in 'x'" },
    { "[a] in ('it''s')", "a: in 'it's'" }, { "e <> 'sad'::mood", "e: in 'so' 'glad' not 'sad'" },
    { "a NOT IN ('x', 'y')", "a: not 'x' not 'y'" }, { "(a <> ALL (ARRAY['x'::text, 'y'::text]))", "a: not 'x' not 'y'" },
    { "CASE WHEN a = 'x' THEN true ELSE a = 'y' END", "a: in 'y' not 'x'" }, { "z", "z: in 1" }, { "NOT z", "z: in 0" },
    { "z = false", "z: in 0" }, { "a IN ('1', '2')", "a: in '1' '2'" }, { "lower(a) IN ('x', 'y')", "a: in 'x' 'y'" })
{
    should(told(self, (const char *[]){ each->check, NULL }), equal_to(each->facts));
}

TEST_EACH(checks, bounds, ONE_CHECK, { "i > 0", "i: >0" }, { "0 <= i", "i: >=0" }, { "i >= 1 AND i <= 10", "i: >=1 <=10" },
    { "i BETWEEN 1 AND 10", "i: >=1 <=10" }, { "NOT i BETWEEN 1 AND 10 AND a <> 'x'", "a: not 'x'; i: <1" },
    { "((i >= 1) AND (i <= 10))", "i: >=1 <=10" }, { "(k > (0)::numeric)", "k: >0" }, { "k >= -0.5", "k: >=-0.5" },
    { "(i >= '-5'::integer)", "i: >=-5" }, { "i > 0 AND i >= 1 AND i < 9 AND i <= 9", "i: >=1 <9" }, { "10 > i", "i: <10" },
    { "NOT (i < 3)", "i: >=3" }, { "(p > '2020-01-01 00:00:00'::timestamp without time zone)", "p: >'2020-01-01 00:00:00'" },
    { "p <= now()", "p: <='2025-01-01'" }, { "(CURRENT_DATE < p)", "p: >='2100-01-01'" },
    { "p <= datetime('now')", "p: <='2025-01-01'" }, { "k >= 0 AND k <= 1e2", "k: >=0 <=100" },
    { "coalesce(i, 0) >= 0", "i: >=0" }, { "CAST(i AS REAL) > 1", "i: >1" })
{
    should(told(self, (const char *[]){ each->check, NULL }), equal_to(each->facts));
}

TEST_EACH(checks, texts, ONE_CHECK, { "length(a) > 0", "a: 1..0" }, { "length(trim(a)) > 0", "a: 1..0" },
    { "char_length(b) BETWEEN 3 AND 8", "b: 3..8" }, { "(length((b)::text) = 2)", "b: 2..2" },
    { "octet_length(a) <= 9", "a: 0..9" }, { "a <> ''", "a: not '' 1..0" }, { "(btrim(a) <> ''::text)", "a: not '' 1..0" },
    { "a LIKE '%@%'", "a: form" }, { "(a ~~ '%@%'::text)", "a: form" }, { "a NOT LIKE '% %'", "a: no form" },
    { "(a !~~ '% %'::text)", "a: no form" }, { "a GLOB '[A-Z]*' AND a NOT GLOB '*[^A-Z]*'", "a: form no form form" },
    { "(a ~ '^[a-z]+$'::text)", "a: form" }, { "a SIMILAR TO '[a-z]+'", "a: form" }, { "a ~ '(?=x)'", "a: odd" },
    { "a = lower(a)", "a: small" }, { "upper(a) = a", "a: capital" }, { "a = trim(a)", "a: trimmed" },
    { "instr(a, '@') > 1", "a: form" }, { "instr(a, ' ') = 0", "a: no form" }, { "instr(a, 'x') = 3", "a: odd" },
    { "(\"left\"(a, 1) = '/'::text)", "a: form" }, { "substr(a, 1, 2) <> 'ab'", "a: no form" },
    { "(a ~ similar_to_escape('[a-z]+'::text))", "a: form" }, { "(strpos(a, '@'::text) > 0)", "a: form" },
    { "json_valid(a)", "a: json" }, { "json_valid(a) = 1", "a: json" }, { "json_type(a) = 'array'", "a: array" },
    { "(jsonb_typeof(a) = 'object'::text)", "a: object" }, { "typeof(i) = 'integer'", "i: integer" },
    { "date(a) IS NOT NULL", "a: date" }, { "date(a) IS a", "a: date" },
    { "nullif(trim(x), '') IS NOT NULL", "x: 1..0 required" }, { "array_length(j, 1) IS NOT NULL", "j: 1..0" },
    { "typeof(i) IN ('real', 'integer')", "i: real" }, { "(array_length(j, 1) >= 2)", "j: 2..0" },
    { "(cardinality(j) > 0)", "j: 1..0" })
{
    should(told(self, (const char *[]){ each->check, NULL }), equal_to(each->facts));
}

TEST_EACH(checks, what_may_be_null, ONE_CHECK, { "x IS NOT NULL", "x: required" }, { "x IS NULL", "x: null" },
    { "x NOTNULL", "x: required" }, { "r = 0 OR o IS NOT NULL", "o: required" }, { "r <> 0 OR o IS NOT NULL", "r: not 0" },
    { "x IS NOT NULL OR y IS NOT NULL", "x: required" }, { "(x IS NULL) = (y IS NULL)", "x: null; y: null" },
    { "(x IS NULL) <> (y IS NULL)", "x: required; y: null" }, { "(num_nonnulls(x, y) = 1)", "x: required; y: null" },
    { "(num_nonnulls(x, y, p) = ANY (ARRAY[0, 3]))", "x: null; y: null; p: null" },
    { "(e IN ('sad', 'so') AND x IS NOT NULL) OR (e NOT IN ('sad', 'so') AND x IS NULL)",
        "x: null; e: in 'glad' not 'sad' not 'so'" },
    { "num_nulls(x, y, p) = 1", "x: null; y: required; p: required" },
    { "(x IS NOT NULL) + (y IS NOT NULL) = 1", "x: required; y: null" },
    { "((((x IS NOT NULL))::integer + ((y IS NOT NULL))::integer) <= 1)", "x: null; y: null" },
    { "CASE WHEN x IS NULL THEN 0 ELSE 1 END + CASE WHEN y IS NULL THEN 0 ELSE 1 END = 1", "x: required; y: null" },
    { "a <> 'x' OR y IS NOT NULL", "a: not 'x'" }, { "(s = 'sent') = (p IS NOT NULL)", "p: null; s: not 'sent'" },
    { "s <> 'sent' OR a = 'x'", "s: not 'sent'" },
    { "s = 'sent' AND x IS NOT NULL OR s = 'new' AND x IS NULL", "x: null; s: in 'new' required" },
    { "(NOT ((x IS NULL) AND (y IS NULL)))", "x: required" }, { "x IS NULL AND x = 'a'", "x: null" })
{
    should(told(self, (const char *[]){ each->check, NULL }), equal_to(each->facts));
}

TEST_EACH(checks, relations, ONE_CHECK, { "q > p", "q: >p" }, { "p <= q", "q: >=p" },
    { "p < q AND p IS NOT NULL", "p: required; q: >p" }, { "a <> b", "b: <>a" }, { "b = a", "a: =b" },
    { "i <= k AND k <= 9", "i: <=9; k: <=9 >=i" }, { "i < k AND k < 9 AND i >= 2", "i: >=2 <=8; k: >2 <9 >i" },
    { "q >= t", "q: >=t; t: required" }, { "p < q AND q < t", "q: >p; t: required >q" }, { "i < k AND k < i", "" })
{
    should(told(self, (const char *[]){ each->check, NULL }), equal_to(each->facts));
}

TEST_EACH(checks, that_are_not_understood_are_kept, ONE_CHECK, { "my_own(a)", "a: odd" }, { "i % 2 = 0", "i: odd" },
    { "(i * 2) > 3", "i: odd" }, { "a > (", "a: odd" })
{
    should(told(self, (const char *[]){ each->check, NULL }), equal_to(each->facts));
}

TEST(checks, several_hold_together)
{
    should(told(self,
               (const char *[]){
                   "x IS NOT NULL OR y IS NOT NULL", "x IS NULL OR a = 'w'", "a IN ('v', 'u')", "i > 0", "i < 7", NULL }),
        equal_to("a: in 'v' 'u'; i: >0 <7; x: null; y: required"));
}

TEST(checks, that_contradict_each_other_are_kept_as_far_as_they_go)
{
    should(told(self, (const char *[]){ "i > 7", "i < 3", "a = 'x'", NULL }), equal_to("a: in 'x'; i: >7 odd"));
}

/* 2 to the 40 ways, of which none will do. */
TEST(checks, an_end_is_made_to_all_ways)
{
    const char *check[42] = { "i > 7" };

    for (int i = 1; i < 40; i++)
        check[i] = "x IS NULL OR y IS NULL OR p IS NULL";
    check[40] = "i < 3 OR i < 2";
    should(told(self, check), start_with("i: >7"));
}
