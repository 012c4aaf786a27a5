/* same.c -- whether two locations mean one database: one server of this machine may be asked for by its socket and by its names. */
#include "known.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const char *part(const PQconninfoOption *options, const char *keyword)
{
    for (; options != NULL && options->keyword != NULL; options++)
        if (strcmp(options->keyword, keyword) == 0 && options->val != NULL)
            return options->val;
    return "";
}

static bool is_name_of_this_machine(const char *host)
{
    char name[256] = "";
    size_t n = strcspn(host, ".");

    if (strcasecmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0)
        return true;
    gethostname(name, sizeof name - 1);
    return isalpha((unsigned char)*host) && (strcasecmp(host, name) == 0 || (name[n] == '\0' && strncasecmp(host, name, n) == 0));
}

/* Two folders have a server each. */
static bool is_same_host(const char *a, const char *b)
{
    bool a_here = *a == '/' || is_name_of_this_machine(a), b_here = *b == '/' || is_name_of_this_machine(b);
    return strcmp(a, b) == 0 || (a_here && b_here && !(*a == '/' && *b == '/'));
}

bool sb__known_same(const char *a, const char *b)
{
    const sb_libpq *pq = strcmp(a, b) != 0 ? sb__libpq() : NULL;
    PQconninfoOption *of_a = pq != NULL ? pq->PQconninfoParse(a, NULL) : NULL,
                     *of_b = pq != NULL ? pq->PQconninfoParse(b, NULL) : NULL;
    bool same = of_a != NULL && of_b != NULL && is_same_host(part(of_a, "host"), part(of_b, "host")) &&
        strcmp(part(of_a, "port"), part(of_b, "port")) == 0 && strcmp(part(of_a, "dbname"), part(of_b, "dbname")) == 0;

    if (pq != NULL) {
        pq->PQconninfoFree(of_a);
        pq->PQconninfoFree(of_b);
    }
    return same || pq == NULL;
}
