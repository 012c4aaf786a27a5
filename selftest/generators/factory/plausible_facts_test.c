/* plausible_facts_test.c -- values that keep to facts, as functions of their place alone. */
#include "../../../generators/factory/plausible.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(plausible_facts, (sb_store store; sb_facts facts; sb_column column; sb_kind_call call; sb_value value;));
SETUP(plausible_facts)
{
    self->call = (sb_kind_call){ .seed = 7, .stream = 8, .field = 9, .store = &self->store };
    self->column = (sb_column){ .name = "thing", .type = "text", .not_null = true };
}
TEARDOWN(plausible_facts) { sb_store_release(&self->store); }

static bool give(struct sb_fixture_plausible_facts *self, uint64_t n)
{
    self->call.n = n;
    return sb_plausible(&self->column, &self->facts, &self->call, NULL, &self->value);
}

/* How many of the first n differ. */
static size_t different(struct sb_fixture_plausible_facts *self, uint64_t n)
{
    const char *seen[300];
    size_t count = 0;

    self->call.unique = true;
    for (uint64_t i = 0; i < n; i++) {
        bool again = false;
        if (!give(self, i))
            break;
        seen[i] =
            self->value.kind == SB_STR ? self->value.v.s : sb_store_format(&self->store, "%lld", (long long)self->value.v.i);
        for (uint64_t k = 0; k < i; k++)
            again |= strcmp(seen[k], seen[i]) == 0;
        count += !again;
    }
    return count;
}

TEST(plausible_facts, the_same_place_gives_the_same)
{
    const char *first;

    give(self, 5);
    first = self->value.v.s;
    give(self, 6);
    should(self->value.v.s, not_(equal_to(first)));
    give(self, 5);
    should(self->value.v.s, equal_to(first));
}

TEST(plausible_facts, unique_choices_come_once_and_then_no_more)
{
    sb_value choice[] = { sb__box_s("a"), sb__box_s("b"), sb__box_s("c") };

    self->facts = (sb_facts){ .choice = choice, .choices = 3 };
    should(different(self, 3), equal_to(3));
    should(give(self, 3), be_false);
}

TEST(plausible_facts, unique_numbers_fill_their_bounds_and_then_no_more)
{
    self->column.type = "integer";
    self->facts = (sb_facts){ .low = sb__box_i(3), .high = sb__box_i(9), .above = true };
    should(different(self, 6), equal_to(6));
    should(give(self, 6), be_false);
}

TEST(plausible_facts, unique_texts_differ_also_where_they_are_short)
{
    self->column.type = "varchar(2)";
    should(different(self, 300), equal_to(300));
    should(give(self, 36 * 36), be_false);
}

TEST(plausible_facts, unique_texts_of_a_form_differ)
{
    self->facts.forms = 1;
    self->facts.form = &(sb_wanted_form){ sb_form_read(SB_FORM_REGEX, "^[A-Z]{2}-[0-9]$", false, &self->store), false };
    should(different(self, 300), equal_to(300));
    should(self->value.v.s, match("^[A-Z]{2}-[0-9]$"));
    should(give(self, 6760), be_false);
}

TEST_EACH(plausible_facts, type, (const char *type, *pattern), { "char(5)", "^.{5}$" }, { "uuid", "^[0-9a-f-]{36}$" },
    { "integer[]", "^\\{\"\\d+\"\\}$" }, { "text[]", "^\\{\".+\"\\}$" }, { "tsrange", "^\\[2020-" }, { "bit(4)", "^[01]{4}$" },
    { "interval", " days$" }, { "jsonb", "^\\{" }, { "date", "^20\\d\\d-\\d\\d-\\d\\d$" }, { "time", "^\\d\\d:\\d\\d:\\d\\d$" })
{
    self->column.type = each->type;
    should(give(self, 3), be_true);
    should(self->value.v.s, match(each->pattern));
}

TEST_EACH(plausible_facts, number, (const char *name, *type; long low, high), { "percent", "integer", 0, 100 },
    { "year", "integer", 2015, 2026 }, { "latitude", "integer", -60, 70 }, { "isActive", "integer", 0, 1 },
    { "anything", "smallint", 1, 100 }, { "starRating", "int", 1, 5 })
{
    self->column = (sb_column){ .name = each->name, .type = each->type };
    for (uint64_t n = 0; n < 100; n++) {
        should(give(self, n), be_true);
        should(self->value.v.i, be_between(each->low, each->high));
    }
}

TEST(plausible_facts, a_number_has_the_digits_of_its_type)
{
    self->column.type = "numeric(4,1)";
    for (uint64_t n = 0; n < 200; n++) {
        give(self, n);
        should((double)self->value.v.d, be_between(0, 999.9));
        should((double)(long)((double)self->value.v.d * 10 + 0.5) / 10.0, be_close_to((double)self->value.v.d, 1e-9));
    }
}

TEST(plausible_facts, what_is_above_another_follows_it)
{
    const sb_value other = sb__box_s("2024-02-28");

    self->column.type = "date";
    self->facts = (sb_facts){ .relation = SB_RELATION_ABOVE, .high = sb__box_s("2024-03-01") };
    for (self->call.n = 0; self->call.n < 100; self->call.n++) {
        should(sb_plausible(&self->column, &self->facts, &self->call, &other, &self->value), be_true);
        should(self->value.v.s, be_one_of("2024-02-29", "2024-03-01"));
    }
}

TEST(plausible_facts, what_must_be_null_is)
{
    self->facts.null = true;
    should(give(self, 1), be_true);
    should(self->value.kind == SB_NONE, be_true);
}

TEST_EACH(plausible_facts, are_kept_by_what_comes_from_elsewhere, (const char *text; size_t least, most; bool allowed),
    { "abc", 0, 0, true }, { "abc", 4, 0, false }, { "abc", 0, 2, false }, { "ABC", 0, 0, false })
{
    const sb_value value = sb__box_s(each->text);

    self->facts = (sb_facts){ .least = each->least, .most = each->most, .letters = SB_LETTERS_SMALL };
    should(sb_facts_allow(&self->facts, &value, NULL), equal_to(each->allowed));
}
