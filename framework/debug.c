/* debug.c -- --debug NAME: a debugger with this program and one test of it, stopped where the test begins. */
#include "debug.h"
#include "process/os.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMED = 5, MOST_WORDS = 32 };

static int not_one(const sb_options *options, const sb_plan *plan)
{
    sb_text names = SB_TEXT_EMPTY;
    for (size_t i = 0; i < plan->n && i < MOST_NAMED; i++)
        sb_text_add(&names, "%s`%s`", i ? ", " : "", plan->item[i].name);
    int rc = sb_fail_with(SB_ERR, "--debug=%s asks for %zu tests, and a debugger takes one: %s%s", options->debug, plan->n,
        names.at, plan->n > MOST_NAMED ? " ..." : "");
    sb_text_release(&names);
    return rc;
}

/* The words of a command line; each is kept until the program is another. */
typedef struct line {
    char *word[MOST_WORDS + 1];
    size_t n;
} line;

__attribute__((format(printf, 2, 3))) static void add(line *to, const char *format, ...)
{
    va_list args;
    sb_text word = SB_TEXT_EMPTY;
    va_start(args, format);
    sb_text_addv(&word, format, args);
    va_end(args);
    if (to->n < MOST_WORDS)
        to->word[to->n++] = sb_text_take(&word);
}

static void free_words(line *of)
{
    for (size_t i = 0; i < of->n; i++)
        free(of->word[i]);
    *of = (line){ .n = 0 };
}

/* What the program is given: this test alone, in one process without limits, and whatever else decides how it runs. */
static void add_program(line *to, const sb_options *options, const sb_planned *test, const char *program)
{
    add(to, "%s", program);
    add(to, "--isolate=none");
    add(to, "--timeout=0");
    add(to, "--shard=off");
    add(to, "--last=none");
    add(to, "--exact=%s", test->name);
    if (options->seed_given)
        add(to, "--seed=%llu", (unsigned long long)options->seed);
    if (options->config)
        add(to, "--config=%s", options->config);
    if (options->rebuild)
        add(to, "--rebuild");
    if (options->strict)
        add(to, "--strict");
    if (options->paranoid)
        add(to, "--paranoid");
    if (options->keep)
        add(to, "--keep");
    if (options->explain)
        add(to, "--explain");
}

static bool speaks_lldb(const char *debugger)
{
    const char *slash = strrchr(debugger, '/');
    return strncmp(slash ? slash + 1 : debugger, "lldb", 4) == 0;
}

static void add_debugger(line *to, const char *debugger, const sb_planned *test)
{
    bool lldb = speaks_lldb(debugger);
    add(to, "%s", debugger);
    if (!lldb)
        add(to, "-q");
    add(to, lldb ? "-o" : "-ex");
    add(to, lldb ? "breakpoint set --name sb_test_%s__%s" : "break sb_test_%s__%s", sb_case_suite(test->test),
        sb_case_name(test->test));
    add(to, lldb ? "-o" : "-ex");
    add(to, "run");
    add(to, lldb ? "--" : "--args");
}

/* Comes back where it is not there: with errno. */
static void become(const char *debugger, const sb_options *options, const sb_planned *test, const char *program)
{
    line words = { .n = 0 };
    add_debugger(&words, debugger, test);
    add_program(&words, options, test, program);
    execvp(words.word[0], words.word);
    int why = errno;
    free_words(&words);
    errno = why;
}

int sb_debug(const sb_options *options, const sb_plan *plan)
{
    static const char *const usual[] = { "gdb", "lldb", NULL };
    if (plan->n != 1)
        return not_one(options, plan);
    char *program = sb_os_program_path();
    fflush(NULL);
    if (options->debugger)
        become(options->debugger, options, &plan->item[0], program);
    for (const char *const *one = usual; *one && !options->debugger; one++)
        become(*one, options, &plan->item[0], program);
    free(program);
    if (options->debugger)
        return sb_fail_with(SB_ERR, "--debugger=%s cannot be started: %s", options->debugger, strerror(errno));
    return sb_fail_with(
        SB_ERR, "--debug finds neither gdb nor lldb: install one (apt-get install gdb), or name another by --debugger");
}
