#!/bin/sh
# reset.sh -- what a test leaves behind is undone before the next, blamed on it where it is a fault, and never lands in live tables.
set -u
. selftest/integration/lib_sandbox.sh
project
run 0 "one worker, one test after the other" ./tests --jobs=1
live=$(dump app_)
base=$(dump t_)
[ "$(./sql var/catalog.db "SELECT count(*), min(username) FROM t_users")" = "1|base" ] || fail "the installed tables are not at their base state"
ok "tests that write do not see each other's rows"

LEAVE=1 && export LEAVE
run 1 "a test that leaves a transaction open" ./tests --jobs=1 --report tap
grep -q '^not ok .* - app/leaves_a_transaction_open' "$SCRATCH/said" || fail "the test that left it is not blamed"
[ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "another test failed"
says "the test left work open on the sandbox"
says "INSERT INTO t_users (username) VALUES ('left')"
unset LEAVE
ok "a transaction that is left open fails the test that left it, and no other"

for isolate in worker test none; do
    run 0 "--isolate=$isolate" ./tests --isolate=$isolate
    [ "$(dump app_)" = "$live" ] || fail "--isolate=$isolate: the live tables have changed"
    [ "$(dump t_)" = "$base" ] || fail "--isolate=$isolate: the installed tables have changed"
    [ "$(ls -A var)" = catalog.db ] || fail "--isolate=$isolate: something is left over: $(ls -A var)"
    ok "--isolate=$isolate leaves everything as it was"
done

for reset in rollback undo reload watermark tracked truncate rebuild image auto; do
    change 'placement: prefix' "placement: prefix, reset: $reset"
    sed "s|    placement: prefix, reset|    placement: prefix\n    reset|" seedbed.yaml >split.yaml && mv split.yaml seedbed.yaml
    for start in fork spawn; do
        run 0 "reset: $reset, --start=$start" ./tests -v --jobs=1 --start=$start
        [ "$(dump app_)" = "$live" ] || fail "reset: $reset: the live tables have changed"
        [ "$(dump t_)" = "$base" ] || fail "reset: $reset: the installed tables have changed"
        case $reset in
        rollback | undo | reload | watermark | tracked)
            says "seedbed: sandbox catalog, app/writes: another connection of the application wrote under \`$reset\`: brought back by \`image\`"
            ;;
        *) grep -q 'brought back by' "$SCRATCH/said" && fail "reset: $reset fell to the image" ;;
        esac
    done
    sed '/^    reset:/d' seedbed.yaml >split.yaml && mv split.yaml seedbed.yaml
done
ok "every strategy brings the sandbox back, and -v tells where it could not and the image did"

cat >broken.c <<'END'
#include <seedbed.h>
SUITE(broken, .sandbox = "catalog");
TEST(broken, leaves_a_reference_that_leads_nowhere)
{
    should(db_exec("PRAGMA defer_foreign_keys = on; SAVEPOINT s; INSERT INTO {enrolments} (user_id, mode) VALUES (99, 'x'); RELEASE s"),
        equal_to(0));
}
TEST(broken, leaves_none)
{
    should(db_exec("PRAGMA defer_foreign_keys = on; INSERT INTO {enrolments} (user_id, mode) VALUES (2, 'x'); "
                   "INSERT INTO {users} (id, username) VALUES (2, 'late')"),
        equal_to(0));
}
TEST(broken, commits) { db_exec("COMMIT; DELETE FROM {users}"); }
TEST(broken, begins_at_the_base_state) { should(row_count("users"), equal_to(1)); }
END
compile broken.c broken
sed 's|    placement: prefix|    placement: prefix\n    reset: rollback|' seedbed.yaml >rollback.yaml
run 1 "a reference that leads nowhere under rollback" ./broken --jobs=1 --report tap --config rollback.yaml
says "the test left what no commit would have passed: a reference that leads nowhere of t_enrolments, row 1 to t_users"
grep -q '^not ok .* - broken/leaves_a_reference_that_leads_nowhere' "$SCRATCH/said" || fail "the test that left it is not blamed"
[ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "another test failed"
ok "under rollback a reference that no commit would have passed fails the test that left it"

sed '/^files:/d' seedbed.yaml >two.yaml
cat >>two.yaml <<'END'
  other: { url: "sqlite:var/catalog.db", prefix: app_, test_prefix: u_, schema: [ db/other.sql ] }
END
echo 'CREATE TABLE {others} (id INTEGER PRIMARY KEY);' >db/other.sql
cat >two.c <<'END'
#include <seedbed.h>
#include <sqlite3.h>
SUITE(first, .sandbox = "catalog");
SUITE(second, .sandbox = "other");
static int has(const char *sql)
{
    sqlite3 *db;
    sqlite3_open("var/catalog.db", &db);
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return code == SQLITE_OK;
}
static void in_first(void)
{
    should(has("SELECT * FROM t_users"), be_true);
    should(has("SELECT * FROM u_others"), be_false);
}
static void in_second(void)
{
    should(has("SELECT * FROM t_users"), be_false);
    should(has("SELECT * FROM u_others"), be_true);
}
TEST(first, sees_its_own) { in_first(); }
TEST(second, sees_its_own) { in_second(); }
END
compile two.c two
run 0 "two sandboxes of one database" ./two --jobs=1 --config two.yaml
run 0 "drop" "$BUILD/seedbed" sandbox drop other --config two.yaml
ok "of two sandboxes of one database each test sees its own"

change 'placement: prefix' 'placement: database'
change 'prefix: app_' 'prefix: t_'
run 0 "drop" "$BUILD/seedbed" sandbox drop
before=$(bytes)
run 0 "placement: database" ./tests
[ "$(bytes)" = "$before" ] || fail "placement: database: the live database has changed"
ok "under placement database nothing is installed"

rm seedbed.yaml
cat >alone.c <<'END'
#include <seedbed.h>
SUITE(alone, .sandbox = "scratch");
TEST(alone, has_an_empty_database)
{
    should(db_exec("CREATE TABLE {a} (x)"), equal_to(0));
    should(sandbox_url(), end_with("/scratch.db"));
}
TEST(alone, has_it_again) { should(db_exec("CREATE TABLE {a} (x)"), equal_to(0)); }
END
compile alone.c alone
run 0 "no seedbed.yaml" ./alone
[ ! -e scratch.db ] || fail "the throw-away database was written to disk"
ok "without a seedbed.yaml the database is empty and thrown away"
echo "1..$checks"
