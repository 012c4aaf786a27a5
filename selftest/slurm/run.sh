#!/bin/sh
# run.sh -- `make test-slurm`: one program as a job array of a real Slurm on this machine, and the merged report against that of one run.
#
#     selftest/slurm/run.sh build/release
#
# The job script is the example's (docs/examples/builds/slurm.sh), as a user would call it. The last line is "slurm: N passed, N failed".
set -u
BUILD=$(cd "$1" && pwd) || exit 1
for tool in slurmctld slurmd sbatch sinfo; do
    if ! PATH=$PATH:/usr/sbin:/sbin command -v $tool >/dev/null 2>&1; then
        echo "slurm: 0 passed, 0 failed, skipped: $tool is not here (apt-get install slurmctld slurmd slurm-client)"
        exit 0
    fi
done
PATH=$BUILD:$PATH:/usr/sbin:/sbin
export PATH
# A test of Slurm may itself run in a job of another one.
for variable in $(env | sed -n 's/^\(SLURM_[A-Z_]*\|SBATCH_[A-Z_]*\|SEEDBED_[A-Z_]*\)=.*/\1/p'); do
    unset "$variable"
done
. selftest/slurm/cluster.sh
SCRATCH=$(mktemp -d) || exit 1
trap 'cluster_stop; rm -rf "$SCRATCH"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0
ok() { # WHAT; what was asked before decided
    if [ $? = 0 ]; then
        passed=$((passed + 1)) && echo "ok - $1"
    else
        failed=$((failed + 1)) && echo "not ok - $1" && sed 's/^/    /' said 2>/dev/null
    fi
}

cp docs/examples/builds/* "$SCRATCH"
cp -R selftest/golden "$SCRATCH"
top=$(pwd)
compile() { # PROGRAM SOURCE...
    program=$1
    shift
    ${CC:-cc} -std=gnu11 -g -I"$top/include" -o "$program" "$@" "$BUILD/libseedbed.a" $(pkg-config --libs libpcre2-8) -lm -pthread
}
cd "$SCRATCH" || exit 1
compile slug_test -DSEEDBED_CORE slug_test.c slug.c || exit 1
compile fails golden/fails.c || exit 1
cluster_start "$SCRATCH/cluster" || { echo "slurm: 0 passed, 1 failed: no Slurm of our own comes up; see above" && exit 1; }

# array PROGRAM CODE: as a user does it, in three tasks; against a run of all tests in one process here.
array() {
    name=$(basename "$1") wanted=$2
    RECORDS=$name.records sh slurm.sh 3 "$1" --last=none >said 2>&1
    [ $? = "$wanted" ]
    ok "the array of $name ends with exit code $wanted"
    "$1" --pinned --last=none --report=tap="$name.tap" --report=json="$name.jsonl" >/dev/null 2>&1
    [ "$(ls "$name.records" | grep -c '^[1-3]\.jsonl$')" = 3 ]
    ok "each of three tasks of $name wrote a record"
    ran=$(for n in 1 2 3; do grep -c '"event":"result"' "$name.records/$n.jsonl"; done | sort -n | tr '\n' ' ')
    [ "${ran%% *}" -gt 0 ]
    ok "each task of $name had tests to run: $ran"
    seedbed merge --pinned --report=tap=merged.tap --report=json=merged.jsonl "$name.records"/*.jsonl >said 2>&1
    cmp "$name.tap" merged.tap >said 2>&1
    ok "the merged report of $name is that of one run"
    for report in "$name" merged; do grep '"event":"result"' $report.jsonl | sed 's/"file":"[^"]*"//g' >$report.results; done
    cmp "$name.results" merged.results >said 2>&1
    ok "the merged record of $name is that of one run"
    [ -s "$name.records/report.xml" ] && [ -s "$name.records/report.html" ]
    ok "the reports of $name as XML and HTML are there"
}
array ./slug_test 0
array ./fails 1

# A task that never wrote its record is missed.
rm slug_test.records/2.jsonl
seedbed merge slug_test.records/*.jsonl >said 2>&1
[ $? != 0 ]
ok "without the record of one task the merged report is red"

echo "slurm: $passed passed, $failed failed"
[ $failed = 0 ]
