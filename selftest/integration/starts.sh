#!/bin/sh
# starts.sh -- forked and spawned workers seen from outside: ends of main, what is left running, closed outputs, a program with a main of
# its own, a resource that cannot be handed over, and the sandbox's own scripts once more with spawned workers.
set -u
. selftest/integration/lib_sandbox.sh
export TMPDIR="$SCRATCH/tmp"
mkdir "$TMPDIR" "$SCRATCH/run"
cd "$SCRATCH/run" || exit 1

cat >ends.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void tell(const char *variable)
{
    FILE *file = getenv(variable) ? fopen(getenv(variable), "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%ld\n", (long)getpid());
    fclose(file);
}
TEST(ends, a_first_one_passes) { should(sb_temp_dir(), not_(be_null)); }
TEST(ends, waits, .timeout = 60)
{
    if (!getenv("WAITS"))
        skip_test("nobody waits for it");
    should(sb_temp_dir(), not_(be_null));
    if (fork() == 0) {
        tell("CHILD");
        sleep(50);
    }
    tell("WAITS");
    sleep(50);
}
TEST(ends, a_block_waits, .timeout = 60)
{
    if (!getenv("BLOCK"))
        skip_test("nobody waits for it");
    exit_with(3)
    {
        tell("BLOCK");
        sleep(50);
    }
}
TEST(ends, main_is_killed, .timeout = 60)
{
    if (!getenv("KILLS"))
        skip_test("nobody asked for it");
    tell("KILLS");
    kill(getppid(), SIGKILL);
    sleep(50);
}
TEST(ends, a_last_one_passes) { should(1, equal_to(1)); }
END
compile ends.c ends

wait_for() { # file
    tries=0
    while [ ! -s "$1" ]; do
        tries=$((tries + 1))
        [ $tries -lt 300 ] || fail "$what: $1 did not come"
        sleep 0.05
    done
}
gone() { # file with a process number
    tries=0
    while kill -0 "$(cat "$1")" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || fail "$what: process $(cat "$1") of $1 still runs"
        sleep 0.05
    done
}
nothing_left() {
    tries=0
    while [ -n "$(ls -A "$TMPDIR")" ]; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || fail "$what: left in TMPDIR: $(ls "$TMPDIR")"
        sleep 0.05
    done
}
begin() {
    rm -f waits child
    WAITS=waits CHILD=child ./plain ./ends --jobs=1 --report=tap >"$SCRATCH/said" 2>&1 &
    pid=$!
    wait_for waits
    wait_for child
}

cat >plain.c <<'END'
#include <signal.h>
#include <unistd.h>
/* The shell ignores SIGINT for what it starts in the background. */
int main(int argc, char **argv)
{
    signal(SIGINT, SIG_DFL);
    return argc > 1 ? execv(argv[1], argv + 1) : 1;
}
END
${CC:-cc} plain.c -o plain || fail "plain.c does not compile"

cat >signals.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
#include <signal.h>
#include <unistd.h>
__attribute__((constructor)) static void ignore(void) { signal(SIGUSR1, SIG_IGN); }
TEST(signals, a_pipe_that_nobody_reads_kills) { die_with(SIGPIPE) { raise(SIGPIPE); } }
TEST(signals, a_file_that_is_full_kills) { die_with(SIGXFSZ) { raise(SIGXFSZ); } }
TEST(signals, a_request_to_end_kills) { die_with(SIGTERM) { raise(SIGTERM); } }
TEST(signals, what_the_program_ignores_is_ignored) { should(raise(SIGUSR1), equal_to(0)); }
TEST(signals, a_hang_up_of_main_is_ignored) { should(kill(getppid(), SIGHUP), equal_to(0)); }
TEST(signals, ends_after_main_has_read_it) { usleep(300000); }
END
compile signals.c signals

cat >leaves.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdlib.h>
TEST(leaves, fails) { expect(1, equal_to(2)); }
TEST(leaves, by_exit) { exit(0); }
TEST(leaves, by_quick_exit) { quick_exit(0); }
END
compile leaves.c leaves
for way in exit quick_exit; do
    run 1 "a test that calls $way in main" ./leaves --isolate=none leaves/fails leaves/by_$way
    says "the run was cut short"
done
ok "a test that calls exit or quick_exit in main does not make the run green"

for start in fork spawn; do
    export SEEDBED_START=$start

    run 2 "files that may not grow, $start" sh -c 'ulimit -f 1000; exec "$@"' sh ./leaves
    says "File too large"
    ok "where files may not grow, the run says so, $start"
    if command -v valgrind >/dev/null 2>&1; then
        run 1 "main under valgrind, $start" valgrind -q --error-exitcode=9 ./leaves leaves/fails
        says "1 should equal 2"
        ok "main under valgrind starts workers of the program, $start"
    fi

    (trap '' PIPE HUP TERM && run 0 "ignored signals, $start" ./signals) || exit 1
    ok "signals that whoever starts the run ignores do not end it, and tests have their defaults, $start"

    for signal in INT TERM HUP; do
        what="SIG$signal to main, $start"
        begin
        kill -$signal $pid
        wait $pid
        code=$?
        [ $code = 130 ] || fail "$what: exit code $code, not 130"
        says "ok 1 - ends/a_first_one_passes"
        says "not ok 5 - ends/a_last_one_passes"
        says "planned, and did not run"
        gone waits
        gone child
        [ -z "$(ls -A "$TMPDIR")" ] || fail "$what: left in TMPDIR: $(ls "$TMPDIR")"
        ok "$what: a report of what ran, exit code 130, nothing left"
    done

    what="kill -9 of main from outside, $start"
    begin
    kill -9 $pid
    wait $pid 2>/dev/null
    gone waits
    gone child
    nothing_left
    ok "$what: neither a worker nor what a test started outlives it, and its folder is removed"

    what="kill -9 of main while a block should end, $start"
    BLOCK=block ./ends --jobs=1 >"$SCRATCH/said" 2>&1 &
    pid=$!
    wait_for block
    kill -9 $pid
    wait $pid 2>/dev/null
    gone block
    rm -f block
    nothing_left
    mkdir "$TMPDIR/seedbed-$pid-1f"
    run 0 "$what" ./ends
    [ -z "$(ls -A "$TMPDIR")" ] || fail "$what: the next run left in TMPDIR: $(ls "$TMPDIR")"
    ok "$what: the block does not outlive it, and the next run removes what a dead one left"

    what="kill -9 of main by a test, $start"
    rm -f kills
    KILLS=kills ./ends --jobs=2 >"$SCRATCH/said" 2>&1
    code=$?
    [ $code = 137 ] || fail "$what: exit code $code, not 137"
    gone kills
    run 0 "$what" ./ends
    [ -z "$(ls -A "$TMPDIR")" ] || fail "$what: the next run left in TMPDIR: $(ls "$TMPDIR")"
    ok "$what: no worker outlives it"

    what="a run without stdout, $start"
    ./ends >&- 2>"$SCRATCH/said"
    code=$?
    [ $code = 2 ] || fail "$what: exit code $code, not 2"
    says "could not be written"
    ./ends --report=tap=report >&- 2>&-
    [ $? = 2 ] || fail "a run with nothing open: exit code $code, not 2"
    [ "$(head -n 1 report)" = "TAP version 13" ] || fail "a run with nothing open: something else is in the report's file: $(head -n 1 report)"
    [ "$(tail -n +2 report | grep -vc '^#\|^ok\|^1\.\.5')" = 0 ] || fail "a run with nothing open: not only the report is in its file"
    ok "$what: it says so, and what goes to files is whole"
done
unset SEEDBED_START

cat >own.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static const char *prepared = "nothing";
__attribute__((constructor)) static void talk(void) { puts("a constructor talks"); }
TEST(own, main_ran_before) { should(prepared, equal_to("prepared")); }
TEST(own, has_the_environment_of_main) { should(getenv("SET_BY_MAIN"), equal_to("yes")); }
TEST(own, fails) { printf("said by the test\n"); fail_test("as it should"); }
int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--mine") == 0) {
        prepared = "prepared";
        argv[1] = argv[0];
        argc--, argv++;
    }
    setenv("SET_BY_MAIN", "yes", 1);
    puts("main talks");
    fflush(stdout);
    return sb_main(argc, argv);
}
END
compile own.c own
for isolate in worker test; do
    run 1 "a main of its own, --isolate=$isolate" ./own --mine --start=spawn --isolate=$isolate --report=tap
    says "ok 1 - own/main_ran_before"
    says "ok 2 - own/has_the_environment_of_main"
    says "said by the test"
    [ "$(grep -c talks "$SCRATCH/said")" = 2 ] || fail "what workers say before they are workers is in the report"
done
ok "a program's own main runs again in each worker, and what it says there is no part of the report"

cat >differs.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdlib.h>
static void run(void *self, const void *each) { (void)self, (void)each; }
__attribute__((constructor)) static void differently(void)
{
    static sb_case one[] = { SB_CASE("x.c", 1, "s", "in_main", run, NULL), SB_CASE("x.c", 1, "s", "in_worker", run, NULL) };
    static sb_case_range range = { one, one + 1, false, NULL };
    if (getenv("SECOND"))
        range.first = one + 1, range.end = one + 2;
    setenv("SECOND", "yes", 1);
    sb_add_cases(&range);
}
END
compile differs.c differs
run 2 "tests that differ from process to process" ./differs --start=spawn
says "a spawned worker has other tests than main"
run 0 "the same, forked" ./differs
ok "a program that registers other tests in each process is told so"

cat >dies.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
/* Workers from the second on do not come to sb_main: the first one has tests behind it. */
__attribute__((constructor)) static void count(void)
{
    FILE *file = fopen("starts", "a+");
    fputc('x', file);
    long starts = ftell(file);
    fclose(file);
    if (starts <= 2)
        return;
    puts("this machine is not mine");
    fflush(stdout);
    _exit(9); /* tests are known by now, so that exit would complain that none of them ran */
}
TEST(s, runs) { }
TEST(s, ends_its_worker) { _exit(0); }
TEST(s, never_runs) { }
END
compile dies.c dies
run 2 "workers that do not come to sb_main" timeout 20 ./dies --start=spawn --jobs=1
says "worker 0 ended with code 9 before it began a test, three times; it said:"
says "this machine is not mine"
says "1 PLANNED TEST DID NOT RUN"
ok "workers that die before sb_main end the run, and are told with what they said"

cat >stays.c <<'END'
#include <seedbed.h>
#include <seedbed/ext/resource.h>
static int prepare(const sb_resource_plan *plan) { return plan == NULL; }
static int begin(const sb_suite *suite, const char *name, uint64_t stream) { return suite == NULL && name == NULL && stream; }
static const sb_resource stays = { .name = "a connection", .rank = 50, .prepare = prepare, .begin = begin };
__attribute__((constructor)) static void add(void)
{
    static sb_resource_node node = { &stays, NULL };
    sb_add_resource(&node);
}
TEST(s, runs) { }
END
compile stays.c stays
run 78 "a resource that cannot be handed over" ./stays --start=spawn
says "the resource \`a connection\` cannot be handed to a spawned worker: it has no hand_over; use --start=fork"
run 0 "the same, forked" ./stays
run 0 "the same without workers" ./stays --start=spawn --isolate=none
ok "a resource without hand_over refuses --start=spawn, and nothing else"

# The sandbox by its own scripts: locks, resets, guards, escapes, with workers that only map what main made.
cd "$top" || exit 1
for script in killed reset escapes; do
    mkdir "$SCRATCH/$script"
    SEEDBED_START=spawn SCRATCH=$SCRATCH/$script sh "selftest/integration/$script.sh" >"$SCRATCH/said" 2>&1 </dev/null ||
        fail "$script.sh with spawned workers"
    ok "$script.sh with spawned workers"
done
echo "1..$checks"
