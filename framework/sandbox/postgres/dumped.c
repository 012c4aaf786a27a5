/* dumped.c -- statements that say which schema their tables are in, as pg_dump writes them, made to fit a sandbox. */
#include "dumped.h"
#include "lex.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct sb__pg_dumped {
    char *home; /* the schema that the sandbox stands for; NULL: none was named so far */
    bool whole; /* it is a dump: the script does not mean anybody's search path */
};

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

/* ---- names ---- */

static bool is_name(const sb__pg_piece *piece) { return piece->kind == SB__PG_WORD || piece->kind == SB__PG_NAME; }

static bool is_one(const sb__pg_piece *piece, char c) { return piece->kind == SB__PG_OTHER && *piece->at == c; }

/* As the server knows it: in small letters, or without its quotes. */
static char *name_of(const sb__pg_piece *piece)
{
    sb_text name = SB_TEXT_EMPTY;

    for (size_t i = 0; i < piece->n; i++) {
        char c = piece->at[i];
        if (piece->kind == SB__PG_WORD)
            c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        else if (c == '"' && (i == 0 || i + 1 == piece->n || piece->at[++i] != '"'))
            continue;
        sb_text_put(&name, &c, 1);
    }
    return sb_text_take(&name);
}

static const char *home_of(const struct sb__pg_dumped *it) { return it->home != NULL ? it->home : "public"; }

static bool is_home(const struct sb__pg_dumped *it, const sb__pg_piece *piece)
{
    char *name = is_name(piece) ? name_of(piece) : NULL;
    bool is = name != NULL && strcmp(name, home_of(it)) == 0;

    free(name);
    return is;
}

static bool is_the_servers(const char *name) { return strncmp(name, "pg_", 3) == 0 || strcmp(name, "information_schema") == 0; }

/* What a CREATE makes stands before the first parenthesis and before AS; NULL: no schema is named there. */
static char *schema_made_in(const char *at)
{
    sb__pg_piece piece, before = { .kind = SB__PG_END };

    while ((piece = sb__pg_next(&at)).kind != SB__PG_END && !is_one(&piece, '(') && !sb__pg_is(&piece, "as")) {
        if (is_one(&piece, '.') && is_name(&before))
            return name_of(&before);
        before = piece;
    }
    return NULL;
}

/* ---- statements that are left out ---- */

enum { WORDS = 4 };

static void first_pieces(const char *at, sb__pg_piece *word)
{
    for (size_t n = 0; n < WORDS;) {
        sb__pg_piece piece = sb__pg_next(&at);
        if (piece.kind != SB__PG_SPACE)
            word[n++] = piece;
    }
}

/* One word, or two of them one behind the other. */
static bool has(const char *at, const char *one, const char *next)
{
    sb__pg_piece before = { .kind = SB__PG_END };

    for (sb__pg_piece piece; (piece = sb__pg_next(&at)).kind != SB__PG_END;) {
        if (piece.kind == SB__PG_SPACE)
            continue;
        if (next == NULL ? sb__pg_is(&piece, one) : sb__pg_is(&before, one) && sb__pg_is(&piece, next))
            return true;
        before = piece;
    }
    return false;
}

/* SELECT pg_catalog.set_config('search_path', '', false), with which a dump begins; before that, SET search_path = public. */
static bool sets_path(const sb__pg_piece *word, const char *statement)
{
    if (sb__pg_is(&word[0], "set") && sb__pg_is(&word[1], "search_path"))
        return true;
    return sb__pg_is(&word[0], "select") && sb__pg_is(&word[1], "pg_catalog") && sb__pg_is(&word[3], "set_config") &&
        strstr(statement, "'search_path'") != NULL;
}

static bool is_of_schema(const sb__pg_piece *word) { return sb__pg_is(&word[1], "schema"); }

static bool is_of_rights(const sb__pg_piece *word)
{
    return sb__pg_is(&word[0], "grant") || sb__pg_is(&word[0], "revoke") ||
        (sb__pg_is(&word[0], "alter") && sb__pg_is(&word[1], "default"));
}

/* What a dump sets is meant for the dump; but bodies of functions may name what comes later: the caller sets that back. */
static bool is_of_settings(const sb__pg_piece *word)
{
    return sb__pg_is(&word[0], "set") && !sb__pg_is(&word[1], "local") && !sb__pg_is(&word[1], "check_function_bodies");
}

/* With which a dump takes away what its reader may have: here is nothing yet. */
static bool is_of_cleaning(const sb__pg_piece *word, const char *statement)
{
    return sb__pg_is(&word[0], "drop") || (sb__pg_is(&word[0], "alter") && has(statement, "drop", NULL));
}

static bool is_left_out(struct sb__pg_dumped *it, const sb__pg_piece *word, const char *statement)
{
    if (sets_path(word, statement))
        return it->whole = true;
    if (sb__pg_is(&word[0], "alter") && has(statement, "owner", "to"))
        return true;
    if (sb__pg_is(&word[0], "comment") && (sb__pg_is(&word[2], "schema") || sb__pg_is(&word[2], "extension")))
        return true;
    return it->whole && (is_of_rights(word) || is_of_settings(word) || is_of_cleaning(word, statement));
}

/* CREATE SCHEMA [IF NOT EXISTS] name */
static char *schema_made(const char *statement)
{
    char *made = NULL;
    sb__pg_piece piece;

    while ((piece = sb__pg_next(&statement)).kind != SB__PG_END && !sb__pg_is(&piece, "authorization")) {
        if (!is_name(&piece))
            continue;
        free(made);
        made = name_of(&piece);
    }
    return made;
}

/* What the sandbox stands for; what is made elsewhere is refused. */
static void learn(struct sb__pg_dumped *it, const char *made, char **why_out)
{
    if (made == NULL || is_the_servers(made))
        return;
    if (it->home == NULL)
        it->home = sb_strdup(made);
    else if (strcmp(it->home, made) != 0)
        *why_out = sb_format("it makes something in the schema \"%s\", and the sandbox is one schema, which stands for \"%s\"; "
                             "give \"%s\" a sandbox of its own, or leave it out",
            made, it->home, made);
}

/* Whether it makes the very schema that the sandbox stands for. */
static bool is_made_already(struct sb__pg_dumped *it, const sb__pg_piece *word, const char *statement, char **why_out)
{
    bool create = sb__pg_is(&word[0], "create"), schema = create && is_of_schema(word);
    char *made = schema ? schema_made(statement) : create ? schema_made_in(statement) : NULL;

    learn(it, made, why_out);
    free(made);
    return schema;
}

/* ---- the statement without the name ---- */

typedef struct fitting {
    const struct sb__pg_dumped *of;
    bool makes;           /* bodies of functions are SQL, too */
    sb__pg_piece last[2]; /* the pieces before that are no space, the last in front */
    sb_text out;
} fitting;

static void fit(fitting *f, const char *at, const char *end);

static bool is_sequence_call(const fitting *f)
{
    return is_one(&f->last[0], '(') &&
        (sb__pg_is(&f->last[1], "nextval") || sb__pg_is(&f->last[1], "setval") || sb__pg_is(&f->last[1], "currval"));
}

/* 'public.users_id_seq' that is a name by what stands around it. */
static bool is_name_in_quotes(const fitting *f, const sb__pg_piece *piece, const char *behind)
{
    behind = sb__pg_skip_space(behind, false);
    if (*piece->at != '\'')
        return false;
    return is_sequence_call(f) || strncasecmp(behind, "::reg", 5) == 0 || strncasecmp(behind, "::pg_catalog.reg", 16) == 0;
}

/* What is between the quotes, fitted by itself. */
static void fit_inside(fitting *f, const sb__pg_piece *piece, size_t quote)
{
    fitting inside = { .of = f->of, .makes = f->makes, .out = f->out };

    sb_text_put(&inside.out, piece->at, quote);
    if (piece->n >= 2 * quote) {
        fit(&inside, piece->at + quote, piece->at + piece->n - quote);
        sb_text_put(&inside.out, piece->at + piece->n - quote, quote);
    }
    f->out = inside.out;
}

static size_t dollars(const sb__pg_piece *piece) { return *piece->at == '$' ? strcspn(piece->at + 1, "$") + 2 : 0; }

static void fit_string(fitting *f, const sb__pg_piece *piece, const char *behind)
{
    if (dollars(piece) > 0 && f->makes)
        fit_inside(f, piece, dollars(piece));
    else if (is_name_in_quotes(f, piece, behind))
        fit_inside(f, piece, 1);
    else
        sb_text_put(&f->out, piece->at, piece->n);
}

/* Behind the search path that a function has for itself: names in it would not lead into the sandbox. */
static const char *past_path(const char *at)
{
    const char *end = at;
    bool item = false;

    for (sb__pg_piece piece; (piece = sb__pg_next(&at)).kind != SB__PG_END;) {
        if (piece.kind == SB__PG_SPACE || *piece.at == '=' || (!item && sb__pg_is(&piece, "to")))
            continue;
        if (item ? !is_one(&piece, ',') : !is_name(&piece) && piece.kind != SB__PG_STRING)
            break;
        item = !item;
        end = at;
    }
    return end;
}

/* A piece that is left out or stands for another; how far that goes is where the next begins. */
static const char *fit_piece(fitting *f, const sb__pg_piece *piece, const char *behind)
{
    bool first = !is_one(&f->last[0], '.');

    if (first && *behind == '.' && is_home(f->of, piece))
        return behind + 1;
    if (piece->kind == SB__PG_STRING) {
        fit_string(f, piece, behind);
        return behind;
    }
    sb_text_put(&f->out, piece->at, piece->n);
    if (f->makes && sb__pg_is(&f->last[0], "set") && sb__pg_is(piece, "search_path")) {
        sb_text_add(&f->out, " FROM CURRENT");
        return past_path(behind);
    }
    return behind;
}

static void fit(fitting *f, const char *at, const char *end)
{
    while (at < end) {
        sb__pg_piece piece = sb__pg_next(&at);
        if (piece.kind == SB__PG_END)
            return;
        if (piece.at + piece.n > end) { /* a quote that is closed outside */
            piece.n = (size_t)(end - piece.at);
            at = end;
        }
        at = fit_piece(f, &piece, at);
        if (piece.kind != SB__PG_SPACE) {
            f->last[1] = f->last[0];
            f->last[0] = piece;
        }
    }
}

char *sb__pg_dumped_fit(sb_postgres *db, const char *statement, char **why_out)
{
    struct sb__pg_dumped *it = db->dumped;
    sb__pg_piece word[WORDS];
    fitting f = { .of = it, .out = SB_TEXT_EMPTY };

    *why_out = NULL;
    first_pieces(statement, word);
    if (is_made_already(it, word, statement, why_out) || *why_out != NULL || is_left_out(it, word, statement))
        return NULL;
    f.makes = sb__pg_is(&word[0], "create") || sb__pg_is(&word[0], "do") || sb__pg_is(&word[0], "alter");
    fit(&f, statement, statement + strlen(statement));
    return sb_text_take(&f.out);
}
