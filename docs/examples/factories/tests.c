/* tests.c -- what the factories of the samples make: built once with those in C, and once with those in YAML. */
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

SUITE(samples, .sandbox = "club");

/* sample: first */
TEST(samples, first)
{
    sb_row *row = make(account, with(plan, "paid"));

    should(get_text(row, username), equal_to("user1"));
    should(get_text(row, email), equal_to("user1@example.com"));
    should(get_text(row, plan), equal_to("paid"));
    should(row_count("teams"), equal_to(1));
}

/* sample: text */
TEST(samples, text)
{
    should(get_int(make(plain), seats), equal_to(5));
    should(get_text(make(plain), bio), be_null);
}

/* sample: sequence */
TEST(samples, sequence)
{
    make(numbered);
    should(get_text(make(numbered), username), equal_to("user2"));
    should(get_text(make(numbered), label), equal_to("INV-1002"));
}

/* sample: format */
TEST(samples, format)
{
    should(get_text(make(written), email), equal_to("ada@oslo.example.com"));
    should(get_text(make(written, with(username, "bo")), email), equal_to("bo@oslo.example.com"));
}

/* sample: copy */
TEST(samples, copy)
{
    sb_row *row = make(copied, with(team.name, "Reds"));

    should(get_text(row, label), equal_to("user1"));
    should(get_text(row, bio), equal_to("Reds"));
}

/* sample: copy-above */
TEST(samples, copy_above)
{
    make(local);
    should(sandbox_table("teams"), have_row(col(city, "Bergen")));
}

/* sample: pick */
TEST(samples, pick)
{
    make_list(300, picked);
    should(db_int("SELECT count(*) FROM {members} WHERE plan = 'paid'"), be_between(10, 60));
}

/* sample: cycle */
TEST(samples, cycle)
{
    sb_rows four = make_list(4, cycled);

    should(get_text(four.row[2], shift), equal_to("night"));
    should(get_text(four.row[3], shift), equal_to("early"));
}

/* sample: fake */
TEST(samples, fake)
{
    make_list(6, faked);
    should(db_int("SELECT count(DISTINCT seats) FROM {members} WHERE seats BETWEEN 1 AND 6"), equal_to(6));
    should(db_int("SELECT count(*) FROM {members} WHERE joined_on LIKE '2024-%'"), equal_to(6));
}

/* sample: lazy */
TEST(samples, lazy) { should(get_text(make(shouting, with(username, "ada")), label), equal_to("ada!")); }
#ifdef IN_YAML
TEST(samples, lazy_of_an_inherited_factory) { should(get_text(make(loud), label), equal_to("bo!")); }
#endif

/* sample: lazy-number */
TEST(samples, lazy_number)
{
    make_list(12, bucketed, with(username, "ada"));
    should(sandbox_table("members"), have_row(col(id, 12), col(label, "bucket 1 of ada")));
}

/* sample: lazy-row */
TEST(samples, lazy_row)
{
    sb_row *row = make(paired, with(username, "ada"));

    should(sandbox_table("teams"), have_row(col(name, "ada"), col(id, get_int(row, team_id))));
    should(row_count("members"), equal_to(2));
}

/* sample: maybe */
TEST(samples, maybe)
{
    make_list(200, unsure);
    should(db_int("SELECT count(bio) FROM {members}"), be_between(30, 90));
}

/* sample: names */
TEST(samples, names)
{
    sb_row *row = make(roaming);

    should(get_text(row, username), equal_to("user1"));
    should(get_text(row, plan), equal_to("free")); /* as the schema says */
}

/* sample: parent */
TEST(samples, parent)
{
    make_list(10, placed);
    should(sandbox_table("teams"), have_rows(2));
    should(sandbox_table("teams"), have_row(col(name, "Founders"), col(city, "Oslo")));
}

/* sample: children */
TEST(samples, children)
{
    sb_row *row = make(reader_with_two_loans);

    should(db_int("SELECT count(*) FROM {loans} WHERE note = 'late' AND member_id = 1"), equal_to(2));
    should(id(row), equal_to(1));
}

/* sample: count_of */
TEST(samples, count_of)
{
    make(reader, with(loans, 3), with(loan.title, "Emma"));
    should(db_int("SELECT count(*) FROM {loans} WHERE title = 'Emma'"), equal_to(3));
}

/* sample: params */
TEST(samples, params)
{
    should(get_text(make(hosted), email), equal_to("ada@example.com"));
    should(get_text(make(hosted, with(domain, "example.org")), email), equal_to("ada@example.org"));
}

/* sample: traits */
TEST(samples, traits)
{
    sb_row *row = make(sponsor, as(group), with(seats, 12));

    should(get_text(row, plan), equal_to("paid"));
    should(get_int(row, seats), equal_to(12));
}

/* sample: as */
TEST(samples, as) { should(get_text(make(club), plan), equal_to("paid")); }

/* sample: inherits */
TEST(samples, inherits)
{
    sb_row *row = make(guest);

    should(get_text(row, username), equal_to("guest1"));
    should(get_text(row, label), equal_to("INV-1000"));
}

/* sample: after_build */
TEST(samples, after_build)
{
    should(get_text(make(seated), plan), equal_to("group"));
    should(get_text(build(seated, with(seats, 2)), plan), be_null);
}

/* sample: after_make */
TEST(samples, after_make)
{
    sb_row *row = make(welcomed);

    should(sandbox_table("loans"), have_row(col(title, "Welcome"), col(member_id, id(row))));
}

/* sample: by */
TEST(samples, by)
{
    make(country);
    make(country);
    make(country, with(code, "SE"), with(name, "Sweden"));
    should(row_count("countries"), equal_to(2));
}

/* sample: person_of */
TEST(samples, person_of)
{
    sb_row *ada = make(account);
    sb_rows letters = make_list(2, letter, with(member_id, ada));

    should(get_text(letters.row[0], addressee), equal_to(get_text(ada, full_name)));
    should(get_text(letters.row[1], city), equal_to(get_text(letters.row[0], city)));
}

/* sample: aliases */
TEST(samples, aliases)
{
    sb_row *ada = make(author, with(username, "ada"));

    make(loan, with(member_id, ada));
    make(loan, with(borrower.username, "bo"));
    should(sandbox_table("members"), have_row(col(username, "bo")));
}

/* sample: undeclared */
TEST(samples, undeclared)
{
    sb_row *loan = make(loan); /* no factory: the schema says what it must have */

    should(get_text(loan, title), not_(be_empty));
    should(row_count("members"), equal_to(1));
}

/* sample: filled */
TEST(samples, filled)
{
    sb_row *loan = make(loan, as(filled)); /* `note` may be NULL, and so may the member's `bio` and `team_id` */

    should(get_text(loan, note), not_(be_empty));
    should(db_int("SELECT count(*) FROM {members} m JOIN {teams} t ON t.id = m.team_id"), equal_to(1));
}

/* sample: with */
TEST(samples, with)
{
    sb_row *loan = make(loan, with(title, "Emma"), with(member.team.name, "Reds"), with(member.label, NULL));

    should(get_text(loan, title), equal_to("Emma"));
    should(sandbox_table("teams"), have_row(col(name, "Reds")));
}

/* sample: make_list */
TEST(samples, make_list)
{
    sb_rows ten = make_list(10, numbered), two = make_pair(numbered);

    should(get_text(ten.row[9], username), equal_to("user10"));
    should(two.n, equal_to(2));
}

/* sample: make_bulk */
TEST(samples, make_bulk)
{
    should(make_bulk(loan, 1000, each(member, 10), with(title, "Emma")), equal_to(1100));
    should(row_count("members"), equal_to(100));
}

/* sample: get_or_make */
TEST(samples, get_or_make)
{
    sb_row *first = get_or_make(team, with(name, "Reds")), *second = get_or_make(team, with(name, "Reds"));

    should(id(second), equal_to(id(first)));
}

/* sample: build */
TEST(samples, build)
{
    sb_row *row = build(written, with(team.city, "moss"));

    should(get_text(row, email), equal_to("ada@moss.example.com"));
    should(row_count("members") + row_count("teams"), equal_to(0));
}

/* sample: attributes */
TEST(samples, attributes)
{
    const sb_attributes *all = attributes(hosted);

    should(all->name[0], equal_to("username"));
    should(all->value[1].v.s, equal_to("ada@example.com"));
    should(row_count("members"), equal_to(0));
}

/* sample: reset_sequence */
TEST(samples, reset_sequence)
{
    should(get_text(build(numbered), username), equal_to("user1"));
    reset_sequence(numbered);
    should(get_text(build(numbered), username), equal_to("user1"));
    reset_sequence(numbered, 500);
    should(get_text(build(numbered), username), equal_to("user500"));
}

/* sample: lint_factories */
TEST(samples, lint_factories) { should(lint_factories(.tables = true), be_above(20)); }
/* end */

/* For who compares the two programs: the values, in a file. */
TEST(samples, values_are_told)
{
    FILE *file = fopen(getenv("TOLD") ? getenv("TOLD") : "/dev/null", "w");
    sb_rows ten = make_list(10, account);

    for (size_t i = 0; i < ten.n; i++)
        fprintf(file, "%s %s %s\n", get_text(ten.row[i], full_name), get_text(ten.row[i], plan), get_text(ten.row[i], team_id));
    fclose(file);
}
