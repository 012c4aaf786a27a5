/* os_code.c -- libraries of this process: where the code of one lies, and which of them needs another. */
#include "os.h"
#include <link.h>
#include <string.h>

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

/* The first library, not the program, that was linked with one whose name begins so. */
typedef struct sb_need_search {
    const char *name, *found;
    unsigned long long loaded; /* so far, of all that ever were */
    unsigned long long known;  /* as many as that were looked at before */
    bool first;
} sb_need_search;

static bool needs(const struct dl_phdr_info *library, const ElfW(Dyn) * dynamic, const char *name)
{
    const char *strings = NULL;

    for (const ElfW(Dyn) *at = dynamic; at->d_tag != DT_NULL; at++)
        if (at->d_tag == DT_STRTAB)
            strings = (const char *)at->d_un.d_ptr;
    /* glibc has put the address here, others leave it relative. */
    if (strings && (uintptr_t)strings < library->dlpi_addr)
        strings += library->dlpi_addr;
    for (const ElfW(Dyn) *at = dynamic; strings && at->d_tag != DT_NULL; at++)
        if (at->d_tag == DT_NEEDED && strncmp(strings + at->d_un.d_val, name, strlen(name)) == 0)
            return true;
    return false;
}

static int look_at_needs(struct dl_phdr_info *library, size_t size, void *env)
{
    sb_need_search *search = env;
    bool is_program = search->first;

    (void)size;
    search->first = false;
    search->loaded = library->dlpi_adds;
    if (search->loaded == search->known)
        return 1;
    for (int i = 0; i < library->dlpi_phnum && !search->found && !is_program; i++)
        if (library->dlpi_phdr[i].p_type == PT_DYNAMIC &&
            needs(library, (const ElfW(Dyn) *)(library->dlpi_addr + library->dlpi_phdr[i].p_vaddr), search->name))
            search->found = library->dlpi_name;
    return 0;
}

const char *sb_os_library_with(const char *needed, unsigned long long *loaded)
{
    sb_need_search search = { .name = needed, .known = *loaded, .first = true };

    dl_iterate_phdr(look_at_needs, &search);
    *loaded = search.loaded;
    return search.found;
}
