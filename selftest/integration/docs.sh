#!/bin/sh
# docs.sh -- every sample in README.md and docs/*.md stands, letter for letter, in a source or build file that the tests compile and run.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find docs selftest -name '*.c' >"$work/sources.c"
find docs/examples -name CMakeLists.txt >"$work/sources.cmake"
find docs/examples -name meson.build >"$work/sources.meson"
bad=0 samples=0
for page in README.md docs/*.md; do
    # Samples of pages that are made of sources are compared with those by `make check`.
    grep -q '^<!-- Made by' "$page" && continue
    # Each block of these languages becomes a file of its own: sample.LANGUAGE.LINE.
    awk -v to="$work/sample" '/^```(c|cmake|meson)$/ { from = substr($0, 4) "." NR; next } /^```$/ && from { close(out); from = ""; next }
        from { out = to "." from; print > out }' "$page"
    for sample in "$work"/sample.*; do
        [ -e "$sample" ] || continue
        samples=$((samples + 1))
        language=${sample##*/sample.}
        language=${language%.*}
        if ! xargs awk 'FNR == NR && FILENAME == ARGV[1] { want[++n] = $0; next }
                FNR == 1 { at = 0 }
                { at = ($0 == want[at + 1]) ? at + 1 : ($0 == want[1]); if (at == n) { found = 1; exit } }
                END { exit !found }' "$sample" <"$work/sources.$language"; then
            echo "docs: $page:${sample##*.}: this sample stands in no source that is built; copy it from one"
            bad=1
        fi
    done
    rm -f "$work"/sample.*
done
[ "$bad" = 0 ] || exit 1
[ "$samples" -gt 0 ] || { echo "docs: no sample was found in README.md and docs/"; exit 1; }
echo "docs: $samples samples stand in sources that are built"
