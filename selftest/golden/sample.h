/* sample.h -- samples of matchers: assertions that pass and assertions that fail, of which docs/MATCHERS.md is made.
 *
 *     TEST(be_above, an_int)
 *     {
 *         int age = 17;
 *         passes should(age, be_above(16));
 *         fails should(age, be_above(17));
 *     }
 *
 * The suite is the matcher, the comment above the test is what the page says about it. The program's golden output has the messages.
 *
 * With SAMPLE_ROUNDS=1000000 in the environment the passing ones are made so often instead, each in a process of its own in which no
 * system call may be made and malloc and its kin are counted; the failing ones are left out. What is said to pass `at_a_cost` is left
 * out as well: the header of that matcher says what it costs. One file of such a program includes this header.
 */
#ifndef SEEDBED_SELFTEST_GOLDEN_SAMPLE_H
#define SEEDBED_SELFTEST_GOLDEN_SAMPLE_H

#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

#define passes for (struct sample sample_ = sample_begin(__LINE__); sample_next(&sample_);)
#define passes_at_a_cost if (!sample_rounds())
#define fails if (!sample_rounds())

struct sample {
    int line;
    long round, rounds;
};

static inline long sample_rounds(void)
{
    const char *rounds = getenv("SAMPLE_ROUNDS");
    return rounds ? atol(rounds) : 0;
}

#if defined __linux__ && defined __GLIBC__ && defined __x86_64__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *at, size_t size);

static unsigned long sample_allocations;

void *malloc(size_t size)
{
    sample_allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    sample_allocations++;
    return __libc_calloc(n, size);
}

void *realloc(void *at, size_t size)
{
    sample_allocations++;
    return __libc_realloc(at, size);
}

/* What the process that makes the rounds found out; shared with the one that waits for it. */
struct sample_found {
    unsigned long allocations;
    int system_call; /* its number; -1: none */
    bool whole;      /* all rounds were made */
};
static struct sample_found *sample_found;

static inline void sample_called(int signal, siginfo_t *info, void *context)
{
    (void)signal, (void)context;
    sample_found->system_call = info->si_syscall;
    syscall(SYS_exit_group, 1);
}

/* From here on every system call but the end of the process is a SIGSYS. */
static inline void sample_forbid_calls(void)
{
    struct sigaction called = { .sa_sigaction = sample_called, .sa_flags = SA_SIGINFO };
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
    };
    struct sock_fprog program = { .len = sizeof rules / sizeof *rules, .filter = rules };
    sigaction(SIGSYS, &called, NULL);
    /* Where the system has no filters, or this process may not set one, allocations are counted all the same. */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static inline void sample_judge(const struct sample *it, pid_t child)
{
    int status;
    struct sample_found found;
    waitpid(child, &status, 0);
    found = *sample_found;
    munmap(sample_found, sizeof *sample_found);
    if (found.system_call >= 0)
        fail_test("the passing assertion of line %d made system call %d; none is allowed", it->line, found.system_call);
    if (!found.whole)
        fail_test("the passing assertion of line %d ended its process by status %d", it->line, status);
    if (found.allocations)
        fail_test("the passing assertion of line %d allocated %lu times in %ld rounds", it->line, found.allocations, it->rounds);
}

/* The first round is not counted: it is where match compiles its pattern. The rest is made by a child. */
static inline bool sample_count(struct sample *it)
{
    if (it->round == 1) {
        sample_found = mmap(NULL, sizeof *sample_found, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        should(sample_found, succeed);
        *sample_found = (struct sample_found){ .system_call = -1 };
        pid_t child = fork();
        should(child, succeed);
        if (child) {
            sample_judge(it, child);
            return false;
        }
        sample_forbid_calls();
        sample_allocations = 0;
    } else if (it->round > it->rounds) {
        sample_found->allocations = sample_allocations;
        sample_found->whole = true;
        syscall(SYS_exit_group, 0);
    }
    return true;
}
#else
/* Neither can be counted here: they pass once. */
static inline bool sample_count(struct sample *it) { return it->round == 0; }
#endif

static inline struct sample sample_begin(int line)
{
    return (struct sample){ .line = line, .round = -1, .rounds = sample_rounds() };
}

static inline bool sample_next(struct sample *it)
{
    it->round++;
    return it->rounds ? sample_count(it) : it->round == 0;
}

#endif
