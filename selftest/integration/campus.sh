#!/bin/sh
# campus.sh -- every table of a large schema is filled by factories that nobody declared, and each row passes the database's own checks.
set -u
. selftest/integration/lib_sandbox.sh
schemas=$top/selftest/generators/campus
program=$top/selftest/integration/campus/campus_test.c
mkdir -p "$project/var" && cd "$project" || exit 1

settings() { # URL PLACEMENT SCHEMA
    cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  campus:
    url: "$1"
    prefix: ""
    test_prefix: t_
    placement: $2
    schema: [ schema.sql ]
END
    cp "$schemas/$3" schema.sql
}
compile "$program" ./tests

: >var/campus.db
settings sqlite:var/campus.db database sqlite.sql
run 0 "SQLite: twenty rows in each table" env CAMPUS_FIRST="PRAGMA foreign_keys = 1" CAMPUS_CHECK="SELECT count(*) FROM pragma_foreign_key_check" \
    ./tests --jobs=2
ok "$what"

[ -n "${SEEDBED_TEST_POSTGRES:-}" ] && command -v psql >/dev/null 2>&1 || {
    echo "# there is no PostgreSQL server (SEEDBED_TEST_POSTGRES), or psql is not here: SQLite alone was looked at"
    echo "1..$checks"
    exit 0
}
name=campus_$$
live_database $name
settings "postgres:$SEEDBED_TEST_POSTGRES dbname=$name" schema postgres.sql
run 0 "PostgreSQL: twenty rows in each table" env CAMPUS_CHECK="SET CONSTRAINTS ALL IMMEDIATE" ./tests --jobs=2
ok "$what"
echo "1..$checks"
