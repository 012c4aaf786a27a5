#!/bin/sh
# unlock.sh -- a lock whose holder hangs or is dead, the command that opens the sandbox, and what tables take.
set -u
. selftest/integration/lib_sandbox.sh
project
seedbed=$BUILD/seedbed
run 0 "the first run" ./tests
beside=$(ls -A var)

run 0 "unlock" "$seedbed" sandbox unlock
says "sandbox catalog: nobody holds the lock"
ok "where nobody holds the lock nothing happens"

start_run
run 78 "unlock beside a run" "$seedbed" sandbox unlock
says "is held by process $pid on "
says "these processes have it open: "
grep -q "open: .*$pid" "$SCRATCH/said" || fail "the holder's number is not told"
says 'seedbed sandbox unlock --force'
kill -0 $pid || fail "the run has been ended"
ok "a run that lives is not ended, and is named"

run 0 "unlock --force" "$seedbed" sandbox unlock --force
says "unlocked; the lock was held by process $pid on "
wait $pid
[ $? -gt 128 ] || fail "the run was not ended by a signal"
[ "$(ls -A var)" = "$beside" ] || fail "something is left over: $(ls -A var)"
run 0 "a run after it" ./tests
ok "with --force it is asked to end, and the next run has the lock"

start_run
kill -STOP $pid
run 0 "unlock --force of a run that hangs" "$seedbed" sandbox unlock --force
wait $pid 2>/dev/null
run 0 "a run after it" ./tests
[ "$(ls -A var)" = "$beside" ] || fail "something is left over: $(ls -A var)"
ok "a run that hangs is ended, with its workers"

start_run
kill -9 $pid
wait $pid 2>/dev/null
ls var | grep -q seedbed-lock || fail "the dead run left no lock file: the test is not worth its name"
run 0 "unlock behind a dead run" "$seedbed" sandbox unlock
says "nobody holds the lock"
ls var | grep -q seedbed-lock && fail "the lock file is still there"
if command -v flock >/dev/null 2>&1; then
    lock=var/catalog.db-t_seedbed-lock
    (flock 9; : >"$SCRATCH/holds"; sleep 0.4) 9>$lock &
    until [ -e "$SCRATCH/holds" ]; do sleep 0.02; done
    run 0 "unlock behind workers that still end" "$seedbed" sandbox unlock
    says "nobody holds the lock"
    wait $!
fi
ok "a dead run's lock file goes"

ln -s catalog.db var/catalog.db-t_seedbed-lock
before=$(checksum <var/catalog.db)
run 1 "unlock of a link" "$seedbed" sandbox unlock --force
says "is a symbolic link"
[ -L var/catalog.db-t_seedbed-lock ] && [ "$(checksum <var/catalog.db)" = "$before" ] || fail "something happened to what a link leads to"
rm var/catalog.db-t_seedbed-lock
ok "what is no lock file is left alone"

change 'environment: development' 'environment: production'
run 78 "unlock in production" "$seedbed" sandbox unlock --force
run 78 "open in production" "$seedbed" sandbox open --print
configuration
ok "nothing is unlocked or opened in production"

run 0 "open --print" "$seedbed" sandbox open --print
says "sqlite3 -cmd '.tables '\\''t_%'\\''' $project/var/catalog.db"
mkdir bin
printf '#!/bin/sh\nfor word; do echo "<$word>"; done\n' >bin/sqlite3
chmod +x bin/sqlite3
run 0 "open" env PATH="$project/bin:$PATH" "$seedbed" sandbox open catalog
says "<.tables 't_%'>"
says "<$project/var/catalog.db>"
run 1 "open without the program" env PATH=/nowhere "$seedbed" sandbox open
says "sqlite3 cannot be started"
if command -v sqlite3 >/dev/null 2>&1; then
    eval "$("$seedbed" sandbox open --print)" </dev/null >"$SCRATCH/said" 2>&1
    says "t_users"
    grep -q app_users "$SCRATCH/said" && fail "live tables are shown, too"
fi
run 64 "an option of another action" "$seedbed" sandbox open --force
says '`open` has no option `--force`'
change 'placement: prefix' 'placement: database'
run 1 "open where nothing is installed" "$seedbed" sandbox open
says "a run with --keep keeps that of a failed test"
configuration
run 0 "drop" "$seedbed" sandbox drop
rm -f var/catalog.db
run 1 "open where no database is" "$seedbed" sandbox open
[ ! -e var/catalog.db ] || fail "a database was made"
ok "the sandbox is opened by the database's own program"

run 0 "install" "$seedbed" sandbox install
run 0 "status" "$seedbed" sandbox status
grep -Eq '^    t_users  *1 row(, [0-9]+ bytes)?$' "$SCRATCH/said" || fail "the size of a table is not shown"
says "privileged               ok"
ok "status shows sizes"
echo "1..$checks"
