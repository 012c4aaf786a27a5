/* generate_fill.h -- Seedbed's filling of tables with users and enrolments: coherent users of its own; enrolments as the bare loops have them, because
 * where they meet costs a database more than what they are. */
#ifndef SEEDBED_SELFTEST_BENCH_GENERATE_FILL_H
#define SEEDBED_SELFTEST_BENCH_GENERATE_FILL_H

#include "generate.h"
#include <seedbed/ext/backend.h>
#include <seedbed/make.h>

typedef struct generate_at {
    uint64_t n, state;
    sb_user user;
    bare_enrolment enrolment;
} generate_at;

static inline int generate_next_user(void *env, sb_value *cell)
{
    generate_at *at = env;
    sb_user *user = &at->user;
    if (at->n == USERS)
        return 0;
    sb_user_at(1, at->n++, user);
    cell[0] = sb__box_s(user->username);
    cell[1] = sb__box_s(user->email);
    cell[2] = sb__box_s(user->first_name);
    cell[3] = sb__box_s(user->last_name);
    cell[4] = sb__box_s(user->country);
    cell[5] = sb__box_i(user->age);
    return 1;
}

static inline int generate_next_enrolment(void *env, sb_value *cell)
{
    generate_at *at = env;
    if (at->n == ENROLMENTS)
        return 0;
    bare_enrolment_at(&at->state, at->n++, &at->enrolment);
    cell[0] = sb__box_i(at->enrolment.user_id);
    cell[1] = sb__box_i(at->enrolment.course_id);
    cell[2] = sb__box_s(at->enrolment.mode);
    cell[3] = sb__box_i(at->enrolment.completion);
    return 1;
}

static inline void generate_fill(const sb_backend *backend, void *db, const char *table, const char *const *column, size_t n,
    uint64_t rows, sb_source_fn *source)
{
    generate_at at = { .state = 1 };
    if (backend->bulk_begin(db, (const char *const[]){ table, NULL }) != SB_OK ||
        backend->bulk_fill(db, table, column, n, rows, source, &at) != SB_OK || backend->bulk_end(db, true) != SB_OK)
        bench_die(table, sb_error());
}

static inline void generate_fill_users(const sb_backend *backend, void *db)
{
    static const char *const column[] = { "username", "email", "first_name", "last_name", "country", "age" };
    generate_fill(backend, db, "users", column, 6, USERS, generate_next_user);
}

static inline void generate_fill_enrolments(const sb_backend *backend, void *db)
{
    static const char *const column[] = { "user_id", "course_id", "mode", "completion" };
    generate_fill(backend, db, "enrolments", column, 4, ENROLMENTS, generate_next_enrolment);
}

#endif
