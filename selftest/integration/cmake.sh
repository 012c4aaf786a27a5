#!/bin/sh
# cmake.sh -- CMake finds an installed Seedbed, and ctest lists, selects, runs and judges each test of a program under its own name.
set -u
. selftest/integration/lib_installed.sh
need cmake cmake
need ctest cmake
install_seedbed "$SCRATCH/installed"
# The package finds itself where it was moved to; and folders of people have blanks in their names.
mv "$installed" "$SCRATCH/a moved tree"
installed="$SCRATCH/a moved tree"
configure() { # CODE FOLDER [OPTION...]
    code=$1 folder=$2
    shift 2
    run "$code" "cmake $folder" cmake -S "$folder" -B "$folder/build" -DCMAKE_PREFIX_PATH="$installed" "$@"
}
ended() { # HOW NAME...
    how=$1
    shift
    for name; do
        HOW=$how NAME=$name awk '/ Test +#[0-9]+: / && index($0, ": " ENVIRON["NAME"] " .") && index($0, ENVIRON["HOW"] " ") { found = 1 }
            END { exit !found }' "$SCRATCH/said" || fail "$what: $name did not end as $how"
    done
}

# CMake breaks its messages into lines.
says_wrapped() { tr -s ' \n' ' ' <"$SCRATCH/said" | grep -Eq -- "$1" || fail "$what: it does not say: $1"; }

# ---- the example, as it stands ----
cd "$SCRATCH" || exit 1
configure 0 example
run 0 "building the example" cmake --build example/build
run 0 "ctest -N" ctest --test-dir example/build -N
says '^Total Tests: 12$'
says 'Test +#[0-9]+: slug/of_a_title/Tea & Cake$'
run 0 "ctest" ctest --test-dir example/build
says '100% tests passed, 0 tests failed out of 12'
says 'limits/letters_beyond_ascii \(Skipped\)'
run 0 "ctest -R" ctest --test-dir example/build -R '^limits/a_million_words$'
says '0 tests failed out of 1$'

# ---- tests that end in every way, under names of every kind ----
write_odd_tests
cat >"$odd/more_test.c" <<'END_OF_TESTS'
#include <seedbed.h>
#include <stdlib.h>
SUITE(more, .tags = "slow net");
TEST(more, alone, .serial = true, .tags = "big") { should(getenv("GREETING"), equal_to("good; day")); }
SUITE(kept, .sandbox = "catalog");
TEST(kept, rows) { should(sb_temp_dir(), contain("/")); }
TEST(more, with_a_lock, .needs = "port display", .timeout = 3, .retries = 1) { should(1, equal_to(1)); }
END_OF_TESTS
cat >"$odd/CMakeLists.txt" <<'END_OF_BUILD'
cmake_minimum_required(VERSION 3.19)
project(odd C)
enable_testing()
find_package(Seedbed 0.1 REQUIRED COMPONENTS seedbed)
add_executable(odd_test odd_test.c)
target_link_libraries(odd_test PRIVATE Seedbed::seedbed)
seedbed_discover_tests(odd_test)
add_executable(more_test more_test.c)
target_link_libraries(more_test PRIVATE Seedbed::seedbed_static)
seedbed_discover_tests(more_test PREFIX "${MORE}in [this]; way: " EXTRA_ARGS --isolate=test WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
  PROPERTIES LABELS "unit;small" ENVIRONMENT "GREETING=good\\; day")
seedbed_discover_tests(more_test PREFIX "${MORE}asked by ctest: " TEST_FILTER more/with* DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 77)
END_OF_BUILD
configure 0 odd
run 0 "ctest before the build" ctest --test-dir odd/build -N
says 'odd_test_NOT_BUILT'
run 0 "building odd tests" cmake --build odd/build
run 8 "ctest of odd tests" ctest --test-dir odd/build --output-on-failure
says '% tests passed, 9 tests failed out of 33$'
ended 'Failed' ends/badly ends/better_than_expected ends/in_a_crash ends/in_an_exit ends/too_late ends/badly_and_lies named/row/starfish named/row/question named/row/a
ended 'Passed' ends/well ends/as_expected ends/unfinished named/row/plain 'named/row/semi;colon' 'named/row/[bracket' 'named/row/]]=]==] brackets' 'named/row/star*' \
    'named/row/$HOME ${HOME} $ENV{HOME} @HOME@ $<CONFIG>' "named/row/it's \\\"quoted\\\"" 'named/row/back\\slash\\' 'named/row/quest?on' \
    'named/row/[a-z]' 'named/row/  blanks around  ' 'named/row/# hash' 'named/row/100%' 'named/row/<&>'
ended 'Skipped' ends/before_it_began
says 'expected: 2'
says 'SIGSEGV'
ended Passed 'in [this]; way: more/alone' 'in [this]; way: more/with_a_lock' 'asked by ctest: more/with_a_lock'
run 0 "ctest -L" ctest --test-dir odd/build -L big
says '0 tests failed out of 1$'
run 0 "ctest -L" ctest --test-dir odd/build -L '^(slow|unit)$'
says '0 tests failed out of 4$'
run 0 "ctest in parallel" ctest --test-dir odd/build -j 4 -R 'well|plain|more'
says '0 tests failed out of 5$'
# In the environment of a part that has nothing to do, a test that fails would be green.
run 8 "ctest in a part of something larger" env TEST_TOTAL_SHARDS=2 TEST_SHARD_INDEX=1 ctest --test-dir odd/build -R 'ends/badly$'
run 8 "ctest in a job array" env SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=2 ctest --test-dir odd/build -R 'ends/badly$'

# ---- what ctest knows of a test ----
if command -v python3 >/dev/null 2>&1; then
    ctest --test-dir odd/build --show-only=json-v1 >"$SCRATCH/tests.json"
    cat >"$SCRATCH/about.py" <<'END_OF_PYTHON'
import json, sys
tests = {t["name"]: t for t in json.load(open(sys.argv[1]))["tests"]}
of = lambda name: {p["name"]: p["value"] for p in tests[name].get("properties", [])}
alone, lock, asked = of("in [this]; way: more/alone"), of("in [this]; way: more/with_a_lock"), of("asked by ctest: more/with_a_lock")
def same(what, got, wanted):
    if got != wanted:
        sys.exit("%s is %r, not %r" % (what, got, wanted))
same("RUN_SERIAL", alone.get("RUN_SERIAL"), True)
same("LABELS", sorted(alone["LABELS"]), ["big", "net", "slow", "small", "unit"])
same("ENVIRONMENT", alone["ENVIRONMENT"], ["GREETING=good; day"])
same("RUN_SERIAL", lock.get("RUN_SERIAL"), None)
same("RESOURCE_LOCK", sorted(lock["RESOURCE_LOCK"]), ["display", "port"])
same("RESOURCE_LOCK of a sandbox", of("in [this]; way: kept/rows")["RESOURCE_LOCK"], ["seedbed sandbox catalog"])
same("TIMEOUT", lock["TIMEOUT"], 22.0)
same("TIMEOUT of PROPERTIES", asked["TIMEOUT"], 77.0)
same("WORKING_DIRECTORY", alone["WORKING_DIRECTORY"], sys.argv[2])
same("WORKING_DIRECTORY by default", of("ends/well")["WORKING_DIRECTORY"], sys.argv[2] + "/build")
END_OF_PYTHON
    run 0 "properties of tests" python3 "$SCRATCH/about.py" "$SCRATCH/tests.json" "$odd"
fi

# ---- tests come and go ----
sleep 1 # some file systems keep whole seconds
echo 'TEST(more, and_another) { should(1, equal_to(1)); }' >>"$odd/more_test.c"
run 0 "building with one test more" cmake --build odd/build
run 0 "ctest -N with one test more" ctest --test-dir odd/build -N
says 'in \[this\]; way: more/and_another'
configure 0 odd -DMORE=now-
run 0 "building with another prefix" cmake --build odd/build
run 0 "ctest -N with another prefix" ctest --test-dir odd/build -N
says 'now-asked by ctest: more/with_a_lock'
says 'now-in \[this\]; way: more/alone'
echo 'int main(void) { return 0; }' >"$odd/more_test.c"
cmake --build odd/build >"$SCRATCH/said" 2>&1 && fail "a program that cannot list its tests builds"
what="building a program without tests"
says_wrapped 'is not a list of tests'
run 0 "ctest -N without tests" ctest --test-dir odd/build -N
says 'more_test_NOT_BUILT'

# ---- another generator, and several configurations ----
if command -v ninja >/dev/null 2>&1; then
    rm -rf example/build
    configure 0 example -G "Ninja Multi-Config"
    run 0 "building for release" cmake --build example/build --config Release
    run 0 "ctest of the release" ctest --test-dir example/build -C Release
    says '0 tests failed out of 12$'
    run 8 "ctest of what is not built" ctest --test-dir example/build -C Debug
    says 'slug_test_NOT_BUILT'
fi

# ---- what does not fit is refused ----
refused() { # LINE SAYS
    mkdir -p "$SCRATCH/refused"
    printf 'cmake_minimum_required(VERSION 3.19)\nproject(refused C)\n%s\n' "$1" >"$SCRATCH/refused/CMakeLists.txt"
    configure 1 refused
    says_wrapped "$2"
}
refused 'find_package(Seedbed 0.99 REQUIRED)' 'version: 0\.1'
refused 'find_package(Seedbed 0.0 REQUIRED)' 'version: 0\.1'
refused 'find_package(Seedbed REQUIRED COMPONENTS nonsense)' 'no component nonsense'
refused 'find_package(Seedbed REQUIRED)
seedbed_discover_tests(nothing)' 'nothing is no target'
refused 'find_package(Seedbed REQUIRED)
add_executable(tests x.c)
seedbed_discover_tests(tests NONSENSE)' 'NONSENSE is no option'
exit 0
