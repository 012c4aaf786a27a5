/* profiles_test.c -- rows of one person: a profile and its user, an author and his account, by a key that no two rows have in common. */
#include "../../framework/sandbox/sandbox.h"
#include "../../generators/factory/maker.h"
#include "../../generators/fake/people.h"
#include "../support/record.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdlib.h>
#include <string.h>

SUITE(one_person, .sandbox = "school");

#define PERSON "full_name TEXT NOT NULL, sex TEXT, country TEXT NOT NULL, city TEXT NOT NULL, locale TEXT, phone TEXT"

SETUP(one_person)
{
    should(
        db_exec(
            "PRAGMA foreign_keys = ON;"
            "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, " PERSON ");"
            "CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users, bio TEXT, " PERSON ");"
            "CREATE TABLE badges (id INTEGER PRIMARY KEY, profile_id INTEGER NOT NULL UNIQUE REFERENCES profiles, full_name TEXT NOT NULL);"
            "CREATE TABLE authors (id INTEGER PRIMARY KEY, account INTEGER NOT NULL UNIQUE REFERENCES users, full_name TEXT NOT NULL,"
            "    country TEXT NOT NULL);"
            "CREATE TABLE parcels (id INTEGER PRIMARY KEY, weight INTEGER NOT NULL);"
            "CREATE TABLE labels (id INTEGER PRIMARY KEY, parcel_id INTEGER NOT NULL UNIQUE REFERENCES parcels, full_name TEXT NOT NULL);"
            "CREATE TABLE homes (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, email TEXT NOT NULL UNIQUE,"
            "    mail TEXT, full_name TEXT NOT NULL);"
            "CREATE TABLE desks (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, name TEXT NOT NULL, floor INTEGER NOT NULL,"
            "    UNIQUE (name, floor));"
            "CREATE TABLE pens (full_name TEXT NOT NULL); CREATE TABLE inks (pen INTEGER, full_name TEXT NOT NULL);"
            "CREATE TABLE lodgers (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL);"
            "CREATE TABLE rooms (lodger_id INTEGER PRIMARY KEY REFERENCES lodgers, full_name TEXT NOT NULL);"
            "CREATE TABLE poles (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, country TEXT NOT NULL);"
            "CREATE TABLE cards (pole_id INTEGER PRIMARY KEY REFERENCES poles, full_name TEXT NOT NULL, country TEXT NOT NULL, sex TEXT NOT NULL)"),
        equal_to(SB_OK));
}

#define RULES(name_, ...) static const sb_rule name_[] = { __VA_ARGS__, { 0 } }
RULES(in_full, { "email", .fake = "person.email" }, { "mail", .fake = "person.email" },
    { "full_name", .fake = "person.full_name" });
FACTORY(home, .columns = in_full, .person_of = "user");
RULES(own_name, { "full_name", .fake = "person.full_name" });
FACTORY(stranger, .tables = "authors", .columns = own_name, .person_of = "self");
FACTORY(lost, .tables = "authors", .person_of = "acount");
#define POLISH(part) \
    { \
#part, .fake = "person." #part, .locale = "pl", .sex = "female" \
    }
RULES(polish, POLISH(full_name), POLISH(country));
RULES(not_numbered, { "name full_name", .fake = "person.full_name", .yields = true });
FACTORY(desk, .columns = not_numbered, .person_of = "user_id");
FACTORY(polish_user, .tables = "poles", .columns = polish);
RULES(here, { "country", .text = "NO" });
RULES(of_one_here, { "user_id", .parent = "user", .with = here });
FACTORY(profile_here, .tables = "profiles", .inherits = "profile", .columns = of_one_here);

RULES(as_above, { "full_name", .copy = "..full_name" });
RULES(of_one_like_him, { "full_name", .fake = "person.full_name" }, { "account", .parent = "user", .with = as_above });
FACTORY(first_author, .tables = "authors", .columns = of_one_like_him);
RULES(coded, { "code", .text = "A" }, { "full_name", .fake = "person.full_name" });
FACTORY(lodger, .columns = coded, .by = "code");
RULES(of_a_pen, { "pen", .parent = "pen" }, { "full_name", .fake = "person.full_name" });
FACTORY(ink, .columns = of_a_pen, .person_of = "pen");
FACTORY(pen, .columns = own_name);

RULES(of_an_odd_one, { "user_id", .parent = "user", .as = "unusual" });
FACTORY(odd_profile, .tables = "profiles", .inherits = "profile", .columns = of_an_odd_one);

/* How many profiles, and how many authors, are not of their user's person. */
static long long strangers(void)
{
    return db_int(
        "SELECT count(*) FROM {profiles} p JOIN {users} u ON u.id = p.user_id WHERE (p.full_name, p.sex, p.country, p.city,"
        " p.locale, p.phone) IS NOT (u.full_name, u.sex, u.country, u.city, u.locale, u.phone)");
}

static long long strange_authors(void)
{
    return db_int("SELECT count(*) FROM {authors} a JOIN {users} u ON u.id = a.account WHERE (a.full_name, a.country) IS NOT "
                  "(u.full_name, u.country)");
}

/* The name of row n of a table, where each row has a person of its own. */
static const char *name_of(const char *table, uint64_t n)
{
    static char text[200];
    sb_put to = sb_put_into(text, sizeof text);
    sb_person person;

    sb_person_at(sb_sandbox_db()->stream, sb_draw_name(table), n, NULL, &person);
    sb_person_put(&person, SB_PART_FULL_NAME, &to);
    return text;
}

TEST(one_person, a_profile_is_of_its_users_person)
{
    make_list(3, user);
    sb_row *row = make(profile);
    make_list(20, profile);

    should(get_text(row, full_name), equal_to(name_of("users", 3)));
    should(row_count("profiles"), equal_to(21));
    should(strangers(), equal_to(0));
}

TEST(one_person, a_user_that_is_given_as_a_row_is_one_too)
{
    make(user);
    sb_row *user = make(user), *row = make(profile, with(user, user));

    should(get_text(row, full_name), equal_to(name_of("users", 1)));
    should(get_text(make(badge, with(profile, row)), full_name), equal_to(name_of("users", 1)));
}

TEST(one_person, a_list_of_rows_for_one_that_is_given_is_of_its_person)
{
    sb_row *user = make(user);
    sb_rows rows = make_list(3, home, with(user, user));

    for (size_t i = 0; i < rows.n; i++)
        should(get_text(rows.row[i], full_name), equal_to(name_of("users", 0)));
}

TEST(one_person, of_a_key_alone_nobody_knows_whose_it_is)
{
    make(user);
    sb_row *row = make(profile, with(user_id, 1));

    should(get_text(row, full_name), equal_to(name_of("profiles", 0)));
}

TEST(one_person, of_a_row_that_was_there_nobody_knows_it)
{
    db_exec("INSERT INTO {lodgers} VALUES (7, 'A', 'Ada')");
    sb_row *row = make(room);

    should(get_int(row, lodger_id), equal_to(7));
    should(get_text(row, full_name), equal_to(name_of("rooms", 0)));
}

TEST(one_person, one_that_is_made_of_the_other_is_its_own)
{
    make(user);
    sb_row *row = make(first_author);

    should(get_text(row, full_name), equal_to(name_of("authors", 0)));
    should(db_text("SELECT full_name FROM {users} WHERE id = 2"), equal_to(get_text(row, full_name)));
}

TEST(one_person, what_tells_of_nobody_is_the_same_whosever_it_is)
{
    make(user);
    char *bio = sb_strdup(get_text(make(profile, with(user_id, 1)), bio));

    add_cleanup(free, bio);
    db_exec("DELETE FROM profiles; DELETE FROM users");
    sb_makers_over(); /* as in a test that begins */
    should(get_text(make(profile), bio), equal_to(bio));
}

TEST(one_person, rows_that_are_built_are_too)
{
    sb_row *user = build(user), *row = build(profile, with(user, user));

    should(get_text(row, full_name), equal_to(get_text(user, full_name)));
    should(get_text(build(profile), full_name), equal_to(name_of("users", 1)));
    should(row_count("users"), equal_to(0));
}

TEST(one_person, a_country_that_is_given_is_the_persons)
{
    sb_user norwegian;
    sb_row *user = make(user, with(country, "NO"));

    should(sb_user_like(sb_sandbox_db()->stream, 0, &(sb_user_wish){ .locale = "nb_NO" }, &norwegian), equal_to(SB_OK));
    should(get_text(user, full_name), equal_to(norwegian.full_name));
    should(get_text(user, locale), equal_to("nb_NO"));
    make(profile, with(user, user));
    make(profile, with(user.country, "NO"));
    make(profile_here);
    should(db_int("SELECT count(*) FROM {profiles} WHERE locale = 'nb_NO' AND country = 'NO'"), equal_to(3));
    should(strangers(), equal_to(0));
}

TEST(one_person, a_locale_and_a_sex_that_are_given_are_the_persons)
{
    sb_user wished;
    sb_row *user = make(user, with(locale, "de_AT"), with(sex, "female"));

    should(sb_user_like(sb_sandbox_db()->stream, 0, &(sb_user_wish){ .locale = "de_AT", .sex = "female" }, &wished),
        equal_to(SB_OK));
    should(get_text(user, full_name), equal_to(wished.full_name));
    should(get_text(user, country), equal_to("AT"));
    should(get_text(make(profile, with(user, user)), full_name), equal_to(wished.full_name));
    should(get_text(make(profile, with(country, "jp")), locale), equal_to("ja_JP"));
}

TEST(one_person, whoever_lives_elsewhere_is_the_same)
{
    sb_row *user = make(user, with(country, "PL"), with(city, "Gdynia"));
    sb_row *row = make(profile, with(user, user), with(country, "NO"));

    should(get_text(row, full_name), equal_to(get_text(user, full_name)));
    should(get_text(row, sex), equal_to(get_text(user, sex)));
    should(get_text(row, locale), equal_to("nb_NO"));
    should_not(get_text(row, city), equal_to("Gdynia"));
}

TEST(one_person, what_is_given_to_the_one_is_told_of_the_other)
{
    make(badge, with(profile.user.full_name, "Ada Lind"), with(profile.user.city, "Narvik"));
    should(db_text("SELECT full_name || city FROM {profiles}"), equal_to("Ada LindNarvik"));
    should(db_text("SELECT full_name FROM {badges}"), equal_to("Ada Lind"));
    make_bulk(badge, 10, with(profile.user.full_name, "Ada Lind"));
    should(db_int("SELECT count(*) FROM {badges} WHERE full_name = 'Ada Lind'"), equal_to(11));
}

TEST(one_person, a_long_text_is_told_whole)
{
    enum { LONG = 900 };
    char text[2 * LONG + 1] = "";

    for (size_t i = 0; i < LONG; i++)
        strcat(text, "\u0141");
    sb_row *row = make(author, with(account.full_name, text));
    should(get_text(row, full_name), equal_to(text));
    db_exec("CREATE TABLE callers (account INTEGER NOT NULL UNIQUE REFERENCES users, full_name TEXT NOT NULL UNIQUE)");
    make_list(2, caller, with(account.full_name, text));
    should(db_text("SELECT group_concat(length(full_name) || substr(full_name, -2)) FROM {callers}"), equal_to("902 1,902 2"));
}

TEST(one_person, an_email_that_must_be_unique_is_not_told)
{
    sb_row *row = make(home, with(user.email, "ada@example.com"));

    should(get_text(row, mail), equal_to("ada@example.com"));
    should(get_text(row, email), match("[a-z]1@example"));
}

TEST(one_person, unusual_names_are_the_same)
{
    sb_row *user = make(user, as(unusual));

    should(get_text(make(profile, with(user, user)), full_name), equal_to(get_text(user, full_name)));
    make_bulk(odd_profile, 30);
    should(strangers(), equal_to(0));
}

TEST(one_person, what_no_person_can_have_wishes_nothing)
{
    sb_row *row = make(user, with(country, "Atlantis"), with(locale, "tlh"), with(sex, "yes"));

    should(get_text(row, full_name), equal_to(name_of("users", 0)));
    should(get_text(row, country), equal_to("Atlantis"));
}

TEST(one_person, the_rules_of_the_one_hold_for_the_other)
{
    sb_row *row = make(card);

    should(db_text("SELECT full_name FROM {poles}"), equal_to(get_text(row, full_name)));
    should(get_text(row, country), equal_to("PL"));
    should(get_text(row, sex), equal_to("female"));
}

TEST(one_person, a_table_without_a_factory_is_by_its_unique_key)
{
    make_list(2, user);
    make_list(10, author);
    should(row_count("authors"), equal_to(10));
    should(strange_authors(), equal_to(0));
    make(badge);
    should(db_text("SELECT full_name FROM {badges}"), equal_to(db_text("SELECT full_name FROM {profiles}")));
}

TEST(one_person, a_row_of_what_is_no_person_has_its_own)
{
    make_list(2, parcel);
    should(get_text(make(label), full_name), equal_to(name_of("labels", 0)));
}

/* Members who have not the name and city of their user. */
static long long strange_members(void)
{
    return db_int("SELECT count(*) FROM {members} m JOIN {users} u ON u.id = m.user_id WHERE (m.full_name, m.city) IS NOT "
                  "(u.full_name, u.city)");
}

TEST(one_person, what_else_a_row_has_of_its_own_is_nobody)
{
    db_exec("CREATE TABLE members (id INTEGER PRIMARY KEY, parcel_id INTEGER NOT NULL UNIQUE REFERENCES parcels,"
            " user_id INTEGER NOT NULL UNIQUE REFERENCES users, label_id INTEGER UNIQUE REFERENCES labels,"
            " full_name TEXT NOT NULL, city TEXT NOT NULL)");
    make_list(2, user);
    make_list(5, member);
    make_bulk(member, 20);
    should(row_count("members"), equal_to(25));
    should(strange_members(), equal_to(0));
}

TEST(one_person, of_two_persons_a_row_is_neither)
{
    db_exec(
        "CREATE TABLE pairs (one_id INTEGER NOT NULL UNIQUE REFERENCES users, other_id INTEGER NOT NULL UNIQUE REFERENCES users,"
        " full_name TEXT NOT NULL)");
    sb_row *user = make(user);

    should(get_text(make(pair), full_name), equal_to(name_of("pairs", 0)));
    should(get_text(make(pair, with(one_id, user), with(other_id, user)), full_name), equal_to(name_of("users", 0)));
}

TEST(one_person, a_profile_of_several_is_of_their_user)
{
    db_exec(
        "DROP TABLE badges; DROP TABLE profiles;"
        "CREATE TABLE user_profiles (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES users, full_name TEXT NOT NULL)");
    sb_row *user = make(user);

    make(profile);
    should(get_text(make(profile, with(account_id, user)), full_name), equal_to(name_of("users", 0)));
}

TEST(one_person, a_factory_can_say_that_it_is_nobody_elses)
{
    make(user);
    should(get_text(make(stranger), full_name), equal_to(name_of("authors", 0)));
}

TEST(one_person, what_must_be_unique_has_the_number_of_its_row)
{
    sb_row *user = make(user);
    sb_row *one = make(home, with(user, user)), *other = make(home, with(user, user), with(full_name, "Other"));

    should(get_text(one, email), equal_to(get_text(user, email)));
    should(get_text(other, email), match("2@example"));
    should(get_text(other, mail), equal_to(get_text(user, email)));
}

TEST(one_person, two_that_may_not_be_the_same_are_not)
{
    sb_row *user = make(user), *one = make(desk, with(user, user), with(floor, 1)), *other;

    should(get_text(one, name), equal_to(get_text(user, full_name)));
    other = make(desk, with(user, user), with(floor, 1));
    should_not(get_text(other, name), equal_to(get_text(user, full_name)));
}

static void lose(void) { make(lost); }

TEST(one_person, one_who_is_not_there_is_named)
{
    should(failure_of(lose),
        equal_to(
            "make(lost): the factory `lost` makes the person of `acount`, and the table authors refers to no row by that; did you mean `account`?"));
}

/* ---- in a bulk ---- */

TEST(one_person, profiles_of_a_bulk_are_of_their_users)
{
    make_list(3, user);
    make_bulk(profile, 500);
    make_bulk(author, 300);
    make_bulk(profile, 100, with(user.country, "NO"));
    should(row_count("profiles"), equal_to(600));
    should(strangers(), equal_to(0));
    should(strange_authors(), equal_to(0));
    should(db_int("SELECT count(*) FROM {profiles} WHERE locale = 'nb_NO' AND user_id > 803"), equal_to(100));
}

TEST(one_person, rows_without_a_key_are_known_by_their_number)
{
    make_bulk(ink, 50);
    should(
        db_int("SELECT count(*) FROM {inks} i JOIN {pens} p ON p.rowid = i.pen WHERE i.full_name = p.full_name"), equal_to(50));
}

/* All columns of all profiles, as one text. */
static char *digest(void)
{
    return sb_strdup(
        db_text("SELECT group_concat(quote(user_id) || quote(bio) || quote(full_name) || quote(sex) || quote(country) || "
                "quote(city) || quote(phone)) FROM (SELECT * FROM {profiles} ORDER BY user_id)"));
}

TEST(one_person, profiles_of_a_bulk_are_those_of_a_list)
{
    char *one, *other;

    make_list(200, profile);
    one = digest();
    add_cleanup(free, one);
    db_exec("DELETE FROM profiles; DELETE FROM users");
    sb_makers_over(); /* as in a test that begins */
    make_bulk(profile, 200);
    other = digest();
    add_cleanup(free, other);
    should(other, equal_to(one));
}

TEST(one_person, several_rows_of_a_bulk_are_of_one_user)
{
    make_bulk(badge, 40);
    should(db_int("SELECT count(*) FROM {badges} b JOIN {users} u ON u.id = b.profile_id WHERE b.full_name <> u.full_name"),
        equal_to(0));
    make_bulk(home, 40, each(user, 4), with(full_name, "Ada"));
    should(db_int("SELECT count(DISTINCT email) FROM {homes}"), equal_to(40));
    should(db_int("SELECT count(DISTINCT substr(email, 1, 3)) FROM {homes}"), be_at_most(10));
}

TEST(one_person, a_bulk_for_a_user_that_is_given_is_of_its_person)
{
    sb_row *user = make(user);

    make_bulk(home, 3, with(user, user));
    should(
        db_int("SELECT count(*) FROM {homes} a JOIN {users} u ON u.id = a.user_id WHERE a.full_name = u.full_name"), equal_to(3));
}
