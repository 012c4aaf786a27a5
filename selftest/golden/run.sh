#!/bin/sh
# run.sh -- compares what the golden programs print, and their exit codes, with the files in expected/, to the byte.
#
#     selftest/golden/run.sh build/debug [--update] [NAME...]
#
# selftest/golden/NAME.c says in its comment lines `/* run: OPTIONS */` how it is run; run k is expected/NAME.k.txt: standard output,
# what came on standard error, the exit code. Durations, the seed and colours are pinned, one worker keeps the order. Each is run with
# workers that are forked and with workers that are spawned, and must print the same.
set -u
out=$1 update=
shift
if [ "${1:-}" = --update ]; then
    update=yes
    shift
fi
here=selftest/golden
got=$out/golden/got
mkdir -p "$got"
passed=0 failed=0
export SEEDBED_LAST=none

run() { # start program options -> what it printed, with the program's path as it would be without the build folder, and this folder as a dot
    SEEDBED_START=$1 "$out/golden/$2" --pinned --jobs=1 --colour=never $3 >"$got/stdout" 2>"$got/stderr" </dev/null
    code=$?
    echo "$ $2 $3"
    cat "$got/stdout"
    if [ -s "$got/stderr" ]; then
        echo "--- stderr"
        cat "$got/stderr"
    fi
    echo "--- exit code $code"
}

for name in ${*:-$(cd $here && ls *.c | sed 's/\.c$//')}; do
    k=0
    if [ ! -x "$out/golden/$name" ]; then
        echo "golden: $out/golden/$name is not there; type \`make test\`, or build it by \`make VARIANT=debug programs\`" >&2
        failed=$((failed + 1))
        continue
    fi
    sed -n 's,^/\* run: \(.*[^ ]\) *\*/$,\1,p' "$here/$name.c" >"$got/runs"
    while read -r options; do
        k=$((k + 1))
        expected=$here/expected/$name.$k.txt
        for start in fork spawn; do
            run $start "$name" "$options" | sed "s|$out/golden/||g; s|$(pwd)|.|g" >"$got/$name.$k.txt"
            if [ $update ]; then
                [ $start = spawn ] || cp "$got/$name.$k.txt" "$expected"
            elif diff -u "$expected" "$got/$name.$k.txt"; then
                passed=$((passed + 1))
            else
                echo "golden: $name $options --start=$start: the output differs from $expected; if it is right, type \`make golden-update\`" >&2
                failed=$((failed + 1))
            fi
        done
    done <"$got/runs"
    if [ $k = 0 ]; then
        echo "golden: $here/$name.c has no line \`/* run: OPTIONS */\`, so nothing of it was compared" >&2
        failed=$((failed + 1))
    fi
done
if [ $update ]; then
    echo "golden: expected outputs rewritten; look at the difference before you commit it"
    exit 0
fi
echo "golden: $passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
