#!/bin/sh
# run.sh -- runs the torture programs: long random work against what must never break; --short is the part that belongs to `make test`.
#
#     selftest/torture/run.sh build/release [--short]
#
# GOLDEN in the environment: where the matchers' programs are, if not in build/release/golden.
set -u
export SEEDBED_LAST=none
# What needs PostgreSQL has a server of its own, which goes with this script.
[ -n "${SEEDBED_TEST_POSTGRES+said}" ] || exec sh selftest/build/postgres.sh run sh "$0" "$@"
build=$1 out=$1/torture golden=${GOLDEN:-$1/golden}
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
echo "torture kills $*"
if sh selftest/torture/kills.sh "$build" "$@" </dev/null; then
    passed=$((passed + 1))
else
    echo "torture kills: FAILED with exit code $?" >&2
    failed=$((failed + 1))
fi
# Every matcher's passing sample: no allocation and no system call in so many rounds; see selftest/golden/sample.h.
rounds=1000000
[ "${1:-}" = --short ] && rounds=2000
for source in selftest/golden/matchers_*.c; do
    name=$(basename "$source" .c)
    echo "torture $name: $rounds rounds"
    if SAMPLE_ROUNDS=$rounds "$golden/$name" --timeout=600 --colour=never </dev/null >"$golden/rounds" 2>&1; then
        passed=$((passed + 1))
    else
        cat "$golden/rounds" >&2
        echo "torture $name: FAILED" >&2
        failed=$((failed + 1))
    fi
done
echo "torture: $passed passed, $failed failed"
[ $failed = 0 ]
