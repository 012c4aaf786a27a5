/* os_modules.h -- frames of a crash, from addresses to modules and offsets.
 *
 * Calling sequence: sb_program_find, when the process begins to be watched; sb_modules_sort in the handler, on a note whose frames that are
 * not sorted yet are addresses. It allocates nothing.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_OS_MODULES_H
#define SEEDBED_FRAMEWORK_PROCESS_OS_MODULES_H

#include "crash.h"

/* Where the program itself lies. It is never unloaded, so that this holds; of libraries the loader is asked, and each page of it that a
 * worker touches in its last moment is a fault more. */
typedef struct sb_program {
    uintptr_t base;
    size_t parts;
    struct {
        uintptr_t begin, end;
    } part[8];
    const unsigned char *unwinding; /* what its frames look like: the table that is searched by address; NULL: there is none */
} sb_program;

typedef struct sb_modules {
    sb_crash *note;
    uint32_t n;   /* how many it names */
    uint32_t own; /* number of the program; 0: it is not named yet */
} sb_modules;

void sb_program_find(sb_program *out);
/* As an unwinder wants it: the entry of the function that has the address, and where that begins. NULL where this program has none, or one
 * of a form that is not known here. */
const void *sb_program_entry(const sb_program *program, uintptr_t address, uintptr_t *begin_out);
void sb_modules_sort(sb_modules *modules, const sb_program *program);

#endif
