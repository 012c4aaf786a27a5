#!/bin/sh
# proofs.sh -- every test that docs/ISOLATION.md names as a proof is there: `suite/test`, `suite/test/row`, and paths of files.
set -u
page=docs/ISOLATION.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What stands behind a word for tests: TEST(suite, name, and those that are made of it, also over two lines.
find selftest docs/examples -name '*.c' ! -path '*/bench/*' -exec awk '
    function tests(   at) {
        while (match(text, /[A-Z_]+\( *[a-z_0-9]+, *[a-z_0-9]+ *[,)]/)) {
            at = substr(text, RSTART, RLENGTH)
            text = substr(text, RSTART + RLENGTH)
            sub(/^[A-Z_]+\( */, "", at)
            sub(/, */, "/", at)
            sub(/ *[,)]$/, "", at)
            print at, file
        }
    }
    FNR == 1 { tests(); file = FILENAME; text = "" }
    { text = text $0 " " }
    END { tests() }' {} + | sort -u >"$work/tests"
# Names in backquotes, with the lines that they are in.
grep -noE '`[a-z_0-9]+/[a-z_0-9]+(/[^`]*)?`' "$page" | tr -d '`' | grep -v ':selftest/' >"$work/named"
grep -noE '\bselftest/[a-zA-Z_0-9/]+(\.[a-z]+)?' "$page" >"$work/paths"
bad=0
while IFS=: read -r line name; do
    test=$(echo "$name" | cut -d/ -f1,2)
    file=$(awk -v test="$test" '$1 == test { print $2; exit }' "$work/tests")
    row=$(echo "$name" | cut -d/ -f3-)
    if [ -z "$file" ]; then
        echo "$page:$line: there is no test $test"
        bad=1
    elif [ -n "$row" ] && ! grep -qF "\"$row\"" "$file"; then
        echo "$page:$line: $test has no row \"$row\" in $file"
        bad=1
    fi
done <"$work/named"
while IFS=: read -r line path; do
    if [ ! -e "$path" ]; then
        echo "$page:$line: $path is not there"
        bad=1
    fi
done <"$work/paths"
if [ "$(sort -u "$work/named" | wc -l)" -lt 50 ]; then
    echo "$page:1: names hardly any tests any more"
    bad=1
fi
exit $bad
