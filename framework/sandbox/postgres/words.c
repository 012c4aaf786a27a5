/* words.c -- the words of SQL that tell what a statement may do. */
#include "words.h"
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* A text in a text. */
enum { ANYTHING = SB_WORD_MAYBE_DDL | SB_WORD_SEQUENCE | SB_WORD_RESTART | SB_WORD_SESSION | SB_WORD_LARGE };

/* INTO stands for SELECT INTO, unless INSERT or MERGE stands before it. END ends a CASE much more often than a transaction, and is
 * one only where a statement begins. */
static const struct word {
    const char *word;
    unsigned means;
    bool first; /* only where it begins a statement */
} words[] = {
    { "a_function_or_large_object", ANYTHING, false }, /* PQfn */
    { "abort", SB_WORD_ROLLBACK | SB_WORD_TRANSACTION, true },
    { "alter", SB_WORD_DDL | SB_WORD_RESTART, true },
    { "begin", SB_WORD_TRANSACTION, true },
    { "call", SB_WORD_MAYBE_DDL, true },
    { "cluster", SB_WORD_DDL, true },
    { "comment", SB_WORD_DDL, true },
    { "commit", SB_WORD_TRANSACTION, true },
    { "conflict", SB_WORD_SEQUENCE, false },
    { "create", SB_WORD_DDL | SB_WORD_SESSION, true },
    { "crosstab", ANYTHING, false },
    { "dblink", ANYTHING, false },
    { "dblink_exec", ANYTHING, false },
    { "dblink_send_query", ANYTHING, false },
    { "declare", SB_WORD_SESSION, true },
    { "discard", SB_WORD_SESSION, true },
    { "do", ANYTHING, true },
    { "drop", SB_WORD_DDL, true },
    { "end", SB_WORD_TRANSACTION, true },
    { "execute", SB_WORD_SEQUENCE | SB_WORD_EXECUTE, true },
    { "grant", SB_WORD_DDL, true },
    { "import", SB_WORD_DDL, true },
    { "into", SB_WORD_DDL | SB_WORD_SESSION, false },
    { "listen", SB_WORD_SESSION, true },
    { "load", SB_WORD_SESSION, true },
    { "nextval", SB_WORD_SEQUENCE, false },
    { "password", SB_WORD_PASSWORD, false },
    { "pg_advisory_lock", SB_WORD_SESSION, false },
    { "pg_advisory_lock_shared", SB_WORD_SESSION, false },
    { "pg_try_advisory_lock", SB_WORD_SESSION, false },
    { "pg_try_advisory_lock_shared", SB_WORD_SESSION, false },
    { "prepare", SB_WORD_SESSION | SB_WORD_TRANSACTION | SB_WORD_PREPARE, true },
    { "query_to_xml", ANYTHING, false },
    { "query_to_xml_and_xmlschema", ANYTHING, false },
    { "query_to_xmlschema", ANYTHING, false },
    { "reassign", SB_WORD_DDL, true },
    { "refresh", SB_WORD_REFRESH, true },
    { "release", SB_WORD_TRANSACTION, true },
    { "reset", SB_WORD_SESSION, true },
    { "restart", SB_WORD_RESTART | SB_WORD_SEQUENCE, false },
    { "revoke", SB_WORD_DDL, true },
    { "rollback", SB_WORD_ROLLBACK | SB_WORD_TRANSACTION, true },
    { "savepoint", SB_WORD_TRANSACTION, true },
    { "security", SB_WORD_DDL, true },
    { "set", SB_WORD_SESSION, true },
    { "set_config", SB_WORD_SESSION, false },
    { "setval", SB_WORD_RESTART | SB_WORD_SEQUENCE, false },
    { "start", SB_WORD_TRANSACTION, true },
    { "truncate", SB_WORD_RESTART, false },
    { "ts_rewrite", ANYTHING, false },
    { "ts_stat", ANYTHING, false },
    { "unlisten", SB_WORD_SESSION, true },
    { "vacuum", SB_WORD_TRANSACTION, true },
};
enum { WORDS = sizeof words / sizeof *words };

static unsigned meaning(const char *at, size_t n, bool first)
{
    size_t low = 0, high = WORDS;
    if ((n > 3 && strncasecmp(at, "lo_", 3) == 0) || (n == 7 && strncasecmp(at, "lowrite", n) == 0))
        return SB_WORD_LARGE;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncasecmp(at, words[middle].word, n);
        if (order == 0 && words[middle].word[n])
            order = -1;
        if (order == 0)
            return !words[middle].first || first ? words[middle].means : 0;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Behind the quote that closes, where the text has one; doubled quotes open it again at once. E'\'' is left one quote too early, and
 * what follows it is read as words: too much, not too little, until the next string is skipped the wrong way round. So escapes are
 * minded. */
static const char *skip_quoted(const char *at, bool escapes)
{
    char quote = *at++;
    while (*at && *at != quote)
        at += escapes && *at == '\\' && at[1] ? 2 : 1;
    return *at ? at + 1 : at;
}

/* $tag$ ... $tag$; a lone $ is a character. */
static const char *skip_dollar(const char *at)
{
    const char *end = at + 1;
    while (isalnum((unsigned char)*end) || *end == '_')
        end++;
    if (*end != '$' || isdigit((unsigned char)at[1]))
        return at + 1;
    size_t n = (size_t)(end - at) + 1;
    for (const char *close = at + n; (close = strchr(close, '$')); close++)
        if (strncmp(close, at, n) == 0)
            return close + n;
    return at + strlen(at);
}

static const char *skip_comment(const char *at)
{
    unsigned depth = 0;
    if (at[0] == '-')
        return at + strcspn(at, "\n");
    do {
        if (at[0] == '/' && at[1] == '*')
            depth++, at += 2;
        else if (at[0] == '*' && at[1] == '/')
            depth--, at += 2;
        else
            at++;
    } while (*at && depth);
    return at;
}

static bool is_comment(const char *at) { return (at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*'); }

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 128; }

/* ---- whose rights hold ---- */

/* SET ROLE, RESET SESSION AUTHORIZATION, DISCARD ALL: the second or third word says so, and the first where the statement begins. */
enum leads { LEADS_NOWHERE = 0, LEADS_ON, LEADS_DISCARD };

static enum leads lead(enum leads from, const char *at, size_t n, bool first, unsigned *found)
{
    static const char *const role[] = { "role", "authorization", "session_authorization" };
    if (first && ((n == 3 && strncasecmp(at, "set", n) == 0) || (n == 5 && strncasecmp(at, "reset", n) == 0)))
        return LEADS_ON;
    if (first && n == 7 && strncasecmp(at, "discard", n) == 0)
        return LEADS_DISCARD;
    if (from == LEADS_DISCARD && n == 3 && strncasecmp(at, "all", n) == 0)
        *found |= SB_WORD_ROLE;
    for (size_t i = 0; from == LEADS_ON && i < sizeof role / sizeof *role; i++)
        if (strlen(role[i]) == n && strncasecmp(at, role[i], n) == 0)
            *found |= SB_WORD_ROLE;
    bool goes_on = (n == 7 && strncasecmp(at, "session", n) == 0) || (n == 5 && strncasecmp(at, "local", n) == 0);
    return from == LEADS_ON && goes_on ? LEADS_ON : LEADS_NOWHERE;
}

/* What is said in strings: a setting by its name, and what DO runs. `SET role =` there may be an UPDATE's, so it does not count. */
static bool role_in_strings(const char *sql, unsigned found)
{
    static const char *const said[] = { "set role ", "reset role", "set local role ", "set session role ",
        "session authorization" };
    if (found & SB_WORD_SESSION && strcasestr(sql, "set_config") &&
        (strcasestr(sql, "'role'") || strcasestr(sql, "'session_authorization'")))
        return true;
    for (size_t i = 0; found & SB_WORD_MAYBE_DDL && i < sizeof said / sizeof *said; i++) {
        const char *at = strcasestr(sql, said[i]);
        if (at && at[strlen(said[i])] != '=')
            return true;
    }
    return false;
}

/* ---- all of them ---- */

static bool ends_name(char c) { return c == '"' || !c; }

/* A quoted name may be that of a function: pg_catalog."setval". */
static unsigned quoted_meaning(const char *at)
{
    size_t n = 1;
    while (!ends_name(at[n]))
        n++;
    return meaning(at + 1, n - 1, false);
}

unsigned sb__words(const char *sql)
{
    unsigned found = 0;
    bool first = true, inserts = false;
    const char *const all = sql;
    enum leads leads = LEADS_NOWHERE;
    while (*sql) {
        if (is_comment(sql)) {
            sql = skip_comment(sql);
        } else if (*sql == '\'' || *sql == '"') {
            found |= *sql == '"' ? quoted_meaning(sql) : 0;
            leads = *sql == '"' ? lead(leads, sql + 1, strcspn(sql + 1, "\""), false, &found) : leads;
            sql = skip_quoted(sql, false);
            first = false;
        } else if ((*sql == 'e' || *sql == 'E') && sql[1] == '\'') {
            sql = skip_quoted(sql + 1, true);
            first = false;
        } else if (*sql == '$') {
            sql = skip_dollar(sql);
        } else if (is_word(*sql)) {
            size_t n = 1;
            while (is_word(sql[n]))
                n++;
            unsigned means = meaning(sql, n, first);
            if (n == 1 && (*sql == 'u' || *sql == 'U') && sql[1] == '&' && sql[2] == '"') /* a name in numbers */
                means |= ANYTHING;
            if (!(inserts && n == 4 && strncasecmp(sql, "into", 4) == 0))
                found |= means;
            leads = lead(leads, sql, n, first, &found);
            inserts = n == 6 ? strncasecmp(sql, "insert", 6) == 0 : n == 5 && strncasecmp(sql, "merge", 5) == 0;
            first = false;
            sql += n;
        } else {
            first = *sql == ';' || (first && isspace((unsigned char)*sql));
            sql++;
        }
    }
    return found | (role_in_strings(all, found) ? SB_WORD_ROLE : 0);
}
