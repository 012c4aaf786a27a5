#!/bin/sh
# bazel.sh -- a test program does what Bazel's "Test encyclopedia" asks of one: shards, status and XML files, filter, folder, premature exit.
set -u
. selftest/integration/lib_installed.sh
install_seedbed "$SCRATCH/installed"
cd "$SCRATCH" || exit 1

# As the build files of the example say it.
example=$SCRATCH/example
options=$(sed -n 's/^ *linkopts = \[\(.*\)\],$/\1/p' "$example/seedbed.BUILD" | tr -d '",')
define=$(sed -n 's/^ *defines = \["\(.*\)"\],$/\1/p' "$example/seedbed.BUILD")
[ -n "$options" ] && [ -n "$define" ] || fail "seedbed.BUILD does not say how to link"
compile() { # PROGRAM SOURCE...
    program=$1
    shift
    run 0 "compiling $program" "${CC:-cc}" -g -D"$define" -I"$installed/include" -o "$program" "$@" "$installed/lib/libseedbed.a" $options
}
compile slug_test "$example/slug_test.c" "$example/slug.c"
write_odd_tests
compile odd_test "$odd/odd_test.c"
cat >own_test.c <<'END_OF_TESTS'
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
TEST(own, folder) { should(sb_temp_dir(), start_with(getenv("TEST_TMPDIR"))); }
TEST(own, file) {
    should(access("premature", F_OK), equal_to(0));
    should(getenv("TEST_PREMATURE_EXIT_FILE"), be_null); /* a program that a test starts must not take it away */
}
TEST(own, kill)
{
    if (!getenv("KILL"))
        skip_test("nobody asked for it");
    kill(getppid(), SIGKILL);
    sleep(5);
}
END_OF_TESTS
compile own_test own_test.c

# ---- shards ----
expected=$(./slug_test --list | wc -l)
for n in 0 1 2; do
    run 0 "shard $n" env TEST_TOTAL_SHARDS=3 TEST_SHARD_INDEX=$n TEST_SHARD_STATUS_FILE=status.$n XML_OUTPUT_FILE=test.$n.xml ./slug_test
    [ -e status.$n ] || fail "shard $n does not touch TEST_SHARD_STATUS_FILE, so Bazel takes the program for one that cannot be sharded"
    [ -s test.$n.xml ] || fail "shard $n does not write XML_OUTPUT_FILE"
    [ ! -s "$SCRATCH/said" ] || says 'tests?, |No test failed|passed' # people see the run in Bazel's log, too
done
cat test.0.xml test.1.xml test.2.xml | grep '<testcase ' | sed 's/ time="[^"]*"//' | sort >cases
[ "$(wc -l <cases)" -eq "$expected" ] || fail "the XML files of the shards have $(wc -l <cases) tests, not $expected"
[ -z "$(uniq -d cases)" ] || fail "two shards ran $(uniq -d cases | head -n 1)"
run 64 "a shard that is none" env TEST_TOTAL_SHARDS=3 TEST_SHARD_INDEX=3 ./slug_test
# A shard that fails is red, and its XML says why.
run 1 "a red run" env XML_OUTPUT_FILE=red.xml ./odd_test 'ends/*'
for how in badly better_than_expected in_a_crash in_an_exit too_late badly_and_lies; do
    grep -A 1 "name=\"$how\"" red.xml | grep -Eq '<(failure|error)' || fail "XML_OUTPUT_FILE does not say that $how failed"
done

# ---- --test_filter, --test_runner_fail_fast ----
listed() { env "$@" ./slug_test --list >"$SCRATCH/said" 2>&1 || fail "$*: it lists nothing"; }
listed TESTBRIDGE_TEST_ONLY='limits/*'
[ "$(cat "$SCRATCH/said")" = "$(printf 'limits/a_million_words\nlimits/letters_beyond_ascii')" ] || fail "TESTBRIDGE_TEST_ONLY does not select"
listed TESTBRIDGE_TEST_ONLY='limits/*:slug/writes_nothing_into_no_room'
[ "$(wc -l <"$SCRATCH/said")" -eq 3 ] || fail "TESTBRIDGE_TEST_ONLY does not take two patterns"
run 3 "a filter that selects nothing" env TESTBRIDGE_TEST_ONLY=nonsense ./slug_test
run 1 "--test_runner_fail_fast" env TESTBRIDGE_TEST_RUNNER_FAIL_FAST=1 XML_OUTPUT_FILE=fast.xml ./odd_test --jobs=1
says '27 PLANNED TESTS DID NOT RUN'
grep -A 1 'name="row/starfish"' fast.xml | grep -q 'planned, and did not run' || fail "XML_OUTPUT_FILE does not say what did not run"

# ---- TEST_TMPDIR, TEST_PREMATURE_EXIT_FILE ----
mkdir tmp
TEST_TMPDIR=$SCRATCH/tmp TEST_PREMATURE_EXIT_FILE=$SCRATCH/premature
export TEST_TMPDIR TEST_PREMATURE_EXIT_FILE
run 0 "a run with a folder and a file of its own" ./own_test
[ -e premature ] && fail "the file that says that a test ended too early is there after a run that did not"
[ -z "$(ls tmp)" ] || fail "TEST_TMPDIR is not left empty: $(ls tmp)"
KILL=1 ./own_test >/dev/null 2>&1
[ -e premature ] || fail "a run that was killed leaves no TEST_PREMATURE_EXIT_FILE, so Bazel would believe its exit code"
exit 0
