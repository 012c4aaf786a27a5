/* crash_test.c -- what a process notes as it dies, and that it dies of the very signal. */
#include "../../../assert/context.h"
#include "../../../framework/process/crash.h"
#include "../../../framework/process/os.h"
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(crash, (sb_crash * note; int file));

SETUP(crash) { self->note = sb_os_share(sizeof *self->note, &self->file); }

TEARDOWN(crash) { sb_os_unshare(self->note, sizeof *self->note, self->file); }

static void plain_signals(void)
{
    static const int all[] = { SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS, SIGTRAP, SIGSYS, SIGTERM };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        signal(all[i], SIG_DFL); /* the worker of this very test has its own */
}

/* The status of a child that watches itself and then calls fn. */
static int die_in(struct sb_fixture_crash *self, void (*fn)(void))
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        plain_signals();
        sb_crash_open(self->note, NULL);
        fn();
        _exit(0);
    }
    should(waitpid(child, &status, 0), equal_to(child));
    return status;
}

/* On purpose, whatever watches for it. */
__attribute__((no_sanitize("undefined"))) static void write_null(void)
{
    volatile int *volatile nowhere = NULL;
    *nowhere = 1;
}
static void send_trap(void) { raise(SIGTRAP); }
static void nothing(void) {}

TEST(crash, notes_the_fault_and_dies_of_it)
{
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded && strstr(preloaded, "vgpreload"))
        skip_test("valgrind would tell of the fault");
    int status = die_in(self, write_null);
    should(WIFSIGNALED(status), be_true);
    should(WTERMSIG(status), equal_to(SIGSEGV));
    should(self->note->noted, equal_to(1));
    should(self->note->signal, equal_to(SIGSEGV));
    should(self->note->kind, equal_to(SB_CRASH_NO_PAGE));
    should(self->note->address, equal_to(0));
    should(self->note->frames, be_above(1));
    should(self->note->head[0].module, be_above(0));
}

TEST(crash, a_signal_that_does_not_come_again_still_ends_the_process)
{
    int status = die_in(self, send_trap);
    should(WTERMSIG(status), equal_to(SIGTRAP));
    should(self->note->kind, equal_to(SB_CRASH_SENT));
    should(self->note->own, be_true);
}

TEST(crash, frames_of_the_program_and_of_a_library_are_told_apart)
{
    die_in(self, send_trap); /* the innermost frame is in libc */
    const sb_crash *note = self->note;
    uint32_t inner = note->head[0].module, own = 0;
    for (uint64_t i = 1; i < note->frames && i < SB_CRASH_HEAD; i++)
        if (note->head[i].module && !*note->module[note->head[i].module - 1])
            own = note->head[i].module;
    should(inner, be_above(0));
    should(note->module[inner - 1], contain("/"));
    should(own, be_above(inner));
}

TEST(crash, who_does_not_crash_notes_nothing)
{
    should(die_in(self, nothing), equal_to(0));
    should(self->note->noted, equal_to(0));
}

static void fork_and_die(void)
{
    int status;
    pid_t child = fork();
    if (child == 0)
        abort();
    waitpid(child, &status, 0);
}

TEST(crash, a_process_that_was_forked_notes_nothing)
{
    should(die_in(self, fork_and_die), equal_to(0));
    should(self->note->noted, equal_to(0));
}

static void ignore(int signal) { (void)signal; }
static void own_handler_then_watch(void)
{
    struct sigaction before;
    signal(SIGTRAP, ignore);
    sb_crash_open(sb_os_share(sizeof(sb_crash), &(int){ 0 }), NULL);
    sigaction(SIGTRAP, NULL, &before);
    _exit(before.sa_handler == ignore ? 7 : 0);
}

TEST(crash, a_handler_that_is_there_already_stays) { should(WEXITSTATUS(die_in(self, own_handler_then_watch)), equal_to(7)); }

static struct sb_fixture_crash *of_child;
static void prepare_then_crash_in_a_child(void)
{
    int status = 0;
    sb_crash_close();
    bool made = sb_crash_prepare(), again = sb_crash_prepare();
    pid_t child = fork();
    if (child == 0) {
        sb_crash_open(of_child->note, NULL);
        raise(SIGTRAP);
    }
    waitpid(child, &status, 0);
    struct sigaction now;
    sb_crash_close();
    sigaction(SIGTRAP, NULL, &now);
    _exit(made && !again && WIFSIGNALED(status) && WTERMSIG(status) == SIGTRAP && now.sa_handler == SIG_DFL ? 7 : 0);
}

TEST(crash, handlers_made_before_the_fork_serve_the_child)
{
    of_child = self;
    should(WEXITSTATUS(die_in(self, prepare_then_crash_in_a_child)), equal_to(7));
    should(self->note->noted, equal_to(1));
    should(self->note->signal, equal_to(SIGTRAP));
}

static void prepare_then_crash(void)
{
    sb_crash_close();
    sb_crash_prepare();
    raise(SIGTRAP);
}

TEST(crash, who_only_prepares_dies_as_ever)
{
    int status = die_in(self, prepare_then_crash);
    should(WIFSIGNALED(status), be_true);
    should(WTERMSIG(status), equal_to(SIGTRAP));
}
