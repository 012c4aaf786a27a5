/* place_test.c -- where the snapshots of a source file lie. */
#include "../../../framework/snapshot/snapshots.h"
#include "shelf.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A tree: top/tests/x_test.c, top/build/bin, top/away/snapshots/y_test. */
FIXTURE(snapshot_place, (struct sb_snapshots s; char *top));

static char *below(const struct sb_fixture_snapshot_place *self, const char *name)
{
    char *path = sb_format("%s/%s", self->top, name);
    add_cleanup(free, path);
    return path;
}

SETUP(snapshot_place)
{
    static const char *const folder[] = { "tests", "build", "build/bin", "away", "away/snapshots", "away/snapshots/y_test" };
    self->top = realpath(sb_temp_dir(), NULL);
    add_cleanup(free, self->top);
    for (size_t i = 0; i < sizeof folder / sizeof *folder; i++)
        should(mkdir(below(self, folder[i]), 0700), equal_to(0));
    FILE *file = fopen(below(self, "tests/x_test.c"), "w");
    should(file, not_(be_null));
    fclose(file);
    self->s = (struct sb_snapshots){ .start = self->top };
    pthread_mutex_init(&self->s.lock, NULL);
}

TEARDOWN(snapshot_place)
{
    for (size_t i = 0; i < self->s.shelves; i++) {
        free(self->s.shelf[i]->folder);
        free(self->s.shelf[i]->why);
        free(self->s.shelf[i]);
    }
    free(self->s.shelf);
    pthread_mutex_destroy(&self->s.lock);
}

/* As it is shown from the top. */
static const char *found(struct sb_fixture_snapshot_place *self, const char *file)
{
    const char *folder = sb__snapshot_folder(&self->s, file);
    struct sb_snapshots top = { .start = self->top };
    return folder ? sb__snapshot_shown(&top, folder) : NULL;
}

TEST(snapshot_place, is_beside_the_source_file)
{
    should(found(self, "tests/x_test.c"), equal_to("tests/snapshots/x_test"));
    should(found(self, "./tests/x_test.c"), equal_to("tests/snapshots/x_test"));
    should(found(self, "../tests/x_test.c"), equal_to("tests/snapshots/x_test")); /* the compiler ran in build */
    should(found(self, below(self, "tests/x_test.c")), equal_to("tests/snapshots/x_test"));
    should(sb__snapshot_folder(&self->s, "tests/x_test.c"), be(sb__snapshot_folder(&self->s, "tests/x_test.c")));
}

TEST(snapshot_place, is_found_upwards_from_the_start_and_from_the_program)
{
    self->s.start = below(self, "build/bin");
    should(found(self, "tests/x_test.c"), equal_to("tests/snapshots/x_test"));
    self->s.start = "/";
    self->s.bin = below(self, "build/bin");
    should(found(self, "../tests/x_test.c"), equal_to("build/../tests/snapshots/x_test"));
    should(found(self, "../../elsewhere/x_test.c"), be_null);
}

TEST(snapshot_place, is_where_snapshots_lie_already)
{
    should(found(self, "away/y_test.c"), equal_to("away/snapshots/y_test"));
    should(found(self, "away/z_test.c"), be_null);
    should(sb_error(),
        match("^away/z_test.c is not found from .* upwards; say by --snapshots=DIR which folder the compiler ran in$"));
    should(found(self, "/no/such/place/x_test.c"), be_null);
    should(sb_error(), start_with("/no/such/place/x_test.c is not there any more"));
}

TEST(snapshot_place, is_below_the_folder_that_was_given_and_nowhere_else)
{
    self->s.root = self->top;
    should(found(self, "/home/ci/project/tests/x_test.c"), equal_to("tests/snapshots/x_test"));
    should(found(self, "../tests/x_test.c"), end_with("tests/snapshots/x_test"));
    self->s.root = below(self, "away");
    should(found(self, "tests/./x_test.c"), be_null);
    should(sb_error(), contain("is not found below"));
}

TEST(snapshot_place, other_endings_are_kept)
{
    FILE *file = fopen(below(self, "tests/x_test.cpp"), "w");
    should(file, not_(be_null));
    fclose(file);
    should(found(self, "tests/x_test.cpp"), equal_to("tests/snapshots/x_test.cpp"));
}
