/* refusals_look.c -- what the guard refuses after a look: a database that says production, and a folder that is not ours. */
#include "files.h"
#include "refusals.h"
#include <stdlib.h>
#include <string.h>

void sb__refuse_unreadable(const sb_facts *f, sb_text *why)
{
    if (f->look_failed && (sb_facts_by_prefix(f) || f->backend->schemas)) /* a copy in memory needs none of it */
        sb_text_add(why,
            "the database cannot be looked at: %s.\nOpen it once with the application, and correct `url:` in %s if it is wrong.",
            f->look_failed, f->settings->path);
}

/* The database says it itself, so it is true through any tunnel and under any host's name. */
void sb__refuse_marked_production(const sb_facts *f, sb_text *why)
{
    for (size_t i = 0; i < f->found_n && !why->size; i++) {
        const sb_found *found = &f->found[i];
        if (found->fact != SB_FACT_ENVIRONMENT || (found->detail && sb__refuse_is_good(found->detail)))
            continue;
        sb_text_add(why, "in %s %s ", f->where, found->subject);
        if (found->detail)
            sb_text_add(why, "says that this is `%s`.\n", found->detail);
        else
            sb_text_add(why, "cannot be read, and may say production.\n");
        sb_text_add(why,
            "Tests run where it says development, test or ci. Correct `url:` in %s; only who is in charge of the database changes "
            "what it says.",
            f->settings->path);
    }
}

void sb__refuse_foreign_files(const sb_facts *f, sb_text *why)
{
    char *found = f->settings->files.test_root ? sb_files_foreign(f->settings->files.test_root) : NULL;
    if (found)
        sb_text_add(why,
            "the folder for files of tests, %s, has something in it that Seedbed did not put there: %s.\nTests empty this folder: "
            "choose another for `files: test_root:` in %s, or empty it yourself.",
            f->settings->files.test_root, found, f->settings->path);
    free(found);
}
