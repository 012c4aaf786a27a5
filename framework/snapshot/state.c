/* state.c -- what a run knows of snapshots: made in main, handed to spawned workers, copied by forks. */
#include "../process/os.h"
#include "snapshots.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct sb_snapshots *sb__snapshots(void) { return sb_context_get()->snapshots; }

static struct sb_snapshots *open_state(void)
{
    struct sb_snapshots *s = sb_alloc(sizeof *s);
    pthread_mutex_init(&s->lock, NULL);
    s->note = sb_running_note;
    s->at_last = sb_running_at_last;
    s->outer = sb_context_get()->snapshots;
    sb_context_get()->snapshots = s;
    return s;
}

static char *folder_of_program(void)
{
    char *path = sb_os_program_path(), *slash = path ? strrchr(path, '/') : NULL;
    if (slash)
        *slash = '\0';
    else
        free(path);
    return slash ? path : NULL;
}

static int find_root(struct sb_snapshots *s, const char *given)
{
    struct stat about;
    s->root = given ? realpath(given, NULL) : NULL;
    if (!given || (s->root && stat(s->root, &about) == 0 && S_ISDIR(about.st_mode)))
        return SB_OK;
    return sb_fail_with(SB_EREFUSED, "--snapshots: %s is no folder; name the one that the compiler ran in", given);
}

static int prepare(const sb_options *options)
{
    struct sb_snapshots *s = open_state();
    s->update = options->update;
    s->program = sb_strdup(options->program);
    s->start = getcwd(NULL, 0);
    s->bin = folder_of_program();
    sb__claims_open(s);
    return find_root(s, options->snapshots);
}

static void finish(void)
{
    struct sb_snapshots *s = sb__snapshots();
    sb_context_get()->snapshots = s->outer;
    sb__snapshot_drop_kept(s);
    sb__claims_close(s);
    for (size_t i = 0; i < s->shelves; i++) {
        free(s->shelf[i]->folder);
        free(s->shelf[i]->why);
        free(s->shelf[i]);
    }
    pthread_mutex_destroy(&s->lock);
    free(s->shelf);
    free(s->pending);
    free(s->noted);
    free(s->program);
    free(s->start);
    free(s->bin);
    free(s->root);
    free(s);
}

static void hand_over(sb_handed *to)
{
    const struct sb_snapshots *s = sb__snapshots();
    sb_hand_number(to, s->update);
    sb_hand_text(to, s->program);
    sb_hand_text(to, s->start);
    sb_hand_text(to, s->bin);
    sb_hand_text(to, s->root);
}

static int take_text(sb_handed *from, char **to)
{
    const char *text = NULL;
    int code = sb_take_text(from, &text);
    *to = text ? sb_strdup(text) : NULL;
    return code;
}

static int take_over(sb_handed *from)
{
    struct sb_snapshots *s = open_state();
    int64_t update = 0;
    int code = sb_take_number(from, &update);
    char **text[] = { &s->program, &s->start, &s->bin, &s->root };
    s->update = (enum sb_update)update;
    for (size_t i = 0; i < sizeof text / sizeof *text && code == SB_OK; i++)
        code = take_text(from, text[i]);
    sb__claims_open(s);
    return code;
}

/* Before any main; who refers to the matcher brings this file along. */
__attribute__((constructor)) static void register_it(void)
{
    static const sb_snapshot_hook hook = { prepare, sb__snapshot_begin, hand_over, take_over, sb__snapshot_end, finish };
    sb_context_get()->snapshot_hook = &hook;
}
