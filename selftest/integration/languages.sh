#!/bin/sh
# languages.sh -- the headers in C11 to C2x and in C++11 to C++20, by each compiler there is: all warnings are errors, and what was built
# is run.
set -u
here=selftest/integration/languages
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
libraries="$BUILD/libseedbed.a $(${PKG_CONFIG:-pkg-config} --libs sqlite3 libpcre2-8 libfyaml) -ldl -lm -pthread"
fail() {
    echo "$*"
    exit 1
}
# build COMPILER STANDARD NAME [FLAGS...] -> $SCRATCH/NAME
build() {
    compiler=$1 standard=$2 name=$3
    shift 3
    case $name in *.c) kind=c ;; *) kind=c++ ;; esac
    $compiler -std=$standard $warnings "$@" -Iinclude -x $kind $here/$name -x none -o "$SCRATCH/$name" $libraries ||
        fail "$name does not build by $compiler -std=$standard $*"
}
passes() { # NAME OPTIONS...
    name=$1
    shift
    "$SCRATCH/$name" --jobs=1 --report=tap "$@" >"$SCRATCH/said" 2>&1 || fail "$name, built by $compiler -std=$standard, fails: $(cat "$SCRATCH/said")"
    grep -q '^ok 1 ' "$SCRATCH/said" || fail "$name, built by $compiler -std=$standard, has no test: $(cat "$SCRATCH/said")"
}
# Calls depend on the compiler, and so does what it says before it ends the program.
without_calls() {
    awk '/^  calls, innermost first:$/ { calls = 1; next }
         calls && /^    [^|]/ { next }
         { calls = 0 }
         !/^    \| terminate called|libc\+\+abi: terminating/'
}

found=
for compiler in gcc clang; do
    command -v $compiler >/dev/null 2>&1 || continue
    found="$found $compiler"
    for standard in c11 c17 c2x gnu17; do
        build $compiler $standard boxes.c -O1
        passes boxes.c
        build $compiler $standard prefixed.c
        passes prefixed.c
    done
done
for compiler in g++ clang++; do
    command -v $compiler >/dev/null 2>&1 || continue
    found="$found $compiler"
    for standard in c++11 c++14 c++17 c++20 gnu++20; do
        optimized= # some warnings need it
        case $standard in c++11 | c++20) optimized=-O1 ;; esac
        build $compiler $standard boxes.cpp $optimized
        passes boxes.cpp
    done
    for standard in c++11 c++20; do
        for program in objects.cpp mocks.cpp prefixed.cpp; do
            build $compiler $standard $program
            passes $program
        done
    done
    build $compiler c++20 suites.cpp -g
    for start in fork spawn; do
        passes suites.cpp --start=$start
    done
    build $compiler c++20 suites.cpp -DSEEDBED_CORE
    passes suites.cpp

    build $compiler c++11 leaving.cpp -O2
    "$SCRATCH/leaving.cpp" --pinned --jobs=1 --colour=never --rerun-crashed=none >"$SCRATCH/raw" 2>&1
    [ $? = 1 ] || fail "leaving.cpp, built by $compiler: the exit code is not 1: $(cat "$SCRATCH/raw")"
    without_calls <"$SCRATCH/raw" | sed "s|$SCRATCH/||g" >"$SCRATCH/said"
    diff -u $here/leaving.txt "$SCRATCH/said" || fail "leaving.cpp, built by $compiler, does not say what leaving.txt does"
done

# The example, which knows no more than the name of the module.
case $found in
*++*)
    . selftest/integration/lib_installed.sh
    install_seedbed "$SCRATCH/there"
    cp -R docs/examples/cpp "$SCRATCH/cpp"
    for compiler in g++ clang++; do
        command -v $compiler >/dev/null 2>&1 || continue
        run 0 "the example by $compiler" make -C "$SCRATCH/cpp" clean test CXX="$compiler" CXXFLAGS="-std=c++20 $warnings" ARGS=--report=tap
        says '^1\.\.6$'
    done
    ;;
esac
if [ -z "$found" ]; then
    echo "no compiler is here (apt-get install gcc g++ clang)"
    exit 77
fi
exit 0
