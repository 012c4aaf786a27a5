#!/bin/sh
# kills.sh -- SIGKILL at random moments of a run, to main or to a process of its: the live tables stay as they are, and the next run is at
# the base state and leaves nothing of either.
#
#     selftest/torture/kills.sh build/release [--short]
#
# KILLS in the environment: how many, on each database. SEED: the same moments again.
set -u
BUILD=$(cd "$1" && pwd) || exit 64
kills=${KILLS:-200}
[ "${2:-}" != --short ] || kills=${KILLS:-10}
seed=${SEED:-$$}
parts=$(pwd)/selftest/torture/kills
for needed in sqlite3 ps; do
    command -v $needed >/dev/null 2>&1 || { echo "torture kills: skipped: $needed is not installed"; exit 0; }
done
SCRATCH=$(mktemp -d) || exit 1
database=
end() {
    [ -z "$database" ] || psql -q -d "$SEEDBED_TEST_POSTGRES" -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" >/dev/null 2>&1
    rm -rf "$SCRATCH"
}
trap end EXIT
trap 'exit 130' INT TERM
export BUILD SCRATCH
. selftest/integration/lib_sandbox.sh
TMPDIR=$SCRATCH/tmp KILLER_SAID=$SCRATCH/said
export TMPDIR KILLER_SAID
mkdir -p "$project/db" "$project/var" "$TMPDIR"
cd "$project" || exit 1
configuration
change 'components: .*' ''
packages=$(${PKG_CONFIG:-pkg-config} --libs sqlite3 libfyaml libpcre2-8)
# program NAME FLAGS...
program() {
    name=$1
    shift
    ${CC:-cc} -std=gnu11 -g "$parts/killed_test.c" -I"$top/include" "$BUILD/libseedbed.a" -Wl,--no-as-needed "$@" $packages -lpthread -lm -o "$name" ||
        fail "$name does not compile"
}
${CC:-cc} -std=gnu11 -g "$parts/killer.c" -o killer || fail "killer.c does not compile"

# what WHEN: what should be as it was is compared; `live`, `installed` and `beside` say it for a database.
same() {
    [ "$(live)" = "$live" ] || fail "$at: the live tables have changed"
    [ "$(installed)" = "$installed" ] || fail "$at: the installed tables are not at their base state"
    [ "$(beside)" = "$beside" ] || fail "$at: something is left over: $(beside), and before there was: $beside"
}
processes() { ps -A -o pid= -o args= | grep -F "./$name " | grep -v -e grep -e ./killer; }
nothing_runs() {
    tries=0
    while [ -n "$(processes)" ] || [ -n "$(ls -A "$TMPDIR")" ]; do
        tries=$((tries + 1))
        [ $tries -lt 50 ] || fail "$at: left over: $(processes) $(ls -A "$TMPDIR")"
        sleep 0.1
    done
}

# moment WHOM START REBUILD PERMILLE CHANCE: one kill, and the run behind it.
moment() {
    at="$name --start=$2 $3: SIGKILL to $1 at $4 of 1000 (SEED=$seed)"
    kind=took_$2
    [ -z "$3" ] || kind=took_rebuild_$2
    eval "took=\$$kind"
    ./killer "$1" $((took * $4 / 1000)) "$5" "./$name" --jobs=2 --colour=never --timeout=60 --start="$2" $3 --report=tap >killed || fail "$at: killer"
    read -r who us code <killed
    case $who in
    late) # they have become quicker
        [ "$code" = 0 ] || fail "$at: a run that nobody killed ends with $code"
        [ "$us" -ge "$took" ] || eval "$kind=$us"
        ;;
    child) # the run goes on, and misses one test at most
        [ "$(grep -c '^not ok' "$SCRATCH/said")" -le 1 ] && [ "$code" -le 1 ] || fail "$at: ended with $code"
        same
        ;;
    main) [ "$code" = 137 ] || fail "$at: main was killed and ended with $code" ;;
    esac
    [ "$who" = main ] && [ -n "$3" ] || [ "$(live)" = "$live" ] || fail "$at: the live tables have changed"
    run 0 "$at: the next run" "./$name" --jobs=2 --colour=never --timeout=60 --start="$2"
    same
    nothing_runs
}

# took VARIABLE OPTIONS...: how long a run takes, in microseconds.
took() {
    to=$1 at="$name, not killed"
    shift
    ./killer never 0 0 "./$name" --jobs=2 --colour=never --timeout=60 --report=tap "$@" >killed
    read -r who us code <killed
    [ "$code" = 0 ] || fail "$at: ended with $code"
    eval "$to=$us"
}

all_moments() {
    took first
    for start in fork spawn; do
        took took_$start --start=$start
        took took_rebuild_$start --start=$start --rebuild
    done
    live=$(live) installed=$(installed) beside=$(beside)
    main=0 child=0 late=0
    # More than are needed: some come when the run is over.
    awk -v seed="$seed" -v n="$((kills * 3))" 'BEGIN { srand(seed); for (i = 0; i < n; i++) print rand() < 0.5 ? "main" : "child",
        rand() < 0.5 ? "fork" : "spawn", int(rand() * 1000), int(rand() * 1000), rand() < 0.2 ? "--rebuild" : "" }' >moments
    while read -r whom start permille chance rebuild <&3 && [ $((main + child)) -lt "$kills" ]; do
        moment "$whom" "$start" "$rebuild" "$permille" "$chance"
        eval "$who=\$(($who + 1))"
    done 3<moments
    [ $((main + child)) = "$kills" ] || fail "$name: too few runs were alive when they were to be killed: $late of $((kills * 3)) were over"
    echo "torture kills: $1: main killed $main times, a process of its $child times, $late runs were over before"
}

# ---- SQLite ----

cat >db/schema.sql <<'SQL'
CREATE TABLE {users} (id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT NOT NULL UNIQUE, points INT);
CREATE TABLE {enrolments} (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INT NOT NULL REFERENCES {users}(id), mode TEXT NOT NULL);
INSERT INTO {users} (username, points) VALUES ('one', 10), ('two', 20), ('three', 30);
SQL
sqlite3 var/catalog.db "CREATE TABLE app_users (id INTEGER PRIMARY KEY, username TEXT NOT NULL);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO app_users SELECT i, 'live-' || i FROM n" ||
    fail "the live database cannot be made"
live() { sqlite3 var/catalog.db .dump | grep -v t_ | checksum; }
installed() { sqlite3 var/catalog.db .dump | grep t_ | grep -v t_seedbed | checksum; }
beside() { find var | sort; }
program on_sqlite
all_moments SQLite

# ---- PostgreSQL ----

if [ -z "${SEEDBED_TEST_POSTGRES:-}" ]; then
    echo "torture kills: PostgreSQL: skipped: there is no server (SEEDBED_TEST_POSTGRES)"
    exit 0
fi
bin=$(cd "$top" && sh selftest/build/postgres.sh bin) && PATH=$bin:$PATH
if ! command -v psql >/dev/null 2>&1 || ! command -v pg_dump >/dev/null 2>&1; then
    echo "torture kills: PostgreSQL: skipped: psql and pg_dump are not installed"
    exit 0
fi
database=kills_$$
server() { psql -X -q -t -A -v ON_ERROR_STOP=1 "$SEEDBED_TEST_POSTGRES dbname=$database" -c "$1"; }
psql -X -q -d "$SEEDBED_TEST_POSTGRES" -c "CREATE DATABASE $database" || fail "there is no database"
change 'url: .*' "url: \"postgres:$SEEDBED_TEST_POSTGRES dbname=$database\""
cat >db/schema.sql <<'SQL'
CREATE TABLE {users} (id serial PRIMARY KEY, username text NOT NULL UNIQUE, points int);
CREATE TABLE {enrolments} (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id int NOT NULL REFERENCES {users}, mode text NOT NULL);
INSERT INTO {users} (username, points) VALUES ('one', 10), ('two', 20), ('three', 30);
SQL
server "CREATE TABLE app_users (id serial PRIMARY KEY, username text NOT NULL); INSERT INTO app_users (username) SELECT 'live-' || i FROM generate_series(1, 1000) i"
live() { pg_dump -d "$SEEDBED_TEST_POSTGRES dbname=$database" -t 'app_*' | grep -v restrict | checksum; }
installed() { pg_dump -d "$SEEDBED_TEST_POSTGRES dbname=$database" -n public -T 'app_*' -T t_seedbed | grep -v restrict | checksum; }
# Also sessions and locks: those of a run that was killed are over when the server has noticed.
beside() {
    server "SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_' UNION ALL SELECT 'role ' || rolname FROM pg_roles
        UNION ALL SELECT 'lock' FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = '$database')
        UNION ALL SELECT 'session of ' || usename FROM pg_stat_activity WHERE datname = '$database' AND pid <> pg_backend_pid() ORDER BY 1"
    find var | sort
}
program on_postgres "-DON_POSTGRES=\"$SEEDBED_TEST_POSTGRES dbname=$database\"" "-I$(${PKG_CONFIG:-pkg-config} --variable=includedir libpq)" -lpq
all_moments PostgreSQL
