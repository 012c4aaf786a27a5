#!/bin/sh
# sample.sh -- seedbed sample: the same rows for the same seed, CSV that others read, files that are written whole, mistakes named.
set -eu
cd "$SCRATCH"
seedbed=$BUILD/seedbed
die() {
    cat said 2>/dev/null
    echo "sample: $*"
    exit 1
}

"$seedbed" sample users --rows 2 --seed 42 --format csv >said
printf '%s\r\n' n,username,full_name,email,sex,birthday,locale,country,region,city,street,postcode,phone,time_zone,role,age \
    '1,paolo.fontana1,Paolo Fontana,paolo.fontana1@example.net,male,1973-11-05,it_IT,IT,Lombardia,Milano,Via Roma 133,20135,+39 973 847 0310,Europe/Rome,teacher,52' \
    '2,tarek.nour2,طارق نور,tarek.nour2@example.org,male,1987-05-04,ar_SA,SA,منطقة مكة المكرمة,مكة المكرمة,120 شارع الحديقة,24896,+966 12 011 8033,Asia/Riyadh,student,38' >wanted
cmp said wanted || die "the first users of seed 42 are others"
"$seedbed" sample courses --rows=1 --seed=0x2a >said
printf '%s\n' 'n  code     title                         category          term         seats  price_cents' \
    '1  CSC-101  A Short Course in Algorithms  Computer science  winter 2026  17     4900' >wanted
cmp said wanted || die "the first course of seed 42 is another, or the table is not aligned"

# Ten thousand at a time, no user name and no pair twice.
[ "$("$seedbed" sample users --rows 10000 --format csv | cut -d, -f2 | sort | uniq -d | wc -l)" -eq 0 ] || die "a user name comes twice"
[ "$("$seedbed" sample enrolments --rows 10000 --format csv | cut -d, -f2,3 | sort | uniq -d | wc -l)" -eq 0 ] || die "a pair comes twice"

# As wished; and the columns of a table are aligned in every script, which Python can say of a text.
[ "$("$seedbed" sample users --rows 50 --locale nb --sex female --format csv | grep -c ',female,.*,nb_NO,NO,')" -eq 50 ] || die "not all are as wished"
if command -v python3 >/dev/null 2>&1; then
    "$seedbed" sample users --rows 300 | python3 -c '
import sys, unicodedata
def columns(text): return sum(0 if unicodedata.category(c) == "Mn" else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
lines = sys.stdin.read().splitlines()
at = lines[0].index("sex")
for line in lines[1:]:
    found = [i for i in range(len(line)) if columns(line[:i]) == at and line[i:].startswith(("male", "female"))]
    if not found: sys.exit("not aligned: " + line)' 2>said || die "a table is not aligned"
fi

mkdir files
"$seedbed" sample files --rows 8 --out files --format csv >said
[ "$(ls -A files | wc -l)" -eq 8 ] || die "8 files were wanted in the folder"
if command -v sha256sum >/dev/null 2>&1; then
    tail -n +2 said | tr -d '\r' | while IFS=, read -r n name type size digest; do
        [ "$(sha256sum "files/$name" | cut -d' ' -f1)" = "$digest" ] || die "files/$name is not what the list says"
    done
fi

# Of one kind, and of exactly the size.
mkdir sized
"$seedbed" sample files --rows 3 --kind pdf --size 20KiB --out sized >/dev/null
[ "$(find sized -name '*.pdf' -size 20480c | wc -l)" -eq 3 ] || die "3 PDFs of 20480 bytes were wanted: $(ls -l sized)"
"$seedbed" sample files --rows 1 --kind csv --size 0 --format csv >said
tail -1 said | grep -q ',text/csv,0,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' || die "an empty file was wanted"
# One that gets too large, as on a full disk, is told and leaves nothing.
mkdir full
code=0
(ulimit -f 100 && "$seedbed" sample files --rows 1 --kind png --size 1MB --out full) >said 2>&1 || code=$?
[ $code = 1 ] && grep -q 'cannot write full/.*: File too large, after' said || die "exit code $code: a file that gets too large was not noticed"
[ -z "$(ls -A full)" ] || die "left behind: $(ls -A full)"

# Exit code, then what is said.
refuse() {
    code=$1 text=$2
    shift 2
    got=0
    "$seedbed" sample "$@" >said 2>&1 || got=$?
    [ $got = "$code" ] || die "exit code $got and not $code: sample $*"
    grep -qF -- "$text" said || die "not said: $text"
}
refuse 64 'did you mean `users`?' user
refuse 64 'did you mean `--rows`?' users --row 3
refuse 64 'did you mean `csv`?' users --format cvs
refuse 64 '--rows wants a whole number below 2^64, and was given `-3`' users --rows=-3
refuse 64 '--rows wants a whole number below 2^64, and was given `18446744073709551616`' users --rows 18446744073709551616
refuse 64 'a value is missing behind --seed' users --seed
refuse 64 'what kind is missing' --rows 3
refuse 64 'people have no locale `nbb`; did you mean `nb`?' users --locale nbb
refuse 64 'people have no sex `femal`; did you mean `female`?' users --sex=femal
refuse 64 '--locale and --sex are for users, and these are courses' courses --locale nb
refuse 64 '--out is for files, and these are users' users --out files
refuse 64 '--kind is for files, and these are users' users --kind pdf
refuse 64 'did you mean `pdf`?' files --kind pfd
refuse 64 'there are no generated files of the kind `jpeg`: of images there are png and svg' files --kind jpeg
for size in 1XB -1 5.1B 1e3 '' 99999999999G; do
    refuse 64 "--size wants a size such as 0, 5000, 64KiB, 10MB or 1GiB, and was given \`$size\`" files --size="$size"
done
refuse 1 'a generated zip file has at most 4294967295 bytes' files --kind zip --size 4GiB
refuse 1 'cannot write a file in the folder none: No such file or directory' files --out none
if [ -e /dev/full ]; then
    code=0
    "$seedbed" sample users >/dev/full 2>said || code=$?
    [ $code = 1 ] || die "a full disk was not noticed"
fi
