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

static void read_lines(FILE *lines, taken *all)
{
    char name[64];
    int tables;
    double reset_us, whole_us, nothing_us;
    while (fscanf(lines, "%63s %d %lf %lf %lf", name, &tables, &reset_us, &whole_us, &nothing_us) == 5) {
        way *it = way_of(all, name);
        for (int i = 0; it && i < SIZES; i++) {
            if (sizes[i] != tables)
                continue;
            it->reset_us[i] = reset_us;
            it->whole_us[i] = whole_us;
            it->nothing_us[i] = nothing_us;
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

/* A database: the program that measures it, what that links, and what its numbers must be. */
static const struct {
    const char *title, *program, *modules;
    void (*judge)(taken *all);
} databases[] = {
    { "SQLite", "resets_sqlite", "sqlite3 libfyaml libpcre2-8", judge_sqlite },
};

int bench_resets(const char *out)
{
    for (size_t i = 0; i < sizeof databases / sizeof *databases; i++) {
        static taken all;
        FILE *lines;
        memset(&all, 0, sizeof all);
        if (!bench_alone(out, databases[i].program, databases[i].modules, &lines))
            return 1;
        read_lines(lines, &all);
        fclose(lines);
        print(databases[i].title, &all);
        databases[i].judge(&all);
        putchar('\n');
    }
    return 0;
}
