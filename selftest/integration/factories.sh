#!/bin/sh
# factories.sh -- docs/examples/factories: the same tests with factories in C and in YAML, under each way of starting workers; and files of
# factories that are wrong, which are refused before any test runs.
set -u
top=$(pwd)
work=$SCRATCH/factories
libraries="$BUILD/libseedbed.a $(${PKG_CONFIG:-pkg-config} --libs sqlite3 libpcre2-8 libfyaml) -ldl -lm -pthread"
cp -R docs/examples/factories "$work" && mkdir "$work/var" && cd "$work" || exit 1
fail() {
    echo "factories: $*"
    [ ! -e said ] || cat said
    exit 1
}
build() { # PROGRAM SOURCES AND FLAGS...
    program=$1
    shift
    ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$top/include" -o "$program" "$@" $libraries || fail "$program does not build"
}
build in_c tests.c functions.c declared.c
build in_yaml -DIN_YAML tests.c functions.c
build twins tests.c functions.c declared.c

tests=$(grep -c '^TEST(' tests.c) # one of them for in_yaml alone
passes() { # PROGRAM TESTS OPTIONS...
    program=$1 wanted=$2
    shift 2
    "./$program" "--config=$program.yaml" --report=tap "$@" >said 2>&1 || fail "$program fails with $*"
    [ "$(grep -c '^ok ' said)" = "$wanted" ] || fail "$program has not run $wanted tests with $*"
}
for how in --jobs=1 --jobs=3 --start=spawn --isolate=test --isolate=none; do
    passes in_c $((tests - 1)) "$how"
    passes in_yaml "$tests" "$how"
done
# The same values, whichever way they are declared.
for program in in_c in_yaml; do
    TOLD=$program.told ./$program --config=$program.yaml --seed=7 'samples/values_are_told' >said 2>&1 || fail "$program fails with a seed"
done
[ -s in_c.told ] && cmp in_c.told in_yaml.told || fail "factories in C and in YAML make different values"

# One of each: both places are named, in the test that uses it.
cp in_yaml.yaml twins.yaml
! ./twins --config=twins.yaml 'samples/sequence' >said 2>&1 || fail "two factories of one name pass"
grep -q 'make(numbered): there are two factories `numbered`, at declared.c:[0-9]* and at .*/factories.yaml:[0-9]*; call one of them otherwise' said ||
    fail "two factories of one name are not told"

# Inline, and in a folder.
mkdir made && cp factories.yaml made/club.yaml
sed 's/^factories:.*/factories: [ made ]/' in_yaml.yaml >changed && mv changed in_yaml.yaml
passes in_yaml "$tests" --start=spawn
{ grep -v '^factories:' in_yaml.yaml && echo 'factories:' && sed 's/^/  /' factories.yaml; } >changed && mv changed in_yaml.yaml
passes in_yaml "$tests" --start=spawn

# Rows by hand are made by the same factories.
"$BUILD/seedbed" make account --rows 20 --config in_yaml.yaml >said 2>&1 || fail "seedbed make does not know a factory of a file"
if command -v sqlite3 >/dev/null 2>&1; then
    made=$(sqlite3 var/club.db "SELECT count(*) FROM t_members WHERE email = username || '@example.com' AND team_id IS NOT NULL")
    [ "$made" = 20 ] || fail "seedbed make has made $made of 20 rows by the factory"
fi

# Refused with the exit code of a bad seedbed.yaml, and no test has run.
refused() { # PLACE, PART OF THE MESSAGE
    ./in_yaml --config=in_yaml.yaml >said 2>&1
    code=$?
    [ $code = 78 ] || fail "$2: exit code $code and not 78"
    grep -q "made/club.yaml:$1: $2" said || fail "$1: $2: not said"
    ! grep -q 'passed\|ok 1' said || fail "$2: tests have run"
    case $2 in
    *trait* | *inherit*) return ;; # which may be in C
    esac
    "$BUILD/seedbed" make a --config in_yaml.yaml >said 2>&1
    code=$?
    [ $code = 78 ] || fail "$2: exit code $code of seedbed make, and not 78"
}
sed '/^factories:/,$d' in_yaml.yaml >changed && echo 'factories: [ made ]' >>changed && mv changed in_yaml.yaml
while IFS='|' read -r place message text; do
    printf '%b\n' "$text" >made/club.yaml
    refused "$place" "$message"
done <<'END'
1:4|`a` is a number; expected a map|a: 5
2:3|there is no key `colums` of a factory; did you mean `columns`?|a:\n  colums: {}
3:16|there is no kind of value `numbr`; did you mean `number`?|a:\n  columns:\n    b: { fake: numbr }
1:10|the factory `a` has no trait `big`|a: { as: [ big ] }
1:16|there is no factory `usr` to inherit from; did you mean `user`?|a: { inherits: usr }
2:1|the key `a` is there twice, first in line 1|a:\na:
1:5|this is not YAML: |a: {
END
