#!/bin/sh
# headers.sh -- every header compiles alone, twice included, under all warnings, with every compiler that is there.
#
#     selftest/build/checks/headers.sh [HEADER...]   all of the tree by default, some at a time on each processor
set -u
flags="-std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Iinclude -fsyntax-only -x c"
packages=$(${PKG_CONFIG:-pkg-config} --cflags sqlite3 libpq libpcre2-8 libfyaml 2>/dev/null)
bad=0 compilers=
for cc in gcc clang; do
    command -v $cc >/dev/null 2>&1 && compilers="$compilers $cc"
done
if [ -z "$compilers" ]; then
    echo "neither gcc nor clang is here"
    exit 77
fi
if [ $# = 0 ]; then
    find include assert framework generators selftest docs -name '*.h' | sort |
        xargs -P "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)" -n 16 sh "$0" || exit 1
    exit 0
fi
for header; do
    for cc in $compilers; do
        # The declaration keeps -Wpedantic quiet about a translation unit that is empty.
        if ! said=$(printf '#include "%s"\n#include "%s"\ntypedef int not_empty;\n' "$header" "$header" |
            $cc $flags $packages -I. - 2>&1); then
            echo "$(echo "$said" | head -n 8)
$header:1: does not compile alone with $cc; include in it what it needs"
            bad=1
        fi
    done
done
exit $bad
