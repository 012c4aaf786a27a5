/* wrapped.h -- backends around another one: one writes down what is asked of it, one does it wrong when it is told to.
 *
 *     traced_backend("traced", &sb_backend_sqlite)     wrapped()->log then has the calls about clones, a line each
 *     faulty_backend("faulty", &sb_backend_sqlite)     wrapped()->fault says what the next reset does
 *
 * What it is: each is a copy of the other's struct in which some functions are our own; so a wrapper wraps a wrapper too, but for one of the
 * same kind. All of it stands in this header, because golden programs are one source file each.
 */
#ifndef SEEDBED_SELFTEST_SUPPORT_WRAPPED_H
#define SEEDBED_SELFTEST_SUPPORT_WRAPPED_H

#include <seedbed/ext/backend.h>
#include <seedbed/ext/resource.h>
#include <stdio.h>
#include <string.h>

/* What the next reset does. */
enum wrapped_fault {
    FAULT_NONE = 0,
    FAULT_SKIPS,  /* nothing, and says that all is well */
    FAULT_LEAVES, /* its work, and then runs `sql` */
    FAULT_FAILS   /* nothing, and says so */
};

struct wrapped {
    const sb_backend *traced, *faulty; /* what is wrapped */
    sb_backend tracer, breaker;
    void *db; /* our connection, of the clone that was opened last */
    enum wrapped_fault fault;
    const char *sql;
    char log[4096];
};

static inline struct wrapped *wrapped(void)
{
    static struct wrapped all;
    return &all;
}

/* ---- the tracing one ---- */

static inline void traced_call(const char *name)
{
    struct wrapped *w = wrapped();
    size_t n = strlen(w->log);
    snprintf(w->log + n, sizeof w->log - n, "%s\n", name);
}

static inline int traced_open(sb_clone *clone, unsigned seat, void **db_out)
{
    traced_call("clone_open");
    return wrapped()->traced->clone_open(clone, seat, db_out);
}

static inline int traced_reset(sb_clone *clone, sb_reset_told *told)
{
    traced_call("clone_reset");
    return wrapped()->traced->clone_reset(clone, told);
}

static inline int traced_keep(sb_clone *clone)
{
    traced_call("clone_keep");
    return wrapped()->traced->clone_keep(clone);
}

static inline int traced_drop_kept(sb_clone *clone)
{
    traced_call("clone_drop_kept");
    return wrapped()->traced->clone_drop_kept(clone);
}

static inline int traced_changes(sb_clone *clone, sb_row_change_fn *fn, void *env)
{
    traced_call("clone_changes");
    return wrapped()->traced->clone_changes(clone, fn, env);
}

static inline int traced_strict(sb_clone *clone, bool strict)
{
    traced_call(strict ? "clone_strict on" : "clone_strict off");
    return wrapped()->traced->clone_strict(clone, strict);
}

static inline int traced_query(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env)
{
    traced_call(sql);
    return wrapped()->traced->query(db, sql, arg, args, fn, env);
}

static inline const sb_backend *traced_backend(const char *scheme, const sb_backend *inner)
{
    struct wrapped *w = wrapped();
    w->traced = inner;
    w->tracer = *inner;
    w->tracer.scheme = scheme;
    w->tracer.clone_open = traced_open;
    w->tracer.clone_reset = traced_reset;
    w->tracer.clone_keep = traced_keep;
    w->tracer.clone_drop_kept = traced_drop_kept;
    w->tracer.clone_changes = inner->clone_changes ? traced_changes : NULL;
    w->tracer.clone_strict = inner->clone_strict ? traced_strict : NULL;
    w->tracer.query = traced_query;
    return &w->tracer;
}

/* ---- the faulty one ---- */

static inline int faulty_open(sb_clone *clone, unsigned seat, void **db_out)
{
    int code = wrapped()->faulty->clone_open(clone, seat, db_out);
    wrapped()->db = *db_out;
    return code;
}

static inline int faulty_reset(sb_clone *clone, sb_reset_told *told)
{
    struct wrapped *w = wrapped();
    enum wrapped_fault fault = w->fault;
    w->fault = FAULT_NONE;
    *told = (sb_reset_told){ NULL, NULL, NULL };
    if (fault == FAULT_SKIPS)
        return SB_OK;
    if (fault == FAULT_FAILS)
        return sb_fail_with(SB_ERR, "a fault was asked for");
    int code = w->faulty->clone_reset(clone, told);
    return code == SB_OK && fault == FAULT_LEAVES ? w->faulty->exec(w->db, w->sql) : code;
}

static inline const sb_backend *faulty_backend(const char *scheme, const sb_backend *inner)
{
    struct wrapped *w = wrapped();
    w->faulty = inner;
    w->breaker = *inner;
    w->breaker.scheme = scheme;
    w->breaker.clone_open = faulty_open;
    w->breaker.clone_reset = faulty_reset;
    return &w->breaker;
}

#endif
