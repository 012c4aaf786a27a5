#!/bin/sh
# meson.sh -- Meson builds the example against an installed Seedbed and counts its tests; failures of every kind are red, skips are skips.
set -u
. selftest/integration/lib_installed.sh
need meson meson ninja-build
need ninja ninja-build
install_seedbed "$SCRATCH/installed" # no blank: pkg-config hands a path with one on as two words

# ---- the example, as it stands ----
cd "$SCRATCH/example" || exit 1
run 0 "meson setup" meson setup build
run 0 "meson test of the example" meson test -C build
says 'slug +OK .* 10 subtests passed'
says 'limits +OK .* 1 subtests passed'
run 0 "meson test of one suite" meson test -C build limits
says '^Ok: +1 *$'
run 0 "meson test of one test" meson test -C build --verbose --test-args=slug/writes_nothing_into_no_room slug
says 'writes_nothing_into_no_room'
says 'slug +OK'

# ---- tests that end in every way ----
write_odd_tests
cat >"$odd/meson.build" <<'END_OF_BUILD'
project('odd', 'c', default_options: ['c_std=gnu11'])
tests = executable('odd_test', 'odd_test.c', dependencies: dependency('seedbed-core', static: true))
test('all', tests, args: ['--report=tap'], protocol: 'tap')
test('good', tests, args: ['--report=tap', 'ends/well', 'ends/before_it_began', 'ends/as_expected', 'ends/unfinished', 'named/row/plain'], protocol: 'tap')
test('skipped', tests, args: ['--report=tap', 'ends/before_it_began'], protocol: 'tap')
test('junit', tests, args: ['--report=junit=@0@/odd.xml'.format(meson.current_build_dir()), 'ends'])
foreach how : ['badly', 'better_than_expected', 'in_a_crash', 'in_an_exit', 'too_late', 'badly_and_lies']
  test(how, tests, args: ['--report=tap', 'ends/' + how], protocol: 'tap')
endforeach
END_OF_BUILD
cd "$odd" || exit 1
run 0 "meson setup of odd tests" meson setup build
meson test -C build >"$SCRATCH/said" 2>&1 && fail "meson test is green with tests that fail"
what="meson test of odd tests"
for how in badly better_than_expected in_a_crash in_an_exit too_late badly_and_lies; do
    says " $how +ERROR .* exit status 1"
done
says ' all +ERROR .* exit status 1'
says ' good +OK .* 4 subtests passed'
says ' skipped +SKIP'
says ' junit +FAIL'
# Of a program whose exit code is not 0 meson says ERROR; which of its tests failed stands in the log.
for test in badly in_a_crash in_an_exit too_late badly_and_lies named/row/starfish; do
    grep -q "^not ok .*$test" build/meson-logs/testlog.txt || fail "meson's log does not show that $test failed"
done
# Meson says so where it does not understand a line.
grep -i 'unknown tap\|TAP parsing error\|UNKNOWN:' build/meson-logs/testlog.txt && fail "meson does not understand our TAP"
[ -s build/odd.xml ] || fail "there is no JUnit report"
for name in 'semi;colon' '\]\]=\]==\] brackets' 'star\*' '&lt;&amp;&gt;'; do
    grep -q "named/row/$name" build/meson-logs/testlog.junit.xml || fail "meson's own JUnit report does not name $name"
done
exit 0
