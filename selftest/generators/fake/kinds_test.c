/* kinds_test.c -- the registry, and what holds for every kind there is. */
#include "../../../generators/fake/kinds.h"
#include "../../support/kinds.h"
#include <string.h>

SUITE(kinds);

/* A rule by which the kind can be made: some cannot do without a form. */
static const sb_rule *plain(const sb_kind *kind)
{
    static const sb_rule none = { .column = "c" }, form = { .column = "c", .form = "[A-Z]{3}-\\d{6}" };

    return strcmp(kind->name, "pattern") == 0 ? &form : &none;
}

TEST(kinds, are_found_by_name)
{
    should(sb_kind_named("date")->name, equal_to("date"));
    should(sb_kind_named("dat") == NULL, be_true);
    should(sb_kind_unknown("money.cent"), equal_to(SB_ENOTFOUND));
    should(sb_error(), equal_to("there is no kind of value `money.cent`; did you mean `money.cents`?"));
    should(sb_kind_unknown("zzzzzzzz"), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("`seedbed values` lists all of them"));
}

TEST(kinds, are_listed_by_name_and_each_once)
{
    const sb_kind *const *all = sb_kinds_all();

    should(all[0] && all[1], be_true);
    for (size_t i = 1; all[i]; i++) {
        given(all[i]->name);
        should(strcmp(all[i - 1]->name, all[i]->name), be_below(0));
    }
    should(sb_kinds_all() == all, be_true);
}

/* The members of a rule that a kind can take, by the words of its list. */
TEST(kinds, say_what_they_are_and_take)
{
    for (const sb_kind *const *kind = sb_kinds_all(); *kind; kind++) {
        const char *takes = (*kind)->takes ? (*kind)->takes : "size";
        given((*kind)->name);
        should((*kind)->about, have_length_at_least(3));
        should((*kind)->about, not_(end_with(".")));
        should(takes, match_whole("((from|to|spread|mean|deviation|form|locale|sex|decimals|size)( (?!$)|$))+"));
    }
}

TEST(kinds, give_the_same_for_the_same_place)
{
    for (const sb_kind *const *kind = sb_kinds_all(); *kind; kind++) {
        given((*kind)->name);
        for (uint64_t n = 0; n < 20; n++) {
            const char *one = as_text(made_by((made_as){ .seed = 3 }, (*kind)->name, n, plain(*kind)));
            should(as_text(made_by((made_as){ .seed = 3 }, (*kind)->name, n, plain(*kind))), equal_to(one));
            should(one, not_(start_with("SB_BAD")));
        }
    }
}

static void mix(uint64_t *digest, const char *text)
{
    for (; *text; text++)
        *digest = (*digest ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
}

/* 30 values of a kind, as they are, unique, and spread in each way, as far as it has these. */
static void mix_kind(uint64_t *digest, const sb_kind *kind)
{
    static const char *const spreads[] = { NULL, NULL, "normal", "zipf" };
    bool spread = kind->takes && strstr(kind->takes, "spread");

    for (int way = 0; way < 4; way++) {
        sb_rule rule = *plain(kind);
        rule.unique = way == 1;
        rule.spread = spreads[way];
        if ((rule.unique && !kind->unique) || (rule.spread && !spread))
            continue;
        for (uint64_t n = 0; n < 30; n++)
            mix(digest, as_text(made_by((made_as){ .seed = n * 7919 }, kind->name, n, &rule)));
    }
}

/* Every kind of every list but that of people, which has golden values of its own. Pinned: change SB_DATA_VERSION when one of these changes. A
 * kind that is added changes its list's alone. */
TEST_EACH(kinds, values_of_data_version_1, (const char *list; const sb_kind *kinds; uint64_t digest),
    { "company", sb_kinds_company, UINT64_C(0xe71ef09ba48f923d) }, { "course", sb_kinds_course, UINT64_C(0x42058a04c043b327) },
    { "hostile", sb_kinds_hostile, UINT64_C(0xbe8b144542df00d1) }, { "json", sb_kinds_json, UINT64_C(0x7ec73eecf186e853) },
    { "lasting", sb_kinds_lasting, UINT64_C(0x4fd762c0251611e8) }, { "markup", sb_kinds_markup, UINT64_C(0xe300726513a5943f) },
    { "net", sb_kinds_net, UINT64_C(0xeb10f6e0d69f3395) }, { "number", sb_kinds_number, UINT64_C(0x8e01c2a117f70bc6) },
    { "pattern", sb_kinds_pattern, UINT64_C(0x81ebdd5cd8884935) }, { "text", sb_kinds_text, UINT64_C(0x25405abe2f6e1caf) },
    { "time", sb_kinds_time, UINT64_C(0x7abdb7ca09503b68) }, { "unusual", sb_kinds_unusual, UINT64_C(0x8ce88f4c918ffd9d) })
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325);

    for (const sb_kind *kind = each->kinds; kind->name; kind++)
        mix_kind(&digest, kind);
    should(digest, equal_to(each->digest));
}

TEST(kinds, give_other_values_for_other_seeds_and_rows)
{
    for (const sb_kind *const *kind = sb_kinds_all(); *kind; kind++) {
        int same_seed = 0, same_row = 0;
        given((*kind)->name);
        for (uint64_t n = 0; n < 40; n++) {
            const char *one = as_text(made_by((made_as){ .seed = 3 }, (*kind)->name, n, plain(*kind)));
            same_seed += strcmp(as_text(made_by((made_as){ .seed = 41 }, (*kind)->name, n, plain(*kind))), one) == 0;
            same_row += strcmp(as_text(made_by((made_as){ .seed = 3 }, (*kind)->name, n + 1, plain(*kind))), one) == 0;
        }
        should(same_seed, be_below(39));
        should(same_row, be_below(39));
    }
}

TEST_EACH(kinds, keep_to_the_room_there_is, (size_t most), { 1 }, { 2 }, { 5 }, { 9 }, { 17 }, { 40 }, { 200 })
{
    for (const sb_kind *const *kind = sb_kinds_all(); *kind; kind++) {
        given((*kind)->name);
        for (uint64_t n = 0; n < 30; n++) {
            sb_value value = made_by((made_as){ .seed = 5, .most = each->most }, (*kind)->name, n, plain(*kind));
            if (value.kind == SB_STR)
                should(characters_of(value.v.s), be_at_most(each->most));
            value =
                made_by((made_as){ .seed = 5, .most = each->most, .unique = (*kind)->unique }, (*kind)->name, n, plain(*kind));
            if (value.kind == SB_STR)
                should(characters_of(value.v.s), be_at_most(each->most));
        }
    }
}

/* Kinds of which there are fewer say so, and are not given twice. */
TEST_EACH(kinds, are_unique_where_asked, (size_t most), { 0 }, { 3 }, { 4 }, { 8 }, { 20 }, { 64 })
{
    for (const sb_kind *const *kind = sb_kinds_all(); *kind; kind++) {
        made_as as = { .seed = 6, .unique = true, .most = each->most };
        uint64_t n = strncmp((*kind)->name, "file.", 5) == 0 ? 100 : 3000; /* whole files are made for their digests */
        if (!(*kind)->unique)
            continue;
        given((*kind)->name);
        while (n && made_by(as, (*kind)->name, n - 1, plain(*kind)).kind == SB_BAD)
            n /= 2;
        should(distinct_of(as, (*kind)->name, n, plain(*kind)), equal_to(n));
    }
}

TEST(kinds, refuse_members_that_they_do_not_take)
{
    should(refusal("boolean", .from = "1"), equal_to("`boolean` does not take `from`: it takes nothing"));
    should(refusal("year", .form = "x"), equal_to("`year` does not take `form`: it takes from to spread"));
    should(refusal("boolean", .unique = true), equal_to("`boolean` cannot be unique: there are too few of them"));
    should(refusal("number", .sex = "female"), contain("does not take `sex`"));
    should(refusal("number", .size = 3), contain("does not take `size`"));
    should(refusal("number", .decimals = 3), contain("does not take `decimals`"));
}
