/* generate.c -- rows per second by factories and in bulk, beside the loops that one writes by hand, factory_boy and faker-js. */
#include "alone.h"
#include "measure.h"
#include "peers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 5, MOST_WAYS = 64 };

typedef struct way {
    char name[64];
    bench_samples rates;
} way;

typedef struct taken {
    way way[MOST_WAYS];
    size_t n;
} taken;

static const way *way_of(const taken *all, const char *name)
{
    static const way none;
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->way[i].name, name) == 0)
            return &all->way[i];
    return &none;
}

/* Rows per second, the median; 0: it was not taken. */
static double rate(const taken *all, const char *what, const char *place)
{
    char name[64];
    snprintf(name, sizeof name, "%s_%s", what, place);
    return bench_median(&way_of(all, name)->rates);
}

static void read_lines(FILE *lines, taken *all)
{
    char name[64];
    double value;
    while (fscanf(lines, "%63s %lf", name, &value) == 2) {
        way *to = (way *)(uintptr_t)way_of(all, name);
        if (!*to->name) {
            if (all->n == MOST_WAYS)
                return;
            to = &all->way[all->n++];
            snprintf(to->name, sizeof to->name, "%s", name);
        }
        bench_sample(&to->rates, value);
    }
}

/* ---- the tables ---- */

static const struct line {
    const char *title, *users, *enrolments;
} lines_of[] = {
    { "by hand: one loop, one transaction (COPY BINARY)", "loop_users", "loop_enrolments" },
    { "by hand: prepared INSERT, one trip each", "insert_users", "" },
    { "by hand: prepared INSERT, sent without waiting", "sent_users", "" },
    { "Seedbed: bulk, a source of one's own", "fill_users", "fill_enrolments" },
    { "Seedbed: make_bulk, in a test", "bulk_users", "bulk_enrolments" },
    { "Seedbed: make_list, in a test", "list_users", "" },
    { "Seedbed: make, in a test (SQLite: each committed)", "make_users", "make_enrolments" },
    { "Seedbed: make, in a test, `reset: rollback`", "rolled_users", "rolled_enrolments" },
    { "factory_boy: create, in a transaction", "django_create_users", "django_create_enrolments" },
    { "factory_boy: create, each committed", "django_autocommit_users", "" },
    { "factory_boy: create_batch, in a transaction", "django_batch_users", "" },
    { "factory_boy: bulk_create of build_batch", "django_bulk_users", "django_bulk_enrolments" },
};

static void print_rate(double rate)
{
    if (rate > 0)
        printf(" %11.0f", rate);
    else
        printf(" %11s", "-");
}

static void print(const taken *all, const char *title, const char *const *place, size_t places)
{
    printf("Rows per second into %s, medians of %d rounds in turns\n\n  %-50s", title, ROUNDS, "");
    for (size_t p = 0; p < places; p++)
        printf(" %11s %11s", "users", "enrolments");
    printf("\n  %-50s", "");
    for (size_t p = 0; p < places; p++)
        printf(" %11s %11s", place[p], "");
    putchar('\n');
    for (size_t i = 0; i < sizeof lines_of / sizeof *lines_of; i++) {
        printf("  %-50s", lines_of[i].title);
        for (size_t p = 0; p < places; p++) {
            print_rate(rate(all, lines_of[i].users, place[p]));
            print_rate(rate(all, lines_of[i].enrolments, place[p]));
        }
        putchar('\n');
    }
    putchar('\n');
}

/* ---- the bounds ---- */

static void at_least(double wanted, const taken *all, const char *what, const char *than, const char *place, const char *title)
{
    double ours = rate(all, what, place), other = rate(all, than, place);
    if (ours > 0 && other > 0)
        bench_bound(ours >= wanted * other, "%s: %.2f times; at least %.2f", title, ours / other, wanted);
}

static void judge_sqlite(const taken *all)
{
    at_least(1, all, "fill_users", "loop_users", "memory", "SQLite in memory: users in bulk, of the prepared loop");
    at_least(
        1, all, "fill_enrolments", "loop_enrolments", "memory", "SQLite in memory: enrolments in bulk, of the prepared loop");
    at_least(1, all, "fill_users", "loop_users", "file", "SQLite, a file: users in bulk, of the prepared loop");
    at_least(1, all, "fill_enrolments", "loop_enrolments", "file", "SQLite, a file: enrolments in bulk, of the prepared loop");
    at_least(
        1, all, "bulk_users", "loop_users", "memory", "SQLite: users by make_bulk in a test, of the prepared loop in memory");
    at_least(20, all, "make_users", "django_create_users", "memory",
        "SQLite: make(user), each committed, of factory_boy's create in a transaction");
    at_least(20, all, "rolled_users", "django_create_users", "memory",
        "SQLite: make(user), both in a transaction, of factory_boy's create");
    at_least(20, all, "rolled_enrolments", "django_create_enrolments", "memory",
        "SQLite: make(enrolment), both in a transaction, of factory_boy's create");
    at_least(20, all, "list_users", "django_batch_users", "memory", "SQLite: make_list(user), of factory_boy's create_batch");
    at_least(20, all, "make_enrolments", "django_create_enrolments", "memory",
        "SQLite: make(enrolment), each committed, of factory_boy's create in a transaction");
}

static void judge_server(const taken *all)
{
    at_least(0.85, all, "fill_users", "loop_users", "server", "PostgreSQL: users in bulk, of COPY BINARY");
    at_least(0.85, all, "fill_enrolments", "loop_enrolments", "server", "PostgreSQL: enrolments in bulk, of COPY BINARY");
    at_least(20, all, "make_users", "django_create_users", "server",
        "PostgreSQL: make(user), both in a transaction, of factory_boy's create");
    at_least(0.7, all, "make_users", "insert_users", "server", "PostgreSQL: make(user), of an INSERT by hand that waits, too");
    at_least(20, all, "list_users", "django_batch_users", "server", "PostgreSQL: make_list(user), of factory_boy's create_batch");
    at_least(
        0.7, all, "list_users", "sent_users", "server", "PostgreSQL: make_list(user), of INSERTs by hand, sent without waiting");
}

static const struct database {
    const char *title, *place, *python;
    const char *const *columns;
    size_t n;
    bool server;
    void (*judge)(const taken *all);
} databases[] = {
    { "SQLite", "sqlite", "django factory", (const char *const[]){ "memory", "file" }, 2, false, judge_sqlite },
    { "PostgreSQL", "server", "django factory psycopg2", (const char *const[]){ "server" }, 1, true, judge_server },
};

static bool run(const char *out, const struct database *it, taken *all)
{
    char folder[4096], rounds[8];
    const char *python = bench_python(it->python);
    const char *argv[] = { "sh", "selftest/bench/generate.sh", rounds, it->place, folder, python ? python : "", NULL };
    FILE *lines;
    char *here = realpath(out, NULL);
    snprintf(folder, sizeof folder, "%s/bench", here ? here : out);
    snprintf(rounds, sizeof rounds, "%d", ROUNDS);
    free(here);
    fprintf(stderr, "bench: rows into %s, %d rounds\n", it->title, ROUNDS);
    if (!bench_alone_run(out, it->server ? "generate_server" : "generate", argv, it->server, &lines))
        return false;
    read_lines(lines, all);
    fclose(lines);
    return true;
}

/* ---- people ---- */

/* Where @faker-js/faker is, or was put by npm; NULL, and a line: nowhere. */
static const char *find_faker(void)
{
    static char folder[4096];
    static const char look[] =
        "node --version >/dev/null 2>&1 || exit 1\n"
        "for at in \"${BENCH_NODE_MODULES:-}\" \"$(npm root -g 2>/dev/null)\" \"$1/node_modules\"; do\n"
        "    [ ! -d \"$at/@faker-js/faker\" ] || { dirname \"$at\"; exit 0; }\n"
        "done\n"
        "mkdir -p \"$1\" && npm install --prefix \"$1\" --no-audit --no-fund @faker-js/faker >&2 && echo \"$1\"";
    char command[4096];
    const char *cache = getenv("XDG_CACHE_HOME");
    snprintf(command, sizeof command, "sh -c '%s' sh '%s/node'", look, cache && *cache ? cache : "/tmp/seedbed-bench");
    FILE *said = popen(command, "r");
    bool good = said && fgets(folder, sizeof folder, said);
    folder[strcspn(folder, "\n")] = '\0';
    if (said && pclose(said) == 0 && good && *folder)
        return folder;
    printf("@faker-js/faker is not here, and npm does not bring it: left out\n");
    return NULL;
}

static bool people(const char *out)
{
    static taken all;
    char program[4096];
    const char *folder = find_faker();
    FILE *lines;
    snprintf(program, sizeof program, "%s/bench/generate_people", out);
    for (int i = 0; i < ROUNDS; i++) {
        if (!bench_alone_run(out, "generate_people", (const char *const[]){ program, NULL }, false, &lines))
            return false;
        read_lines(lines, &all);
        fclose(lines);
    }
    if (folder &&
        bench_alone_run(out, "generate_faker",
            (const char *const[]){ "sh", "-c", "exec node selftest/bench/people_faker.mjs \"$0\" >>\"$BENCH_TO\"", folder, NULL },
            false, &lines)) {
        read_lines(lines, &all);
        fclose(lines);
    }
    double ours = bench_median(&way_of(&all, "people")->rates);
    printf("Coherent people per second without a database, medians of %d\n\n  %-50s %11.0f\n", ROUNDS,
        "Seedbed, a mixture of locales", ours);
    const char *const theirs[] = { "en", "mixture" };
    for (int i = 0; i < 2 && folder; i++)
        printf("  @faker-js/faker, %-33s %11.0f\n", theirs[i], bench_median(&way_of(&all, theirs[i])->rates));
    putchar('\n');
    for (int i = 0; i < 2 && folder; i++) {
        double other = bench_median(&way_of(&all, theirs[i])->rates);
        bench_bound(ours >= 20 * other, "people: %.0f times @faker-js/faker, %s; at least 20", ours / other, theirs[i]);
    }
    putchar('\n');
    return true;
}

int bench_generate(const char *out)
{
    static const char *const programs[] = { "generate_sqlite", "generate_postgres", "generate_make", "generate_people" };
    static taken all;
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (!bench_alone_build(out, programs[i], "sqlite3 libfyaml libpcre2-8 libpq"))
            return 1;
    puts(
        "Users have seven columns, two unique keys and an index; enrolments two foreign keys, a unique key of both and an index. The loops by hand pick\n"
        "their values from tables of eight words, which costs less than Seedbed's coherent people; factory_boy has sequences and cycles of words. User\n"
        "names by hand begin with three letters by chance, so that they fall all over an index, as names do.\n");
    for (size_t i = 0; i < sizeof databases / sizeof *databases; i++) {
        if (databases[i].server && !bench_server()) {
            printf("%s: skipped: there is no server on this machine (apt-get install postgresql)\n\n", databases[i].title);
            continue;
        }
        if (!run(out, &databases[i], &all))
            return 1;
        print(&all, databases[i].title, databases[i].columns, databases[i].n);
        databases[i].judge(&all);
        putchar('\n');
    }
    return !people(out);
}
