/* nouns_test.c -- what the name of a table says of its rows. */
#include "../../../assert/text.h"
#include "../../../generators/factory/recipe.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdlib.h>
#include <string.h>

SUITE(nouns, .sandbox = "shop");

TEST_EACH(nouns, the_last_word_of_a_table_says_what_it_holds, (const char *table; const char *kind),
    { "customers", "person.full_name" }, { "Author", "person.full_name" }, { "crm_contacts", "person.full_name" },
    { "AppPlayers", "person.full_name" }, { "people", "person.full_name" }, { "company", "company.name" },
    { "our_suppliers", "company.name" }, { "companies", "company.name" }, { "products", "product.name" },
    { "department", "department" }, { "customer_orders", NULL }, { "things", NULL }, { "", NULL }, { "scustomer", NULL })
{
    sb_store store = SB_STORE_EMPTY;
    const sb_rule *rule = sb_noun_rules(&store, each->table);

    while (rule && rule->column && !strstr(rule->column, "name "))
        rule++;
    while (rule && rule->column && each->kind && strcmp(rule->fake, each->kind) != 0)
        rule++;
    should(rule ? rule->fake : NULL, equal_to(each->kind));
    sb_store_release(&store);
}

TEST(nouns, columns_of_a_person_tell_of_the_same)
{
    should(db_exec("CREATE TABLE customers (id INTEGER PRIMARY KEY, Name TEXT NOT NULL, email TEXT NOT NULL, city TEXT)"),
        equal_to(SB_OK));
    make_list(100, customer);
    should(db_int("SELECT count(*) FROM customers WHERE city IS NOT NULL OR email NOT LIKE '%@example.%'"), equal_to(0));
    should(db_int("SELECT count(*) FROM customers WHERE name GLOB '* [0-9]*'"), equal_to(0));
    /* Of those without other letters, the address is the name. */
    should(
        db_int("SELECT count(*) FROM customers WHERE name NOT GLOB '*[^A-Za-z ]*' AND email LIKE replace(name, ' ', '.') || '%'"),
        be_above(0));
}

static const sb_rule columns[] = { { "note", .text = "late" }, { 0 } };
FACTORY(guest, .columns = columns);

TEST(nouns, a_factory_says_it_all_itself)
{
    should(db_exec("CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT)"), equal_to(SB_OK));
    should(get_text(make(guest), name), end_with(" 1"));
}

TEST_EACH(nouns, what_the_table_has_to_say_of_a_column_comes_first, (const char *columns; const char *holds;),
    { "vat TEXT NOT NULL CHECK (vat || 'x' <> 'Y')", "vat NOT GLOB '[A-Z][A-Z][0-9]*'" },
    { "name INTEGER NOT NULL UNIQUE", "typeof(name) = 'integer'" }, { "name TEXT, email TEXT", "name IS NULL AND email IS NULL" },
    { "NAME TEXT NOT NULL", "name GLOB '* * *'" })
{
    char *sql = sb_format("CREATE TABLE suppliers (id INTEGER PRIMARY KEY, %s)", each->columns);
    char *count = sb_format("SELECT count(*) FROM suppliers WHERE %s", each->holds);

    should(db_exec(sql), equal_to(SB_OK));
    make_list(100, supplier);
    should(db_int(count), equal_to(100));
    free(sql);
    free(count);
}

TEST(nouns, an_age_that_must_differ_is_no_age)
{
    should(
        db_exec(
            "CREATE TABLE members (id INTEGER PRIMARY KEY, club INTEGER NOT NULL DEFAULT 1, age INTEGER NOT NULL, UNIQUE (club, age))"),
        equal_to(SB_OK));
    make_list(200, member);
    should(db_int("SELECT count(DISTINCT age) FROM members"), equal_to(200));
}

TEST(nouns, what_does_not_fit_is_left_to_the_schema)
{
    should(
        db_exec("CREATE TABLE members (id INTEGER PRIMARY KEY, name INTEGER NOT NULL, phone INTEGER, city VARCHAR(4) NOT NULL)"),
        equal_to(SB_OK));
    make(member);
    should(db_int("SELECT count(*) FROM members WHERE typeof(name) = 'integer' AND phone IS NULL AND length(city) <= 4"),
        equal_to(1));
}
