/* values.c -- seedbed values: the kinds of values there are, and what they give. */
#include "../fake/one.h"
#include "../fake/page.h"
#include "options.h"
#include <stdio.h>
#include <string.h>

typedef struct asked {
    const char *kind;
    sb_rule rule;
    uint64_t rows, seed, most;
    bool page;
} asked;

static int set_rows(void *to, const char *text) { return sb_option_number("--rows", text, &((asked *)to)->rows); }
static int set_seed(void *to, const char *text) { return sb_option_number("--seed", text, &((asked *)to)->seed); }
static int set_most(void *to, const char *text) { return sb_option_number("--most", text, &((asked *)to)->most); }

static int set_unsigned(const char *option, const char *text, unsigned *out)
{
    uint64_t number;
    int code = sb_option_number(option, text, &number);

    *out = number > UINT32_MAX ? UINT32_MAX : (unsigned)number;
    return code;
}

static int set_size(void *to, const char *text) { return set_unsigned("--size", text, &((asked *)to)->rule.size); }
static int set_decimals(void *to, const char *text) { return set_unsigned("--decimals", text, &((asked *)to)->rule.decimals); }

#define TEXT(member) \
    static int set_##member(void *to, const char *text) \
    { \
        ((asked *)to)->rule.member = text; \
        return SB_EXIT_PASSED; \
    }
TEXT(from)
TEXT(to)
TEXT(spread)
TEXT(mean)
TEXT(deviation)
TEXT(form)
TEXT(locale)
TEXT(sex)

static int set_unique(void *to, const char *text)
{
    (void)text;
    ((asked *)to)->rule.unique = true;
    return SB_EXIT_PASSED;
}

static int set_page(void *to, const char *text)
{
    (void)text;
    ((asked *)to)->page = true;
    return SB_EXIT_PASSED;
}

static const sb_option options[] = { { "--rows", set_rows, false }, { "--seed", set_seed, false }, { "--from", set_from, false },
    { "--to", set_to, false }, { "--spread", set_spread, false }, { "--mean", set_mean, false },
    { "--deviation", set_deviation, false }, { "--form", set_form, false }, { "--locale", set_locale, false },
    { "--sex", set_sex, false }, { "--decimals", set_decimals, false }, { "--size", set_size, false },
    { "--most", set_most, false }, { "--unique", set_unique, true }, { "--page", set_page, true }, { NULL, NULL, false } };

static int list(void)
{
    size_t width = 0;

    for (const sb_kind *const *kind = sb_kinds_all(); *kind; kind++)
        width = strlen((*kind)->name) > width ? strlen((*kind)->name) : width;
    for (const sb_kind *const *kind = sb_kinds_all(); *kind; kind++)
        printf("%-*s  %s%s%s%s\n", (int)width, (*kind)->name, (*kind)->about, (*kind)->takes ? " [" : "",
            (*kind)->takes ? (*kind)->takes : "", (*kind)->takes ? "]" : "");
    return SB_EXIT_PASSED;
}

static int complain(int code)
{
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return code;
}

static int page(void)
{
    sb_text text = SB_TEXT_EMPTY;
    int code = sb_kinds_page(&text);

    if (!code)
        fputs(text.at, stdout);
    sb_text_release(&text);
    return code ? complain(SB_EXIT_FAILED) : SB_EXIT_PASSED;
}

/* A store for each row: there may be very many. */
static int print_row(const sb_one *one, const asked *it, uint64_t n)
{
    sb_store store = SB_STORE_EMPTY;
    sb_text text = SB_TEXT_EMPTY;
    sb_value value;
    int code = sb_one_make(one, it->seed, n, &store, &value);

    if (!code) {
        sb_one_print(&value, 0, &text);
        puts(text.at ? text.at : "");
    }
    sb_text_release(&text);
    sb_store_release(&store);
    return code ? complain(SB_EXIT_FAILED) : SB_EXIT_PASSED;
}

static int print(const asked *it)
{
    sb_store store = SB_STORE_EMPTY;
    sb_one one;
    int code = sb_one_prepare(it->kind, &it->rule, &store, &one) ? complain(SB_EXIT_USAGE) : SB_EXIT_PASSED;

    one.most = (size_t)it->most;
    for (uint64_t n = 0; n < it->rows && code == SB_EXIT_PASSED && !ferror(stdout); n++)
        code = print_row(&one, it, n);
    sb_store_release(&store);
    return code;
}

static int run(int argc, char **argv)
{
    asked it = { .rows = 10, .seed = 1 };
    int code = SB_EXIT_PASSED;

    for (int i = 1; i < argc && code == SB_EXIT_PASSED; i++) {
        if (argv[i][0] == '-')
            code = sb_option_read(&sb_command_values, argc, argv, &i, options, &it);
        else if (it.kind)
            code = sb_command_misuse(&sb_command_values, "one kind at a time, and this is a second: ", argv[i]);
        else
            it.kind = argv[i];
    }
    if (code != SB_EXIT_PASSED)
        return code;
    return it.page ? page() : it.kind ? print(&it) : list();
}

const sb_command sb_command_values = {
    .name = "values",
    .usage =
        "[KIND] [--rows N] [--seed S] [--unique] [--most CHARACTERS] [--from X] [--to X] [--spread X] [--mean X] [--deviation X] [--form X] [--locale X]\n"
        "      [--sex X] [--decimals N] [--size N]",
    .text = "Lists the kinds of generated values; with one of them, prints its values",
    .run = run,
};
