#!/bin/sh
# size.sh -- no file over 500 lines, no function over 60.
set -u
find include assert framework generators selftest docs Makefile \
    \( -name '*.c' -o -name '*.h' -o -name '*.sh' -o -name '*.awk' -o -name '*.css' -o -name '*.js' -o -name Makefile \) -exec awk -f "$(dirname "$0")/size.awk" {} +
