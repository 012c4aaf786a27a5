# generate.awk -- the sources of the bench: trivial tests for one framework.
#
#     awk -f generate.awk -v peer=cmocka -v first=0 -v last=1000        tests 0 to 999, a file of its own
#     awk -f generate.awk -v peer=cmocka -v total=10000 -v table=1      the file that lists them all and has main
#
# With -v every=10 every tenth test writes to NULL; with -v turns=N every test goes N times round a loop of arithmetic.
BEGIN {
    include["bare"] = "#include <stdint.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <time.h>"
    include["seedbed"] = "#define SEEDBED_CORE\n#include <seedbed.h>"
    include["forks"] = include["after"] = include["seedbed"]
    include["cmocka"] = "#include <setjmp.h>\n#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <cmocka.h>"
    include["cunit"] = "#include <CUnit/Basic.h>"
    include["check"] = "#include <check.h>\n#include <stdlib.h>"
    include["criterion"] = "#include <criterion/criterion.h>"
    include["gtest"] = "#include <gtest/gtest.h>"
    head["bare"] = "void test_%d(void)"
    head["seedbed"] = "TEST(bench, test_%d)"
    head["forks"] = head["after"] = head["seedbed"]
    head["cmocka"] = "void test_%d(void **state)"
    head["cunit"] = head["bare"]
    head["check"] = "START_TEST(check_%d)"
    head["criterion"] = "Test(bench, test_%d)"
    head["gtest"] = "TEST(bench, test_%d)"
    equal["bare"] = "if (x != %d)\n        abort();"
    equal["seedbed"] = "should(x, equal_to(%d));"
    equal["forks"] = equal["after"] = equal["seedbed"]
    equal["cmocka"] = "assert_int_equal(x, %d);"
    equal["cunit"] = "CU_ASSERT_EQUAL(x, %d);"
    equal["check"] = "ck_assert_int_eq(x, %d);"
    equal["criterion"] = "cr_assert_eq(x, %d);"
    equal["gtest"] = "ASSERT_EQ(x, %d);"
    print include[peer]
    if (table) list()
    else for (i = first; i < last; i++) test(i)
}

# Frameworks that want to be told of their tests: those are functions with names of our own.
function told() { return peer == "bare" || peer == "cmocka" || peer == "cunit" }

function test(i) {
    if (told()) printf head[peer] ";\n", i
    printf head[peer] "\n{\n", i
    print "    volatile int x = 1;"
    if (peer == "cmocka") print "    (void)state;"
    if (turns) print "    for (long turn = 0; turn < " turns "; turn++)\n        x = (int)((unsigned)x * 48271u % 65521u);\n    x = 1;"
    if (every && i % every == every - 1) print "    volatile int *volatile nowhere = NULL;\n    *nowhere = x;"
    printf "    " equal[peer] "\n}\n", 1
    if (peer == "check") printf "END_TEST\nvoid add_%d(TCase *to);\nvoid add_%d(TCase *to)\n{\n    tcase_add_test(to, check_%d);\n}\n", i, i, i
}

# Seedbed, Criterion and gtest find their tests and bring a main.
function list() {
    if (peer == "forks" || peer == "after") { list_forks(); return }
    if (!told() && peer != "check") return
    for (i = 0; i < total; i++)
        printf (peer == "check" ? "void add_%d(TCase *to);\n" : head[peer] ";\n"), i
    if (peer == "bare") list_bare()
    else if (peer == "cmocka") list_cmocka()
    else if (peer == "cunit") list_cunit()
    else list_check()
}

# The floor: what no runner can do without. A loop over a table, the clock read around each call, what it took recorded, and a line
# printed. The clock is read twice, because the printing of one test is no part of the next.
function list_bare() {
    print "static const struct {\n    const char *name;\n    void (*run)(void);\n} tests[] = {"
    for (i = 0; i < total; i++) printf "    { \"test_%d\", test_%d },\n", i, i
    print "};\nenum { TESTS = sizeof tests / sizeof *tests };\nstatic uint64_t took_ns[TESTS];\n"
    print "static uint64_t now_ns(void)\n{\n    struct timespec t;\n    clock_gettime(CLOCK_MONOTONIC, &t);"
    print "    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;\n}\n"
    print "int main(void)\n{\n    for (int i = 0; i < TESTS; i++) {\n        uint64_t began = now_ns();\n        tests[i].run();"
    print "        took_ns[i] = now_ns() - began;\n        printf(\"ok %s (%llu ns)\\n\", tests[i].name, (unsigned long long)took_ns[i]);"
    print "    }\n    return 0;\n}"
}

# As many processes as there are tests that crash, forked by hand: each child writes to NULL; the parent waits for it. In "forks" from a
# process that is Seedbed's program in all but its main, the same objects and library, and has run nothing; in "after" from one that
# has run Seedbed's tests, reports and all, and has grown by what that takes.
function list_forks() {
    print "#include <sys/wait.h>\n#include <unistd.h>\n\nint main(int argc, char **argv)\n{"
    print (peer == "after" ? "    sb_main(argc, argv);" : "    (void)argc, (void)argv;")
    print "    for (int i = 0; i < " total / every "; i++) {"
    print "        int status;\n        volatile int *volatile nowhere = NULL;\n        pid_t child = fork();\n        if (child == 0)\n            *nowhere = 1;"
    print "        if (child < 0 || waitpid(child, &status, 0) != child || !WIFSIGNALED(status))\n            _exit(1);\n    }"
    print "    _exit(0); /* not exit: the library complains of tests that nobody ran */\n}"
}

function list_cmocka() {
    print "int main(void)\n{\n    static const struct CMUnitTest tests[] = {"
    for (i = 0; i < total; i++) printf "        cmocka_unit_test(test_%d),\n", i
    print "    };\n    return cmocka_run_group_tests(tests, NULL, NULL);\n}"
}

function list_cunit() {
    print "static CU_TestInfo tests[] = {"
    for (i = 0; i < total; i++) printf "    { \"test_%d\", test_%d },\n", i, i
    print "    CU_TEST_INFO_NULL,\n};\nint main(void)\n{\n    CU_SuiteInfo suites[] = { { \"bench\", NULL, NULL, NULL, NULL, tests }, CU_SUITE_INFO_NULL };"
    print "    if (CU_initialize_registry() != CUE_SUCCESS || CU_register_suites(suites) != CUE_SUCCESS)\n        return 1;"
    print "    CU_basic_run_tests();\n    unsigned failed = CU_get_number_of_failures();\n    CU_cleanup_registry();\n    return failed != 0;\n}"
}

function list_check() {
    print "static void (*const add[])(TCase *) = {"
    for (i = 0; i < total; i++) printf "    add_%d,\n", i
    print "};\nint main(void)\n{\n    Suite *suite = suite_create(\"bench\");\n    TCase *one = tcase_create(\"bench\");"
    print "    suite_add_tcase(suite, one);\n    for (size_t i = 0; i < sizeof add / sizeof *add; i++)\n        add[i](one);"
    print "    SRunner *runner = srunner_create(suite);\n    srunner_set_fork_status(runner, CK_FORK);"
    print "    srunner_run_all(runner, CK_NORMAL);\n    int failed = srunner_ntests_failed(runner);"
    print "    srunner_free(runner);\n    return failed != 0;\n}"
}
