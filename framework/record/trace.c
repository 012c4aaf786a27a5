/* trace.c -- the calls of a crash in lines that a person reads. */
#include "trace.h"
#include "../../assert/text.h"
#include "../process/os.h"
#include "symbols.h"
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { CYCLE = 8, TIMES = 3 }; /* a recursion through so many functions, seen so often, is one */

struct sb_trace {
    sb_symbols *symbols;
    bool pinned;
    char *program;
};

/* One line to be: borrowed from the symbols. */
struct call {
    sb_symbol symbol;
    const char *module; /* its file; "" for none */
    uint64_t offset;
    bool own;      /* of the program itself, not of a library */
    uint64_t left; /* this stands for so many calls that were not kept */
};

struct calls {
    struct call *at;
    size_t n, room;
};

sb_trace *sb_trace_open(bool pinned)
{
    sb_trace *trace = sb_alloc(sizeof *trace);
    trace->symbols = sb_symbols_open();
    trace->pinned = pinned;
    trace->program = sb_os_program_path();
    return trace;
}

void sb_trace_close(sb_trace *trace)
{
    sb_symbols_close(trace->symbols);
    free(trace->program);
    free(trace);
}

/* ---- what happened ---- */

enum { NULL_PAGES = 64 << 10 }; /* a pointer near NULL was NULL, and a field or an element behind it was meant */

static char *address_of(const sb_trace *trace, const sb_crash *crash)
{
    if (trace->pinned && crash->address >= NULL_PAGES)
        return sb_strdup("0x...");
    return sb_format("0x%" PRIx64, crash->address);
}

static char *cause_of_fault(const sb_trace *trace, const sb_crash *crash)
{
    static const char *const did[] = { "it used", "it read from", "it wrote to", "it called" };
    char *address = address_of(trace, crash), *cause;
    const char *what = did[crash->access];
    if (crash->access == SB_ACCESS_CALL && crash->address < NULL_PAGES)
        cause = sb_strdup("a function pointer that is NULL was called");
    else if (crash->address < NULL_PAGES)
        cause = sb_format("a NULL pointer was used: %s address %s", what, address);
    else if (crash->kind == SB_CRASH_NO_PAGE)
        cause = sb_format("%s address %s, where there is no memory", what, address);
    else
        cause = sb_format("%s address %s, which that memory does not allow", what, address);
    free(address);
    return cause;
}

char *sb_trace_cause(const sb_trace *trace, const sb_crash *crash)
{
    switch (crash->kind) {
    case SB_CRASH_SENT:
        if (crash->signal == SIGABRT)
            return NULL;
        return sb_strdup(crash->own ? "it sent the signal itself" : "another process sent the signal");
    case SB_CRASH_STACK:
        return sb_format(
            "stack overflow: calls within calls, or large variables, used up the stack of %" PRIu64 " KiB", crash->stack >> 10);
    case SB_CRASH_NO_ADDRESS:
        return sb_strdup("it used an address that no memory can have: a pointer was overwritten, or never set");
    case SB_CRASH_NO_PAGE:
    case SB_CRASH_NO_RIGHT: return cause_of_fault(trace, crash);
    default: return NULL;
    }
}

/* ---- from frames to calls ---- */

static void add_call(struct calls *calls, struct call call)
{
    calls->at = sb_grow(calls->at, calls->n, &calls->room, sizeof *calls->at);
    calls->at[calls->n++] = call;
}

static void add_frame(sb_trace *trace, const sb_crash *crash, const sb_crash_frame *frame, struct calls *calls)
{
    const char *name = frame->module && frame->module <= SB_CRASH_MODULES ? crash->module[frame->module - 1] : NULL;
    bool own = name && !*name;
    const char *module = own ? trace->program : name ? name : "";
    const sb_symbol *symbol = NULL;
    size_t n = *module ? sb_symbols_find(trace->symbols, module, frame->offset, &symbol) : 0;
    for (size_t i = 0; i < n; i++)
        add_call(calls, (struct call){ symbol[i], module, frame->offset, own, 0 });
    if (!n)
        add_call(calls, (struct call){ { NULL, NULL, 0 }, module, frame->offset, own, 0 });
}

static void add_frames(sb_trace *trace, const sb_crash *crash, struct calls *calls)
{
    uint64_t kept = crash->frames < SB_CRASH_HEAD ? crash->frames : SB_CRASH_HEAD, rest = crash->frames - kept;
    uint64_t tail = rest < SB_CRASH_TAIL ? rest : SB_CRASH_TAIL;
    for (uint64_t i = 0; i < kept; i++)
        add_frame(trace, crash, &crash->head[i], calls);
    if (rest > tail)
        add_call(calls, (struct call){ .module = "", .left = rest - tail });
    for (uint64_t i = crash->frames - tail; i < crash->frames; i++)
        add_frame(trace, crash, &crash->tail[i % SB_CRASH_TAIL], calls);
}

/* ---- which calls the reader wants ---- */

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool starts(const char *text, const char *with) { return text && !strncmp(text, with, strlen(with)); }

static bool of_libc(const struct call *call)
{
    const char *base = base_of(call->module);
    return !call->own &&
        (starts(base, "libc.") || starts(base, "libc-") || starts(base, "ld-musl") || starts(base, "libpthread"));
}

/* What begins with the word of a step or a test: further out there is only the runner. */
static bool of_test(const struct call *call)
{
    const char *name = call->symbol.function;
    return call->own && (starts(name, "sb_test_") || (starts(name, "sb_") && strstr(name, "_of_") && !starts(name, "sb_run_")));
}

static bool of_runner(const struct call *call)
{
    static const char *const names[] = { "body", "set_up", "tear_down", "clean_up", "sb__guarded", "run_steps",
        "sb_cleanups_run_last", "call" };
    const char *name = call->symbol.function;
    if (of_libc(call)) /* how a thread begins */
        return name && (!strcmp(name, "start_thread") || strstr(name, "clone"));
    if (starts(name, "sb_run_"))
        return true;
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i]))
            return !call->symbol.file || strstr(call->symbol.file, "framework/process/");
    return false;
}

/* Lines of Seedbed's own, as its build names them, change with it. */
static bool of_author(const char *file) { return file && !starts(file, "framework/") && !starts(file, "assert/"); }

/* Drops what is further out than the test, and leaves what begins at `from`. */
static size_t inner_calls(const struct calls *calls, size_t from, struct call *out)
{
    size_t n = 0;
    for (size_t i = from; i < calls->n && !(n && of_test(&out[n - 1])); i++)
        out[n++] = calls->at[i];
    while (n && !out[n - 1].left && of_runner(&out[n - 1]))
        n--;
    return n;
}

static void trim(const sb_trace *trace, const sb_crash *crash, struct calls *calls)
{
    struct call *kept = sb_alloc((calls->n + 1) * sizeof *kept);
    size_t from = 0, n;
    while (crash->signal == SIGABRT && from < calls->n && of_libc(&calls->at[from]))
        from++; /* how abort does it is no news */
    n = inner_calls(calls, from, kept);
    if (!n) /* but better than nothing, where the compiler had the test jump there */
        n = inner_calls(calls, 0, kept);
    calls->n = 0;
    for (size_t i = 0; i < n; i++)
        if (!trace->pinned || kept[i].left || (kept[i].own && of_author(kept[i].symbol.file)))
            calls->at[calls->n++] = kept[i];
    free(kept);
}

/* ---- lines ---- */

static bool same_text(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

static bool same(const struct call *a, const struct call *b)
{
    return !a->left && !b->left && same_text(a->symbol.function, b->symbol.function) && a->symbol.line == b->symbol.line &&
        same_text(a->symbol.file, b->symbol.file) && same_text(a->module, b->module) &&
        (a->symbol.function || a->offset == b->offset);
}

static bool in_cycle(const struct calls *calls, size_t from, size_t cycle, const struct call *call)
{
    for (size_t i = from; i < from + cycle; i++)
        if (same(&calls->at[i], call))
            return true;
    return false;
}

/* How many calls, from here on, do not differ from the first `cycle` of them; those that were not kept count as not differing. */
static size_t repeats(const struct calls *calls, size_t from, size_t cycle)
{
    size_t i = from + cycle;
    while (i < calls->n && same(&calls->at[i], &calls->at[i - cycle]))
        i++;
    if (i < from + TIMES * cycle)
        return 0;
    if (i < calls->n && calls->at[i].left)
        for (i++; i < calls->n && in_cycle(calls, from, cycle, &calls->at[i]);)
            i++;
    return i - from;
}

/* sb_test_SUITE__NAME and sb_setup_of_SUITE as their author knows them. */
static void put_function(sb_text *to, const char *name, sb_trace_case of)
{
    size_t suite = strlen(of.suite), test = strcspn(of.test, "/");
    const char *rest = starts(name, "sb_test_") ? name + strlen("sb_test_") : "", *after = strstr(name, "_of_");
    if (!strncmp(rest, of.suite, suite) && starts(rest + suite, "__") && !strncmp(rest + suite + 2, of.test, test) &&
        !rest[suite + 2 + test]) {
        sb_text_add(to, "the test %s/%.*s", of.suite, (int)test, of.test);
    } else if (starts(name, "sb_") && after && name[3] >= 'a') {
        for (const char *c = name + 3; c < after; c++)
            sb_text_add(to, "%c", *c == '_' ? '_' : *c - 'a' + 'A');
        sb_text_add(to, " of %s", after + 4);
    } else {
        sb_text_add(to, "%s", name);
    }
}

static void put_call(sb_text *to, const struct call *call, sb_trace_case of)
{
    sb_text_add(to, "%s", to->size ? "\n" : "");
    if (call->left) {
        sb_text_add(to, "... %" PRIu64 " more calls", call->left);
        return;
    }
    if (call->symbol.function)
        put_function(to, call->symbol.function, of);
    else
        sb_text_add(to, *call->module ? "0x%" PRIx64 : "address 0x%" PRIx64 " of no file", call->offset);
    if (call->symbol.file)
        sb_text_add(to, " at %s:%d", call->symbol.file, call->symbol.line);
    else if (*call->module)
        sb_text_add(to, " in %s", base_of(call->module));
}

/* 8,712 */
static void put_count(sb_text *to, uint64_t n)
{
    if (n >= 1000) {
        put_count(to, n / 1000);
        sb_text_add(to, ",%03d", (int)(n % 1000));
    } else {
        sb_text_add(to, "%d", (int)n);
    }
}

static size_t put_recursion(const sb_trace *trace, const struct calls *calls, size_t from, sb_text *to, sb_trace_case of)
{
    size_t cycle = 1, n = 0;
    uint64_t more = 0;
    while (cycle <= CYCLE && !(n = repeats(calls, from, cycle)))
        cycle++;
    if (!n)
        return 0;
    for (size_t i = from; i < from + cycle; i++)
        put_call(to, &calls->at[i], of);
    for (size_t i = from + cycle; i < from + n; i++)
        more += calls->at[i].left ? calls->at[i].left : 1;
    sb_text_add(to, "\n... ");
    if (trace->pinned)
        sb_text_add(to, "many");
    else
        put_count(to, more);
    sb_text_add(to, cycle == 1 ? " more of this call" : " more of these %zu calls", cycle);
    return n;
}

char *sb_trace_calls(sb_trace *trace, const sb_crash *crash, sb_trace_case of)
{
    struct calls calls = { NULL, 0, 0 };
    sb_text text = SB_TEXT_EMPTY;
    add_frames(trace, crash, &calls);
    trim(trace, crash, &calls);
    for (size_t i = 0; i < calls.n;) {
        size_t done = put_recursion(trace, &calls, i, &text, of);
        if (!done)
            put_call(&text, &calls.at[i], of);
        i += done ? done : 1;
    }
    if (crash->cut && text.size && !trace->pinned)
        sb_text_add(&text, "\n... and further calls: more than %d were not looked at", SB_CRASH_WALK);
    if (text.size && sb_symbols_missing(trace->symbols))
        sb_text_add(&text, "\n(%s)", sb_symbols_missing(trace->symbols));
    free(calls.at);
    return text.size ? sb_text_take(&text) : NULL;
}
