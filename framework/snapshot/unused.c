/* unused.c -- the end of a run: how many snapshots were written, and which no test asked for. */
#include "snapshots.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of one or more source files, and how many of their cases are in this run. */
struct folder {
    const char *path;
    size_t registered, planned;
};

struct end {
    const sb_plan *plan;
    const sb_board *board;
    const char **note; /* sorted by path, the fate that counts first; each path once */
    size_t notes, note_room;
    struct folder *folder;
    size_t folders, folder_room;
    struct excused {
        const char *folder;
        char *prefix;
    } * excused; /* tests that may not have come so far */
    size_t excuses, excuse_room;
    char **unused; /* paths */
    size_t n, room;
};

/* ---- what was noted ---- */

static int by_path_then_fate(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    int paths = strcmp(x + 1, y + 1);
    return paths ? paths : (*x > *y) - (*x < *y);
}

static void read_notes(struct end *end, sb_bytes notes)
{
    const char *at = notes.data, *stop = at ? at + notes.size : at;
    size_t n = 0;
    for (; at < stop; at += strlen(at) + 1) {
        end->note = sb_grow(end->note, end->notes, &end->note_room, sizeof *end->note);
        end->note[end->notes++] = at;
    }
    if (end->notes)
        qsort(end->note, end->notes, sizeof *end->note, by_path_then_fate);
    for (size_t i = 0; i < end->notes; i++)
        if (!n || strcmp(end->note[n - 1] + 1, end->note[i] + 1) != 0)
            end->note[n++] = end->note[i];
    end->notes = n;
}

static int path_of_note(const void *path, const void *note) { return strcmp(path, *(const char *const *)note + 1); }

static bool is_used(const struct end *end, const char *path)
{
    return end->notes && bsearch(path, end->note, end->notes, sizeof *end->note, path_of_note);
}

/* ---- whose tests all ran ---- */

static struct folder *folder_of(struct end *end, const char *file)
{
    const char *path = sb__snapshot_folder(sb__snapshots(), file);
    for (size_t i = 0; path && i < end->folders; i++)
        if (strcmp(end->folder[i].path, path) == 0)
            return &end->folder[i];
    if (!path)
        return NULL;
    end->folder = sb_grow(end->folder, end->folders, &end->folder_room, sizeof *end->folder);
    end->folder[end->folders] = (struct folder){ path, 0, 0 };
    return &end->folder[end->folders++];
}

static void count_registered(struct end *end)
{
    for (const sb_case_range *r = sb_context_get()->cases; r; r = r->next)
        for (const sb_case *c = r->first; c < r->end; c++) {
            struct folder *folder = folder_of(end, sb_case_file(c));
            const sb_case_rows *rows = sb_case_rows_of(c);
            if (folder)
                folder->registered += rows ? rows->count : 1;
        }
}

/* Each once, in however many rounds. */
static void count_planned(struct end *end)
{
    bool *seen = sb_alloc(end->plan->registered + 1);
    for (size_t i = 0; i < end->plan->n; i++) {
        const sb_planned *item = &end->plan->item[i];
        struct folder *folder = seen[item->number] ? NULL : folder_of(end, sb_case_file(item->test));
        seen[item->number] = true;
        if (folder)
            folder->planned++;
    }
    free(seen);
}

/* ---- which are unused ---- */

static void excuse(struct end *end)
{
    for (size_t i = 0; i < end->plan->n; i++) {
        enum sb_state state = sb_board_state(end->board, i);
        const sb_planned *item = &end->plan->item[i];
        const char *folder = sb__snapshot_folder(sb__snapshots(), sb_case_file(item->test));
        if (state == SB_PASSED || state == SB_FLAKY || !folder)
            continue;
        sb__snapshot_name name = sb__snapshot_name_of(item);
        end->excused = sb_grow(end->excused, end->excuses, &end->excuse_room, sizeof *end->excused);
        end->excused[end->excuses++] = (struct excused){ folder, sb__snapshot_prefix(&name) };
    }
}

static bool is_excused(const struct end *end, const char *folder, const char *name)
{
    for (size_t i = 0; i < end->excuses; i++) {
        const struct excused *one = &end->excused[i];
        if (strncmp(name, one->prefix, strlen(one->prefix)) == 0 && strcmp(folder, one->folder) == 0)
            return true;
    }
    return false;
}

static void look_in(struct end *end, const struct folder *folder)
{
    DIR *dir = opendir(folder->path);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        size_t n = strlen(entry->d_name);
        if (n < 6 || strcmp(entry->d_name + n - 5, ".snap") != 0)
            continue;
        char *path = sb_format("%s/%s", folder->path, entry->d_name);
        if (is_used(end, path) || is_excused(end, folder->path, entry->d_name)) {
            free(path);
            continue;
        }
        end->unused = sb_grow(end->unused, end->n, &end->room, sizeof *end->unused);
        end->unused[end->n++] = path;
    }
    if (dir)
        closedir(dir);
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void find_unused(struct end *end)
{
    count_registered(end);
    count_planned(end);
    excuse(end);
    for (size_t i = 0; i < end->folders; i++)
        if (end->folder[i].planned == end->folder[i].registered)
            look_in(end, &end->folder[i]);
    if (end->n)
        qsort(end->unused, end->n, sizeof *end->unused, by_text);
}

/* ---- what is said of it ---- */

static size_t count(const struct end *end, enum sb__fate fate)
{
    size_t n = 0;
    for (size_t i = 0; i < end->notes; i++)
        n += *end->note[i] == (char)fate;
    return n;
}

/* Of a run that writes nothing, only what is wrong and what is not. */
static void say_counts(const struct end *end, bool updates, sb_text *said)
{
    static const struct {
        enum sb__fate fate;
        const char *one, *more;
        bool always; /* of a run that writes */
    } row[] = { { SB__FATE_WRITTEN, "written", "written", true }, { SB__FATE_CHANGED, "changed", "changed", true },
        { SB__FATE_HELD, "not written, because its test failed", "not written, because their tests failed", false },
        { SB__FATE_DIFFERS, "differs", "differ", false }, { SB__FATE_MISSING, "missing", "missing", false },
        { SB__FATE_SAME, "unchanged", "unchanged", true } };
    const char *between = "snapshots: ";
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        size_t n = count(end, row[i].fate);
        if (n || (updates && row[i].always)) {
            sb_text_add(said, "%s%zu %s", between, n, n == 1 ? row[i].one : row[i].more);
            between = ", ";
        }
    }
    sb_text_add(said, updates ? "\n" : "; --update-snapshots writes what was got, when you have looked at it\n");
}

static void say_unused(const struct end *end, bool pruned, sb_text *said)
{
    enum { SHOWN = 20 };
    const char *s = end->n == 1 ? "" : "s";
    if (pruned)
        sb_text_add(said, "%zu unused snapshot%s removed:\n", end->n, s);
    else
        sb_text_add(said, "%zu snapshot%s unused, no test asked for %s (--update-snapshots=prune removes %s):\n", end->n,
            end->n == 1 ? " is" : "s are", end->n == 1 ? "it" : "them", end->n == 1 ? "it" : "them");
    for (size_t i = 0; i < end->n && i < SHOWN; i++)
        sb_text_add(said, "  %s\n", sb__snapshot_shown(sb__snapshots(), end->unused[i]));
    if (end->n > SHOWN)
        sb_text_add(said, "  ... and %zu more\n", end->n - SHOWN);
}

/* What could not be removed is told, and is no longer among them. */
static void prune(struct end *end, sb_text *said)
{
    size_t n = 0;
    for (size_t i = 0; i < end->n; i++) {
        char *path = end->unused[i];
        if (unlink(path) == 0) {
            end->unused[n++] = path;
            continue;
        }
        sb_text_add(said, "an unused snapshot could not be removed: %s: %s\n", sb__snapshot_shown(sb__snapshots(), path),
            strerror(errno));
        free(path);
    }
    end->n = n;
    for (size_t i = 0; i < end->folders; i++)
        rmdir(end->folder[i].path); /* where nothing is left in it */
}

void sb__snapshot_end(const sb_plan *plan, const sb_board *board, sb_bytes notes, sb_text *said)
{
    struct end end = { .plan = plan, .board = board };
    enum sb_update update = sb__snapshots()->update;
    read_notes(&end, notes);
    if (end.notes || update != SB_UPDATE_NONE)
        find_unused(&end);
    for (size_t i = 0; update != SB_UPDATE_NONE && i < end.folders; i++)
        sb__snapshot_sweep(end.folder[i].path);
    if (update == SB_UPDATE_PRUNE && end.n)
        prune(&end, said);
    if (update != SB_UPDATE_NONE || count(&end, SB__FATE_DIFFERS) || count(&end, SB__FATE_MISSING))
        say_counts(&end, update != SB_UPDATE_NONE, said);
    if (end.n)
        say_unused(&end, update == SB_UPDATE_PRUNE, said);
    for (size_t i = 0; i < end.n; i++)
        free(end.unused[i]);
    free(end.unused);
    for (size_t i = 0; i < end.excuses; i++)
        free(end.excused[i].prefix);
    free(end.excused);
    free(end.folder);
    free(end.note);
}
