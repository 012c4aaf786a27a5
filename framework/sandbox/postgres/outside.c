/* outside.c -- a database seen from outside: the machine that it is on, what its tables take, the command that opens it. */
#include "look.h"
#include <stdlib.h>
#include <string.h>

/* A folder (or an abstract name) is a socket of this machine. */
static bool is_here(const char *host)
{
    return *host == '\0' || *host == '/' || *host == '@' || strcmp(host, "localhost") == 0 || strcmp(host, "::1") == 0 ||
        strncmp(host, "127.", 4) == 0;
}

/* What stands in the one spelling for a host or several, with %2F and the like taken back. */
static char *hosts_of(const char *location)
{
    static const char begins[] = "postgresql://";
    const char *at = strstr(location, "?host="), *end;
    sb_text hosts = SB_TEXT_EMPTY;

    at = at != NULL ? at + strlen("?host=") : location + strlen(begins);
    end = at + strcspn(at, location[strlen(begins)] == '/' ? "&" : ":/");
    for (; at < end; at++) {
        char digits[3] = { 0 };
        if (*at == '%' && end - at > 2) {
            memcpy(digits, at + 1, 2);
            sb_text_add(&hosts, "%c", (int)strtol(digits, NULL, 16));
            at += 2;
        } else
            sb_text_put(&hosts, at, 1);
    }
    return sb_text_take(&hosts);
}

char *sb__postgres_host(const char *url)
{
    char *location = sb__postgres_locate(url), *hosts = location != NULL ? hosts_of(location) : NULL, *rest = hosts, *host;
    sb_text remote = SB_TEXT_EMPTY;

    while (rest != NULL && (host = strsep(&rest, ",")) != NULL)
        if (!is_here(host))
            sb_text_add(&remote, "%s%s", remote.size > 0 ? "," : "", host);
    free(hosts);
    free(location);
    return remote.at;
}

int64_t sb__postgres_size(void *db, const char *table)
{
    sb_text name = SB_TEXT_EMPTY;

    sb__postgres_name(&name, table);
    char *bytes = sb__postgres_ask(db, "SELECT pg_total_relation_size(to_regclass($1))", 1, (const char *const[]){ name.at });
    int64_t size = bytes != NULL ? strtoll(bytes, NULL, 10) : -1;
    free(bytes);
    sb_text_release(&name);
    return size;
}

/* psql asks for the password, or finds it where libpq does. */
char **sb__postgres_client(const char *url, const char *prefix)
{
    static const char *const keyword[] = { "password", "client_encoding", "connect_timeout", NULL };
    static const char *const value[] = { NULL, NULL, NULL, NULL };
    char **word = sb_alloc(3 * sizeof *word), *location = sb__postgres_with(url, keyword, value);

    (void)prefix;
    word[0] = sb_strdup("psql");
    word[1] = location != NULL ? location : sb_strdup(url);
    return word;
}
