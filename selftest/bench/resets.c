/* resets.c -- what a sandbox takes per test to be at its base state again, by strategy and number of tables, beside a bare ROLLBACK. */
#include "alone.h"
#include "peers.h"
#include <stdio.h>
#include <string.h>

enum { SIZES = 3, MOST_WAYS = 32 };
static const int sizes[SIZES] = { 10, 100, 500 };

typedef struct way {
    char name[64];
    double reset_us[SIZES], whole_us[SIZES], nothing_us[SIZES];
    unsigned trips; /* most round trips of a test that wrote nothing, where they were counted */
} way;

typedef struct taken {
    way way[MOST_WAYS];
    size_t n;
} taken;

static way *way_of(taken *all, const char *name)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->way[i].name, name) == 0)
            return &all->way[i];
    if (all->n == MOST_WAYS)
        return NULL;
    way *added = &all->way[all->n++];
    snprintf(added->name, sizeof added->name, "%s", name);
    return added;
}

/* Columns behind the name; the last one is not always there. */
static bool read_line(FILE *lines, char name[64], int *tables, double us[3], unsigned *trips)
{
    char line[256];
    *trips = 0;
    return fgets(line, sizeof line, lines) &&
        sscanf(line, "%63s %d %lf %lf %lf %u", name, tables, &us[0], &us[1], &us[2], trips) >= 5;
}

static void read_lines(FILE *lines, taken *all)
{
    char name[64];
    int tables;
    double us[3];
    unsigned trips;
    while (read_line(lines, name, &tables, us, &trips)) {
        way *it = way_of(all, name);
        for (int i = 0; it && i < SIZES; i++) {
            if (sizes[i] != tables)
                continue;
            it->reset_us[i] = us[0];
            it->whole_us[i] = us[1];
            it->nothing_us[i] = us[2];
            it->trips = trips > it->trips ? trips : it->trips;
        }
    }
}

static void print_sizes(const double us[SIZES])
{
    for (int i = 0; i < SIZES; i++)
        printf(us[i] < 100 ? " %9.2f" : " %9.0f", us[i]);
}

static void print(const char *title, const taken *all)
{
    printf("%s: 3 rows in 2 tables are written and brought back, microseconds, medians\n\n", title);
    printf("  %-26s %29s | %29s | %29s\n", "", "reset", "writes, reset, first select", "reset where nothing was written");
    printf("  %-26s", "tables");
    for (int column = 0; column < 3; column++) {
        for (int i = 0; i < SIZES; i++)
            printf(" %9d", sizes[i]);
        printf(column < 2 ? " |" : "\n");
    }
    for (size_t i = 0; i < all->n; i++) {
        printf("  %-26s", all->way[i].name);
        print_sizes(all->way[i].reset_us);
        printf(" |");
        print_sizes(all->way[i].whole_us);
        printf(" |");
        print_sizes(all->way[i].nothing_us);
        putchar('\n');
    }
    putchar('\n');
}

static void judge_sqlite(taken *all)
{
    const way *bare = way_of(all, "bare_rollback"), *image = way_of(all, "image_three_connections");
    bench_bound(image->reset_us[2] <= bare->reset_us[2],
        "SQLite, 500 tables: what three connections committed is undone in %.2f times a bare ROLLBACK of one; at most 1",
        image->reset_us[2] / bare->reset_us[2]);
    bench_bound(image->whole_us[2] <= 1.3 * image->whole_us[0],
        "SQLite: writes, reset and first select take %.2f times as long with 500 tables as with 10; at most 1.3",
        image->whole_us[2] / image->whole_us[0]);
    bench_bound(image->nothing_us[2] <= 0.5 * bare->nothing_us[2],
        "SQLite: a test that wrote nothing is reset in %.2f times a bare ROLLBACK of nothing; at most 0.5",
        image->nothing_us[2] / bare->nothing_us[2]);
}

static void judge_postgres(taken *all)
{
    const way *bare = way_of(all, "bare_rollback"), *truncate = way_of(all, "bare_truncate"), *rollback = way_of(all, "rollback"),
              *commits = way_of(all, "auto_three_connections"), *ours = way_of(all, "auto");
    unsigned trips = ours->trips > commits->trips ? ours->trips : commits->trips;
    bench_bound(commits->reset_us[2] <= 3 * commits->reset_us[0],
        "PostgreSQL: what three connections committed is undone in %.2f times as long with 500 tables as with 10; at most 3",
        commits->reset_us[2] / commits->reset_us[0]);
    bench_bound(commits->reset_us[2] <= truncate->reset_us[2] / 300,
        "PostgreSQL, 500 tables: what three connections committed is undone in 1/%.0f of TRUNCATE of all; at most 1/300",
        truncate->reset_us[2] / commits->reset_us[2]);
    bench_bound(rollback->reset_us[0] <= 1.5 * bare->reset_us[0],
        "PostgreSQL, 10 tables: reset by rollback, sequences too, takes %.2f times a bare ROLLBACK and BEGIN; at most 1.5",
        rollback->reset_us[0] / bare->reset_us[0]);
    bench_bound(rollback->whole_us[0] <= 1.5 * bare->whole_us[0],
        "PostgreSQL, 10 tables: writes, reset by rollback and first select take %.2f times the same on bare libpq; at most 1.5",
        rollback->whole_us[0] / bare->whole_us[0]);
    bench_bound(trips <= 1, "PostgreSQL: a test that wrote nothing is reset in %u round trips; at most 1", trips);
}

/* A database: the program that measures it, what that links, and what its numbers must be. */
static const struct database {
    const char *title, *program, *modules, *django;
    bool server;
    void (*judge)(taken *all);
} databases[] = {
    { "SQLite", "resets_sqlite", "sqlite3 libfyaml libpcre2-8", "sqlite", false, judge_sqlite },
    { "PostgreSQL", "resets_postgres", "sqlite3 libfyaml libpcre2-8 libpq", "postgres", true, judge_postgres },
};

/* Its lines go behind those of the database. */
static bool beside_django(const char *out, const struct database *it)
{
    const char *python = bench_python(it->server ? "django psycopg2" : "django");
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/bench/django_%s", out, it->django);
    const char *all[] = { "sh", "selftest/build/postgres.sh", "run", python, "selftest/bench/programs/resets_django.py",
        it->django, folder, NULL };
    if (!python)
        return true;
    fprintf(stderr, "bench: Django's tests on %s\n", it->title);
    return bench_run(it->server ? all : all + 3, true, NULL);
}

static bool run(const char *out, const struct database *it, taken *all)
{
    FILE *lines;
    bool good;
    memset(all, 0, sizeof *all);
    if (!bench_alone(out, it->program, it->modules, it->server, &lines))
        return false;
    good = beside_django(out, it);
    read_lines(lines, all);
    fclose(lines);
    return good;
}

int bench_resets(const char *out)
{
    for (size_t i = 0; i < sizeof databases / sizeof *databases; i++) {
        static taken all;
        if (databases[i].server && !bench_server()) {
            printf("%s: skipped: there is no server on this machine (apt-get install postgresql)\n\n", databases[i].title);
            continue;
        }
        if (!run(out, &databases[i], &all))
            return 1;
        print(databases[i].title, &all);
        databases[i].judge(&all);
        putchar('\n');
    }
    return 0;
}
