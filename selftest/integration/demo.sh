#!/bin/sh
# demo.sh -- the demo's live rows outlast every run: a good one, one that is killed half-way, and one in which all fails.
set -eu
top=$PWD
. selftest/integration/lib_catalog.sh
TMPDIR=$SCRATCH/tmp
export TMPDIR
mkdir "$TMPDIR"

docs/examples/catalog/demo.sh "$catalog_build" >"$SCRATCH/said" 2>&1 || {
    cat "$SCRATCH/said"
    fail "demo.sh ended with exit code $?"
}
for words in 'imported 10000 people' 'sample users' 'sample courses' 'sample enrolments' 'sample files' 'the same to the byte'; do
    grep -q "$words" "$SCRATCH/said" || fail "the demo does not say: $words"
done
cd "$catalog"
[ "$(grep -c 'INTO app_users ' before.sql)" = 10000 ] || fail "before.sql has not 10000 users"
files() { find var "$TMPDIR" | sort; }
files >"$SCRATCH/files"
# All that the database holds, the marker of the test tables too; where there is a shell of SQLite to say so.
all_of_it() { if command -v sqlite3 >/dev/null 2>&1; then sqlite3 var/catalog.db .dump; fi; }
all_of_it >"$SCRATCH/all"

# The live tables as before the first test, the test tables installed and empty, no file more than after the first run.
unchanged() {
    ./catalog dump | cmp - before.sql || fail "after $1 the live rows are not what they were"
    ./catalog --prefix t_ dump >"$SCRATCH/base" || fail "after $1 the test tables are not there"
    [ ! -s "$SCRATCH/base" ] || fail "after $1 the test tables have rows: $(head -n 3 "$SCRATCH/base")"
    all_of_it | cmp - "$SCRATCH/all" || fail "after $1 the database is not what it was"
    files | cmp - "$SCRATCH/files" || fail "$1 left behind: $(files | diff - "$SCRATCH/files" | grep '^<')"
}
[ -z "$(find "$TMPDIR" -mindepth 1)" ] || fail "the demo left behind: $(find "$TMPDIR" -mindepth 1)"
unchanged "the demo"

# A test that has written to the sandbox's tables and folders, and then waits for ever.
cat >hold.c <<'END'
#include "catalog.h"
#include <seedbed.h>
#include <unistd.h>
SUITE(hold, .sandbox = "catalog");
TEST(hold, rows_and_files, .timeout = -1)
{
    int64_t stored;
    catalog_open(sandbox_url(), sandbox_prefix());
    catalog_enrol(id(make(user)), id(make(course, with(seats, 1))));
    should(catalog_store("people.csv", sandbox_files(), 0, &stored), equal_to(CATALOG_OK));
    should(chdir(sb_temp_dir()), equal_to(0));
    fclose(fopen("left.txt", "w"));
    fclose(fopen(HELD, "w"));
    for (;;)
        pause();
}
END
${CC:-cc} -std=c11 -D_GNU_SOURCE -DHELD="\"$SCRATCH/held\"" -Iapp -I"$top/include" -o hold_test hold.c \
    app/catalog.c app/enrol.c app/store.c app/sha256.c "$BUILD/libseedbed.a" \
    $("${PKG_CONFIG:-pkg-config}" --libs libpcre2-8 libfyaml sqlite3) -pthread
./hold_test >"$SCRATCH/hold" 2>&1 &
runner=$!
waited=0
while [ ! -e "$SCRATCH/held" ]; do
    sleep 0.1
    waited=$((waited + 1))
    [ $waited -lt 200 ] && kill -0 $runner 2>/dev/null || {
        cat "$SCRATCH/hold"
        fail "the test that waits never began to"
    }
done
kill -9 $runner
wait $runner 2>/dev/null && fail "the runner outlived SIGKILL"

# Its workers end by themselves; nobody else holds their program open.
waited=0
while [ -d /proc/self ] && ls -l /proc/[0-9]*/exe 2>/dev/null | grep -q "$catalog/hold_test"; do
    sleep 0.1
    waited=$((waited + 1))
    [ $waited -lt 50 ] || fail "a worker outlives its runner"
done
./catalog dump | cmp - before.sql || fail "after the kill the live rows are not what they were"
./catalog_test >"$SCRATCH/next" 2>&1 || {
    cat "$SCRATCH/next"
    fail "the run after the killed one ended with exit code $?"
}
unchanged "the run after the killed one"

code=0
./broken_test >"$SCRATCH/broken" 2>&1 || code=$?
[ $code = 1 ] || fail "broken ended with exit code $code, not 1"
unchanged "broken"
