#!/bin/sh
# shards.sh -- the parts of a run are disjoint and complete, whoever asks for them, and their records make the report of one run.
set -u
. selftest/integration/lib_installed.sh
golden=$(dirname "$BUILD")/debug/golden
work=$SCRATCH
top=$(pwd)
cd "$work" || exit 1

# same WHAT: the lists of three parts in one.N are disjoint, none is empty, and together they are all.
same() {
    for part in 1 2 3; do
        [ -s one.$part ] || fail "$1: part $part of 3 is empty"
    done
    sort one.1 one.2 one.3 >together
    sort -u together | cmp -s - together || fail "$1: a test is in two parts: $(uniq -d together | head -n 1)"
    cmp -s together all || fail "$1: together the parts are not the whole: $(diff all together | head -n 3)"
}
program=$golden/fails
"$program" --list | sort >all
[ "$(wc -l <all)" -ge 10 ] || fail "there is too little to part"

for n in 1 2 3; do "$program" --shard=$n/3 --list >one.$n; done
same "--shard"
for n in 1 2 3; do
    env TEST_TOTAL_SHARDS=3 TEST_SHARD_INDEX=$((n - 1)) "$program" --list >one.$n
done
same "Bazel's variables"
for n in 1 2 3; do
    env SLURM_ARRAY_TASK_ID=$((10 + 5 * n)) SLURM_ARRAY_TASK_MIN=15 SLURM_ARRAY_TASK_MAX=25 SLURM_ARRAY_TASK_STEP=5 SLURM_ARRAY_TASK_COUNT=3 \
        "$program" --list >one.$n
done
same "Slurm's variables"
for n in 1 2 3; do "$program" --shard=$n/3 --shuffle=7 --list >one.$n; done
same "--shard with --shuffle"

# A test that is asked for by its name runs, whatever part the environment asks for.
name=$("$program" --list | sed -n 2p)
env SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=2 "$program" --exact="$name" --list >asked
[ "$(cat asked)" = "$name" ] || fail "--exact was sharded away by Slurm's variables"
SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=2 "$program" --pinned >said 2>&1
grep '[Rr]un .*again:.* --shard=off' said || fail "'Run again' would be sharded away"
"$program" --pinned --shard=2/2 >said 2>&1
grep '[Rr]un .*again:.* --shard' said && fail "'Run again' names a part that nobody else asks for"

# What the last run took does not change who has which test: the parts do not know of each other.
XDG_CACHE_HOME=$work/cache "$program" --shard=1/3 >/dev/null 2>&1
for n in 1 2 3; do XDG_CACHE_HOME=$work/cache "$program" --shard=$n/3 --list >one.$n; done
same "--shard after a run"

# More parts than tests: the rest has nothing to do, which is no failure.
many=$(($(wc -l <all) + 1))
run 0 "a part without tests" "$program" --shard=$many/$many
run 0 "a part without tests, until it fails" timeout 20 "$program" --until-fail --shard=$many/$many
run 64 "a part that is none" "$program" --shard=4/3

# ---- their records make the report of one run ----
# The program fails in many ways, so its exit code is 1, and so is that of the merged report.
for n in 1 2 3; do
    "$program" --pinned --last=none --seed=1 --shard=$n/3 --report=json=part.$n.jsonl >/dev/null 2>&1
    [ -s part.$n.jsonl ] || fail "part $n wrote no record"
done
run 1 "the whole run" "$program" --pinned --last=none --seed=1 --report=tap=whole.tap --report=junit=whole.xml --report=json=whole.jsonl
run 1 "seedbed merge" "$BUILD/seedbed" merge --pinned --report=tap=merged.tap --report=junit=merged.xml --report=json=merged.jsonl \
    part.3.jsonl part.1.jsonl part.2.jsonl
alike() { cmp -s "$1" "$2" || fail "the merged report is not that of one run: $(diff "$1" "$2" | head -n 6)"; }
alike whole.tap merged.tap
# The properties of a run say that it had parts; the tests and the sums are those of one run.
for report in whole merged; do
    grep -v '<propert\|</properties\|timestamp=' $report.xml >$report.tests
    grep '"event":"result"' $report.jsonl >$report.results
done
alike whole.tests merged.tests
alike whole.results merged.results

# A run whose parts all passed is green only when no part is missing, and none came twice.
green=$golden/passes
for n in 1 2 3; do "$green" --pinned --last=none --seed=1 --shard=$n/3 --report=json=green.$n.jsonl >/dev/null 2>&1; done
run 0 "merging all parts" "$BUILD/seedbed" merge green.1.jsonl green.2.jsonl green.3.jsonl
merged_well() { "$BUILD/seedbed" merge "$@" >"$SCRATCH/said" 2>&1; }
merged_well green.1.jsonl green.3.jsonl && fail "a merged report without part 2 is green"
merged_well green.1.jsonl green.2.jsonl green.3.jsonl green.2.jsonl && fail "a merged report with part 2 twice is green"
merged_well green.1.jsonl green.2.jsonl part.3.jsonl && fail "a merged report of two programs is green"
head -n 2 green.3.jsonl >short.jsonl
merged_well green.1.jsonl green.2.jsonl short.jsonl && fail "a merged report with a part that broke off is green"

# The example for Slurm, with an sbatch that is none: what a task ends with after its record is not lost.
mkdir bin
cat >bin/sbatch <<'END_OF_SBATCH'
#!/bin/sh
while [ "${1#--}" != "$1" ]; do shift; done
for n in 1 2 3; do
    SLURM_ARRAY_JOB_ID=1 SLURM_ARRAY_TASK_ID=$n SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 sh "$@" >records/$n.out 2>&1
done
exit $ARRAY
END_OF_SBATCH
chmod +x bin/sbatch
PATH=$work/bin:$BUILD:$PATH
export PATH ARRAY
ARRAY=0 run 0 "the example for Slurm" sh "$top/docs/examples/builds/slurm.sh" 3 "$green"
ARRAY=23 run 23 "a task that failed behind its record" sh "$top/docs/examples/builds/slurm.sh" 3 "$green"
grep -q "exit code 23; see .* records/1.out records/2.out" "$SCRATCH/said" || fail "it does not name the outputs of the tasks"
ARRAY=1 run 1 "the example for Slurm with failures" sh "$top/docs/examples/builds/slurm.sh" 3 "$program"
exit 0
