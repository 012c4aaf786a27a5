#!/bin/sh
# killed.sh -- main is killed in mid-run: the live tables are untouched, and the next run leaves nothing of the dead one.
set -u
. selftest/integration/lib_sandbox.sh
project
run 0 "the first run" ./tests
live=$(dump app_)
base=$(dump t_)
beside=$(ls -A var)
[ "$beside" = catalog.db ] || fail "the first run leaves something beside the database: $beside"

start_run
ls var | grep -q 'seedbed-lock' || fail "a run has no lock file"
[ "$(ls var/test-files)" ] || fail "the test has no folder for its files"
run 78 "a second run at the same time" ./tests
says "in use by another run, process $pid on "
ok "a second run is refused, and told who holds the lock"
run 0 "status beside a run" "$BUILD/seedbed" sandbox status
says "lock: process $pid on "
kill -9 $pid
wait $pid 2>/dev/null
ok "a run was killed in a test that had written"

[ "$(dump app_)" = "$live" ] || fail "the live tables have changed"
[ "$(dump t_)" = "$base" ] || fail "the installed tables are not at their base state"
ok "after the kill live tables and installed tables are as before"
ls var | grep -q 'seedbed-lock' || fail "the dead run's lock file should still be there: the test is not worth its name"

run 0 "the next run" ./tests
[ "$(dump app_)" = "$live" ] || fail "the live tables have changed"
[ "$(dump t_)" = "$base" ] || fail "the installed tables are not at their base state"
[ "$(ls -A var)" = "$beside" ] || fail "something is left over: $(ls -A var)"
ok "the next run leaves nothing of the dead one"

start_run
kill -TERM $pid
wait $pid 2>/dev/null
[ "$(dump app_)" = "$live" ] || fail "the live tables have changed"
[ "$(ls -A var)" = "$beside" ] || fail "after SIGTERM something is left over: $(ls -A var)"
ok "a run that is asked to end cleans up itself"

# Killed in its first moments, with a child of a test that would live on, and would hold the lock that it inherited.
cat >early.c <<'END'
#include <seedbed.h>
#include <signal.h>
#include <unistd.h>
SUITE(app, .sandbox = "catalog");
TEST(app, has_a_child_as_main_is_killed)
{
    if (getenv("KILL_MAIN") && fork() == 0)
        for (;;)
            pause();
    if (getenv("KILL_MAIN"))
        kill(getppid(), SIGKILL);
    should(row_count("users"), equal_to(1));
}
END
compile early.c early
KILL_MAIN=1 run 137 "a run that is killed early" ./early
run 0 "the run behind it" ./early
[ "$(ls -A var)" = "$beside" ] || fail "something is left over: $(ls -A var)"
ok "what a test started does not outlive a run that was killed at once"

# A transaction of ours that was cut short leaves a journal that only a writer may apply.
./sql var/catalog.db "PRAGMA journal_mode" | grep -q delete || fail "the database is not in the mode that this test is about"
cat >cut.c <<'END'
#include <signal.h>
#include <sqlite3.h>
int main(void)
{
    sqlite3 *db;
    sqlite3_open("var/catalog.db", &db);
    sqlite3_exec(db, "PRAGMA cache_size = 2; PRAGMA cache_spill = 1; BEGIN; UPDATE t_seedbed SET seedbed_value = 'dropping';"
        "DROP TABLE t_users; DELETE FROM app_users WHERE id > 10", 0, 0, 0);
    return raise(SIGKILL);
}
END
${CC:-cc} cut.c -lsqlite3 -o cut || fail "cut.c does not compile"
./cut 2>/dev/null
[ -s var/catalog.db-journal ] || fail "there is no journal: the test is not worth its name"
echo "process 1 on nowhere since 1970-01-01 00:00:00" >var/catalog.db-t_seedbed-lock
run 0 "a run after a transaction was cut short" ./tests
[ "$(dump app_)" = "$live" ] || fail "the live tables have changed"
[ "$(dump t_)" = "$base" ] || fail "the installed tables are not at their base state"
[ "$(ls -A var)" = "$beside" ] || fail "something is left over: $(ls -A var)"
ok "a transaction that was cut short is undone"

# What was cut off before it had written anything into its journal: nothing is to be undone, and SQLite leaves the journal there.
head -c 512 /dev/zero >var/catalog.db-journal
echo "process 1 on nowhere since 1970-01-01 00:00:00" >var/catalog.db-t_seedbed-lock
run 0 "a run after a transaction that had not begun to write" ./tests
[ "$(ls -A var)" = "$beside" ] || fail "something is left over: $(ls -A var)"
ok "a journal with nothing in it is removed"

# Where the configuration of any sandbox is not sound, no sandbox is touched.
cat >second.c <<'END'
#include <seedbed.h>
SUITE(app, .sandbox = "catalog");
SUITE(second, .sandbox = "second");
TEST(app, runs) { should(1, equal_to(1)); }
TEST(second, runs) { should(1, equal_to(1)); }
END
compile second.c second
./cut 2>/dev/null
echo "process 1 on nowhere since 1970-01-01 00:00:00" >var/catalog.db-t_seedbed-lock
before=$(bytes)
sed 's|^files:|  second: { url: "sqlite:var/second.db", prefix: app_, test_prefix: app_, schema: [ db/schema.sql ] }\n&|' seedbed.yaml >changed.yaml
mv changed.yaml seedbed.yaml
run 78 "a second sandbox that is not sound" ./second
says "is the live prefix"
[ "$(bytes)" = "$before" ] || fail "the first sandbox was touched: $(bytes)"
configuration
run 0 "a run after that" ./tests
ok "all sandboxes are asked before the first is touched"

# An application was killed and left a log; a run of ours left its lock. The guard refuses, and moves nothing.
./sql var/catalog.db "PRAGMA journal_mode = WAL" >/dev/null
cat >log.c <<'END'
#include <signal.h>
#include <sqlite3.h>
int main(void)
{
    sqlite3 *db;
    sqlite3_open("var/catalog.db", &db);
    sqlite3_exec(db, "CREATE TABLE t_invoices (id INTEGER PRIMARY KEY)", 0, 0, 0);
    return raise(SIGKILL);
}
END
${CC:-cc} log.c -lsqlite3 -o log || fail "log.c does not compile"
./log 2>/dev/null
[ -s var/catalog.db-wal ] || fail "there is no log: the test is not worth its name"
echo "process 1 on nowhere since 1970-01-01 00:00:00" >var/catalog.db-t_seedbed-lock
before=$(checksum <var/catalog.db)
run 78 "a foreign table in a log" ./tests
says "did not make: t_invoices"
[ "$(checksum <var/catalog.db)" = "$before" ] || fail "the log was moved into the database"
ok "a log that an application left is not moved"
echo "1..$checks"
