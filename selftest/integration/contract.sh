#!/bin/sh
# contract.sh -- one set of promises, kept on SQLite and PostgreSQL, in every placement, by fork and spawn, with one worker and four.
set -u
. selftest/integration/lib_sandbox.sh
parts=$top/selftest/integration/contract
mkdir -p "$project/db" "$project/var" && cd "$project" || exit 1

# settings PLACEMENT URL: the schema has braces where a prefix is to be put.
settings() {
    sed 's/[{}]//g' "$parts/schema_$database.sql" >db/plain.sql
    cp "$parts/schema_$database.sql" db/braces.sql
    schema=db/plain.sql
    [ "$1" != prefix ] || schema=db/braces.sql
    cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  catalog:
    url: "$2"
    prefix: "$([ "$1" = prefix ] && echo app_)"
    test_prefix: t_
    placement: $1
    schema: [ $schema ]
    reset: ${reset:-auto}
END
}

# keep_promises PLACEMENT URL PROGRAM
keep_promises() {
    settings "$1" "$2"
    for start in fork spawn; do
        for workers in 1 4; do
            what="$database, $1, $start, $workers workers${reset:+, reset by $reset}"
            run 0 "$what" "$3" --start=$start --jobs=$workers
            [ "$(live)" = "$before" ] || fail "$what: live data has changed"
            ok "$what"
        done
    done
    what="$database, $1"
    CONTRACT_DEATH=1 run 1 "$what: a worker that dies" "$3" --jobs=1 --report tap after_death
    [ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "$what: not only the test that died has failed"
    CONTRACT_LEAVE=1 run 1 "$what: work left open" "$3" --jobs=1 --report tap open_end
    [ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "$what: not only the test that left it has failed"
    says "the test left work open on the sandbox"
    [ "$(live)" = "$before" ] || fail "$what: live data has changed"
    ok "$database, $1: the next test begins at the base state, whatever the last one left"
}

build() {
    ${CC:-cc} -g "$parts/contract_test.c" "$parts/store_$database.c" -I"$parts" -I"$top/include" "$@" "$BUILD/libseedbed.a" \
        $(pkg-config --libs sqlite3 libfyaml libpcre2-8) $libraries -lpthread -lm -o "tests_$database" || fail "the tests do not compile"
}

database=sqlite libraries=
build
sqlite3 var/catalog.db "CREATE TABLE app_users (id INTEGER PRIMARY KEY, username TEXT); INSERT INTO app_users VALUES (1, 'live');
    CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT); INSERT INTO users VALUES (1, 'live')" || fail "the live database cannot be made"
live() { sqlite3 var/catalog.db "SELECT * FROM app_users; SELECT * FROM users"; }
before=$(live)
keep_promises prefix sqlite:var/catalog.db ./tests_sqlite
"$BUILD/seedbed" sandbox drop >/dev/null || fail "the tables cannot be dropped"
keep_promises database sqlite:var/catalog.db ./tests_sqlite

if [ -z "${SEEDBED_TEST_POSTGRES:-}" ]; then
    echo "1..$checks # without PostgreSQL: there is no server (SEEDBED_TEST_POSTGRES)"
    exit 0
fi
name=contract_$$
live_database $name
server $name "CREATE TABLE app_users (id int PRIMARY KEY, username text); INSERT INTO app_users VALUES (1, 'live');
    CREATE TABLE users (id int PRIMARY KEY, username text); INSERT INTO users VALUES (1, 'live')" || fail "the live tables cannot be made"
database=postgres libraries=-lpq
build "-I$(pkg-config --variable=includedir libpq)" "-DAPPLICATION_DATABASE=\"$SEEDBED_TEST_POSTGRES dbname=$name\""
live() { server $name "SELECT * FROM app_users; SELECT * FROM public.users"; }
before=$(live)
keep_promises prefix "postgres:$SEEDBED_TEST_POSTGRES dbname=$name" ./tests_postgres
"$BUILD/seedbed" sandbox drop >/dev/null || fail "the tables cannot be dropped"
keep_promises schema "postgres:$SEEDBED_TEST_POSTGRES dbname=$name" ./tests_postgres
left=$(server $name "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'seedbed%'; SELECT rolname FROM pg_roles WHERE rolname LIKE 'seedbed%'")
[ -z "$left" ] || fail "something is left on the server: $left"
ok "nothing is left on the server"
echo "1..$checks"
