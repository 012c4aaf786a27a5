#!/bin/sh
# tool.sh -- the `seedbed` command: its exit codes, and what it says to words that it does not know.
set -u
. selftest/integration/lib_sandbox.sh
project
seedbed=$BUILD/seedbed

run 0 "help" "$seedbed" help
says "seedbed sandbox install|status|rebuild|drop"
run 0 "no word" "$seedbed"
run 0 "version" "$seedbed" version
grep -Eq '^seedbed [0-9]+\.[0-9]+\.[0-9]+$' "$SCRATCH/said" || fail "version says something else"
ok "help and version"

run 64 "an unknown command" "$seedbed" sandbx
says 'the command `sandbx` is not known; did you mean `sandbox`?'
run 64 "an unknown command that is near to none" "$seedbed" xyzzy
says 'expected one of: sandbox'
run 64 "an unknown action" "$seedbed" sandbox rebiuld
says 'the action `rebiuld` is not known; did you mean `rebuild`?'
run 64 "an unknown option" "$seedbed" sandbox status --confg x
says 'the option `--confg` is not known; did you mean `--config`?'
run 64 "no action" "$seedbed" sandbox
says 'expected: seedbed sandbox install|status'
run 64 "--config without a file" "$seedbed" sandbox status --config
run 64 "too many words" "$seedbed" sandbox status catalog catalog
run 78 "an unknown sandbox" "$seedbed" sandbox status catalogue
says 'has no sandbox `catalogue`; did you mean `catalog`?'
ok "unknown words are told, with the nearest known one"

run 78 "no seedbed.yaml" sh -c "cd / && '$seedbed' sandbox status"
says "there is no seedbed.yaml in this folder or above it"
run 0 "from a folder below" sh -c "cd db && '$seedbed' sandbox install"
says "sandbox catalog: installed, 3 tables under \`t_\`"
run 0 "by --config" sh -c "cd / && '$seedbed' sandbox status --config='$project/seedbed.yaml'"
says "t_users                  1 row"
says "lock: free"
says "prefix_clash             ok"
ok "seedbed.yaml is found upwards, or named"

change 'var/catalog.db' 'nowhere/catalog.db'
run 0 "status of a database that is not there" "$seedbed" sandbox status
says "there is no database yet"
run 78 "install where no folder is" "$seedbed" sandbox install
says "seedbed.yaml:5:10: "
says "expected a path in a folder that is there"
says "nowhere is not there"
says "mkdir -p '"
run 0 "drop where no folder is" "$seedbed" sandbox drop
says "no test tables are left"
[ ! -e nowhere ] || fail "a folder was made"
configuration
change 'sqlite:' 'oracle:'
run 78 "an unknown database" "$seedbed" sandbox status
says 'seedbed.yaml:5:10: there is no database `oracle`; expected one of: sqlite'
ok "a url that leads nowhere is shown with its place"
configuration

run 0 "drop" "$seedbed" sandbox drop
run 78 "a disk without room" sh -c "trap '' XFSZ; ulimit -f 4; exec '$seedbed' sandbox install"
says "seedbed.yaml:5:10: "
says "may be written"
[ "$(ls -A var)" = catalog.db ] || fail "something is left over: $(ls -A var)"
ok "a disk without room is refused, with the place of the url"

# One database, however it is spelt, has one lock.
ln -s var/catalog.db elsewhere.db
change 'var/catalog.db' 'elsewhere.db'
run 0 "install by a link" "$seedbed" sandbox install
(
    flock 9 && sleep 3
) 9>var/catalog.db-t_seedbed-lock &
held=$!
if command -v flock >/dev/null 2>&1; then
    sleep 0.2
    run 78 "a lock by another name" "$seedbed" sandbox rebuild
    says "in use by another run"
    ok "a link to a database has the lock of the database"
fi
kill $held 2>/dev/null
wait $held 2>/dev/null
rm -f elsewhere.db var/catalog.db-t_seedbed-lock
configuration

./sql var/catalog.db "PRAGMA journal_mode = WAL" >/dev/null
change 'sqlite:var' "sqlite:/$project/var"
run 0 "two slashes" "$seedbed" sandbox status
says "versions: up to date"
./sql var/catalog.db "PRAGMA journal_mode = DELETE" >/dev/null
configuration
ok "a url with two slashes is a path, with a write-ahead log too"

# A system on which flock fails for a reason of its own says so, and does not name another run.
if [ "$(uname)" = Linux ]; then
    cat >no_flock.c <<'END'
#include <errno.h>
int flock(int fd, int operation)
{
    (void)fd, (void)operation;
    errno = ENOLCK;
    return -1;
}
END
    ${CC:-cc} -shared -fPIC no_flock.c -o no_flock.so || fail "no_flock.c does not compile"
    run 78 "no locks" env LD_PRELOAD="$project/no_flock.so" "$seedbed" sandbox rebuild
    says "cannot be locked: "
    ok "a lock that the system refuses is nobody else's"
fi
echo "1..$checks"
