/* files_torture.c -- large files of all kinds in constant memory: whole and in pieces the same, opened by other programs, left nowhere.
 *
 *     files_torture [--short]
 *
 * --short: 64 MiB of each kind instead of 1 GiB. Ends with 0 where all came out as it should, else with 1 and what was wrong.
 */
#include "../../generators/content/sha256.h"
#include <seedbed/files.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WHOLE = 16 << 20, GROWTH = 4 << 20 };

static int failures;

static void fail(const char *kind, const char *what)
{
    printf("torture files: %s: %s\n", kind, what);
    failures++;
}

/* Bytes that were resident at most so far. */
static long long most_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return usage.ru_maxrss;
#else
    return 1024LL * usage.ru_maxrss;
#endif
}

static int count(void *env, const void *piece, size_t size)
{
    (void)piece;
    *(uint64_t *)env += size;
    return 0;
}

/* In a process of its own, so that its memory is its own. */
static void check_stream(enum sb_file_kind kind, uint64_t size)
{
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        sb_file_wish wish = { kind, size }, small = { kind, 1 << 20 };
        sb_file_facts facts;
        uint64_t counted = 0, small_counted = 0;
        bool made = sb_file_stream(1, 2, &small, count, &small_counted, &facts) == 0;
        long long before = most_memory();
        made = made && sb_file_stream(1, 2, &wish, count, &counted, &facts) == 0;
        _exit(!made || counted != size || facts.size != size ? 2 : most_memory() - before > GROWTH ? 3 : 0);
    }
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
        fail(sb_file_kind_name(kind), "its memory grows with the size of the file");
    else if (status != 0)
        fail(sb_file_kind_name(kind), "it could not be streamed, or not whole");
}

static void check_whole(enum sb_file_kind kind)
{
    sb_file_wish wish = { kind, WHOLE };
    sb_file_facts facts;
    sb_file file;
    char digest[SB_SHA256_HEX];
    uint64_t counted = 0;

    if (sb_file_at(1, 2, kind, WHOLE, &file) != 0 || sb_file_stream(1, 2, &wish, count, &counted, &facts) != 0)
        fail(sb_file_kind_name(kind), sb_error());
    else {
        sb_sha256_hex(file.bytes, file.size, digest);
        if (file.size != WHOLE || counted != WHOLE || strcmp(digest, facts.sha256) != 0)
            fail(sb_file_kind_name(kind), "in memory it is another than in pieces");
    }
    sb_file_release(&file);
}

/* A large one in a folder, and what a program says of it; its path is $1 there. */
static void check_program(const char *folder, enum sb_file_kind kind, uint64_t size, const char *program, const char *arguments)
{
    char path[4096], command[8192];
    sb_file_wish wish = { kind, size };
    struct stat about;

    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
    if (system(command) != 0) {
        printf("torture files: %s: skipped: %s is not installed\n", sb_file_kind_name(kind), program);
        return;
    }
    if (sb_file_save(1, 2, &wish, folder, path, sizeof path, NULL) != 0) {
        fail(sb_file_kind_name(kind), sb_error());
        return;
    }
    snprintf(command, sizeof command, "set -- '%s'; %s %s", path, program, arguments);
    if (stat(path, &about) != 0 || (uint64_t)about.st_size != size || system(command) != 0)
        fail(program, "it could not read a large file");
    unlink(path);
}

int main(int argc, char **argv)
{
    uint64_t size = argc > 1 && strcmp(argv[1], "--short") == 0 ? UINT64_C(64) << 20 : UINT64_C(1) << 30;
    const char *temporary = getenv("TMPDIR");
    char folder[4096];

    snprintf(folder, sizeof folder, "%s/seedbed-torture-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(folder)) {
        perror(folder);
        return 1;
    }
    for (unsigned kind = 0; kind < SB_FILE_KINDS; kind++) {
        check_stream((enum sb_file_kind)kind, size + kind);
        check_whole((enum sb_file_kind)kind);
    }
    check_program(folder, SB_FILE_ZIP, size + 1, "unzip", "-tq \"$1\" >/dev/null");
    check_program(
        folder, SB_FILE_PDF, size + 1, "pdfinfo", "\"$1\" >\"$1.said\" 2>&1 && ! grep -qi error \"$1.said\" && rm \"$1.said\"");
    check_program(folder, SB_FILE_PNG, size + 1, "file", "-b \"$1\" | grep -q '^PNG image data'");
    if (rmdir(folder) != 0)
        fail(folder, "something is left in it");
    printf(
        "torture files: %u kinds of %llu MiB, %d failures\n", (unsigned)SB_FILE_KINDS, (unsigned long long)size >> 20, failures);
    return failures > 0;
}
