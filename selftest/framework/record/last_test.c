/* last_test.c -- what is remembered of a run until the next. */
#include "../../../framework/record/last.h"
#include "../../../framework/record/last_file.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(last, (sb_last last; char *path; sb_text read; bool moved; char *cache, *home)); /* the last two: of the environment */

SETUP(last)
{
    self->path = sb_format("%s/last", sb_temp_dir());
    add_cleanup(free, self->path);
}

static void bring_back(const char *name, char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
    free(value);
}

TEARDOWN(last)
{
    if (self->moved) {
        bring_back("XDG_CACHE_HOME", self->cache);
        bring_back("HOME", self->home);
    }
    sb_last_release(&self->last);
    sb_text_release(&self->read);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    should(file, not_(be_null));
    fputs(text, file);
    fclose(file);
}

/* The lines behind the first, which only says what it is. */
static const char *lines_of(struct sb_fixture_last *self)
{
    int c;
    FILE *file = fopen(self->path, "r");
    should(file, not_(be_null));
    while ((c = fgetc(file)) != EOF && c != '\n')
        continue;
    self->read.size = 0;
    sb_text_add(&self->read, "%s", "");
    for (char byte; (c = fgetc(file)) != EOF;) {
        byte = (char)c;
        sb_text_put(&self->read, &byte, 1);
    }
    fclose(file);
    return self->read.at;
}

#define HEAD "seedbed last run 1\tx\n"
enum { SLOW = 1000000 };

static void note(sb_last *last, const char *name, uint32_t number, enum sb_state state, uint64_t ns)
{
    sb_planned item = { .name = name, .number = number };
    sb_last_note(last, &item, state, ns);
}

TEST(last, what_is_slow_or_not_good_is_remembered)
{
    sb_last_read(&self->last, self->path, NULL);
    note(&self->last, "s/fast", 0, SB_PASSED, SLOW - 1);
    note(&self->last, "s/slow", 1, SB_PASSED, SLOW);
    note(&self->last, "s/bad", 2, SB_CRASHED, 5);
    note(&self->last, "s/known", 3, SB_XFAILED, 5);
    note(&self->last, "s/later", 4, SB_UNSEEN, 0);
    should(sb_last_write(&self->last, true), equal_to(SB_OK));
    should(lines_of(self), equal_to("passed\t1000000\ts/slow\ncrashed\t5\ts/bad\n"));
}

TEST(last, a_run_with_nothing_to_remember_leaves_that_it_was_there)
{
    sb_recall recall;
    sb_last_read(&self->last, self->path, NULL);
    should(sb_last_recall(&self->last, &recall), be_false);
    note(&self->last, "s/fast", 0, SB_PASSED, 1);
    should(sb_last_write(&self->last, true), equal_to(SB_OK));
    should(lines_of(self), equal_to(""));
    sb_last_release(&self->last);
    sb_last_read(&self->last, self->path, NULL);
    should(sb_last_recall(&self->last, &recall), be_true);
}

TEST(last, what_is_not_changed_is_not_written)
{
    write_file(self->path, HEAD "failed\t1\ts/other\n");
    should(chmod(sb_temp_dir(), 0500), equal_to(0));
    struct stat before, after;
    stat(self->path, &before);
    sb_last_read(&self->last, self->path, NULL);
    note(&self->last, "s/fast", 0, SB_PASSED, 1);
    int rc = sb_last_write(&self->last, false);
    stat(self->path, &after);
    chmod(sb_temp_dir(), 0700);
    should(rc, equal_to(SB_OK));
    should(after.st_ino, equal_to(before.st_ino));
}

TEST_EACH(last, a_file_of_somebody_else_is_left_as_it_is, (const char *text), { "dear diary\n" }, { "x" }, { "failed\t1\ts/a\n" })
{
    write_file(self->path, each->text);
    sb_last_read(&self->last, self->path, NULL);
    should(self->last.foreign, be_true);
    note(&self->last, "s/a", 0, SB_FAILED, 5);
    should(sb_last_write(&self->last, true), equal_to(SB_ERR));
    should(sb_error(), end_with("/last holds something else, and is left as it is"));
    struct stat now;
    should(stat(self->path, &now), equal_to(0));
    should(now.st_size, equal_to((long)strlen(each->text)));
}

TEST(last, two_runs_at_once_keep_what_the_other_found)
{
    write_file(self->path, HEAD "failed\t1\ts/mended\nfailed\t1\ts/both\n");
    sb_last_read(&self->last, self->path, NULL);
    write_file(self->path, HEAD "failed\t1\ts/mended\nfailed\t2\ts/both\nfailed\t3\ts/theirs\n");
    note(&self->last, "s/mended", 0, SB_PASSED, 1);
    note(&self->last, "s/both", 1, SB_CRASHED, 4);
    note(&self->last, "s/ours", 2, SB_FAILED, 5);
    should(sb_last_write(&self->last, true), equal_to(SB_OK));
    should(lines_of(self), equal_to("crashed\t4\ts/both\nfailed\t5\ts/ours\nfailed\t3\ts/theirs\n"));
}

TEST(last, who_writes_waits_for_who_is_at_it)
{
    int lock = sb_last_lock(self->path, false);
    should(lock, be_at_least(0));
    pid_t child = fork();
    if (child == 0) {
        sb_last_read(&self->last, self->path, NULL);
        note(&self->last, "s/theirs", 0, SB_FAILED, 5);
        _exit(sb_last_write(&self->last, true) != SB_OK);
    }
    usleep(100000);
    struct stat now;
    stat(self->path, &now);
    sb_last_unlock(lock);
    int how = -1;
    waitpid(child, &how, 0);
    should(now.st_size, equal_to(0));
    should(how, equal_to(0));
    should(lines_of(self), equal_to("failed\t5\ts/theirs\n"));
}

TEST(last, it_is_recalled_by_name)
{
    sb_recall recall;
    sb_recalled got;
    write_file(self->path, HEAD "failed\t12\ts/a\nnonsense\nfailed\tx\ts/x\nwild\t1\ts/y\npassed\t3000000\ts/b\tc\n");
    sb_last_read(&self->last, self->path, NULL);
    should(sb_last_recall(&self->last, &recall), be_true);
    should(recall.find(recall.env, "s/a", &got), be_true);
    should(got.state == SB_FAILED && got.duration_ns == 12, be_true);
    should(recall.find(recall.env, "s/b\tc", &got), be_true);
    should(recall.find(recall.env, "s/x", &got) || recall.find(recall.env, "s/y", &got), be_false);
}

TEST_EACH(last, not_ours, (const char *text), { "" }, { "failed\t1\ts/a\n" }, { "seedbed last run 2\t\nfailed\t1\ts/a\n" })
{
    sb_recall recall;
    write_file(self->path, each->text);
    sb_last_read(&self->last, self->path, NULL);
    should(sb_last_recall(&self->last, &recall), be_false);
}

TEST_EACH(last, what_did_not_run, (bool all; const char *kept),
    { false, "failed\t7\ts/ran\nfailed\t1\ts/other\nfailed\t1\ts/unseen\n" }, { true, "failed\t7\ts/ran\nfailed\t1\ts/unseen\n" })
{
    write_file(self->path, HEAD "passed\t3000000\ts/ran\nfailed\t1\ts/mended\nfailed\t1\ts/other\nfailed\t1\ts/unseen\n");
    sb_last_read(&self->last, self->path, NULL);
    note(&self->last, "s/ran", 0, SB_FAILED, 7);
    note(&self->last, "s/mended", 1, SB_PASSED, 7);
    note(&self->last, "s/unseen", 2, SB_UNSEEN, 0);
    should(sb_last_write(&self->last, each->all), equal_to(SB_OK));
    should(lines_of(self), equal_to(each->kept));
}

TEST(last, of_rounds_the_worst_is_remembered)
{
    sb_planned second = { .name = "s/a #2", .base = 3, .number = 9 };
    sb_last_read(&self->last, self->path, NULL);
    note(&self->last, "s/a", 9, SB_FAILED, 5);
    sb_last_note(&self->last, &second, SB_PASSED, SLOW + 1);
    should(sb_last_write(&self->last, true), equal_to(SB_OK));
    should(lines_of(self), equal_to("failed\t1000001\ts/a\n"));
}

TEST(last, a_folder_is_no_file)
{
    sb_last_read(&self->last, sb_temp_dir(), NULL);
    note(&self->last, "s/a", 0, SB_FAILED, 5);
    should(sb_last_write(&self->last, true), equal_to(SB_ERR));
    should(sb_error(), all_of(start_with("the last run is not remembered: "), end_with(" is no file")));
}

TEST(last, a_file_that_cannot_be_written_is_said)
{
    char *path = sb_format("%s/none/last", sb_temp_dir());
    add_cleanup(free, path);
    sb_last_read(&self->last, path, NULL);
    note(&self->last, "s/a", 0, SB_FAILED, 5);
    should(sb_last_write(&self->last, true), equal_to(SB_ERR));
    should(sb_error(), contain("none/last cannot be written: "));
}

TEST(last, a_link_stays_one)
{
    char *link = sb_format("%s/link", sb_temp_dir());
    add_cleanup(free, link);
    write_file(self->path, HEAD);
    should(symlink(self->path, link), equal_to(0));
    sb_last_read(&self->last, link, NULL);
    note(&self->last, "s/a", 0, SB_FAILED, 5);
    should(sb_last_write(&self->last, true), equal_to(SB_OK));
    should(lines_of(self), equal_to("failed\t5\ts/a\n"));
}

/* What the environment says of the user's folders is brought back by the TEARDOWN. */
static void set_folders(struct sb_fixture_last *self, const char *cache, const char *home)
{
    const char *old_cache = getenv("XDG_CACHE_HOME"), *old_home = getenv("HOME");
    self->cache = old_cache ? sb_strdup(old_cache) : NULL;
    self->home = old_home ? sb_strdup(old_home) : NULL;
    self->moved = true;
    setenv("XDG_CACHE_HOME", cache, 1);
    setenv("HOME", home, 1);
}

TEST(last, its_place_is_below_the_cache_folder_and_made_when_wanted)
{
    char *cache = sb_format("%s/a/b", sb_temp_dir()), *begin = sb_format("%s/seedbed/prog-", cache);
    add_cleanup(free, cache);
    add_cleanup(free, begin);
    set_folders(self, cache, "/nonexistent");
    sb_last_read(&self->last, NULL, "/bin/prog");
    should(self->last.path, start_with(begin));
    note(&self->last, "s/a", 0, SB_FAILED, 5);
    should(sb_last_write(&self->last, true), equal_to(SB_OK));
    should(access(self->last.path, R_OK), equal_to(0));
}

TEST_EACH(last, place, (const char *cache, *home; bool has), { "", "/tmp", true }, { "relative", "/tmp", true },
    { "", "/nonexistent", false }, { "", "", false })
{
    set_folders(self, each->cache, each->home);
    sb_last_read(&self->last, NULL, "/bin/prog");
    should(self->last.path != NULL, equal_to(each->has));
    if (each->has)
        should(self->last.path, start_with("/tmp/.cache/seedbed/prog-"));
}

TEST(last, two_programs_of_one_name_have_two_places)
{
    set_folders(self, "/cache", "/");
    sb_last_read(&self->last, NULL, "/a/prog");
    char *first = sb_strdup(self->last.path);
    add_cleanup(free, first);
    sb_last_release(&self->last);
    sb_last_read(&self->last, NULL, "/b/prog");
    should(self->last.path, not_(equal_to(first)));
}

TEST(last, none_is_kept_where_none_is_wanted)
{
    sb_last_read(&self->last, "", NULL);
    note(&self->last, "s/a", 0, SB_FAILED, 5);
    should(sb_last_write(&self->last, true), equal_to(SB_OK));
    should(self->last.path, be_null);
}
