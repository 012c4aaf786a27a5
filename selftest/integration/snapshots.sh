#!/bin/sh
# snapshots.sh -- snapshots over whole runs: missing, accepted, changed, unused, pruned; where they are looked for; folders that cannot be
# written; several workers at once, forked and spawned; programs without any.
set -u
. selftest/integration/lib_sandbox.sh
export TMPDIR="$SCRATCH/tmp"
mkdir -p "$TMPDIR" "$SCRATCH/run/tests" "$SCRATCH/run/other"
cd "$SCRATCH/run" || exit 1
at=tests/snapshots/page_test

cat >tests/page_test.c <<'END_OF_C'
#define SEEDBED_CORE
#include <pthread.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static const char *env(const char *name, const char *otherwise) { return getenv(name) ? getenv(name) : otherwise; }
TEST(page, renders) { should(env("PAGE", "<h1>Courses</h1>\n<p>12</p>\n"), match_snapshot("front")); }
TEST(page, numbered)
{
    should(chdir("/"), equal_to(0)); /* the folder is not the one of the start any more */
    should("one", match_snapshot);
    for (int i = 0; i < 2; i++)
        should(i, match_snapshot);
}
TEST_EACH(page, rows, (const char *mode; int cents), { "audit", 0 }, { "veri/fied", 4900 })
{
    should(each->cents, match_snapshot("price"));
}
TEST(page, holds_back)
{
    expect("new text", match_snapshot("held"));
    expect(env("GOOD", "no"), equal_to("yes"));
}
TEST(page, flaky, .retries = 1)
{
    static int tries;
    should("the same in each attempt", match_snapshot);
    should(++tries % 2, equal_to(0));
}
TEST(page, bytes_and_empty)
{
    should(bytes("a\0b", 3), match_snapshot("bytes"));
    should("", match_snapshot("empty"));
}
TEST(page, may_skip)
{
    if (getenv("SKIP"))
        skip_test("as asked");
    should("here", match_snapshot("skipped"));
}
SUITE(dated);
SUITE_SETUP(dated) { redact("\\d{4}-\\d\\d-\\d\\d", "<date>"); }
TEST(dated, is_redacted)
{
    char text[100];
    redact("/tmp/[a-z]+", "<folder>");
    snprintf(text, sizeof text, "%s in /tmp/%s by %ld", env("DATE", "2024-01-02"), env("NAME", "abc"), (long)getpid());
    should(text, match_snapshot("line", redacting("by (\\d)\\d*", "by <pid>")));
}
TEST(dated, is_redacted_by_its_suite) { should(env("DATE", "2024-01-02"), match_snapshot("day")); }
TEST(dated, knows_nothing_of_other_tests) { should("/tmp/abc", match_snapshot("folder")); }
TEST(undated, knows_nothing_of_other_suites) { should("2024-01-02", match_snapshot("day")); }
static void *in_thread(void *text)
{
    expect((const char *)text, match_snapshot("threads"));
    return NULL;
}
TEST(page, has_threads)
{
    pthread_t thread;
    should(pthread_create(&thread, NULL, in_thread, "the same"), equal_to(0));
    should(pthread_join(thread, NULL), equal_to(0));
    exit_with(0)
    {
        should("in a block", match_snapshot("block"));
        exit(0);
    }
}
END_OF_C
compile tests/page_test.c page_test

good="env GOOD=yes"
present() { [ -f "$at/$1" ] || fail "$what: $at/$1 is not there: $(ls $at)"; }
absent() { [ ! -e "$at/$1" ] || fail "$what: $at/$1 is there"; }
nothing() { grep -Fq -- "$1" "$SCRATCH/said" && fail "$what: it says: $1"; true; }

run 1 "missing snapshots" $good ./page_test
says "there is no snapshot $at/page.renders.front.snap"
says "+ <p>12</p>"
says "to accept what was got: ./page_test --update-snapshots page/renders"
says "missing"
[ ! -e tests/snapshots ] || fail "a run without --update-snapshots wrote"
ok "a missing snapshot fails, says how to accept it, and nothing is written"

run 1 "the first update" ./page_test --jobs=1 --update-snapshots
says "snapshots: 16 written, 0 changed, 1 not written, because its test failed, 0 unchanged"
absent page.holds_back.held.snap
present page.renders.front.snap
[ "$(cat $at/page.numbered.1.snap $at/page.numbered.3.snap)" = "one1" ] || fail "numbers: $(cat $at/page.numbered.*)"
[ "$(cat $at/dated.is_redacted.line.snap)" = "<date> in <folder> by <pid>" ] || fail "redacted: $(cat $at/dated.is*)"
[ "$(cat $at/dated.knows* $at/undated.*)" = "/tmp/abc2024-01-02" ] || fail "redacted too long: $(cat $at/dated.knows* $at/undated.*)"
printf 'a\0b' | cmp - $at/page.bytes_and_empty.bytes.snap || fail "bytes"
[ "$(ls $at | grep -c 'page\.rows\.veri-fied\.price~[0-9a-f]*\.snap')" = 1 ] || fail "$(ls $at)"
[ -z "$(ls $at | grep -v '\.snap$')" ] || fail "left beside: $(ls $at)"
run 0 "the second update" $good ./page_test --update-snapshots=new
says "snapshots: 1 written, 0 changed, 16 unchanged"
ok "an update writes those of tests that pass otherwise"

run 0 "what was accepted" $good ./page_test
nothing "snapshot"
for how in --isolate=none --isolate=test --start=spawn --repeat=3 --shuffle --retries=2 --jobs=4; do
    run 0 "what was accepted, $how" $good env DATE=2025-11-12 NAME=xyz ./page_test $how
    nothing "snapshot"
done
run 0 "round after round in one process" ./page_test --isolate=none --until-fail=3 page/numbered
cd other || exit 1
run 0 "from another folder" $good ../page_test
cd ..
ok "what was accepted passes, forked and spawned, in any isolation, and from other folders"

PAGE='<h1>Courses</h1>
<p>13</p>
'
export PAGE
for how in --start=fork --start=spawn; do
    run 1 "a mismatch, $how" $good ./page_test $how
    says "- expected, + got; first difference in line 2"
    says "+ <p>13</p>"
    says "snapshot: $at/page.renders.front.snap"
    says "to accept what was got: ./page_test --update-snapshots page/renders"
    says "snapshots: 1 differs, 16 unchanged; --update-snapshots"
done
run 1 "an update of new ones" $good ./page_test --update-snapshots=new
run 0 "an update of one" $good ./page_test --start=spawn --update-snapshots page/renders
says "snapshots: 0 written, 1 changed, 0 unchanged"
run 0 "what was changed" $good ./page_test
unset PAGE
ok "a mismatch shows what differs, and an update takes it"
printf '<h1>Courses</h1>\r\n<p>12</p>\r\n' >$at/page.renders.front.snap
run 1 "line ends" $good ./page_test page/renders
says "only the ends of lines differ: the snapshot has CRLF, and LF is what was got"
ok "a checkout with other line ends is told as one"

run 0 "an update by four workers" $good ./page_test --jobs=4 --repeat=20 --update-snapshots
run 0 "what four workers wrote" $good ./page_test --jobs=4 --repeat=20
[ -z "$(ls $at | grep -v '\.snap$')" ] || fail "left beside: $(ls $at)"
ok "several workers write at once, and each file is whole"

touch $at/page.old.front.snap $at/page.may_skip.front.snap $at/notes.txt
run 0 "unused ones" $good ./page_test
says "2 snapshots are unused, no test asked for them (--update-snapshots=prune removes them):"
says "  $at/page.old.front.snap"
touch $at/page.flaky.old.snap
run 0 "unused ones of a flaky test" $good ./page_test
says "3 snapshots are unused"
says "  $at/page.flaky.old.snap"
rm $at/page.flaky.old.snap
nothing notes.txt
run 0 "unused ones of three rounds" $good ./page_test --repeat=3 --start=spawn
says "2 snapshots are unused"
run 0 "unused ones of a test that was skipped" $good env SKIP=1 ./page_test
says "1 snapshot is unused"
nothing may_skip.
run 0 "a selection" $good ./page_test page --update-snapshots=prune
nothing unused
run 0 "a shard" $good ./page_test --shard=1/2 --update-snapshots=prune
nothing unused
run 0 "an empty shard" $good ./page_test --shard=19/20 page/renders --update-snapshots=prune
nothing unused
run 1 "a failure elsewhere" ./page_test
says "2 snapshots are unused"
present page.old.front.snap
run 0 "pruned" $good ./page_test --update-snapshots=prune
says "2 unused snapshots removed:"
absent page.old.front.snap
absent page.may_skip.front.snap
present notes.txt
rm $at/notes.txt
run 0 "behind pruning" $good ./page_test
nothing snapshot
ok "unused snapshots are listed when all tests ran, and removed on request alone"

cat >more.c <<'END_OF_C'
#define SEEDBED_CORE
#include <fcntl.h>
#include <pthread.h>
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#define LONG_TEXT "a name that is longer than what of it stands in the name of a file"
static const char *text(void) { return getenv("TEXT") ? getenv("TEXT") : "old"; }
TEST(any, of_two)
{
    if (getenv("WRITE"))
        should("gcc", match_snapshot("gcc"));
    if (getenv("WRITE"))
        should("clang", match_snapshot("clang"));
    should(getenv("CLANG") ? "clang" : "gcc", any_of(match_snapshot("gcc"), match_snapshot("clang")));
    should("gcc", any_of(equal_to("gcc"), match_snapshot("gcc"), match_snapshot("clang")));
}
TEST(leaks, descriptor)
{
    should(text(), match_snapshot("a"));
    if (getenv("TEXT"))
        open("/dev/null", O_RDONLY);
}
TEST(leaks, child)
{
    should(text(), match_snapshot("a"));
    if (getenv("TEXT") && !fork()) {
        sleep(60);
        _exit(0);
    }
}
TEST_EACH(a_name_that_is_longer_than_what_of_it_stands_in_the_name_of_a_file,
    a_name_that_is_longer_than_what_of_it_stands_in_the_name_of_a_file, (const char *name), { LONG_TEXT })
{
    should(each->name, match_snapshot(LONG_TEXT));
}
/* So late that main would have ended it, had it not been stopped meanwhile. */
TEST(late, comes_back, .timeout = 0.1)
{
    should(text(), match_snapshot("a"));
    if (!getenv("LATE"))
        return;
    pid_t main = getppid();
    kill(main, SIGSTOP);
    usleep(200000);
    if (!fork()) {
        usleep(500000);
        kill(main, SIGCONT);
        _exit(0);
    }
}
static void *ask(void *text)
{
    expect((const char *)text, match_snapshot("one"));
    return NULL;
}
TEST(many, threads)
{
    pthread_t thread[8];
    char text[8][2] = { "0", "1", "2", "3", "4", "5", "6", "7" };
    if (!getenv("MANY"))
        skip_test("nobody asked for it");
    for (int i = 0; i < 8; i++)
        should(pthread_create(&thread[i], NULL, ask, text[i]), equal_to(0));
    for (int i = 0; i < 8; i++)
        should(pthread_join(thread[i], NULL), equal_to(0));
}
TEST(many, processes)
{
    if (!getenv("MANY"))
        skip_test("nobody asked for it");
    for (int i = 0; i < 8; i++)
        if (!fork()) {
            expect(i, match_snapshot("one"));
            _exit(0);
        }
    while (wait(NULL) > 0)
        continue;
}
TEST(rounds, differ)
{
    static int round;
    if (!getenv("ROUNDS"))
        skip_test("nobody asked for it");
    should(++round, match_snapshot("round"));
}
END_OF_C
compile more.c more
at=snapshots/more
run 0 "more" env WRITE=1 ./more --update-snapshots
says "snapshots: 6 written, 0 changed"
run 0 "more, matched" ./more --update-snapshots=prune
says "snapshots: 0 written, 0 changed, 5 unchanged"
run 0 "the second of two" env CLANG=1 ./more --update-snapshots=prune
nothing removed
[ "$(cat $at/any.of_two.gcc.snap $at/any.of_two.clang.snap)" = gccclang ] || fail "$what: $(cat $at/any.*)"
ok "where one of two is enough neither is written, and both are asked for"
run 0 "no leaks" ./more --leaks --update-snapshots
for how in --start=fork --start=spawn --isolate=test; do
    run 1 "leaks, $how" env TEXT=new ./more $how --leaks --update-snapshots leaks
    says "0 changed, 2 not written, because their tests failed"
done
[ "$(cat $at/leaks.*)" = oldold ] || fail "$what: $(cat $at/leaks.*)"
run 1 "too late" env TEXT=new LATE=1 ./more --update-snapshots late
says "0 changed, 1 not written, because its test failed"
[ "$(cat $at/late.*)" = old ] || fail "$what: $(cat $at/late.*)"
ok "a test that fails by what it leaves behind has its snapshots kept"
for how in --start=fork --start=spawn --isolate=none; do
    run 1 "many at once, $how" env MANY=1 ./more $how --update-snapshots many
    says "before, with another text"
    says "snapshots: 2 written, 0 changed"
    says "2 of 2 tests did not pass"
    rm $at/many.*
done
run 0 "another text in each round" env ROUNDS=1 ./more --isolate=none --until-fail=3 --update-snapshots rounds
[ "$(cat $at/rounds.*)" = 3 ] || fail "$what: $(cat $at/rounds.*)"
rm $at/rounds.*
ok "two texts for one name fail, in threads and in forked processes"
sh -c 'echo $$' >"$SCRATCH/gone"
touch "$at/.tmp-$(cat "$SCRATCH/gone")-1" "$at/.tmp-$$-1"
run 0 "what was left" ./more
present ".tmp-$(cat "$SCRATCH/gone")-1"
run 0 "what was left, updating" ./more --update-snapshots any
absent ".tmp-$(cat "$SCRATCH/gone")-1"
present ".tmp-$$-1"
rm "$at/.tmp-$$-1"
ok "an update removes what a killed one left"
at=tests/snapshots/page_test

run 0 "tap" $good ./page_test --report tap --update-snapshots
says "# snapshots: 0 written, 0 changed, 17 unchanged"
run 0 "a record" $good ./page_test --report json="$SCRATCH/record.json" --update-snapshots
run 0 "a merged record" "$BUILD/seedbed" merge "$SCRATCH/record.json"
says "snapshots: 0 written, 0 changed, 17 unchanged"
run 64 "a mode that there is not" ./page_test --update-snapshots=some
run 78 "a folder that is not there" ./page_test --snapshots=nowhere
says "--snapshots: nowhere is no folder"

mkdir "$SCRATCH/away" && mv tests "$SCRATCH/away/tests" && cp page_test "$SCRATCH/away/other_test" && rm page_test
mkdir "$SCRATCH/far" && mv "$SCRATCH/away/other_test" "$SCRATCH/far/page_test" && cd "$SCRATCH/far" || exit 1
run 1 "without the sources" $good ./page_test
says "tests/page_test.c is not found from $SCRATCH/far upwards"
says "--snapshots=DIR"
run 1 "without the sources, updating" $good ./page_test --update-snapshots
[ "$(ls)" = page_test ] || fail "something was written here: $(ls)"
run 0 "with --snapshots" $good ./page_test --snapshots="$SCRATCH/away" --start=spawn
run 0 "with SEEDBED_SNAPSHOTS" $good env SEEDBED_SNAPSHOTS="$SCRATCH/away" ./page_test
rm "$SCRATCH/away/tests/page_test.c"
run 0 "with the folder of snapshots alone" $good ./page_test --snapshots="$SCRATCH/away"
ok "the folder is found by the source file, or by --snapshots"

# A folder that cannot be written: of one user by its mode, of the other because a file stands there.
cd "$SCRATCH/away/tests/snapshots" || exit 1
run 0 "written before" $good "$SCRATCH/far/page_test" --snapshots="$SCRATCH/away"
rm page_test/page.renders.front.snap
if [ "$(id -u)" = 0 ]; then
    mkdir page_test/page.renders.front.snap
else
    chmod 500 page_test
fi
run 1 "a folder that cannot be written" $good "$SCRATCH/far/page_test" --snapshots="$SCRATCH/away" --update-snapshots page/renders
says "page.renders.front.snap cannot be"
chmod 700 page_test
[ -z "$(ls page_test | grep -v '\.snap$')" ] || fail "left beside: $(ls page_test)"
ok "a snapshot that cannot be written fails its test"

cd "$SCRATCH/run" || exit 1
if command -v g++ >/dev/null 2>&1; then
    cat >plus.cpp <<'END_OF_C'
#define SEEDBED_CORE
#include <seedbed.h>
#include <string>
TEST(plus, matches)
{
    std::string text = "page 12 of 7";
    redact("of \\d", "of <n>");
    should(text.c_str(), match_snapshot("page", redacting("\\d+", "<n>")));
    should(3, all_of(match_snapshot, be_above(2)));
}
END_OF_C
    CC="g++ -std=c++20 -Wall -Wextra -Werror" compile plus.cpp plus
    run 0 "C++, updating" ./plus --update-snapshots
    [ "$(cat snapshots/plus.cpp/plus.matches.page.snap)" = "page <n> of <n>" ] || fail "C++: $(cat snapshots/plus.cpp/*)"
    run 0 "C++" ./plus --start=spawn
    ok "C++ programs have snapshots too"
fi
cat >none.c <<'END_OF_C'
#define SEEDBED_CORE
#include <seedbed.h>
TEST(none, passes) { should(1, equal_to(1)); }
END_OF_C
compile none.c none
run 0 "a program without snapshots" ./none --update-snapshots
says "snapshots: this program has none"
if command -v nm >/dev/null 2>&1; then
    nm none >"$SCRATCH/symbols"
    grep -Eq 'sb__snapshot|sb_m_match_snapshot|sb_pattern' "$SCRATCH/symbols" && fail "it has code of snapshots"
    nm "$SCRATCH/far/page_test" | grep -q sb__snapshot_end || fail "names are not where they are looked for"
fi
ok "a program without snapshots has none of their code"
