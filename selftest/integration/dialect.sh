#!/bin/sh
# dialect.sh -- factories, fixtures, matchers of tables and schema files on a database with types, beside live tables.
set -u
[ -n "${SEEDBED_TEST_POSTGRES:-}" ] || {
    echo "there is no PostgreSQL server (SEEDBED_TEST_POSTGRES)"
    exit 77
}
command -v psql >/dev/null 2>&1 || {
    echo "psql is not here"
    exit 77
}
. selftest/integration/lib_sandbox.sh
parts=$top/selftest/integration/dialect
mkdir -p "$project/db" "$project/data" && cd "$project" || exit 1

name=dialect_$$
live_database $name
server $name "CREATE TABLE app_people (id int PRIMARY KEY, username text); INSERT INTO app_people VALUES (1, 'live');
    CREATE TABLE txpeople (id int); INSERT INTO txpeople VALUES (1); CREATE TABLE \"T_people\" (id int);
    CREATE TABLE people (id int); INSERT INTO people VALUES (1)" || fail "the live tables cannot be made"
# Rows and definitions of all that is live.
live() {
    for table in app_people txpeople '"T_people"' people; do
        server $name "TABLE $table"
    done
    server $name "SELECT c.relkind, c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND NOT starts_with(c.relname, 't_')
        UNION ALL SELECT 'f', p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND NOT starts_with(p.proname, 't_')
        ORDER BY 1, 2"
}

settings() { # PLACEMENT
    schema=db/braces.sql
    cp "$parts/schema.sql" db/braces.sql
    [ "$1" = prefix ] || { sed 's/{\([a-z]*\)}/\1/g' "$parts/schema.sql" >db/plain.sql && schema=db/plain.sql; }
    cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  catalog:
    url: "postgres:$SEEDBED_TEST_POSTGRES dbname=$name"
    prefix: "$([ "$1" = prefix ] && echo app_)"
    test_prefix: t_
    placement: $1
    schema: [ $schema ]
fixtures: [ data ]
END
}
cat >data/people.yaml <<'END'
- { model: people, pk: 7, fields: { username: grace, mood: so so } }
END
compile "$parts/dialect_test.c" ./tests
before=$(live)

for placement in prefix schema; do
    settings $placement
    what="$placement: the tests"
    run 0 "$what" ./tests --jobs=2
    [ "$(live)" = "$before" ] || fail "$what: live data has changed"
    run 0 "$what, spawned" ./tests --jobs=2 --start=spawn
    [ "$(live)" = "$before" ] || fail "$what: live data has changed"
    ok "$what"
done

settings prefix
what="installed tables"
run 0 "$what" "$BUILD/seedbed" sandbox status
says t_everything
run 0 "$what" "$BUILD/seedbed" sandbox rebuild
[ "$(live)" = "$before" ] || fail "$what: live data has changed"
run 0 "$what" "$BUILD/seedbed" sandbox drop
[ "$(live)" = "$before" ] || fail "$what: live data has changed"
[ -z "$(server $name "SELECT relname FROM pg_class WHERE starts_with(relname, 't_') UNION ALL SELECT proname FROM pg_proc WHERE starts_with(proname, 't_')
    UNION ALL SELECT typname FROM pg_type WHERE starts_with(typname, 't_')")" ] || fail "$what: something is left"
[ -z "$(server $name "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'seedbed')")" ] || fail "$what: schemas are left"
ok "$what are made, shown, made anew and dropped, and nothing else"

# A function that nobody of us made is refused, and is not dropped.
what="a live function under the test prefix"
server $name "CREATE FUNCTION t_live() RETURNS int LANGUAGE sql AS 'SELECT 1'" || fail "$what: it cannot be made"
run 78 "$what" ./tests
says "function t_live"
[ "$(server $name "SELECT t_live()")" = 1 ] || fail "$what: it is gone"
server $name "DROP FUNCTION t_live"
ok "$what is refused"

# What a schema file does beyond its prefix is refused by name, and undone.
refuses() { # SQL SAYS
    what="schema file: $1"
    cp "$parts/schema.sql" db/braces.sql
    echo "$1" >>db/braces.sql
    run 78 "$what" ./tests
    says "$2"
    [ "$(live)" = "$before" ] || fail "$what: live data has changed"
    ok "$what"
}
refuses "CREATE TABLE outside (x int);" "it makes the table outside"
refuses "DELETE FROM app_people;" "the live table \`app_people\`"
refuses "DO 'BEGIN DELETE FROM app_people; END';" "app_people"
refuses "COMMIT;" "all files run in one transaction"
refuses "CREATE INDEX a_name_that_is_much_too_long_for_the_server_because_it_has_more_bytes ON {people} (mood);" "63 bytes"
refuses "CREATE TABLE {a_name_that_is_much_too_long_for_the_server_because_it_has_more_bytes} (x int);" "cut names at 63"
echo "1..$checks"
