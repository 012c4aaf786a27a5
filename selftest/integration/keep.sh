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

# ---- two runs at the same time, and names that come to the same ----
cat >keep.c <<'END'
#include <seedbed.h>
#include <stdlib.h>
#include <unistd.h>
SUITE(two, .sandbox = "catalog");
TEST_EACH(two, fails, (const char *name), { "a b" }, { "a_b" })
{
    db_exec(each->name[1] == ' ' ? "INSERT INTO {users}(username) VALUES ('a b')" : "INSERT INTO {users}(username) VALUES ('a_b')");
    fail_test("on purpose");
}
TEST(two, waits, .timeout = 60)
{
    const char *file = getenv("WAIT");
    while (file && access(file, F_OK) == 0)
        usleep(10000);
    fail_test("on purpose");
}
TEST(two, passes) { should(1, equal_to(1)); }
END
compile keep.c keep_tests
sed 's/placement: prefix/placement: database/; s/test_prefix: t_/test_prefix: ""/; s/ prefix: app_/ prefix: ""/' seedbed.yaml >changed.yaml && cp seedbed.yaml prefix.yaml && mv changed.yaml seedbed.yaml
: >wait
WAIT=wait ./keep_tests --keep --jobs=1 --report terminal >first 2>&1 &
first=$!
for i in $(seq 1000); do [ -f "$kept/keep_tests/two.fails.a_b.2.db" ] && break || sleep 0.05; done
run 0 "another run beside it, without --keep" ./keep_tests two/passes
run 1 "another run beside it" ./keep_tests --keep --jobs=1 --report terminal two/fails
cat "$SCRATCH/said" >second
rm wait
wait $first
cat first second | sed -n 's/.*kept: sqlite3 //p' | sort -u >"$SCRATCH/files"
what="two runs at the same time"
[ "$(wc -l <"$SCRATCH/files")" -eq 5 ] || { cat first second && fail "not five files are named"; }
while read -r file; do
    ./sql "$file" "SELECT username FROM users"
done <"$SCRATCH/files" | LC_ALL=C sort | uniq -c | tr -s ' \n' '  ' >"$SCRATCH/said"
says "2 a b 2 a_b 5 base"
run 0 "the next run" ./keep_tests two/passes
[ "$(ls -A "$TMPDIR")" = "" ] || fail "the next run left $(ls -A "$TMPDIR")"
ok "two runs at the same time keep their tables, each test its own"
odd="$TMPDIR/it's a \"folder\" \$(x)"
mkdir "$odd"
TMPDIR=$odd run 1 "a folder with an odd name" ./keep_tests --keep --jobs=1 --report terminal 'two/fails/a b'
command=$(sed -n 's/.*kept: sqlite3 //p' "$SCRATCH/said" | head -n 1)
[ "$(eval "./sql $command 'SELECT max(id) FROM users'")" = 2 ] || fail "sqlite3 $command does not open it"
rm -r "$odd"
ok "the printed command opens them, whatever the folder's name"
mv prefix.yaml seedbed.yaml

mkdir "$kept" && chmod 777 "$kept"
run 2 "a folder that others may write" ./keep_tests --keep two/passes
says "is no folder that only you may write"
rm -r "$kept" && ln -s "$project" "$kept"
run 2 "a link in its place" ./keep_tests --keep two/passes
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
# As its name is written in SQL, in a conninfo, and in a conninfo in YAML.
database="\"it's \"\"kept\"\" \$(x) $$\""
conninfo="'it\\'s \"kept\" \$(x) $$'"
written=$(echo "$conninfo" | sed 's/[\\"]/\\&/g')
psql -q -d "$SEEDBED_TEST_POSTGRES" -c "CREATE DATABASE $database" || fail "there is no database"
trap 'psql -q -d "$SEEDBED_TEST_POSTGRES" -c "DROP DATABASE $database WITH (FORCE)"' EXIT
ask() { psql -Atqd "$SEEDBED_TEST_POSTGRES dbname=$conninfo" -c "$1"; }
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
    url: "postgres:$SEEDBED_TEST_POSTGRES dbname=$written"
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
