#!/bin/sh
# guard.sh -- each refusal of the guard: exit code 78, a sentence that says what and what to do, and a database whose bytes stay.
set -u
. selftest/integration/lib_sandbox.sh
project

# refused WHAT SENTENCE ADVICE: by the tests and by the command alike.
refused() {
    before=$(bytes)
    run 78 "$1: the tests" ./tests
    says "$2"
    says "$3"
    run 78 "$1: the command" "$BUILD/seedbed" sandbox install
    says "$2"
    run 78 "$1: rebuild" "$BUILD/seedbed" sandbox rebuild
    run 78 "$1: status" "$BUILD/seedbed" sandbox status
    says "refused: "
    [ "$(bytes)" = "$before" ] || fail "$1: the database has changed, or something lies beside it: $(bytes)"
    ok "refused: $1"
    configuration
}
# not_yet_opened: where the configuration alone tells, not even a database that is none is looked at.
not_yet_opened() { change 'sqlite:var/catalog.db' 'sqlite:/no/such/folder/x.db'; }

change 'environment: development' 'environment: production'
refused "environment: production" '`environment` is `production`' 'development, test or ci only'

change 'environment: development' ''
refused "no environment" 'does not say which environment this is' 'environment: development'

change 'environment: development' 'environment: staging'
refused "another environment" '`environment` is `staging`' 'development, test or ci only'

change 'debug: developer' 'debug: none'
refused "debug: none" '`debug` is `none`' 'write `debug: developer`'

change 'debug: developer' ''
refused "no debug" '`debug` is not set' 'write `debug: developer`'

change 'test_prefix: t_' 'test_prefix: ""'
refused "an empty test prefix" 'the test prefix is empty' 'test_prefix: t_'

change 'test_prefix: t_' ''
refused "no test prefix" 'the test prefix is empty' 'test_prefix: t_'

change 'test_prefix: t_' 'test_prefix: app_'
refused "a test prefix equal to the live one" 'the test prefix `app_` is the live prefix `app_`' 'Choose another'

change 'test_prefix: t_' 'test_prefix: APP_'
refused "a test prefix that differs in case alone" 'the test prefix `APP_` is the live prefix `app_`' 'Choose another'

change 'test_prefix: t_' 'test_prefix: app_test_'
refused "a test prefix that begins with the live one" 'begins with the live prefix' 'Choose another'

change 'test_prefix: t_' 'test_prefix: ap'
refused "a test prefix that the live one begins with" 'is how the live prefix begins' 'Choose another'

change 'test_prefix: t_' 'test_prefix: "t; --"'
refused "a test prefix that is no name" 'cannot begin a table' 'Use letters'

change 'test_prefix: t_' "test_prefix: $(printf '%60s' '' | tr ' ' t)_"
refused "a name that databases would cut" 'databases cut names at 63' 'Choose a shorter test prefix'

change 'test_root: var/test-files' 'test_root: var/files/tests'
refused "test files inside the live ones" 'is inside the folder of live files' 'choose one beside it'

change 'test_root: var/test-files' 'test_root: var/../var/files/'
refused "test files in the folder of the live ones" 'is the folder of live files' 'choose one beside it'

change 'test_root: var/test-files' 'test_root: var'
refused "live files inside the folder for test files" 'contains the folder of live files' 'choose one beside it'

mkdir var/test-files && echo precious >var/test-files/precious
refused "a folder for test files with something in it" 'did not put there: precious' 'choose another'
[ "$(cat var/test-files/precious)" = precious ] || fail "the file of somebody else is gone"
rm -r var/test-files

for variable in SEEDBED_ENV APP_ENV RAILS_ENV NODE_ENV ENVIRONMENT; do
    eval "$variable=production && export $variable"
    refused "$variable=production" "the environment variable $variable says \`production\`" 'unset the variable'
    unset $variable
done

./sql var/catalog.db "CREATE TABLE t_invoices (id INTEGER PRIMARY KEY)"
refused "a foreign table under the test prefix" 'a table or view under the test prefix `t_` that Seedbed did not make: t_invoices' 'Choose another test prefix'
./sql var/catalog.db "ALTER TABLE t_invoices RENAME TO t_seedbed"
refused "a foreign table with the name of the marker" 'that Seedbed did not make: t_seedbed' 'Choose another test prefix'
./sql var/catalog.db "DROP TABLE t_seedbed"

cp db/schema.sql schema.sql && echo 'DROP TABLE IF EXISTS app_users;' >>db/schema.sql
refused "a schema file that drops a live table" 'db/schema.sql:4:22: this statement names the live table `app_users`' 'in braces'
cp schema.sql db/schema.sql

./sql var/catalog.db "CREATE TABLE T_USERS (id INTEGER PRIMARY KEY)"
refused "a foreign table under the test prefix in other letters" 'that Seedbed did not make: T_USERS' 'Choose another test prefix'
./sql var/catalog.db "DROP TABLE T_USERS; CREATE VIEW t_active AS SELECT * FROM app_users"
refused "a foreign view under the test prefix" 'that Seedbed did not make: t_active' 'Choose another test prefix'
./sql var/catalog.db "DROP VIEW t_active"

# not_run STATEMENT SENTENCE: what is live is reached by no statement of a schema file.
not_run() {
    before=$(bytes)
    echo "$1;" >>db/schema.sql
    run 78 "$1" ./tests
    says "$2"
    [ "$(bytes)" = "$before" ] || fail "$1: the database has changed, or something lies beside it: $(bytes)"
    cp schema.sql db/schema.sql
}
./sql var/catalog.db "CREATE INDEX by_username ON app_users (username)"
not_run "DROP TABLE IF EXISTS 'app_users'" 'it drops the table app_users'
not_run "DROP INDEX IF EXISTS by_username" 'it drops the index by_username of app_users'
not_run "PRAGMA user_version = 77" 'PRAGMA user_version reaches beyond'
not_run "ATTACH 'var/other.db' AS o" 'it attaches or detaches another database'
not_run "ANALYZE" 'is refused: ANALYZE'
not_run "BEGIN; COMMIT" 'leave out BEGIN, COMMIT and ROLLBACK'
not_run "CREATE VIEW active AS SELECT * FROM {users}" 'it makes the view active'
not_run "CREATE INDEX IF NOT EXISTS by_username ON {users} (username)" 'Write the name in braces'
not_run "CREATE INDEX by_username ON {users} (username)" 'in braces'
./sql var/catalog.db "DROP INDEX by_username"
ok "no statement of a schema file reaches what is live"

# more LINE: of the sandbox, in line 9.
more() {
    awk -v line="    $1" '{ print } /placement:/ { print line }' seedbed.yaml >changed.yaml && mv changed.yaml seedbed.yaml
}
# What the database says of itself.
./sql var/catalog.db "CREATE TABLE seedbed_environment (environment TEXT); INSERT INTO seedbed_environment VALUES ('production')"
refused "a database that says production" 'the table seedbed_environment says that this is `production`' 'Correct `url:`'
more 'except: [ marked_production ]'
refused "an exception from it" '`except` names `marked_production`, which holds everywhere' 'Take it out'
change 'placement: prefix' 'placement: database'
sed 's/{//g; s/}//g' schema.sql >db/schema.sql
refused "a database that says production, where it would not be touched" 'says that this is `production`' 'Correct `url:`'
cp schema.sql db/schema.sql
./sql var/catalog.db "UPDATE seedbed_environment SET environment = 'development'"
run 0 "a database that says development" "$BUILD/seedbed" sandbox status
./sql var/catalog.db "DROP TABLE seedbed_environment"

change 'placement: prefix' 'placement: schema'
refused "a schema where there are none" '`placement: schema` is not to be had on SQLite' '`placement: database`'
more 'admin: "postgres:user=boss dbname=catalog"'
refused "an admin of another kind" '`admin` is not on SQLite' 'leave it out'

if [ "$(id -u)" = 0 ]; then
    chown 33 var/catalog.db
    refused "root over a service's database" 'root may do everything in' 'except: [ privileged ]'
    more 'except: [ privileged ]'
    run 0 "an exception" ./tests
    says "seedbed: sandbox catalog: the guard's \`privileged\` does not hold here, by $project/seedbed.yaml:9"
    run 0 "status of an exception" "$BUILD/seedbed" sandbox status
    says "excepted by $project/seedbed.yaml:9: root may do everything"
    run 0 "drop" "$BUILD/seedbed" sandbox drop
    configuration
    chown 0 var/catalog.db
    ok "an exception is told at each run"
fi

run 0 "a sound configuration" ./tests
ok "a sound configuration is not refused"
./sql var/catalog.db "CREATE TABLE app_notes (user_id INTEGER REFERENCES t_users (id))"
refused "a key into the test tables" 'app_notes.user_id -> t_users' 'drop the key'
./sql var/catalog.db "DROP TABLE app_notes"
run 0 "status" "$BUILD/seedbed" sandbox status
says "versions: up to date"

change 'environment: development' 'environment: ci'
refused "a marker from another environment" 'installed in the environment `development`' 'two environments share the database'

./sql var/catalog.db "CREATE TABLE t_extra (id INTEGER PRIMARY KEY)"
refused "a foreign table among our own" 'that Seedbed did not make: t_extra' 'Choose another test prefix'
./sql var/catalog.db "DROP TABLE t_extra"

run 0 "drop" "$BUILD/seedbed" sandbox drop
for what in 'environment: development|environment: production' 'debug: developer|debug: none' 'test_prefix: t_|test_prefix: app_'; do
    change "${what%%|*}" "${what##*|}"
    not_yet_opened
    run 78 "nothing is opened" ./tests
    grep -q 'no/such/folder' "$SCRATCH/said" && fail "the database was looked at, though the configuration alone refuses"
    configuration
done
ok "where the configuration alone tells, nothing is opened"

./sql var/catalog.db "PRAGMA journal_mode = WAL" >/dev/null
change 'environment: development' 'environment: production'
refused "production on a database with a write-ahead log" '`environment` is `production`' 'development, test or ci only'
./sql var/catalog.db "CREATE TABLE t_invoices (id INTEGER PRIMARY KEY)"
refused "a foreign table in a database with a write-ahead log" 'did not make: t_invoices' 'Choose another test prefix'
./sql var/catalog.db "DROP TABLE t_invoices; PRAGMA journal_mode = DELETE" >/dev/null

# Install beside an application that writes all the time, in a database with a write-ahead log.
./sql var/catalog.db "PRAGMA journal_mode = WAL" >/dev/null
echo >writing # when it is gone, with the folder or without, the writer ends
(while [ -e writing ]; do ./sql var/catalog.db "UPDATE app_users SET username = username WHERE id < 100" 2>/dev/null; done) &
for i in 1 2 3 4 5 6 7 8; do
    run 0 "rebuild beside a writer" "$BUILD/seedbed" sandbox rebuild
done
rm writing
wait
run 0 "drop" "$BUILD/seedbed" sandbox drop
ok "test tables are rebuilt beside an application that writes"

rm -f var/catalog.db*
change 'debug: developer' 'debug: none'
run 78 "no database" ./tests
[ ! -e var/catalog.db ] || fail "the guard made a database"
configuration
ok "a refused run makes no database"

# Bad input.
echo 'environment: [' >seedbed.yaml
run 78 "not YAML" ./tests
says "seedbed.yaml:1:15: this is not YAML"
says "environment: ["
configuration && change 'debug:' 'debgu:'
run 78 "an unknown key" ./tests
says 'seedbed.yaml:2:1: there is no key `debgu` here; did you mean `debug`?'
configuration && change 'schema: .*' 'schema: db/schema.sql'
run 78 "a wrong type" ./tests
says 'seedbed.yaml:9:13: `schema` is text; expected a list of paths'
configuration
run 78 "no such file" ./tests --config no/such.yaml
says 'no/such.yaml:1:1: there is no such file; expected a seedbed.yaml'
change '  catalog:' '  catalogue:'
run 78 "an unknown sandbox" ./tests
says 'no sandbox `catalog`; did you mean `catalogue`?'
configuration
printf 'CREATE TABLE {users} (id INTEGER);\nCREATE TABEL {x} (id INTEGER);\n' >db/schema.sql
run 78 "a syntax error in the schema" ./tests
says 'db/schema.sql does not run on SQLite: Statement 2 (line 2) failed: CREATE TABEL'
[ ! -e var/catalog.db ] || fail "a schema that does not run made a database"
printf 'CREATE TABLE {users (id INTEGER);\n' >db/schema.sql
run 78 "an open brace" ./tests
says "db/schema.sql:1:14: this brace is not closed"
ok "bad input is shown with its place"

# A database that is none, by its kind: a pipe would be waited for without end.
cp schema.sql db/schema.sql && mkfifo var/pipe
change 'var/catalog.db' 'var/pipe'
run 78 "a pipe" ./tests
says 'var/pipe is a pipe or a device and no SQLite database: name a file'
run 78 "a pipe: status" "$BUILD/seedbed" sandbox status
rm var/pipe && mkdir var/pipe
run 78 "a folder" ./tests
says 'var/pipe is a folder and no SQLite database: name a file'
rmdir var/pipe
configuration
ok "what is no file is no database"

# A folder that is not there, and a way back out of it into the live files.
mkdir -p var/files && echo precious >var/files/precious
change 'test_root: var/test-files' 'test_root: var/nope/../files'
run 78 "a root behind a folder that is not there" ./tests
says 'is the folder of live files'
[ "$(cat var/files/precious)" = precious ] || fail "a live file is gone"
[ ! -e var/nope ] || fail "a folder was made"
configuration
ok "a way back out of a folder that is not there hides nothing"
echo "1..$checks"
