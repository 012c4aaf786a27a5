/* under.c -- a place on each backend, SQL that all of them know, and short questions. */
#include "under.h"
#include "../../../../assert/context.h"
#include "../../../../framework/sandbox/place.h"
#include "../../../support/every_op.h"
#include "../postgres/server.h"
#include <stdlib.h>
#include <string.h>

void under_open(struct under *under, const char *on)
{
    *under = (struct under){ .sqlite = strncmp(on, "sqlite", 6) == 0 };
    under->is = sb_backend_named(under->sqlite ? "sqlite" : "postgres");
    if (strstr(on, "traced"))
        under->is = every_op_around(under->is);
    if (under->sqlite) {
        char *path = sb_format("%s/place.db", sb_temp_dir());
        add_cleanup(free, path);
        under->url = path;
    } else
        under->url = server_database();
    if ((under->is->open)(under->url, SB_CREATE, &under->db))
        fail_test("%s", sb_error());
}

void *under_connect(struct under *under)
{
    if (!under->other && (under->is->open)(under->url, SB_CHANGE, &under->other))
        fail_test("%s", sb_error());
    return under->other;
}

void under_close(struct under *under)
{
    if (under->clone)
        under->is->clone_free(under->clone);
    if (under->other)
        (under->is->close)(under->other);
    if (under->db)
        (under->is->close)(under->db);
    sb_text_release(&under->said);
}

/* $KEY and $BYTES, in the database's words. The caller frees it. */
static char *in_words(const struct under *under, const char *sql)
{
    sb_text out = SB_TEXT_EMPTY;
    while (*sql) {
        const char *word = NULL;
        size_t n = 1;
        if (strncmp(sql, "$KEY", n = 4) == 0)
            word = under->sqlite ? "INTEGER PRIMARY KEY" : "serial PRIMARY KEY";
        else if (strncmp(sql, "$BYTES", n = 6) == 0)
            word = under->sqlite ? "BLOB" : "bytea";
        if (word)
            sb_text_add(&out, "%s", word);
        else
            sb_text_put(&out, sql, n = 1);
        sql += n;
    }
    return sb_text_take(&out);
}

int under_exec(struct under *under, void *db, const char *sql)
{
    char *words = in_words(under, sql);
    int code = under->is->exec(db, words);
    free(words);
    return code;
}

void under_must(struct under *under, void *db, const char *sql)
{
    if (under_exec(under, db, sql))
        fail_test("%s", sb_error());
}

static int add_row(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    sb_text *said = env;
    (void)name;
    for (size_t i = 0; i < n; i++) {
        sb_text_add(said, "%s", i ? "|" : said->size ? ", " : "");
        switch (cell[i].kind) {
        case SB_NONE: sb_text_add(said, "NULL"); break;
        case SB_LLONG: sb_text_add(said, "%lld", (long long)cell[i].v.i); break;
        case SB_DOUBLE: sb_text_add(said, "%Lg", cell[i].v.d); break;
        case SB_STR: sb_text_add(said, "%s", cell[i].v.s); break;
        default: sb_text_add(said, "bytes"); break;
        }
    }
    return 0;
}

const char *under_rows(struct under *under, void *db, const char *sql)
{
    under->said.size = 0;
    sb_text_add(&under->said, "%s", "");
    if (under->is->query(db, sql, NULL, 0, add_row, &under->said))
        return sb_error();
    return under->said.at;
}

static void add_name(void *env, const char *table) { sb_text_add(env, "%s ", table); }

const char *under_tables(struct under *under, const char *prefix)
{
    under->said.size = 0;
    sb_text_add(&under->said, "%s", "");
    return under->is->tables(under->db, prefix, add_name, &under->said) ? sb_error() : under->said.at;
}

void under_clone(struct under *under, const char *prefix, const char *sql)
{
    char *words = in_words(under, sql), *path = sb_place_locate(under->is, under->url);
    add_cleanup(free, words);
    add_cleanup(free, path);
    under->path = path;
    sb_script *script = malloc(sizeof *script);
    add_cleanup(free, script);
    *script = (sb_script){ "schema.sql", words };
    under_must(under, under->db, sql);
    const sb_clone_wish wish = { .sandbox = "contract",
        .prefix = prefix,
        .path = path,
        .location = under->url,
        .script = script,
        .scripts = 1,
        .workers = 1 };
    if ((under->is->clone_make)(under->db, &wish, &under->clone) || (under->is->clone_open)(under->clone, 0, &under->ours))
        fail_test("the clone cannot be made: %s", sb_error());
}

sb_reset_told under_reset(struct under *under)
{
    sb_reset_told told = { "before", "before", "before" };
    if (under->is->clone_reset(under->clone, &told))
        fail_test("the reset failed: %s", sb_error());
    return told;
}
