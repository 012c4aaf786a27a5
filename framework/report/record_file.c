/* record_file.c -- a record read back whole, and checked for what no run can have written. */
#include "record_file.h"
#include "../../assert/context.h"
#include "../config/lines.h"
#include "../record/tally.h"
#include "record_line.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A result takes more bytes than this, and so many tests that are not told fit into the memory: a record that lies does not fill it. */
enum { LINE_BYTES = 64, MOST_UNTOLD = 1000000 };

static int take_run(sb__recorded *record, const sb_node *line)
{
    if (record->info.program)
        return sb_node_fail(line, SB_ERR, "a second run begins here; expected the record of one");
    int code = sb__line_run(line, &record->texts, &record->info);
    if (code == SB_OK && record->bytes && record->info.planned > MOST_UNTOLD && record->info.planned > record->bytes / LINE_BYTES)
        code = sb_node_fail(line, SB_ERR, "`planned` is %zu, and a file of %zu bytes holds hardly any of them",
            record->info.planned, record->bytes);
    if (code == SB_OK && (record->info.planned > record->info.selected))
        code = sb_node_fail(line, SB_ERR, "`planned` is more than `selected`");
    if (code == SB_OK && !record->info.shards && record->info.planned < record->info.selected)
        code = sb_node_fail(line, SB_ERR, "`planned` is less than `selected`, and this is no shard");
    return code;
}

static int take_result(sb__recorded *record, const sb_node *line)
{
    const sb_run_info *info = &record->info;
    record->result = sb_grow(record->result, record->n, &record->room, sizeof *record->result);
    sb_result *result = &record->result[record->n];
    int code = sb__line_result(line, &record->texts, result);
    if (code)
        return code;
    if (result->index >= info->planned)
        return sb_node_fail(line, SB_ERR, "`index` is %zu, and the run planned %zu tests", result->index, info->planned);
    if (result->place >= info->selected)
        return sb_node_fail(line, SB_ERR, "`place` is %zu, and %zu tests were selected", result->place, info->selected);
    if (result->worker > 0 && (unsigned)result->worker >= info->jobs)
        return sb_node_fail(line, SB_ERR, "`worker` is %d, and the run had %u", result->worker, info->jobs);
    if (record->n && result->index <= result[-1].index)
        return sb_node_fail(
            line, SB_ERR, "`index` is %zu behind one of %zu; expected each test once, in order", result->index, result[-1].index);
    record->n++;
    return SB_OK;
}

/* What the run counted is what the results are, or some of them are not what the run wrote. */
static int check_counts(const sb__recorded *record, const sb_node *line)
{
    sb_tally counted = { .planned = record->info.planned };
    for (size_t i = 0; i < record->n; i++)
        sb_tally_add(&counted, &record->result[i]);
    bool same = record->end.planned == counted.planned && record->end.reported == counted.reported &&
        record->end.checks == counted.checks;
    for (int state = 0; state < SB__STATES; state++)
        same = same && sb__tally_count(&record->end, (enum sb_state)state) == sb__tally_count(&counted, (enum sb_state)state);
    return same ? SB_OK : sb_node_fail(line, SB_ERR, "the run counted other results than stand here: lines are altered or lost");
}

static int take_end(sb__recorded *record, const sb_node *line)
{
    record->ended = true;
    int code = sb__line_end(line, &record->texts, &record->end);
    if (code == SB_OK && record->n != record->info.planned)
        code = sb_node_fail(
            line, SB_ERR, "the run ends here with %zu of %zu planned tests: lines are lost", record->n, record->info.planned);
    return code ? code : check_counts(record, line);
}

static int take_line(sb__recorded *record, const sb_node *line)
{
    static const struct {
        const char *event;
        int (*take)(sb__recorded *record, const sb_node *line);
    } events[] = { { "result", take_result }, { "end", take_end }, { "run", take_run } };
    const char *event;
    int code = sb__line_event(line, &event);
    if (code == SB_OK && !record->info.program && strcmp(event, "run") != 0)
        code = sb_node_fail(line, SB_ERR, "this is no record: expected the line of the run first, with \"event\":\"run\"");
    if (code == SB_OK && record->ended)
        code = sb_node_fail(line, SB_ERR, "something follows the line of the end; expected the record of one run");
    for (size_t i = 0; i < sizeof events / sizeof *events && code == SB_OK; i++)
        if (!strcmp(events[i].event, event))
            return events[i].take(record, line);
    return code; /* an event of a later version is passed over */
}

/* SB_OK with *more false at the end; also at a last line that a death cut off. */
static int next_line(sb__recorded *record, sb_lines *lines, bool *more)
{
    sb_yaml *document;
    int code = sb_lines_next(lines, &document);
    *more = code == SB_OK && document;
    if (code && !lines->whole && record->info.program)
        return SB_OK;
    if (*more)
        code = take_line(record, document->root);
    sb_yaml_free(document);
    return code;
}

/* A line that a death cut off; what is no record at all is not taken for one. */
static bool begins_as_ours(const sb_lines *lines)
{
    static const char begin[] = "{\"event\":\"run\"";
    size_t n = lines->size < sizeof begin - 1 ? lines->size : sizeof begin - 1;
    return n && memcmp(lines->line, begin, n) == 0;
}

int sb__recorded_read(sb__recorded *record, const char *path)
{
    sb_lines lines;
    struct stat about;
    bool more = true;
    *record = (sb__recorded){ .path = path };
    int code = sb_lines_open(&lines, path);
    if (code == SB_OK && fstat(fileno(lines.file), &about) == 0 && S_ISREG(about.st_mode))
        record->bytes = (size_t)about.st_size;
    while (code == SB_OK && more)
        code = next_line(record, &lines, &more);
    bool unborn = code == SB_OK ? !record->info.program : lines.number == 1 && !lines.whole && begins_as_ours(&lines);
    if (code == SB_OK && unborn)
        code = sb_fail_with(SB_ERR, "%s: this file is empty: the run ended before it began, or this is no record", lines.path);
    sb_lines_close(&lines);
    if (code) {
        sb__recorded_release(record);
        *record = (sb__recorded){ .path = path, .unborn = unborn, .why = unborn ? sb_strdup(sb_error()) : NULL };
    }
    return code;
}

void sb__recorded_release(sb__recorded *record)
{
    free(record->result);
    free(record->why);
    sb__texts_release(&record->texts);
    *record = (sb__recorded){ .path = NULL };
}
