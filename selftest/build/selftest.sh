#!/bin/sh
# selftest.sh -- runs the selftest binary of a build folder, plain or under valgrind, and keeps its TAP in
# <folder>/selftest[OPTIONS].tap.
#
#     selftest/build/selftest.sh build/debug [--valgrind] [OPTION or NAME...]
set -u
# Sandboxes on PostgreSQL are tested on a server of our own, which goes with this script.
[ -n "${SEEDBED_TEST_POSTGRES+said}" ] || exec sh selftest/build/postgres.sh run sh "$0" "$@"
out=$1
shift
export SEEDBED_LAST="${SEEDBED_LAST-none}" # what tests fail here is not to be remembered in the user's home
# A server that others use, too, may take its time: tests that name no time limit have more of it than by default.
tap="$out/selftest$(printf %s "$*" | tr -cs 'a-z0-9=-' _ | cut -c 1-100).tap" # runs with other options may go on beside this one
under="" options="--report=terminal --report=tap=$tap --timeout=60"
# The first error of a sanitizer ends the worker, so the test it is in fails; leaks are told when a worker leaves.
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
if [ "${1:-}" = --valgrind ]; then
    shift
    if ! command -v valgrind >/dev/null 2>&1; then
        echo "selftest under valgrind: skipped: valgrind is not here (apt-get install valgrind)"
        exit 0
    fi
    # Workers leave by _exit, so what valgrind thinks of them is in its logs, one a process, and not in an exit code. All is twenty
    # times slower, so tests that name no time limit have none.
    rm -rf "$out/valgrind"
    mkdir "$out/valgrind"
    chmod 1777 "$out/valgrind" # some tests become another user
    under="valgrind -q --leak-check=full --show-leak-kinds=definite,indirect --child-silent-after-fork=no"
    under="$under --log-file=$out/valgrind/%p.log"
    options="$options --timeout=0"
fi
: >"$tap"
$under "$out/selftest" $options "$@"
code=$?
if [ -n "$under" ] && cat "$out"/valgrind/*.log | grep .; then
    echo "selftest: valgrind says what stands above" >&2
    code=1
fi
skipped=$(grep -ci '^ok .*# skip' "$tap")
passed=$(($(grep -c '^ok ' "$tap") - skipped))
failed=$(grep -c '^not ok ' "$tap")
if [ $code != 0 ] && [ "$failed" = 0 ]; then
    echo "selftest: exit code $code without a failed test: what is printed above says why" >&2
fi
echo "selftest: $passed passed, $failed failed, $skipped skipped"
exit $code
