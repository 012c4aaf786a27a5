#!/bin/sh
# install.sh -- what `make install` puts somewhere is complete: programs build against it by pkg-config and run; uninstall leaves nothing.
set -u
to=$SCRATCH/there
build=$(dirname "$BUILD")
cc=${CC:-gcc}
fail() {
    echo "$1"
    exit 1
}
export PKG_CONFIG_PATH=$to/lib/pkgconfig

make BUILD="$build" PREFIX="$to" DESTDIR= install || fail "make install"
[ "$("$to/bin/seedbed" --version)" ] || fail "the command does not run"
[ -f "$to/include/seedbed/ext/reporter.h" ] || fail "headers for authors of extensions are not there"

cat >"$SCRATCH/all.c" <<'END'
#include <seedbed.h>
TEST(installed, works) { should(1, equal_to(1)); }
END
for std in c11 gnu17 c2x; do
    $cc -std=$std -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -o "$SCRATCH/all" "$SCRATCH/all.c" $(pkg-config --cflags --libs seedbed) ||
        fail "a program does not build with pkg-config seedbed, -std=$std"
done
LD_LIBRARY_PATH=$to/lib "$SCRATCH/all" --report=tap | grep -q '^ok 1' || fail "a program with the shared library does not run"

[ "$(pkg-config --modversion seedbed seedbed-sqlite seedbed-postgres seedbed-core | sort -u)" = "$("$to/bin/seedbed" --version | tr -cd '0-9.')" ] ||
    fail "the pkg-config modules are not of the command's version"
# The archive with all that it needs, as --static names it.
libraries=$(pkg-config --static --libs seedbed | tr ' ' '\n' | grep -v '^-lseedbed$' | tr '\n' ' ')
$cc -o "$SCRATCH/archive" "$SCRATCH/all.c" $(pkg-config --cflags seedbed) "$to/lib/libseedbed.a" $libraries || fail "pkg-config --static seedbed"
"$SCRATCH/archive" --report=tap | grep -q '^ok 1' || fail "a program with the archive does not run"

# An application on PostgreSQL has libpq behind Seedbed, whose functions of libpq's names must come first.
cat >"$SCRATCH/postgres.c" <<'END'
#include <libpq-fe.h>
#include <seedbed.h>
TEST(installed, calls_libpq) { should(PQlibVersion() > 0, be_true); }
END
if pkg-config --exists libpq; then
    $cc -o "$SCRATCH/postgres" "$SCRATCH/postgres.c" $(pkg-config --cflags --libs seedbed-postgres) || fail "pkg-config seedbed-postgres"
    LD_LIBRARY_PATH=$to/lib "$SCRATCH/postgres" --report=tap | grep -q '^ok 1' || fail "a program with libpq does not run"
    case " $(pkg-config --libs seedbed-postgres) " in
    *" -lseedbed "*" -lpq "*) ;;
    *) fail "pkg-config seedbed-postgres names libpq before Seedbed" ;;
    esac
fi
# A program that needs no PostgreSQL does not load its library.
if command -v ldd >/dev/null 2>&1; then
    LD_LIBRARY_PATH=$to/lib ldd "$SCRATCH/all" | grep libpq && fail "libpq comes along where nobody asked for it"
fi

# The core alone: no database library comes along.
$cc -o "$SCRATCH/core" "$SCRATCH/all.c" $(pkg-config --cflags --libs seedbed-core) || fail "pkg-config seedbed-core"
"$SCRATCH/core" --report=tap | grep -q '^ok 1' || fail "a program of the core does not run"
if command -v ldd >/dev/null 2>&1; then
    ldd "$SCRATCH/core" | grep -E 'sqlite|fyaml|libpq|seedbed|pcre' && fail "the core brings a library along that it does not use"
fi

# The example's Makefile, which knows no more than the name of the module.
cp -R docs/examples/builds "$SCRATCH/example"
make -C "$SCRATCH/example" test CC="$cc" ARGS=--report=tap >"$SCRATCH/said" || fail "the example does not build by make and pkg-config"
grep -q '^1\.\.12$' "$SCRATCH/said" || fail "the example does not have its 12 tests: $(cat "$SCRATCH/said")"

make BUILD="$build" PREFIX="$to" DESTDIR= uninstall >/dev/null || fail "make uninstall"
left=$(find "$to" -type f -o -type l)
[ -z "$left" ] || fail "uninstall leaves $left"

make BUILD="$build" PREFIX=/usr DESTDIR="$SCRATCH/stage" install >/dev/null || fail "make install DESTDIR="
grep -q '^prefix=/usr$' "$SCRATCH/stage/usr/lib/pkgconfig/seedbed.pc" || fail "DESTDIR shows in seedbed.pc"
grep -rl "$SCRATCH" "$SCRATCH/stage/usr/lib/cmake" && fail "DESTDIR shows in the CMake package"
grep -rn '@[A-Z_]*@' "$SCRATCH/stage/usr/lib/cmake" && fail "the CMake package has a place that nothing was put in"
make BUILD="$build" PREFIX=relative DESTDIR= install >"$SCRATCH/said" 2>&1 && fail "a PREFIX that is no path from the root is taken"
exit 0
