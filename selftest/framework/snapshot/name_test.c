/* name_test.c -- the file names of snapshots: readable, safe, and never the same for two. */
#include "../../../framework/snapshot/snapshots.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

static const char *file_name(sb__snapshot_name name)
{
    char *own = sb__snapshot_file_name(&name);
    add_cleanup(free, own);
    return own;
}

static const char *named(const char *row, const char *name)
{
    return file_name(
        (sb__snapshot_name){ .suite = "s", .test = "t", .row = row, .row_size = row ? strlen(row) : 0, .name = name });
}

TEST(snapshot_name, what_is_safe_stands_as_it_is)
{
    should(named(NULL, "front"), equal_to("s.t.front.snap"));
    should(named("audit", "Front_page-2"), equal_to("s.t.audit.Front_page-2.snap"));
    should(file_name((sb__snapshot_name){ .suite = "s", .test = "t", .number = 12 }), equal_to("s.t.12.snap"));
}

TEST(snapshot_name, what_is_not_gets_a_number_of_its_own)
{
    should(named(NULL, "a/b"), match("^s\\.t\\.a-b~[0-9a-f]{8}\\.snap$"));
    should(named(NULL, "../../x"), match("^s\\.t\\.------x~[0-9a-f]{8}\\.snap$"));
    should(named(NULL, "h\xc3\xa9"), match("^s\\.t\\.h--~[0-9a-f]{8}\\.snap$"));
    should(named("", ""), match("^s\\.t\\.\\.~[0-9a-f]{8}\\.snap$"));
    should(named("x y", "z"), match("^s\\.t\\.x-y\\.z~[0-9a-f]{8}\\.snap$"));
}

TEST(snapshot_name, two_names_are_never_one)
{
    should_not(named(NULL, "a/b"), equal_to(named(NULL, "a b")));
    should_not(named("a/b", "c"), equal_to(named("a b", "c")));
    should_not(named("a", "b c"), equal_to(named(NULL, "a.b c")));
    should_not(named("x ", "y"), equal_to(named("x", " y")));
    should_not(named("a b", "c"), equal_to(named("a", "b c")));
    should_not(named(NULL, "1"), equal_to(file_name((sb__snapshot_name){ .suite = "s", .test = "t", .number = 1 })));
    sb__snapshot_name number = { .suite = "s", .test = "a b", .number = 1 }, word = { .suite = "s", .test = "a b", .name = "1" };
    should_not(file_name(number), equal_to(file_name(word)));
}

TEST(snapshot_name, long_names_are_cut_and_told_apart)
{
    char a[301] = "", b[301] = "";
    memset(a, 'a', 300);
    memset(b, 'a', 300);
    b[299] = 'b';
    sb__snapshot_name long_a = { .suite = a, .test = a, .row = a, .row_size = 300, .name = a }, long_b = long_a;
    long_b.name = b;
    should(strlen(file_name(long_a)), be_at_most(255));
    should_not(file_name(long_a), equal_to(file_name(long_b)));
    sb__snapshot_name shifted = long_a;
    long_a.row = shifted.row = NULL;
    long_a.test = a + 240, long_a.name = a + 200;
    shifted.test = a + 239, shifted.name = a + 201; /* as long together */
    should_not(file_name(long_a), equal_to(file_name(shifted)));
}

TEST_EACH(snapshot_name, is_that_of_the_row_that_runs, (const char *mode), { "a b" })
{
    sb_running_test running;
    should(each->mode, equal_to("a b"));
    should(sb_running_test_of(&running), be_true);
    should(running.own_thread, be_true);
    sb__snapshot_name name = sb__snapshot_name_of(running.test);
    should(name.suite, equal_to("snapshot_name"));
    should(name.test, equal_to("is_that_of_the_row_that_runs"));
    should(bytes(name.row, name.row_size), equal_to(bytes("a b", 3)));
}

TEST(snapshot_name, all_of_a_test_begin_alike)
{
    sb__snapshot_name name = { .suite = "s", .test = "t", .row = "a b rest", .row_size = 3, .name = "x/y" };
    char *prefix = sb__snapshot_prefix(&name);
    add_cleanup(free, prefix);
    should(prefix, equal_to("s.t.a-b."));
    should(file_name(name), start_with("s.t.a-b.x-y~"));
}
