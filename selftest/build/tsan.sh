#!/bin/sh
# tsan.sh -- runs the selftest and the program whose threads fail under ThreadSanitizer; what it says of any process fails the run.
#
#     selftest/build/tsan.sh build/tsan [NAME...]
#
# SQLite and the other libraries are not instrumented: what it sees is our code, and the calls of the C library that it intercepts.
set -u
out=$1
shift
rm -rf "$out/said"
mkdir -p "$out/said"
# Workers leave by _exit or are killed, so what is thought of them is in files, one a process; that they exit as ever keeps tests of exit codes out
# of it.
TSAN_OPTIONS="exitcode=0 log_path=$PWD/$out/said/process suppressions=$PWD/selftest/build/tsan.supp ${TSAN_OPTIONS:-}"
export TSAN_OPTIONS
sh selftest/build/selftest.sh "$out" "$@"
code=$?
sh selftest/golden/run.sh "$out" threads || code=1
if cat "$out"/said/* 2>/dev/null | grep .; then
    echo "selftest: ThreadSanitizer says what stands above" >&2
    code=1
fi
exit $code
