/* store_test.c -- uploaded files: one copy for each content, one row for each upload.
 */
#include "catalog.h"
#include "sha256.h"
#include <seedbed.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

SUITE(store, .sandbox = "catalog");

FIXTURE(store, (sb_file essay, other; char path[512]; int64_t id));

/* An essay of 5,000 bytes that somebody is about to upload: the same one in every run. */
SETUP(store)
{
    catalog_open(sandbox_url(), sandbox_prefix());
    add_cleanup(catalog_close);
    should(sb_file_at(1, 0, SB_FILE_TEXT, 5000, &self->essay), equal_to(0));
    add_cleanup(sb_file_release, &self->essay);
    should(sb_file_write(&self->essay, sb_temp_dir(), self->path, sizeof self->path), equal_to(0));
}

/* Where the only stored file lies. */
static const char *stored_copy(void)
{
    char *path = NULL;
    should(asprintf(&path, "%s/%s", sandbox_files(), db_text("SELECT path FROM {files}")), be_above(0));
    add_cleanup(free, path);
    return path;
}

TEST(store, notes_name_type_size_and_owner)
{
    sb_row *ada = make(user);

    should(catalog_store(self->path, sandbox_files(), id(ada), &self->id), equal_to(CATALOG_OK));
    should(sandbox_table("files"),
        have_row(
            col(id, self->id), col(name, self->essay.name), col(media_type, "text/plain"), col(size, 5000), col(owner, ada)));
}

TEST(store, keeps_the_bytes_as_they_are)
{
    catalog_store(self->path, sandbox_files(), 0, &self->id);

    unsigned char copy[6000];
    FILE *in = fopen(stored_copy(), "rb");
    should_not(in, be_null);
    size_t n = fread(copy, 1, sizeof copy, in);
    fclose(in);
    should(bytes(copy, n), equal_to(bytes(self->essay.bytes, self->essay.size)));
}

TEST(store, keeps_equal_files_once)
{
    catalog_store(self->path, sandbox_files(), 0, &self->id);
    catalog_store(self->path, sandbox_files(), 0, &self->id);

    should(row_count("files"), equal_to(2));
    should(db_int("SELECT count(DISTINCT path) FROM {files}"), equal_to(1));
}

TEST_EACH(store, knows_a_type_by_the_end_of_the_name, (const char *type; enum sb_file_kind kind), { "text/plain", SB_FILE_TEXT },
    { "text/csv", SB_FILE_CSV }, { "image/png", SB_FILE_PNG }, { "application/octet-stream", SB_FILE_RANDOM })
{
    should(sb_file_at(2, 7, each->kind, 0, &self->other), equal_to(0));
    add_cleanup(sb_file_release, &self->other);
    should(sb_file_write(&self->other, sb_temp_dir(), self->path, sizeof self->path), equal_to(0));

    should(catalog_store(self->path, sandbox_files(), 0, &self->id), equal_to(CATALOG_OK));
    should(db_text("SELECT media_type FROM {files}"), equal_to(each->type));
}

TEST(store, keeps_nothing_for_a_stranger)
{
    should(catalog_store(self->path, sandbox_files(), 4711, &self->id), equal_to(CATALOG_UNKNOWN));
    should(catalog_error(), equal_to("there is no user 4711"));
    should(sandbox_table("files"), be_empty);

    char digest[SHA256_HEX], copy[1024];
    sha256_hex(self->essay.bytes, self->essay.size, digest);
    snprintf(copy, sizeof copy, "%s/%.2s/%s", sandbox_files(), digest, digest);
    should(access(copy, F_OK), equal_to(-1));
}

TEST(store, says_which_file_it_cannot_read)
{
    should(catalog_store("no/such/essay.txt", sandbox_files(), 0, &self->id), equal_to(CATALOG_FILE));
    should(catalog_error(), contain("no/such/essay.txt"));
}

TEST(store, notes_nothing_where_it_cannot_write)
{
    if (geteuid() == 0)
        skip_test("the superuser may write everywhere");
    should(chmod(sandbox_files(), 0500), equal_to(0));

    expect(catalog_store(self->path, sandbox_files(), 0, &self->id), equal_to(CATALOG_FILE));
    expect(sandbox_table("files"), be_empty);
    chmod(sandbox_files(), 0700);
}

TEST(store, finds_all_files_sound_that_nobody_touched)
{
    int64_t damaged;
    catalog_store(self->path, sandbox_files(), 0, &self->id);

    should(catalog_verify(sandbox_files(), &damaged), equal_to(CATALOG_OK));
    should(damaged, equal_to(0));
}

TEST(store, notices_a_file_that_changed)
{
    int64_t damaged;
    catalog_store(self->path, sandbox_files(), 0, &self->id);
    FILE *copy = fopen(stored_copy(), "ab");
    fputs("forged", copy);
    fclose(copy);

    should(catalog_verify(sandbox_files(), &damaged), equal_to(CATALOG_FILE));
    should(damaged, equal_to(1));
}

TEST(store, notices_a_file_that_is_gone)
{
    int64_t damaged;
    catalog_store(self->path, sandbox_files(), 0, &self->id);
    remove(stored_copy());

    should(catalog_verify(sandbox_files(), &damaged), equal_to(CATALOG_FILE));
    should(damaged, equal_to(1));
}
