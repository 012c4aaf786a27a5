/* last.c -- what is worth remembering of a run until the next. */
#include "last.h"
#include "../process/board.h"
#include "last_file.h"
#include <stdlib.h>
#include <string.h>

/* What takes less is not worth a place at the front, nor a line. */
enum { WORTH_NS = 1000000 };

static const char head[] = "seedbed last run 1\t";
enum { HEAD_OF_ALL = sizeof "seedbed last run " - 1 }; /* every version begins so */
static const char *const word[] = { [SB_UNSEEN] = "unseen",
    [SB_PASSED] = "passed",
    [SB_FAILED] = "failed",
    [SB_SKIPPED] = "skipped",
    [SB_CRASHED] = "crashed",
    [SB_EXITED] = "exited",
    [SB_TIMED_OUT] = "timed_out",
    [SB_FLAKY] = "flaky",
    [SB_TODO] = "todo",
    [SB_XFAILED] = "xfailed",
    [SB_XPASSED] = "xpassed" };
enum { WORDS = sizeof word / sizeof *word };

static void add(sb_last_list *to, char *name, enum sb_state state, uint64_t duration_ns)
{
    to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
    to->name = sb_grow(to->name, to->n, &to->name_room, sizeof *to->name);
    to->at[to->n] = (sb_last_entry){ state, duration_ns, false, false };
    to->name[to->n++] = name;
}

/* ---- read ---- */

static enum sb_state state_of(const char *at, size_t size)
{
    for (unsigned i = 1; i < WORDS; i++)
        if (strlen(word[i]) == size && memcmp(word[i], at, size) == 0)
            return (enum sb_state)i;
    return SB_UNSEEN;
}

/* What a file says, whoever wrote it when. */
typedef struct found {
    char *bytes; /* the names stand in it */
    sb_last_list list;
    bool there, foreign;
} found;

/* A line that is not as we write them is passed over. */
static void read_line(sb_last_list *to, char *line)
{
    char *number = strchr(line, '\t'), *name = number ? strchr(number + 1, '\t') : NULL;
    enum sb_state state = name ? state_of(line, (size_t)(number - line)) : SB_UNSEEN;
    if (state == SB_UNSEEN || !name[1] || number[1] < '0' || number[1] > '9')
        return;
    add(to, name + 1, state, strtoull(number + 1, NULL, 10));
}

static found look(const char *path)
{
    char *rest = NULL;
    found it = { .bytes = sb_last_load(path) };
    if (!it.bytes)
        return it;
    it.foreign = strncmp(it.bytes, head, HEAD_OF_ALL) != 0;
    it.there = strncmp(it.bytes, head, sizeof head - 1) == 0; /* another version's may be replaced, and says nothing to us */
    if (it.there && strtok_r(it.bytes, "\n", &rest))
        for (char *line; (line = strtok_r(NULL, "\n", &rest)) != NULL;)
            read_line(&it.list, line);
    return it;
}

void sb_last_read(sb_last *last, const char *asked, const char *program)
{
    size_t earlier;
    *last = (sb_last){ .own_place = !asked };
    last->path = asked ? (*asked ? sb_strdup(asked) : NULL) : sb_last_place(program);
    if (!last->path)
        return;
    found it = look(last->path);
    last->bytes = it.bytes;
    last->old = it.list;
    last->there = it.there;
    last->foreign = it.foreign;
    if (last->old.n) /* of a name that stands twice, which we never write, the first counts */
        last->old.n = sb_name_index_make(&last->index, last->old.name, last->old.n, &earlier);
}

static bool find(const void *env, const char *name, sb_recalled *out)
{
    const sb_last *last = env;
    size_t at = last->old.n ? sb_name_find(&last->index, name, strlen(name)) : SIZE_MAX;
    if (at == SIZE_MAX)
        return false;
    *out = (sb_recalled){ last->old.at[at].state, last->old.at[at].duration_ns };
    return true;
}

bool sb_last_recall(const sb_last *last, sb_recall *out)
{
    *out = (sb_recall){ find, last, last->path };
    return last->there;
}

/* ---- write ---- */

/* Where the entry of this case is among the new ones, + 1; 0 until it has one. */
static uint32_t *place_of(sb_last *last, uint32_t number)
{
    if (number >= last->places) {
        size_t places = ((size_t)number + 1) * 2;
        last->place = sb_realloc(last->place, places * sizeof *last->place);
        memset(last->place + last->places, 0, (places - last->places) * sizeof *last->place);
        last->places = places;
    }
    return &last->place[number];
}

/* Of the rounds of a case the worst is remembered. */
static void note_round(sb_last_entry *entry, enum sb_state state, uint64_t duration_ns)
{
    if (sb_state_good(entry->state))
        entry->state = state;
    if (entry->duration_ns < duration_ns)
        entry->duration_ns = duration_ns;
}

/* Of names that are remembered is noted that they ran. */
uint64_t sb_last_worth_ns(const sb_last *last) { return !last->path ? UINT64_MAX : last->old.n ? 0 : WORTH_NS; }

void sb_last_note(sb_last *last, const sb_planned *item, enum sb_state state, uint64_t duration_ns)
{
    bool worth = state != SB_UNSEEN && (!sb_state_good(state) || duration_ns >= WORTH_NS);
    if (!last->path || (!worth && !last->old.n)) /* mostly, and then nobody looks at the name */
        return;
    size_t size = item->base ? item->base : strlen(item->name);
    size_t at = last->old.n ? sb_name_find(&last->index, item->name, size) : SIZE_MAX;
    if (at != SIZE_MAX) {
        last->old.at[at].exists = true;
        last->old.at[at].ran = last->old.at[at].ran || state != SB_UNSEEN;
    }
    if (!worth || memchr(item->name, '\n', size))
        return;
    uint32_t *place = place_of(last, item->number);
    if (*place) {
        note_round(&last->fresh.at[*place - 1], state, duration_ns);
        return;
    }
    char *name = sb_name_keep(&last->names, item->name);
    name[size] = '\0';
    add(&last->fresh, name, state, duration_ns);
    *place = (uint32_t)last->fresh.n;
}

static void put(sb_text *to, const sb_last_entry *entry, const char *name)
{
    sb_text_add(to, "%s\t%llu\t", word[entry->state], (unsigned long long)entry->duration_ns);
    sb_text_put(to, name, strlen(name));
    sb_text_put(to, "\n", 1);
}

/* Whether an entry that stands in the file now stays: not what this run has judged, nor what is no more. */
static bool stays(const sb_last *last, const sb_name_index *fresh, const char *name, bool all)
{
    size_t size = strlen(name), at = last->old.n ? sb_name_find(&last->index, name, size) : SIZE_MAX;
    if (at != SIZE_MAX)
        return !last->old.at[at].ran && (last->old.at[at].exists || !all);
    return !last->fresh.n || sb_name_find(fresh, name, size) == SIZE_MAX; /* another run put it there while this one ran */
}

/* The lines of the file; false where it has these already. */
static bool join(const sb_last *last, const found *now, bool all, sb_text *to)
{
    size_t earlier, kept = 0;
    sb_name_index fresh = { .places = 0 };
    if (now->list.n && last->fresh.n)
        sb_name_index_make(&fresh, last->fresh.name, last->fresh.n, &earlier);
    sb_text_add(to, "%sstate, nanoseconds, name of each test that was slow or not good\n", head);
    for (size_t i = 0; i < last->fresh.n; i++)
        put(to, &last->fresh.at[i], last->fresh.name[i]);
    for (size_t i = 0; i < now->list.n; i++)
        if (stays(last, &fresh, now->list.name[i], all)) {
            put(to, &now->list.at[i], now->list.name[i]);
            kept++;
        }
    sb_name_index_release(&fresh);
    return last->fresh.n || kept < now->list.n || !now->there;
}

static int replace(const sb_last *last, const found *now, bool all)
{
    sb_text text = SB_TEXT_EMPTY;
    int rc = SB_OK;
    if (now->foreign)
        rc = sb_fail_with(SB_ERR, "the last run is not remembered: %s holds something else, and is left as it is", last->path);
    else if (join(last, now, all, &text))
        rc = sb_last_save(last->path, &text);
    sb_text_release(&text);
    return rc;
}

int sb_last_write(const sb_last *last, bool all)
{
    bool nothing = !last->old.n && !last->fresh.n;
    if (!last->path || (nothing && last->there))
        return SB_OK;
    int lock = sb_last_lock(last->path, last->own_place);
    found now = look(last->path);
    int rc = replace(last, &now, all);
    sb_last_unlock(lock);
    free(now.bytes);
    free(now.list.at);
    free(now.list.name);
    return nothing && !now.foreign ? SB_OK : rc; /* that nothing is to be remembered need not be written at any price */
}

void sb_last_release(sb_last *last)
{
    sb_name_index_release(&last->index);
    sb_name_release(&last->names);
    free(last->path);
    free(last->bytes);
    free(last->place);
    free(last->old.at);
    free(last->old.name);
    free(last->fresh.at);
    free(last->fresh.name);
    *last = (sb_last){ .path = NULL };
}
