#!/bin/sh
# run.sh -- runs the torture programs: long random work against what must never break; --short is the part that belongs to `make test`.
#
#     selftest/torture/run.sh build/release [--short]
set -u
export SEEDBED_LAST=none
out=$1/torture
shift
passed=0 failed=0
for source in selftest/torture/*.c; do
    [ -f "$source" ] || continue
    name=$(basename "$source" .c)
    echo "torture $name $*"
    if "$out/$name" "$@" </dev/null; then
        passed=$((passed + 1))
    else
        echo "torture $name: FAILED with exit code $?" >&2
        failed=$((failed + 1))
    fi
done
echo "torture: $passed passed, $failed failed"
[ $failed = 0 ]
