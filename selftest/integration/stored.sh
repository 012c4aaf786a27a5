#!/bin/sh
# stored.sh -- rows that factories make of files have their files: in the folder of the test, as the row says, and no longer than the row.
set -u
. selftest/integration/lib_sandbox.sh
project
cat >>db/schema.sql <<'END'
CREATE TABLE {files} (id INTEGER PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL UNIQUE);
END
cat >stored.c <<'END'
#include <dirent.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SUITE(app, .sandbox = "catalog");
SUITE(crashes, .sandbox = "catalog");

static int entries(void)
{
    DIR *open = opendir(sandbox_files());
    int n = 0;
    for (struct dirent *one; (one = readdir(open));)
        n += one->d_name[0] != '.';
    closedir(open);
    return n;
}

/* Whether sha256sum says of a row's file what the row says. */
static void should_be_stored(sb_row *row)
{
    char path[4096], command[8192];
    snprintf(path, sizeof path, "%s/%s", sandbox_files(), get_text(row, path));
    should(path, have_file_size(get_int(row, size)));
    snprintf(command, sizeof command, "! command -v sha256sum >/dev/null || [ \"$(sha256sum <'%s')\" = '%s  -' ]", path, get_text(row, digest));
    should(system(command), equal_to(0));
}

TEST(app, rows_have_their_files)
{
    sb_rows rows = make_list(11, file);
    for (size_t i = 0; i < rows.n; i++)
        should_be_stored(rows.row[i]);
    should(entries(), be_between(9, 11));
}
TEST(app, a_trait_says_which_kind)
{
    sb_row *row = make(file, as(pdf));
    should(get_text(row, media_type), equal_to("application/pdf"));
    should(get_text(row, name), end_with(".pdf"));
    should_be_stored(row);
}
TEST(app, nothing_is_there_before) { should(entries(), equal_to(0)); }
TEST(app, a_path_that_is_given_is_whose_it_is)
{
    make(file, with(path, "mine"), with(digest, "mine"));
    should(entries(), equal_to(0));
}
TEST(app, a_row_that_is_only_built_has_none)
{
    build(file);
    should(entries(), equal_to(0));
}
TEST(crashes, one)
{
    make_list(5, file);
    abort();
}
TEST(crashes, nothing_is_there_behind_it) { should(entries(), equal_to(0)); }
END
compile stored.c stored

for start in fork spawn; do
    run 1 "--start=$start" ./stored --start=$start --jobs=2
    says "1 of 7 tests did not pass: 1 crashed; 6 passed"
    [ ! -e var/test-files ] || fail "--start=$start: left behind: $(find var/test-files)"
    [ ! -e var/files ] || fail "--start=$start: the live folder was made"
    ok "--start=$start: files lie where the rows say, and are gone with them, after a crash too"
done

# The same seed, the same files: alone and with the others.
run 0 "alone" ./stored --seed=7 app/a_trait_says_which_kind
ok "a test alone"

change 'files: .*' ''
cat >nowhere.c <<'END'
#include <seedbed.h>
SUITE(app, .sandbox = "catalog");
TEST(app, has_a_row)
{
    sb_row *row = make(file);
    should(get_text(row, path), match("^([0-9a-f]{2})/([0-9a-f]{2})/\\1\\2"));
}
END
compile nowhere.c nowhere
run 0 "without a folder" ./nowhere
ok "without a folder for files there are rows alone"
echo "1..$checks"
