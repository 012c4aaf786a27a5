#!/bin/sh
# build.sh -- generates and builds the bench's program of trivial tests for one framework; prints nothing when it goes well.
#
#     selftest/bench/build.sh build/release PEER TOTAL FLAGS
#
# A peer's program does not depend on our code, so it is built once; Seedbed's is linked anew each time.
set -eu
out=$1 peer=$2 total=$3 flags=$4
folder=$out/bench/$peer program=$out/bench/$peer/tests
CC=${CC:-gcc}
here=selftest/bench
if [ "$peer" != seedbed ] && [ -x "$program" ]; then
    exit 0
fi
rm -rf "$folder"
mkdir -p "$folder"
awk -f $here/generate.awk -v peer="$peer" -v total="$total" -v table=1 >"$folder/main.c"
first=0
while [ $first -lt "$total" ]; do
    awk -f $here/generate.awk -v peer="$peer" -v first=$first -v last=$((first + 1000)) >"$folder/tests_$first.c"
    first=$((first + 1000))
done
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
cd "$folder"
for source in *.c; do echo "$source"; done |
    xargs -n 1 -P "$cores" $CC -std=gnu11 -O1 -I"$OLDPWD/include" $flags -c
cd "$OLDPWD"
if [ "$peer" = seedbed ]; then
    $CC -o "$program" "$folder"/*.o "$out/libseedbed.a" $(${PKG_CONFIG:-pkg-config} --libs sqlite3 libpcre2-8 libfyaml) -lm -pthread
else
    $CC -o "$program" "$folder"/*.o $flags
fi
