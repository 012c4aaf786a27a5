#!/bin/sh
# matchers.sh -- prints docs/MATCHERS.md, made of the samples in selftest/golden/matchers_*.c and of what they printed when they ran.
#
#     sh selftest/build/matchers.sh >docs/MATCHERS.md          make docs
#
# It says on standard error what lacks a sample, and fails then: each matcher of the public headers (SB_M_name), and each verb that has a
# block or a time of its own, wants one sample that passes and one that fails.
set -eu
golden=selftest/golden
words=$(mktemp)
trap 'rm -f "$words"' EXIT
# How each of them is written: be_between(lo, hi). What the headers name twice (for C and for C++) is one.
{
    cat include/seedbed/*.h | sed -n 's/^ *# *define SB_M_\([a-z_0-9]*\(([^)]*)\)\{0,1\}\).*/matcher \1/p'
    sed -n 's/^#define \(\(should\|expect\|die\|exit\)_[a-z_0-9]*\).*/verb \1/p' include/seedbed/words.h |
        grep -Ev ' (should_not|expect_.*)$'
} | awk '!seen[$0]++' >"$words"

pairs=
# Not by name, but as a reader would want them.
for family in numbers strings arrays objects composed snapshots system tables blocks; do
    [ -f $golden/matchers_$family.c ] && pairs="$pairs $golden/expected/matchers_$family.1.txt $golden/matchers_$family.c"
done
for source in $golden/matchers_*.c; do
    case " $pairs " in
    *" $source "*) ;;
    *) echo "matchers: $source is not on the list of families in $0" >&2 && exit 1 ;;
    esac
done
awk -f selftest/build/matchers.awk "$words" $pairs
