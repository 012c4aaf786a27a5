/* filled_test.c -- as(filled): columns that may be NULL have values, and what must stay NULL stays so. */
#include "../../../assert/text.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdlib.h>

SUITE(filled, .sandbox = "shop");

SETUP(filled)
{
    should(
        db_exec(
            "PRAGMA foreign_keys = ON;"
            "CREATE TABLE publishers (id INTEGER PRIMARY KEY, name TEXT, city TEXT);"
            "CREATE TABLE books (id INTEGER PRIMARY KEY, publisher_id INTEGER REFERENCES publishers, sequel_to INTEGER REFERENCES books,"
            "  title TEXT DEFAULT ( (null) ), stars INTEGER CHECK (stars BETWEEN 1 AND 5), price NUMERIC, isbn TEXT UNIQUE,"
            "  shelf TEXT DEFAULT 'A', deleted_at TEXT, double_price NUMERIC,"
            "  CHECK (double_price = 2 * price + 1));"
            "CREATE TABLE houses (id INTEGER PRIMARY KEY, name TEXT, city TEXT);"
            "CREATE TABLE teams (id INTEGER PRIMARY KEY, captain INTEGER REFERENCES players);"
            "CREATE TABLE players (id INTEGER PRIMARY KEY, team INTEGER REFERENCES teams, shirt INTEGER);"
            "CREATE TABLE seats (id INTEGER PRIMARY KEY, row TEXT, vip BOOLEAN, colour TEXT, kind TEXT CHECK (kind IN ('a', 'b')),"
            "  UNIQUE (vip, kind))"),
        equal_to(SB_OK));
}

TEST(filled, columns_that_may_be_null_have_values_within_their_checks)
{
    make_list(50, book, as(filled));
    should(db_int("SELECT count(*) FROM books WHERE title IS NULL OR stars IS NULL OR isbn IS NULL"), equal_to(0));
    should(db_int("SELECT count(DISTINCT isbn) FROM books"), equal_to(50));
    should(db_int("SELECT count(DISTINCT stars) FROM books"), be_above(1));
}

TEST(filled, others_of_the_same_table_are_as_they_were)
{
    sb_row *plain = make(book), *filled = make(book, as(filled));

    should(get_text(plain, title), be_null);
    should(get_text(filled, title), not_(be_null));
    should(get_text(make(book), title), be_null);
}

TEST(filled, what_has_a_default_or_tells_of_an_end_is_left)
{
    sb_row *book = make(book, as(filled));

    should(db_int("SELECT shelf = 'A' AND deleted_at IS NULL FROM books"), equal_to(1));
    should(get_text(book, deleted_at), be_null);
}

TEST(filled, a_check_that_is_not_understood_leaves_its_columns_null)
{
    make_list(3, book, as(filled));
    should(db_int("SELECT count(*) FROM books WHERE price IS NULL AND double_price IS NULL"), equal_to(3));
}

TEST(filled, what_a_check_wants_null_is_null)
{
    should(db_exec(
               "CREATE TABLE refunds (id INTEGER PRIMARY KEY, card TEXT, voucher TEXT, CHECK (card IS NULL OR voucher IS NULL))"),
        equal_to(SB_OK));
    make_list(3, refund, as(filled));
    should(db_int("SELECT count(*) FROM refunds WHERE (card IS NULL) + (voucher IS NULL) = 1"), equal_to(3));
}

TEST(filled, what_it_refers_to_is_made_and_filled)
{
    sb_row *book = make(book, as(filled));

    should(db_int("SELECT count(*) FROM publishers WHERE name IS NOT NULL AND city IS NOT NULL"), equal_to(1));
    should(get_int(book, publisher_id), equal_to(1));
    should(get_text(book, sequel_to), be_null);
}

TEST(filled, a_table_that_there_is_not_is_not_referred_to)
{
    should(
        db_exec(
            "PRAGMA foreign_keys = OFF; CREATE TABLE wrecks (id INTEGER PRIMARY KEY, ship INTEGER REFERENCES ships, name TEXT)"),
        equal_to(SB_OK));
    sb_row *wreck = make(wreck, as(filled));

    should(get_text(wreck, ship), be_null);
    should(get_text(wreck, name), not_(be_null));
}

TEST(filled, a_circle_is_open_at_one_place_whoever_is_made)
{
    sb_row *player = make(player, as(filled)), *team = make(team, as(filled));

    should(get_int(player, team), be_above(0));
    should(get_text(team, captain), be_null);
    should(row_count("players"), equal_to(1));
}

TEST(filled, few_values_that_must_differ_stay_null)
{
    make_list(10, seat, as(filled));
    should(db_int("SELECT count(*) FROM seats WHERE vip IS NULL AND kind IS NULL AND colour IS NOT NULL"), equal_to(10));
}

TEST_EACH(filled, keys_that_share_a_column_and_may_be_null_stay_null, (const char *name, *schema; const char *filled;),
    { "one and two",
        "CREATE TABLE p (t INT, i INT, PRIMARY KEY (t, i)); CREATE TABLE things (id INTEGER PRIMARY KEY,"
        " u INTEGER REFERENCES publishers, v INTEGER, FOREIGN KEY (u, v) REFERENCES p (t, i))",
        "u IS NULL AND v IS NULL" },
    { "its own",
        "CREATE TABLE things (id INTEGER PRIMARY KEY, tree INT NOT NULL DEFAULT 1, p INT, UNIQUE (tree, id),"
        " FOREIGN KEY (tree, p) REFERENCES things (tree, id), FOREIGN KEY (p) REFERENCES publishers (id))",
        "p IS NULL" },
    { "two and two",
        "CREATE TABLE authors (house INT NOT NULL REFERENCES houses, i INT NOT NULL, PRIMARY KEY (house, i));"
        "CREATE TABLE things (id INTEGER PRIMARY KEY, house INT NOT NULL REFERENCES houses, author INT, editor INT,"
        " FOREIGN KEY (house, author) REFERENCES authors, FOREIGN KEY (house, editor) REFERENCES authors)",
        "(author IS NULL) + (editor IS NULL) = 1" },
    { "a key that is none",
        "CREATE TABLE keys (id INTEGER PRIMARY KEY, deleted_key TEXT UNIQUE);"
        "CREATE TABLE things (id INTEGER PRIMARY KEY, k TEXT REFERENCES keys (deleted_key))",
        "k IS NULL AND (SELECT count(*) FROM keys) = 0" })
{
    char *sql = sb_format("SELECT count(*) FROM things WHERE %s", each->filled);

    should(db_exec(each->schema), equal_to(SB_OK));
    make_list(3, thing, as(filled));
    make_bulk(thing, 3, as(filled));
    should(db_int(sql), equal_to(6));
    free(sql);
}

TEST(filled, a_column_that_only_guesses_know_is_filled_all_the_same)
{
    should(db_exec("CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT, email INTEGER, city INTEGER REFERENCES houses)"),
        equal_to(SB_OK));
    make_list(3, user, as(filled));
    should(db_int("SELECT count(*) FROM users WHERE typeof(email) = 'integer' AND city IN (SELECT id FROM houses)"), equal_to(3));
}

TEST(filled, given_values_stand)
{
    sb_row *house = make(publisher, as(filled), with(name, NULL)), *book = make(book, as(filled), with(publisher, house));

    should(get_text(house, name), be_null);
    should(get_int(book, publisher_id), equal_to(id(house)));
    should(row_count("publishers"), equal_to(1));
}

TEST(filled, a_bulk_has_the_same_rows)
{
    static const char all[] =
        "SELECT group_concat(b.id || title || stars || b.isbn || publisher_id || p.name || p.city) FROM books b "
        "JOIN publishers p ON p.id = publisher_id WHERE b.id <= 40";
    char *of_list;

    make_list(40, book, as(filled));
    of_list = sb_strdup(db_text(all));
    should(db_exec("DELETE FROM books; DELETE FROM publishers"), equal_to(SB_OK));
    reset_sequence(book);
    reset_sequence(publisher);
    make_bulk(book, 40, as(filled));
    should(db_text(all), equal_to(of_list));
    free(of_list);
    should(db_int("SELECT count(*) FROM books JOIN publishers p ON p.id = publisher_id"), equal_to(40));
}

static const sb_rule full_house[] = { { "city", .text = "Bergen" }, { 0 } };
static const sb_trait own_traits[] = { { "filled", .columns = full_house }, { 0 } };
FACTORY(house, .traits = own_traits);

TEST(filled, a_trait_of_that_name_is_the_factorys)
{
    sb_row *house = make(house, as(filled));

    should(get_text(house, city), equal_to("Bergen"));
    should(get_text(house, name), be_null);
}

static const sb_children rooms[] = { { "room", .count = 2 }, { 0 } };
FACTORY(castle, .tables = "houses", .as = "filled", .children = rooms);

TEST(filled, a_factory_may_say_it_and_its_children_are_filled)
{
    should(db_exec("CREATE TABLE rooms (id INTEGER PRIMARY KEY, house INTEGER REFERENCES houses, colour TEXT)"), equal_to(SB_OK));
    make(castle);
    should(db_int("SELECT count(*) FROM houses WHERE name IS NOT NULL"), equal_to(1));
    should(db_int("SELECT count(*) FROM rooms WHERE colour IS NOT NULL"), equal_to(2));
    make_bulk(castle, 10);
    should(db_int("SELECT count(*) FROM rooms WHERE colour IS NOT NULL"), equal_to(22));
}

static const sb_children wings[] = { { "wing", .count = 2, .column = "house" }, { 0 } };
FACTORY(palace, .tables = "houses", .children = wings);

TEST(filled, what_leads_back_to_the_row_that_asks_is_null_in_a_list_and_in_bulk)
{
    should(
        db_exec(
            "CREATE TABLE wings (id INTEGER PRIMARY KEY, house INTEGER NOT NULL REFERENCES houses, other INTEGER REFERENCES houses)"),
        equal_to(SB_OK));
    make_list(2, palace, as(filled));
    make_bulk(palace, 2, as(filled));
    should(row_count("houses"), equal_to(4));
    should(db_int("SELECT count(*) FROM wings WHERE other IS NULL"), equal_to(8));
}
