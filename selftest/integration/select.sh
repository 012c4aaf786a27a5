#!/bin/sh
# select.sh -- which tests a run has, in which order and how often: shards, Bazel's and Slurm's variables, the last run, rounds, --debug.
set -u
top=$(pwd)
export SEEDBED_LAST=none
cd "$SCRATCH" || exit 1
cat >some_test.c <<'END'
#include <seedbed.h>
#include <seedbed/ext/resource.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

SUITE(db, .tags = "db", .needs = "disk port");
TEST(db, reads) { expect(1, equal_to(1)); }
TEST(db, writes, .tags = "slow", .retries = 2, .serial = true) { usleep(3000); }
TEST_EACH(rows, each_row, (const char *name), { "a*b" }, { "a-b" }, { "a \"b\"" }) { (void)each->name; }
/* Passes as often as the environment says. */
TEST(counts, down) {
    int left = 0;
    const char *path = getenv("LEFT");
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file)
        return;
    if (fscanf(file, "%d", &left) == 1)
        fclose(file);
    should(left, be_above(0));
    file = fopen(path, "w");
    fprintf(file, "%d", left - 1);
    fclose(file);
}
/* What data grows from, a line for each test. */
static int prepare(const sb_resource_plan *plan) { (void)plan; return 0; }
static int begin(const sb_suite *suite, const char *name, uint64_t stream)
{
    FILE *file = getenv("STREAMS") ? fopen(getenv("STREAMS"), "a") : NULL;
    (void)suite;
    if (file) {
        fprintf(file, "%s %llu\n", name, (unsigned long long)stream);
        fclose(file);
    }
    return 0;
}
static int hand(sb_handed *with) { (void)with; return 0; }
static const sb_resource streams = { .name = "streams", .prepare = prepare, .begin = begin, .hand_over = hand, .take_over = hand };
static sb_resource_node node = { &streams, NULL };
__attribute__((constructor)) static void add(void) { sb_add_resource(&node); }
TEST(counts, exits) {
    if (getenv("NESTED")) should(system("./some_test --list >nested"), equal_to(0));
    if (getenv("EXITS")) exit(0);
}
END
${CC:-gcc} -g -I"$top/include" -o some_test some_test.c "$BUILD/libseedbed.a" \
    $(sed 's/.*|//' "$BUILD/flags" | tr ' ' '\n' | grep '^-l') -lm -pthread || exit 1

fail() {
    echo "$1"
    [ ! -s said ] || sed 's/^/    /' said
    exit 1
}
run() { # code what args...: both streams go to said
    code=$1 what=$2
    shift 2
    ./some_test --colour=never "$@" >said 2>&1
    got=$?
    [ $got = "$code" ] || fail "$what: exit code $got, expected $code"
}
says() { grep -qF -e "$1" said || fail "it does not say: $1"; }
names() { ./some_test --list "$@" | tr '\n' ' '; }
same() { [ "$1" = "$2" ] || fail "$3: got \"$1\", expected \"$2\""; }

# ---- names and filters ----
same "$(names 'rows/each_row/a*b')" 'rows/each_row/a*b ' "a name that could be a glob"
same "$(names --exact='rows/each_row/a-b')" 'rows/each_row/a-b ' "--exact"
same "$(names --tag='db & !slow')" 'db/reads ' "--tag"
same "$(names --match='^db/w|down$')" 'db/writes counts/down ' "--match"
run 3 "a pattern that fits nothing" db 'nothing*'
says 'no test is named `nothing*`'
run 3 "a tag that no test has" --tag=slwo
says 'did you mean `slow`?'
run 64 "a tag expression that cannot be read" --tag='db &'
says 'column 5: a tag is missing at the end'
run 64 "a regular expression that cannot be read" --match='('
echo "ok: names and filters"

# ---- --list=json ----
./some_test --list=json db >list.json
grep -qF '"name":"db/writes","suite":"db","test":"writes","file":"some_test.c","line":9,"tags":["slow","db"],"timeout_s":10,"serial":true,"needs":["disk","port"],"sandbox":null,"retries":2,"todo":null,"xfail":null}' list.json ||
    fail "--list=json does not tell of db/writes: $(cat list.json)"
if command -v python3 >/dev/null 2>&1; then
    ./some_test --list=json | python3 -c 'import json, sys
tests = json.load(sys.stdin)["tests"]
assert [t["name"] for t in tests][4] == "rows/each_row/a \\\"b\\\"", tests' || fail "--list=json is no JSON"
fi
echo "ok: --list=json"

# ---- shards ----
for i in 1 2 3; do ./some_test --list --shard=$i/3; done | sort >parts
./some_test --list | sort >all
cmp -s parts all || fail "three shards are not the whole: $(cat parts)"
run 0 "an empty shard" --shard=9/9
says "shard 9 of 9 (--shard) has none of the 7 selected tests"
says "No test is in this shard"
for form in tap tap14; do
    run 0 "an empty shard as $form" --shard=9/9 --report=$form
    says "1..0 # SKIP this shard has none of the selected tests"
done
same "$(TEST_TOTAL_SHARDS=3 TEST_SHARD_INDEX=1 names)" "$(names --shard=2/3)" "Bazel's second shard"
same "$(TEST_TOTAL_SHARDS=3 TEST_SHARD_INDEX=1 names --shard=off | wc -w)" "$(names | wc -w)" "--shard=off"
same "$(SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=9 SLURM_ARRAY_TASK_STEP=2 names)" "$(names --shard=2/3)" \
    "the second of three tasks"
SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=3
export SLURM_ARRAY_TASK_ID SLURM_ARRAY_TASK_MIN SLURM_ARRAY_TASK_MAX SLURM_ARRAY_TASK_STEP SLURM_ARRAY_TASK_COUNT
run 64 "an array with gaps"
says "say --shard=I/N"
unset SLURM_ARRAY_TASK_ID SLURM_ARRAY_TASK_MIN SLURM_ARRAY_TASK_MAX SLURM_ARRAY_TASK_STEP SLURM_ARRAY_TASK_COUNT
echo "ok: shards"

# ---- Bazel's other variables ----
mkdir tmp
TEST_TOTAL_SHARDS=1 TEST_SHARD_INDEX=0 TEST_SHARD_STATUS_FILE=status XML_OUTPUT_FILE=out.xml TESTBRIDGE_TEST_ONLY='db:counts/down' \
    TEST_TMPDIR=$SCRATCH/tmp TEST_RANDOM_SEED=77 TEST_PREMATURE_EXIT_FILE=early ./some_test >said 2>&1 || fail "under Bazel: it fails"
says "3 tests, "
says "seed 77"
[ -e status ] || fail "the status file of the shards is not touched"
grep -q 'testcase.*writes' out.xml || fail "XML_OUTPUT_FILE is not written"
[ ! -e early ] || fail "the file of a premature exit is there after a regular end"
EXITS=1 TEST_PREMATURE_EXIT_FILE=early ./some_test --isolate=none counts/exits >said 2>&1
[ -e early ] || fail "the file of a premature exit is gone after one"
for start in fork spawn; do
    NESTED=1 TEST_TOTAL_SHARDS=2 TEST_SHARD_INDEX=0 TESTBRIDGE_TEST_ONLY=counts/exits XML_OUTPUT_FILE=nested.xml run 0 "a program in a test" --start=$start
    same "$(wc -l <nested)" 7 "the tests of a program that a test starts under Bazel (--start=$start)"
    SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=2 NESTED=1 run 0 "a program in a test" counts/exits --start=$start
    same "$(wc -l <nested)" 7 "the tests of a program that a test starts in a job array (--start=$start)"
done
echo "ok: Bazel's variables"

# ---- reports to one file ----
echo precious >kept
ln -s kept alias
run 64 "two reports to one file" --report=tap=kept --report=junit=alias db/reads
says 'both `tap` and `junit` would write to alias; give each a file of its own'
same "$(cat kept)" precious "a file that two reports were to write to"
XML_OUTPUT_FILE=twice.xml run 0 "the same report twice" --report=junit=twice.xml db/reads
same "$(grep -c '<testsuites' twice.xml)" 1 "reports in a file that was asked for twice"
./some_test --report=tap=both db/reads >both 2>said
same $? 64 "a report to the file that stdout goes to"
run 0 "a report over an old one" --report=tap=kept db/reads
grep -q precious kept && fail "the old report is not emptied"
echo "ok: reports to one file"

# ---- rounds ----
run 0 "--repeat" --repeat=3 -v db
says "PASS db/reads #3"
for start in fork spawn; do
    rm -f streams
    STREAMS=streams run 0 "--repeat under --start=$start" --repeat=3 --seed=4 --start=$start db/reads
    same "$(sed 's/.* //' streams | sort -u | wc -l) $(wc -l <streams)" "1 3" "one stream in three rounds"
done
run 0 "a round behind a name" 'db/reads #3'
says "1 test, "
echo 5 >left
LEFT=left run 1 "--until-fail" --until-fail counts
says "5 rounds passed; this one did not:"
[ "$(grep -c 'tests, ' said)" = 1 ] || fail "--until-fail reports more than one round"
echo 5 >left
LEFT=left run 0 "--until-fail=4" --until-fail=4 counts
says "3 rounds passed; the last one:"
[ "$(cat left)" = 1 ] || fail "--until-fail=4 has not run four times"
same "$(./some_test --shuffle=42 -v --jobs=1 --colour=never | grep PASS | sed 's/ (.*//')" \
    "$(./some_test --shuffle=42 -v --jobs=1 --colour=never | grep PASS | sed 's/ (.*//')" "the same seed"
echo "ok: rounds"

# ---- the last run ----
unset SEEDBED_LAST
export XDG_CACHE_HOME="$SCRATCH/cache"
run 3 "--failed before any run" --failed
says "nothing is remembered"
echo 0 >left
LEFT=left run 1 "a run that fails"
same "$(names --failed)" 'counts/down ' "--failed"
grep -q 'passed	[0-9]*	db/writes' cache/seedbed/some_test-* || fail "a slow test is not remembered"
run 0 "the failed one alone" --failed
run 3 "--failed when none did" --failed
says "no test failed in the last run"
rm -r cache
run 0 "a run that keeps nothing" --last=none db
run 0 "fast tests alone" db/reads
run 3 "--failed after a run of fast tests" --failed
says "no test failed in the last run"
echo diary >diary
run 64 "a file of somebody else" --last=diary db
says "--last=diary: this file holds something else than a last run"
SEEDBED_LAST=diary run 0 "a file of somebody else by the environment" db
says "diary holds something else, and is left as it is"
same "$(cat diary)" diary "somebody else's file"
run 0 "a file of one's own" --last=mine db
[ -s mine ] || fail "--last=FILE is not written"
run 0 "a file that cannot be written" --last=none/such db
says "the last run is not remembered: none/such cannot be written"
echo "ok: the last run"

# ---- --debug ----
mkdir bin
printf '#!/bin/sh\nprintf "<%%s>" "$@"\n' >bin/gdb
chmod +x bin/gdb
PATH=$SCRATCH/bin:$PATH run 0 "--debug" --debug='rows/each_row/a*b' --seed=5
says "<-q><-ex><break sb_test_rows__each_row><-ex><run><--args><$(pwd -P)/some_test><--isolate=none><--timeout=0><--shard=off><--last=none><--exact=rows/each_row/a*b><--seed=5>"
run 64 "--debug of several tests" --debug=rows
says 'asks for 3 tests, and a debugger takes one: `rows/each_row/a*b`'
run 64 "a debugger that is not there" --debug=db/reads --debugger=no-such-debugger
says "--debugger=no-such-debugger cannot be started"
if command -v gdb >/dev/null 2>&1; then
    ./some_test --debug=db/reads </dev/null >said 2>&1
    says "Breakpoint 1, sb_test_db__reads"
    gdb -q -batch -ex run --args ./some_test --timeout=0.001 db/writes --isolate=worker >said 2>&1
    says "The test passed"
    echo "ok: --debug with the real gdb"
fi
run 1 "a limit, scaled down" --timeout=0.01 --timeout-scale=0.1 db/writes
run 0 "a limit, scaled up" --timeout=0.001 --timeout-scale=1000 db/writes
echo "ok: --debug and limits"
