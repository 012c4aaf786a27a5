#!/bin/sh
# test.sh -- `make test` after the build: every kind of test, from the one that trusts nothing to the one that needs all of it.
#
#     selftest/build/test.sh build
#
# A part that fails does not keep the others from running. The last line adds up what the parts say: "N passed, N failed".
set -u
# Sandboxes on PostgreSQL are tested on a server of our own, which goes with this script.
[ -n "${SEEDBED_TEST_POSTGRES+said}" ] || exec sh selftest/build/postgres.sh run sh "$0" "$@"
build=$1
log=$build/test.log
: >"$log"
broken=""
part() {
    # The exit code goes through a file: sh knows only that of a pipe's last command.
    { sh "$@" 2>&1; echo $? >"$log.code"; } | tee -a "$log"
    read -r code <"$log.code"
    if [ $code != 0 ]; then
        broken="$broken $1"
    fi
}
part selftest/bootstrap/run.sh "$build/debug"
part selftest/build/selftest.sh "$build/debug"
# How workers start and tests are isolated is nothing to the tests that need a server, which take the most time: integration/contract.sh
# starts sandboxes on it both ways.
server=$SEEDBED_TEST_POSTGRES
SEEDBED_TEST_POSTGRES=
part selftest/build/selftest.sh "$build/debug" --start=spawn
part selftest/build/selftest.sh "$build/debug" --start=spawn --isolate=test
part selftest/build/selftest.sh "$build/debug" --isolate=none
SEEDBED_TEST_POSTGRES=$server
part selftest/golden/run.sh "$build/debug"
part selftest/integration/run.sh "$build/release"
part selftest/torture/run.sh "$build/debug" --short
rm -f "$log.code"

awk -v broken="$broken" '
    /^[a-z]+: [0-9]+ passed, [0-9]+ failed/ { passed += $2; failed += $4; if ($4) red++ }
    END {
        # A part can fail without a failed test of its own, and must not look green in the sum.
        parts = split(broken, name, " ")
        if (parts > red) failed += parts - red
        if (parts) print "failed:" broken
        print passed + 0 " passed, " failed + 0 " failed"
        exit parts || !passed
    }' "$log"
