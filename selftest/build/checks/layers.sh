#!/bin/sh
# layers.sh -- includes point left: include < assert < framework < generators < selftest, and the stages inside framework likewise.
set -u
find include assert framework generators selftest \( -name '*.c' -o -name '*.h' \) -exec grep -Hn '^[[:space:]]*#[[:space:]]*include' {} + |
    awk -f "$(dirname "$0")/layers.awk"
