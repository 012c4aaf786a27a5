/* fitted.c -- a statement without the name of the schema that the sandbox stands for. */
#include "dumped.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool sb__pg_is_name(const sb__pg_piece *piece) { return piece->kind == SB__PG_WORD || piece->kind == SB__PG_NAME; }

char *sb__pg_name_of(const sb__pg_piece *piece)
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

typedef struct fitting {
    const struct sb__pg_dumped *of;
    bool bodies;          /* what is in quotes may be SQL: a function's */
    bool head;            /* a function may have a search path of its own here */
    sb__pg_piece last[2]; /* the pieces before that are no space, the last in front */
    sb_text out;
} fitting;

static void fit(fitting *f, const char *at, const char *end);

static bool is_one(const sb__pg_piece *piece, char c) { return piece->kind == SB__PG_OTHER && *piece->at == c; }

static bool is_home(const struct sb__pg_dumped *it, const sb__pg_piece *piece)
{
    char *name = sb__pg_is_name(piece) ? sb__pg_name_of(piece) : NULL;
    bool is = name != NULL && strcmp(name, it->home != NULL ? it->home : "public") == 0;

    free(name);
    return is;
}

static bool is_call_of(const fitting *f, const char *name) { return is_one(&f->last[0], '(') && sb__pg_is(&f->last[1], name); }

/* 'public.users_id_seq' that is a name by what stands around it. */
static bool is_name_in_quotes(const fitting *f, const char *behind)
{
    behind = sb__pg_skip_space(behind, false);
    return is_call_of(f, "nextval") || is_call_of(f, "setval") || is_call_of(f, "currval") ||
        strncasecmp(behind, "::reg", 5) == 0 || strncasecmp(behind, "::pg_catalog.reg", 16) == 0;
}

static bool is_sql_in_quotes(const fitting *f)
{
    return f->bodies && (sb__pg_is(&f->last[0], "as") || sb__pg_is(&f->last[0], "execute") || is_call_of(f, "format"));
}

/* What is between dollars, fitted by itself. */
static void fit_inside(fitting *f, const sb__pg_piece *piece, size_t quote)
{
    fitting inside = { .of = f->of, .bodies = f->bodies, .out = f->out };

    sb_text_put(&inside.out, piece->at, quote);
    if (piece->n >= 2 * quote) {
        fit(&inside, piece->at + quote, piece->at + piece->n - quote);
        sb_text_put(&inside.out, piece->at + piece->n - quote, quote);
    }
    f->out = inside.out;
}

/* The same between single quotes, of which those inside are doubled. */
static void fit_quoted(fitting *f, const sb__pg_piece *piece)
{
    fitting inside = { .of = f->of, .bodies = f->bodies, .out = SB_TEXT_EMPTY };
    sb_text plain = SB_TEXT_EMPTY;

    for (size_t i = 1; i + 1 < piece->n; i++) {
        sb_text_put(&plain, piece->at + i, 1);
        i += piece->at[i] == '\'';
    }
    if (plain.at != NULL)
        fit(&inside, plain.at, plain.at + strlen(plain.at));
    sb__postgres_string(&f->out, inside.out.at != NULL ? inside.out.at : "");
    sb_text_release(&inside.out);
    sb_text_release(&plain);
}

static void fit_string(fitting *f, const sb__pg_piece *piece, const char *behind)
{
    size_t dollars = *piece->at == '$' ? strcspn(piece->at + 1, "$") + 2 : 0;

    if (dollars > 0 && f->bodies)
        fit_inside(f, piece, dollars);
    else if (*piece->at == '\'' && piece->n > 1 && piece->at[piece->n - 1] == '\'' &&
        (is_name_in_quotes(f, behind) || is_sql_in_quotes(f)))
        fit_quoted(f, piece);
    else
        sb_text_put(&f->out, piece->at, piece->n);
}

/* Behind the search path that a function has for itself, which would not lead into the sandbox. NULL: it is FROM CURRENT. */
static const char *past_path(const char *at)
{
    const char *end = at;
    bool item = false;

    for (sb__pg_piece piece; (piece = sb__pg_next(&at)).kind != SB__PG_END;) {
        if (piece.kind == SB__PG_SPACE || *piece.at == '=' || (!item && sb__pg_is(&piece, "to")))
            continue;
        if (!item && sb__pg_is(&piece, "from"))
            return NULL;
        if (item ? !is_one(&piece, ',') : !sb__pg_is_name(&piece) && piece.kind != SB__PG_STRING)
            break;
        item = !item;
        end = at;
    }
    return end;
}

/* A piece that is left out or stands for another; how far that goes is where the next begins. */
static const char *fit_piece(fitting *f, const sb__pg_piece *piece, const char *behind)
{
    const char *path = f->head && sb__pg_is(&f->last[0], "set") && sb__pg_is(piece, "search_path") ? past_path(behind) : NULL;

    if (!is_one(&f->last[0], '.') && *behind == '.' && is_home(f->of, piece))
        return behind + 1;
    if (piece->kind == SB__PG_STRING)
        fit_string(f, piece, behind);
    else
        sb_text_put(&f->out, piece->at, piece->n);
    if (path != NULL)
        sb_text_add(&f->out, " FROM CURRENT");
    return path != NULL ? path : behind;
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

/* CREATE or ALTER FUNCTION and PROCEDURE, as far as their first parenthesis. */
static bool is_routine(const char *at)
{
    sb__pg_piece piece;

    while ((piece = sb__pg_next(&at)).kind != SB__PG_END && !is_one(&piece, '('))
        if (sb__pg_is(&piece, "function") || sb__pg_is(&piece, "procedure"))
            return true;
    return false;
}

char *sb__pg_fitted(const struct sb__pg_dumped *it, const char *statement)
{
    const char *at = statement;
    sb__pg_piece first = sb__pg_next(&at);
    bool routine = (sb__pg_is(&first, "create") || sb__pg_is(&first, "alter")) && is_routine(statement);
    fitting f = { .of = it, .bodies = routine || sb__pg_is(&first, "do"), .head = routine, .out = SB_TEXT_EMPTY };

    fit(&f, statement, statement + strlen(statement));
    return sb_text_take(&f.out);
}
