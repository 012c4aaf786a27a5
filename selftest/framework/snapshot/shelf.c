/* shelf.c -- snapshots of the running test in a temporary folder. */
#include "shelf.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char notes[32];

static void take_note(const char *text)
{
    size_t n = strlen(notes);
    if (n + 1 < sizeof notes)
        memcpy(notes + n, (char[]){ *text, '\0' }, 2);
}

static void (*due)(void *);
static void *due_on;

static void take_last(void (*fn)(void *), void *arg)
{
    due = fn;
    due_on = arg;
}

void shelf_over(void)
{
    if (due)
        due(due_on);
    due = NULL;
}

static void make_folders(const char *path)
{
    char *own = sb_strdup(path);
    for (char *at = strchr(own + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        mkdir(own, 0700);
        *at = '/';
    }
    free(own);
}

static void put(const char *path, const char *content, size_t size)
{
    make_folders(path);
    FILE *file = fopen(path, "w");
    should(file, not_(be_null));
    should(fwrite(content, 1, size, file), equal_to(size));
    should(fclose(file), equal_to(0));
}

struct sb_snapshots *shelf_open(enum sb_update update)
{
    const sb_snapshot_hook *hook = sb_context_get()->snapshot_hook;
    char *root = realpath(sb_temp_dir(), NULL), *source = sb_format("%s/%s", root, sb_running_file());
    sb_options options = { .program = "./page_test", .snapshots = root, .update = update };
    put(source, "", 0);
    should(hook->prepare(&options), equal_to(SB_OK));
    add_cleanup(hook->finish);
    free(source);
    struct sb_snapshots *s = sb__snapshots();
    free(s->start);
    s->start = root;
    s->note = take_note;
    s->at_last = take_last;
    notes[0] = '\0';
    due = NULL;
    return s;
}

static char *path_of(const char *stem, const char *name)
{
    return sb_format("%s/%s/%s/%s", sb__snapshots()->root, SHELF, stem, name);
}

void shelf_put(const char *stem, const char *name, const char *content, size_t size)
{
    char *path = path_of(stem, name);
    put(path, content, size);
    free(path);
}

const char *shelf_get(const char *stem, const char *name)
{
    sb_text text = SB_TEXT_EMPTY;
    char *path = path_of(stem, name);
    enum sb__reading reading = sb__snapshot_read(path, &text);
    free(path);
    if (reading != SB__READ) {
        sb_text_release(&text);
        return NULL;
    }
    char *own = sb_text_take(&text);
    add_cleanup(free, own);
    return own;
}

const char *shelf_notes(void) { return notes; }
