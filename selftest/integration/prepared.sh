#!/bin/sh
# prepared.sh -- a runner of somebody else's: sandboxes for its workers in one call, on a server, and nothing left of them.
set -u
. selftest/integration/lib_sandbox.sh
[ -n "${SEEDBED_TEST_POSTGRES:-}" ] || { echo "there is no PostgreSQL server"; exit 77; }
command -v psql >/dev/null 2>&1 || { echo "psql is not installed"; exit 77; }
mkdir -p "$project/db" && cd "$project" || exit 1
name=prepared_$$
trap 'server postgres "DROP DATABASE IF EXISTS $name WITH (FORCE)" >/dev/null 2>&1' EXIT
server postgres "CREATE DATABASE $name" || fail "the live database cannot be made"
server $name "CREATE TABLE app_users (id int PRIMARY KEY, username text); INSERT INTO app_users VALUES (1, 'live')" || fail "no live table"
left() {
    server $name "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'seedbed%'; SELECT rolname FROM pg_roles WHERE rolname LIKE 'seedbed%'" |
        wc -l | tr -d ' '
}

echo 'CREATE TABLE {users} (id int PRIMARY KEY, username text)' >db/schema.sql
cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  catalog:
    url: "postgres:$SEEDBED_TEST_POSTGRES dbname=$name"
    prefix: app_
    test_prefix: t_
    placement: prefix
    schema: [ db/schema.sql ]
END
${CC:-cc} -g "$top/selftest/integration/prepared/workers.c" -I"$top/include" "-I$(pkg-config --variable=includedir libpq)" \
    "$BUILD/libseedbed.a" $(pkg-config --libs sqlite3 libfyaml libpcre2-8) -lpq -lpthread -lm -o runner || fail "it does not compile"

run 0 "three workers" ./runner
[ "$(left)" = 0 ] || fail "something is left on the server"
ok "each worker has tables of its own, may touch no others, and all of it goes"

run 0 "a runner that dies" ./runner dies
[ "$(left)" = 9 ] || fail "a dead runner left $(left) things, not 9"
run 0 "the next one" ./runner
[ "$(left)" = 0 ] || fail "something is left on the server"
ok "what a dead runner left goes with the next"

mv seedbed.yaml elsewhere.yaml
run 2 "no settings" ./runner
says "finds no seedbed.yaml"
ok "without settings it says so"
echo "1..$checks"
