#!/bin/sh
# strict.sh -- strict mode and the rows of failed tests: one program on SQLite and PostgreSQL, what it says compared to the byte.
#
# strict/said.txt is what both say; a line of it that begins with `sqlite|` or `postgres|` only one does. With STRICT_UPDATE the two
# outputs are left in that folder, to be looked at.
set -u
. selftest/integration/lib_sandbox.sh
parts=$top/selftest/integration/strict
stores=$top/selftest/integration/contract
mkdir -p "$project/db" "$project/var" && cd "$project" || exit 1

# settings PLACEMENT URL
settings() {
    cat "$parts/common.sql" "$parts/$database.sql" >db/schema.sql
    cp "$parts/guests.yaml" db
    cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  catalog:
    url: "$2"
    placement: $1
    schema: [ db/schema.sql ]
fixtures: [ db ]
END
}

build() {
    (cd "$parts" && ${CC:-cc} -g -c strict_test.c -I"$top/include" "$@" -o "$project/strict_test.o") &&
        ${CC:-cc} -g strict_test.o "$stores/store_$database.c" "$@" "$BUILD/libseedbed.a" \
            $(pkg-config --libs sqlite3 libfyaml libpcre2-8) $libraries -lpthread -lm -o "tests_$database" || fail "the tests do not compile"
}

# says_as_expected: what the tests say, by each way to start and each strategy.
says_as_expected() {
    sed "s/^$database|//; t; /^[a-z]*|/d" "$parts/said.txt" >expected
    for start in fork spawn; do
        what="$database, $start"
        run 1 "$what" ./tests_$database --start=$start --jobs=1 --pinned --colour=never --report=terminal
        if [ -n "${STRICT_UPDATE:-}" ]; then
            cp "$SCRATCH/said" "$parts/$database.said"
            return
        fi
        diff -u expected "$SCRATCH/said" || fail "$what: it says something else; if that is right, put it into strict/said.txt"
        ok "$what: all that tests did to rows that are not theirs is told, and blamed on them"
    done
}

# by_itself: strictness that the suite does not ask for, the reporters, and each way to reset.
by_itself() {
    only="./tests_$database --jobs=1 --pinned --colour=never"
    what="$database, one in a worker of its own"
    run 1 "$what" $only --report=tap strict/a_transaction_left_open
    says "users id = 1 changed by UPDATE users SET age = 1 WHERE id = 1"

    what="$database, not strict"
    run 0 "$what" $only loose/anything_goes
    what="$database, --strict"
    run 1 "$what" $only --strict loose/anything_goes
    says "users id = 3 changed by UPDATE users SET age = 0"
    sed 's/^    placement/    strict: true\n    placement/' seedbed.yaml >strict.yaml
    what="$database, strict: true of the sandbox"
    run 1 "$what" $only --config=strict.yaml loose/anything_goes
    says "users id = 3 changed by UPDATE users SET age = 0"
    ok "$database: strictness is asked for by suite, sandbox or run"

    what="$database, in JSON and HTML"
    run 1 "$what" $only --report json=rows.json --report html=rows.html --report junit=rows.xml loose/a_failed_test_tells_its_rows
    cp rows.json "$SCRATCH/said"
    says '{"table":"orders","inserted":0,"changed":0,"deleted":1,"rows":[{"kind":"deleted","key":"id = 7"'
    says '{"column":"age","before":"36","after":"0"}'
    says '{"column":"name","after":"made"}'
    cp rows.html "$SCRATCH/said"
    says 'made'
    cp rows.xml "$SCRATCH/said"
    says 'orders: 1 deleted'
    ok "$what: the rows of a failed test stand there, too"
}

# reset_by STRATEGY...: they tell the same.
reset_by() {
    for reset in "$@"; do
        sed "s/^    placement/    reset: $reset\n    placement/" seedbed.yaml >reset.yaml
        what="$database, reset by $reset"
        run 1 "$what" ./tests_$database --jobs=1 --pinned --colour=never --report=terminal --config=reset.yaml
        sed 's/ --config=reset.yaml//' "$SCRATCH/said" | diff -u expected - || fail "$what: it says something else"
        ok "$what: the same is told"
    done
}

database=sqlite libraries=
build
sqlite3 var/catalog.db "CREATE TABLE users (id INTEGER)" || fail "the live database cannot be made"
settings database sqlite:var/catalog.db
says_as_expected
by_itself
reset_by undo watermark

if [ -z "${SEEDBED_TEST_POSTGRES:-}" ]; then
    echo "1..$checks # without PostgreSQL: there is no server (SEEDBED_TEST_POSTGRES)"
    exit 0
fi
server() { psql -X -q -t -A -v ON_ERROR_STOP=1 "$SEEDBED_TEST_POSTGRES dbname=$1" -c "$2"; }
name=strict_$$
trap 'server postgres "DROP DATABASE IF EXISTS $name WITH (FORCE)" >/dev/null 2>&1' EXIT
server postgres "CREATE DATABASE $name" || fail "the live database cannot be made"
database=postgres libraries=-lpq
build "-I$(pkg-config --variable=includedir libpq)" "-DAPPLICATION_DATABASE=\"$SEEDBED_TEST_POSTGRES dbname=$name\"" -DPOSTGRES
settings schema "postgres:$SEEDBED_TEST_POSTGRES dbname=$name"
says_as_expected
by_itself
reset_by rollback undo
sed "s/^    placement/    reset: reload\n    placement/" seedbed.yaml >reset.yaml
what="postgres, reset by reload"
run 1 "$what" $only --config=reset.yaml strict/an_update_of_all
says "users id = 3 changed by a statement that is not known: reset by \`reload\` writes down no rows, and so no statements either"
ok "$what: which statement it was is not known, and that is said"
echo "1..$checks"
