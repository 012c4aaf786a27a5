# generate.awk -- the sources of the bench: trivial passing tests for one framework, or a file of assertions.
#
#     awk -f generate.awk -v peer=cmocka -v first=0 -v last=1000        tests 0 to 999, a file of its own
#     awk -f generate.awk -v peer=cmocka -v total=10000 -v table=1      the file that lists them all and has main
#     awk -f generate.awk -v peer=cmocka -v assertions=1000             1000 assertions in 50 functions; 0: the functions alone
BEGIN {
    include["seedbed"] = "#define SEEDBED_CORE\n#include <seedbed.h>"
    include["cmocka"] = "#include <setjmp.h>\n#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <cmocka.h>"
    include["check"] = "#include <check.h>\n#include <stdlib.h>"
    include["criterion"] = "#include <criterion/criterion.h>"
    include["bare"] = "#include <stdlib.h>"
    head["seedbed"] = "TEST(bench, test_%d)"
    head["cmocka"] = "void test_%d(void **state)"
    head["check"] = "START_TEST(check_%d)"
    head["criterion"] = "Test(bench, test_%d)"
    head["bare"] = "void test_%d(int x)"
    equal["seedbed"] = "should(x, equal_to(%d));"
    equal["cmocka"] = "assert_int_equal(x, %d);"
    equal["check"] = "ck_assert_int_eq(x, %d);"
    equal["criterion"] = "cr_assert_eq(x, %d);"
    equal["bare"] = "if (x != %d)\n        abort();"
    print include[peer]
    if (table) list()
    else if (assertions != "") assert_in_functions()
    else for (i = first; i < last; i++) test(i)
}

function test(i) {
    if (peer == "cmocka" || peer == "bare") printf head[peer] ";\n", i
    printf head[peer] "\n{\n", i
    if (peer == "bare") print "    x++;"
    else print "    int x = 1;"
    if (peer == "cmocka") print "    (void)state;"
    printf "    " equal[peer] "\n}\n", 1
    if (peer == "check") printf "END_TEST\nvoid add_%d(TCase *to);\nvoid add_%d(TCase *to)\n{\n    tcase_add_test(to, check_%d);\n}\n", i, i, i
}

# Seedbed and Criterion find their tests and bring a main; the others want to be told.
function list() {
    if (peer == "seedbed" || peer == "criterion") return
    for (i = 0; i < total; i++)
        printf (peer == "check" ? "void add_%d(TCase *to);\n" : head[peer] ";\n"), i
    if (peer == "check") {
        print "static void (*const add[])(TCase *) = {"
        for (i = 0; i < total; i++) printf "    add_%d,\n", i
        print "};\nint main(void)\n{\n    Suite *suite = suite_create(\"bench\");\n    TCase *one = tcase_create(\"bench\");"
        print "    suite_add_tcase(suite, one);\n    for (size_t i = 0; i < sizeof add / sizeof *add; i++)\n        add[i](one);"
        print "    SRunner *runner = srunner_create(suite);\n    srunner_set_fork_status(runner, CK_FORK);"
        print "    srunner_run_all(runner, CK_NORMAL);\n    int failed = srunner_ntests_failed(runner);"
        print "    srunner_free(runner);\n    return failed != 0;\n}"
    } else if (peer == "cmocka") {
        print "int main(void)\n{\n    static const struct CMUnitTest tests[] = {"
        for (i = 0; i < total; i++) printf "        cmocka_unit_test(test_%d),\n", i
        print "    };\n    return cmocka_run_group_tests(tests, NULL, NULL);\n}"
    } else {
        print "static void (*const tests[])(int) = {"
        for (i = 0; i < total; i++) printf "    test_%d,\n", i
        print "};\nint main(void)\n{\n    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)\n        tests[i](0);\n    return 0;\n}"
    }
}

function assert_in_functions(   f, i) {
    for (f = 0; f < 50; f++) {
        printf "void f_%d(int x);\nvoid f_%d(int x)\n{\n    (void)x;\n", f, f
        for (i = 0; i < assertions / 50; i++) printf "    " equal[peer] "\n", f * 20 + i
        print "}"
    }
}
