#!/bin/sh
# make.sh -- seedbed make: the same rows by any way, all of them or none, and never into a database that is no place for tests.
set -u
command -v sqlite3 >/dev/null 2>&1 || {
    echo "sqlite3 is not installed"
    exit 77
}
. selftest/integration/lib_sandbox.sh
mkdir -p "$project" && cd "$project" || exit 1
seedbed=$BUILD/seedbed
parts=$top/selftest/integration/make

empty() { rm -f "$1" && sqlite3 "$1" <"$parts/tables.sql" || fail "the tables cannot be made"; }
# All rows, by key, each with all of its columns.
rows="SELECT * FROM users ORDER BY id; SELECT * FROM courses ORDER BY id; SELECT * FROM enrolments ORDER BY user_id, course_id"
digest() { sqlite3 -separator '|' "$1" "$rows" | checksum; }
into() { "$seedbed" make "$@"; }

empty one.db
run 0 "what is needed is made with it" into enrolment --rows 6000 --each course=30 --each user=4 --seed 7 --database sqlite:one.db
says "users: 1,500 rows"
says "courses: 200 rows"
says "enrolments: 6,000 rows"
says "seed 7"
[ "$(sqlite3 one.db 'PRAGMA foreign_key_check; PRAGMA integrity_check')" = ok ] || fail "the database is not sound"
ok "rows and all that they need are made"

# ---- the same seed, the same rows ----
one=$(digest one.db)
empty other.db
run 0 "again" into enrolment --rows 6000 --each course=30 --each user=4 --seed 7 --database sqlite:other.db
[ "$(digest other.db)" = "$one" ] || fail "the same seed gives other rows"
empty shards.db
for table in user:1500 course:200; do
    for shard in 1 2 3 4 5 6 7; do
        run 0 "shard $shard" into ${table%:*} --rows ${table#*:} --shard $shard/7 --seed 7 --database sqlite:shards.db
    done
done
shard=64
while [ $shard -gt 0 ]; do # the last ones first: no shard needs another of its table
    run 0 "shard $shard" into enrolment --rows 6000 --each course=30 --each user=4 --shard $shard/64 --seed 7 --database sqlite:shards.db
    shard=$((shard - 1))
done
[ "$(digest shards.db)" = "$one" ] || fail "64 shards give other rows than one range"
empty ranges.db
run 0 "a range" into user --rows 1000..1500 --seed 7 --database sqlite:ranges.db
run 0 "a range" into user --rows 0..1000 --seed 7 --above 0 --database sqlite:ranges.db
[ "$(sqlite3 ranges.db 'SELECT * FROM users ORDER BY id' | checksum)" = "$(sqlite3 one.db 'SELECT * FROM users ORDER BY id' | checksum)" ] ||
    fail "ranges give other rows than the whole"
ok "one range, 64 shards and two ranges give the same rows"

empty wider.db
sqlite3 wider.db 'ALTER TABLE users ADD COLUMN bio TEXT NOT NULL DEFAULT ""; ALTER TABLE users ADD COLUMN city VARCHAR(80)'
run 0 "with more columns" into user --rows 1500 --seed 7 --database sqlite:wider.db
columns="id, username, email, full_name, country, role, age"
[ "$(sqlite3 wider.db "SELECT $columns FROM users")" = "$(sqlite3 one.db "SELECT $columns FROM users")" ] || fail "a new column changes others"
ok "a column more changes no other"

# ---- one person ----
# A profile is of its user's person, made in one range or in parts.
profiles="SELECT * FROM profiles ORDER BY user_id"
for name in people.db parts.db; do
    empty $name
    sqlite3 $name 'CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users, full_name TEXT NOT NULL, country TEXT, bio TEXT)'
done
run 0 "profiles" into profile --rows 1280 --seed 7 --database sqlite:people.db
run 0 "their users" into user --rows 1280 --seed 7 --database sqlite:parts.db
shard=64
while [ $shard -gt 0 ]; do
    run 0 "shard $shard" into profile --rows 1280 --shard $shard/64 --seed 7 --database sqlite:parts.db
    shard=$((shard - 1))
done
same="SELECT count(*) FROM profiles JOIN users ON users.id = user_id WHERE (profiles.full_name, profiles.country) = (users.full_name, users.country)"
[ "$(sqlite3 people.db "$same")" = 1280 ] || fail "profiles are not of the persons of their users"
[ "$(sqlite3 parts.db "$profiles" | checksum)" = "$(sqlite3 people.db "$profiles" | checksum)" ] || fail "64 shards give other profiles than one range"
ok "profiles are of their users' persons"

# ---- columns that may be NULL ----
rm -f loose.db
sqlite3 loose.db 'CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
    CREATE TABLE book (id INTEGER PRIMARY KEY, author INTEGER REFERENCES author, title TEXT DEFAULT NULL, pages INTEGER, deleted_at TEXT)'
run 0 "a table of columns that may be NULL" into book --rows 20 --database sqlite:loose.db
says "3 columns that may be NULL are left NULL; --as filled gives values"
run 0 "filled" into book --rows 20 --as filled --database sqlite:loose.db
grep -q "may be NULL" "$SCRATCH/said" && fail "filled columns are called NULL"
says "author: 20 rows"
[ "$(sqlite3 loose.db 'SELECT count(a.name), count(a.email), count(title), count(pages), count(deleted_at) FROM book LEFT JOIN author a ON a.id = author')" = "20|20|20|20|0" ] ||
    fail "filled rows have no values: $(sqlite3 loose.db 'SELECT * FROM book WHERE id = 21')"
ok "columns that may be NULL have values where that is asked for"

# ---- numbers of rows that are gone ----
rm -f holes.db
sqlite3 holes.db 'CREATE TABLE users (email TEXT PRIMARY KEY, name TEXT)'
run 0 "rows that are counted" into users --rows 100 --database sqlite:holes.db
sqlite3 holes.db 'DELETE FROM users WHERE rowid <= 50'
run 1 "behind a count that fell back" into users --rows 100 --database sqlite:holes.db
says "users.email"
says "--above N numbers rows behind N"
run 0 "as the message says" into users --rows 100 --above 100 --database sqlite:holes.db
[ "$(sqlite3 holes.db 'SELECT count(*) FROM users')" = 150 ] || fail "the message does not help"
ok "where rows were deleted it is said how to go on"

# ---- all or none ----
before=$(sqlite3 one.db .dump | checksum)
run 1 "one that is there" into user --rows 1000 --with username=same --database sqlite:one.db
says "username"
[ "$(sqlite3 one.db .dump | checksum)" = "$before" ] || fail "rows are left of a bulk that failed"
for pause in 0.2 0.5 0.9 1.4; do
    "$seedbed" make user --rows 2M --database sqlite:one.db >/dev/null 2>&1 &
    maker=$!
    sleep $pause
    kill -9 $maker 2>/dev/null
    wait $maker 2>/dev/null
    [ "$(sqlite3 one.db .dump | checksum)" = "$before" ] || fail "rows are left of one that was killed after $pause s"
done
ok "what fails or is killed leaves nothing"

run 1 "a row that there is not" into enrolment --rows 2 --with user_id=999999 --database sqlite:one.db
says "999999"
empty parts.db
run 1 "a shard whose users are not there" into enrolment --rows 6000 --each course=30 --each user=4 --shard 1/64 --database sqlite:parts.db
says "FOREIGN KEY constraint failed"
[ "$(sqlite3 parts.db 'SELECT count(*) FROM enrolments')" = 0 ] || fail "rows refer to nothing"
ok "what refers to nothing is refused"

# ---- what cannot be understood ----
run 64 "no factory" into --rows 5
says "a factory is missing"
run 64 "a number" into user --rows many
says '--rows wants a number, or a range A..B of them, as in 1e6 or 0..500k, and was given `many`'
run 64 "no zeros" into user --rows 1e --database sqlite:one.db
run 64 "too many zeros" into user --rows 1e99999999999999 --database sqlite:one.db
run 0 "zeros of nothing" timeout 10 "$seedbed" make user --rows 0e99999999999999 --database sqlite:one.db
run 64 "a shard" into user --shard 5/3
says "--shard wants which of how many, as in 3/64"
run 64 "an option" into user --row 5
says 'did you mean `--rows`?'
run 1 "a factory" into usr --rows 5 --database sqlite:one.db
says 'did you mean `user`?'
run 1 "a column" into user --with rol=x --database sqlite:one.db
says 'did you mean `role`?'
run 78 "no place" into user
says "there is no seedbed.yaml"
run 0 "only said" into user --rows 3M --dry-run --database sqlite:one.db
says "users: 3,000,000 rows would be made"
[ "$(sqlite3 one.db .dump | checksum)" = "$before" ] || fail "--dry-run makes rows"
ok "what cannot be is said"

# ---- the guard ----
sqlite3 one.db "CREATE TABLE seedbed_environment (environment text); INSERT INTO seedbed_environment VALUES ('production')"
run 78 "production" into user --rows 5 --database sqlite:one.db
says "marked_production"
SEEDBED_ENV=production run 78 "a variable" env SEEDBED_ENV=production "$seedbed" make user --database sqlite:other.db
says "production_variable"
run 78 "a file alone" into user --database other.db
says "as in sqlite:other.db"
run 1 "no database" into user --database sqlite:nowhere.db
says "There is no SQLite database"
[ ! -e nowhere.db ] || fail "a database is made where there was none"
ok "no row gets into a database that is no place for tests"

# ---- test tables of a sandbox ----
mkdir db && sed 's/TABLE \([a-z]*\)/TABLE {\1}/; s/REFERENCES \([a-z]*\)/REFERENCES {\1}/g; s/INDEX \([a-z_]*\) ON \([a-z]*\)/INDEX {\1} ON {\2}/' \
    "$parts/tables.sql" >db/schema.sql
sqlite3 app.db "CREATE TABLE users (id INTEGER PRIMARY KEY); INSERT INTO users VALUES (1)"
cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  shop:
    url: sqlite:app.db
    test_prefix: t_
    schema: [ db/schema.sql ]
END
run 0 "test tables" into enrolment --rows 6000 --each course=30 --each user=4 --seed 7
says "t_users: 1,500 rows"
[ "$(sqlite3 app.db 'SELECT count(*) FROM users')" = 1 ] || fail "live tables are changed"
[ "$(sqlite3 -separator '|' app.db "$(echo "$rows" | sed 's/FROM /FROM t_/g')" | checksum)" = "$one" ] || fail "a prefix changes the rows"
ok "test tables of a sandbox are filled, live ones are not"

# A trait of that name is the factory's, and fills what it likes.
cat >>seedbed.yaml <<END
factories:
  visitor: { tables: users }
  guest: { tables: users, traits: { filled: { columns: { role: guest } } } }
END
sqlite3 app.db 'ALTER TABLE t_users ADD COLUMN bio TEXT'
run 0 "a factory without the trait" into visitor --rows 1 --above 70000
says "may be NULL"
run 0 "a factory with a trait of its own" into guest --rows 1 --above 80000
grep -q "may be NULL" "$SCRATCH/said" && fail "a factory's own trait is said to give values to all columns"
ok "a trait of the factory's is not taken for the one of every factory"

# ---- PostgreSQL ----
bin=$(sh "$top/selftest/build/postgres.sh" bin) && PATH=$bin:$PATH
if [ -z "${SEEDBED_TEST_POSTGRES:-}" ]; then
    echo "1..$checks # without PostgreSQL: there is no server (SEEDBED_TEST_POSTGRES)"
    exit 0
fi
name=make_$$
live_database $name
psql -X -q -v ON_ERROR_STOP=1 -d "$SEEDBED_TEST_POSTGRES dbname=$name" -f "$parts/tables.sql" || fail "the tables cannot be made"
run 0 "PostgreSQL" into enrolment --rows 6000 --each course=30 --each user=4 --seed 7 --above 0 --database "postgres:$SEEDBED_TEST_POSTGRES dbname=$name"
[ "$(psql -X -q -t -A -d "$SEEDBED_TEST_POSTGRES dbname=$name" -c "$rows" | checksum)" = "$one" ] || fail "PostgreSQL has other rows than SQLite"
ok "PostgreSQL has the same rows as SQLite"
server $name "CREATE TYPE pair AS (a int, b text); CREATE TYPE mood AS ENUM ('sad', 'glad');
    CREATE TABLE notes (id serial PRIMARY KEY, m mood, p pair, t varchar(9) DEFAULT NULL, j jsonb, author bigint REFERENCES users)"
run 0 "filled rows on PostgreSQL" into notes --rows 20 --as filled --database "postgres:$SEEDBED_TEST_POSTGRES dbname=$name"
[ "$(server $name 'SELECT count(m), count(p), count(t), count(j), count(DISTINCT author) FROM notes')" = "20|0|20|20|20" ] ||
    fail "filled rows have no values, or some of a type that nobody knows"
ok "and fills columns of the types that are known"
"$seedbed" make user --rows 3M --database "postgres:$SEEDBED_TEST_POSTGRES dbname=$name" >/dev/null 2>&1 &
maker=$!
sleep 1
kill -9 $maker
wait $maker 2>/dev/null
[ "$(server $name 'SELECT count(*) FROM users')" = 1520 ] || fail "rows are left of one that was killed"
ok "what is killed leaves nothing on PostgreSQL"
echo "1..$checks"
