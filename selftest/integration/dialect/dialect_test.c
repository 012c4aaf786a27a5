/* dialect_test.c -- factories, fixtures, rows and questions on a database with types: see dialect.sh. */
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(dialect, .sandbox = "catalog");
SUITE(filled, .sandbox = "catalog", .fixtures = "people");

TEST(dialect, every_type_gets_a_value)
{
    sb_row *one = make(everything), *two = make(everything);
    should(id(one), equal_to(1));
    should(id(two), equal_to(2));
    should(row_count("everything"), equal_to(2));
    should(db_int("SELECT count(*) FROM {everything} WHERE n > 0 AND twice = 2 * id AND length(bits::text) = 8"), equal_to(2));
}

TEST(dialect, a_row_is_found_by_values_of_every_type)
{
    make(everything, with(s, 7), with(b, 5000000000), with(n, 12.5), with(r, 0.1), with(yes, true), with(v, "abc"), with(c, "ab"),
        with(day, "2024-02-29"), with(at, "2024-02-29 13:00:00+00"), with(mood, "so so"));
    make(everything, with(u, "00000000-0000-4000-8000-000000000009"), with(j, "{\"a\": [1]}"), with(jb, "{\"a\":[1]}"),
        with(raw, bytes("a\0b", 3)), with(ip, "10.0.0.1"), with(numbers, "{1,2}"), with(p, "(1,2)"));
    const sb_table *all = sandbox_table("everything");
    should(all, have_row(col(s, 7), col(b, 5000000000), col(n, 12.5), col(r, 0.1), col(yes, true), col(v, "abc"), col(c, "ab")));
    should(all, have_row(col(day, "2024-02-29"), col(at, "2024-02-29 14:00:00+01"), col(mood, "so so")));
    should(all, have_row(col(u, "00000000-0000-4000-8000-000000000009"), col(jb, "{\"a\": [1]}"), col(j, "{\"a\": [1]}")));
    should(all, have_row(col(raw, bytes("a\0b", 3)), col(ip, "10.0.0.1"), col(numbers, "{1,2}"), col(p, "(1,2)")));
}

TEST(dialect, a_number_that_no_row_can_have_is_in_none)
{
    make(everything);
    const sb_table *all = sandbox_table("everything");
    should(all, have_no_row(col(s, 1.5)));
    should(all, have_no_row(col(s, 5000000000)));
    should(all, have_no_row(col(id, NULL)));
}

TEST(dialect, cells_have_the_kinds_of_c)
{
    should(
        db_rows(
            "SELECT 1::int2, 2::int8, true, 1.5::float4, 12.50::numeric, sum(9::int8), 'a'::text, NULL::int, '\\x00ff'::bytea"),
        have_same_rows_as(these_rows(row(1, 2, true, 1.5, 12.5, 9, "a", NULL, bytes("\0\xff", 2)))));
    should(db_rows("SELECT 0.12345678901234567890, '2024-02-29'::date, ARRAY[1,2], '{}'::jsonb"),
        have_same_rows_as(these_rows(row("0.12345678901234567890", "2024-02-29", "{1,2}", "{}"))));
    should(db_int("SELECT '{\"a\": 1}'::jsonb ? 'a'"), equal_to(1));
}

TEST(dialect, a_row_is_read_back)
{
    sb_row *one = make(everything, with(n, 12.5), with(yes, false));
    should(get_text(one, n), equal_to("12.5"));
    should(get_int(one, yes), equal_to(0));
    should(get_int(one, twice), equal_to(2));
    sb_row *keyed = make(keyed, with(name, "x"), with(k, "00000000-0000-4000-8000-000000000001"));
    db_exec("UPDATE {keyed} SET name = 'y'");
    should(get_text(keyed, name), equal_to("y"));
    sb_row *keyless = make(keyless, with(n, 4));
    should(get_int(keyless, n), equal_to(4));
}

TEST(dialect, a_trigger_s_value_is_the_row_s)
{
    should(get_text(make(people, with(username, "ada")), username), equal_to("ADA"));
}

TEST(dialect, a_key_by_hand_moves_the_numbers_on)
{
    make(people, with(id, 41));
    should(id(make(people)), equal_to(42));
}

TEST(dialect, one_error_spoils_nothing)
{
    make(people, with(username, "ada"));
    should(db_exec("INSERT INTO {people} (username, mood) VALUES ('ada', 'glad')"), equal_to(SB_ERR));
    should(db_exec("SELECT 1 / 0"), equal_to(SB_ERR));
    should(sandbox_table("people"), have_rows(2));
}

TEST(dialect, rows_are_as_they_were_before)
{
    should(db_rows("SELECT id, username, mood FROM {people}"), have_same_rows_as(these_rows(row(1, "BASE", "glad"))));
    should(sandbox_table("everything"), be_empty);
    should(id(make(people)), equal_to(2));
}

TEST(dialect, names_without_quotes_have_no_case)
{
    should(sandbox_table("People"), have_rows(1));
    should(db_int("SELECT count(*) FROM {PEOPLE}"), equal_to(1));
}

TEST(filled, fixtures_with_keys_are_loaded)
{
    should(sandbox_table("people"), have_row(col(id, 7), col(username, "GRACE"), col(mood, "so so")));
    should(id(make(people)), equal_to(8));
}
TEST(filled, and_are_there_again)
{
    should(row_count("people"), equal_to(2));
    should(id(make(people)), equal_to(8));
}

TEST(dialect, a_course_of_a_size_has_its_sections_one_by_one_and_in_bulk)
{
    make(course, as(s));
    make_bulk(course, 5, as(s));
    should(
        db_int("SELECT count(*) FROM (SELECT 1 FROM {sections} GROUP BY course_id HAVING min(position) = 1 AND max(position) = 10"
               " AND count(*) = 10) AS whole"),
        equal_to(6));
}
