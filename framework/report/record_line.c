/* record_line.c -- one line of a record, read back by tables: a row per key says where its value goes and what it may be. */
#include "record_line.h"
#include "../../assert/context.h"
#include "json_changed.h"
#include "reporters.h"
#include "state.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum kind { WHOLE64 = 1, WHOLE_SIZE, WHOLE_INT, WHOLE_UNSIGNED, SIGNED64, DECIMAL, HEXADECIMAL, YES_NO, TEXT };

struct key {
    const char *name;
    enum kind kind;
    bool may;      /* it need not be there */
    uint64_t most; /* of a number; 0: what its type holds */
    size_t at;     /* offset in the struct */
};

/* Enough for every program, and little enough that a record which lies does not fill the memory. */
enum { MOST_CASES = 10000000, MOST_SMALL = 65535, MOST_ATTEMPTS = 1001 };
/* The end of the year 9999, and thirty years: their sum is far from what 64 bits hold. */
#define MOST_UNIX_MS 253402300799999u
#define MOST_NS 1000000000000000000u
#define MOST_ROWS 1000000000000000u

#define KEY(type, field, ...) \
    { \
        .name = #field, .at = offsetof(type, field), __VA_ARGS__ \
    }
static const struct key run_key[] = {
    KEY(sb_run_info, program, .kind = TEXT),
    KEY(sb_run_info, planned, .kind = WHOLE_SIZE, .most = MOST_CASES),
    KEY(sb_run_info, selected, .kind = WHOLE_SIZE, .most = MOST_CASES),
    KEY(sb_run_info, jobs, .kind = WHOLE_UNSIGNED, .most = MOST_SMALL),
    KEY(sb_run_info, isolate, .kind = TEXT),
    KEY(sb_run_info, start, .kind = TEXT),
    KEY(sb_run_info, seed, .kind = DECIMAL),
    KEY(sb_run_info, digest, .kind = HEXADECIMAL),
    KEY(sb_run_info, shard, .kind = WHOLE_UNSIGNED, .most = MOST_SMALL),
    KEY(sb_run_info, shards, .kind = WHOLE_UNSIGNED, .most = MOST_SMALL),
    KEY(sb_run_info, shard_source, .kind = TEXT, .may = true),
    KEY(sb_run_info, shuffled, .kind = YES_NO),
    KEY(sb_run_info, rounds, .kind = WHOLE_UNSIGNED),
    KEY(sb_run_info, began_unix_ms, .kind = SIGNED64, .most = MOST_UNIX_MS),
    KEY(sb_run_info, host, .kind = TEXT),
    KEY(sb_run_info, options, .kind = TEXT, .may = true),
    { .name = NULL },
};
static const struct key result_key[] = {
    KEY(sb_result, index, .kind = WHOLE_SIZE, .most = MOST_CASES),
    KEY(sb_result, place, .kind = WHOLE_SIZE, .most = MOST_CASES),
    KEY(sb_result, suite, .kind = TEXT),
    KEY(sb_result, test, .kind = TEXT),
    KEY(sb_result, file, .kind = TEXT),
    KEY(sb_result, line, .kind = WHOLE_INT),
    KEY(sb_result, began_ns, .kind = WHOLE64, .most = MOST_NS),
    KEY(sb_result, duration_ns, .kind = WHOLE64, .most = MOST_NS),
    KEY(sb_result, checks, .kind = WHOLE64),
    KEY(sb_result, worker, .kind = WHOLE_INT, .most = MOST_SMALL),
    KEY(sb_result, attempts, .kind = WHOLE_UNSIGNED, .most = MOST_ATTEMPTS),
    KEY(sb_result, signal, .kind = WHOLE_INT),
    KEY(sb_result, exit_code, .kind = WHOLE_INT),
    KEY(sb_result, reason, .kind = TEXT, .may = true),
    KEY(sb_result, trace, .kind = TEXT, .may = true),
    KEY(sb_result, rows_unknown, .kind = TEXT, .may = true),
    KEY(sb_result, kept, .kind = TEXT, .may = true),
    KEY(sb_result, made, .kind = TEXT, .may = true),
    { .name = NULL },
};
static const struct key failure_key[] = {
    KEY(sb_failure, file, .kind = TEXT),
    KEY(sb_failure, line, .kind = WHOLE_INT),
    KEY(sb_failure, text, .kind = TEXT),
    KEY(sb_failure, fatal, .kind = YES_NO),
    { .name = NULL },
};
static const struct key table_key[] = {
    KEY(sb_table_change, table, .kind = TEXT),
    KEY(sb_table_change, inserted, .kind = WHOLE_SIZE, .most = MOST_ROWS),
    KEY(sb_table_change, changed, .kind = WHOLE_SIZE, .most = MOST_ROWS),
    KEY(sb_table_change, deleted, .kind = WHOLE_SIZE, .most = MOST_ROWS),
    { .name = NULL },
};
/* The counts are read to be compared with the results. */
static const struct key end_key[] = {
    KEY(sb_tally, planned, .kind = WHOLE_SIZE, .most = MOST_CASES),
    KEY(sb_tally, reported, .kind = WHOLE_SIZE, .most = MOST_CASES),
    KEY(sb_tally, unseen, .kind = WHOLE_SIZE),
    KEY(sb_tally, passed, .kind = WHOLE_SIZE),
    KEY(sb_tally, failed, .kind = WHOLE_SIZE),
    KEY(sb_tally, skipped, .kind = WHOLE_SIZE),
    KEY(sb_tally, crashed, .kind = WHOLE_SIZE),
    KEY(sb_tally, exited, .kind = WHOLE_SIZE),
    KEY(sb_tally, timed_out, .kind = WHOLE_SIZE),
    KEY(sb_tally, flaky, .kind = WHOLE_SIZE),
    KEY(sb_tally, todo, .kind = WHOLE_SIZE),
    KEY(sb_tally, xfailed, .kind = WHOLE_SIZE),
    KEY(sb_tally, xpassed, .kind = WHOLE_SIZE),
    KEY(sb_tally, suite_setups, .kind = WHOLE_SIZE),
    KEY(sb_tally, checks, .kind = WHOLE64),
    KEY(sb_tally, duration_ns, .kind = WHOLE64, .most = MOST_NS),
    KEY(sb_tally, interrupted, .kind = YES_NO),
    KEY(sb_tally, trouble, .kind = TEXT, .may = true),
    KEY(sb_tally, notes, .kind = TEXT, .may = true),
    { .name = NULL },
};

static int refuse(const sb_node *at, const char *name, const char *expected)
{
    char *shown = at->kind == SB_NODE_SCALAR && at->text ? sb_yaml_shown(at->text) : NULL;
    int code = shown ? sb_node_fail(at, SB_ERR, "`%s` expects %s, and is `%s`", name, expected, shown)
                     : sb_node_fail(at, SB_ERR, "`%s` expects %s", name, expected);
    free(shown);
    return code;
}

/* Digits and nothing else. */
static bool read_digits(const char *text, int base, uint64_t most, uint64_t *out)
{
    uint64_t value = 0;
    for (const char *at = text; *at; at++) {
        const char *digit = memchr("0123456789abcdef", *at, (size_t)base);
        uint64_t n = digit ? (uint64_t)strcspn("0123456789abcdef", (char[]){ *at, 0 }) : 0;
        if (!digit || value > (UINT64_MAX - n) / (uint64_t)base)
            return false;
        value = value * (uint64_t)base + n;
    }
    *out = value;
    return *text && value <= most;
}

static uint64_t most_of(const struct key *key)
{
    uint64_t by_kind = key->kind == WHOLE_INT ? INT_MAX
        : key->kind == WHOLE_UNSIGNED         ? UINT_MAX
        : key->kind == SIGNED64               ? INT64_MAX
                                              : UINT64_MAX;
    return key->most ? key->most : by_kind;
}

static void store_number(enum kind kind, void *to, uint64_t value, bool negative)
{
    switch (kind) {
    case WHOLE_SIZE: *(size_t *)to = (size_t)value; break;
    case WHOLE_INT: *(int *)to = (int)value; break;
    case WHOLE_UNSIGNED: *(unsigned *)to = (unsigned)value; break;
    case SIGNED64: *(int64_t *)to = negative ? -(int64_t)value : (int64_t)value; break;
    default: *(uint64_t *)to = value; break;
    }
}

static int read_number(const struct key *key, const sb_node *value, void *to)
{
    bool quoted = key->kind == DECIMAL || key->kind == HEXADECIMAL;
    char *expected =
        sb_format("a whole number up to %" PRIu64 "%s", most_of(key), key->kind == HEXADECIMAL ? ", in hexadecimal digits" : "");
    const char *text = value->kind == SB_NODE_SCALAR && value->text && value->quoted == quoted ? value->text : "";
    bool negative = key->kind == SIGNED64 && *text == '-';
    uint64_t number = 0;
    int code = read_digits(text + negative, key->kind == HEXADECIMAL ? 16 : 10, most_of(key), &number)
        ? SB_OK
        : refuse(value, key->name, expected);
    free(expected);
    store_number(key->kind, to, number, negative);
    return code;
}

static int read_yes_no(const struct key *key, const sb_node *value, void *to)
{
    bool plain = value->kind == SB_NODE_SCALAR && value->text && !value->quoted;
    *(bool *)to = plain && !strcmp(value->text, "true");
    return plain && (*(bool *)to || !strcmp(value->text, "false")) ? SB_OK : refuse(value, key->name, "true or false");
}

static int read_key(const sb_node *map, const struct key *key, sb__texts *texts, void *to)
{
    size_t size;
    const sb_node *value = sb_node_get(map, key->name);
    if (!value)
        return key->may ? SB_OK : sb_node_fail(map, SB_ERR, "the key `%s` is not there", key->name);
    if (key->kind == TEXT)
        return sb__text_read(map, key->name, texts, (const char **)to, &size);
    return key->kind == YES_NO ? read_yes_no(key, value, to) : read_number(key, value, to);
}

static int read_keys(const sb_node *map, const struct key *keys, sb__texts *texts, void *to)
{
    int code = SB_OK;
    if (map->kind != SB_NODE_MAP)
        return sb_node_fail(map, SB_ERR, "expected an object, as in {\"key\": ...}");
    for (const struct key *key = keys; key->name && code == SB_OK; key++)
        code = read_key(map, key, texts, (char *)to + key->at);
    return code;
}

int sb__line_event(const sb_node *line, const char **out)
{
    const sb_node *event = sb_node_get(line, "event");
    if (!event || event->kind != SB_NODE_SCALAR || !event->text)
        return sb_node_fail(line, SB_ERR, "this is no line of a record: expected an object with the key `event`");
    *out = event->text;
    return SB_OK;
}

int sb__line_run(const sb_node *line, sb__texts *texts, sb_run_info *out)
{
    struct {
        size_t format;
    } first;
    static const struct key format[] = { { .name = "format", .kind = WHOLE_SIZE }, { .name = NULL } };
    *out = (sb_run_info){ .from = NULL };
    int code = read_keys(line, format, texts, &first);
    if (code == SB_OK && first.format != SB__RECORD_FORMAT)
        code = sb_node_fail(sb_node_get(line, "format"), SB_ERR,
            "this record has format %zu, and Seedbed %s reads format %d; merge it with the Seedbed that wrote it", first.format,
            SB_VERSION, SB__RECORD_FORMAT);
    if (code == SB_OK)
        code = read_keys(line, run_key, texts, out);
    if (code == SB_OK && (out->shard > out->shards || (out->shards && !out->shard)))
        code = refuse(sb_node_get(line, "shard"), "shard", "a number from 1 to that of `shards`, or 0 where there are none");
    return code;
}

static int read_tags(const sb_node *line, sb__texts *texts, sb_result *out)
{
    const sb_node *list = sb_node_get(line, "tags");
    sb_text joined = SB_TEXT_EMPTY;
    if (!list || list->kind != SB_NODE_LIST)
        return sb_node_fail(list ? list : line, SB_ERR, "`tags` expects a list of words");
    for (size_t i = 0; i < list->n; i++) {
        const sb_node *tag = list->item[i];
        if (tag->kind != SB_NODE_SCALAR || !tag->text) {
            sb_text_release(&joined);
            return refuse(tag, "tags", "a list of words");
        }
        sb_text_add(&joined, "%s%s", i ? " " : "", tag->text);
    }
    char *own = sb__texts_take(texts, joined.size + 1);
    memcpy(own, joined.at ? joined.at : "", joined.size + 1);
    out->tags = own;
    sb_text_release(&joined);
    return SB_OK;
}

static int read_failures(const sb_node *line, sb__texts *texts, sb_result *out)
{
    const sb_node *list = sb_node_get(line, "failures");
    int code = SB_OK;
    if (!list)
        return SB_OK;
    if (list->kind != SB_NODE_LIST)
        return refuse(list, "failures", "a list of objects");
    sb_failure *failure = sb__texts_take(texts, (list->n + 1) * sizeof *failure);
    for (size_t i = 0; i < list->n && code == SB_OK; i++)
        code = read_keys(list->item[i], failure_key, texts, &failure[i]);
    out->failure = failure;
    out->failure_count = list->n;
    return code;
}

static int read_tables(const sb_node *line, sb__texts *texts, sb_result *out)
{
    const sb_node *list = sb_node_get(line, "tables");
    int code = SB_OK;
    if (!list)
        return SB_OK;
    if (list->kind != SB_NODE_LIST)
        return refuse(list, "tables", "a list of objects");
    sb_table_change *table = sb__texts_take(texts, (list->n + 1) * sizeof *table);
    for (size_t i = 0; i < list->n && code == SB_OK; i++) {
        code = read_keys(list->item[i], table_key, texts, &table[i]);
        if (code == SB_OK)
            code = sb__json_changed_rows(list->item[i], texts, &table[i]);
    }
    out->table = table;
    out->table_count = list->n;
    return code;
}

int sb__line_result(const sb_node *line, sb__texts *texts, sb_result *out)
{
    *out = (sb_result){ .output = "" };
    int code = read_keys(line, result_key, texts, out);
    const sb_node *state = sb_node_get(line, "state");
    if (code == SB_OK && (!state || state->kind != SB_NODE_SCALAR || !state->text || !sb__state_find(state->text, &out->state)))
        code = refuse(state ? state : line, "state", "the name of a state");
    if (code == SB_OK)
        code = read_tags(line, texts, out);
    if (code == SB_OK)
        code = read_failures(line, texts, out);
    if (code == SB_OK)
        code = read_tables(line, texts, out);
    if (code == SB_OK && sb_node_get(line, "output"))
        code = sb__text_read(line, "output", texts, &out->output, &out->output_size);
    return code;
}

int sb__line_end(const sb_node *line, sb__texts *texts, sb_tally *out)
{
    *out = (sb_tally){ .trouble = NULL };
    return read_keys(line, end_key, texts, out);
}
