#!/bin/sh
# script.sh -- runs one integration script, a program's whole run seen from outside: it passes by exit code 0.
#
#     selftest/build/script.sh build/release NAME
#
# A script runs at the top of the tree, with BUILD the absolute path of the build and SCRATCH an empty folder of its own that is removed
# after it. Exit code 77 skips it, and the last line it printed is the reason. What it prints is shown when it fails. Many run side by
# side: one that asks for SEEDBED_TEST_POSTGRES has a server to itself.
set -u
script=selftest/integration/$2.sh
if [ -z "${SEEDBED_TEST_POSTGRES+said}" ] && grep -q SEEDBED_TEST_POSTGRES "$script"; then
    exec sh selftest/build/postgres.sh run sh "$0" "$@"
fi
BUILD=$(cd "$1" && pwd) || exit 1
name=$2
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
trap : INT TERM # the script gets it, too; what it has said by then is shown
SCRATCH=$root/$name
mkdir "$SCRATCH"
export BUILD SCRATCH
# Runs of tests are not to be remembered in the home of whoever runs this.
export SEEDBED_LAST=none
sh "$script" >"$root/said" 2>&1 </dev/null
code=$?
case $code in
0) echo "integration $name: ok" ;;
77) echo "integration $name: skipped: $(tail -n 1 "$root/said")" ;;
*)
    sed 's/^/    /' "$root/said" >&2
    echo "integration $name: FAILED with exit code $code" >&2
    exit 1
    ;;
esac
