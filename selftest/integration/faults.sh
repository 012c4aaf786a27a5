#!/bin/sh
# faults.sh -- each call that a run makes of its database fails once: the run or a test says so, nothing crashes, live data stays as it is,
# and the next run is right. On a server every third call does.
set -u
. selftest/integration/lib_sandbox.sh
parts=$top/selftest/integration
mkdir -p "$project/db" "$project/var" && cd "$project" || exit 1
export FAULT_NOTE="$SCRATCH/fault" FAULT_ON
echo "CREATE TABLE {users} (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO {users} VALUES (1, 'ada'), (2, 'bob')" >db/schema.sql
${CC:-cc} -g "$parts/faults/faults_test.c" -I"$parts/../support" -I"$top/include" "$BUILD/libseedbed.a" \
    $(pkg-config --libs sqlite3 libfyaml libpcre2-8) -lpthread -lm -o tests || fail "the tests do not compile"

settings() {
    cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  shop: { url: "$1", prefix: app_, test_prefix: t_, schema: [ db/schema.sql ] }
END
}

# once START: a run without a fault passes.
once() {
    ./tests --start=$1 --jobs=1 --report=tap >"$SCRATCH/said" 2>&1 || fail "$FAULT_ON, $1: a run without a fault fails: $(cat "$SCRATCH/said")"
    [ "$(grep -c '^ok ' "$SCRATCH/said")" = 5 ] || fail "$FAULT_ON, $1: not all tests passed: $(cat "$SCRATCH/said")"
}

# everywhere START STEP [drop]: with drop each run installs.
everywhere() {
    at=1 failed=0
    while :; do
        [ -z "${3:-}" ] || "$BUILD/seedbed" sandbox drop >"$SCRATCH/said" 2>&1 || fail "the tables cannot be dropped: $(cat "$SCRATCH/said")"
        rm -f "$FAULT_NOTE"
        FAULT_AT=$at ./tests --start=$1 --jobs=1 --report=tap >"$SCRATCH/said" 2>&1 </dev/null
        code=$?
        [ -e "$FAULT_NOTE" ] || break
        what="$FAULT_ON, $1, call $at ($(tr '\n' ' ' <"$FAULT_NOTE"))"
        case $code,$(cat "$FAULT_NOTE") in
        1,* | 2,* | 78,*) ;;
        # Strict mode asks a query once more and judges it where that can be done; it spells a key by the row where the table cannot be described.
        0,query | 0,describe) at=$((at + $2)) && continue ;;
        *) fail "$what: exit code $code: $(cat "$SCRATCH/said")" ;;
        esac
        grep -q 'a fault was asked for' "$SCRATCH/said" || fail "$what: nobody says so: $(cat "$SCRATCH/said")"
        ! grep -q 'killed by SIG' "$SCRATCH/said" || fail "$what: a crash: $(cat "$SCRATCH/said")"
        [ "$(live)" = "$before" ] || fail "$what: live data has changed"
        failed=$((failed + 1))
        [ $((failed % 5)) != 0 ] || once $1
        at=$((at + $2))
    done
    [ $code = 0 ] || fail "$FAULT_ON, $1: a run without a fault ends with $code: $(cat "$SCRATCH/said")"
    [ $failed -ge 20 ] || fail "$FAULT_ON, $1: there were $failed calls alone"
    once $1
    ok "$FAULT_ON, $1${3:+, installing}: each call that fails is told, and the next run is right"
}

FAULT_ON=sqlite
sqlite3 var/shop.db "CREATE TABLE app_users (id INTEGER PRIMARY KEY); INSERT INTO app_users VALUES (1)" || fail "the live database cannot be made"
live() { sqlite3 var/shop.db "SELECT * FROM app_users"; }
before=$(live)
settings sqlite:var/shop.db
once fork
everywhere fork 1
everywhere spawn 1
everywhere fork 1 drop

if [ -z "${SEEDBED_TEST_POSTGRES:-}" ]; then
    echo "1..$checks # without PostgreSQL: there is no server (SEEDBED_TEST_POSTGRES)"
    exit 0
fi
FAULT_ON=postgres
name=faults_$$
trap 'server postgres "DROP DATABASE IF EXISTS $name WITH (FORCE)" >/dev/null 2>&1' EXIT
server postgres "CREATE DATABASE $name" || fail "the live database cannot be made"
server $name "CREATE TABLE app_users (id int PRIMARY KEY); INSERT INTO app_users VALUES (1)" || fail "the live table cannot be made"
live() { server $name "SELECT * FROM app_users"; }
before=$(live)
settings "postgres:$SEEDBED_TEST_POSTGRES dbname=$name"
once fork
everywhere fork 3
left=$(server $name "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'seedbed%'; SELECT rolname FROM pg_roles WHERE rolname LIKE 'seedbed%'")
[ -z "$left" ] || fail "something is left on the server: $left"
ok "nothing is left on the server"
echo "1..$checks"
