#!/bin/sh
# run.sh -- runs the bootstrap programs and judges them by exit codes and grep alone: nothing of Seedbed is trusted yet.
#
#     selftest/bootstrap/run.sh build/debug
set -u
export SEEDBED_LAST=none
bin=$1/bootstrap
said=$bin/said
passed=0 failed=0

# expect CODE WHAT PROGRAM [OPTION...]: the program ends with this code. What it printed stays in $said for the next check.
expect() {
    code=$1 what=$2 program=$3
    shift 3
    "$bin/$program" "$@" >"$said" 2>&1 </dev/null
    got=$?
    judge "$what: exit code $got, not $code" [ $got = "$code" ]
}
# says N PATTERN: N lines of what the last program printed match.
says() {
    count=$(grep -cE "$2" "$said")
    judge "$program: $count lines like \"$2\", not $1" [ "$count" = "$1" ]
}
judge() {
    what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "bootstrap: $what" >&2
        sed 's/^/    /' "$said" >&2
    fi
}

expect 0 "the plan" plan
expect 0 "cases that pass" passes --report=tap
says 1 '^1\.\.3$'
says 3 '^ok '
says 0 '^not ok '
expect 0 "one of them" passes --report=tap bootstrap/two
says 1 '^1\.\.1$'
expect 0 "each in a process of its own" passes --isolate=test
expect 0 "all in one process" passes --isolate=none
expect 1 "cases that fail" fails --report=tap
says 1 '^1\.\.4$'
says 1 '^ok '
says 3 '^not ok '
expect 1 "each in a process of its own, failing" fails --report=tap --isolate=test
says 4 '^(not )?ok '
expect 0 "passing assertions that allocate nothing" allocations
expect 3 "a name that selects nothing" passes no_such_case
expect 3 "a program without cases" empty
expect 64 "an unknown option" passes --no-such-option
expect 0 "the library's main" words
export BOOTSTRAP_FAIL=1
expect 1 "the library's main, failing" words
expect 1 "a main that never runs its cases" forgets
says 1 'sb_main'
says 0 'it ran'

echo "bootstrap: $passed passed, $failed failed"
[ $failed = 0 ]
