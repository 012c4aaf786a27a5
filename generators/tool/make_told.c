/* make_told.c -- what seedbed make says: a bar on a terminal, and a line per table at the end. */
#include "make_told.h"
#include "../../framework/process/os.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 30 };

/* 1234567 as 1,234,567. */
static const char *grouped(uint64_t n, char *field, size_t size)
{
    char *at = field + size;
    int digits = 0;

    *--at = '\0';
    do {
        if (digits && digits % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + n % 10);
        digits++;
    } while (n /= 10);
    return at;
}

sb_make_told sb_make_tell(const sb_make_request *request)
{
    return (sb_make_told){ .request = request, .began_ns = sb_os_now_ns(), .draws = isatty(STDERR_FILENO) };
}

void sb_make_progress(void *env, const char *table, uint64_t made, uint64_t all)
{
    sb_make_told *told = env;
    uint64_t took = sb_os_now_ns() - told->began_ns, per_second = took ? (uint64_t)((double)made * 1e9 / (double)took) : 0;
    int filled = all ? (int)((double)made / (double)all * WIDTH) : WIDTH;
    char one[32], other[32], third[32];

    if (!told->draws)
        return;
    told->drawn = true;
    fprintf(stderr, "\r\033[K%-20s [%.*s%*s] %s of %s rows, %s a second", table, filled, "##############################",
        WIDTH - filled, "", grouped(made, one, sizeof one), grouped(all, other, sizeof other),
        grouped(per_second, third, sizeof third));
}

/* Rows of one table for several purposes count together. */
static uint64_t rows_of(const sb_bulk_plan *plan, const sb_bulk_node *of)
{
    uint64_t rows = 0;

    for (const sb_bulk_node *node = plan->first; node; node = node->next)
        if (strcmp(node->maker->table, of->maker->table) == 0)
            rows += node->to - node->from;
    return rows;
}

static bool is_first(const sb_bulk_plan *plan, const sb_bulk_node *of)
{
    const sb_bulk_node *node = plan->first;

    while (strcmp(node->maker->table, of->maker->table) != 0)
        node = node->next;
    return node == of;
}

/* Somebody who wanted all columns to be full is to know the word for it. */
static size_t left_null(const sb_bulk_plan *plan, const sb_bulk_node *node)
{
    const bool *left = sb_recipe_left_null(&plan->making, node->recipe);
    size_t n = 0;

    for (size_t i = 0; i < node->recipe->columns; i++)
        n += left[i] && node->blank[i].filling != SB_DONE;
    return n;
}

static void tell_of_nulls(const sb_bulk_plan *plan)
{
    size_t n = 0;

    for (const sb_bulk_node *node = plan->first; node; node = node->next)
        if (is_first(plan, node) && rows_of(plan, node))
            n += left_null(plan, node);
    if (n)
        printf("%zu column%s that may be NULL %s left NULL; --as filled gives values\n", n, n == 1 ? "" : "s",
            n == 1 ? "is" : "are");
}

void sb_make_sum(void *env, const sb_bulk_plan *plan)
{
    sb_make_told *told = env;
    double seconds = (double)(sb_os_now_ns() - told->began_ns) / 1e9;
    char field[32];

    if (told->drawn)
        fputs("\r\033[K", stderr);
    for (const sb_bulk_node *node = plan->first; node; node = node->next)
        if (is_first(plan, node) && rows_of(plan, node))
            printf("%s: %s rows%s\n", node->maker->table, grouped(rows_of(plan, node), field, sizeof field),
                told->request->dry ? " would be made" : "");
    tell_of_nulls(plan);
    if (told->request->dry)
        printf("seed %llu; nothing was made\n", (unsigned long long)told->request->seed);
    else
        printf("seed %llu, %.1f s\n", (unsigned long long)told->request->seed, seconds);
}
