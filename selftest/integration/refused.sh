#!/bin/sh
# refused.sh -- what must not compile does not, and the first error line of each compiler names the cause in words.
set -u
programs=selftest/integration/refused/programs.c
fail() {
    echo "$*"
    exit 1
}
# said NUMBER COMPILER OPTIONS... -> $SCRATCH/said
compile() {
    wrong=$1
    shift
    LC_ALL=C "$@" -Wall -Wextra -Wpedantic -fsyntax-only -Iinclude -include "$SCRATCH/seedbed.h" -DWRONG=$wrong $programs >"$SCRATCH/said" 2>&1
}
# "1 REGEX" lines; the first is of the program that has nothing wrong.
awk '/^#(el)?if WRONG == [0-9]+$/ { number = $4; getline; sub(/^.*[;}] \/\* /, ""); sub(/ \*\/$/, ""); print number, $0 }' $programs >"$SCRATCH/wanted"
[ "$(wc -l <"$SCRATCH/wanted")" -ge 48 ] || fail "programs.c has fewer programs than it had: $(cat "$SCRATCH/wanted")"

found=
for with in "gcc -std=c11" "gcc -std=c2x" "clang -std=c11" "clang -std=c2x" "g++ -x c++ -std=c++11" "g++ -x c++ -std=c++20" \
    "clang++ -x c++ -std=c++11" "clang++ -x c++ -std=c++20"; do
    command -v "${with%% *}" >/dev/null 2>&1 || continue
    found="$found $with"
    # The header is read once: both compilers take the .gch of what they are told to include.
    case $with in *++*) language=c++-header ;; *) language=c-header ;; esac
    ${with%% *} "-${with##* -}" -x $language -Wall -Wextra -Wpedantic include/seedbed.h -Iinclude -o "$SCRATCH/seedbed.h.gch" || fail "$with"
    while read -r number regex; do
        if compile "$number" $with; then
            [ "$number" = 0 ] || fail "program $number compiles by $with"
            continue
        fi
        grep -q 'there is no such program in this language' "$SCRATCH/said" && continue
        first=$(grep -m 1 'error:' "$SCRATCH/said")
        echo "$first" | grep -Eq -- "$regex" || fail "program $number, $with: the first error line is
    $first
and does not say: $regex"
    done <"$SCRATCH/wanted"
done
if [ -z "$found" ]; then
    echo "no compiler is here (apt-get install gcc g++ clang)"
    exit 77
fi
exit 0
