#!/bin/sh
# keep.sh -- --keep leaves the tables of failed tests, says how to open them, and the next run takes them away.
set -u
. selftest/integration/lib_sandbox.sh
project
TMPDIR=$SCRATCH/tmp && export TMPDIR && mkdir "$TMPDIR"
kept=$TMPDIR/seedbed-kept-$(id -u)

cat >keep.c <<'END'
#include <seedbed.h>
#include <sqlite3.h>
SUITE(app, .sandbox = "catalog");
static void run(const char *sql)
{
    sqlite3 *db;
    sqlite3_open("var/catalog.db", &db);
    should(sqlite3_exec(db, sql, NULL, NULL, NULL), equal_to(SQLITE_OK));
    sqlite3_close(db);
}
TEST(app, passes) { run("INSERT INTO t_users(username) VALUES ('passed')"); }
TEST_EACH(app, fails, (const char *name), { "a b'c" }, { "wal" })
{
    if (each->name[0] == 'w')
        run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
    run("INSERT INTO t_users(username) VALUES ('failed')");
    should(1, equal_to(2));
}
END
compile keep.c keep_tests

run 1 "without --keep" ./keep_tests
grep -q 'kept:' "$SCRATCH/said" && fail "something was kept without --keep"
[ "$(ls -A "$TMPDIR")" = "" ] || fail "something is left in TMPDIR: $(ls -A "$TMPDIR")"
ok "nothing is kept that nobody asked for"

for start in fork spawn; do
    run 1 "--keep --start=$start" ./keep_tests --keep --start=$start --report terminal --report json=keep.json
    says "kept: sqlite3 $kept/keep_tests/app.fails.a_b_c.db"
    [ "$(ls "$kept/keep_tests" | tr '\n' ' ')" = "app.fails.a_b_c.db app.fails.wal.db " ] || fail "kept: $(ls "$kept/keep_tests")"
    for name in a_b_c wal; do
        rows=$(./sql "$kept/keep_tests/app.fails.$name.db" "SELECT group_concat(username) FROM t_users")
        [ "$rows" = base,failed ] || fail "the file of $name has the rows $rows"
    done
    [ "$(ls -A "$kept/keep_tests" | wc -l)" = 2 ] || fail "beside the files lies: $(ls -A "$kept/keep_tests")"
    grep -q '"kept":"sqlite3 ' keep.json || fail "the record does not say how to open them"
    ok "--start=$start: the tables of failed tests are files that the printed command opens"
done
[ "$(stat -c %a "$kept" 2>/dev/null || stat -f %Lp "$kept")" = 700 ] || fail "others may read what was kept"

run 0 "the next run" ./keep_tests app/passes
[ "$(ls -A "$TMPDIR")" = "" ] || fail "the next run left $(ls -A "$TMPDIR")"
ok "the next run takes them away"

mkdir "$kept" && chmod 777 "$kept"
run 2 "a folder that others may write" ./keep_tests --keep app/passes
says "is no folder that only you may write"
rm -r "$kept" && ln -s "$project" "$kept"
run 2 "a link in its place" ./keep_tests --keep app/passes
says "is no folder that only you may write"
[ -f seedbed.yaml ] || fail "the link was followed"
ok "a folder that is not ours alone is refused"
rm "$kept"

# ---- the same on PostgreSQL, where they are left in the database ----
bin=$(cd "$top" && sh selftest/build/postgres.sh bin) && PATH=$bin:$PATH
if [ -z "${SEEDBED_TEST_POSTGRES:-}" ] || ! command -v psql >/dev/null 2>&1; then
    echo "the half of PostgreSQL is left out: there is no server, or no psql"
    exit 0
fi
database=keep_$$
psql -q -d "$SEEDBED_TEST_POSTGRES" -c "CREATE DATABASE $database" || fail "there is no database"
trap 'psql -q -d "$SEEDBED_TEST_POSTGRES" -c "DROP DATABASE $database WITH (FORCE)"' EXIT
ask() { psql -Atqd "$SEEDBED_TEST_POSTGRES dbname=$database" -c "$1"; }
left() {
    ask "SELECT string_agg(name, ' ' ORDER BY name) FROM (SELECT nspname FROM pg_namespace WHERE nspname ~ '^seedbed_' UNION ALL
        SELECT r.rolname FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole JOIN pg_database d ON d.oid = setdatabase
        WHERE d.datname = current_database()) t(name)"
}
cat >seedbed.yaml <<END
environment: development
debug: developer
sandboxes:
  catalog:
    url: "postgres:$SEEDBED_TEST_POSTGRES dbname=$database"
    placement: schema
    schema: [ db/schema.sql ]
END
sed 's/INTEGER PRIMARY KEY/SERIAL PRIMARY KEY/' db/schema.sql >changed.sql && mv changed.sql db/schema.sql
cat >keep.c <<'END'
#include <seedbed.h>
SUITE(app, .sandbox = "catalog");
SUITE_SETUP(app) { db_exec("INSERT INTO {users}(username) VALUES ('fixture')"); }
TEST_EACH(app, fails, (const char *name), { "one" }, { "two" })
{
    db_exec("INSERT INTO {users}(username) VALUES ('failed')");
    should(1, equal_to(2));
}
TEST(app, starts_at_the_base_state) { should(sandbox_table("users"), have_rows(2)); }
END
compile keep.c keep_tests
for start in fork spawn; do
    run 1 "--keep --start=$start on PostgreSQL" ./keep_tests --keep --start=$start --jobs=1
    says "2 of 3 tests did not pass"
    sed -n 's/.*kept: \(psql .*\)/\1/p' "$SCRATCH/said" | sort -u >"$SCRATCH/commands"
    [ "$(wc -l <"$SCRATCH/commands")" -eq 2 ] || fail "not two commands are printed"
    while read -r command; do
        rows=$(echo "SELECT string_agg(username, ',' ORDER BY id) FROM users; INSERT INTO users (username) VALUES ('by hand')" | eval "$command -Atq" 2>&1)
        [ "$rows" = base,fixture,failed ] || fail "$command: $rows"
    done <"$SCRATCH/commands"
    left | grep -Eq '^seedbed_kept_[0-9a-f_]+ seedbed_kept_[0-9a-f_]+$' || fail "left is: $(left)"
    ok "--start=$start: tables of failed tests on PostgreSQL are opened by the printed command"
done
run 0 "the next run" ./keep_tests app/starts_at_the_base_state
[ "$(left)" = "" ] || fail "the next run left $(left)"
run 1 "--keep once more" ./keep_tests --keep app/fails
run 0 "sandbox drop" "$BUILD/seedbed" sandbox drop
[ "$(left)" = "" ] || fail "seedbed sandbox drop left $(left)"
ok "the next run takes them away, and so does seedbed sandbox drop"
