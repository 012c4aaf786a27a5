#!/bin/sh
# sanitized.sh -- programs built with sanitizers, and with counters of coverage: what the instrument finds stays with its test, and what
# it counts is written.
set -u
core=$(dirname "$BUILD")/release/libseedbed.a
fail() {
    echo "$1"
    [ ! -f "$SCRATCH/said" ] || cat "$SCRATCH/said"
    exit 1
}
libs="$core -Wl,--as-needed -lpcre2-8 -Wl,--no-as-needed -lm -ldl -pthread"
cd "$SCRATCH" || exit 1
include=$OLDPWD/include

cat >found.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
TEST(found, first) { should(1, equal_to(1)); }
TEST(found, freed) { char *volatile at = malloc(3); free(at); at[1] = 1; }
TEST(found, beyond) { char *volatile at = malloc(3); at[3] = 1; free(at); }
TEST(found, shifted) { volatile int by = 40; volatile int all = 1 << by; (void)all; }
TEST(found, exited) { exit(1); }
TEST(found, last) { die_with(SIGABRT) { abort(); } exit_with(3) { exit(3); } }
END
tried=0
for cc in gcc clang; do
    flags="-g -O0 -fsanitize=address,undefined -fno-sanitize-recover=undefined"
    echo 'int main(void) { return 0; }' >empty.c
    $cc $flags -o empty empty.c >/dev/null 2>&1 && ./empty >/dev/null 2>&1 || continue
    tried=$((tried + 1))
    $cc $flags -I"$include" -o found found.c $libs || fail "$cc: a program with sanitizers does not build"
    ./found --report=tap --jobs=1 >said 2>&1
    [ $? = 1 ] || fail "$cc: not exit code 1"
    grep -q 'message: "stopped by AddressSanitizer: heap-use-after-free' said || fail "$cc: memory used after free is not told"
    grep -q 'message: "stopped by AddressSanitizer: heap-buffer-overflow' said || fail "$cc: memory used beyond its end is not told"
    grep -q 'message: "stopped by UndefinedBehaviorSanitizer: found.c:[0-9:]* runtime error: shift' said || fail "$cc: an undefined shift is not told"
    [ "$(grep -c 'state: crashed' said)" = 3 ] || fail "$cc: not three crashes"
    [ "$(grep -c 'state: exited' said)" = 1 ] || fail "$cc: an exit that no sanitizer asked for is not told as one"
    [ "$(grep -c '^ok' said)" = 2 ] || fail "$cc: the tests before and after do not pass"
    grep -q 'freed by thread' said || fail "$cc: the sanitizer's own report is not among the output"
done

# The library is built without the sanitizer: it leaves frames of the test that have guards around their variables.
cat >left.c <<'END'
#define SEEDBED_CORE
#include <pthread.h>
#include <seedbed.h>
#include <string.h>
static void *fail(void *p) { char room[64]; memset(room, 0, sizeof room); should(strlen(room) + (size_t)p, equal_to(7)); return NULL; }
TEST(left, by_a_thread) { pthread_t t; pthread_create(&t, NULL, fail, NULL); pthread_join(t, NULL); }
TEST(left, by_a_test) { fail(NULL); }
TEST(left, last) { should(1, equal_to(1)); }
END
for cc in gcc clang; do
    $cc -fsanitize=address -o empty empty.c >/dev/null 2>&1 && ./empty >/dev/null 2>&1 || continue
    $cc -g -fsanitize=address -I"$include" -o left left.c $libs || fail "$cc: a program of threads with sanitizers does not build"
    for isolate in test none; do
        ./left --report=tap --jobs=1 --isolate=$isolate >said 2>&1
        [ $? = 1 ] || fail "$cc: --isolate=$isolate: not exit code 1"
        [ "$(grep -c 'state: failed' said)" = 2 ] || fail "$cc: --isolate=$isolate: not two failures"
        ! grep -q AddressSanitizer said || fail "$cc: --isolate=$isolate: the sanitizer takes a thread that fails for a fault"
    done
done

# Coverage without a word to the linker: lines that ran in workers which leave by _exit are counted.
cat >counted.c <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
TEST(counted, once) { should(1, equal_to(1)); }
END
if command -v gcov >/dev/null 2>&1 && gcc --coverage -I"$include" -c counted.c 2>/dev/null; then
    tried=$((tried + 1))
    gcc --coverage -o counted counted.o $libs || fail "a program with --coverage does not build"
    ./counted >said 2>&1 || fail "a program with --coverage does not pass"
    gcov counted.c >said 2>&1
    grep -qE '^ *[1-9][0-9]*\*?: *3:TEST' counted.c.gcov || fail "the line of the test was not counted"
fi
[ $tried -gt 0 ] || { echo "neither a compiler with sanitizers nor gcov is here" && exit 77; }
