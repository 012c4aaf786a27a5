/* users_factory_test.c -- the factory `user` on tables that spell their columns in one way or another. */
#include "../../framework/sandbox/sandbox.h"
#include "people_shape.h"
#include <seedbed.h>
#include <string.h>

SUITE(users_factory, .sandbox = "school");

TEST(users_factory, fits_what_a_person_has_by_many_names)
{
    sb_row *row;

    db_exec(
        "CREATE TABLE accounts (id INTEGER PRIMARY KEY, login TEXT, mail TEXT, gender TEXT, dob TEXT, language TEXT, country_code TEXT,"
        " nation TEXT, state TEXT, town TEXT, address_line1 TEXT, zip_code TEXT, phone_number TEXT, timezone TEXT, age INT)");
    row = make(account);
    expect(get_text(row, login), end_with("1"));
    expect(get_text(row, mail), start_with(get_text(row, login)));
    expect(get_text(row, gender), any_of(equal_to("female"), equal_to("male")));
    expect(get_text(row, dob), match("^(19|20)[0-9-]{8}$"));
    expect(get_text(row, language), end_with(get_text(row, country_code)));
    expect(has_shape(get_text(row, zip_code), shape_of(get_text(row, country_code))->postcode), be_true);
    expect(has_shape(get_text(row, phone_number), shape_of(get_text(row, country_code))->phone), be_true);
    expect(has_shape(get_text(row, address_line1), shape_of(get_text(row, country_code))->street), be_true);
    expect(get_text(row, timezone), contain("/"));
    expect(get_int(row, age), be_between(16, 70));
}

/* All columns of a row of `users` are those of the plain struct. */
TEST(users_factory, fills_users_with_the_people_of_the_plain_struct)
{
    db_exec(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT UNIQUE, full_name TEXT, city TEXT, state TEXT, street TEXT, phone TEXT,"
        " birthday TEXT, country_name TEXT, role TEXT)");
    sb_rows rows = make_list(20, user);
    for (size_t i = 0; i < rows.n; i++) {
        sb_row *row = rows.row[i];
        sb_user user;
        sb_user_at(sb_sandbox_db()->stream, i, &user);
        should(get_text(row, username), equal_to(user.username));
        should(get_text(row, full_name), equal_to(user.full_name));
        should(get_text(row, city), equal_to(user.city));
        should(get_text(row, state), equal_to(user.region));
        should(get_text(row, street), equal_to(user.street));
        should(get_text(row, phone), equal_to(user.phone));
        should(get_text(row, birthday), equal_to(user.birthday));
        should(get_text(row, country_name), equal_to(user.country_name));
        should(get_text(row, role), equal_to(user.role));
    }
}
