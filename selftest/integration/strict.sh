#!/bin/sh
# strict.sh -- strict mode, the rows of failed tests, statements counted, and --paranoid: two programs on SQLite and PostgreSQL, what they
# say compared to the byte.
#
# strict/strict.txt and strict/paranoid.txt are what they say; a line that begins with `sqlite|` or `postgres|` is said on one database alone. With
# STRICT_UPDATE the outputs are left in that folder, to be looked at.
set -u
. selftest/integration/lib_sandbox.sh
parts=$top/selftest/integration/strict
stores=$top/selftest/integration/contract
mkdir -p "$project/db" "$project/var" && cd "$project" || exit 1

# settings PLACEMENT SCHEME WHERE
settings() {
    cat "$parts/common.sql" "$parts/$database.sql" >db/schema.sql
    cp "$parts/guests.yaml" db
    cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  catalog:
    url: "$2:$3"
    placement: $1
    schema: [ db/schema.sql ]
fixtures: [ db ]
END
}

# build FLAGS...
build() {
    for name in strict paranoid; do
        (cd "$parts" && ${CC:-cc} -g -c ${name}_test.c -I"$top/include" "$@" -o "$project/${name}_test.o") &&
            ${CC:-cc} -g ${name}_test.o "$stores/store_$database.c" "$@" "$BUILD/libseedbed.a" \
                $(pkg-config --libs sqlite3 libfyaml libpcre2-8) $libraries -lpthread -lm -o ${name}_$database || fail "the tests do not compile"
    done
}

# expected NAME: what it says on this database, in the file of that name.
expected() { sed "s/^$database|//; t; /^[a-z]*|/d" "$parts/$1.txt" >expected; }
# with KEY VALUE: KEY.yaml is the configuration with this word for the sandbox.
with() { sed "s/^    placement/    $1: $2\n    placement/" seedbed.yaml >"$1.yaml"; }

# says_as_expected NAME OPTIONS...
says_as_expected() {
    name=$1
    shift
    expected $name
    for start in fork spawn; do
        what="$database, $name, $start"
        run 1 "$what" ./${name}_$database --start=$start --jobs=1 --pinned --colour=never --report=terminal "$@"
        if [ -n "${STRICT_UPDATE:-}" ]; then
            cp "$SCRATCH/said" "$parts/$name.$database.said"
            return
        fi
        diff -u expected "$SCRATCH/said" || fail "$what: it says something else; if that is right, put it into strict/$name.txt"
        ok "$what: the tests that are to blame are blamed, with all that there is to say, and no other"
    done
}

# by_itself: strictness that the suite does not ask for, the reporters, and each way to reset.
by_itself() {
    only="./strict_$database --jobs=1 --pinned --colour=never"
    what="$database, one in a worker of its own"
    run 1 "$what" $only --report=tap strict/a_transaction_left_open
    says "users id = 1 changed by UPDATE users SET age = 1 WHERE id = 1"

    what="$database, not strict"
    run 0 "$what" $only loose/anything_goes
    what="$database, --strict"
    run 1 "$what" $only --strict loose/anything_goes
    says "users id = 3 changed by UPDATE users SET age = 0"
    with strict true
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
        with reset $reset
        what="$database, reset by $reset"
        run 1 "$what" ./strict_$database --jobs=1 --pinned --colour=never --report=terminal --config=reset.yaml
        expected strict
        sed 's/ --config=reset.yaml//' "$SCRATCH/said" | diff -u expected - || fail "$what: it says something else"
        ok "$what: the same is told"
    done
}

database=sqlite libraries=
build
sqlite3 var/catalog.db "CREATE TABLE users (id INTEGER)" || fail "the live database cannot be made"
settings database sqlite var/catalog.db
says_as_expected strict
by_itself
settings database faulty var/catalog.db
says_as_expected paranoid --paranoid
settings database sqlite var/catalog.db
[ -n "${STRICT_UPDATE:-}" ] || reset_by undo watermark

if [ -z "${SEEDBED_TEST_POSTGRES:-}" ]; then
    echo "1..$checks # without PostgreSQL: there is no server (SEEDBED_TEST_POSTGRES)"
    exit 0
fi
live=strict_$$
live_database $live
database=postgres libraries=-lpq
build "-I$(pkg-config --variable=includedir libpq)" "-DAPPLICATION_DATABASE=\"$SEEDBED_TEST_POSTGRES dbname=$live\"" -DPOSTGRES
settings schema faulty "$SEEDBED_TEST_POSTGRES dbname=$live"
says_as_expected paranoid --paranoid
settings schema postgres "$SEEDBED_TEST_POSTGRES dbname=$live"
says_as_expected strict
by_itself
[ -n "${STRICT_UPDATE:-}" ] || reset_by rollback
with reset undo
what="postgres, reset by undo"
run 1 "$what" $only --config=reset.yaml strict/an_update_of_all loose/a_crash_of_what_nobody_saw
says "users id = 3 changed by UPDATE users SET age = age + 1"
says "~ id = 1: age 36 -> 0"
ok "$what: the statement is known, and what a crashed test did is, too, because no transaction of ours is around it"
with reset reload
what="postgres, reset by reload"
run 1 "$what" $only --config=reset.yaml strict/an_update_of_all
says "users id = 3 changed by a statement that is not known: reset by \`reload\` writes down no rows, and so no statements either"
ok "$what: which statement it was is not known, and that is said"
echo "1..$checks"
