/* dumped.c -- what of a dump is for the sandbox: the schema that it stands for, and the statements that are left out. */
#include "dumped.h"
#include <stdlib.h>
#include <string.h>

void sb__pg_dumped_begin(sb_postgres *db)
{
    sb__pg_dumped_end(db);
    db->dumped = sb_alloc(sizeof *db->dumped);
}

void sb__pg_dumped_end(sb_postgres *db)
{
    if (db->dumped != NULL)
        free(db->dumped->home);
    free(db->dumped);
    db->dumped = NULL;
}

int sb__pg_dumped_over(sb_postgres *db)
{
    bool whole = db->dumped->whole;

    db->dumped->whole = db->dumped->made = false;
    return whole ? sb__postgres_run(db, "RESET check_function_bodies; RESET client_encoding; RESET xmloption") : 0;
}

/* ---- words of a statement ---- */

enum { WORDS = 4 };

/* OWNER TO */
static bool has_owner(const char *at)
{
    sb__pg_piece before = { .kind = SB__PG_END };

    for (sb__pg_piece piece; (piece = sb__pg_next(&at)).kind != SB__PG_END;) {
        if (sb__pg_is(&before, "owner") && sb__pg_is(&piece, "to"))
            return true;
        if (piece.kind != SB__PG_SPACE)
            before = piece;
    }
    return false;
}

static bool is_of_schema(const sb__pg_piece *word) { return sb__pg_is(&word[1], "schema"); }

/* ---- what is made, and where ---- */

/* What may stand between CREATE and a name. */
static const char *const kinds[] = { "or", "replace", "unlogged", "foreign", "materialized", "recursive", "unique", "constraint",
    "event", "if", "not", "exists", "only", "table", "view", "function", "procedure", "aggregate", "sequence", "type", "domain",
    "index", "trigger", "policy", "collation", "conversion", "operator", "class", "family", "statistics", "concurrently", NULL };
static const char *const on_tables[] = { "index", "trigger", "policy", NULL };

/* Behind "on": of what has its own name from its table's schema. */
static const char *past_on(const char *at)
{
    for (sb__pg_piece piece; (piece = sb__pg_next(&at)).kind != SB__PG_END;)
        if (sb__pg_is(&piece, "on"))
            return at;
    return at;
}

/* The name that a CREATE makes something under, in two parts where it has two; both are freed by the caller. */
static void find_made(const char *at, char **schema_out, char **name_out)
{
    sb__pg_piece piece;
    bool on = false;

    *schema_out = *name_out = NULL;
    sb__pg_next(&at);
    for (const char *from = at; (piece = sb__pg_next(&at)).kind == SB__PG_SPACE || sb__pg_is_among(&piece, kinds);)
        if (!on && sb__pg_is_among(&piece, on_tables)) {
            on = true;
            at = past_on(from);
        }
    if (!sb__pg_is_name(&piece))
        return;
    *name_out = sb__pg_name_of(&piece);
    if (*at != '.')
        return;
    *schema_out = *name_out;
    at++;
    piece = sb__pg_next(&at);
    *name_out = sb__pg_is_name(&piece) ? sb__pg_name_of(&piece) : NULL;
}

/* CREATE SCHEMA [IF NOT EXISTS] name */
static char *schema_made(const char *statement)
{
    char *made = NULL;
    sb__pg_piece piece;

    while ((piece = sb__pg_next(&statement)).kind != SB__PG_END && !sb__pg_is(&piece, "authorization")) {
        if (!sb__pg_is_name(&piece))
            continue;
        free(made);
        made = sb__pg_name_of(&piece);
    }
    return made;
}

static bool is_the_servers(const char *name) { return strncmp(name, "pg_", 3) == 0 || strcmp(name, "information_schema") == 0; }

/* What the sandbox stands for; what is made elsewhere is refused. */
static void learn(struct sb__pg_dumped *it, const char *schema, char **why_out)
{
    if (schema == NULL || is_the_servers(schema))
        return;
    if (it->home == NULL)
        it->home = sb_strdup(schema);
    else if (strcmp(it->home, schema) != 0)
        *why_out = sb_format("it makes something in the schema \"%s\", and the sandbox is one schema, which stands for \"%s\"; "
                             "give \"%s\" a sandbox of its own, or leave it out",
            schema, it->home, schema);
}

/* false: it makes the very schema that the sandbox stands for, or is refused. */
static bool learn_from(struct sb__pg_dumped *it, const sb__pg_piece *word, const char *statement, char **why_out)
{
    char *schema = NULL, *name = NULL;

    if (!sb__pg_is(&word[0], "create") || sb__pg_is(&word[1], "extension"))
        return true;
    if (is_of_schema(word))
        schema = schema_made(statement);
    else
        find_made(statement, &schema, &name);
    it->made = it->made || !is_of_schema(word);
    learn(it, schema, why_out);
    if (*why_out == NULL && schema != NULL && name != NULL && strcmp(schema, name) == 0 && strcmp(schema, it->home) == 0)
        *why_out = sb_format(
            "the schema \"%s\" has something of its own name in it, so that a name before a dot may mean either; leave the "
            "schema's name out of the file",
            schema);
    free(schema);
    free(name);
    return *why_out == NULL && !is_of_schema(word);
}

/* ---- statements that are left out ---- */

/* SELECT pg_catalog.set_config('search_path', '', false), with which a dump begins; before that, SET search_path = x, pg_catalog. */
static bool begins_dump(const sb__pg_piece *word, const char *statement)
{
    static const char empty[] = "('search_path', '',";

    if (sb__pg_is(&word[0], "set") && sb__pg_is(&word[1], "search_path"))
        return sb__pg_has(statement, "pg_catalog");
    return sb__pg_is(&word[0], "select") && sb__pg_is(&word[1], "pg_catalog") && sb__pg_is(&word[3], "set_config") &&
        strstr(statement, empty) != NULL;
}

static bool is_of_rights(const sb__pg_piece *word)
{
    return sb__pg_is(&word[0], "grant") || sb__pg_is(&word[0], "revoke") ||
        (sb__pg_is(&word[0], "alter") && sb__pg_is(&word[1], "default"));
}

/* What a dump sets is meant for the dump; but how it is to be read, and that functions may name what comes later, counts here, too. */
static bool is_of_settings(const sb__pg_piece *word)
{
    static const char *const counts[] = { "local", "check_function_bodies", "client_encoding", "xmloption", NULL };

    return sb__pg_is(&word[0], "set") && !sb__pg_is_among(&word[1], counts);
}

/* With which a dump first takes away what its reader may have: here is nothing yet. */
static bool is_of_cleaning(const struct sb__pg_dumped *it, const sb__pg_piece *word, const char *statement)
{
    return !it->made && (sb__pg_is(&word[0], "drop") || (sb__pg_is(&word[0], "alter") && sb__pg_has(statement, "drop")));
}

static bool is_left_out(struct sb__pg_dumped *it, const sb__pg_piece *word, const char *statement)
{
    if (begins_dump(word, statement))
        return it->whole = true;
    if (sb__pg_is(&word[0], "alter") && has_owner(statement))
        return true;
    if (sb__pg_is(&word[0], "comment") && (sb__pg_is(&word[2], "schema") || sb__pg_is(&word[2], "extension")))
        return true;
    return it->whole && (is_of_rights(word) || is_of_settings(word) || is_of_cleaning(it, word, statement));
}

char *sb__pg_dumped_fit(sb_postgres *db, const char *statement, char **why_out)
{
    sb__pg_piece word[WORDS];

    *why_out = NULL;
    sb__pg_first(statement, word, WORDS);
    if (!learn_from(db->dumped, word, statement, why_out) || is_left_out(db->dumped, word, statement))
        return NULL;
    return sb__pg_fitted(db->dumped, statement);
}
