/* os_modules.c -- which module each frame of a crash is in, and where. */
#include "os_modules.h"
#include <link.h>
#include <string.h>

static int take_program(struct dl_phdr_info *info, size_t size, void *env)
{
    sb_program *program = env;
    (void)size;
    program->base = info->dlpi_addr;
    program->parts = 0;
    for (int k = 0; k < info->dlpi_phnum; k++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[k];
        if (part->p_type == PT_GNU_EH_FRAME)
            program->unwinding = (const unsigned char *)(info->dlpi_addr + part->p_vaddr);
        if (part->p_type != PT_LOAD || program->parts == sizeof program->part / sizeof *program->part)
            continue;
        program->part[program->parts].begin = info->dlpi_addr + part->p_vaddr;
        program->part[program->parts++].end = info->dlpi_addr + part->p_vaddr + part->p_memsz;
    }
    return 1; /* it comes first */
}

void sb_program_find(sb_program *out) { dl_iterate_phdr(take_program, out); }

/* ---- its table of functions, as all linkers write it ---- */

/* Both from the beginning of the table. */
struct row {
    int32_t begin, entry;
};

struct table {
    unsigned char version, how_frames, how_count, how_rows;
    int32_t frames;
    uint32_t rows;
    struct row row[];
};

/* The last row that begins at or before the place. */
static const struct row *find_row(const struct table *table, int64_t place)
{
    uint32_t from = 0, end = table->rows;
    while (from < end) {
        uint32_t middle = from + (end - from) / 2;
        if (table->row[middle].begin <= place)
            from = middle + 1;
        else
            end = middle;
    }
    return from ? &table->row[from - 1] : NULL;
}

/* An entry begins with its own length and the way to what it has in common with others; then the function, from here, and its length. That
 * they are written in this form is seen from where the function begins, which the table knows as well. */
const void *sb_program_entry(const sb_program *program, uintptr_t address, uintptr_t *begin_out)
{
    enum { VERSION = 1, FROM_HERE = 0x1b, NUMBER = 0x03, FROM_TABLE = 0x3b, FUNCTION_AT = 8, LENGTH_AT = 12 };
    const struct table *table = (const void *)program->unwinding;
    if (!table || table->version != VERSION || table->how_frames != FROM_HERE || table->how_count != NUMBER ||
        table->how_rows != FROM_TABLE)
        return NULL;
    const struct row *row = find_row(table, (int64_t)(address - (uintptr_t)table));
    if (!row)
        return NULL;
    const unsigned char *entry = program->unwinding + row->entry, *begin = program->unwinding + row->begin;
    int32_t function;
    uint32_t length;
    memcpy(&function, entry + FUNCTION_AT, sizeof function);
    memcpy(&length, entry + LENGTH_AT, sizeof length);
    if (entry + FUNCTION_AT + function != begin || address - (uintptr_t)begin >= length)
        return NULL;
    *begin_out = (uintptr_t)begin;
    return entry;
}

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
