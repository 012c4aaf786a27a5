#!/bin/sh
# exports.sh -- prints the linker's version script of libseedbed.so: what the public headers name is shown, the rest is private.
#
# A name that is a type or stands in a comment does no harm: the linker shows only what the library defines.
set -eu
echo "{ global: main;"
cat include/seedbed.h include/seedbed/*.h include/seedbed/ext/*.h |
    grep -Eow '(sb|db|rows|sandbox)_[a-z0-9_]+|row_count' | LC_ALL=C sort -u | sed 's/$/;/'
# The functions that stand before libpq's are found by other libraries of the program, too.
sed -n 's/^OURS .*[ *]\(PQ[A-Za-z]*\)(.*/\1;/p' framework/sandbox/postgres/interpose.c
# So is what stands before SQLite's.
echo "sqlite3_preupdate_hook;"
echo "local: *; };"
