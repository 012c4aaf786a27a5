/* strategy.c -- bring a clone back by its strategy, and by the image where that could not or did not claim what was done. */
#include "strategy.h"
#include "clone.h"
#include <stdarg.h>
#include <string.h>

const sb_strategy sb_strategy_image = {
    .is = SB_RESET_IMAGE, .name = "image", .how = "a copy in memory per worker, reset by copying changed pages back"
};

const sb_strategy *sb__strategy_of(enum sb_reset is)
{
    static const sb_strategy *const all[] = { &sb_strategy_rollback, &sb_strategy_undo, &sb_strategy_reload,
        &sb_strategy_watermark, &sb_strategy_tracked, &sb_strategy_truncate, &sb_strategy_rebuild };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->is == is)
            return all[i];
    return &sb_strategy_image; /* auto, too: it is the quickest, and restores all */
}

const char *sb__strategy_why(sb_clone *clone, const char *format, ...)
{
    va_list args;

    clone->standing.why.size = 0;
    va_start(args, format);
    sb_text_addv(&clone->standing.why, format, args);
    va_end(args);
    return clone->standing.why.at;
}

/* ---- what was done, as far as it can be told without the strategy ---- */

/* What a whole database has and no table, in the header: versions of the format, user_version, application_id and the like. */
static bool is_header_changed(const sb_image *image)
{
    static const struct {
        size_t at, n;
    } field[] = { { 16, 8 }, { 44, 8 }, { 56, 16 } };

    for (size_t i = 0; i < sizeof field / sizeof *field; i++)
        if (memcmp(image->db.at + field[i].at, image->base + field[i].at, field[i].n) != 0)
            return true;
    return false;
}

static bool is_schema_changed(const sb_clone *clone) { return clone->image->cookie != clone->standing.cookie; }

/* What the strategy does not claim; NULL: nothing of the kind was done. */
static const char *unclaimed(const sb_clone *clone)
{
    const sb_standing *it = &clone->standing;
    unsigned claims = it->strategy->claims;

    if (it->cannot != NULL || clone->image->without & SB_WITHOUT_NOTICE)
        return it->cannot;
    if (!(claims & SB_CLAIM_OTHERS) && clone->image->others != it->others)
        return "another connection of the application wrote";
    if (!(claims & SB_CLAIM_SCHEMA) && is_schema_changed(clone))
        return "the schema was changed";
    if (!(claims & SB_CLAIM_SCHEMA) && it->raced) /* by a change of the schema, perhaps, which counts as the base state's since */
        return "another connection wrote while the tables were brought back last";
    if (!(claims & SB_CLAIM_VIRTUAL) && it->keeper->has_virtual)
        return "the sandbox has virtual tables, as those of full text";
    if (claims & (SB_CLAIM_OTHERS | SB_CLAIM_BYTES))
        return NULL;
    if (clone->db->is_odd)
        return "a table of SQLite's own was written";
    if (clone->image->unseen != it->unseen)
        return "something was written without a statement, as by sqlite3_blob_write or a backup";
    return NULL;
}

/* ---- bringing back ---- */

static void release(sb_clone *clone)
{
    if (clone->standing.strategy->release != NULL)
        clone->standing.strategy->release(clone);
    sb__sight_release(clone);
    sb__keeper_close(clone);
    clone->standing.installed = false;
}

static void install(sb_clone *clone)
{
    sb_standing *it = &clone->standing;

    release(clone);
    sb_text_release(&it->failed);
    it->cannot = NULL;
    if (it->strategy->install != NULL && it->strategy->install(clone) != 0) {
        sb_text_add(&it->failed, "it cannot be used here (%s)", sb_error());
        it->cannot = it->failed.at;
    }
    it->installed = true;
}

/* The test begins. What another thread has begun to write since `others` was counted was brought back or not: it is not known. */
static int begin(sb_clone *clone, long others)
{
    sb_standing *it = &clone->standing;

    if (!it->installed)
        install(clone);
    sb__sight_clear(clone);
    if (clone->db->is_odd) { /* statements that were compiled then may run again: they ask anew */
        clone->db->is_odd = false;
        sb__sqlite_fence(clone->db);
    }
    it->others = others;
    it->raced = clone->image->others != others;
    it->unseen = clone->image->unseen;
    it->cookie = clone->image->cookie;
    it->accepted = clone->image->writes;
    return it->cannot == NULL && it->strategy->begin != NULL ? it->strategy->begin(clone) : 0;
}

static int by_image(sb_clone *clone, const char *why)
{
    sb_standing *it = &clone->standing;

    sb_text_add(&it->fell, "%s under `%s`: brought back by `image`", why, it->strategy->name);
    if (is_schema_changed(clone) || it->raced)
        it->installed = false;
    return sb__image_reset(clone->image, &clone->held);
}

static int bring_back(sb_clone *clone)
{
    sb_standing *it = &clone->standing;
    const char *why;

    if (clone->image->writes == it->accepted && !it->raced)
        return 0;
    why = unclaimed(clone);
    if (why == NULL)
        why = it->strategy->reset(clone);
    if (why == NULL && !(clone->image->without & SB_WITHOUT_NOTICE) && is_header_changed(clone->image))
        why = "a setting of the whole database was changed";
    return why != NULL ? by_image(clone, why) : 0;
}

static void tidy(sb_sqlite *db)
{
    if (db == NULL)
        return;
    if (db->is_littered)
        sb__sqlite_tidy(db);
    if (sqlite3_last_insert_rowid(db->handle) != 0)
        sqlite3_set_last_insert_rowid(db->handle, 0);
}

int sb__strategy_reset(sb_clone *clone, sb_reset_told *told)
{
    sb_standing *it = &clone->standing;
    long others;
    int result;

    clone->held.size = it->fell.size = it->broken.size = 0;
    if (it->strategy->reset == NULL) {
        result = sb__image_reset(clone->image, &clone->held);
        tidy(clone->db);
        tidy(clone->lent);
        return result;
    }
    if (it->installed && it->cannot == NULL && it->strategy->leave != NULL)
        it->strategy->leave(clone, false, &it->broken);
    result = sb__image_end_held(clone->image, &clone->held);
    others = clone->image->others;
    if (result == 0 && it->installed)
        result = bring_back(clone);
    else if (result == 0)
        result = sb__image_reset(clone->image, &clone->held);
    tidy(clone->db);
    tidy(clone->lent);
    if (result == 0)
        result = begin(clone, others);
    told->broken = it->broken.size > 0 ? it->broken.at : NULL;
    told->fell = it->fell.size > 0 ? it->fell.at : NULL;
    return result;
}

int sb__strategy_keep(sb_clone *clone)
{
    sb_standing *it = &clone->standing;
    int result;

    it->broken.size = 0;
    if (it->installed && it->cannot == NULL && it->strategy->leave != NULL)
        it->strategy->leave(clone, true, &it->broken);
    result = sb__image_keep(clone->image);
    if (result == 0 && it->strategy->reset != NULL) {
        it->installed = false;
        it->accepted = 0;
    }
    return result;
}

int sb__strategy_drop_kept(sb_clone *clone)
{
    sb_standing *it = &clone->standing;

    if (it->installed && it->cannot == NULL && it->strategy->leave != NULL)
        it->strategy->leave(clone, false, &it->broken);
    it->installed = false;
    it->accepted = 0;
    return sb__image_drop_kept(clone->image, &clone->held);
}

bool sb__strategy_changed(const sb_clone *clone)
{
    const sb_standing *it = &clone->standing;

    return clone->image->writes != it->accepted ||
        (it->installed && it->strategy->changed != NULL && it->strategy->changed(clone));
}

void sb__strategy_leave(sb_clone *clone)
{
    release(clone);
    sb_text_release(&clone->standing.failed);
    sb_text_release(&clone->standing.broken);
    sb_text_release(&clone->standing.fell);
    sb_text_release(&clone->standing.why);
}
