/* files_test.c -- files: names, sizes, the same bytes again, and writing them. */
#include "../support/record.h"
#include <dirent.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SUITE(generated_files);

static sb_file *file_at(uint64_t n, enum sb_file_kind kind, size_t size)
{
    sb_file *file = malloc(sizeof *file);

    add_cleanup(free, (void *)file);
    should(sb_file_at(42, n, kind, size, file), equal_to(SB_OK));
    add_cleanup(sb_file_release, file);
    return file;
}

TEST_EACH(generated_files, kind, (enum sb_file_kind kind; const char *media_type, *name, *start),
    { SB_FILE_TEXT, "text/plain", "-8.txt", "" }, { SB_FILE_CSV, "text/csv", "-8.csv", "id,name" },
    { SB_FILE_PNG, "image/png", "-8.png", "\x89PNG\r\n\x1a\n" }, { SB_FILE_RANDOM, "application/octet-stream", "-8.bin", "" })
{
    sb_file *file = file_at(7, each->kind, 0), *same = file_at(7, each->kind, 0);

    should(file->media_type, equal_to(each->media_type));
    should(file->name, end_with(each->name));
    should(memcmp(file->bytes, each->start, strlen(each->start)), equal_to(0));
    should(file->size, be_between(200, 60000));
    should(bytes(file->bytes, file->size), equal_to(bytes(same->bytes, same->size)));
}

TEST_EACH(generated_files, exact_size, (enum sb_file_kind kind; size_t size), { SB_FILE_TEXT, 1 }, { SB_FILE_TEXT, 77777 },
    { SB_FILE_CSV, 1 }, { SB_FILE_CSV, 54321 }, { SB_FILE_PNG, 99999 }, { SB_FILE_RANDOM, 1 }, { SB_FILE_RANDOM, 1000003 })
{
    should(file_at(1, each->kind, each->size)->size, equal_to(each->size));
}

TEST(generated_files, another_n_is_another_file)
{
    sb_file *one = file_at(1, SB_FILE_TEXT, 500), *two = file_at(2, SB_FILE_TEXT, 500);

    should_not(bytes(one->bytes, 500), equal_to(bytes(two->bytes, 500)));
}

TEST(generated_files, a_kind_that_is_none_is_refused)
{
    sb_file file;

    should(sb_file_at(1, 1, (enum sb_file_kind)9, 0, &file), equal_to(SB_ERR));
    should(sb_error(), start_with("there is no kind of file 9"));
    should(file.bytes, be_null);
}

TEST(generated_files, what_is_written_is_what_was_made)
{
    sb_file *file = file_at(3, SB_FILE_CSV, 5000);
    char path[4096];
    unsigned char back[6000];
    FILE *from;

    should(sb_file_write(file, sb_temp_dir(), path, sizeof path), equal_to(SB_OK));
    should(path, end_with(file->name));
    from = fopen(path, "rb");
    should(fread(back, 1, sizeof back, from), equal_to(5000));
    fclose(from);
    should(memcmp(back, file->bytes, 5000), equal_to(0));
}

static int entries(const char *folder)
{
    DIR *open = opendir(folder);
    int n = 0;

    for (struct dirent *one; (one = readdir(open));)
        n += one->d_name[0] != '.' || strlen(one->d_name) > 2;
    closedir(open);
    return n;
}

TEST(generated_files, a_folder_that_is_not_there_and_a_path_too_long_leave_nothing)
{
    sb_file *file = file_at(3, SB_FILE_TEXT, 10);
    char path[4096], small[8];

    should(sb_file_write(file, "/there/is/none", path, sizeof path), equal_to(SB_ERR));
    should(sb_error(), equal_to("cannot write a file in the folder /there/is/none: No such file or directory"));
    should(path, be_empty);
    should(sb_file_write(file, sb_temp_dir(), small, sizeof small), equal_to(SB_ERR));
    should(sb_error(), contain("and there is room for 8"));
    should(entries(sb_temp_dir()), equal_to(0));
}
