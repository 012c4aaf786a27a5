/* every_op.h -- a backend around another one that counts every call, writes it down, and lets one of them fail.
 *
 *     every_op_around(&sb_backend_sqlite)     a copy of its struct with functions of our own; under the other's name and scheme
 *     every_op()->fail_at = 17                the 17th call that can fail does nothing, and says so; 0: none does
 *     every_op()->log                         "open\nexec\n ...", a line a call, the last ones where there is no room for all
 *
 * What was opened and closed, locked and unlocked, made and freed is counted, so that a test sees what is left over. All of it stands in
 * this header, because golden programs and those of selftest/integration are one source file each.
 */
#ifndef SEEDBED_SELFTEST_SUPPORT_EVERY_OP_H
#define SEEDBED_SELFTEST_SUPPORT_EVERY_OP_H

#include <pthread.h>
#include <seedbed/ext/backend.h>
#include <seedbed/ext/resource.h>
#include <stdio.h>
#include <string.h>

struct every_op {
    const sb_backend *under;
    sb_backend own;
    unsigned calls, fail_at;                  /* of those that can fail */
    const char *failed;                       /* the name of the one that did; NULL: none yet */
    void (*fails)(const char *name);          /* is told when it does; may be NULL */
    int connections, locks, clones, confines; /* that are there now */
    char log[1 << 15];
};

#define EVERY_OP_SAYS "a fault was asked for"

static inline struct every_op *every_op(void)
{
    static struct every_op all;
    return &all;
}

/* Tests call from several threads: one mutex for the log and for the number of the call. */
static inline pthread_mutex_t *every_op_mutex(void)
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    return &mutex;
}

static inline void every_op_note(const char *name)
{
    struct every_op *all = every_op();
    pthread_mutex_lock(every_op_mutex());
    size_t n = strlen(all->log), line = strlen(name) + 1;
    if (n + line >= sizeof all->log)
        n = 0;
    snprintf(all->log + n, sizeof all->log - n, "%s\n", name);
    pthread_mutex_unlock(every_op_mutex());
}

static inline bool every_op_fails(const char *name)
{
    struct every_op *all = every_op();
    every_op_note(name);
    if (__atomic_add_fetch(&all->calls, 1, __ATOMIC_RELAXED) != all->fail_at)
        return false;
    all->failed = name;
    if (all->fails)
        all->fails(name);
    sb_fail_with(SB_ERR, EVERY_OP_SAYS " in %s", name);
    return true;
}

/* Adds one to a count where the call went well. */
static inline int every_op_counted(int code, int *count)
{
    __atomic_fetch_add(count, code == SB_OK, __ATOMIC_RELAXED);
    return code;
}

/* A function of ours for each of theirs: those that can fail, and those that are only written down. */
#define EVERY_OP(op, parameters, ...) \
    static inline int every_op_##op parameters { return every_op_fails(#op) ? SB_ERR : (every_op()->under->op)(__VA_ARGS__); }
#define EVERY_OP_COUNTED(op, count, parameters, ...) \
    static inline int every_op_##op parameters \
    { \
        return every_op_fails(#op) ? SB_ERR : every_op_counted((every_op()->under->op)(__VA_ARGS__), &every_op()->count); \
    }
#define EVERY_OP_ENDED(op, count, type, it) \
    static inline void every_op_##op(type it) \
    { \
        every_op_note(#op); \
        __atomic_fetch_sub(&every_op()->count, it != NULL, __ATOMIC_RELAXED); \
        (every_op()->under->op)(it); \
    }
#define EVERY_OP_NOTED(op, type, it) \
    static inline void every_op_##op(type it) \
    { \
        every_op_note(#op); \
        (every_op()->under->op)(it); \
    }

EVERY_OP_COUNTED(open, connections, (const char *url, enum sb_access access, void **db_out), url, access, db_out)
EVERY_OP_COUNTED(scratch, connections, (const char *url, void **db_out), url, db_out)
EVERY_OP_ENDED(close, connections, void *, db)
EVERY_OP_COUNTED(lock, locks, (const char *url, const char *name, const char *what, uint64_t wait_ns, void **lock_out), url, name,
    what, wait_ns, lock_out)
EVERY_OP_ENDED(unlock, locks, void *, lock)
EVERY_OP(lock_end, (const char *url, const char *name, bool force), url, name, force)
EVERY_OP(look, (void *db, const sb_look *at, sb_fact_fn *fn, void *env), db, at, fn, env)
EVERY_OP(exec, (void *db, const char *sql), db, sql)
EVERY_OP(
    query, (void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env), db, sql, arg, args, fn, env)
EVERY_OP(columns, (void *db, const char *sql, sb_row_fn *fn, void *env), db, sql, fn, env)
EVERY_OP(insert, (void *db, const char *table, const char *const *column, const sb_value *value, size_t n, int64_t *id_out), db,
    table, column, value, n, id_out)
EVERY_OP(bulk_begin, (void *db, const char *const *table), db, table)
EVERY_OP(bulk_fill,
    (void *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env), db,
    table, column, n, expected, source, env)
EVERY_OP(describe, (void *db, const char *table, const sb_table_info **out), db, table, out)
EVERY_OP(tables, (void *db, const char *prefix, void (*fn)(void *env, const char *table), void *env), db, prefix, fn, env)
EVERY_OP(objects, (void *db, sb_object_fn *fn, void *env), db, fn, env)
EVERY_OP(drop, (void *db, const char *prefix, const char *but), db, prefix, but)
EVERY_OP(begin, (void *db), db)
EVERY_OP_COUNTED(clone_make, clones, (void *db, const sb_clone_wish *wish, sb_clone **out), db, wish, out)
EVERY_OP(clone_clear, (const sb_clone_wish *wish), wish)
EVERY_OP(clone_open, (sb_clone * clone, unsigned seat, void **db_out), clone, seat, db_out)
EVERY_OP(clone_reset, (sb_clone * clone, sb_reset_told *told), clone, told)
EVERY_OP(clone_keep, (sb_clone * clone), clone)
EVERY_OP(clone_drop_kept, (sb_clone * clone), clone)
EVERY_OP(clone_changes, (sb_clone * clone, sb_row_change_fn *fn, void *env), clone, fn, env)
EVERY_OP(clone_lost, (sb_clone * clone, unsigned seat, sb_row_change_fn *fn, void *env), clone, seat, fn, env)
EVERY_OP(clone_strict, (sb_clone * clone, bool strict), clone, strict)
EVERY_OP(clone_keep_aside, (sb_clone * clone, const char *folder, const char *test, char **command_out), clone, folder, test,
    command_out)
EVERY_OP(sequences, (void *db, void (*fn)(void *env, const char *name, int64_t value), void *env), db, fn, env)
EVERY_OP_ENDED(clone_free, clones, sb_clone *, clone)
EVERY_OP_NOTED(clone_use, sb_clone *, clone)
EVERY_OP(clone_hand_over, (const sb_clone *clone, struct sb_handed *to), clone, to)
EVERY_OP_COUNTED(clone_take_over, clones, (struct sb_handed * from, sb_clone **out), from, out)
EVERY_OP(guard, (const char *path, const char *sandbox), path, sandbox)
EVERY_OP(also, (const char *path, const char *location), path, location)
EVERY_OP(beside, (const sb_beside *beside), beside)
EVERY_OP_NOTED(admit, const char *, path)
EVERY_OP_NOTED(strict, bool, strict)

/* Neither of these fails where it only ends something. */
static inline int every_op_confine(void *db, const char *prefix)
{
    if (prefix == NULL) {
        every_op_note("confine NULL");
        every_op()->confines = 0;
        return (every_op()->under->confine)(db, prefix);
    }
    return every_op_fails("confine") ? SB_ERR : every_op_counted((every_op()->under->confine)(db, prefix), &every_op()->confines);
}

/* Rows that cannot be kept are taken back. */
static inline int every_op_bulk_end(void *db, bool keep)
{
    if (!keep) {
        every_op_note("bulk_end false");
        return (every_op()->under->bulk_end)(db, false);
    }
    if (!every_op_fails("bulk_end"))
        return (every_op()->under->bulk_end)(db, true);
    (every_op()->under->bulk_end)(db, false);
    return sb_fail_with(SB_ERR, EVERY_OP_SAYS " in bulk_end");
}

static inline int every_op_watch(sb_clone *clone, sb_statement_fn *fn, void *env)
{
    return fn != NULL && every_op_fails("watch") ? SB_ERR : (every_op()->under->watch)(clone, fn, env);
}

static inline void *every_op_clone_handle(sb_clone *clone)
{
    return every_op_fails("clone_handle") ? NULL : (every_op()->under->clone_handle)(clone);
}

#define EVERY_OP_SET(op) all->own.op = under->op ? every_op_##op : NULL

static inline void every_op_set_clone(struct every_op *all, const sb_backend *under)
{
    EVERY_OP_SET(clone_make);
    EVERY_OP_SET(clone_clear);
    EVERY_OP_SET(clone_open);
    EVERY_OP_SET(clone_handle);
    EVERY_OP_SET(clone_use);
    EVERY_OP_SET(clone_reset);
    EVERY_OP_SET(clone_keep);
    EVERY_OP_SET(clone_drop_kept);
    EVERY_OP_SET(clone_changes);
    EVERY_OP_SET(clone_lost);
    EVERY_OP_SET(clone_strict);
    EVERY_OP_SET(clone_keep_aside);
    EVERY_OP_SET(sequences);
    EVERY_OP_SET(watch);
    EVERY_OP_SET(clone_free);
    EVERY_OP_SET(clone_hand_over);
    EVERY_OP_SET(clone_take_over);
    EVERY_OP_SET(guard);
    EVERY_OP_SET(also);
    EVERY_OP_SET(beside);
    EVERY_OP_SET(admit);
    EVERY_OP_SET(strict);
}

/* Begins to count anew. */
static inline const sb_backend *every_op_around(const sb_backend *under)
{
    struct every_op *all = every_op();
    *all = (struct every_op){ .under = under, .own = *under };
    EVERY_OP_SET(open);
    EVERY_OP_SET(scratch);
    EVERY_OP_SET(close);
    EVERY_OP_SET(lock);
    EVERY_OP_SET(unlock);
    EVERY_OP_SET(lock_end);
    EVERY_OP_SET(look);
    EVERY_OP_SET(exec);
    EVERY_OP_SET(query);
    EVERY_OP_SET(columns);
    EVERY_OP_SET(insert);
    EVERY_OP_SET(bulk_begin);
    EVERY_OP_SET(bulk_fill);
    EVERY_OP_SET(bulk_end);
    EVERY_OP_SET(describe);
    EVERY_OP_SET(tables);
    EVERY_OP_SET(objects);
    EVERY_OP_SET(drop);
    EVERY_OP_SET(begin);
    EVERY_OP_SET(confine);
    every_op_set_clone(all, under);
    return &all->own;
}

#endif
