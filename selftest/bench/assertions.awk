# assertions.awk -- a file of assertions for `make bench` to compile: 50 functions of them, or the functions alone.
#
#     awk -f assertions.awk -v way=cmocka -v kind=int -v n=1000         1000 assertions on an int; kind=string: on a string
#     awk -f assertions.awk -v way=cmocka -v kind=int -v n=0            what they are compared with
BEGIN {
    include["seedbed"] = "#define SEEDBED_CORE\n#include <seedbed.h>"
    include["assert"] = "#include <assert.h>\n#include <string.h>"
    include["cmocka"] = "#include <setjmp.h>\n#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <cmocka.h>"
    include["cgreen"] = "#include <cgreen/cgreen.h>"
    include["criterion"] = "#include <criterion/criterion.h>"
    include["criterion_new"] = "#include <criterion/criterion.h>\n#include <criterion/new/assert.h>"
    include["gtest"] = "#include <gtest/gtest.h>"
    include["doctest"] = "#include <doctest/doctest.h>\n#include <string.h>"
    include["catch2"] = "#include <catch2/catch.hpp>\n#include <string.h>"
    type["int"] = "int"
    say["int", "seedbed"] = "should(x, equal_to(%d));"
    say["int", "assert"] = "assert(x == %d);"
    say["int", "cmocka"] = "assert_int_equal(x, %d);"
    say["int", "cgreen"] = "assert_that(x, is_equal_to(%d));"
    say["int", "criterion"] = "cr_assert_eq(x, %d);"
    say["int", "criterion_new"] = "cr_assert(eq(int, x, %d));"
    say["int", "gtest"] = "ASSERT_EQ(x, %d);"
    say["int", "doctest"] = "REQUIRE(x == %d);"
    say["int", "catch2"] = "REQUIRE(x == %d);"
    type["string"] = "const char *"
    say["string", "seedbed"] = "should(x, equal_to(\"value %d\"));"
    say["string", "assert"] = "assert(strcmp(x, \"value %d\") == 0);"
    say["string", "cmocka"] = "assert_string_equal(x, \"value %d\");"
    say["string", "cgreen"] = "assert_that(x, is_equal_to_string(\"value %d\"));"
    say["string", "criterion"] = "cr_assert_str_eq(x, \"value %d\");"
    # The old API takes a const string; the new one copies its operands into variables of char *.
    say["string", "criterion_new"] = "cr_assert(eq(str, (char *)x, \"value %d\"));"
    say["string", "gtest"] = "ASSERT_STREQ(x, \"value %d\");"
    # A comparison of two pointers to char is one of addresses in these two; this is how their manuals have it.
    say["string", "doctest"] = "REQUIRE(doctest::String(x) == \"value %d\");"
    say["string", "catch2"] = "REQUIRE(std::string(x) == \"value %d\");"
    print include[way]
    for (f = 0; f < 50; f++) {
        printf "void f_%d(%s x);\nvoid f_%d(%s x)\n{\n    (void)x;\n", f, type[kind], f, type[kind]
        for (i = 0; i < n / 50; i++) printf "    " say[kind, way] "\n", f * n / 50 + i
        print "}"
    }
}
