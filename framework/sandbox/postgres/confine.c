/* confine.c -- hold a connection to the tables under a prefix: by the first words of a statement, and by what it has done. */
#include "confine.h"
#include "dumped.h"
#include "lex.h"
#include <stdlib.h>
#include <string.h>

/* The first words of a statement, and why it is refused; "*": whatever. */
static const struct {
    const char *word[3], *why;
} refused[] = {
    { { "rollback", "*" }, "all files run in one transaction; leave out BEGIN, COMMIT and ROLLBACK" },
    { { "abort", "*" }, "all files run in one transaction; leave out BEGIN, COMMIT and ROLLBACK" },
    { { "prepare", "transaction" }, "all files run in one transaction, which ends when they are through; leave it out" },
    { { "set", "role" }, "it becomes another role; leave it out" },
    { { "set", "*", "role" }, "it becomes another role; leave it out" },
    { { "set", "session", "authorization" }, "it becomes another role; leave it out" },
    { { "set", "search_path" }, "it sets search_path, and names are to lead into the sandbox; leave it out" },
    { { "set", "*", "search_path" }, "it sets search_path, and names are to lead into the sandbox; leave it out" },
    { { "alter", "system" }, "it sets something for the whole server; leave it out" },
    { { "load" }, "it loads a library into the server; leave it out" },
    { { "listen" }, "it speaks to other connections; leave it out" },
    { { "notify" }, "it speaks to other connections; leave it out" },
    { { "checkpoint" }, "it is about the whole server; leave it out" },
    { { "*", "database" }, "it is about a database, and the sandbox is in this one; leave it out" },
    { { "*", "role" }, "it is about roles, which belong to the whole server; leave it out" },
    { { "*", "user" }, "it is about roles, which belong to the whole server; leave it out" },
    { { "*", "group" }, "it is about roles, which belong to the whole server; leave it out" },
    { { "*", "tablespace" }, "it is about a tablespace, which belongs to the whole server; leave it out" },
    { { "*", "subscription" }, "it speaks to another server; leave it out" },
    { { "*", "on", "database" }, "it is about a database, and the sandbox is in this one; leave it out" },
    { { "*", "on", "role" }, "it is about roles, which belong to the whole server; leave it out" },
    { { "*", "on", "tablespace" }, "it is about a tablespace, which belongs to the whole server; leave it out" },
};
static const char *const transactions[] = { "begin", "start", "commit", "end", NULL };
static const char *const savepoints[] = { "savepoint", "release", NULL };

enum { WORDS = 3 };

static bool fits(const sb__pg_piece *word, const char *const *wanted)
{
    for (size_t i = 0; i < WORDS && wanted[i] != NULL; i++)
        if (strcmp(wanted[i], "*") != 0 && !sb__pg_is(&word[i], wanted[i]))
            return false;
    return true;
}

/* ALTER, DROP and CREATE of something, SECURITY LABEL and COMMENT on it; not a SELECT of a column that is called `user`. */
static bool is_about_things(const sb__pg_piece *word)
{
    static const char *const words[] = { "create", "alter", "drop", "comment", "grant", "revoke", "reassign", NULL };

    return sb__pg_is_among(word, words);
}

bool sb__pg_is_left_out(const sb__pg_confines *confines, const char *statement)
{
    sb__pg_piece word[WORDS];

    sb__pg_first(statement, word, WORDS);
    return confines->prefix[0] == '\0' && sb__pg_is_among(word, transactions);
}

const char *sb__pg_refused(const sb__pg_confines *confines, const char *statement)
{
    sb__pg_piece word[WORDS];

    sb__pg_first(statement, word, WORDS);
    if (confines->prefix[0] != '\0' && (sb__pg_is_among(word, transactions) || sb__pg_is_among(word, savepoints)))
        return refused[0].why;
    if (sb__pg_is(&word[0], "copy") && !sb__pg_has(statement, "stdin") && !sb__pg_has(statement, "stdout"))
        return "it reads or writes a file or a program on the server; leave it out";
    if (sb__pg_is(&word[0], "rollback") && sb__pg_has(statement, "to") && confines->prefix[0] == '\0')
        return NULL;
    if ((sb__pg_is(&word[0], "grant") || sb__pg_is(&word[0], "revoke")) && !sb__pg_has(statement, "on"))
        return "it is about roles, which belong to the whole server; leave it out";
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (fits(word, refused[i].word) && (strcmp(refused[i].word[0], "*") != 0 || is_about_things(word)))
            return refused[i].why;
    return NULL;
}

static char *explain(const sb__pg_confines *confines, char *deed)
{
    const char *reads = strncmp(deed, "it reads ", 9) == 0 ? deed + strlen("it reads the ") : NULL;
    char *why;

    if (confines->prefix[0] == '\0')
        why = sb_format(
            "%s, which is outside of the sandbox: that is one schema, so leave out names of schemas, and make extensions "
            "in the database itself",
            deed);
    else if (reads != NULL)
        why = sb_format(
            "it reads %s, which is not under the test prefix `%s`; write the names of test tables in braces, as in {users}",
            strchr(reads, ' ') + 1, confines->prefix);
    else
        why = sb_format(
            "%s, and only what belongs to tables under the test prefix `%s` may be touched; write the names of test tables "
            "in braces, as in {users}",
            deed, confines->prefix);
    free(deed);
    return why;
}

int sb__pg_judge(sb_postgres *db, char **why_out)
{
    const sb__pg_confines *confines = db->confines;
    char *schema = sb__postgres_ask(db, "SELECT current_schema()", 0, NULL);
    int code = 0;

    *why_out = NULL;
    if (schema == NULL || strcmp(schema, confines->schema) != 0)
        *why_out = sb_strdup("it sets search_path, and names are to lead into the sandbox; leave it out");
    else
        code = sb__pg_inventory_judge(db, confines->schema, confines->prefix, &confines->before, why_out);
    if (*why_out != NULL && schema != NULL && strncmp(*why_out, "it sets", 7) != 0)
        *why_out = explain(confines, *why_out);
    free(schema);
    return code;
}

void sb__pg_free_confines(sb_postgres *db)
{
    sb__pg_confines *it = db->confines;

    db->confines = NULL;
    sb__pg_dumped_end(db);
    if (it == NULL)
        return;
    sb__pg_inventory_release(&it->before);
    free(it->schema);
    free(it->prefix);
    free(it);
}

int sb__pg_take_inventory(sb_postgres *db)
{
    sb__pg_confines *confines = db->confines;

    sb__pg_inventory_release(&confines->before);
    return sb__pg_inventory_take(db, confines->schema, confines->prefix, &confines->before);
}

int sb__postgres_confine(void *db, const char *prefix)
{
    sb_postgres *it = db;
    char *schema;

    sb__pg_free_confines(it);
    if (prefix == NULL)
        return 0;
    schema = sb__postgres_ask(it, "SELECT current_schema()", 0, NULL);
    if (schema == NULL)
        return sb_fail_with(SB_ERR, "The search_path of the connection leads to no schema, so that there is no place for tables");
    it->confines = sb_alloc(sizeof *it->confines);
    it->confines->schema = schema;
    it->confines->prefix = sb_strdup(prefix);
    if (prefix[0] == '\0')
        sb__pg_dumped_begin(it);
    return 0;
}
