/* files_write.c -- generated files put into folders: under their names, or into a store by the digest of their content. */
#include "../assert/context.h"
#include "../assert/text.h"
#include "content/sha256.h"
#include "draft.h"
#include <errno.h>
#include <seedbed/files.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- under their names ---- */

static int path_in(const char *folder, const char *name, char *path, size_t path_size)
{
    int length = snprintf(path, path_size, "%s/%s", folder, name);

    if (length >= 0 && (size_t)length < path_size)
        return SB_OK;
    return sb_fail_with(
        SB_ERR, "the path of %s in %s has %d bytes, and there is room for %zu", name, folder, length + 1, path_size);
}

int sb_file_write(const sb_file *file, const char *folder, char *path, size_t path_size)
{
    sb_draft draft;
    int code = path_in(folder, file->name, path, path_size);

    if (code == SB_OK)
        code = sb_draft_open(&draft, folder);
    if (code == SB_OK)
        code = sb_draft_write(&draft, file->bytes, file->size);
    if (code == SB_OK)
        code = sb_draft_keep(&draft, path);
    if (code != SB_OK && path_size)
        *path = '\0';
    return code;
}

static int stream_into(
    uint64_t seed, uint64_t n, const sb_file_wish *wish, const char *folder, sb_draft *draft, sb_file_facts *out)
{
    int code = sb_draft_open(draft, folder);

    if (code == SB_OK)
        code = sb_file_stream(seed, n, wish, sb_draft_write, draft, out);
    if (code != SB_OK)
        sb_draft_drop(draft);
    return code;
}

int sb_file_save(
    uint64_t seed, uint64_t n, const sb_file_wish *wish, const char *folder, char *path, size_t path_size, sb_file_facts *out)
{
    sb_file_facts facts;
    sb_draft draft;
    int code = sb_file_look(seed, n, wish, &facts);

    if (code == SB_OK)
        code = path_in(folder, facts.name, path, path_size);
    if (code == SB_OK)
        code = stream_into(seed, n, wish, folder, &draft, out);
    if (code == SB_OK)
        code = sb_draft_keep(&draft, path);
    if (code != SB_OK && path_size)
        *path = '\0';
    return code;
}

/* ---- by digest ---- */

static void place(sb_file_stored *stored)
{
    const char *digest = stored->facts.sha256;

    snprintf(stored->path, sizeof stored->path, "%.2s/%.2s/%s", digest, digest + 2, digest);
}

/* Whole files alone come to lie there, so that one of the right size is the one; of another size it was changed by somebody. */
static bool is_there(const char *path, uint64_t size)
{
    struct stat about;

    return lstat(path, &about) == 0 && S_ISREG(about.st_mode) && (uint64_t)about.st_size == size;
}

/* The two folders that a digest's first letters name. Those that are empty go again with make false. */
static int folders(const char *folder, const char *path, bool make)
{
    char *outer = sb_format("%s/%.2s", folder, path), *inner = sb_format("%s/%.5s", folder, path);
    int code = SB_OK;

    if (!make) {
        rmdir(inner);
        rmdir(outer);
    } else if ((mkdir(outer, 0777) && errno != EEXIST) || (mkdir(inner, 0777) && errno != EEXIST))
        code = sb_fail_with(SB_ERR, "cannot make the folder %s of the store of files: %s", inner, strerror(errno));
    free(inner);
    free(outer);
    return code;
}

/* Content that lies in a draft goes to its place, unless it is there. */
static int settle(sb_draft *draft, const char *folder, sb_file_stored *out)
{
    char *path;
    int code = SB_OK;

    place(out);
    path = sb_format("%s/%s", folder, out->path);
    out->was_there = is_there(path, out->facts.size);
    if (out->was_there)
        sb_draft_drop(draft);
    else {
        code = folders(folder, out->path, true);
        if (code == SB_OK)
            code = sb_draft_keep(draft, path);
        else
            sb_draft_drop(draft);
        if (code != SB_OK)
            folders(folder, out->path, false);
    }
    free(path);
    return code;
}

int sb_file_put(uint64_t seed, uint64_t n, const sb_file_wish *wish, const char *folder, sb_file_stored *out)
{
    sb_draft draft;
    int code;

    memset(out, 0, sizeof *out);
    code = stream_into(seed, n, wish, folder, &draft, &out->facts);
    return code == SB_OK ? settle(&draft, folder, out) : code;
}

int sb_file_put_bytes(const void *bytes, size_t size, const char *folder, sb_file_stored *out)
{
    sb_draft draft;
    int code;

    memset(out, 0, sizeof *out);
    sb_sha256_hex(bytes, size, out->facts.sha256);
    out->facts.size = size;
    code = sb_draft_open(&draft, folder);
    if (code == SB_OK)
        code = sb_draft_write(&draft, bytes, size);
    return code == SB_OK ? settle(&draft, folder, out) : code;
}
