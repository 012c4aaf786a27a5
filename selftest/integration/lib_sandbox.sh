# lib_sandbox.sh -- a small project with a live database and tests in a sandbox, for the scripts that look at it from outside.
#
# Sets $project (where the shell then is) with seedbed.yaml, db/schema.sql, var/catalog.db, the test program ./tests and ./sql, which
# runs SQL on a database file and prints its rows.

for variable in SEEDBED_ENV APP_ENV APPLICATION_ENV APP_ENVIRONMENT ENVIRONMENT ENV NODE_ENV RAILS_ENV RACK_ENV DJANGO_ENV \
    FLASK_ENV MIX_ENV GO_ENV DEPLOY_ENV DOTNET_ENVIRONMENT; do
    unset $variable
done
top=$(pwd)
project=$SCRATCH/project
checks=0

ok() {
    checks=$((checks + 1))
    echo "ok $checks - $1"
}
fail() {
    echo "not ok - $1"
    [ ! -f "$SCRATCH/said" ] || sed 's/^/    /' "$SCRATCH/said"
    exit 1
}

# run CODE WHAT COMMAND...: what it says goes to $SCRATCH/said.
run() {
    wanted=$1 what=$2
    shift 2
    "$@" >"$SCRATCH/said" 2>&1
    got=$?
    [ $got = "$wanted" ] || fail "$what: exit code $got, not $wanted"
}
says() { grep -Fq -- "$1" "$SCRATCH/said" || fail "$what: it does not say: $1"; }

checksum() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum; else cksum; fi
}
# The bytes of the database, and the names of all that lies beside it.
bytes() { (checksum <var/catalog.db && ls -A var); }
# The tables that begin with a prefix, with all rows.
dump() {
    ./sql var/catalog.db "SELECT name, sql FROM sqlite_schema WHERE substr(name, 1, length('$1')) = '$1' ORDER BY name"
    for table in $(./sql var/catalog.db "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, length('$1')) = '$1'"); do
        ./sql var/catalog.db "SELECT '$table', * FROM $table ORDER BY 2"
    done
}

# compile FILE PROGRAM: as a user of the library does it.
compile() {
    libraries=$(pkg-config --libs sqlite3 libfyaml libpcre2-8 2>/dev/null || echo "-lsqlite3 -lfyaml -lpcre2-8")
    ${CC:-cc} -g "$1" -I"$top/include" "$BUILD/libseedbed.a" $libraries -lpthread -lm -o "$2" || fail "$1 does not compile"
}

configuration() {
    cat >seedbed.yaml <<'END'
environment: development
debug: developer
sandboxes:
  catalog:
    url: sqlite:var/catalog.db
    prefix: app_
    test_prefix: t_
    placement: prefix
    schema: [ db/schema.sql ]
    components: { catalog: 3, mail: 1 }
files: { root: var/files, test_root: var/test-files }
END
}
# change FROM TO: in seedbed.yaml.
change() {
    sed "s|$1|$2|" seedbed.yaml >changed.yaml && mv changed.yaml seedbed.yaml
}

project() {
    mkdir -p "$project/db" "$project/var" && cd "$project" || exit 1
    configuration
    cat >db/schema.sql <<'END'
CREATE TABLE {users} (id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE);
CREATE TABLE {enrolments} (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES {users}(id), mode TEXT NOT NULL);
INSERT INTO {users} (username) VALUES ('base');
END
    cat >sql.c <<'END'
#include <sqlite3.h>
#include <stdio.h>
static int row(void *env, int n, char **cell, char **name)
{
    (void)env, (void)name;
    for (int i = 0; i < n; i++)
        printf("%s%s", i ? "|" : "", cell[i] ? cell[i] : "NULL");
    puts("");
    return 0;
}
int main(int argc, char **argv)
{
    sqlite3 *db;
    char *why = NULL;
    if (argc != 3 || sqlite3_open(argv[1], &db) || sqlite3_exec(db, argv[2], row, NULL, &why)) {
        fprintf(stderr, "sql: %s\n", why ? why : "it cannot be opened");
        return 1;
    }
    return sqlite3_close(db);
}
END
    cat >tests.c <<'END'
#include <seedbed.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

SUITE(app, .sandbox = "catalog");

/* As an application does it, which has never heard of Seedbed. */
static void write_much(void)
{
    sqlite3 *db;
    sqlite3_open("var/catalog.db", &db);
    sqlite3_exec(db, "INSERT INTO t_users (username) VALUES ('written'), ('too'); DELETE FROM t_users WHERE username = 'base'", NULL, NULL, NULL);
    sqlite3_close(db);
}
static void write_a_file(void)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/upload", sandbox_files());
    FILE *file = fopen(path, "w");
    should(file == NULL, be_false);
    fclose(file);
}
/* Before the others, in a suite that asked for no sandbox: it may not reach the database at all. */
TEST(stray, writes_without_a_sandbox)
{
    if (!getenv("STRAY"))
        skip_test("nobody asked for it");
    write_much();
}
TEST(app, starts_at_the_base_state) { should(row_count("users"), equal_to(1)); }
TEST(app, writes)
{
    write_much();
    write_a_file();
    should(sandbox_table("users"), have_row(col(username, "written")));
}
TEST(app, starts_at_the_base_state_again) { should(sandbox_table("users"), have_rows(1)); }
TEST(app, has_a_folder_of_its_own)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/upload", sandbox_files());
    should(access(path, F_OK), equal_to(-1));
}
TEST(app, leaves_a_transaction_open)
{
    sqlite3 *db;
    if (!getenv("LEAVE"))
        skip_test("nobody asked for it");
    sqlite3_open("var/catalog.db", &db);
    sqlite3_exec(db, "BEGIN; INSERT INTO t_users (username) VALUES ('left')", NULL, NULL, NULL);
}
TEST(app, starts_at_the_base_state_after_that) { should(sandbox_table("users"), have_rows(1)); }
TEST(app, sees_no_live_table)
{
    sqlite3 *db;
    sqlite3_open("var/catalog.db", &db);
    should(sqlite3_exec(db, "DELETE FROM app_users", NULL, NULL, NULL), equal_to(SQLITE_ERROR));
    sqlite3_close(db);
}
TEST(app, waits_to_be_killed, .timeout = 60)
{
    write_much();
    write_a_file();
    FILE *file = getenv("WAIT") ? fopen(getenv("WAIT"), "w") : NULL;
    if (!file)
        skip_test("nobody means to kill it");
    fclose(file);
    sleep(50);
}
END
    compile tests.c tests
    ${CC:-cc} -g sql.c -lsqlite3 -o sql || fail "sql.c does not compile"
    ./sql var/catalog.db "CREATE TABLE app_users (id INTEGER PRIMARY KEY, username TEXT NOT NULL);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        INSERT INTO app_users SELECT i, 'live-' || i FROM n" || fail "the live database cannot be made"
}

# A run in the background, $pid, that says nothing until its test is where it waits; what it prints stands in $SCRATCH/run.
start_run() {
    rm -f "$SCRATCH/waits"
    WAIT=$SCRATCH/waits ./tests --jobs=2 >"$SCRATCH/run" 2>&1 &
    pid=$!
    tries=0
    while [ ! -e "$SCRATCH/waits" ]; do
        tries=$((tries + 1))
        if [ $tries = 300 ] || ! kill -0 $pid 2>/dev/null; then
            mv "$SCRATCH/run" "$SCRATCH/said"
            fail "the test never came to the place where it waits"
        fi
        sleep 0.1
    done
}

# server DATABASE SQL: on the server that SEEDBED_TEST_POSTGRES names.
server() { psql -X -q -t -A -v ON_ERROR_STOP=1 "$SEEDBED_TEST_POSTGRES dbname=$1" -c "$2"; }
# live_database NAME: an empty one, until the script is over.
live_database() {
    made=$1
    trap 'server postgres "DROP DATABASE IF EXISTS $made WITH (FORCE)" >/dev/null 2>&1' EXIT
    server postgres "CREATE DATABASE $made" || fail "the live database cannot be made"
}
