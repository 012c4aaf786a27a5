#!/bin/sh
# reports.sh -- other people's tools read our reports: prove counts what TAP says, xmllint finds JUnit well-formed, also after crashes.
set -u
golden=$(dirname "$BUILD")/debug/golden
failed=0 judged=0
fail() {
    echo "$1"
    failed=1
}
for program in passes fails ends; do
    "$golden/$program" --report=tap="$SCRATCH/$program.tap" --report=junit="$SCRATCH/$program.xml" >"$SCRATCH/said" 2>&1
done

if command -v prove >/dev/null 2>&1; then
    judged=1
    for program in passes fails ends; do
        prove "$SCRATCH/$program.tap" >"$SCRATCH/$program.prove" 2>&1
        grep -i 'parse error' "$SCRATCH/$program.prove" && fail "prove does not understand the TAP of $program"
    done
    grep -q 'Tests=6,' "$SCRATCH/passes.prove" || fail "prove does not count 6 tests of passes"
    grep -q '^Result: PASS' "$SCRATCH/passes.prove" || fail "prove says that passes fails"
    grep -q '^  Failed tests:  2-3, 5-9$' "$SCRATCH/ends.prove" || fail "prove does not name the tests of ends that failed"
    grep -q '^Result: FAIL' "$SCRATCH/fails.prove" || fail "prove says that fails passes"
fi
if command -v xmllint >/dev/null 2>&1; then
    judged=1
    for program in passes fails ends; do
        xmllint --noout "$SCRATCH/$program.xml" || fail "the JUnit XML of $program is not well-formed"
    done
    count() { xmllint --xpath "count($2)" "$SCRATCH/$1.xml"; }
    [ "$(count ends '//testcase')" = 11 ] || fail "JUnit does not have the 11 tests of ends"
    [ "$(count ends '//testcase[@name="by_a_null_pointer"]/error')" = 1 ] || fail "JUnit does not name the crashed test"
    [ "$(count fails '//testcase/failure')" -ge 8 ] || fail "JUnit does not show the failed tests of fails"
fi
[ $failed = 0 ] || exit 1
if [ $judged = 0 ]; then
    echo "neither prove nor xmllint is here (apt-get install perl libxml2-utils)"
    exit 77
fi
