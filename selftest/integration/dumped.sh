#!/bin/sh
# dumped.sh -- what pg_dump writes of the live database is a schema file of a sandbox: with and without rows, owners and DROPs.
set -u
bin=$(sh selftest/build/postgres.sh bin) && PATH=$bin:$PATH
[ -n "${SEEDBED_TEST_POSTGRES:-}" ] && command -v psql >/dev/null 2>&1 && command -v pg_dump >/dev/null 2>&1 || {
    echo "there is no PostgreSQL server (SEEDBED_TEST_POSTGRES), or no psql and pg_dump"
    exit 77
}
. selftest/integration/lib_sandbox.sh
mkdir -p "$project" && cd "$project" || exit 1

name=dumped_$$
here="$SEEDBED_TEST_POSTGRES dbname=$name"
live_database $name
psql -X -q -v ON_ERROR_STOP=1 -d "$here" -f "$top/selftest/integration/dumped/live.sql" || fail "the live tables cannot be made"
live() { pg_dump -d "$here" "$@" | grep -v '^\\\(un\)\{0,1\}restrict'; }
cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  shop:
    url: "postgres:$here"
    placement: schema
    schema: [ dump.sql ]
END
compile "$top/selftest/integration/dumped/dumped_test.c" ./tests
before=$(live)

# with_dump ROWS OPTION...: how many rows a table of the dump has.
with_dump() {
    rows=$1 what="a dump ($*)"
    shift
    pg_dump -d "$here" "$@" >dump.sql || fail "$what: pg_dump failed"
    ROWS=$rows run 0 "$what" ./tests --jobs=2
    [ "$(live)" = "$before" ] || fail "$what: live data has changed"
    ok "$what"
}
with_dump 2
with_dump 2 --inserts --clean --if-exists
with_dump 0 --schema-only --no-owner --clean
with_dump 0 --schema-only --schema=public
with_dump 2 --encoding=LATIN1

# Once the tables are in a schema that is not public.
server postgres "DROP DATABASE $name WITH (FORCE)" && live_database $name
(echo "CREATE SCHEMA shop; SET search_path = shop, public;" && sed 's/search_path = public/search_path = shop/; s/FROM public/FROM shop/' \
    "$top/selftest/integration/dumped/live.sql") | psql -X -q -v ON_ERROR_STOP=1 -d "$here" || fail "no other schema"
before=$(live)
with_dump 2 --schema=shop
psql -X -q -d "$here" -c "CREATE TABLE public.other (id int)"
pg_dump -d "$here" --schema-only >dump.sql
run 78 "a dump of two schemas" ./tests
says 'and the sandbox is one schema, which stands for "'
ok "a dump of two schemas is refused"
