#!/bin/sh
# top.sh -- nothing stands at the top of the tree that does not belong there. Files that git ignores do not count.
set -u
allowed=" Makefile LICENSE README.md assert docs framework generators include selftest "
ignored=$(sed -n 's,^/*\([^/#!*]*\)/*$,\1,p' .gitignore 2>/dev/null | tr '\n' ' ')
bad=0
for name in *; do
    case "$allowed $ignored " in
    *" $name "*) ;;
    *)
        echo "$name:1: does not belong at the top of the tree, where only$allowed""and dot files stand; move it into its layer"
        bad=1
        ;;
    esac
done
exit $bad
