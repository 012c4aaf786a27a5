#!/bin/sh
# demo.sh -- the catalogue with 10,000 live users, tested in a sandbox beside them.
#
#     demo.sh BUILD           BUILD has libseedbed.a and the seedbed command: build/release
#     demo.sh BUILD broken    the program that fails on purpose, to see how failures look
#
# Works on a copy in BUILD/demo. Exit code 0: every test passed and the live rows are what they were, to the byte; with broken:
# the program failed as it should.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
build=$(cd "${1:?say where the build is: demo.sh build/release}" && pwd)
what=${2:-test}
demo=$build/demo
unset MAKEFLAGS MFLAGS MAKELEVEL
rows=10000

bold='' dim='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$(printf '\033[1m') dim=$(printf '\033[2m') plain=$(printf '\033[0m')
fi
title() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
show() { printf '%s$ %s%s\n' "$dim" "$*" "$plain"; }
run() { show "$@" && "$@"; }
die() { printf 'demo: %s\n' "$*" >&2 && exit 1; }

build_example() {
    libs=$("${PKG_CONFIG:-pkg-config}" --libs libpcre2-8 libfyaml sqlite3)
    make -s -C "$demo" all CC="${CC:-cc}" SEEDBED_CFLAGS="-I'$top/include'" SEEDBED_LIBS="'$build/libseedbed.a' $libs -lm -pthread"
}

# The live database, made by the application's own command line.
make_live_rows() {
    seedbed sample users --rows $rows --format csv >people.csv
    seedbed sample courses --rows 40 --format csv >courses.csv
    seedbed sample enrolments --rows 50 --format csv >enrolments.csv
    run ./catalog init
    run ./catalog import-people people.csv
    run ./catalog import-courses courses.csv
    run ./catalog enrol enrolments.csv
}

show_generated() {
    for kind in users courses enrolments files; do
        run seedbed sample $kind --rows 3
    done
}

rm -rf "$demo"
mkdir "$demo"
(cd "$here" && cp -R app db fixtures tests broken.c seedbed.yaml Makefile "$demo")
build_example
cd "$demo"
PATH=$build:$PATH
export PATH

if [ "$what" = broken ]; then
    title "A program that fails on purpose"
    run ./catalog init
    result=0
    run ./broken_test || result=$?
    [ $result = 1 ] || die "broken_test ended with exit code $result; failures are exit code 1"
    title "It ended with exit code 1, as a run with failures should. The tests are in docs/examples/catalog/broken.c."
    exit
fi

title "An application that knows nothing of Seedbed, with live users"
make_live_rows
./catalog dump >before.sql

title "What the generators make"
show_generated

title "Its tests, in a sandbox beside the live tables"
result=0
run ./catalog_test --verbose || result=$?

title "The live tables after the run"
./catalog dump >after.sql
printf '%s rows, checksum %s before, %s after\n' "$(wc -l <after.sql | tr -d ' ')" "$(cksum <before.sql | cut -d' ' -f1)" \
    "$(cksum <after.sql | cut -d' ' -f1)"
cmp -s before.sql after.sql || die "the live rows changed: compare $demo/before.sql with after.sql"
[ $result = 0 ] || die "the tests ended with exit code $result"
[ "$(grep -c 'INTO app_users ' after.sql)" = $rows ] || die "there should be $rows live users"
echo "All tests passed, and the live rows are the same to the byte."
echo "See how failures look: make demo-broken. The example is docs/examples/catalog."
