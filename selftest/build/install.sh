#!/bin/sh
# install.sh -- puts headers, libraries, the command, four pkg-config modules and a CMake package below DESTDIR PREFIX.
#
#     selftest/build/install.sh build/release DESTDIR PREFIX VERSION
set -eu
out=$1 prefix=$3 version=$4
case $prefix in
/*) ;;
*) echo "PREFIX=$prefix: say it from the root on; it stands in seedbed.pc and SeedbedConfig.cmake" >&2 && exit 64 ;;
esac
to=$2$3
soversion=${version%.*} # as in the Makefile: the layout may change with the minor version while the major one is 0

install -d "$to/include/seedbed/ext" "$to/lib/pkgconfig" "$to/lib/cmake/Seedbed" "$to/bin"
install -m 644 include/seedbed.h "$to/include"
install -m 644 include/seedbed/*.h "$to/include/seedbed"
install -m 644 include/seedbed/ext/*.h "$to/include/seedbed/ext"
install -m 644 "$out/libseedbed.a" "$to/lib"
if [ "$(uname -s)" = Darwin ]; then
    shared=libseedbed.$soversion.dylib soname=$prefix/lib/$shared
    install -m 755 "$out/libseedbed.so" "$to/lib/$shared"
    ln -sf "$shared" "$to/lib/libseedbed.dylib"
else
    shared=libseedbed.so.$version soname=libseedbed.so.$soversion
    install -m 755 "$out/libseedbed.so" "$to/lib/$shared"
    ln -sf "$shared" "$to/lib/$soname"
    ln -sf "$soname" "$to/lib/libseedbed.so"
fi
if [ -f "$out/seedbed" ]; then
    install -m 755 "$out/seedbed" "$to/bin"
fi

module() { # name description; the rest comes on standard input
    {
        printf 'prefix=%s\nlibdir=${prefix}/lib\nincludedir=${prefix}/include\n\n' "$prefix"
        printf 'Name: %s\nDescription: %s\nVersion: %s\n' "$1" "$2" "$version"
        cat
    } >"$to/lib/pkgconfig/$1.pc"
}
# Everything. sqlite3 is not private: an application under test calls it too.
module seedbed "unit tests in C, with database sandboxes and generated data" <<'END'
Requires: seedbed-sqlite
END
module seedbed-sqlite "Seedbed with sandboxes on SQLite" <<'END'
Requires: sqlite3
Requires.private: libpcre2-8 libfyaml
Libs.private: -lm -ldl
Cflags: "-I${includedir}"
Libs: "-L${libdir}" -lseedbed -pthread
END
# libpq is the application's own: Seedbed loads it when a sandbox is on PostgreSQL. It stands behind Seedbed, so that the functions by
# which the application connects are found there first.
module seedbed-postgres "Seedbed with sandboxes on PostgreSQL" <<'END'
Requires: seedbed-sqlite libpq
END
# The archive by its name: the linker takes from it what a program uses, and no database library comes along.
module seedbed-core "Seedbed's assertions and runner alone, without a database" <<'END'
Cflags: "-I${includedir}" -DSEEDBED_CORE
Libs: "${libdir}/libseedbed.a" -Wl,--as-needed -lpcre2-8 -Wl,--no-as-needed -lm -ldl -pthread
END

# The same for CMake. A | cannot be in a path that make has taken so far.
for file in docs/packaging/cmake/*; do
    name=$(basename "$file" .in)
    sed -e "s|@PREFIX@|$prefix|g" -e "s|@VERSION@|$version|g" -e "s|@SHARED@|$shared|g" -e "s|@SONAME@|$soname|g" \
        -e "s|@PUBLIC_LIBRARIES@|sqlite3|" -e "s|@PRIVATE_LIBRARIES@|pcre2-8 fyaml|" -e "s|@CORE_LIBRARIES@|pcre2-8|" \
        "$file" >"$to/lib/cmake/Seedbed/$name"
done
