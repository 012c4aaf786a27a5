#!/bin/sh
# run.sh -- runs the integration scripts: each is a program's whole run seen from outside, and passes by exit code 0.
#
#     selftest/integration/run.sh build/release [NAME...]
#
# A script runs at the top of the tree, with BUILD the absolute path of the build and SCRATCH an empty folder of its own that is removed
# after it. Exit code 77 skips it, and the last line it printed is the reason. What it prints is shown when it fails.
set -u
BUILD=$(cd "$1" && pwd) || exit 1
shift
here=selftest/integration
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
trap 'exit 130' INT TERM
export BUILD
# Runs of tests are not to be remembered in the home of whoever runs this.
export SEEDBED_LAST=none
# A script that starts make starts its own, not a branch of the one that runs this.
unset MAKEFLAGS MFLAGS MAKELEVEL
limit=
command -v timeout >/dev/null 2>&1 && limit="timeout 300"
passed=0 failed=0 skipped=0
for name in ${*:-$(cd $here && ls *.sh | sed 's/\.sh$//')}; do
    case $name in run | lib*) continue ;; esac
    mkdir "$root/$name"
    SCRATCH=$root/$name $limit sh "$here/$name.sh" >"$root/said" 2>&1 </dev/null
    code=$?
    case $code in
    0) passed=$((passed + 1)) && echo "integration $name: ok" ;;
    77) skipped=$((skipped + 1)) && echo "integration $name: skipped: $(tail -n 1 "$root/said")" ;;
    *)
        failed=$((failed + 1))
        sed 's/^/    /' "$root/said" >&2
        echo "integration $name: FAILED with exit code $code" >&2
        ;;
    esac
    rm -rf "${root:?}/$name"
done
echo "integration: $passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
