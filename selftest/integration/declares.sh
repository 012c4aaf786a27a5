#!/bin/sh
# declares.sh -- SB_STRUCT, object() and array() by each compiler and standard of C; what they refuse, and that the first error says why.
set -u
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -D_GNU_SOURCE -Iinclude -fsyntax-only"
fail() {
    echo "$*"
    exit 1
}
# refused REGEX < what stands behind the declarations of structs.c
refused() {
    cat "$SCRATCH/structs.c" - >"$SCRATCH/refused.c"
    $compiler -std=c11 $warnings "$SCRATCH/refused.c" >"$SCRATCH/said" 2>&1 && fail "$compiler compiles what it should refuse: $1"
    first=$(grep -m 1 'error:' "$SCRATCH/said")
    echo "$first" | grep -Eq "$1" || fail "$compiler should say /$1/ first, and says: $first"
}

cat >"$SCRATCH/structs.c" <<'END_OF_C'
#include <seedbed.h>
typedef struct address { char city[20]; int zip; } address;
typedef struct user {
    int id;
    address home, others[2], *next;
    int *scores, cube[2][2][2];
    size_t n_scores;
    double half;
    unsigned bits : 3;
    __extension__ __int128 wide;
} user;
END_OF_C

compilers=
for compiler in gcc clang; do
    command -v $compiler >/dev/null 2>&1 || continue
    compilers="$compilers $compiler"
    for standard in c11 c17 c2x; do
        for test in object counted diff_items matchers/have_field matchers/be_like matchers/pointee; do
            $compiler -std=$standard $warnings -Werror "selftest/assert/${test}_test.c" >"$SCRATCH/said" 2>&1 ||
                fail "$compiler -std=$standard does not compile ${test}_test.c: $(cat "$SCRATCH/said")"
        done
    done

    refused 'the type of `home` is not known: say typed\(home, its type\), and SB_STRUCT or SB_TYPE of that before user' <<'END_OF_C'
SB_STRUCT(user, id, home);
END_OF_C
    refused 'the type of `others` is not known: say typed\(others' <<'END_OF_C'
SB_STRUCT(user, others);
END_OF_C
    refused 'the type of `wide` is not known' <<'END_OF_C'
SB_STRUCT(user, wide);
END_OF_C
    refused 'the type of `cube` is not known' <<'END_OF_C'
SB_STRUCT(user, cube);
END_OF_C
    refused 'declared_by_SB_STRUCT_address' <<'END_OF_C'
SB_STRUCT(user, typed(home, address));
END_OF_C
    refused '`id` is no address and no array of them' <<'END_OF_C'
SB_STRUCT(address, city);
SB_STRUCT(user, typed(id, address));
END_OF_C
    refused '`home` is no pointer to a address' <<'END_OF_C'
SB_STRUCT(address, city);
SB_STRUCT(user, behind(home, address));
END_OF_C
    refused 'no member named .?nmae' <<'END_OF_C'
SB_STRUCT(user, id, nmae);
END_OF_C
    refused 'bit-field.*bits' <<'END_OF_C'
SB_STRUCT(user, bits);
END_OF_C
    refused '`half`, which should count `scores`, is no integer' <<'END_OF_C'
SB_STRUCT(user, counted(scores, half));
END_OF_C
    refused '`id`, which `n_scores` should count, is no pointer or array' <<'END_OF_C'
SB_STRUCT(user, counted(id, n_scores));
END_OF_C
    refused 'what is in `next` is not known: say counted\(next, n_scores, its type\)' <<'END_OF_C'
SB_STRUCT(user, counted(next, n_scores));
END_OF_C
    refused 'what is in `scores` is no address' <<'END_OF_C'
SB_STRUCT(address, city);
SB_STRUCT(user, counted(scores, n_scores, address));
END_OF_C
    refused 'user has more than 24 fields' <<'END_OF_C'
SB_STRUCT(user, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id);
END_OF_C
    refused 'object: `&n` is no pointer to a address' <<'END_OF_C'
SB_STRUCT(address, city);
TEST(refused, object) { int n = 0; should(object(address, &n), equal_to(object(address, &n))); }
END_OF_C
    refused 'object: `p` is no pointer to a address' <<'END_OF_C'
SB_STRUCT(address, city);
TEST(refused, object) { void *p = NULL; should(object(address, p), equal_to(object(address, p))); }
END_OF_C
    refused 'declared_by_SB_STRUCT_address' <<'END_OF_C'
TEST(refused, object) { address a = { "", 1 }; should(object(address, &a), equal_to(object(address, &a))); }
END_OF_C
    refused 'array: `us` is no array of numbers, strings or pointers: of structs say objects\(type, xs, n\)' <<'END_OF_C'
TEST(refused, array) { address us[2] = { { "", 1 } }; should(array(us, 2), equal_to(array(us, 2))); }
END_OF_C
    refused 'array: the elements of `rows` are arrays' <<'END_OF_C'
TEST(refused, rows) { char rows[2][8] = { "a", "b" }; should(array(rows, 2), contain("a")); }
END_OF_C
    refused 'declared_by_SB_STRUCT_address' <<'END_OF_C'
TEST(refused, pointee) { address a = { "", 1 }; should(&a, pointee(address, have_field(zip, equal_to(1)))); }
END_OF_C
    refused 'object' <<'END_OF_C'
TEST(refused, by_value) { address a = { "", 1 }, b = a; should(a, equal_to(b)); }
END_OF_C
done
if [ -z "$compilers" ]; then
    echo "neither gcc nor clang is here"
    exit 77
fi
exit 0
