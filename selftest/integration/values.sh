#!/bin/sh
# values.sh -- seedbed values: the list, values of a kind, mistakes named; and fake_text in a program of somebody else's.
set -eu
seedbed=$BUILD/seedbed
die() {
    cat "$SCRATCH/said" 2>/dev/null
    echo "values: $*"
    exit 1
}
say() { "$seedbed" values "$@" >"$SCRATCH/said" 2>&1; }
has() { grep -qF -- "$1" "$SCRATCH/said" || die "not said: $1"; }

say || die "the list is not printed"
has 'a date of the year before now [from to form spread]'
[ "$(wc -l <"$SCRATCH/said")" -gt 50 ] || die "there are more kinds than that"
sort -c -k1,1 "$SCRATCH/said" 2>/dev/null || LC_ALL=C sort -c "$SCRATCH/said" || die "the list is not in order"

# The same for the same seed, others for another; options by both spellings; what does not show is spelt out.
say pattern --form '[A-Z]{3}-\d{4}' --rows 3 --seed 7
cp "$SCRATCH/said" "$SCRATCH/first"
[ "$(grep -cE '^[A-Z]{3}-[0-9]{4}$' "$SCRATCH/first")" = 3 ] || die "those are no three texts of the pattern"
say pattern '--form=[A-Z]{3}-\d{4}' --rows=3 --seed=7
cmp "$SCRATCH/said" "$SCRATCH/first" || die "the same seed gives other values"
say pattern --form '[A-Z]{3}-\d{4}' --rows 3 --seed 8
! cmp -s "$SCRATCH/said" "$SCRATCH/first" || die "another seed gives the same values"
say number --from 1 --to 5 --unique --rows 5
[ "$(sort -u "$SCRATCH/said" | wc -l)" = 5 ] || die "a number comes twice"
say date --from=-1d --to=today --rows 1
grep -qE '^2025-12-31$|^2026-01-01$' "$SCRATCH/said" || die "that is no day between yesterday and now"
say text.paragraphs --most 30 --rows 4
[ "$(awk 'length > 30' "$SCRATCH/said" | wc -l)" = 0 ] || die "a text is longer than it may be"
say hostile --rows 400
has '\x01'
has '\r\n'
"$seedbed" values --page | cmp - docs/VALUES.md || die "docs/VALUES.md is not what is made now; type \`make docs\`"

# Exit code, then what is said.
refuse() {
    code=$1 text=$2
    shift 2
    got=0
    say "$@" || got=$?
    [ $got = "$code" ] || die "exit code $got and not $code: values $*"
    has "$text"
}
refuse 64 'there is no kind of value `dat`; did you mean `date`?' dat
refuse 64 '`uuid` does not take `from`: it takes nothing' uuid --from 1
refuse 64 'date: from is "soon", which is no date' date --from soon
refuse 64 'pattern: form is "a(b", and at its character 2 is a ( without its )' pattern --form 'a(b'
refuse 64 'did you mean `--locale`?' company.name --local nb
refuse 64 'one kind at a time, and this is a second: uuid' date uuid
refuse 64 'there is no value for --unique' number --unique=1
refuse 64 '--size wants a whole number below 2^64' text.words --size many
refuse 1 'number: there are 3 different values, and row 4 wants one more' number --from 1 --to 3 --unique

# In tests: a test alone sees what it sees among others, and mistakes fail the test at their place.
cat >"$SCRATCH/fakes.c" <<'END'
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
SUITE(fakes);
static void keep(const char *test)
{
    FILE *out = fopen(getenv("SHOWN"), "a");
    fprintf(out, "%s %s %s %d\n", test, fake_text(uuid), fake_text(company.name, .locale = "de"), (int)fake_int(number));
    fclose(out);

}
TEST(fakes, one) { keep("one"); }
TEST(fakes, two) { keep("two"); }
TEST(fakes, unknown) { fake_text(compny.name); }
TEST(fakes, other) { fake_int(uuid); }
TEST(fakes, wrong) { fake_text(date, .from = "2025-01-01", .to = "2024-01-01"); }
END
libraries="$BUILD/libseedbed.a $(${PKG_CONFIG:-pkg-config} --libs sqlite3 libpcre2-8 libfyaml) -ldl -lm -pthread"
${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -o "$SCRATCH/fakes" "$SCRATCH/fakes.c" $libraries || die "the program does not build"
cd "$SCRATCH"
SHOWN=all ./fakes --seed=7 --jobs=2 'fakes/one' 'fakes/two' >said 2>&1 || die "the tests do not pass"
SHOWN=alone ./fakes --seed=7 'fakes/two' >said 2>&1 || die "a test alone does not pass"
grep '^two' all | cmp - alone || die "a test alone sees other values"
[ "$(cut -d' ' -f2 all | sort -u | wc -l)" = 2 ] || die "two tests see the same values"
SHOWN=other ./fakes --seed=8 --start=spawn 'fakes/two' >said 2>&1 || die "a spawned worker does not pass"
! cmp -s other alone || die "another seed gives the same values"
./fakes 'fakes/unknown' >said 2>&1 && die "a kind that there is none of passes"
has 'fake_text: there is no kind of value `compny.name`; did you mean `company.name`?'
./fakes 'fakes/other' >said 2>&1 && die "a text passes as a number"
has 'fake_int(uuid): this kind gives a text: use fake_text'
./fakes 'fakes/wrong' >said 2>&1 && die "bounds that make no sense pass"
has 'fake_text: date: from is "2025-01-01", which is behind to, "2024-01-01"; exchange them'
