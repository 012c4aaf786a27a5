# registers.sh -- tests register themselves however their program is put together: by compiler, optimisation, sanitizer, linker and library.
set -eu
# Two files, whose tests stand in the order of the names of the files, one without tests, a library that is linked and one that is
# opened before sb_main.
cat >"$SCRATCH/a.c" <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
FIXTURE(first, (int x));
SETUP(first) { self->x = 1; }
TEST(first, plain) { should(self->x, equal_to(1)); }
TEST(first, with_options, .timeout = 5, .tags = "a b", .needs = "port", .serial = true, .retries = 2)
{
    should(self->x, equal_to(1));
}
TEST_EACH(first, rows, (int n), { 1 }, { 2 }) { should(each->n, be_at_least(1)); }
TEST(first, all_of_them, .timeout = 5, .tags = "c", .needs = "disk", .retries = 2, .todo = "later") { should(self->x, equal_to(2)); }
END
cat >"$SCRATCH/b.c" <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
TEST(second, from_another_file) { should(1, equal_to(1)); }
END
cat >"$SCRATCH/none.c" <<'END'
#define SEEDBED_CORE
#include <seedbed.h>
int nothing(void);
int nothing(void) { return 0; }
END
cat >"$SCRATCH/main.c" <<'END'
#define SEEDBED_CORE
#include <dlfcn.h>
#include <seedbed.h>
#include <stdlib.h>
int main(int argc, char **argv)
{
    const char *path = getenv("TO_OPEN");
    if (path && !dlopen(path, RTLD_NOW))
        return 9;
    return getenv("FORGETS") ? 0 : sb_main(argc, argv);
}
END
sed 's/second/opened/' "$SCRATCH/b.c" >"$SCRATCH/opened.c"
sed 's/second/linked/' "$SCRATCH/b.c" >"$SCRATCH/linked.c"
cat >"$SCRATCH/wanted" <<'END'
first/plain
first/with_options
first/rows/1
first/rows/2
first/all_of_them
second/from_another_file
END

libs=$(pkg-config --libs libpcre2-8)
# $1: compiler and flags. Sources are named without their folder, so that files sort alike everywhere.
build() {
    (cd "$SCRATCH" && $1 -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror -I"$OLDPWD/include" -o program b.c none.c a.c \
        "$BUILD/libseedbed.a" $libs -lm -ldl -pthread)
}
for how in "cc -O0" "cc -O2" "cc -O2 -flto" "cc -Os -no-pie -fno-pie" \
    "cc -O2 -ffunction-sections -fdata-sections -Wl,--gc-sections" "cc -O2 -flto -ffunction-sections -fdata-sections -Wl,--gc-sections" \
    "cc -g -fsanitize=address,undefined" "clang -O0" "clang -O2" "clang -fsanitize=address,undefined" "clang -fsanitize=thread" \
    "clang -O2 -ffunction-sections -fdata-sections -fuse-ld=lld -Wl,--gc-sections"; do
    command -v "${how%% *}" >/dev/null || continue
    case $how in *lld*) command -v ld.lld >/dev/null || continue ;; esac
    build "$how" || { echo "$how: it does not build" && exit 1; }
    "$SCRATCH/program" --list >"$SCRATCH/list"
    sed 's/ .*//' "$SCRATCH/list" | cmp - "$SCRATCH/wanted" || { echo "$how: other tests" && cat "$SCRATCH/list" && exit 1; }
    "$SCRATCH/program" >/dev/null 2>"$SCRATCH/errors" || { echo "$how: it fails" && cat "$SCRATCH/errors" && exit 1; }
done

# Libraries: one copy of Seedbed in libseedbed.so, tests in the program, in a library that it links and in one that it opens.
shared() { cc -std=c11 -D_GNU_SOURCE -Iinclude "$@" -L"$BUILD" -Wl,-rpath,"$BUILD" -lseedbed; }
shared -shared -fPIC -o "$SCRATCH/liblinked.so" "$SCRATCH/linked.c"
shared -shared -fPIC -o "$SCRATCH/opened.so" "$SCRATCH/opened.c"
shared -o "$SCRATCH/program" "$SCRATCH/main.c" "$SCRATCH/a.c" "$SCRATCH/none.c" -Wl,--no-as-needed "$SCRATCH/liblinked.so" \
    -Wl,-rpath,"$SCRATCH" -ldl
count() { "$SCRATCH/program" --list | wc -l | tr -d ' '; }
[ "$(count)" = 6 ] || { echo "linked: $(count) tests, not 6" && exit 1; }
export TO_OPEN="$SCRATCH/opened.so"
[ "$(count)" = 7 ] || { echo "opened: $(count) tests, not 7" && exit 1; }
"$SCRATCH/program" >/dev/null

# A main that forgets them fails, also when all of them are in a library.
shared -o "$SCRATCH/program" "$SCRATCH/main.c" -Wl,--no-as-needed "$SCRATCH/liblinked.so" -Wl,-rpath,"$SCRATCH" -ldl
unset TO_OPEN
if FORGETS=1 "$SCRATCH/program" 2>"$SCRATCH/errors"; then
    echo "a main that runs no tests is green" && exit 1
fi
grep -q 'has tests and ran none' "$SCRATCH/errors"

# A misspelt option is named by the compiler.
printf '#include <seedbed.h>\nTEST(a, b, .timeot = 1) { }\n' >"$SCRATCH/wrong.c"
if cc -std=c11 -Iinclude -c -o /dev/null "$SCRATCH/wrong.c" 2>"$SCRATCH/errors"; then
    echo "a misspelt option is taken" && exit 1
fi
grep -q "timeot" "$SCRATCH/errors"
