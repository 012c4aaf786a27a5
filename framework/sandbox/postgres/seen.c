/* seen.c -- what this process did on its connections to the sandbox. */
#include "seen.h"
#include "../../../assert/context.h"
#include "clone.h"
#include "known.h"
#include "state.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

static sb_seen *lock(void)
{
    pthread_mutex_lock(&sb__pg_process()->mutex);
    return &sb__pg_process()->seen;
}

static void unlock(void) { pthread_mutex_unlock(&sb__pg_process()->mutex); }

/* The child may connect, and sees what was committed. No other thread is in the middle of something while the process forks. */
static void before_fork(void)
{
    sb__pg_ours_enter();
    sb__pg_rollback_leave("the process forked");
    lock();
}

static void after_fork(void)
{
    sb__pg_process()->seen.others = true;
    unlock();
    sb__pg_ours_leave();
}

static void init_ours(sb_pg_process *process)
{
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&process->ours, &recursive);
    pthread_mutexattr_destroy(&recursive);
}

/* Its owner has another number here. */
static void after_fork_in_child(void)
{
    unlock();
    init_ours(sb__pg_process());
}

void sb__pg_ours_enter(void) { pthread_mutex_lock(&sb__pg_process()->ours); }

void sb__pg_ours_leave(void) { pthread_mutex_unlock(&sb__pg_process()->ours); }

sb_pg_process *sb__pg_process(void)
{
    sb_context *context = sb_context_get();
    sb_pg_process *made, *there = __atomic_load_n(&context->postgres, __ATOMIC_ACQUIRE);
    if (there)
        return there;
    made = sb_alloc(sizeof *made);
    pthread_mutex_init(&made->mutex, NULL);
    init_ours(made);
    if (!__atomic_compare_exchange_n(&context->postgres, &there, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        free(made);
        return there;
    }
    pthread_atfork(before_fork, after_fork, after_fork_in_child);
    return made;
}

sb_seen sb__seen(void)
{
    sb_seen seen = *lock();
    unlock();
    return seen;
}

void sb__seen_clear(void)
{
    sb_seen *seen = lock();
    *seen = (sb_seen){ .others = seen->others, .open = seen->open };
    unlock();
}

static void note_words(sb_seen *seen, unsigned words, bool ours)
{
    seen->ddl |= (words & SB_WORD_DDL) != 0;
    seen->maybe_ddl |= (words & SB_WORD_MAYBE_DDL) != 0;
    seen->refreshed |= (words & SB_WORD_REFRESH) != 0;
    seen->sequence_words |= (words & SB_WORD_SEQUENCE) != 0;
    seen->restarted |= (words & SB_WORD_RESTART) != 0;
    seen->rolled_back |= (words & SB_WORD_ROLLBACK) != 0;
    seen->prepares |= (words & SB_WORD_PREPARE) != 0;
    seen->large |= (words & SB_WORD_LARGE) != 0;
    seen->password |= (words & (SB_WORD_PASSWORD | SB_WORD_DDL)) == (SB_WORD_PASSWORD | SB_WORD_DDL);
    seen->session |= ours && (words & SB_WORD_SESSION) != 0;
}

void sb__seen_statement(const char *sql, bool ours)
{
    unsigned words = sql ? sb__words(sql) : 0;
    sb_seen *seen = lock();
    words |= !sql || words & SB_WORD_EXECUTE ? sb__pg_process()->prepared : 0;
    if (words & SB_WORD_PREPARE)
        sb__pg_process()->prepared |= words & ~(unsigned)(SB_WORD_TRANSACTION | SB_WORD_ROLE | SB_WORD_PREPARE);
    seen->statements++;
    seen->theirs += !ours;
    note_words(seen, words, ours);
    bool leaves = words & SB_WORD_ROLE && sb__pg_process()->by_role;
    unlock();
    if (leaves)
        sb__known_left_role(sql);
    if (ours && (words & SB_WORD_TRANSACTION))
        sb__pg_rollback_leave("the test begins and ends transactions itself");
}

/* It will run in some test, and perhaps not in this one: which of them does, nobody looks up. */
void sb__seen_prepare(const char *sql, bool ours)
{
    unsigned words = sb__words(sql);
    sb_seen *seen = lock();
    sb__pg_process()->prepared |= words & ~(unsigned)(SB_WORD_TRANSACTION | SB_WORD_ROLE);
    note_words(seen, words, ours);
    bool leaves = words & SB_WORD_ROLE && sb__pg_process()->by_role;
    unlock();
    if (leaves)
        sb__known_left_role(sql);
}

static bool begins(const char *tag, const char *word) { return strncmp(tag, word, strlen(word)) == 0; }

void sb__seen_result(const char *tag)
{
    sb_seen *seen = lock();
    tag = tag ? tag : "";
    seen->failed |= !*tag;
    seen->rolled_back |= begins(tag, "ROLLBACK");
    seen->ddl |= begins(tag, "CREATE") || begins(tag, "ALTER") || begins(tag, "DROP") || begins(tag, "SELECT INTO");
    seen->maybe_ddl |= begins(tag, "DO") || begins(tag, "CALL");
    unlock();
}

void sb__seen_open(int change)
{
    sb_seen *seen = lock();
    seen->open += (unsigned)change;
    unlock();
}

void sb__seen_others(void)
{
    sb_seen *seen = lock();
    seen->others = true;
    unlock();
}
