#!/bin/sh
# build.sh -- generates and builds one program of the bench; says so, because it takes a while.
#
#     selftest/bench/build.sh FOLDER PEER TOTAL MORE FLAGS          FOLDER is, say, build/release/bench/cmocka_pass
#
# MORE is passed on to generate.awk ("-v every=10"). A peer's program does not depend on our code, so it is built once. Seedbed's
# objects are built anew when a public header changed, and linked anew each time.
set -eu
folder=$1 peer=$2 total=$3 more=$4 flags=$5
program=$folder/tests out=${1%/bench/*} here=selftest/bench
ours=""
case $peer in seedbed | forks | after) ours=$out/libseedbed.a ;; esac
CC=${CC:-gcc} suffix=c standard=gnu11
if [ "$peer" = gtest ]; then
    CC=${CXX:-g++} suffix=cc standard=gnu++17 flags="$flags -lgtest_main -Wno-volatile"
fi
fresh() { [ -x "$program" ] && [ -z "$(find include "$here/generate.awk" -newer "$program")" ]; }
if [ -z "$ours" ] && [ -x "$program" ] && [ ! "$here/generate.awk" -nt "$program" ]; then
    exit 0
fi
if ! fresh; then
    echo "bench: compiling $total tests of $peer" >&2
    rm -rf "$folder"
    mkdir -p "$folder"
    awk -f $here/generate.awk -v peer="$peer" -v total="$total" -v table=1 $more >"$folder/main.$suffix"
    first=0
    while [ $first -lt "$total" ]; do
        last=$((first + 1000 < total ? first + 1000 : total))
        awk -f $here/generate.awk -v peer="$peer" -v first=$first -v last=$last $more >"$folder/tests_$first.$suffix"
        first=$last
    done
    cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
    top=$PWD
    cd "$folder"
    for source in *.$suffix; do echo "$source"; done |
        xargs -n 1 -P "$cores" $CC -std=$standard -O1 -I"$top/include" $flags -c
    cd "$top"
fi
if [ -n "$ours" ]; then
    # As pkg-config's seedbed-core has it: the library and what its assertions and runner use.
    $CC -o "$program" "$folder"/*.o "$ours" -Wl,--as-needed $(${PKG_CONFIG:-pkg-config} --libs libpcre2-8) -lm -pthread
else
    $CC -o "$program" "$folder"/*.o $flags
fi
