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
printf '%s\r\n' n,username,full_name,email,country,city,role,age \
    '1,henry.mitchell1,Henry Mitchell,henry.mitchell1@example.org,US,Denver,student,43' \
    '2,henrik.henriksen2,Henrik Henriksen,henrik.henriksen2@example.org,NO,Ålesund,student,37' >wanted
cmp said wanted || die "the first users of seed 42 are others"
"$seedbed" sample courses --rows=1 --seed=0x2a >said
printf '%s\n' 'n  code     title                    category    term         seats  price_cents' \
    '1  PHI-101  A Short Course in Plato  Philosophy  summer 2026  6      0' >wanted
cmp said wanted || die "the first course of seed 42 is another, or the table is not aligned"

# Ten thousand at a time, no user name and no pair twice.
[ "$("$seedbed" sample users --rows 10000 --format csv | cut -d, -f2 | sort | uniq -d | wc -l)" -eq 0 ] || die "a user name comes twice"
[ "$("$seedbed" sample enrolments --rows 10000 --format csv | cut -d, -f2,3 | sort | uniq -d | wc -l)" -eq 0 ] || die "a pair comes twice"

mkdir files
"$seedbed" sample files --rows 8 --out files --format csv >said
[ "$(ls -A files | wc -l)" -eq 8 ] || die "8 files were wanted in the folder"
if command -v sha256sum >/dev/null 2>&1; then
    tail -n +2 said | tr -d '\r' | while IFS=, read -r n name type size digest; do
        [ "$(sha256sum "files/$name" | cut -d' ' -f1)" = "$digest" ] || die "files/$name is not what the list says"
    done
fi

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
refuse 64 '--out is for files, and these are users' users --out files
refuse 1 'cannot write a file in the folder none: No such file or directory' files --out none
if [ -e /dev/full ]; then
    code=0
    "$seedbed" sample users >/dev/full 2>said || code=$?
    [ $code = 1 ] || die "a full disk was not noticed"
fi
