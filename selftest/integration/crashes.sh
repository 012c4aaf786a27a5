#!/bin/sh
# crashes.sh -- crash reports of a program as its author builds it: optimised, spawned, without debug information, without libdw.
set -u
core=$BUILD/libseedbed.a
include=$PWD/include
cc=${CC:-gcc}
cd "$SCRATCH" || exit 1
fail() {
    echo "$1"
    cat said
    exit 1
}
build() { # output option...
    out=$1
    shift
    $cc "$@" -I"$include" -o "$out" crash.c store.c "$core" -Wl,--as-needed -lpcre2-8 -Wl,--no-as-needed -lm -ldl -pthread >said 2>&1 || fail "it does not build: $*"
}
says() { grep -qE -- "$1" said || fail "$what: it does not say: $1"; }
says_not() { ! grep -qE -- "$1" said || fail "$what: it says: $1"; }

cat >store.h <<'END'
void store_put(int *at);
END
cat >store.c <<'END'
#include "store.h"
static inline void put(int *at) { *(volatile int *)at = 1; }
__attribute__((noinline)) void store_put(int *at)
{
    put(at);
    __asm__ volatile("");
}
END
cat >crash.c <<'END'
#define SEEDBED_CORE
#include "store.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdlib.h>
#include <unistd.h>
TEST(c, first) { should(1, equal_to(1)); }
TEST(c, null) { store_put(NULL); __asm__ volatile(""); }
static int deep(int n) { volatile char room[64]; room[0] = (char)n; return n < 0 ? room[0] : 1 + deep(n + 1) + room[0]; }
static void *run_deep(void *arg) { (void)arg; deep(0); return NULL; }
TEST(c, thread) { pthread_t t; pthread_create(&t, NULL, run_deep, NULL); pthread_join(t, NULL); }
TEST(c, leaves, .timeout = 20) { pthread_exit(NULL); }
TEST(c, last) { should(1, equal_to(1)); }
END

for level in -O0 -O2; do
    for start in fork spawn; do
        what="$level --start=$start"
        build crash $level -g
        ./crash --start=$start >said 2>&1 && fail "$what: it passes"
        says '^ +put at store.c:2$'
        says '^ +store_put at store.c:5$'
        says '^ +the test c/null at crash.c:8$'
        says_not 'sb_run_|sb_worker|running\.c'
        says 'stack of a thread is full'
        says '^EXIT +c/leaves'
        says '2 passed|2 crashed, 1 exited'
    done
done

# Some debug information has whole paths; places are told as __FILE__ has them.
for cc in gcc clang; do
    command -v $cc >/dev/null 2>&1 || continue
    for version in 4 5; do
        what="$cc -gdwarf-$version"
        build other -O0 -gdwarf-$version
        ./other c/null >said 2>&1
        says '^ +store_put at store.c:5$'
        says '^ +the test c/null at crash.c:8$'
    done
done
cc=${CC:-gcc}

# gcc writes a table of the addresses of its units, which clang does not: in one program some are in it, and some are not.
if command -v gcc >/dev/null 2>&1 && command -v clang >/dev/null 2>&1; then
    for in_table in store crash; do
        what="only $in_table.c in the table of addresses"
        for source in store crash; do
            by=clang
            [ $source = $in_table ] && by=gcc
            $by -g -O0 -I"$include" -c -o $source.o $source.c || fail "$what: $source.c does not compile"
        done
        $cc -o both crash.o store.o "$core" -Wl,--as-needed -lpcre2-8 -Wl,--no-as-needed -lm -ldl -pthread >said 2>&1 || fail "$what: it does not link"
        ./both c/null >said 2>&1
        says '^ +store_put at store.c:5$'
        says '^ +the test c/null at crash.c:8$'
    done
fi

what="without debug information"
build bare -O0
./bare c/null >said 2>&1
says '^ +store_put in bare$'
says '^ +the test c/null in bare$'

what="without libdw"
mkdir none
: >none/libdw.so.1
LD_LIBRARY_PATH=$SCRATCH/none ./crash c/null >said 2>&1
says 'killed by SIGSEGV: a NULL pointer was used: it wrote to address 0x0'
says '^ +0x[0-9a-f]+ in crash$'
says 'install elfutils'

what="--isolate=none"
(ulimit -c 0 && ./crash --isolate=none c/null) >said 2>&1
[ $? = 139 ] || fail "$what: it did not die of the signal"
says '^seedbed: SIGSEGV ended the run in c/null; without --isolate=none'
exit 0
