/* session.c -- find SQLite's session extension in the library that this program runs with. */
#include "session.h"
#include <dlfcn.h>
#include <string.h>

static bool find(const char *name, void *out)
{
    void *address = dlsym(RTLD_DEFAULT, name);

    memcpy(out, &address, sizeof address); /* ISO C has no cast from an object to a function */
    return address != NULL;
}

/* A program may have SQLite in itself, and another in a library: sessions of the one know nothing of connections of the other. */
static bool is_the_same_library(void)
{
    int (*linked)(sqlite3 *) = sqlite3_close, (*found)(sqlite3 *) = NULL;

    return find("sqlite3_close", &found) && found == linked;
}

bool sb__session_find(sb_session_calls *out)
{
    return is_the_same_library() && find("sqlite3session_create", &out->create) && find("sqlite3session_delete", &out->delete) &&
        find("sqlite3session_attach", &out->attach) && find("sqlite3session_table_filter", &out->filter) &&
        find("sqlite3session_changeset", &out->changeset) && find("sqlite3changeset_invert", &out->invert) &&
        find("sqlite3changeset_apply", &out->apply);
}
