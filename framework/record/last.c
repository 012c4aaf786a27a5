/* last.c -- what is worth remembering of a run until the next. */
#include "last.h"
#include "../process/board.h"
#include "last_file.h"
#include <stdlib.h>
#include <string.h>

/* What takes less is not worth a place at the front, nor a line. */
enum { WORTH_NS = 1000000 };

static const char head[] = "seedbed last run 1\t";
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

/* A line that is not as we write them is passed over. */
static void read_line(sb_last *last, char *line)
{
    char *number = strchr(line, '\t'), *name = number ? strchr(number + 1, '\t') : NULL;
    enum sb_state state = name ? state_of(line, (size_t)(number - line)) : SB_UNSEEN;
    if (state == SB_UNSEEN || !name[1] || number[1] < '0' || number[1] > '9')
        return;
    add(&last->old, name + 1, state, strtoull(number + 1, NULL, 10));
}

static void read_lines(sb_last *last)
{
    char *rest = NULL;
    if (strncmp(last->bytes, head, sizeof head - 1) != 0)
        return;
    strtok_r(last->bytes, "\n", &rest);
    for (char *line; (line = strtok_r(NULL, "\n", &rest)) != NULL;)
        read_line(last, line);
}

void sb_last_read(sb_last *last, const char *asked, const char *program)
{
    size_t earlier;
    *last = (sb_last){ .own_place = !asked };
    last->path = asked ? (*asked ? sb_strdup(asked) : NULL) : sb_last_place(program);
    last->bytes = last->path ? sb_last_load(last->path) : NULL;
    if (last->bytes)
        read_lines(last);
    if (last->old.n) /* of a name that stands twice, which we never write, the first counts */
        last->old.n = sb_name_index_make(&last->index, last->old.name, last->old.n, &earlier);
}

static bool find(const void *env, const char *name, sb_recalled *out)
{
    const sb_last *last = env;
    size_t at = sb_name_find(&last->index, name, strlen(name));
    if (at == SIZE_MAX)
        return false;
    *out = (sb_recalled){ last->old.at[at].state, last->old.at[at].duration_ns };
    return true;
}

bool sb_last_recall(const sb_last *last, sb_recall *out)
{
    *out = (sb_recall){ find, last, last->path };
    return last->old.n > 0;
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

void sb_last_note(sb_last *last, const sb_planned *item, enum sb_state state, uint64_t duration_ns)
{
    if (!last->path)
        return;
    size_t size = item->base ? item->base : strlen(item->name);
    size_t at = last->old.n ? sb_name_find(&last->index, item->name, size) : SIZE_MAX;
    if (at != SIZE_MAX) {
        last->old.at[at].exists = true;
        last->old.at[at].ran = last->old.at[at].ran || state != SB_UNSEEN;
    }
    bool worth = state != SB_UNSEEN && (!sb_state_good(state) || duration_ns >= WORTH_NS);
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

int sb_last_write(const sb_last *last, bool all)
{
    if (!last->path || (!last->old.n && !last->fresh.n))
        return SB_OK;
    sb_text text = SB_TEXT_EMPTY;
    sb_text_add(&text, "%sstate, nanoseconds, name of each test that was slow or not good\n", head);
    for (size_t i = 0; i < last->fresh.n; i++)
        put(&text, &last->fresh.at[i], last->fresh.name[i]);
    for (size_t i = 0; i < last->old.n; i++)
        if (!last->old.at[i].ran && (last->old.at[i].exists || !all))
            put(&text, &last->old.at[i], last->old.name[i]);
    int rc = sb_last_save(last->path, &text, last->own_place);
    sb_text_release(&text);
    return rc;
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
