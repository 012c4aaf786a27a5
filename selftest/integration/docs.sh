#!/bin/sh
# docs.sh -- every C sample in README.md and docs/*.md stands, letter for letter, in a source file that the tests compile and run.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find docs selftest -name '*.c' >"$work/sources"
bad=0 samples=0
for page in README.md docs/*.md; do
    # Each ```c block becomes a file of its own; the number is the line it begins at.
    awk -v to="$work/sample" '/^```c$/ { from = NR; next } /^```$/ && from { close(out); from = 0; next }
        from { out = to "." from; print > out }' "$page"
    for sample in "$work"/sample.*; do
        [ -e "$sample" ] || continue
        samples=$((samples + 1))
        if ! xargs awk 'FNR == NR && FILENAME == ARGV[1] { want[++n] = $0; next }
                FNR == 1 { at = 0 }
                { at = ($0 == want[at + 1]) ? at + 1 : ($0 == want[1]); if (at == n) { found = 1; exit } }
                END { exit !found }' "$sample" <"$work/sources"; then
            echo "docs: $page:${sample##*.}: this sample stands in no compiled source; copy it from one"
            bad=1
        fi
    done
    rm -f "$work"/sample.*
done
[ "$bad" = 0 ] || exit 1
[ "$samples" -gt 0 ] || { echo "docs: no C sample was found in README.md and docs/"; exit 1; }
echo "docs: $samples samples stand in compiled sources"
