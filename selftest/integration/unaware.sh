#!/bin/sh
# unaware.sh -- an application that knows nothing of Seedbed and opens its own path, or its own connection string, is tested without a
# changed line: as objects and as a shared library, on SQLite and PostgreSQL, by fork and spawn, with one worker and two.
set -u
. selftest/integration/lib_sandbox.sh
parts=$top/selftest/integration/unaware
mkdir -p "$project/db" "$project/var" && cd "$project" || exit 1
packages=$(pkg-config --libs sqlite3 libfyaml libpcre2-8)

# settings PLACEMENT URL
settings() {
    cat >seedbed.yaml <<END
environment: test
debug: developer
sandboxes:
  ledger:
    url: "$2"
    test_prefix: t_
    placement: $1
    schema: [ db/schema.sql ]
    also: [ ${also:-} ]
END
}

# application FLAGS...: its objects, and all of it in a shared library.
application() {
    for part in ledger sql_$database; do
        ${CC:-cc} -g -fPIC "$@" -c "$parts/$part.c" -o $part.o || fail "the application does not compile"
    done
    ${CC:-cc} -shared -o libledger_$database.so ledger.o sql_$database.o $client -lpthread || fail "the application cannot be linked"
}
# tests NAME WHAT-IS-LINKED...
tests() {
    name=$1
    shift
    ${CC:-cc} -g "$parts/ledger_test.c" -I"$parts" -I"$top/include" "$@" -lpthread -lm -Wl,-rpath,"$project" -Wl,-rpath,"$BUILD" \
        -o "$name" || fail "$name does not link"
}

unchanged() { [ "$(live)" = "$before" ] || fail "$what: the live data has changed: $(live)"; }

# run_all PROGRAM...
run_all() {
    for program in "$@"; do
        for start in fork spawn; do
            for workers in 1 2; do
                what="$program, $start, $workers workers"
                run 0 "$what" ./$program --start=$start --jobs=$workers
                unchanged
            done
        done
        ok "$program: nothing of it was changed, and nothing of the live data"
    done
}

# refuses WHERE ASKED PROGRAM...: a connection to another database fails its test, with the string that was asked for.
refuses() {
    where=$1 asked=$2
    shift 2
    for program in "$@"; do
        for start in fork spawn; do
            what="$program, $start: another database, $where"
            LEDGER_ELSEWHERE=$where run 1 "$what" ./$program --start=$start --report tap ledger/looks_elsewhere
            says "$asked"
            [ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "$what: not one test failed"
            unchanged
        done
    done
    ok "$where is refused in a suite with a sandbox"
}

# blames PROGRAM: what was left open fails the test that left it.
blames() {
    what="$1: a transaction left open"
    LEDGER_LEAVE=1 run 1 "$what" ./$1 --jobs=1 --report tap
    grep -q '^not ok .* - ledger/leaves_a_transaction_open' "$SCRATCH/said" || fail "$what: the test that left it is not blamed"
    [ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "$what: another test failed"
    says 'UPDATE accounts SET money = 0 WHERE id = 1'
    unchanged
    ok "$what is named, and ended"
}

# ---- SQLite ----

database=sqlite client=-lsqlite3
cat >db/schema.sql <<'END'
CREATE TABLE accounts (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, money INTEGER NOT NULL);
CREATE TABLE transfers (id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES accounts(id), target INTEGER NOT NULL, money INTEGER NOT NULL);
INSERT INTO accounts VALUES (1, 'bank', 1000), (2, 'shop', 0);
END
sqlite3 var/catalog.db "CREATE TABLE accounts (id INTEGER PRIMARY KEY, owner TEXT, money INTEGER); INSERT INTO accounts VALUES (1, 'live', 5);
    CREATE TABLE transfers (id INTEGER PRIMARY KEY, source INTEGER, target INTEGER, money INTEGER)" || fail "the live database cannot be made"
settings database sqlite:var/catalog.db
application
tests sqlite_objects ledger.o sql_sqlite.o "$BUILD/libseedbed.a" $packages
tests sqlite_library -L. -lledger_sqlite "$BUILD/libseedbed.a" $packages
live() { bytes; }
before=$(live)
run_all sqlite_objects sqlite_library
LEDGER_WAL=1 && export LEDGER_WAL
run_all sqlite_objects
unset LEDGER_WAL
blames sqlite_library
sqlite3 var/elsewhere.db "CREATE TABLE accounts (id INTEGER PRIMARY KEY); INSERT INTO accounts VALUES (1)" || fail "no other database can be made"
before=$(live)
refuses var/elsewhere.db 'this test opened \"var/elsewhere.db\" ('"$(pwd -P)/var/elsewhere.db), the database of no sandbox" \
    sqlite_objects sqlite_library
says 'where it is that of sandbox \"ledger\" under another name, say so in seedbed.yaml by also: [ \"sqlite:...\" ]'
# Neither is what the configuration names: one under another path, and one that is read.
also='"sqlite:var/elsewhere.db"'
settings database sqlite:var/catalog.db
LEDGER_ELSEWHERE=var/elsewhere.db run 1 "another path of it" ./sqlite_library --report tap ledger/looks_elsewhere
says 'got: 2'
unset also
settings database sqlite:var/catalog.db
echo 'reads: [ var/elsewhere.db ]' >>seedbed.yaml
LEDGER_ELSEWHERE=var/elsewhere.db run 1 "one that is read" ./sqlite_library --report tap ledger/looks_elsewhere
says 'got: 1'
settings database sqlite:var/catalog.db
unchanged
ok "what also: names is the sandbox, and what reads: names is read"
what="sqlite_library: the ledger outside of its suite"
LEDGER_ELSEWHERE=var/catalog.db run 1 "$what" ./sqlite_library --report tap outside/looks_at_the_ledger
says 'this test opened \"var/catalog.db\" ('"$(pwd -P)/var/catalog.db), which seedbed.yaml gives to a sandbox: give the suite .sandbox = "'\"ledger\"'
unchanged
ok "$what is refused"

# ---- PostgreSQL ----

if [ -z "${SEEDBED_TEST_POSTGRES:-}" ]; then
    echo "1..$checks # without PostgreSQL: there is no server (SEEDBED_TEST_POSTGRES)"
    exit 0
fi
database=postgres client=-lpq
live_name=unaware_$$
dump=$(command -v pg_dump || echo "$(cd "$top" && sh selftest/build/postgres.sh bin)/pg_dump")
trap 'server postgres "DROP DATABASE IF EXISTS $live_name WITH (FORCE)" >/dev/null 2>&1' EXIT
server postgres "CREATE DATABASE $live_name" || fail "the live database cannot be made"
cat >db/schema.sql <<'END'
CREATE TABLE accounts (id serial PRIMARY KEY, owner text NOT NULL, money int NOT NULL);
CREATE TABLE transfers (id serial PRIMARY KEY, source int NOT NULL REFERENCES accounts(id) DEFERRABLE, target int NOT NULL, money int NOT NULL);
INSERT INTO accounts (owner, money) VALUES ('bank', 1000), ('shop', 0);
END
server $live_name "CREATE TABLE accounts (id serial PRIMARY KEY, owner text, money int); INSERT INTO accounts (owner, money) VALUES ('live', 5);
    CREATE TABLE transfers (id serial PRIMARY KEY, source int, target int, money int)" || fail "the live tables cannot be made"
# All of the database, with what a run could have left in it, and all roles.
live() {
    "$dump" -d "$SEEDBED_TEST_POSTGRES dbname=$live_name" | sed '/^\\\(un\)*restrict /d'
    server $live_name "SELECT last_value, is_called FROM accounts_id_seq; SELECT rolname FROM pg_roles WHERE rolname LIKE 'seedbed%'"
}
url="$SEEDBED_TEST_POSTGRES dbname=$live_name"
also='"postgres:host=db.example.org port=5432 dbname=ledger"'
settings schema "postgres:$url"
includes=-I$(pkg-config --variable=includedir libpq)
before=$(live)
application "$includes" "-DLEDGER_DATABASE=\"$url application_name=ledger\""
tests postgres_objects ledger.o sql_postgres.o "$BUILD/libseedbed.a" $packages -lpq
tests postgres_order ledger.o sql_postgres.o -lpq "$BUILD/libseedbed.a" $packages
tests postgres_library -L. -lledger_postgres "$BUILD/libseedbed.a" $packages
tests postgres_shared -L. -lledger_postgres -L"$BUILD" -lseedbed $packages -lpq
run_all postgres_objects postgres_order postgres_library postgres_shared
blames postgres_library

# The string that is written into the program is another name of the database.
application "$includes" '-DLEDGER_DATABASE="postgresql://somebody:hush@db.example.org/ledger?sslmode=require"'
tests postgres_also ledger.o sql_postgres.o -lpq "$BUILD/libseedbed.a" $packages
run_all postgres_also

refuses "host=prod.example.org user=app password=hush dbname=ledger" 'this test connected to \"host=prod.example.org user=app password=*** dbname=ledger\" (postgresql://prod.example.org:5432/ledger)' \
    postgres_objects postgres_library postgres_shared
grep -q hush "$SCRATCH/said" && fail "a password was shown"
refuses "$SEEDBED_TEST_POSTGRES" "$SEEDBED_TEST_POSTGRES" postgres_library
what="postgres_library: the ledger outside of its suite"
LEDGER_ELSEWHERE=$url run 1 "$what" ./postgres_library --report tap outside/looks_at_the_ledger
says 'which seedbed.yaml gives to a sandbox: give the suite .sandbox = \"ledger\"'
says "the application was told: Seedbed refused the connection: "
unchanged
ok "$what is refused"

# A part of the application that is loaded by dlopen, as plugins are.
cat >plugin.c <<'END'
#include <dlfcn.h>
#include <seedbed.h>
SUITE(plugin, .sandbox = "ledger");
TEST(plugin, counts)
{
    void *library = dlopen("./libledger_postgres.so", RTLD_NOW);
    int (*total)(void) = (int (*)(void))dlsym(library, "ledger_total");
    should(total(), equal_to(1000));
}
END
application "$includes" "-DLEDGER_DATABASE=\"$url\""
for how in -rdynamic -lpq; do
    ${CC:-cc} -g plugin.c -I"$top/include" "$BUILD/libseedbed.a" $packages -Wl,--no-as-needed $how -lpthread -lm -o plugin || fail "plugin does not link"
    run 0 "plugin, $how" ./plugin
done
${CC:-cc} -g plugin.c -I"$top/include" "$BUILD/libseedbed.a" $packages -lpthread -lm -o plugin || fail "plugin does not link"
run 1 "plugin, without either" ./plugin
says "libledger_postgres.so, whose calls of libpq go past Seedbed"
unchanged
ok "a library that is loaded by dlopen lands where the program is linked with -rdynamic or -lpq, and is told of where it is not"

# Connected before anything could stand in the way.
cat >early.c <<'END'
#include <libpq-fe.h>
__attribute__((constructor)) static void connect_early(void) { PQconnectdb(LEDGER_DATABASE); }
END
${CC:-cc} -g -c early.c $includes "-DLEDGER_DATABASE=\"$url\"" -o early.o || fail "early.c does not compile"
tests postgres_early early.o ledger.o sql_postgres.o -lpq "$BUILD/libseedbed.a" $packages
for start in fork spawn; do
    what="postgres_early, $start: connected in a constructor"
    ./postgres_early --start=$start >"$SCRATCH/said" 2>&1 && fail "$what: it ran"
    says "this program connected to PostgreSQL before its tests began"
done
ok "a connection from before the tests is refused"

# Where our functions do not come first, nothing runs.
${CC:-cc} -g "$parts/ledger_test.c" ledger.o sql_postgres.o -I"$parts" -I"$top/include" -lpq -L"$BUILD" -lseedbed $packages -lpthread -lm \
    -Wl,-rpath,"$BUILD" -o postgres_past || fail "postgres_past does not link"
what="postgres_past: a program whose calls go past Seedbed"
"./postgres_past" >"$SCRATCH/said" 2>&1 && fail "$what: it ran"
says "this program's calls of libpq go past Seedbed"
unchanged
ok "$what is refused"
echo "1..$checks"
