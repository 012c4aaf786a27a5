#!/bin/sh
# pages.sh -- the pages that are made of other files are what would be made of them now.
set -u
made=$(mktemp)
trap 'rm -f "$made"' EXIT
bad=0
# page script
check() {
    if ! sh "$2" >"$made"; then
        bad=1
    elif ! diff "$1" "$made" >"$made.diff"; then
        head -n 6 "$made.diff"
        echo "$1:1: is not what $2 makes; type \`make docs\`"
        bad=1
    fi
    rm -f "$made.diff"
}
check docs/MATCHERS.md selftest/build/matchers.sh
check docs/COMPARED.md selftest/build/compared.sh
check docs/FACTORIES.md selftest/build/factories.sh
exit $bad
