#!/bin/sh
# escapes.sh -- ways out of the sandbox to a live database: each is refused, fails its own test with advice, and changes no byte.
set -u
. selftest/integration/lib_sandbox.sh
project
run 0 "the tests" ./tests
before=$(bytes)
unchanged() { [ "$(bytes)" = "$before" ] || fail "$what: the live database has changed, or something lies beside it: $(bytes)"; }

STRAY=1 && export STRAY
for isolate in worker test none; do
    for tests in '' stray; do
        run 1 "--isolate=$isolate $tests: a suite without a sandbox" ./tests --isolate=$isolate --report tap $tests
        says "this test opened \\\"var/catalog.db\\\" ($(pwd -P)/var/catalog.db), which seedbed.yaml gives to a sandbox: give the suite .sandbox = "
        grep -q '^not ok .* - stray/writes_without_a_sandbox' "$SCRATCH/said" || fail "the test that opened it is not blamed"
        [ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "another test failed"
        unchanged
    done
done
unset STRAY
ok "a test without a sandbox is refused the database of one, run alone or with others"

cat >bare.c <<'END_OF_C'
#include <seedbed.h>
#include <sqlite3.h>
#include <string.h>
static int code_of(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open(path, &db);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}
TEST(bare, is_refused) { should(code_of("var/catalog.db", "DELETE FROM app_users"), equal_to(SQLITE_CANTOPEN)); }
TEST(bare, has_files_of_its_own)
{
    char path[4096];
    strcat(strcpy(path, sb_temp_dir()), "/own.db");
    should(code_of(path, "CREATE TABLE a(x)"), equal_to(SQLITE_OK));
}
END_OF_C
compile bare.c bare
run 1 "a program without a sandbox" ./bare --report tap
says 'give the suite .sandbox = \"catalog\"'
[ "$(grep -c '^not ok ' "$SCRATCH/said")" = 1 ] || fail "$what: not one test failed"
unchanged
mv seedbed.yaml away.yaml
run 1 "without a seedbed.yaml" ./bare --report tap
grep -q 'seedbed.yaml' "$SCRATCH/said" && fail "a program without a sandbox speaks of seedbed.yaml"
mv away.yaml seedbed.yaml
./sql var/catalog.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    INSERT INTO app_users SELECT i, 'live-' || i FROM n"
before=$(bytes)
ok "a program without a sandbox is refused what the seedbed.yaml above it gives to one, and is left alone where there is none"

cat >routes.c <<'END_OF_C'
#include <seedbed.h>
#include <sqlite3.h>
SUITE(routes, .sandbox = "catalog");
static int code_of(const char *vfs)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2("var/catalog.db", &db, SQLITE_OPEN_READWRITE, vfs);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, "DELETE FROM app_users", NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}
/* A VFS of the application's own, which was there before there was a sandbox. */
static sqlite3_vfs own;
__attribute__((constructor)) static void bring_it(void)
{
    own = *sqlite3_vfs_find(NULL);
    own.zName = "own";
    sqlite3_vfs_register(&own, 0);
}
TEST(routes, by_its_own_vfs) { should(code_of("own"), equal_to(SQLITE_ERROR)); }
TEST(routes, after_a_shutdown)
{
    sqlite3_shutdown();
    should(code_of(NULL), equal_to(SQLITE_ERROR));
}
TEST(routes, after_a_configuration)
{
    sqlite3_shutdown();
    should(sqlite3_config(SQLITE_CONFIG_SERIALIZED), equal_to(SQLITE_OK));
    sqlite3_initialize();
    should(code_of("unix"), equal_to(SQLITE_ERROR));
}
END_OF_C
# However SQLite is linked: as most do it, named before libseedbed.so, and into the program itself.
shared="-L$BUILD -Wl,-rpath,$BUILD"
others="$(pkg-config --libs libfyaml libpcre2-8) -lpthread -ldl -lm"
archive=$(pkg-config --variable=libdir sqlite3)/libsqlite3.a
link() { ${CC:-cc} -g routes.c -I"$top/include" -o "$@" || fail "routes.c does not compile as $1"; }
compile routes.c routes
link routes_order $shared -lsqlite3 -lseedbed
programs="routes routes_order"
if [ -f "$archive" ]; then
    link routes_static "$BUILD/libseedbed.a" "$archive" $others
    link routes_static_first "$archive" "$BUILD/libseedbed.a" "$archive" $others
    link routes_static_shared "$archive" $shared -lseedbed "$archive" $others
    programs="$programs routes_static routes_static_first routes_static_shared"
fi
before=$(bytes)
for program in $programs; do
    for start in fork spawn; do
        run 0 "other routes, $program --start=$start" ./$program --start=$start
        unchanged
    done
done
ok "a shutdown of SQLite and a VFS of the application's own lead to the sandbox, however SQLite is linked"

# One with an open() of its own, which the application registers while tests run: nothing of it is ours until it is seen.
cat >late.c <<'END_OF_C'
#include <fcntl.h>
#include <seedbed.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
typedef struct file {
    sqlite3_file base;
    int fd;
} file;
static int fd_of(sqlite3_file *of) { return ((file *)of)->fd; }
static int own_close(sqlite3_file *of) { return close(fd_of(of)); }
static int own_read(sqlite3_file *of, void *to, int n, sqlite3_int64 from)
{
    ssize_t got = pread(fd_of(of), to, (size_t)n, from);
    if (got == n)
        return SQLITE_OK;
    memset((char *)to + (got > 0 ? got : 0), 0, (size_t)(n - (got > 0 ? got : 0)));
    return SQLITE_IOERR_SHORT_READ;
}
static int own_write(sqlite3_file *of, const void *at, int n, sqlite3_int64 to)
{
    return pwrite(fd_of(of), at, (size_t)n, to) == n ? SQLITE_OK : SQLITE_IOERR_WRITE;
}
static int own_truncate(sqlite3_file *of, sqlite3_int64 size) { return ftruncate(fd_of(of), size) ? SQLITE_IOERR : SQLITE_OK; }
static int own_flags(sqlite3_file *of) { return of == NULL; }
static int own_lock(sqlite3_file *of, int how) { return of == NULL && how; }
static int own_control(sqlite3_file *of, int what, void *with) { return (void)of, (void)what, (void)with, SQLITE_NOTFOUND; }
static int own_asked(sqlite3_file *of, int *out) { return (void)of, *out = 0; }
static int own_size(sqlite3_file *of, sqlite3_int64 *out)
{
    struct stat found;
    fstat(fd_of(of), &found);
    *out = found.st_size;
    return SQLITE_OK;
}
static const sqlite3_io_methods methods = { 1, own_close, own_read, own_write, own_truncate, own_lock, own_size, own_lock, own_lock,
    own_asked, own_control, own_flags, own_flags };
static int own_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *out, int flags, int *flags_out)
{
    file *it = (file *)out;
    (void)vfs;
    it->fd = open(name, O_RDWR | O_CREAT, 0600);
    it->base.pMethods = it->fd < 0 ? NULL : &methods;
    if (flags_out)
        *flags_out = flags;
    return it->fd < 0 ? SQLITE_CANTOPEN : SQLITE_OK;
}
static int own_delete(sqlite3_vfs *vfs, const char *name, int sync) { return (void)vfs, (void)sync, unlink(name) ? SQLITE_OK : SQLITE_OK; }
static int own_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs, (void)flags;
    *out = access(name, F_OK) == 0;
    return SQLITE_OK;
}
static int own_full(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
    (void)vfs;
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
}
static int deletes(void)
{
    static sqlite3_vfs own;
    sqlite3 *db;
    if (!sqlite3_vfs_find("own")) {
        own = *sqlite3_vfs_find(NULL);
        own.zName = "own", own.szOsFile = sizeof(file), own.pAppData = NULL;
        own.xOpen = own_open, own.xDelete = own_delete, own.xAccess = own_access, own.xFullPathname = own_full;
        sqlite3_vfs_register(&own, 0);
    }
    int code = sqlite3_open_v2("var/catalog.db", &db, SQLITE_OPEN_READWRITE, "own");
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, "DELETE FROM app_users", NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}
SUITE(late, .sandbox = "catalog");
TEST(late, registers_it) { should(deletes(), equal_to(SQLITE_CANTOPEN)); }
TEST(late, uses_it) { should(deletes(), equal_to(SQLITE_ERROR)); } /* no such table, in the sandbox */
TEST(bare, uses_it) { should(deletes(), equal_to(SQLITE_CANTOPEN)); }
END_OF_C
compile late.c late
before=$(bytes)
for options in --start=fork --start=spawn --strict --isolate=test; do
    run 1 "a VFS that is registered late, $options" ./late --report tap --jobs=1 $options
    says 'this test registered a VFS of SQLite, \"own\", and had \"'"$(pwd -P)"'/var/catalog.db\" open by it, past the sandbox'
    [ $options = --isolate=test ] || says "ok 2 - late/uses_it"
    unchanged
done
run 1 "a VFS that is registered late, without a sandbox" ./late --report tap bare
says 'this test registered a VFS of SQLite'
unchanged
ok "a VFS with an open() of its own that a test registers is refused what it opens before it is seen, and then led to the sandbox"

cat >early.c <<'END_OF_C'
#include <seedbed.h>
#include <sqlite3.h>
SUITE(early, .sandbox = "catalog");
static sqlite3 *db;
__attribute__((constructor)) static void open_it(void) { sqlite3_open("var/catalog.db", &db); }
TEST(early, writes) { should(sqlite3_exec(db, "DELETE FROM app_users", NULL, NULL, NULL), equal_to(SQLITE_OK)); }
TEST(bare, writes) { should(sqlite3_exec(db, "DELETE FROM app_users", NULL, NULL, NULL), equal_to(SQLITE_OK)); }
END_OF_C
compile early.c early
for tests in early bare; do
    run 78 "a connection from before the run: $tests" ./early $tests
    says "the guard refuses sandbox \`catalog\` (opened_before): this program had $(pwd -P)/var/catalog.db open to write before any test"
    unchanged
done
# Of one that no configuration names, too: in the program of a sandbox, and of none.
./sql other.db "CREATE TABLE app_users (id INTEGER PRIMARY KEY); INSERT INTO app_users VALUES (1)"
sed 's|"var/catalog.db"|"other.db"|' early.c >other.c
compile other.c other
others() { checksum <other.db; }
before=$(others)
for where in . nowhere; do
    [ $where = . ] || mv seedbed.yaml away.yaml
    run 78 "a connection to another database from before the run, seedbed.yaml $where" ./other early
    says "(opened_before): this program had $(pwd -P)/other.db open to write before any test"
    [ "$(others)" = "$before" ] || fail "$what: it was written"
done
mv away.yaml seedbed.yaml
# What somebody else has left open, and what is only read, is no reason.
sed 's|sqlite3_open("var/catalog.db", &db)|sqlite3_open_v2("other.db", \&db, SQLITE_OPEN_READONLY, NULL)|; s|SQLITE_OK|SQLITE_READONLY|' early.c >reader.c
compile reader.c reader
run 0 "a connection that reads" ./reader early 3<>other.db
[ "$(others)" = "$before" ] || fail "$what: it was written"
ok "a connection to a database from before the run is refused"

cat >order.c <<'END_OF_C'
#include <seedbed.h>
#include <sqlite3.h>
SUITE(order, .sandbox = "catalog", .strict = true);
TEST(order, changes_a_row_and_changes_it_back)
{
    sqlite3 *db;
    sqlite3_open("var/catalog.db", &db);
    sqlite3_exec(db, "UPDATE t_users SET username = 'x'; UPDATE t_users SET username = 'base'", NULL, NULL, NULL);
    sqlite3_close(db);
}
END_OF_C
for order in "-lseedbed -lsqlite3" "-lsqlite3 -lseedbed"; do
    ${CC:-cc} -g order.c -I"$top/include" -L"$BUILD" -Wl,-rpath,"$BUILD" $order -o order || fail "order.c does not compile"
    run 1 "strict mode with $order" ./order
    says "users id = 1 changed by UPDATE t_users SET username = 'x'"
done
ok "in strict mode writes are seen whichever library was named first to the linker"

# Databases of which there is no sandbox.
far=$SCRATCH/far
mkdir -p "$far/var" "$far/db"
cp var/catalog.db "$far/var"
cat >lost.c <<'END_OF_C'
#include <seedbed.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
SUITE(lost, .sandbox = "catalog");
static int code_of(const char *path, int flags, const char *sql)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(path, &db, flags, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}
enum { ANEW = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE };
TEST(lost, writes_the_live_database) { code_of("var/catalog.db", ANEW, "DELETE FROM app_users"); }
TEST(elsewhere, writes_the_live_database_too) { code_of("var/catalog.db", ANEW, "DELETE FROM app_users"); }
TEST(lost, reads_it) { should(code_of("var/catalog.db", SQLITE_OPEN_READONLY, "SELECT * FROM app_users"), equal_to(SQLITE_OK)); }
TEST(lost, makes_one_beside_it)
{
    should(code_of("var/made-by-a-test.db", ANEW, "CREATE TABLE a(x)"), equal_to(SQLITE_OK));
    should(code_of("var/made-by-a-test.db", ANEW, "INSERT INTO a VALUES(1)"), equal_to(SQLITE_OK));
}
TEST(lost, opens_what_another_test_made) { should(code_of("var/made-by-a-test.db", ANEW, "INSERT INTO a VALUES(2)"), equal_to(SQLITE_OK)); }
TEST(elsewhere, makes_one) { should(code_of("var/made-by-another.db", ANEW, "CREATE TABLE a(x)"), equal_to(SQLITE_OK)); }
TEST(lost, has_files_of_its_own)
{
    char path[4096];
    strcat(strcpy(path, sb_temp_dir()), "/own.db");
    should(code_of(path, ANEW, "CREATE TABLE a(x)"), equal_to(SQLITE_OK));
    should(code_of(":memory:", ANEW, "CREATE TABLE a(x)"), equal_to(SQLITE_OK));
    should(code_of("", ANEW, "CREATE TABLE a(x)"), equal_to(SQLITE_OK));
}
SUITE(folder, .sandbox = "catalog");
TEST(folder, has_one)
{
    char path[4096];
    strcat(strcpy(path, sandbox_files()), "/own.db");
    should(code_of(path, ANEW, "CREATE TABLE a(x)"), equal_to(SQLITE_OK));
}
END_OF_C
compile lost.c "$far/lost"
cd "$far" || exit 1
echo 'CREATE TABLE users(id);' >db/schema.sql
# settings MORE STRICT
settings() {
    cat >seedbed.yaml <<END_OF_YAML
environment: development
debug: developer
sandboxes:
  catalog:
    url: sqlite:var/other.db
    placement: database
    schema: [ db/schema.sql ]
    strict: ${2:-false}
    also: [ ${also:-} ]
files: { root: var/files, test_root: var/test-files }
$1
END_OF_YAML
}
before=$(checksum <var/catalog.db)
# ended OK-TESTS NOT-OK-TESTS: these, and no others; and the live database is what it was.
ended() {
    for test in $1; do grep -q "^ok .* - $test" "$SCRATCH/said" || fail "$what: $test failed"; done
    for test in $2; do grep -q "^not ok .* - $test #" "$SCRATCH/said" || fail "$what: $test did not fail"; done
    [ "$(grep -c '^not ok ' "$SCRATCH/said")" = "$(echo $2 | wc -w)" ] || fail "$what: another test failed"
    [ "$(checksum <var/catalog.db)" = "$before" ] || fail "$what: the live database has changed"
}
asked='this test opened \"var/catalog.db\" ('$(pwd -P)'/var/catalog.db)'
own="lost/has_files_of_its_own folder/has_one"
made="lost/makes_one_beside_it lost/opens_what_another_test_made elsewhere/makes_one"
writes="lost/writes_the_live_database elsewhere/writes_the_live_database_too"

for start in fork spawn; do
    rm -f seedbed.yaml var/made*
    run 1 "no seedbed.yaml, --start=$start" ./lost --report tap --start=$start --jobs=1 '!folder'
    says "seedbed: no seedbed.yaml found from $(pwd -P) upwards; sandbox \`catalog\` is an empty throw-away database"
    says "$asked to write, which was there before the run and may be a live database"
    says 'write a seedbed.yaml with its url, or give the test a database of its own in sb_temp_dir()'
    ended "$made lost/reads_it lost/has_files_of_its_own" "$writes"

    rm -f var/made*
    settings ''
    run 1 "another database, --start=$start" ./lost --report tap --start=$start --jobs=1
    says "$asked, the database of no sandbox, which was there before the run: where it is that of sandbox \\\"catalog\\\" under another name"
    ended "$made $own" "$writes lost/reads_it"
    for name in made-by-a-test made-by-another; do
        says "seedbed: a test made the database $(pwd -P)/var/$name.db and left it: from the next run on it was there before"
    done
    [ "$(grep -c 'and left it' "$SCRATCH/said")" = 2 ] || fail "$what: what is left is not told once each"
    run 1 "what an earlier run made, --start=$start" ./lost --report tap --start=$start --jobs=1 lost/makes_one_beside_it
    says 'this test opened \"var/made-by-a-test.db\" ('
    rm -f var/made-by-another.db
    grep -q 'and left it' "$SCRATCH/said" && fail "$what: it says of what an earlier run made that this one did"
    run 0 "a program none of whose tests is in a sandbox, --start=$start" ./lost --report tap --start=$start elsewhere/makes_one
    grep -q 'and left it' "$SCRATCH/said" && fail "$what: it tells of a file that no run refuses"
done
ok "a database that was there before the run is refused by the string that was asked for, and what the run makes is its own"

for start in fork spawn; do
    rm -f var/made*
    settings 'reads: [ var/catalog.db ]'
    run 0 "reads:, --start=$start" ./lost --report tap --start=$start --jobs=1
    ended "$made $own $writes lost/reads_it" ""
    also='"sqlite:var/catalog.db"' && settings ''
    run 1 "also:, --start=$start" ./lost --report tap --start=$start --jobs=1 lost/reads_it elsewhere/writes_the_live_database_too lost/writes_the_live_database
    says "this test opened \\\"var/catalog.db\\\" ($(pwd -P)/var/other.db), which seedbed.yaml gives to a sandbox: give the suite .sandbox = \\\"catalog\\\""
    ended "lost/writes_the_live_database" "lost/reads_it elsewhere/writes_the_live_database_too"
    also=
done
ok "what the configuration names is read and not written, and another location of a sandbox leads there"

for start in fork spawn; do
    rm -f var/made*
    settings '' true
    run 1 "strict: true, --start=$start" ./lost --report tap --start=$start --jobs=1
    says "this test opened \\\"var/made-by-a-test.db\\\" ($(pwd -P)/var/made-by-a-test.db), the database of no sandbox, and the test is strict"
    ended "elsewhere/makes_one $own" "lost/makes_one_beside_it lost/opens_what_another_test_made $writes lost/reads_it"
    rm -f var/made*
    settings ''
    run 1 "--strict, --start=$start" ./lost --strict --report tap --start=$start --jobs=1
    ended "$own" "$made $writes lost/reads_it"
    run 1 "--strict without a sandbox, --start=$start" ./lost --strict --report tap --start=$start elsewhere
    ended "" "elsewhere/makes_one elsewhere/writes_the_live_database_too"
    [ ! -e var/made-by-a-test.db ] && [ ! -e var/made-by-another.db ] || fail "$what: a database was made"
done
ok "in a strict test no database is opened that is in no sandbox, and none is made"
echo "1..$checks"
