/* workers_db.c -- how soon a new worker has a database of its own, made of a template of 80 MB, against the backup API and a dump. */
#include "alone.h"
#include "peers.h"
#include <stdio.h>
#include <string.h>

enum { FORK, SPAWN, BACKUP, DUMP, WAYS };
static const struct {
    const char *name, *title;
} ways[WAYS] = {
    { "clone_fork", "a clone of Seedbed, --start=fork" },
    { "clone_spawn", "a clone of Seedbed, --start=spawn" },
    { "backup", "sqlite3_backup to a file in memory" },
    { "dump", "dump as SQL and load" },
};

static bool read_lines(FILE *lines, double ms[WAYS], double *size_mb)
{
    char name[64];
    double number;
    int found = 0;
    while (fscanf(lines, "%63s %lf", name, &number) == 2) {
        if (strcmp(name, "size") == 0)
            *size_mb = number;
        for (int i = 0; i < WAYS; i++)
            if (strcmp(name, ways[i].name) == 0) {
                ms[i] = number;
                found += number > 0;
            }
    }
    return found == WAYS;
}

int bench_workers_db(const char *out)
{
    double ms[WAYS] = { 0 }, size_mb = 0;
    FILE *lines;
    if (!bench_alone(out, "workers_db", "sqlite3 libfyaml libpcre2-8", false, &lines))
        return 1;
    bool good = read_lines(lines, ms, &size_mb);
    fclose(lines);
    if (!good) {
        fprintf(stderr, "bench: workers_db did not say what each way takes\n");
        return 1;
    }
    printf(
        "A worker's database on SQLite, from a template of %.0f MB: from the start of its process until it has read a row and inserted\n"
        "one; medians of 21, 21, 7 and 5 runs, in turns\n\n",
        size_mb);
    for (int i = 0; i < WAYS; i++)
        printf("  %-38s %10.2f ms\n", ways[i].title, ms[i]);
    putchar('\n');
    for (int i = FORK; i <= SPAWN; i++) {
        bench_bound(ms[i] <= ms[BACKUP] / 20, "%s: 1/%.0f of the backup API; at most 1/20", ways[i].title, ms[BACKUP] / ms[i]);
        bench_bound(ms[i] <= ms[DUMP] / 1000, "%s: 1/%.0f of dump and load; at most 1/1000", ways[i].title, ms[DUMP] / ms[i]);
    }
    putchar('\n');
    return 0;
}
