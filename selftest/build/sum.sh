#!/bin/sh
# sum.sh -- the end of `make test`: adds up what the parts have said; the last line is "N passed, N failed".
#
#     selftest/build/sum.sh build/test [integration]   with the second word the sum of the integration scripts alone
set -u
cd "$1" || exit 1
broken=
for code in *.code */*.code; do
    [ ! -f "$code" ] || [ "$(cat "$code")" = 0 ] || broken="$broken ${code%.log.code}"
done
find . -name '*.log' -exec cat {} + | awk -v broken="$broken" -v alone="${2:-}" '
    /^integration [a-z_]+: / { scripts++; ok += $3 == "ok"; skipped += $3 == "skipped:"; red += $3 == "FAILED" }
    /^[a-z]+: [0-9]+ passed, [0-9]+ failed/ { passed += $2; failed += $4; if ($4) reds++ }
    END {
        if (scripts) print "integration: " ok + 0 " passed, " red + 0 " failed, " skipped + 0 " skipped"
        passed += ok; failed += red; reds += red
        # A part can fail without a failed test of its own, and must not look green in the sum.
        parts = split(broken, name, " ")
        if (parts > reds) failed += parts - reds
        if (parts) print "failed:" broken
        if (alone == "") print passed + 0 " passed, " failed + 0 " failed"
        exit parts || !passed
    }'
