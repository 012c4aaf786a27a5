/* outputs.c -- the reporters of a run and the files they write to. */
#include "outputs.h"
#include "../../assert/context.h"
#include "../config/reporter_names.h"
#include "../process/os.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static sb_report_options options_for(const sb_options *options, FILE *file)
{
    bool terminal = isatty(fileno(file)) != 0;
    int columns = terminal ? sb_os_columns(fileno(file)) : 0;
    const char *term = getenv("TERM");
    bool dumb = !term || strcmp(term, "dumb") == 0;
    return (sb_report_options){ .colour = options->colour == SB_COLOUR_ALWAYS ||
            (options->colour == SB_COLOUR_AUTO && terminal && !dumb),
        .live = terminal && !dumb,
        .width = columns > 0 ? columns : 80,
        .verbose = options->verbose,
        .pinned = options->pinned,
        .durations = options->durations };
}

/* Neither it nor another is emptied before all are known to be different files. */
static FILE *open_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    if (fd >= 0 && !file)
        close(fd);
    return file;
}

static sb_output output_of(const sb_reporter *reporter, const char *path, FILE *file)
{
    struct stat about;
    sb_output one = { .reporter = reporter, .file = file, .path = path };
    if (fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode)) {
        one.regular = true;
        one.device = about.st_dev;
        one.inode = about.st_ino;
    }
    return one;
}

/* The one that writes to the same file, or to the same stdout where they cannot share it. */
static const sb_output *find_same(const sb_outputs *outputs, const sb_output *one)
{
    for (const sb_output *at = outputs->at; at < outputs->at + outputs->n; at++) {
        bool both_stdout = !at->path && !one->path;
        bool one_file = at->regular && one->regular && at->device == one->device && at->inode == one->inode;
        if (both_stdout ? !at->reporter->beside && !one->reporter->beside : one_file)
            return at;
    }
    return NULL;
}

static int refuse_same(const sb_output *one, const sb_output *same)
{
    const char *path = one->path ? one->path : same->path;
    if (!path)
        return sb_fail_with(SB_ERR, "--report: both `%s` and `%s` would write to stdout; give one a file: --report %s=FILE",
            same->reporter->name, one->reporter->name, one->reporter->name);
    return sb_fail_with(SB_ERR, "--report: both `%s` and `%s` would write to %s%s; give each a file of its own",
        same->reporter->name, one->reporter->name, path, one->path && same->path ? "" : ", where stdout goes");
}

static int add(sb_outputs *outputs, const sb_reporter *reporter, const char *path)
{
    FILE *file = path ? open_file(path) : stdout;
    if (!file)
        return sb_fail_with(SB_ERR, "--report %s=%s: the file cannot be written: %s", reporter->name, path, strerror(errno));
    sb_output one = output_of(reporter, path, file);
    const sb_output *same = find_same(outputs, &one);
    if (same) {
        if (path)
            fclose(file);
        bool twice = same->reporter == reporter && same->path && path; /* Bazel asks for what the command line asks for, too */
        return twice ? SB_OK : refuse_same(&one, same);
    }
    outputs->at = sb_grow(outputs->at, outputs->n, &outputs->room, sizeof *outputs->at);
    outputs->at[outputs->n++] = one;
    return SB_OK;
}

static int begin(sb_output *one, const sb_options *options)
{
    if (one->path && one->regular && ftruncate(fileno(one->file), 0))
        return sb_fail_with(
            SB_ERR, "--report %s=%s: the file cannot be emptied: %s", one->reporter->name, one->path, strerror(errno));
    sb_report_options how = options_for(options, one->file);
    one->env = one->reporter->open(one->file, &how);
    one->live = how.live && one->reporter->progress;
    one->open = true;
    return SB_OK;
}

/* The command line was checked when it was read, so the name is known. */
static int add_named(sb_outputs *outputs, const char *asked)
{
    size_t n = strcspn(asked, "=");
    return add(outputs, sb__reporter_find(asked, n), asked[n] ? asked + n + 1 : NULL);
}

int sb_outputs_open(sb_outputs *outputs, const sb_options *options)
{
    int rc = SB_OK;
    bool console = false;
    *outputs = (sb_outputs){ NULL, 0, 0 };
    for (size_t i = 0; i < options->report_count && rc == SB_OK; i++)
        rc = add_named(outputs, options->report[i]);
    for (size_t i = 0; i < outputs->n; i++)
        console = console || (!outputs->at[i].path && !outputs->at[i].reporter->beside);
    for (const sb_reporter *const *r = sb_reporters; *r && rc == SB_OK && !console; r++)
        if ((*r)->console) {
            console = true;
            rc = add(outputs, *r, NULL);
        }
    for (size_t i = 0; i < outputs->n && rc == SB_OK; i++)
        rc = begin(&outputs->at[i], options);
    if (rc)
        sb_outputs_close(outputs);
    return rc;
}

bool sb_outputs_live(const sb_outputs *outputs)
{
    for (size_t i = 0; i < outputs->n; i++)
        if (outputs->at[i].live)
            return true;
    return false;
}

bool sb_outputs_pass_over(const sb_outputs *outputs)
{
    for (size_t i = 0; i < outputs->n; i++) {
        const sb_reporter *reporter = outputs->at[i].reporter;
        if (!reporter->passes_over || !reporter->passes_over(outputs->at[i].env))
            return false;
    }
    return true;
}

void sb_outputs_begin(sb_outputs *outputs, const sb_run_info *info)
{
    for (size_t i = 0; i < outputs->n; i++)
        if (outputs->at[i].reporter->begin)
            outputs->at[i].reporter->begin(outputs->at[i].env, info);
}

void sb_outputs_result(sb_outputs *outputs, const sb_result *result)
{
    for (size_t i = 0; i < outputs->n; i++)
        outputs->at[i].reporter->result(outputs->at[i].env, result);
}

void sb_outputs_progress(sb_outputs *outputs, const sb_progress *progress)
{
    for (size_t i = 0; i < outputs->n; i++)
        if (outputs->at[i].live)
            outputs->at[i].reporter->progress(outputs->at[i].env, progress);
}

void sb_outputs_end(sb_outputs *outputs, const sb_tally *tally)
{
    for (size_t i = 0; i < outputs->n; i++)
        outputs->at[i].reporter->end(outputs->at[i].env, tally);
}

int sb_outputs_close(sb_outputs *outputs)
{
    int rc = SB_OK;
    for (size_t i = 0; i < outputs->n; i++) {
        sb_output *one = &outputs->at[i];
        if (one->open)
            one->reporter->close(one->env);
        bool bad = fflush(one->file) != 0 || ferror(one->file);
        if (one->path)
            bad = fclose(one->file) != 0 || bad;
        if (bad)
            rc = sb_fail_with(SB_ERR, "--report %s: %s could not be written: is the disk full?", one->reporter->name,
                one->path ? one->path : "stdout");
    }
    free(outputs->at);
    *outputs = (sb_outputs){ NULL, 0, 0 };
    return rc;
}
