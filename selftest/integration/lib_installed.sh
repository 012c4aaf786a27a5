# lib_installed.sh -- for the scripts that build against an installed tree: $installed, a copy of the example, how they fail and look.
#
# $odd is a test program whose tests end in every way, under names that other tools could stumble over.

fail() {
    echo "$*" >&2
    [ ! -s "$SCRATCH/said" ] || sed 's/^/    /' "$SCRATCH/said" >&2
    exit 1
}
# need TOOL PACKAGE...: or the script is skipped.
need() {
    command -v "$1" >/dev/null 2>&1 && return
    tool=$1
    shift
    echo "$tool is not here (apt-get install $*)"
    exit 77
}
# run CODE WHAT COMMAND...: what it says goes to $SCRATCH/said.
run() {
    wanted=$1 what=$2
    shift 2
    "$@" >"$SCRATCH/said" 2>&1
    got=$?
    [ $got = "$wanted" ] || fail "$what: exit code $got, not $wanted"
}
says() { grep -Eq -- "$1" "$SCRATCH/said" || fail "$what: it does not say: $1"; }

# What a build farm, a job array or an impatient user has in the environment is not for these runs.
unset TEST_TOTAL_SHARDS TEST_SHARD_INDEX TESTBRIDGE_TEST_ONLY SLURM_ARRAY_TASK_ID SLURM_ARRAY_TASK_COUNT SEEDBED_JOBS

install_seedbed() { # FOLDER
    installed=$1
    run 0 "make install" make BUILD="$(dirname "$BUILD")" PREFIX="$installed" DESTDIR= install
    PKG_CONFIG_PATH=$installed/lib/pkgconfig
    export PKG_CONFIG_PATH
    cp -R docs/examples/builds "$SCRATCH/example"
}

odd="$SCRATCH/odd"
write_odd_tests() {
    mkdir -p "$odd"
    cat >"$odd/odd_test.c" <<'END_OF_TESTS'
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
SUITE(ends, .timeout = 5);
TEST(ends, well) { should(1, equal_to(1)); }
TEST(ends, badly) { should(1, equal_to(2)); }
TEST(ends, in_a_crash) { *(volatile int *)0 = 1; }
TEST(ends, in_an_exit) { exit(0); }
TEST(ends, too_late, .timeout = 0.2) { for (volatile int i = 1; i; i = 1) continue; }
TEST(ends, before_it_began) { skip_test("there is nothing to do; today"); }
TEST(ends, as_expected, .xfail = "nobody mended it") { should(1, equal_to(2)); }
TEST(ends, better_than_expected, .xfail = "nobody mended it") { should(1, equal_to(1)); }
TEST(ends, unfinished, .todo = "somebody will") { should(1, equal_to(2)); }
/* The words of other tools' outputs, and of skipped tests, from a test that fails. */
TEST(ends, badly_and_lies)
{
    puts("# SKIP 1 skipped\nok 1 - all is well\n1..1\nNo test failed: 0 passed, 1 skipped");
    fail_test("it was a lie");
}
TEST_EACH(named, row, (const char *name; int value),
    { "plain", 1 },
    { "a blank", 1 },
    { "  blanks around  ", 1 },
    { "semi;colon", 1 },
    { "[bracket", 1 },
    { "]]=]==] brackets", 1 },
    { "$HOME ${HOME} $ENV{HOME} @HOME@ $<CONFIG>", 1 },
    { "it's \"quoted\"", 1 },
    { "back\\slash\\", 1 },
    { "star*", 1 },
    { "starfish", 2 },
    { "quest?on", 1 },
    { "question", 2 },
    { "[a-z]", 1 },
    { "a", 2 },
    { "# hash", 1 },
    { "100%", 1 },
    { "<&>", 1 },
    { "\303\274ber", 1 })
{
    should(each->value, equal_to(1));
}
END_OF_TESTS
}
