/* symbols_test.c -- functions, files and lines of this very program. */
#include "../../../framework/process/os.h"
#include "../../../framework/record/symbols.h"
#include <dlfcn.h>
#include <link.h>
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(symbols, (sb_symbols * symbols; char *program; const sb_symbol *symbol));

SETUP(symbols)
{
    self->symbols = sb_symbols_open();
    add_cleanup(sb_symbols_close, self->symbols);
    self->program = sb_os_program_path();
    add_cleanup(free, self->program);
}

__attribute__((noinline)) static void marked(void) { __asm__ volatile(""); }
enum { MARKED_LINE = __LINE__ - 1 };

static int first(struct dl_phdr_info *info, size_t size, void *env)
{
    (void)size;
    *(uint64_t *)env = info->dlpi_addr;
    return 1;
}

static uint64_t offset_of(void (*fn)(void))
{
    uint64_t base = 0;
    dl_iterate_phdr(first, &base);
    return (uint64_t)(uintptr_t)fn - base;
}

TEST(symbols, finds_a_function_its_file_and_line)
{
    size_t n = sb_symbols_find(self->symbols, self->program, offset_of(marked), &self->symbol);
    if (sb_symbols_missing(self->symbols))
        skip_test("libdw is not here");
    should(n, equal_to(1));
    should(self->symbol->function, equal_to("marked"));
    should(self->symbol->file, equal_to(__FILE__));
    should(self->symbol->line, equal_to(MARKED_LINE));
}

TEST(symbols, remembers_what_it_found)
{
    const sb_symbol *again = NULL;
    sb_symbols_find(self->symbols, self->program, offset_of(marked), &self->symbol);
    sb_symbols_find(self->symbols, self->program, 0, &again);
    sb_symbols_find(self->symbols, self->program, offset_of(marked), &again);
    should(again == self->symbol, be_true);
}

TEST(symbols, knows_nothing_of_a_file_that_is_not_there)
{
    should(sb_symbols_find(self->symbols, "/no/such/file", 1, &self->symbol), equal_to(0));
    should(sb_symbols_find(self->symbols, "/no/such/file", 2, &self->symbol), equal_to(0));
}

/* A program without debug information of its own is where libdw would ask. */
TEST(symbols, asks_no_server_on_the_net_and_leaves_the_environment_as_it_was)
{
    setenv("DEBUGINFOD_URLS", "http://127.0.0.1:9/", 1);
    add_cleanup(unsetenv, "DEBUGINFOD_URLS");
    sb_symbols_find(self->symbols, "/bin/sh", 0x5000, &self->symbol);
    should(getenv("DEBUGINFOD_URLS"), equal_to("http://127.0.0.1:9/"));
}
