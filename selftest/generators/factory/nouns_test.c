/* nouns_test.c -- what the name of a table says of its rows. */
#include "../../../generators/factory/layers.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <string.h>

SUITE(nouns, .sandbox = "shop");

TEST_EACH(nouns, the_last_word_of_a_table_says_what_it_holds, (const char *table; const char *kind),
    { "customers", "person.full_name" }, { "Author", "person.full_name" }, { "crm_contacts", "person.full_name" },
    { "AppPlayers", "person.full_name" }, { "people", "person.full_name" }, { "company", "company.name" },
    { "our_suppliers", "company.name" }, { "companies", "company.name" }, { "products", "product.name" },
    { "department", "department" }, { "customer_orders", NULL }, { "things", NULL }, { "", NULL }, { "scustomer", NULL })
{
    sb_store store = { 0 };
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
    should(db_exec("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, status TEXT)"), equal_to(SB_OK));
    make_list(100, customer, with(status, NULL));
    should(db_int("SELECT count(*) FROM customers WHERE name IS NULL OR email NOT LIKE '%@example.%'"), equal_to(0));
    should(db_int("SELECT count(*) FROM customers WHERE name GLOB '* [0-9]*'"), equal_to(0));
    /* Of those without other letters, the address is the name. */
    should(
        db_int("SELECT count(*) FROM customers WHERE name NOT GLOB '*[^A-Za-z ]*' AND email LIKE replace(name, ' ', '.') || '%'"),
        be_above(0));
}

static const sb_rule columns[] = { { "name", .sequence = "Guest #" }, { 0 } };
FACTORY(guest, .columns = columns);

TEST(nouns, a_factory_says_it_all_itself)
{
    should(db_exec("CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT, email TEXT)"), equal_to(SB_OK));
    should(get_text(make(guest), name), equal_to("Guest 1"));
    should(get_text(make(guest), email), be_null);
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
