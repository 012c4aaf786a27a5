#!/bin/sh
# merge.sh -- `seedbed merge`: shards become the report of one run, and what is no record is told in a sentence, with nothing written.
set -u
golden=$(dirname "$BUILD")/debug/golden
seedbed=$BUILD/seedbed
cd "$SCRATCH" || exit 1
checks=0
ok() {
    checks=$((checks + 1))
    echo "ok $checks - $1"
}
fail() {
    echo "not ok - $what: $1"
    cat said
    exit 1
}
# merge CODE WHAT WORD...: what goes to stderr is in said, the report of the terminal in report.
merge() {
    wanted=$1 what=$2
    shift 2
    "$seedbed" merge "$@" >report 2>said
    got=$?
    [ $got = "$wanted" ] || fail "exit code $got, not $wanted"
}
says() { grep -Fq -- "$1" said || fail "it does not say: $1"; }
reports() { grep -Fq -- "$1" report || fail "it does not report: $1"; }

# A process per test, so that what a crash is told by does not hang on the tests before it.
for program in passes fails ends; do
    "$golden/$program" --seed=1 --jobs=3 --isolate=test --report=json=$program.json >/dev/null 2>&1
    for n in 1 2 3; do
        "$golden/$program" --seed=1 --jobs=1 --isolate=test --shard=$n/3 --report=json=$program.$n.json >/dev/null 2>&1
    done
done

for program in passes fails ends; do
    for report in terminal tap junit; do
        "$golden/$program" --pinned --jobs=3 --isolate=test --report=$report >one 2>/dev/null
        code=$?
        merge $code "$report of the shards of $program" --pinned --report $report $program.2.json $program.1.json $program.3.json
        diff -u one report >said || fail "the report is not that of one run"
        merge $code "$report of $program" --pinned --report=$report $program.json
        diff -u one report >said || fail "a record does not become the report of its run"
    done
done
ok "shards become the report of one run, and a record that of its own"

merge 1 "several reports" --report tap=a.tap --report junit=a.xml --report json=a.json ends.1.json ends.2.json ends.3.json
[ -s a.tap ] && [ -s a.xml ] && grep -q '"from":\["ends.1.json","ends.2.json","ends.3.json"\]' a.json || fail "a report is missing"
merge 1 "a merged record" --pinned --report json a.json
cp report b.json
merge 1 "the same again" --pinned --report json b.json
sed 's/,"from":[^]]*]//' b.json >one && sed 's/,"from":[^]]*]//' report | diff -u one - >said || fail "a record does not survive"
ok "several reports at once, and a merged record is a record"

merge 1 "a missing shard" passes.1.json passes.3.json
says "no record of shard 2 of 3 was given: 2 tests did not run"
reports "2 PLANNED TESTS DID NOT RUN"
merge 0 "a missing shard with --partial" --partial passes.1.json passes.3.json
says "this is a part of the run: no record of shard 2 of 3 was given"
merge 1 "two missing shards" --report tap passes.3.json
says "no record of shards 1, 2 of 3 was given"
reports "not ok 5 - not_run/shards 1, 2 of 3, test 4"
ok "a missing shard fails, and says which"

sed '$d' passes.2.json >torn.json
merge 1 "a record without its end" passes.1.json torn.json passes.3.json
says "torn.json has no line of the end: shard 2 of 3 was killed, or is not over; all its tests are in it"
sed '3,$d' passes.2.json >torn.json
printf '{"event":"result","index":1,"pla' >>torn.json
merge 1 "a line that was cut off" --report tap passes.1.json torn.json passes.3.json
says "1 of its 2 tests is not in it"
reports "not_run/shard 2 of 3, test 2"
merge 1 "a torn record with --partial" --partial torn.json
ok "a torn record fails, and what it tells is reported"

# refused WHAT SENTENCE RECORD...: exit code 64, and no report is begun.
refused() {
    rm -f out.xml
    what=$1 sentence=$2
    shift 2
    merge 64 "$what" --report junit=out.xml "$@"
    says "$sentence"
    [ ! -e out.xml ] || fail "a report was written"
    [ "$(wc -l <said)" -le 3 ] || fail "it says more than a sentence"
}
: >empty.json
printf '{"event":"ru' >begun.json
printf 'hello\n' >words.json
printf '[1, 2]\n' >list.json
printf '{"event":"result"}\n' >headless.json
head -c 4096 "$seedbed" >binary.json
head -c 100000 /dev/zero >zeros.json
sed '1s/"format":1/"format":2/' passes.json >future.json
sed '1s/"seed":"1"/"seed":"2"/' passes.2.json >seed.json
sed '1s/"digest":"[0-9a-f]*"/"digest":"1"/' passes.2.json >digest.json
sed '1s/"shards":3/"shards":4/' passes.2.json >shards.json
sed '1s/"planned":2/"planned":18446744073709551616/' passes.2.json >huge.json
sed '2s/"state":"passed"/"state":"splendid"/' passes.json >state.json
sed '2s/"line":[0-9]*/"line":"1"/' passes.json >line.json
sed '2s/"checks":[0-9]*,//' passes.json >key.json
sed '3s/"index":1/"index":0/' passes.json >twice.json
sed '2s/"place":[0-9]*/"place":99/' passes.json >place.json
sed '3d' passes.json >lost.json
sed '2s/"suite":"[^"]*"/"suite":"s","suite_base64":"!!"/' passes.json >base64.json
cat passes.json passes.json >two.json
sed 's/"place":1/"place":0/' passes.2.json >overlap.json
sed '2s/"attempts":1/"attempts":4000000000/' passes.json >attempts.json
sed '1s/"began_unix_ms":[0-9]*/"began_unix_ms":9223372036854775807/' passes.json >late.json
sed '2s/"began_ns":[0-9]*/"began_ns":9223372036854775807/' passes.json >began.json
sed -n '1s/:6,/:10000000,/gp' passes.json >many.json
sed '1s/"selected":[0-9]*/"selected":10000000/' passes.1.json >wide.json
sed '2s/"state":"passed"/"state":"failed"/' passes.json >red.json
sed '2s/"state":"failed"/"state":"passed"/;3s/"state":"failed"/"state":"passed"/' fails.json >green.json
sed '$s/"reported":6/"reported":5/' passes.json >fewer.json
sed '$s/"checks":/"checks":1/' passes.json >checks.json
refused "no file" "nowhere.json: cannot be opened: No such file" nowhere.json
refused "a folder" ".: this is a folder; expected a file" .
refused "an empty file" "empty.json: this file is empty" empty.json
refused "a record that was just begun" "begun.json:1:" begun.json
refused "words" "words.json:1:1: this is not JSON" words.json
refused "a list" "list.json:1:1: this is no line of a record" list.json
refused "a record without a head" "headless.json:1:1: this is no record: expected the line of the run first" headless.json
refused "binary rubbish" "binary.json:1:" binary.json
refused "zeros" "zeros.json:1:1: this is not JSON: the byte 0x00" zeros.json
refused "a later format" "future.json:1:25: this record has format 2, and Seedbed" future.json
refused "another seed" "passes.1.json has the seed 1 and seed.json the seed 2; run all shards with one, as in --seed=1" passes.1.json seed.json
refused "another program" "passes.1.json is a record of $golden/passes and fails.2.json one of" passes.1.json fails.2.json
refused "other tests" "passes.1.json and digest.json selected different tests" passes.1.json digest.json
refused "other shards" "is of a run in 3 shards and shards.json of one in 4" passes.1.json shards.json
refused "a shard twice" "passes.2.json and copy.json are both records of shard 2 of 3" passes.2.json "$(cp passes.2.json copy.json && echo copy.json)"
refused "a whole run twice" "are both records of a whole run" passes.json "$(cp passes.json copy.json && echo copy.json)"
refused "a test twice" "two records hold the test at place 0" passes.1.json overlap.json
refused "a number that is too large" "huge.json:1:" huge.json
refused "an unknown state" 'state.json:2:' state.json
says '`state` expects the name of a state, and is `splendid`'
refused "text for a number" '`line` expects a whole number' line.json
refused "a key that is not there" "key.json:2:1: the key \`checks\` is not there" key.json
refused "an index twice" "twice.json:3:1: \`index\` is 0 behind one of 0" twice.json
refused "a place that is not" "place.json:2:1: \`place\` is 99" place.json
refused "lost lines" "lines are lost" lost.json
refused "attempts without end" '`attempts` expects a whole number up to 1001, and is `4000000000`' attempts.json
refused "a time that no clock has" '`began_unix_ms` expects a whole number up to 253402300799999' late.json
refused "a beginning that no clock has" '`began_ns` expects a whole number up to 1000000000000000000' began.json
refused "more tests than the file has room for" "many.json:1:1: \`planned\` is 10000000, and a file of" many.json
refused "more missing tests than there can be" "of 10000000 tests are in no record; give those of the other shards too" wide.json
for altered in red green fewer checks; do
    refused "an altered record ($altered)" "the run counted other results than stand here: lines are altered or lost" $altered.json
done
refused "base64 that is none" "base64.json:2:" base64.json
refused "two runs in a file" "something follows the line of the end" two.json
ok "what is no record, or does not belong together, is refused with a sentence"

# ---- a record that was just begun, beside others ----
for none in empty begun; do
    merge 1 "a shard that was killed at its beginning ($none)" --report tap passes.1.json $none.json passes.3.json
    says "$none.json tells nothing: its run was killed in the first line"
    says "no record of shard 2 of 3 was given"
    reports "not_run/shard 2 of 3"
done
merge 64 "words beside records" passes.1.json words.json
ok "a record that tells nothing is a shard that is missing"

# ---- an empty shard ends as its run did ----
"$golden/passes" --seed=1 --shard=99/99 --exit-skipped=77 --report=json=none.json >/dev/null 2>&1 || fail "an empty shard fails"
merge 0 "an empty shard alone" --partial none.json
says "these shards have none of the 6 selected tests"
ok "an empty shard passes, and so does its record"

# ---- what it reads is not written over ----
cp passes.json own.json
ln -s own.json link.json
merge 64 "a report over its record" --report json=link.json own.json
says "--report json=link.json would be written over the record own.json; name another file"
merge 64 "a report over standard input" --report json=own.json - <own.json
cmp -s own.json passes.json || fail "the record was written over"
merge 0 "standard input" - <passes.json
merge 64 "no record on standard input" - </dev/null
says "standard input: this file is empty"
ok "records are not written over, and come from standard input too"

# ---- what is said to test programs is not said to it ----
TEST_SHARD_INDEX=x TEST_TOTAL_SHARDS=y SLURM_ARRAY_TASK_ID=z SEEDBED_JOBS=all SEEDBED_SEED=q XML_OUTPUT_FILE=out.xml
export TEST_SHARD_INDEX TEST_TOTAL_SHARDS SLURM_ARRAY_TASK_ID SEEDBED_JOBS SEEDBED_SEED XML_OUTPUT_FILE
merge 0 "variables of test programs" passes.json
[ ! -e out.xml ] || fail "it wrote a report for Bazel"
unset TEST_SHARD_INDEX TEST_TOTAL_SHARDS SLURM_ARRAY_TASK_ID SEEDBED_JOBS SEEDBED_SEED XML_OUTPUT_FILE
merge 0 "--help" --help
reports "Usage: seedbed merge [--report NAME[=FILE]]"
ok "variables of test programs are passed over, and --help tells what there is"

merge 64 "no record"
says "no record is named; expected: seedbed merge"
merge 64 "an unknown option" --partail passes.json
says 'the option `--partail` is not known; did you mean `--partial`?'
merge 64 "an option of a run" --jobs=3 passes.json
merge 64 "an unknown reporter" --report junti passes.json
says "did you mean junit?"
merge 64 "a file that cannot be written" --report junit=nowhere/x.xml passes.json
ok "the words of the command line are checked"
echo "1..$checks"
