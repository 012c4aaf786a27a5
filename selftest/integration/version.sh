#!/bin/sh
# version.sh -- a changed schema file or component version disables the tests with one message; rebuild enables them.
set -u
. selftest/integration/lib_sandbox.sh
project
live=$(dump app_)

enabled() {
    run 0 "$1" ./tests
    [ "$(dump app_)" = "$live" ] || fail "$1: the live tables have changed"
    ok "$1"
}
# disabled WHAT LINE: and by nothing but one message.
disabled() {
    before=$(bytes)
    run 78 "$1" ./tests
    says "the tests of sandbox \`catalog\` are disabled"
    says "$2"
    says "  seedbed sandbox rebuild"
    [ "$(grep -c 'disabled' "$SCRATCH/said")" = 1 ] || fail "$1: not one message"
    [ "$(grep -c '^  [cs]' "$SCRATCH/said")" = "${3:-2}" ] || fail "$1: it names more than what differs"
    [ "$(bytes)" = "$before" ] || fail "$1: the database has changed"
    ok "disabled: $1"
}
rebuilt() {
    run 0 "rebuild" "$BUILD/seedbed" sandbox rebuild
    says "sandbox catalog: rebuilt"
}

enabled "the first run installs"
enabled "the second run finds the tables"

change 'catalog: 3' 'catalog: 4'
disabled "a component's version" "  component catalog: 3 -> 4"
run 78 "install is no rebuild" "$BUILD/seedbed" sandbox install
run 78 "status" "$BUILD/seedbed" sandbox status
says "versions: different"
rebuilt
enabled "rebuild enables the tests again"

echo 'CREATE INDEX {users_by_name} ON {users} (username);' >>db/schema.sql
disabled "a schema file" "  schema file db/schema.sql has changed"
rebuilt
enabled "the rebuilt tables are those of the new schema"
[ "$(./sql var/catalog.db "SELECT count(*) FROM sqlite_schema WHERE name = 't_users_by_name'")" = 1 ] || fail "the index is not there"

change 'catalog: 4, mail: 1' 'catalog: 4, chat: 2'
disabled "components that come and go" "  component mail: 1 -> none" 3
says "  component chat: none -> 2"
run 0 "--rebuild" ./tests --rebuild
ok "--rebuild rebuilds and runs"
enabled "after that all is as it should be"

echo 'CREATE TABLE {more} (id INTEGER PRIMARY KEY);' >db/more.sql
change 'db/schema.sql' 'db/schema.sql, db/more.sql'
disabled "a new schema file" "  schema file db/more.sql is new"
rebuilt
rm db/more.sql
run 78 "a schema file that is gone" ./tests
says "db/more.sql: cannot be opened"
change ', db/more.sql' ''
disabled "a schema file that is no longer listed" "  schema file db/more.sql is no longer listed"
rebuilt
[ "$(./sql var/catalog.db "SELECT count(*) FROM sqlite_schema WHERE name = 't_more'")" = 0 ] || fail "the table of the old schema is still there"
ok "a table that the schema no longer has is gone"

# An install that was interrupted leaves a marker that says so.
./sql var/catalog.db "UPDATE t_seedbed SET seedbed_value = 'installing' WHERE seedbed_name = 'state'; DROP TABLE t_enrolments"
enabled "an interrupted install is finished"
./sql var/catalog.db "UPDATE t_seedbed SET seedbed_value = 'dropping' WHERE seedbed_name = 'state'; DROP TABLE t_enrolments; DROP TABLE t_users"
enabled "an interrupted drop is finished, and the tables are made anew"

run 0 "drop" "$BUILD/seedbed" sandbox drop
[ -z "$(dump t_)" ] || fail "drop leaves something: $(dump t_)"
[ "$(dump app_)" = "$live" ] || fail "drop has changed the live tables"
ok "drop leaves the live tables alone"
echo "1..$checks"
