#!/bin/sh
# check.sh -- `make check` turns red for each thing it must refuse: seen in a copy of the tree, with one fault put in at a time.
set -u
copy=$SCRATCH/tree
failed=0
mkdir "$copy"
cp -R Makefile assert docs framework generators include selftest "$copy"
cp .clang-format "$copy"
for file in LICENSE README.md .gitignore; do
    if [ -f $file ]; then cp $file "$copy"; fi
done
cd "$copy" || exit 1

# red CHECK PATTERN: the check fails now and a line it prints matches; afterwards the faulty file is gone and it passes.
red() {
    if sh selftest/build/check.sh "$1" >said 2>&1; then
        echo "check $1 stayed green, and should name $2"
        failed=1
    elif ! grep -qE "$2" said; then
        echo "check $1 is red without a line like $2:"
        cat said
        failed=1
    fi
    rm -rf "$fault" said
}
lines() { awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print "    x++;" }'; }

# What is not faulty is green, so that red below means something.
green() { sh selftest/build/check.sh "$1" >"$SCRATCH/said" 2>&1 || { cat "$SCRATCH/said"; failed=1; }; }
for check in top layers libraries size proofs; do green $check; done

fault=assert/right.c
printf '/* right.c -- x. */\n#include "../framework/plan/plan.h"\n' >$fault
red layers '^assert/right.c:2: .*framework/plan/plan.h'
fault=framework/config/right.c
printf '/* right.c -- x. */\n\n#include "../sandbox/sandbox.h"\n' >$fault
red layers '^framework/config/right.c:3: '
fault=framework/plan/up.c
printf '#include "../main.h"\n' >$fault
red layers '^framework/plan/up.c:1: '
fault=include/seedbed/quoted.h
printf '#include "base.h"\n' >$fault
red layers '^include/seedbed/quoted.h:1: '
fault=framework/report/database.c
printf '#include <sqlite3.h>\n' >$fault
red libraries '^framework/report/database.c:1: '
fault=framework/plan/system.c
printf 'int f(void)\n{\n    return memfd_create("x", 0);\n}\n' >$fault
red libraries '^framework/plan/system.c:3: '
fault=framework/process/header.c
printf '#include <stdio.h>\n#include <sys/signalfd.h>\n' >$fault
red libraries '^framework/process/header.c:2: '
fault=framework/record/path.c
printf 'const char *sb_path = "/proc/self/maps";\n' >$fault
red libraries '^framework/record/path.c:1: '

# A proof that has another name now.
fault=selftest/renamed
sed 's/(open_end, leaves/(open_end, left/' selftest/integration/contract/contract_test.c >$fault
cp $fault selftest/integration/contract/contract_test.c
red proofs '^docs/ISOLATION.md:[0-9]+: there is no test open_end/leaves_a_transaction$'

fault=assert/long.c
{ printf '/* long.c -- x. */\n'; lines 499 | sed 's/.*/int x;/'; echo 'int last;'; } >$fault
[ "$(wc -l <$fault)" -eq 501 ] || failed=1
red size '^assert/long.c:501: '
{ printf 'int before;\n\n/* Why. */\nint f(int x,\n    int y)\n{\n'; lines 56; printf '    return x;\n}\n'; } >$fault
red size '^assert/long.c:4: the function has 61 lines'
{ printf 'int before;\n\n/* Why. */\nint f(int x,\n    int y)\n{\n'; lines 55; printf '    return x;\n}\n'; } >$fault
sh selftest/build/check.sh size || { echo "a function of 60 lines is refused"; failed=1; }

# Each is compiled alone, which takes its time: some of them will do, and none beside one that does not compile.
find assert framework generators selftest docs -name '*.h' -exec rm {} +
green headers
find include -name '*.h' -exec rm {} +
fault=framework/plan/alone.h
printf '/* alone.h -- x. */\nsize_t sb_of(const char *text);\n' >$fault
red headers '^framework/plan/alone.h:1: '
fault=framework/plan/warns.h
printf '/* warns.h -- x. */\nstatic inline int sb_narrow(long x)\n{\n    return x;\n}\n' >$fault
red headers '^framework/plan/warns.h:1: '
fault=assert/ugly.c
printf '/* ugly.c -- x. */\nint  ugly( void );\n' >$fault
if sh selftest/build/check.sh format | grep -q skipped; then rm $fault; else red format '^assert/ugly.c:2: '; fi
fault=stray.txt
echo stray >$fault
red top '^stray.txt:1: '
exit $failed
