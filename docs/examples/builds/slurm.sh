#!/bin/sh
# slurm.sh -- the tests of one program as a job array of Slurm, and one report of all tasks.
#
#     sh slurm.sh TASKS PROGRAM [OPTION...]
#
# Run it on the login node, in a folder that the nodes see too. Each task finds its share of the tests by what Slurm says in its environment,
# and writes a record; the records are merged here, when the last task has ended. Options are those of the program. Below $RECORDS
# (records) afterwards: N.jsonl and N.out for each task, report.xml and report.html of all. The exit code is that of the merged report:
# 0 only when every test was run by one of the tasks, none failed, and every task ended with 0.
set -eu
tasks=$1 program=$2
shift 2
records=${RECORDS:-records}
mkdir -p "$records"
rm -f "$records"/*.jsonl "$records"/*.out

# What a task does. The options come as its arguments, so that they need not be quoted anew; all tasks have one seed, that of the array.
cat >"$records/task.sh" <<'END_OF_TASK'
#!/bin/sh
records=$1 program=$2
shift 2
exec "$program" --jobs="${SLURM_CPUS_PER_TASK:-1}" --seed="$SLURM_ARRAY_JOB_ID" --report=terminal \
    --report="json=$records/$SLURM_ARRAY_TASK_ID.jsonl" "$@"
END_OF_TASK

# --wait ends with the exit code of the task that fared worst. The merged report says more, and yet not all: what a program ends with after
# its record is written, by a leak that a sanitizer finds or a destructor, stands in that code alone.
array=0 merged=0
sbatch --wait --array="1-$tasks" --cpus-per-task=1 --output="$records/%a.out" "$records/task.sh" "$records" "$program" "$@" || array=$?

seedbed merge --report=terminal --report="junit=$records/report.xml" --report="html=$records/report.html" "$records"/*.jsonl || merged=$?
if [ $merged = 0 ] && [ $array != 0 ]; then
    echo "slurm.sh: every test passed, and yet a task ended with exit code $array; see what the tasks wrote:" "$records"/*.out >&2
    exit $array
fi
exit $merged
