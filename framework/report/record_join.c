/* record_join.c -- the records of shards joined into the run that they are parts of. */
#include "record_join.h"
#include "../../assert/context.h"
#include "../record/tally.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- do they belong together ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Other folders are no other program: shards run on machines that have it elsewhere. */
static int same_run(const sb__recorded *a, const sb__recorded *b)
{
    if (strcmp(base_name(a->info.program), base_name(b->info.program)) != 0)
        return sb_fail_with(SB_ERR, "%s is a record of %s and %s one of %s; expected shards of one run", a->path, a->info.program,
            b->path, b->info.program);
    if (a->info.seed != b->info.seed)
        return sb_fail_with(SB_ERR,
            "%s has the seed %" PRIu64 " and %s the seed %" PRIu64 "; run all shards with one, as in --seed=%" PRIu64, a->path,
            a->info.seed, b->path, b->info.seed, a->info.seed);
    if (a->info.digest != b->info.digest || a->info.selected != b->info.selected || a->info.rounds != b->info.rounds)
        return sb_fail_with(
            SB_ERR, "%s and %s selected different tests; expected shards of one run of one program", a->path, b->path);
    if (a->info.shards != b->info.shards)
        return sb_fail_with(SB_ERR, "%s is of a run in %u shards and %s of one in %u; expected shards of one run", a->path,
            a->info.shards, b->path, b->info.shards);
    return SB_OK;
}

static int by_shard(const void *a, const void *b)
{
    const sb__recorded *x = a, *y = b;
    return (x->info.shard > y->info.shard) - (x->info.shard < y->info.shard);
}

static int check_together(sb__recorded *record, size_t n)
{
    size_t planned = record[0].info.planned;
    for (size_t i = 1; i < n; i++) {
        int code = same_run(&record[0], &record[i]);
        if (code)
            return code;
        planned += record[i].info.planned;
    }
    qsort(record, n, sizeof *record, by_shard);
    for (size_t i = 1; i < n; i++)
        if (record[i].info.shard == record[i - 1].info.shard)
            return record[i].info.shards
                ? sb_fail_with(SB_ERR, "%s and %s are both records of shard %u of %u; expected each once", record[i - 1].path,
                      record[i].path, record[i].info.shard, record[i].info.shards)
                : sb_fail_with(SB_ERR, "%s and %s are both records of a whole run; expected one, or shards", record[i - 1].path,
                      record[i].path);
    if (planned > record[0].info.selected || (n == record[0].info.shards && planned < record[0].info.selected))
        return sb_fail_with(SB_ERR, "the records hold %zu tests together, and %zu were selected; expected shards of one run",
            planned, record[0].info.selected);
    return SB_OK;
}

/* ---- results ---- */

/* More than these are not made up for records that are not there. */
enum { MOST_UNTOLD = 1000000 };

static void take_results(sb__joined *joined, const sb__recorded *record, unsigned lane)
{
    for (size_t i = 0; i < record->n; i++) {
        sb_result *to = &joined->result[joined->n++];
        *to = record->result[i];
        to->worker += (int)lane;
    }
}

static int by_place(const void *a, const void *b)
{
    const sb_result *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static int check_places(const sb__joined *joined)
{
    for (size_t i = 1; i < joined->n; i++)
        if (joined->result[i].place == joined->result[i - 1].place)
            return sb_fail_with(SB_ERR,
                "two records hold the test at place %zu: %s/%s and %s/%s; expected each test in one shard",
                joined->result[i].place, joined->result[i - 1].suite, joined->result[i - 1].test, joined->result[i].suite,
                joined->result[i].test);
    return SB_OK;
}

static const char *own(sb__joined *joined, char *text)
{
    size_t size = strlen(text) + 1;
    const char *kept = memcpy(sb__texts_take(&joined->texts, size), text, size);
    free(text);
    return kept;
}

/* A case of which no record tells more than that it was planned. Its place is not known: it gets one that is free, at the end. */
static void add_unseen(sb__joined *joined, const char *whose, size_t number, const char *why)
{
    joined->result[joined->n++] = (sb_result){ .place = SIZE_MAX,
        .suite = "not_run",
        .test = own(joined, sb_format("%s, test %zu", whose, number)),
        .file = "",
        .tags = "",
        .state = SB_UNSEEN,
        .reason = why,
        .output = "" };
}

static const char *shard_name(sb__joined *joined, const sb_run_info *info)
{
    return info->shards ? own(joined, sb_format("shard %u of %u", info->shard, info->shards)) : "the run";
}

static void add_torn(sb__joined *joined, const sb__recorded *record)
{
    const char *whose = shard_name(joined, &record->info);
    const char *why = own(joined, sb_format("planned, and %s ends before it tells of it", record->path));
    size_t have = 0, missing = record->info.planned - record->n;
    sb_text_add(&joined->trouble, "%s has no line of the end: %s was killed, or is not over; ", record->path, whose);
    if (missing)
        sb_text_add(&joined->trouble, "%zu of its %zu test%s %s not in it\n", missing, record->info.planned,
            record->info.planned == 1 ? "" : "s", missing == 1 ? "is" : "are");
    else
        sb_text_add(&joined->trouble, "all its tests are in it\n");
    for (size_t i = 0; i < record->info.planned; i++)
        if (have < record->n && record->result[have].index == i)
            have++;
        else
            add_unseen(joined, whose, i + 1, why);
}

/* "shard 2 of 3", "shards 1, 4 of 5"; NULL where all are there. */
static char *missing_shards(const sb__recorded *record, size_t n)
{
    unsigned shards = record[0].info.shards;
    sb_text list = SB_TEXT_EMPTY;
    if (n >= shards)
        return NULL;
    for (unsigned shard = 1, at = 0; shard <= shards; shard++)
        if (at < n && record[at].info.shard == shard)
            at++;
        else
            sb_text_add(&list, "%s%u", list.size ? ", " : "", shard);
    char *name = sb_format("shard%s %s of %u", shards - n == 1 ? "" : "s", list.at, shards);
    sb_text_release(&list);
    return name;
}

static void add_missing(sb__joined *joined, size_t count, char *which)
{
    const char *whose = own(joined, which);
    const char *why = own(joined, sb_format("planned, and no record of %s was given", whose));
    sb_text_add(&joined->trouble, "no record of %s was given: %zu test%s did not run (--partial leaves them out)\n", whose, count,
        count == 1 ? "" : "s");
    for (size_t i = 0; i < count; i++)
        add_unseen(joined, whose, i + 1, why);
}

/* Results that are known stand first, in order; the rest gets the places that are left. */
static void number(sb__joined *joined, size_t known)
{
    size_t place = 0, at = 0;
    for (size_t i = known; i < joined->n; i++, place++) {
        while (at < known && joined->result[at].place == place)
            at++, place++;
        joined->result[i].place = place;
    }
    qsort(joined->result, joined->n, sizeof *joined->result, by_place);
    for (size_t i = 0; i < joined->n; i++)
        joined->result[i].index = i;
}

static int join_results(sb__joined *joined, const sb__recorded *record, size_t n, bool partial)
{
    size_t planned = 0;
    unsigned lane = 0;
    for (size_t i = 0; i < n; i++)
        planned += record[i].info.planned;
    size_t untold = partial ? 0 : record[0].info.selected - planned;
    if (untold > MOST_UNTOLD)
        return sb_fail_with(SB_ERR, "%zu of %zu tests are in no record; give those of the other shards too, or say --partial",
            untold, record[0].info.selected);
    joined->result = sb_alloc((planned + untold + 1) * sizeof *joined->result);
    for (size_t i = 0; i < n; lane += record[i].info.jobs, i++)
        take_results(joined, &record[i], lane);
    joined->info.jobs = lane;
    qsort(joined->result, joined->n, sizeof *joined->result, by_place);
    int code = check_places(joined);
    size_t known = joined->n;
    for (size_t i = 0; i < n && code == SB_OK; i++)
        if (!record[i].ended)
            add_torn(joined, &record[i]);
    char *missing = code ? NULL : missing_shards(record, n);
    if (missing && partial)
        joined->left_out = missing;
    else if (missing)
        add_missing(joined, record[0].info.selected - planned, missing);
    number(joined, known);
    return code;
}

/* ---- the run around them ---- */

static bool host_is_told(const sb__recorded *record, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if (!strcmp(record[i].info.host, record[before].info.host))
            return true;
    return !*record[before].info.host;
}

static void join_info(sb__joined *joined, const sb__recorded *record, size_t n)
{
    unsigned jobs = joined->info.jobs;
    joined->from = sb_alloc((n + 1) * sizeof *joined->from);
    joined->info = record[0].info;
    for (size_t i = 0; i < n; i++) {
        joined->from[i] = record[i].path;
        if (!host_is_told(record, i))
            sb_text_add(&joined->hosts, "%s%s", joined->hosts.size ? ", " : "", record[i].info.host);
        if (record[i].info.began_unix_ms < joined->info.began_unix_ms)
            joined->info.began_unix_ms = record[i].info.began_unix_ms;
    }
    joined->info.jobs = jobs;
    joined->info.planned = joined->n;
    joined->info.host = joined->hosts.at ? joined->hosts.at : "";
    joined->info.from = joined->from;
    if (n > 1 || !joined->left_out) {
        joined->info.shard = joined->info.shards = 0;
        joined->info.shard_source = NULL;
        joined->info.selected = joined->n;
    }
}

/* What one shard says, with its name before it where there are several. */
static void join_text(sb_text *to, const sb__recorded *record, const char *text, size_t n)
{
    if (!text)
        return;
    if (n > 1)
        sb_text_add(to, "shard %u of %u: ", record->info.shard, record->info.shards);
    sb_text_add(to, "%s%s", text, *text && text[strlen(text) - 1] == '\n' ? "" : "\n");
}

static void join_tally(sb__joined *joined, const sb__recorded *record, size_t n)
{
    sb_tally *tally = &joined->tally;
    for (size_t i = 0; i < n; i++) {
        tally->suite_setups += record[i].end.suite_setups;
        tally->interrupted = tally->interrupted || record[i].end.interrupted;
        if (record[i].end.duration_ns > tally->duration_ns)
            tally->duration_ns = record[i].end.duration_ns;
        join_text(&joined->trouble, &record[i], record[i].end.trouble, n);
        join_text(&joined->notes, &record[i], record[i].end.notes, n);
    }
    for (size_t i = 0; i < joined->n; i++)
        sb_tally_add(tally, &joined->result[i]);
    tally->planned = joined->n;
    tally->trouble = joined->trouble.at;
    tally->notes = joined->notes.at;
}

/* Those that tell of a run to the front, the others as trouble. Returns how many tell. */
static size_t set_aside(sb__recorded *record, size_t n, sb_text *trouble)
{
    size_t good = 0;
    for (size_t i = 0; i < n; i++) {
        sb__recorded one = record[i];
        if (one.unborn) {
            sb_text_add(trouble, "%s tells nothing: its run was killed in the first line, or is not over\n", one.path);
            continue;
        }
        record[i] = record[good];
        record[good++] = one;
    }
    return good;
}

int sb__join(sb__recorded *record, size_t n, bool partial, sb__joined *out)
{
    *out = (sb__joined){ .n = 0 };
    n = set_aside(record, n, &out->trouble);
    int code = n ? check_together(record, n) : sb_fail_with(SB_ERR, "%s", record[0].why);
    if (code == SB_OK)
        code = join_results(out, record, n, partial);
    if (code == SB_OK) {
        out->selected = record[0].info.selected;
        join_info(out, record, n);
        join_tally(out, record, n);
    } else {
        sb__joined_release(out);
    }
    return code;
}

void sb__joined_release(sb__joined *joined)
{
    free(joined->result);
    free(joined->left_out);
    free(joined->from);
    sb_text_release(&joined->trouble);
    sb_text_release(&joined->notes);
    sb_text_release(&joined->hosts);
    sb__texts_release(&joined->texts);
    *joined = (sb__joined){ .n = 0 };
}
