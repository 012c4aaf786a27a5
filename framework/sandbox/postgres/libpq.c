/* libpq.c -- load libpq, once, and find its functions. */
#include "libpq.h"
#include "../../../assert/context.h"
#include "../../process/os.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#ifdef __APPLE__
static const char library_name[] = "libpq.5.dylib";
#else
static const char library_name[] = "libpq.so.5";
#endif

/* A table without a hole, or NULL with the name of what is missing. */
static sb_libpq *load_calls(void *library)
{
    sb_libpq *calls = sb_alloc(sizeof *calls);
    const char *missing = NULL;
    void *address;

#define LOAD(name) \
    address = dlsym(library, #name); \
    memcpy(&calls->name, &address, sizeof address); \
    missing = address == NULL ? #name : missing;
    SB__LIBPQ_CALLS(LOAD)
#undef LOAD
    if (missing == NULL)
        return calls;
    free(calls);
    sb_fail_with(SB_EREFUSED, "%s on this machine has no function %s: a sandbox on PostgreSQL needs libpq of version 14 or later",
        library_name, missing);
    return NULL;
}

static sb_libpq *load(void)
{
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    sb_libpq *calls;

    if (library == NULL) {
        const char *why = dlerror();
        sb_fail_with(SB_EREFUSED,
            "a sandbox on PostgreSQL needs PostgreSQL's client library %s, and it cannot be loaded (%s): install it (libpq5 on "
            "Debian and Ubuntu, libpq on Fedora, Alpine and Homebrew, postgresql-libs on Arch)",
            library_name, why != NULL ? why : "it is not there");
        return NULL;
    }
    calls = load_calls(library);
    if (calls == NULL)
        dlclose(library);
    else {
        calls->plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
        sb_os_code_around((uintptr_t)calls->PQexec, &calls->from, &calls->to);
    }
    return calls;
}

const sb_libpq *sb__libpq(void)
{
    struct sb_libpq **place = &sb_context_get()->libpq, *known = __atomic_load_n(place, __ATOMIC_ACQUIRE), *fresh;

    if (known != NULL)
        return known;
    fresh = load();
    /* Two threads may come at once: one table is kept, and who has seen it may hold it for ever. */
    if (fresh != NULL && !__atomic_compare_exchange_n(place, &known, fresh, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        freelocale(fresh->plain);
        free(fresh);
        return known;
    }
    return fresh;
}
