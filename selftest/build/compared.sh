#!/bin/sh
# compared.sh -- prints docs/COMPARED.md: failing assertions beside those of other frameworks, with what each printed.
#
#     sh selftest/build/compared.sh >docs/COMPARED.md          make docs
#
# Seedbed's half is the golden output of selftest/golden/compared.c; that of the others was recorded by selftest/golden/compared/run.sh.
set -eu
golden=selftest/golden
awk -f selftest/build/compared.awk $golden/compared/values.h $golden/expected/compared.1.txt $golden/compared.c \
    $golden/compared/cmocka.c $golden/compared/cmocka.txt $golden/compared/criterion.c $golden/compared/criterion.txt \
    $golden/compared/gtest.cc $golden/compared/gtest.txt
