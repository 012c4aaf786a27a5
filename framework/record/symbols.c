/* symbols.c -- function, file and line by libdw, loaded when the first crash wants it. */
#include "symbols.h"
#include "../../assert/text.h"
#include <stdlib.h>
#if __has_include(<elfutils/libdwfl.h>)
#include <dlfcn.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <string.h>

/* What is taken from libdw: its type is that of the header, its address is found at run time. */
#define CALLS(X) \
    X(dwfl_begin) \
    X(dwfl_end) \
    X(dwfl_report_begin_add) \
    X(dwfl_report_offline) \
    X(dwfl_report_end) \
    X(dwfl_standard_find_debuginfo) \
    X(dwfl_offline_section_address) \
    X(dwfl_build_id_find_elf) \
    X(dwfl_module_getelf) \
    X(dwfl_module_getsymtab) \
    X(dwfl_module_getsym) \
    X(dwfl_module_nextcu) \
    X(dwfl_module_getdwarf) \
    X(dwarf_getaranges) \
    X(dwarf_onearange) \
    X(dwarf_getarangeinfo) \
    X(dwarf_dieoffset) \
    X(dwarf_offdie) \
    X(dwarf_getsrc_die) \
    X(dwarf_linesrc) \
    X(dwarf_lineno) \
    X(dwarf_getsrcfiles) \
    X(dwarf_filesrc) \
    X(dwarf_child) \
    X(dwarf_siblingof) \
    X(dwarf_tag) \
    X(dwarf_diename) \
    X(dwarf_attr) \
    X(dwarf_attr_integrate) \
    X(dwarf_formstring) \
    X(dwarf_formudata) \
    X(dwarf_lowpc) \
    X(dwarf_highpc) \
    X(dwarf_haspc) \
    X(dwarf_ranges)
#define MEMBER(name) __typeof__(&(name)) name;
struct calls {
    CALLS(MEMBER)
};

/* Where a unit has code, and where a function of the symbol table does. libdw goes through all of them at each question; here that
 * happens once, because a program may crash in a hundred places, and with units no further than to the one that is asked for: those of
 * tests stand before those of libraries. Addresses are those of the module in the session. */
struct extent {
    Dwarf_Addr low, high;
    Dwarf_Off unit;
};

struct named {
    Dwarf_Addr low, high; /* behind the last */
    const char *name;
};

struct module {
    char *path;
    Dwfl_Module *at;           /* NULL: it could not be read */
    Dwarf *info;               /* NULL: it has none */
    Dwarf_Addr bias;           /* of addresses there */
    bool begun;                /* the table of addresses was listed */
    Dwarf_Off *tabled;         /* units that stand in it, sorted */
    Dwarf_Die *last;           /* unit that is listed; NULL: none is yet */
    bool listed, named_listed; /* all were */
    struct extent *extent;
    struct named *named; /* sorted */
    size_t extents, extent_room, names, name_room, tabled_n;
};

/* The functions of a compilation unit, gone through once: a unit of tests has thousands. */
struct function {
    Dwarf_Addr low, high; /* behind the last; 0, 0: in pieces */
    Dwarf_Die die;
};

struct unit {
    void *address; /* of its entry, as libdw has it */
    struct function *function;
    size_t n, room;
};

struct known {
    size_t module;
    uint64_t offset;
    sb_symbol *symbol;
    size_t n;
};

struct sb_symbols {
    void *library;
    bool tried;
    struct calls dw;
    Dwfl *session;
    Dwfl_Callbacks callbacks;
    struct module *module;
    size_t modules, module_room;
    struct unit *unit;
    size_t units, unit_room;
    struct known *known; /* in no order: as many as there are different places of crashes */
    size_t n, room;
};

/* ---- the library ---- */

/* It would ask servers on the net where the environment names some; a test run asks nobody. */
static int find_debuginfo(Dwfl_Module *mod, void **data, const char *name, GElf_Addr base, const char *file, const char *link,
    GElf_Word crc, char **found)
{
    __typeof__(&dwfl_standard_find_debuginfo) find;
    void *library = dlopen("libdw.so.1", RTLD_LAZY | RTLD_NOLOAD);
    void *address = library ? dlsym(library, "dwfl_standard_find_debuginfo") : NULL;
    char *servers = getenv("DEBUGINFOD_URLS") ? sb_strdup(getenv("DEBUGINFOD_URLS")) : NULL;
    int fd = -1;
    unsetenv("DEBUGINFOD_URLS");
    memcpy(&find, &address, sizeof find);
    if (find)
        fd = find(mod, data, name, base, file, link, crc, found);
    if (servers)
        setenv("DEBUGINFOD_URLS", servers, 1);
    free(servers);
    if (library)
        dlclose(library);
    return fd;
}

static bool load_calls(sb_symbols *symbols)
{
    void *address;
    bool all = true;
#define LOAD(name) \
    address = dlsym(symbols->library, #name); \
    memcpy(&symbols->dw.name, &address, sizeof address); \
    all = all && address;
    CALLS(LOAD)
    return all;
}

static bool load(sb_symbols *symbols)
{
    if (symbols->tried)
        return symbols->session;
    symbols->tried = true;
    symbols->library = dlopen("libdw.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (!symbols->library || !load_calls(symbols))
        return false;
    symbols->callbacks = (Dwfl_Callbacks){ .find_elf = symbols->dw.dwfl_build_id_find_elf,
        .find_debuginfo = find_debuginfo,
        .section_address = symbols->dw.dwfl_offline_section_address };
    symbols->session = symbols->dw.dwfl_begin(&symbols->callbacks);
    return symbols->session;
}

sb_symbols *sb_symbols_open(void) { return sb_alloc(sizeof(sb_symbols)); }

static void release_module(struct module *module)
{
    free(module->path);
    free(module->extent);
    free(module->tabled);
    free(module->named);
}

void sb_symbols_close(sb_symbols *symbols)
{
    for (size_t i = 0; i < symbols->n; i++) {
        for (size_t k = 0; k < symbols->known[i].n; k++)
            free((void *)(uintptr_t)symbols->known[i].symbol[k].file);
        free(symbols->known[i].symbol);
    }
    for (size_t i = 0; i < symbols->modules; i++)
        release_module(&symbols->module[i]);
    for (size_t i = 0; i < symbols->units; i++)
        free(symbols->unit[i].function);
    free(symbols->unit);
    free(symbols->known);
    free(symbols->module);
    if (symbols->session)
        symbols->dw.dwfl_end(symbols->session);
    free(symbols); /* the library stays: what it allocated once would look like a leak */
}

const char *sb_symbols_missing(const sb_symbols *symbols)
{
    return symbols->tried && !symbols->session ? "install elfutils (libdw) to see functions, files and lines" : NULL;
}

/* ---- modules ---- */

static size_t find_module(sb_symbols *symbols, const char *path)
{
    for (size_t i = 0; i < symbols->modules; i++)
        if (!strcmp(symbols->module[i].path, path))
            return i;
    symbols->module = sb_grow(symbols->module, symbols->modules, &symbols->module_room, sizeof *symbols->module);
    symbols->dw.dwfl_report_begin_add(symbols->session);
    Dwfl_Module *at = symbols->dw.dwfl_report_offline(symbols->session, path, path, -1);
    symbols->dw.dwfl_report_end(symbols->session, NULL, NULL);
    symbols->module[symbols->modules] = (struct module){ .path = sb_strdup(path), .at = at };
    return symbols->modules++;
}

static void add_extent(struct module *in, Dwarf_Addr low, Dwarf_Addr high, Dwarf_Off unit)
{
    in->extent = sb_grow(in->extent, in->extents, &in->extent_room, sizeof *in->extent);
    in->extent[in->extents++] = (struct extent){ low + in->bias, high + in->bias, unit };
}

static int by_offset(const void *a, const void *b)
{
    const Dwarf_Off *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Some compilers write a table of what addresses their units have, which is read sooner than the units themselves. */
static void list_table(const struct calls *dw, struct module *in)
{
    Dwarf_Aranges *table = NULL;
    Dwarf_Addr low;
    Dwarf_Word length;
    Dwarf_Off unit;
    size_t n = 0;
    in->begun = true;
    in->info = dw->dwfl_module_getdwarf(in->at, &in->bias);
    if (!in->info || dw->dwarf_getaranges(in->info, &table, &n) || !n)
        return;
    in->tabled = sb_alloc(n * sizeof *in->tabled);
    for (size_t i = 0; i < n; i++)
        if (!dw->dwarf_getarangeinfo(dw->dwarf_onearange(table, i), &low, &length, &unit)) {
            in->tabled[in->tabled_n++] = unit;
            add_extent(in, low, low + length, unit);
        }
    qsort(in->tabled, in->tabled_n, sizeof *in->tabled, by_offset);
}

/* The next unit that the table does not have. */
static void list_next_unit(const struct calls *dw, struct module *in)
{
    Dwarf_Addr bias, base, low, high;
    in->last = dw->dwfl_module_nextcu(in->at, in->last, &bias);
    in->listed = !in->last;
    Dwarf_Off unit = in->last ? dw->dwarf_dieoffset(in->last) : 0;
    if (in->listed || (in->tabled && bsearch(&unit, in->tabled, in->tabled_n, sizeof unit, by_offset)))
        return;
    for (ptrdiff_t next = 0; (next = dw->dwarf_ranges(in->last, next, &base, &low, &high)) > 0;)
        add_extent(in, low, high, unit);
}

static int by_address(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    return x->low != y->low ? (x->low > y->low) - (x->low < y->low) : strcmp(x->name, y->name);
}

static void list_names(const struct calls *dw, struct module *in)
{
    int n = dw->dwfl_module_getsymtab(in->at);
    for (int i = 0; i < n; i++) {
        GElf_Sym symbol;
        GElf_Word section;
        const char *name = dw->dwfl_module_getsym(in->at, i, &symbol, &section);
        if (!name || !*name || GELF_ST_TYPE(symbol.st_info) != STT_FUNC || symbol.st_shndx == SHN_UNDEF)
            continue;
        in->named = sb_grow(in->named, in->names, &in->name_room, sizeof *in->named);
        in->named[in->names++] = (struct named){ symbol.st_value, symbol.st_value + symbol.st_size, name };
    }
    if (in->names)
        qsort(in->named, in->names, sizeof *in->named, by_address);
}

/* The unit that holds the address. libdw's own search is no help: where a unit is not in the table, its neighbour is given. */
static Dwarf_Die *find_unit(const struct calls *dw, struct module *in, Dwarf_Addr address, Dwarf_Die *room)
{
    if (!in->begun)
        list_table(dw, in);
    for (size_t i = 0;; i++) {
        while (i == in->extents && !in->listed)
            list_next_unit(dw, in);
        if (i == in->extents)
            return NULL;
        if (address >= in->extent[i].low && address < in->extent[i].high)
            return dw->dwarf_offdie(in->info, in->extent[i].unit, room);
    }
}

/* Without debug information the symbol table still names the function. */
static const char *find_name(const struct calls *dw, struct module *in, Dwarf_Addr address)
{
    if (!in->named_listed) /* most programs are asked for places that their debug information has */
        list_names(dw, in);
    in->named_listed = true;
    size_t from = 0, end = in->names;
    while (from < end) {
        size_t middle = from + (end - from) / 2;
        if (in->named[middle].low <= address)
            from = middle + 1;
        else
            end = middle;
    }
    return from && address < in->named[from - 1].high ? in->named[from - 1].name : NULL;
}

/* ---- functions ---- */

struct question {
    const struct calls *dw;
    Dwarf_Addr pc;   /* as the debug information counts */
    Dwarf_Die *unit; /* NULL: there is none */
    sb_symbol *symbol;
    size_t n, room;
};

/* Function and places inside, from the function in: what the compiler put in place of calls is a scope in the scope of the caller.
 * Each level is added behind the one before; the caller of this turns them round. */
static void add_scopes(struct question *q, Dwarf_Die *scope)
{
    Dwarf_Die child;
    if (q->dw->dwarf_child(scope, &child))
        return;
    do {
        int tag = q->dw->dwarf_tag(&child);
        if ((tag != DW_TAG_inlined_subroutine && tag != DW_TAG_lexical_block) || q->dw->dwarf_haspc(&child, q->pc) <= 0)
            continue;
        if (tag == DW_TAG_inlined_subroutine) {
            Dwarf_Attribute attr;
            Dwarf_Word line = 0, file = 0;
            Dwarf_Files *files = NULL;
            sb_symbol *outer = &q->symbol[q->n - 1];
            if (!q->dw->dwarf_formudata(q->dw->dwarf_attr(&child, DW_AT_call_line, &attr), &line))
                outer->line = (int)line;
            if (!q->dw->dwarf_formudata(q->dw->dwarf_attr(&child, DW_AT_call_file, &attr), &file) &&
                !q->dw->dwarf_getsrcfiles(q->unit, &files, NULL))
                outer->file = q->dw->dwarf_filesrc(files, file, NULL, NULL);
            q->symbol = sb_grow(q->symbol, q->n, &q->room, sizeof *q->symbol);
            q->symbol[q->n++] = (sb_symbol){ q->dw->dwarf_diename(&child), NULL, 0 };
        }
        add_scopes(q, &child);
        return;
    } while (!q->dw->dwarf_siblingof(&child, &child));
}

static void fill_unit(const struct calls *dw, struct unit *unit, Dwarf_Die *die)
{
    Dwarf_Die child;
    if (dw->dwarf_child(die, &child))
        return;
    do {
        struct function one = { 0, 0, child };
        Dwarf_Attribute attr;
        if (dw->dwarf_tag(&child) != DW_TAG_subprogram)
            continue;
        if (dw->dwarf_lowpc(&child, &one.low) || dw->dwarf_highpc(&child, &one.high))
            one.low = one.high = 0;
        if (!one.high && !dw->dwarf_attr(&child, DW_AT_ranges, &attr))
            continue; /* only declared, or put in place of all its calls */
        unit->function = sb_grow(unit->function, unit->n, &unit->room, sizeof *unit->function);
        unit->function[unit->n++] = one;
    } while (!dw->dwarf_siblingof(&child, &child));
}

static const struct unit *unit_of(sb_symbols *symbols, Dwarf_Die *die)
{
    for (size_t i = 0; i < symbols->units; i++)
        if (symbols->unit[i].address == die->addr)
            return &symbols->unit[i];
    symbols->unit = sb_grow(symbols->unit, symbols->units, &symbols->unit_room, sizeof *symbols->unit);
    struct unit *unit = &symbols->unit[symbols->units++];
    *unit = (struct unit){ .address = die->addr };
    fill_unit(&symbols->dw, unit, die);
    return unit;
}

static void add_function(struct question *q, const struct unit *unit)
{
    for (size_t i = 0; i < unit->n; i++) {
        struct function *f = &unit->function[i];
        if (f->high ? q->pc < f->low || q->pc >= f->high : q->dw->dwarf_haspc(&f->die, q->pc) <= 0)
            continue;
        q->symbol = sb_grow(q->symbol, q->n, &q->room, sizeof *q->symbol);
        q->symbol[q->n++] = (sb_symbol){ q->dw->dwarf_diename(&f->die), NULL, 0 };
        add_scopes(q, &f->die);
        return;
    }
}

static void turn_round(struct question *q)
{
    for (size_t i = 0; i < q->n / 2; i++) {
        sb_symbol other = q->symbol[i];
        q->symbol[i] = q->symbol[q->n - 1 - i];
        q->symbol[q->n - 1 - i] = other;
    }
}

/* libdw joins the folder of the compilation before names; __FILE__ and every other place in a report go without. */
static char *without_folder(const struct question *q, const char *file)
{
    Dwarf_Attribute attr;
    const char *folder = q->unit ? q->dw->dwarf_formstring(q->dw->dwarf_attr(q->unit, DW_AT_comp_dir, &attr)) : NULL;
    size_t n = folder ? strlen(folder) : 0;
    if (n && !strncmp(file, folder, n) && file[n] == '/')
        file += n + 1;
    while (!strncmp(file, "./", 2))
        file += 2;
    return sb_strdup(file);
}

static void ask(sb_symbols *symbols, struct module *module, uint64_t offset, struct known *into)
{
    const struct calls *dw = &symbols->dw;
    GElf_Addr shift = 0;
    Dwarf_Die unit;
    int line = 0;
    struct question q = { .dw = dw };
    Dwfl_Module *in = module->at;
    if (!in || !dw->dwfl_module_getelf(in, &shift))
        return;
    q.unit = find_unit(dw, module, offset + shift, &unit);
    q.pc = offset + shift - module->bias;
    if (q.unit)
        add_function(&q, unit_of(symbols, q.unit));
    if (!q.n) {
        const char *name = find_name(dw, module, offset + shift);
        if (!name)
            return;
        q.symbol = sb_grow(q.symbol, 0, &q.room, sizeof *q.symbol);
        q.symbol[q.n++] = (sb_symbol){ name, NULL, 0 };
    }
    turn_round(&q);
    Dwarf_Line *at = q.unit ? dw->dwarf_getsrc_die(q.unit, q.pc) : NULL;
    q.symbol[0].file = at && !dw->dwarf_lineno(at, &line) ? dw->dwarf_linesrc(at, NULL, NULL) : NULL;
    q.symbol[0].line = line;
    for (size_t i = 0; i < q.n; i++)
        q.symbol[i].file = q.symbol[i].file ? without_folder(&q, q.symbol[i].file) : NULL;
    into->symbol = q.symbol;
    into->n = q.n;
}

size_t sb_symbols_find(sb_symbols *symbols, const char *module, uint64_t offset, const sb_symbol **out)
{
    if (!load(symbols))
        return 0;
    size_t in = find_module(symbols, module), i = 0;
    while (i < symbols->n && (symbols->known[i].module != in || symbols->known[i].offset != offset))
        i++;
    if (i == symbols->n) {
        symbols->known = sb_grow(symbols->known, symbols->n, &symbols->room, sizeof *symbols->known);
        symbols->known[symbols->n++] = (struct known){ in, offset, NULL, 0 };
        ask(symbols, &symbols->module[in], offset, &symbols->known[i]);
    }
    *out = symbols->known[i].symbol;
    return symbols->known[i].n;
}
#else /* A system without elfutils: addresses are all there is. */
sb_symbols *sb_symbols_open(void) { return sb_alloc(1); }

static void release_module(struct module *module)
{
    free(module->path);
    free(module->extent);
    free(module->named);
}

void sb_symbols_close(sb_symbols *symbols) { free(symbols); }

size_t sb_symbols_find(sb_symbols *symbols, const char *module, uint64_t offset, const sb_symbol **out)
{
    (void)symbols, (void)module, (void)offset, (void)out;
    return 0;
}

const char *sb_symbols_missing(const sb_symbols *symbols)
{
    (void)symbols;
    return "Seedbed was built without elfutils, which tells functions, files and lines";
}
#endif
