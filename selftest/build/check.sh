#!/bin/sh
# check.sh -- `make check`: every check of the source tree, one small script each; prints all that is wrong, as file:line: message.
#
# A check is checks/<name>.sh. It runs at the top of the tree, prints what is wrong and exits with 1; 77 means that a tool is missing
# and the line printed says which. `check.sh NAME...` runs some.
set -u
checks=${*:-top layers libraries size headers format pages proofs}
scripts=$(dirname "$0")/checks
failed=0
for check in $checks; do
    found=$(sh "$scripts/$check.sh" 2>&1)
    case $? in
    0) echo "check $check: ok" ;;
    77) echo "check $check: skipped: $found" ;;
    *)
        echo "$found"
        echo "check $check: FAILED"
        failed=1
        ;;
    esac
done
exit $failed
