#!/bin/sh
# broken.sh -- the example program that fails on purpose: each failure with its own cause, and the run goes on.
set -eu
. selftest/integration/lib_catalog.sh

docs/examples/catalog/demo.sh "$catalog_build" broken >"$SCRATCH/said" 2>&1 || {
    cat "$SCRATCH/said"
    fail "the demo of broken ended with exit code $?"
}
cd "$catalog"
code=0
./broken_test --report tap="$SCRATCH/broken.tap" --report junit="$SCRATCH/broken.xml" >"$SCRATCH/terminal" 2>&1 || code=$?
[ $code = 1 ] || fail "broken ended with exit code $code, not 1"

# What TAP has of one test, up to the next.
of() { awk -v name="$1" '/^(not )?ok / { inside = ($0 ~ " - " name "( |$)") } inside' "$SCRATCH/broken.tap"; }
fails_with() {
    of "$1" | grep -q '^not ok ' || fail "$1 should fail"
    of "$1" | grep -Eq "$2" || fail "$1 does not say /$2/ but: $(of "$1")"
}
fails_with broken/string 'catalogue of courses'
fails_with broken/number '4900'
fails_with broken/struct_as_bytes '4e 4f 2d 31 30 31'
fails_with broken/regex 'there is no mode premium'
fails_with broken/null_where_a_string_was_expected 'NULL'
fails_with broken/crash 'SIGSEGV|SIGBUS'
fails_with broken/exit_0_in_a_test 'exit'
fails_with broken/endless_loop '0\.3|300 ms'
fails_with broken/soft_failures 'equal 1'
fails_with broken/soft_failures 'equal 2'
fails_with broken/soft_failures 'length'
fails_with broken_rows/leaked_row 'row_count'
fails_with broken_rows/row_that_is_not_as_expected 'verified'
fails_with broken_rows/transaction_left_open 'transaction'

# Every other test passed, so every failure stayed with its own test.
if grep '^not ok ' "$SCRATCH/broken.tap" | grep -Ev ' - (broken|broken_rows)/'; then
    fail "a test failed that should not"
fi
[ "$(grep -c '^ok .* - after' "$SCRATCH/broken.tap")" = 12 ] || fail "not all tests after a failure passed"

planned=$(sed -n 's/^1\.\.//p' "$SCRATCH/broken.tap")
reported=$(grep -Ec '^(not )?ok ' "$SCRATCH/broken.tap")
[ "$planned" = "$reported" ] || fail "$planned tests were planned and $reported reported"
[ "$(grep -c '<testcase ' "$SCRATCH/broken.xml")" = "$planned" ] || fail "JUnit has another number of tests than $planned"
grep -q '<testcase [^>]*name="crash"' "$SCRATCH/broken.xml" || fail "JUnit does not name the test that crashed"

if command -v prove >/dev/null 2>&1; then
    prove --exec cat "$SCRATCH/broken.tap" >"$SCRATCH/prove" 2>&1 && fail "prove takes a run with failures for good"
    grep -q "Failed [0-9]*/$planned subtests" "$SCRATCH/prove" || fail "prove counts otherwise: $(cat "$SCRATCH/prove")"
    grep -q 'Parse error' "$SCRATCH/prove" && fail "prove cannot parse the TAP: $(cat "$SCRATCH/prove")"
fi
if command -v xmllint >/dev/null 2>&1; then
    xmllint --noout "$SCRATCH/broken.xml" || fail "the JUnit file is not well-formed"
fi
exit 0
