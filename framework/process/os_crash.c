/* os_crash.c -- the handler of signals that end a worker; processors and the layout of a process in memory stand here. */
#include "../../assert/context.h"
#include "capture.h"
#include "crash.h"
#include "os_modules.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

enum { HANDLER_STACK = 128 << 10, NEAR = 64 << 10 };

static const int watched[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGTERM };
enum { WATCHED = sizeof watched / sizeof *watched };

typedef void handler(int signal, siginfo_t *info, void *at);

/* What the handler must know. Made when the worker begins; the handler only reads it. Small: a worker copies the page. */
struct sb_crash_watch {
    sb_crash *note;
    pid_t process;
    uintptr_t stack_top; /* near it */
    uint64_t stack_room;
    atomic_flag busy;
    void *handler_stack;
    sb_program program;
    uintptr_t way_back;         /* where handlers of signals return to */
    bool inherited;             /* all but what the process itself is was done by who forked it */
    void (*say)(int signal);    /* or NULL */
    handler *at_start[WATCHED]; /* ours, or that of who came before */
};

/* ---- the state of the processor at the fault ---- */

#if defined __x86_64__
static uintptr_t *pc_of(ucontext_t *at) { return (uintptr_t *)&at->uc_mcontext.gregs[REG_RIP]; }
static uintptr_t *sp_of(ucontext_t *at) { return (uintptr_t *)&at->uc_mcontext.gregs[REG_RSP]; }
static enum sb_crash_access access_of(const ucontext_t *at)
{
    enum { PAGE_FAULT = 14, WRITES = 2, FETCHES = 16 };
    if (at->uc_mcontext.gregs[REG_TRAPNO] != PAGE_FAULT)
        return SB_ACCESS_UNKNOWN;
    if (at->uc_mcontext.gregs[REG_ERR] & FETCHES)
        return SB_ACCESS_CALL;
    return at->uc_mcontext.gregs[REG_ERR] & WRITES ? SB_ACCESS_WRITE : SB_ACCESS_READ;
}
/* A call has put the way back on the stack. */
static void step_back(ucontext_t *at)
{
    *pc_of(at) = *(const uintptr_t *)*sp_of(at) - 1;
    *sp_of(at) += sizeof(uintptr_t);
}
#elif defined __aarch64__
static uintptr_t *pc_of(ucontext_t *at) { return (uintptr_t *)&at->uc_mcontext.pc; }
static uintptr_t *sp_of(ucontext_t *at) { return (uintptr_t *)&at->uc_mcontext.sp; }
static enum sb_crash_access access_of(const ucontext_t *at)
{
    return at->uc_mcontext.fault_address == at->uc_mcontext.pc ? SB_ACCESS_CALL : SB_ACCESS_UNKNOWN;
}
static void step_back(ucontext_t *at) { at->uc_mcontext.pc = at->uc_mcontext.regs[30] - 1; }
#else /* Of other processors the address of the fault and the frames are told, and no more. */
static uintptr_t *pc_of(ucontext_t *at)
{
    (void)at;
    return NULL;
}
static uintptr_t *sp_of(ucontext_t *at)
{
    (void)at;
    return NULL;
}
static enum sb_crash_access access_of(const ucontext_t *at)
{
    (void)at;
    return SB_ACCESS_UNKNOWN;
}
static void step_back(ucontext_t *at) { (void)at; }
#endif

/* ---- what happened ---- */

/* The stack is full when nearly all of it is in use and the fault lies in what a frame at this depth would use. A frame larger than
 * all of the stack is seen by the same rule, because its stack pointer is further down still. */
static bool stack_is_full(const struct sb_crash_watch *watch, uintptr_t sp, uintptr_t address)
{
    uintptr_t nearly = watch->stack_top - (uintptr_t)(watch->stack_room / 8 * 7);
    return watch->stack_room && watch->stack_room < watch->stack_top && sp < nearly && address < nearly && address + NEAR >= sp &&
        watch->stack_top - sp < watch->stack_room * 64;
}

static void note_kind(const struct sb_crash_watch *watch, sb_crash *note, const siginfo_t *info, ucontext_t *at)
{
    note->kind = SB_CRASH_OTHER;
    note->address = (uint64_t)(uintptr_t)info->si_addr;
    note->access = SB_ACCESS_UNKNOWN;
    note->own = false;
    if (info->si_code <= 0) {
        note->kind = SB_CRASH_SENT;
        note->own = info->si_pid == watch->process;
        return;
    }
    if (info->si_signo != SIGSEGV && info->si_signo != SIGBUS)
        return;
    note->access = access_of(at);
    if (info->si_signo == SIGSEGV && info->si_code == SEGV_MAPERR)
        note->kind = SB_CRASH_NO_PAGE;
    else if (info->si_signo == SIGSEGV && info->si_code == SEGV_ACCERR)
        note->kind = SB_CRASH_NO_RIGHT;
    else if (info->si_signo == SIGSEGV && info->si_code == SI_KERNEL)
        note->kind = SB_CRASH_NO_ADDRESS;
    if (note->kind != SB_CRASH_NO_ADDRESS && sp_of(at) && stack_is_full(watch, *sp_of(at), (uintptr_t)info->si_addr)) {
        note->kind = SB_CRASH_STACK;
        note->stack = watch->stack_room;
    }
}

/* ---- the frames ---- */

struct walk {
    sb_crash *note;
    uintptr_t from, until; /* the first program counter that counts; the stack of the runner's own frames begins here */
    uintptr_t low;         /* frames of the interrupted thread lie above */
    bool begun;
};

static void keep(sb_crash *note, uintptr_t pc)
{
    sb_crash_frame frame = { pc, 0 };
    if (note->frames < SB_CRASH_HEAD)
        note->head[note->frames] = frame;
    else
        note->tail[note->frames % SB_CRASH_TAIL] = frame;
    note->frames++;
}

static _Unwind_Reason_Code take_frame(struct _Unwind_Context *frame, void *env)
{
    struct walk *walk = env;
    int before = 0;
    uintptr_t pc = _Unwind_GetIPInfo(frame, &before);
    if (!walk->begun) {
        walk->begun = pc == walk->from; /* which is kept already */
        return _URC_NO_REASON;
    }
    if (walk->until && (uintptr_t)_Unwind_GetCFA(frame) >= walk->until && walk->low < walk->until)
        return _URC_END_OF_STACK;
    if (pc == 0)
        return _URC_END_OF_STACK;
    keep(walk->note, before ? pc : pc - 1);
    walk->note->cut = walk->note->frames >= SB_CRASH_WALK;
    return walk->note->cut ? _URC_END_OF_STACK : _URC_NO_REASON;
}

/* What our copy of the unwinder calls to find what the frame of a function looks like, and to know the length of a name in that: see
 * own_unwinder.sh. A worker was forked a moment ago, and each page of a library that it touches in its last moment is a fault more; so only
 * of libraries the loader is asked. */
struct dwarf_eh_bases {
    void *text, *data, *function;
};
__attribute__((weak)) const void *_Unwind_Find_FDE(void *address, struct dwarf_eh_bases *out);
const void *sb__frame_entry(void *address, struct dwarf_eh_bases *out);
size_t sb__name_length(const char *name);

#if defined __x86_64__ && defined __linux__
/* mov $SYS_rt_sigreturn, %rax; syscall: whoever finds no entry for it knows it by that. */
static bool leaves_handler(const struct sb_crash_watch *watch, uintptr_t at)
{
    static const unsigned char leave[] = { 0x48, 0xc7, 0xc0, 0x0f, 0x00, 0x00, 0x00, 0x0f, 0x05 };
    return watch->way_back == at && memcmp((const void *)at, leave, sizeof leave) == 0;
}
#else
static bool leaves_handler(const struct sb_crash_watch *watch, uintptr_t at)
{
    (void)watch, (void)at;
    return false;
}
#endif

const void *sb__frame_entry(void *address, struct dwarf_eh_bases *out)
{
    const struct sb_crash_watch *watch = sb_context_get()->crash_watch;
    uintptr_t at = (uintptr_t)address, begin = 0;
    const void *entry = watch ? sb_program_entry(&watch->program, at, &begin) : NULL;
    if (entry)
        *out = (struct dwarf_eh_bases){ NULL, NULL, (void *)begin };
    if (entry || (watch && leaves_handler(watch, at + 1)))
        return entry;
    return _Unwind_Find_FDE ? _Unwind_Find_FDE(address, out) : NULL;
}

size_t sb__name_length(const char *name)
{
    const volatile char *end = name; /* or the compiler would have it be a call of strlen */
    while (*end)
        end++;
    return (size_t)(end - name);
}

/* The unwinder reads the state of the interrupted thread from `at`. Where that thread was sent to no code at all, its frame cannot be
 * left, so that the walk begins with who sent it there. */
static void note_frames(const sb_program *program, sb_crash *note, ucontext_t *at)
{
    uintptr_t pc = pc_of(at) ? *pc_of(at) : 0, sp = sp_of(at) ? *sp_of(at) : 0;
    bool astray = note->access == SB_ACCESS_CALL;
    if (astray)
        step_back(at);
    /* On a stack that was written over, the walk may fault and end all this: where it happened is in safety before. */
    struct walk walk = { note, pc_of(at) ? *pc_of(at) : 0, (uintptr_t)sb_context_get()->floor, sp, !pc_of(at) };
    sb_modules modules = { note, 0, 0 };
    if (!walk.begun) {
        keep(note, walk.from);
        sb_modules_sort(&modules, program);
    }
    _Unwind_Backtrace(take_frame, &walk);
    if (astray) { /* a debugger that looks at the core file should see how it was */
        *pc_of(at) = pc;
        *sp_of(at) = sp;
    }
    sb_modules_sort(&modules, program);
}

/* ---- the handler ---- */

static void note_crash(struct sb_crash_watch *watch, const siginfo_t *info, ucontext_t *at)
{
    sb_crash *note = watch->note;
    note->signal = info->si_signo;
    note->frames = 0;
    note->cut = false;
    note_kind(watch, note, info, at);
    atomic_store(&note->noted, 1); /* should the walk itself fail, this much is known */
    note_frames(&watch->program, note, at);
    if (watch->say)
        watch->say(info->si_signo);
}

/* The process is to die of the same signal. A fault comes again when the handler returns; a signal that was sent does not. */
static void die_of(int signal, bool comes_again)
{
    struct sigaction plain = { .sa_handler = SIG_DFL };
    sigaction(signal, &plain, NULL);
    if (!comes_again)
        raise(signal);
}

static void on_signal(int signal, siginfo_t *info, void *at)
{
    struct sb_crash_watch *watch = sb_context_get()->crash_watch;
    bool ours = watch && getpid() == watch->process; /* a process that the test forked dies without a word */
    if (ours && signal == SIGBUS && info->si_code > 0 && sb_capture_fault(info->si_addr))
        return;
    if (ours && atomic_flag_test_and_set(&watch->busy))
        for (;;) /* another thread is at it, and takes this one along */
            pause();
    if (ours) {
        watch->way_back = (uintptr_t)__builtin_return_address(0);
        note_crash(watch, info, at);
    }
    die_of(signal, info->si_code > 0 && (signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL));
}

static handler *watch_signal(int signal)
{
    struct sigaction mine = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK }, before;
    for (size_t i = 0; i < WATCHED; i++)
        sigaddset(&mine.sa_mask, watched[i]);
    if (sigaction(signal, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        sigaction(signal, &mine, NULL);
    sigaction(signal, NULL, &before);
    return before.sa_sigaction;
}

bool sb_crash_sees_faults(void)
{
    struct sigaction now;
    return sigaction(SIGBUS, NULL, &now) == 0 && (now.sa_handler == SIG_DFL || now.sa_sigaction == on_signal);
}

void sb_crash_stand_back(void)
{
    const struct sb_crash_watch *watch = sb_context_get()->crash_watch;
    struct sigaction plain = { .sa_handler = SIG_DFL }, now;
    struct rlimit none = { 0, 0 };
    getrlimit(RLIMIT_CORE, &none);
    none.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &none);
    for (size_t i = 0; watch && i < WATCHED; i++)
        if (sigaction(watched[i], NULL, &now) == 0 && now.sa_sigaction == watch->at_start[i])
            sigaction(watched[i], &plain, NULL);
}

/* A guard below, so that a handler that needs more than expected faults and does not write over others. */
static void give_stack(struct sb_crash_watch *watch)
{
    stack_t before, mine = { .ss_size = HANDLER_STACK };
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    if (sigaltstack(NULL, &before) == 0 && !(before.ss_flags & SS_DISABLE))
        return; /* a sanitizer's */
    char *at = mmap(NULL, guard + HANDLER_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED)
        return;
    mprotect(at, guard, PROT_NONE);
    mine.ss_sp = at + guard;
    sigaltstack(&mine, NULL);
    watch->handler_stack = at;
}

static void catch_signals(struct sb_crash_watch *watch)
{
    struct rlimit stack = { 0, 0 };
    getrlimit(RLIMIT_STACK, &stack);
    watch->stack_room = stack.rlim_cur == RLIM_INFINITY ? 0 : stack.rlim_cur;
    give_stack(watch);
    sb_program_find(&watch->program);
    for (size_t i = 0; i < WATCHED; i++)
        watch->at_start[i] = watch_signal(watched[i]);
}

bool sb_crash_prepare(void)
{
    if (sb_context_get()->crash_watch)
        return false;
    struct sb_crash_watch *watch = sb_context_get()->crash_watch = sb_alloc(sizeof *watch);
    catch_signals(watch);
    watch->inherited = true;
    return true;
}

static _Unwind_Reason_Code take_none(struct _Unwind_Context *frame, void *env)
{
    (void)frame, (void)env;
    return _URC_NO_REASON;
}

/* The unwinder has addresses of the functions it calls looked up when it first does, which costs more than what they do. */
void sb_crash_rehearse(void) { _Unwind_Backtrace(take_none, NULL); }

void sb_crash_open(sb_crash *note, void (*say)(int signal))
{
    struct sb_crash_watch *watch = sb_context_get()->crash_watch;
    if (!watch)
        watch = sb_context_get()->crash_watch = sb_alloc(sizeof *watch);
    if (!watch->inherited)
        catch_signals(watch);
    watch->inherited = false;
    if (atomic_load(&note->noted))
        atomic_store(&note->noted, 0);
    watch->note = note;
    watch->say = say;
    watch->process = getpid();
    watch->stack_top = (uintptr_t)__builtin_frame_address(0);
    atomic_flag_clear(&watch->busy);
}

void sb_crash_close(void)
{
    struct sb_crash_watch *watch = sb_context_get()->crash_watch;
    stack_t none = { .ss_flags = SS_DISABLE };
    struct sigaction plain = { .sa_handler = SIG_DFL };
    for (size_t i = 0; i < WATCHED; i++)
        if (watch->at_start[i] == on_signal)
            sigaction(watched[i], &plain, NULL);
    if (watch->handler_stack) {
        sigaltstack(&none, NULL);
        munmap(watch->handler_stack, HANDLER_STACK + (size_t)sysconf(_SC_PAGESIZE));
    }
    free(watch);
    sb_context_get()->crash_watch = NULL;
}
