#!/bin/sh
# reports.sh -- other people's tools read our reports: prove counts what TAP says, xmllint holds JUnit against the
# schema of a build server, also after crashes and for a run with every state there is.
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
# Annotations stand between the lines of the report for a person, and in a file without it.
"$golden/ends" --report=github >"$SCRATCH/both" 2>&1
grep -q '^::error file=selftest/golden/ends.c,' "$SCRATCH/both" || fail "there are no annotations in the log"
grep -q 'tests did not pass' "$SCRATCH/both" || fail "annotations take the place of the report for a person"
"$golden/ends" --report=tap --report=github=$SCRATCH/gh >"$SCRATCH/both" 2>&1
grep -q '^::error' "$SCRATCH/both" && fail "annotations for a file are in the log"
grep -v '^::error ' "$SCRATCH/gh" && fail "there is something else than annotations in their file"
# Every state, and bytes that want escaping: a record made by hand, by way of the command.
"$BUILD/seedbed" merge --report=tap="$SCRATCH/every.tap" --report=junit="$SCRATCH/every.xml" \
    selftest/integration/every_state.json >"$SCRATCH/said" 2>&1
[ $? = 1 ] || fail "the record of every state cannot be reported"

if command -v prove >/dev/null 2>&1; then
    judged=1
    for program in passes fails ends every; do
        prove "$SCRATCH/$program.tap" >"$SCRATCH/$program.prove" 2>&1
        grep -i 'parse error' "$SCRATCH/$program.prove" && fail "prove does not understand the TAP of $program"
    done
    grep -q 'Tests=6,' "$SCRATCH/passes.prove" || fail "prove does not count 6 tests of passes"
    grep -q '^Result: PASS' "$SCRATCH/passes.prove" || fail "prove says that passes fails"
    grep -q '^  Failed tests:  2-3, 5-9$' "$SCRATCH/ends.prove" || fail "prove does not name the tests of ends that failed"
    grep -q '^  Failed tests:  2, 4-6, 10-11, 13$' "$SCRATCH/every.prove" || fail "prove does not count every state as we do"
    grep -q '^Result: FAIL' "$SCRATCH/fails.prove" || fail "prove says that fails passes"
fi
# Meson reads the blocks strictly and says what it did not understand; the program's exit code is none of it here.
if command -v meson >/dev/null 2>&1 && command -v ninja >/dev/null 2>&1; then
    judged=1
    mkdir "$SCRATCH/meson"
    printf '#!/bin/sh\ncat "$1"\n' >"$SCRATCH/meson/show.sh" && chmod +x "$SCRATCH/meson/show.sh"
    {
        echo "project('reports')"
        for program in passes fails ends every; do
            echo "test('$program', find_program('show.sh'), args: '$SCRATCH/$program.tap', protocol: 'tap')"
        done
    } >"$SCRATCH/meson/meson.build"
    (cd "$SCRATCH/meson" && meson setup build && meson test -C build -v) >"$SCRATCH/meson.said" 2>&1
    grep -Ei 'parsing error|UNKNOWN' "$SCRATCH/meson.said" && fail "meson does not understand the TAP"
    grep -q 'every/todo EXPECTEDFAIL' "$SCRATCH/meson.said" || fail "meson does not see what is to do"
    grep -Eq '^1/4 passes +OK .* 6 subtests passed' "$SCRATCH/meson.said" || fail "meson does not count the tests of passes"
fi
if command -v xmllint >/dev/null 2>&1; then
    judged=1
    for program in passes fails ends every; do
        xmllint --noout --relaxng selftest/integration/junit.rng "$SCRATCH/$program.xml" >"$SCRATCH/said" 2>&1 || {
            cat "$SCRATCH/said"
            fail "the JUnit XML of $program is not as the schema wants it"
        }
    done
    sed 's/classname/klass/' "$SCRATCH/every.xml" | xmllint --noout --relaxng selftest/integration/junit.rng - >/dev/null 2>&1 &&
        fail "the schema takes anything"
    count() { xmllint --xpath "count($2)" "$SCRATCH/$1.xml"; }
    [ "$(count ends '//testcase')" = 11 ] || fail "JUnit does not have the 11 tests of ends"
    [ "$(count ends '//testcase[@name="by_a_null_pointer"]/error')" = 1 ] || fail "JUnit does not name the crashed test"
    [ "$(count every '//testcase')" = 14 ] || fail "JUnit does not have the tests of every state, and the trouble"
    [ "$(count every '//testcase[skipped]')" = 3 ] || fail "JUnit does not count skipped, todo and xfailed as skipped"
    [ "$(count every '//testcase[@name="flaky"][flakyFailure][not(failure)]')" = 1 ] || fail "JUnit does not show a flaky test"
    [ "$(count fails '//testcase/failure')" -ge 8 ] || fail "JUnit does not show the failed tests of fails"
fi
[ $failed = 0 ] || exit 1
if [ $judged = 0 ]; then
    echo "neither prove nor xmllint is here (apt-get install perl libxml2-utils)"
    exit 77
fi
