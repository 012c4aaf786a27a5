#!/bin/sh
# fixtures.sh -- SUITE(.fixtures = "..."): loaded once per worker, there for every test, dropped for a suite that wants others.
set -eu
libs=$("${PKG_CONFIG:-pkg-config}" --libs libpcre2-8 libfyaml sqlite3)
top=$(pwd)
cd "$SCRATCH"
mkdir -p var data/more
cat >seedbed.yaml <<'END'
environment: test
debug: developer
sandboxes:
  world:
    url: sqlite:var/world.db
    prefix: app_
    test_prefix: t_
    schema: [ schema.sql ]
fixtures: [ data, data/more ]
END
cat >schema.sql <<'END'
CREATE TABLE {countries} (code TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE {cities} (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL REFERENCES {countries} (code));
END
cat >data/countries.yaml <<'END'
- { model: country, pk: 'NO', fields: { name: Norway } }
- { model: world.country, pk: DE, fields: { name: Germany } }
END
printf 'name,country\r\nOslo,NO\r\n"Köln, am Rhein",DE\r\nBergen,NO\r\n' >data/more/cities.csv
cat >data/wrong.json <<'END'
[ { "model": "country", "pk": "FR", "fields": { "name": "France" } },
  { "model": "country", "pk": "SE", "fields": { "nam": "Sweden" } } ]
END
cat >world_test.c <<'END'
#include <seedbed.h>

SUITE(a, .sandbox = "world", .fixtures = "countries");
SUITE(b, .sandbox = "world", .fixtures = "countries cities");
SUITE(c, .sandbox = "world");
SUITE(d, .sandbox = "world", .fixtures = "countries");
SUITE(wrong, .sandbox = "world", .fixtures = "countries wrong");
SUITE(lost, .sandbox = "world", .fixtures = "cuntries");
SUITE(dry, .fixtures = "countries");
SUITE(e, .sandbox = "world", .fixtures = "countries");

TEST(a, has_countries) { should(row_count("countries"), equal_to(2)); db_exec("DELETE FROM {countries}"); }
TEST(a, has_them_again) { should(row_count("countries"), equal_to(2)); db_exec("DROP TABLE {cities}"); }
TEST(a, and_no_city) { should(row_count("cities"), equal_to(0)); make(city); }
TEST(b, has_cities_too)
{
    should(sandbox_table("cities"), have_row(col(name, "Köln, am Rhein"), col(country, "DE")));
    should(row_count("cities"), equal_to(3));
    should(id(make(city)), equal_to(4));
    should(row_count("countries"), equal_to(3));
}
TEST(b, and_is_back_at_them) { should(row_count("cities"), equal_to(3)); }
TEST(c, has_nothing) { should(sandbox_table("countries"), be_empty); should(sandbox_table("cities"), be_empty); }
TEST(d, has_countries_again) { should(row_count("countries"), equal_to(2)); should(row_count("cities"), equal_to(0)); }
TEST(wrong, is_not_run) { fail_test("it ran"); }
TEST(lost, is_not_run) { fail_test("it ran"); }
TEST(dry, is_not_run) { fail_test("it ran"); }
/* Mocks: rows of fixtures without the sandbox's tables. */
TEST(mocked, asks_a_fixture) { sandbox_mock("countries cities"); should(row_count("cities"), equal_to(3)); }
TEST(mocked, asks_nobody_else) { should(sandbox_mock("cities"), not_(be_null)); should(db_exec("SELECT * FROM {country}"), equal_to(SB_ERR)); }
TEST(misused, has_two) { sandbox_mock("countries"); sandbox_mock("cities"); fail_test("it ran"); }
TEST(misused, misspells) { sandbox_mock("cuntries"); fail_test("it ran"); }
TEST(misused, names_a_wrong_file) { sandbox_mock("data/wrong.jsn"); fail_test("it ran"); }
TEST(d, mocks_a_sandbox) { sandbox_mock("countries"); fail_test("it ran"); }
TEST(e, has_countries_after_all_that) { should(row_count("countries"), equal_to(2)); }
END
${CC:-cc} -std=c11 -I"$top/include" -o world_test world_test.c "$BUILD/libseedbed.a" $libs -pthread -lm

for how in --jobs=1 --jobs=4 --isolate=test --isolate=none; do
    ./world_test $how --report=tap 'a' 'b' 'c' 'd/has*' mocked >said || { cat said && echo "fixtures: failed under $how" && exit 1; }
    [ "$(grep -c '^ok ' said)" = 9 ] || { cat said && echo "fixtures: 9 tests were wanted under $how" && exit 1; }
done

# Whichever way the sandbox is brought back: under one of them each test is in a transaction already.
for reset in rollback undo; do
    sed "s/^    prefix: app_/    reset: $reset\n    prefix: app_/" seedbed.yaml >reset.yaml
    ./world_test --config=reset.yaml --jobs=1 --report=tap 'a' 'b' 'c' 'd/has*' >said || { cat said && echo "fixtures: failed under reset: $reset" && exit 1; }
    [ "$(grep -c '^ok ' said)" = 7 ] || { cat said && echo "fixtures: 7 tests were wanted under reset: $reset" && exit 1; }
done

# A fixture that cannot be loaded fails the test, says where, and leaves the next suite its own.
if ./world_test --jobs=1 --report=tap wrong lost dry e >said 2>&1; then
    cat said && echo "fixtures: a wrong fixture passed" && exit 1
fi
must_say() { grep -qF "$1" said || { cat said && echo "fixtures: not said: $1" && exit 1; }; }
must_say 'data/wrong.json:2:49: the table t_countries has no column `nam`; did you mean `name`?'
must_say 'there is no fixture `cuntries` (.yaml, .yml, .json, .csv or .xml) in'
must_say 'did you mean `countries`?'
must_say 'and has no sandbox; give it .sandbox ='
must_say 'ok 4 - e/has_countries_after_all_that'
if ./world_test --jobs=1 --report=tap misused 'd/mocks*' >>said 2>&1; then
    cat said && echo "fixtures: a misused mock passed" && exit 1
fi
must_say 'sandbox_mock: this test has a mock already'
must_say 'sandbox_mock: there is no fixture `cuntries`'
must_say 'sandbox_mock: there is no file data/wrong.jsn'
must_say 'sandbox_mock: this test is in the sandbox `world`'
if grep -q 'it ran' said; then
    cat said && echo "fixtures: a test without its fixtures ran" && exit 1
fi
