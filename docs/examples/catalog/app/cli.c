/* cli.c -- the command line: catalog [options] command [argument]
 */
#include "catalog.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { EXIT_GOOD, EXIT_BAD, EXIT_USAGE = 64 };

struct settings {
    const char *db, *prefix, *files, *schema;
};

struct command {
    const char *name, *argument, *help;
    int (*run)(const struct settings *with, const char *argument);
};

static int init(const struct settings *with, const char *argument)
{
    (void)argument;
    return catalog_create_tables(with->schema);
}

static int import(int (*from)(const char *csv, int64_t *count), const char *csv, const char *what)
{
    int64_t count;
    int result = from(csv, &count);
    if (result == CATALOG_OK)
        printf("imported %lld %s\n", (long long)count, what);
    return result;
}

static int import_people(const struct settings *with, const char *csv)
{
    (void)with;
    return import(catalog_import_people, csv, "people");
}

static int import_courses(const struct settings *with, const char *csv)
{
    (void)with;
    return import(catalog_import_courses, csv, "courses");
}

static int enrol(const struct settings *with, const char *csv)
{
    (void)with;
    return import(catalog_import_enrolments, csv, "enrolments");
}

static int store(const struct settings *with, const char *file)
{
    int64_t id;
    int result = catalog_store(file, with->files, 0, &id);
    if (result == CATALOG_OK)
        printf("stored %s as file %lld\n", file, (long long)id);
    return result;
}

static int verify(const struct settings *with, const char *argument)
{
    int64_t damaged;
    (void)argument;
    return catalog_verify(with->files, &damaged);
}

static int courses(const struct settings *with, const char *argument)
{
    (void)with, (void)argument;
    return catalog_list_courses(stdout);
}

static int report(const struct settings *with, const char *argument)
{
    (void)with, (void)argument;
    return catalog_report(stdout);
}

static int dump(const struct settings *with, const char *argument)
{
    (void)with, (void)argument;
    return catalog_dump(stdout);
}

static const struct command commands[] = {
    { "init", NULL, "make the tables", init },
    { "import-people", "FILE.csv", "add users: username, email, full_name; role, country", import_people },
    { "import-courses", "FILE.csv", "add courses: code, title; category, seats, price_cents", import_courses },
    { "enrol", "FILE.csv", "enrol users: username, code of the course; mode", enrol },
    { "store", "FILE", "keep a copy of a file", store },
    { "verify", NULL, "read all stored files again", verify },
    { "courses", NULL, "list the courses and their seats", courses },
    { "report", NULL, "totals, and enrolments by category", report },
    { "dump", NULL, "all rows as SQL", dump },
};

static int usage(FILE *out, int code)
{
    fprintf(out, "usage: catalog [--db PATH] [--prefix P] [--files DIR] [--schema FILE] COMMAND\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(out, "  %-15s %-9s %s\n", commands[i].name, commands[i].argument ? commands[i].argument : "", commands[i].help);
    return code;
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; name && i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    }
    return NULL;
}

/* Options up to the first word that is none; its place, or -1. */
static int read_options(int argc, char **argv, struct settings *settings)
{
    const struct {
        const char *name, **to;
    } options[] = {
        { "--db", &settings->db },
        { "--prefix", &settings->prefix },
        { "--files", &settings->files },
        { "--schema", &settings->schema },
    };
    int at = 1;
    while (at < argc && argv[at][0] == '-') {
        size_t i = 0;
        while (i < 4 && strcmp(argv[at], options[i].name) != 0)
            i++;
        if (i == 4 || at + 1 >= argc)
            return -1;
        *options[i].to = argv[at + 1];
        at += 2;
    }
    return at;
}

static int run(const struct command *command, const struct settings *settings, const char *argument)
{
    int result = catalog_open(settings->db, settings->prefix);
    if (result == CATALOG_OK)
        result = command->run(settings, argument);
    catalog_close();
    if (result != CATALOG_OK)
        fprintf(stderr, "catalog: %s: %s\n", command->name, catalog_error());
    return result == CATALOG_OK ? EXIT_GOOD : EXIT_BAD;
}

int catalog_main(int argc, char **argv)
{
    struct settings settings = { CATALOG_PATH, CATALOG_PREFIX, CATALOG_FILES, CATALOG_SCHEMA };
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout, EXIT_GOOD);
    int at = read_options(argc, argv, &settings);
    const struct command *command = at < 0 || at >= argc ? NULL : find_command(argv[at]);
    if (!command || argc - at != (command->argument ? 2 : 1))
        return usage(stderr, EXIT_USAGE);
    if (command->run == init && strcmp(settings.db, CATALOG_PATH) == 0 && mkdir("var", 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "catalog: init: cannot make the folder var: %s\n", strerror(errno));
        return EXIT_BAD;
    }
    return run(command, &settings, argv[at + 1]);
}
