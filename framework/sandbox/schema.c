/* schema.c -- the schema files of a sandbox, and what has to be known of them before they run beside live tables. */
#include "schema.h"
#include "../../assert/context.h"
#include "../config/slurp.h"
#include "marker.h"
#include "sandbox.h"
#include "sql.h"
#include "tables.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* FNV-1a, 64 bits: it tells changed from unchanged, and is no protection against anybody who means to fool it. */
static uint64_t hash_of(const char *bytes, size_t size)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)bytes[i]) * 1099511628211u;
    return h;
}

/* Databases take text up to the first NUL, so what follows it would be left out without a word. */
static int fail_nul(const sb_schema_file *file)
{
    int line, column;
    sb_sql_place(&(sb_sql){ .start = file->text, .at = file->text + strlen(file->text) }, &line, &column);
    return sb_fail_with(
        SB_EREFUSED, "%s:%d:%d: there is a NUL byte here, and SQL is text without one; take it out", file->path, line, column);
}

static int load_file(const sb_settings *settings, const char *prefix, sb_schema_file *file)
{
    size_t size, folder = strlen(settings->folder);
    int code = sb_slurp(file->path, &file->text, &size);
    if (code) {
        char *why = sb_strdup(sb_error());
        sb_fail_with(SB_EREFUSED, "the schema file %s\nIt is named by `schema:` in %s; create it, or correct the name there.",
            why, settings->path);
        free(why);
        return SB_EREFUSED;
    }
    bool below = strncmp(file->path, settings->folder, folder) == 0 && file->path[folder] == '/';
    file->name = below ? file->path + folder + 1 : file->path;
    file->hash = hash_of(file->text, size);
    if (strlen(file->text) != size)
        return fail_nul(file);
    file->sql = sb_sandbox_expand(file->text, prefix);
    if (!file->sql) {
        char *why = sb_strdup(sb_error());
        sb_fail_with(SB_EREFUSED, "%s:%s", file->path, why);
        free(why);
        return SB_EREFUSED;
    }
    return SB_OK;
}

int sb_schema_load(const sb_settings *settings, const sb_sandbox_settings *of, sb_schema *out)
{
    int code = SB_OK;
    const char *prefix = of->placement == SB_PLACE_PREFIX ? of->test_prefix : of->prefix;
    *out = (sb_schema){ .of = of, .file = sb_alloc((of->schema.n + 1) * sizeof *out->file) };
    for (size_t i = 0; i < of->schema.n && code == SB_OK; i++) {
        sb_schema_file *file = &out->file[out->n++];
        file->path = of->schema.at[i];
        code = load_file(settings, prefix, file);
    }
    return code;
}

void sb_schema_release(sb_schema *schema)
{
    for (size_t i = 0; i < schema->n; i++) {
        free(schema->file[i].text);
        free(schema->file[i].sql);
    }
    free(schema->file);
    *schema = (sb_schema){ .n = 0 };
}

static int run_file(const sb_schema_file *file, const sb_backend *backend, void *db)
{
    if (backend->exec(db, file->sql) == SB_OK)
        return SB_OK;
    char *why = sb_strdup(sb_error());
    sb_fail_with(SB_EREFUSED, "the schema file %s does not run on %s: %s", file->path, backend->name, why);
    free(why);
    return SB_EREFUSED;
}

int sb_schema_run(const sb_schema *schema, const sb_backend *backend, void *db)
{
    bool beside_live = schema->of && schema->of->placement == SB_PLACE_PREFIX;
    int code = backend->confine(db, beside_live ? schema->of->test_prefix : "");
    for (size_t i = 0; i < schema->n && code == SB_OK; i++)
        code = run_file(&schema->file[i], backend, db);
    backend->confine(db, NULL);
    return code;
}

char *sb_schema_describe(const sb_object *object)
{
    bool whole = strcmp(object->name, object->table) == 0;
    return sb_format("%s %s%s%s", object->kind, object->name, whole ? "" : " of ", whole ? "" : object->table);
}

typedef struct rehearsal {
    const sb_backend *backend;
    const char *prefix;
    sb_text outside;
    sb_names *made;
} rehearsal;

/* A statement that makes something outside does not run; but a table can be renamed to a name outside. */
static void note_made(void *env, const sb_object *object)
{
    rehearsal *r = env;
    char *what = sb_schema_describe(object);
    if (!sb_marker_begins(r->backend, object->table, r->prefix))
        sb_text_add(&r->outside, "%s%s", r->outside.size ? ", " : "", what);
    if (r->made)
        sb_tables_add(r->made, what);
    free(what);
}

int sb_schema_rehearse_into(const sb_schema *schema, const sb_backend *backend, sb_names *made)
{
    void *db = NULL;
    rehearsal r = { backend, schema->of->test_prefix, SB_TEXT_EMPTY, made };
    int code = backend->scratch(schema->of->location, &db);
    if (code)
        return code;
    code = sb_schema_run(schema, backend, db);
    if (code == SB_OK && schema->of->placement == SB_PLACE_PREFIX)
        code = backend->objects(db, note_made, &r);
    backend->close(db);
    if (code == SB_OK && r.outside.size)
        code = sb_fail_with(SB_EREFUSED,
            "the schema of sandbox `%s` makes this without the test prefix `%s`: %s.\nWrite names in braces in the schema files, as in "
            "CREATE TABLE {users}, or set `placement: database`.",
            schema->of->name, schema->of->test_prefix, r.outside.at);
    sb_text_release(&r.outside);
    return code;
}

int sb_schema_rehearse(const sb_schema *schema, const sb_backend *backend)
{
    return sb_schema_rehearse_into(schema, backend, NULL);
}

const char *sb_schema_longest(const sb_schema *schema, size_t *size)
{
    const char *longest = "";
    *size = 0;
    for (size_t i = 0; i < schema->n; i++) {
        sb_sql piece;
        sb_sql_begin(&piece, schema->file[i].text);
        while (sb_sql_next(&piece))
            if (piece.kind == SB_SQL_TABLE && piece.size > *size) {
                longest = piece.at;
                *size = piece.size;
            }
    }
    return longest;
}

static bool is_word(const sb_sql *piece, const char *const *words)
{
    for (; *words; words++)
        if (strlen(*words) == piece->size && strncasecmp(piece->at, *words, piece->size) == 0)
            return true;
    return false;
}

static const char *live_table(const sb_sql *piece, const sb_names *live)
{
    size_t quotes = piece->kind == SB_SQL_QUOTED ? 1 : 0;
    for (size_t i = 0; i < live->n; i++)
        if (strlen(live->at[i]) + 2 * quotes == piece->size &&
            strncasecmp(piece->at + quotes, live->at[i], piece->size - 2 * quotes) == 0)
            return live->at[i];
    return NULL;
}

/* A table's name follows one of these words, perhaps behind the name of a schema and a dot: a column of the same name does not. */
static const char *find_live(sb_sql *piece, const sb_names *live)
{
    static const char *const before[] = { "TABLE", "EXISTS", "INTO", "FROM", "UPDATE", "JOIN", "ON", "REFERENCES", "ONLY", NULL };
    bool expected = false;
    const char *found;
    while (sb_sql_next(piece)) {
        if (piece->kind == SB_SQL_SPACE)
            continue;
        bool name = piece->kind == SB_SQL_QUOTED || piece->kind == SB_SQL_WORD;
        if (expected && name && (found = live_table(piece, live)))
            return found;
        if (piece->kind == SB_SQL_WORD && is_word(piece, before))
            expected = true;
        else if (!(expected && (*piece->next == '.' || *piece->at == '.')))
            expected = false;
    }
    return NULL;
}

char *sb_schema_names_live(const sb_schema *schema, const sb_names *live, const char **table)
{
    for (size_t i = 0; i < schema->n; i++) {
        sb_sql piece;
        sb_sql_begin(&piece, schema->file[i].text);
        *table = find_live(&piece, live);
        if (*table) {
            int line, column;
            sb_sql_place(&piece, &line, &column);
            return sb_format("%s:%d:%d", schema->file[i].path, line, column);
        }
    }
    return NULL;
}
