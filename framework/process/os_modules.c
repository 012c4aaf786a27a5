/* os_modules.c -- which module each frame of a crash is in, and where. */
#include "os_modules.h"
#include <link.h>

static int take_program(struct dl_phdr_info *info, size_t size, void *env)
{
    sb_program *program = env;
    (void)size;
    program->base = info->dlpi_addr;
    program->parts = 0;
    for (int k = 0; k < info->dlpi_phnum; k++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[k];
        if (part->p_type != PT_LOAD || program->parts == sizeof program->part / sizeof *program->part)
            continue;
        program->part[program->parts].begin = info->dlpi_addr + part->p_vaddr;
        program->part[program->parts++].end = info->dlpi_addr + part->p_vaddr + part->p_memsz;
    }
    return 1; /* it comes first */
}

void sb_program_find(sb_program *out) { dl_iterate_phdr(take_program, out); }

static bool in_program(const sb_program *program, uint64_t address)
{
    for (size_t i = 0; i < program->parts; i++)
        if (address >= program->part[i].begin && address < program->part[i].end)
            return true;
    return false;
}

/* True when all of them were in the program. */
static bool place_own(const sb_program *program, sb_crash_frame *frame, size_t n, sb_modules *modules)
{
    bool all = true;
    for (size_t i = 0; i < n; i++) {
        if (!frame[i].module && in_program(program, frame[i].offset)) {
            if (!modules->own) {
                modules->own = ++modules->n;
                modules->note->module[modules->own - 1][0] = '\0';
            }
            frame[i] = (sb_crash_frame){ frame[i].offset - program->base, modules->own };
        }
        all = all && frame[i].module;
    }
    return all;
}

/* Frames in this module become offsets in it. */
static void place(sb_crash_frame *frame, size_t n, const struct dl_phdr_info *info, uint32_t number, bool *used)
{
    for (size_t i = 0; i < n; i++) {
        for (int k = 0; k < info->dlpi_phnum && !frame[i].module; k++) {
            const ElfW(Phdr) *part = &info->dlpi_phdr[k];
            uint64_t begin = info->dlpi_addr + part->p_vaddr;
            if (part->p_type != PT_LOAD || frame[i].offset < begin || frame[i].offset >= begin + part->p_memsz)
                continue;
            frame[i] = (sb_crash_frame){ frame[i].offset - info->dlpi_addr, number };
            *used = true;
        }
    }
}

/* As strncpy does. */
static void put_name(char *to, const char *name)
{
    size_t n = 0;
    for (; n < SB_CRASH_NAME - 1 && name[n]; n++)
        to[n] = name[n];
    to[n] = '\0';
}

/* The frames that are kept, in two rows. */
struct rows {
    sb_crash_frame *row[2];
    size_t n[2];
};

static struct rows rows_of(sb_crash *note)
{
    size_t kept = note->frames < SB_CRASH_HEAD ? (size_t)note->frames : SB_CRASH_HEAD;
    size_t more = note->frames - kept < SB_CRASH_TAIL ? (size_t)(note->frames - kept) : SB_CRASH_TAIL;
    size_t tail_at = more < SB_CRASH_TAIL ? SB_CRASH_HEAD % SB_CRASH_TAIL : 0;
    return (struct rows){ { note->head, note->tail + tail_at }, { kept, more } };
}

static int sort_in(struct dl_phdr_info *info, size_t size, void *env)
{
    sb_modules *modules = env;
    sb_crash *note = modules->note;
    struct rows rows = rows_of(note);
    bool used = false;
    (void)size;
    if (modules->n >= SB_CRASH_MODULES)
        return 1;
    for (size_t i = 0; i < 2; i++)
        place(rows.row[i], rows.n[i], info, modules->n + 1, &used);
    if (!used)
        return 0;
    put_name(note->module[modules->n++], info->dlpi_name ? info->dlpi_name : "");
    return 0;
}

void sb_modules_sort(sb_modules *modules, const sb_program *program)
{
    struct rows rows = rows_of(modules->note);
    bool all = place_own(program, rows.row[0], rows.n[0], modules);
    all = place_own(program, rows.row[1], rows.n[1], modules) && all;
    if (!all)
        dl_iterate_phdr(sort_in, modules);
}
