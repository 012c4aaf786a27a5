#!/bin/sh
# run.sh -- builds the assertions of docs/COMPARED.md for the other frameworks that are installed, runs them, and records what they print.
#
#     sh selftest/golden/compared/run.sh          then `make docs`; the records are compared/*.txt, each with the version it is of
#
# Each test is a run of its own. Banners, counts and times are left out, and so is the path of the program's source.
set -eu
here=selftest/golden/compared
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cases=$(sed -n 's/^TEST(compared, \([a-z_]*\)).*/\1/p' selftest/golden/compared.c)

# name title: runs each case by run_name, tidied by tidy_name
record() {
    name=$1 title=$2
    {
        echo "$title"
        for case in $cases; do
            echo "== $case"
            code=0
            run_$name "$case" >"$work/said" 2>&1 || code=$?
            tidy_$name <"$work/said" | sed "s|[^ ]*$here/||"
            [ $code != 0 ] || echo "(it passes)"
        done
    } >"$here/$name.txt"
    echo "compared: $here/$name.txt is written; look at the difference before you commit it"
}

run_cmocka() { "$work/cmocka" "$1"; }
tidy_cmocka() { grep -v '^\[\(==========\|  PASSED  \| RUN      \|       OK \)\]\|^ [0-9]* FAILED\|^\[  FAILED  \]\|^$' || true; }
run_criterion() { "$work/criterion" --filter "compared/$1" --color=never; }
tidy_criterion() { sed -e '/Synthesis: /d' -e '/^.FAIL. .*s)$/d' -e 's/ *$//' -e 's/^.----.$//' -e '/^$/d'; }
run_gtest() { "$work/gtest" --gtest_color=no --gtest_filter="compared.$1"; }
tidy_gtest() { grep -v '^\[\|^Note: \|^Running main\|FAILED TEST$\|^$' || true; }

if pkg-config --exists cmocka; then
    ${CC:-gcc} -o "$work/cmocka" $here/cmocka.c $(pkg-config --cflags --libs cmocka)
    record cmocka "cmocka $(pkg-config --modversion cmocka)"
fi
if pkg-config --exists criterion; then
    ${CC:-gcc} -w -o "$work/criterion" $here/criterion.c $(pkg-config --cflags --libs criterion)
    record criterion "Criterion $(pkg-config --modversion criterion), new API"
fi
if pkg-config --exists gtest gmock; then
    ${CXX:-g++} -w -std=c++17 -o "$work/gtest" $here/gtest.cc $(pkg-config --cflags --libs gtest gmock) -lgtest_main
    record gtest "gtest and gMock $(pkg-config --modversion gtest)"
fi
