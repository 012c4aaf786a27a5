#!/bin/sh
# shell_dump.sh -- what SQLite's shell writes of the live database by .schema and .dump is a schema file of a sandbox.
set -u
command -v sqlite3 >/dev/null 2>&1 || {
    echo "sqlite3 is not installed"
    exit 77
}
. selftest/integration/lib_sandbox.sh
mkdir -p "$project/var" && cd "$project" || exit 1
sqlite3 var/live.db <<'END' || fail "there is no live database"
CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE);
CREATE TABLE notes(user INTEGER REFERENCES users(id), bytes);
INSERT INTO users(name) VALUES ('a'), ('b;''c');
INSERT INTO notes VALUES (1, x'00ff');
CREATE VIEW known AS SELECT * FROM users;
CREATE TRIGGER noted AFTER INSERT ON users BEGIN INSERT INTO notes VALUES (new.id, 1); SELECT 1; END;
CREATE VIRTUAL TABLE words USING fts5(word);
INSERT INTO words VALUES ('hello');
CREATE INDEX by_bytes ON notes(bytes);
ANALYZE;
END
cat >seedbed.yaml <<'END'
environment: test
debug: developer
sandboxes:
  live:
    url: sqlite:var/live.db
    placement: database
    schema: [ dump.sql ]
END
cat >dump_test.c <<'END'
#include <seedbed.h>
#include <stdlib.h>
SUITE(dump, .sandbox = "live");
TEST_EACH(dump, each_test_has_its_rows, (int time), { 1 }, { 2 })
{
    int rows = atoi(getenv("ROWS"));
    should(sandbox_table("users"), have_rows(rows));
    db_exec("INSERT INTO users(name) VALUES ('new'); INSERT INTO words VALUES ('new')");
    should(sandbox_table("users"), have_row(col(id, rows + 1), col(name, "new")));
    should(sandbox_table("notes"), have_row(col(user, rows + 1), col(bytes, 1)));
    should(db_rows("SELECT * FROM words WHERE words MATCH 'new'"), have_rows(1));
}
END
compile dump_test.c ./tests
for kind in .schema .dump; do
    sqlite3 var/live.db $kind >dump.sql
    before=$(checksum <var/live.db)
    ROWS=$([ $kind = .dump ] && echo 2 || echo 0) run 0 "$kind" ./tests --jobs=1
    [ "$(checksum <var/live.db)" = "$before" ] || fail "$kind: the live database has changed"
    ok "$kind"
done
