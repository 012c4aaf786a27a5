#!/bin/sh
# coverage.sh -- runs the selftest of a coverage build and prints the lines it reached, per file, worst first.
#
#     selftest/build/coverage.sh build/cov
set -u
out=$1
find "$out/obj" -name '*.gcda' -exec rm -f {} +
sh selftest/build/selftest.sh "$out"
code=$?
for folder in assert framework generators; do
    find "$out/obj/$folder" -name '*.gcda' -exec gcov -n -r {} + 2>/dev/null
done | awk '
    /^File / { file = $2; gsub(/\047/, "", file) }
    /^Lines executed:/ && file {
        split($0, part, /[:%]| of /)
        lines[file] = part[4]
        reached[file] = part[2] * part[4] / 100
        file = ""
    }
    END {
        for (f in lines) {
            printf "%6.1f %% of %5d  %s\n", 100 * reached[f] / lines[f], lines[f], f | "sort -n"
            all += lines[f]; hit += reached[f]
        }
        close("sort -n")
        if (all) printf "%6.1f %% of %5d  all\n", 100 * hit / all, all
    }'
exit $code
