/* files_write_test.c -- generated files in folders and stores: whole or not there, each content once. */
#include <dirent.h>
#include <fcntl.h>
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

SUITE(written_files);

static const sb_file_wish five_thousand = { SB_FILE_CSV, 5000 };

static int entries(const char *folder)
{
    DIR *open = opendir(folder);
    int n = 0;

    for (struct dirent *one; (one = readdir(open));)
        n += one->d_name[0] != '.' || strlen(one->d_name) > 2;
    closedir(open);
    return n;
}

static const char *below(const char *name)
{
    char *path = NULL;

    should(asprintf(&path, "%s/%s", sb_temp_dir(), name), be_above(0));
    add_cleanup(free, (void *)path);
    return path;
}

/* File 3 of seed 1: as long as the test. */
static sb_file *file_of(enum sb_file_kind kind, uint64_t size)
{
    sb_file *file = malloc(sizeof *file);

    add_cleanup(free, (void *)file);
    should(sb_file_at(1, 3, kind, size, file), equal_to(SB_OK));
    add_cleanup(sb_file_release, file);
    return file;
}

TEST(written_files, whole_ones_are_what_was_made)
{
    char path[4096];
    sb_file *file = file_of(SB_FILE_CSV, 5000);

    should(sb_file_write(file, sb_temp_dir(), path, sizeof path), equal_to(SB_OK));
    should(path, end_with(file->name));
    should(path, have_content(bytes(file->bytes, file->size)));
    should(entries(sb_temp_dir()), equal_to(1));
}

TEST(written_files, saved_in_pieces_they_are_the_same)
{
    char path[4096];
    sb_file_wish wish = { SB_FILE_ZIP, 600000 };
    sb_file_facts facts;
    sb_file *file = file_of(SB_FILE_ZIP, 600000);

    should(sb_file_save(1, 3, &wish, sb_temp_dir(), path, sizeof path, &facts), equal_to(SB_OK));
    should(path, have_content(bytes(file->bytes, file->size)));
    should(facts.sha256, match("^[0-9a-f]{64}$"));
    should(entries(sb_temp_dir()), equal_to(1));
}

TEST(written_files, an_empty_one_is_there)
{
    char path[4096];
    sb_file_wish wish = { SB_FILE_PNG, sb_file_exactly(0) };

    should(sb_file_save(1, 3, &wish, sb_temp_dir(), path, sizeof path, NULL), equal_to(SB_OK));
    should(path, have_file_size(0));
}

TEST(written_files, a_folder_that_is_not_there_and_a_path_too_long_leave_nothing)
{
    char path[4096], small[8];

    should(sb_file_save(1, 3, &five_thousand, "/there/is/none", path, sizeof path, NULL), equal_to(SB_ERR));
    should(sb_error(), equal_to("cannot write a file in the folder /there/is/none: No such file or directory"));
    should(path, be_empty);
    should(sb_file_save(1, 3, &five_thousand, sb_temp_dir(), small, sizeof small, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("and there is room for 8"));
    should(entries(sb_temp_dir()), equal_to(0));
}

/* In a child, whose files may have 100,000 bytes: as on a disk that is full. */
static void no_room(int (*act)(void))
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        struct rlimit limit = { 100000, 100000 };
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(act() == SB_ERR && strstr(sb_error(), "File too large, after 100000 bytes") ? 0 : 1);
    }
    should(waitpid(child, &status, 0), equal_to(child));
    should(status, equal_to(0));
    should(entries(sb_temp_dir()), equal_to(0));
}

static int save_large(void)
{
    char path[4096];
    sb_file_wish wish = { SB_FILE_PNG, 1 << 20 };

    return sb_file_save(1, 3, &wish, sb_temp_dir(), path, sizeof path, NULL);
}

static int put_large(void)
{
    sb_file_wish wish = { SB_FILE_RANDOM, 1 << 20 };
    sb_file_stored stored;

    return sb_file_put(1, 3, &wish, sb_temp_dir(), &stored);
}

static int put_large_bytes(void)
{
    static const char zeros[200000];
    sb_file_stored stored;

    return sb_file_put_bytes(zeros, sizeof zeros, sb_temp_dir(), &stored);
}

TEST_EACH(written_files, no_room_leaves_nothing, (int (*act)(void)), { save_large }, { put_large }, { put_large_bytes })
{
    sb_temp_dir();
    no_room(each->act);
}

TEST(written_files, a_store_has_each_content_once_by_its_digest)
{
    sb_file_stored stored, again, other;
    struct stat first, second;

    should(sb_file_put(1, 3, &five_thousand, sb_temp_dir(), &stored), equal_to(SB_OK));
    should(stored.path, match("^([0-9a-f]{2})/([0-9a-f]{2})/\\1\\2[0-9a-f]{60}$"));
    should(stored.path + 6, equal_to(stored.facts.sha256));
    should(stored.was_there, be_false);
    should(stat(below(stored.path), &first), succeed);
    should(sb_file_put(1, 3, &five_thousand, sb_temp_dir(), &again), equal_to(SB_OK));
    should(again.was_there, be_true);
    should(again.path, equal_to(stored.path));
    should(stat(below(stored.path), &second), succeed);
    should(second.st_ino, equal_to(first.st_ino));
    should(sb_file_put(1, 4, &five_thousand, sb_temp_dir(), &other), equal_to(SB_OK));
    should_not(other.path, equal_to(stored.path));
    should(entries(sb_temp_dir()), equal_to(2));
}

TEST(written_files, a_stored_file_is_what_was_made)
{
    sb_file_stored stored, same;
    sb_file *file = file_of(SB_FILE_CSV, 5000);

    should(sb_file_put(1, 3, &five_thousand, sb_temp_dir(), &stored), equal_to(SB_OK));
    should(below(stored.path), have_content(bytes(file->bytes, file->size)));
    should(sb_file_put_bytes(file->bytes, file->size, sb_temp_dir(), &same), equal_to(SB_OK));
    should(same.path, equal_to(stored.path));
    should(same.was_there, be_true);
}

TEST(written_files, a_stored_file_that_somebody_cut_is_made_whole)
{
    sb_file_stored stored;

    should(sb_file_put(1, 3, &five_thousand, sb_temp_dir(), &stored), equal_to(SB_OK));
    should(truncate(below(stored.path), 100), succeed);
    should(sb_file_put(1, 3, &five_thousand, sb_temp_dir(), &stored), equal_to(SB_OK));
    should(stored.was_there, be_false);
    should(below(stored.path), have_file_size(5000));
}

TEST(written_files, a_store_whose_folders_cannot_be_made_stays_as_it_was)
{
    sb_file_stored stored;
    char outer[3] = "";

    should(sb_file_put(1, 3, &five_thousand, sb_temp_dir(), &stored), equal_to(SB_OK));
    memcpy(outer, stored.path, 2);
    unlink(below(stored.path));
    stored.path[5] = '\0';
    should(rmdir(below(stored.path)), succeed);
    should(rmdir(below(outer)), succeed);
    close(open(below(outer), O_CREAT | O_WRONLY, 0666));
    should(sb_file_put(1, 3, &five_thousand, sb_temp_dir(), &stored), equal_to(SB_ERR));
    should(sb_error(), start_with("cannot make the folder "));
    should(entries(sb_temp_dir()), equal_to(1));
}
