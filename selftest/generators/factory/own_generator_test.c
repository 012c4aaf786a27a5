/* own_generator_test.c -- the generator of docs/EXTENDING.md: values by functions of the program. */
#include <seedbed.h>
#include <seedbed/factory.h>

SUITE(own_generator, .sandbox = "garage");

SETUP(own_generator)
{
    should(
        db_exec(
            "CREATE TABLE vans (id INTEGER PRIMARY KEY, plate TEXT NOT NULL UNIQUE, weight INTEGER NOT NULL, tax INTEGER NOT NULL)"),
        equal_to(SB_OK));
}

/* A number plate: two letters, a dash and the row's number; and a tax that follows from the weight. */
static sb_value plate(sb_row *row)
{
    uint64_t bits = sb_row_random(row, "letters");

    return SB_VALUE(sb_row_format(
        row, "%c%c-%04llu", (int)('A' + bits % 26), (int)('A' + bits / 26 % 26), (unsigned long long)sb_row_n(row) + 1));
}

static sb_value tax(sb_row *row) { return SB_VALUE(get_int(row, weight) / 10); }

static const sb_rule van_columns[] = {
    { "plate", .lazy = plate },
    { "weight", .fake = "number", .from = "1500", .to = "3500" },
    { "tax", .lazy = tax },
    { 0 },
};
FACTORY(van, .columns = van_columns);

TEST(own_generator, a_function_gives_the_value)
{
    sb_row *row = make(van, with(weight, 2000));

    should(get_text(row, plate), match("^[A-Z]{2}-0001$"));
    should(get_int(row, tax), equal_to(200));
}

TEST(own_generator, it_serves_a_bulk)
{
    make_bulk(van, 100);
    should(db_int("SELECT count(*) FROM vans WHERE tax = weight / 10 AND weight BETWEEN 1500 AND 3500"), equal_to(100));
    should(db_int("SELECT count(DISTINCT substr(plate, 1, 2)) FROM vans"), be_above(30));
}
