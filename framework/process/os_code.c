/* os_code.c -- where the code of a library lies in this process. */
#include "os.h"
#include <link.h>

/* The part of a library that may be run and has the address in it. */
typedef struct sb_code_search {
    uintptr_t address, from, to;
} sb_code_search;

static int look_in(struct dl_phdr_info *library, size_t size, void *env)
{
    sb_code_search *search = env;

    (void)size;
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &library->dlpi_phdr[i];
        uintptr_t from = library->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) && search->address >= from &&
            search->address - from < part->p_memsz) {
            search->from = from;
            search->to = from + part->p_memsz;
            return 1;
        }
    }
    return 0;
}

bool sb_os_code_around(uintptr_t address, uintptr_t *from_out, uintptr_t *to_out)
{
    sb_code_search search = { .address = address };

    if (!dl_iterate_phdr(look_in, &search))
        return false;
    *from_out = search.from;
    *to_out = search.to;
    return true;
}
