/* url.c -- where a database is: one spelling for all the ways libpq has to say it, and strings for others to open it by. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BREAKING "target_session_attrs"

/* A handle that has all of libpq's defaults in it (environment, services, the user's name) and was never connected: libpq works them
 * out before it looks at target_session_attrs, and refuses this one. NULL, with a message, for what cannot be understood. */
static PGconn *resolve(const char *const *keyword, const char *const *value, int expand)
{
    const sb_libpq *pq = sb__libpq();
    size_t n = 0;
    PGconn *handle;
    const char **keywords, **values;

    if (pq == NULL)
        return NULL;
    while (keyword[n] != NULL)
        n++;
    keywords = sb_alloc((n + 2) * sizeof *keywords);
    values = sb_alloc((n + 2) * sizeof *values);
    memcpy(keywords, keyword, n * sizeof *keywords);
    memcpy(values, value, n * sizeof *values);
    keywords[n] = BREAKING;
    values[n] = "not to be connected";
    handle = pq->PQconnectStartParams(keywords, values, expand);
    free(keywords);
    free(values);
    if (handle == NULL || pq->PQdb(handle) == NULL) {
        sb__postgres_fail(&(sb_postgres){ .handle = handle, .pq = pq }, NULL, "The PostgreSQL url cannot be understood");
        pq->PQfinish(handle);
        return NULL;
    }
    return handle;
}

/* Unix sockets have a folder for a host, which may be spelt in several ways; this machine has three names of its own. */
static char *one_host(const char *host)
{
    char *name;

    if (*host == '/') {
        name = realpath(host, NULL);
        return name != NULL ? name : sb_strdup(host);
    }
    if (strcmp(host, "127.0.0.1") == 0 || strcmp(host, "::1") == 0 || strcasecmp(host, "localhost.localdomain") == 0)
        host = "localhost";
    name = sb_strdup(host);
    for (char *at = name; *at != '\0'; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return name;
}

/* What has a meaning in a URL is written in hexadecimal. */
static void put_escaped(sb_text *to, const char *text, const char *plain)
{
    for (; *text != '\0'; text++) {
        bool letter = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || (*text >= '0' && *text <= '9');
        if (letter || strchr(plain, *text) != NULL)
            sb_text_put(to, text, 1);
        else
            sb_text_add(to, "%%%02X", (unsigned char)*text);
    }
}

static const char *option_of(const PQconninfoOption *options, const char *keyword)
{
    for (; options->keyword != NULL; options++)
        if (strcmp(options->keyword, keyword) == 0)
            return options->val;
    return NULL;
}

/* Several hosts are tried in turn by libpq, and mean one database: they stay a list. */
static char *each_host(const char *hosts)
{
    sb_text all = SB_TEXT_EMPTY;
    char *copy = sb_strdup(hosts), *rest = copy;

    for (char *host; (host = strsep(&rest, ",")) != NULL;) {
        char *one = one_host(host);
        sb_text_add(&all, "%s%s", all.size > 0 ? "," : "", one);
        free(one);
    }
    free(copy);
    return sb_text_take(&all);
}

/* postgresql://host:port/database; where the host is a folder, postgresql:///database?host=/folder&port=5432, which libpq takes, too. */
static char *spell(const sb_libpq *pq, PGconn *handle)
{
    PQconninfoOption *options = pq->PQconninfo(handle);
    const char *host = option_of(options, "hostaddr");
    const char *port = option_of(options, "port");
    sb_text url = SB_TEXT_EMPTY;
    char *hosts;

    host = host != NULL && *host != '\0' ? host : option_of(options, "host");
    hosts = each_host(host != NULL && *host != '\0' ? host : pq->PQhost(handle));
    port = port != NULL && *port != '\0' ? port : pq->PQport(handle);
    if (strchr(hosts, '/') != NULL || strchr(hosts, ',') != NULL || strchr(hosts, ':') != NULL) {
        sb_text_add(&url, "postgresql:///");
        put_escaped(&url, pq->PQdb(handle), "-._~");
        sb_text_add(&url, "?host=");
        put_escaped(&url, hosts, "-._~/,:");
        sb_text_add(&url, "&port=%s", port);
    } else {
        sb_text_add(&url, "postgresql://");
        put_escaped(&url, hosts, "-._~");
        sb_text_add(&url, ":%s/", port);
        put_escaped(&url, pq->PQdb(handle), "-._~");
    }
    free(hosts);
    pq->PQconninfoFree(options);
    return sb_text_take(&url);
}

char *sb__postgres_locate_params(const char *const *keyword, const char *const *value, int expand_dbname)
{
    PGconn *handle = resolve(keyword, value, expand_dbname);
    char *url;

    if (handle == NULL)
        return NULL;
    url = spell(sb__libpq(), handle);
    sb__libpq()->PQfinish(handle);
    return url;
}

char *sb__postgres_locate(const char *url)
{
    return sb__postgres_locate_params((const char *const[]){ "dbname", NULL }, (const char *const[]){ url, NULL }, 1);
}

bool sb__postgres_same(const char *conninfo, const char *location)
{
    char *here = sb__postgres_locate(conninfo);
    bool same = here != NULL && strcmp(here, location) == 0;

    free(here);
    return same;
}

char *sb__postgres_database(const char *url)
{
    PGconn *handle = resolve((const char *const[]){ "dbname", NULL }, (const char *const[]){ url, NULL }, 1);
    char *name = handle != NULL ? sb_strdup(sb__libpq()->PQdb(handle)) : NULL;

    if (handle != NULL)
        sb__libpq()->PQfinish(handle);
    return name;
}

char *sb__postgres_said(const char *url, const char *wanted)
{
    PGconn *handle = resolve((const char *const[]){ "dbname", NULL }, (const char *const[]){ url, NULL }, 1);
    const sb_libpq *pq = sb__libpq();
    PQconninfoOption *options = handle != NULL ? pq->PQconninfo(handle) : NULL;
    const char *said = options != NULL ? option_of(options, wanted) : NULL;
    char *copy = options != NULL ? sb_strdup(said != NULL ? said : "") : NULL;

    if (handle != NULL) {
        pq->PQconninfoFree(options);
        pq->PQfinish(handle);
    }
    return copy;
}

static void put_option(sb_text *to, const char *keyword, const char *value)
{
    sb_text_add(to, "%s%s='", to->size > 0 ? " " : "", keyword);
    for (; *value != '\0'; value++)
        sb_text_add(to, *value == '\'' || *value == '\\' ? "\\%c" : "%c", *value);
    sb_text_add(to, "'");
}

static bool is_among(const char *const *keyword, const char *name)
{
    for (; *keyword != NULL; keyword++)
        if (strcmp(*keyword, name) == 0)
            return true;
    return false;
}

/* Said, or by the environment; what libpq does anyway need not be said again, but for what finds the database. */
static bool is_worth_saying(const PQconninfoOption *option)
{
    static const char *const always[] = { "host", "port", "dbname", "user", NULL };
    static const char *const never[] = { BREAKING, "passfile", "fallback_application_name", "service", NULL };

    if (option->val == NULL || *option->val == '\0' || is_among(never, option->keyword))
        return false;
    return is_among(always, option->keyword) || option->compiled == NULL || strcmp(option->val, option->compiled) != 0;
}

char *sb__postgres_with(const char *url, const char *const *keyword, const char *const *value)
{
    PGconn *handle = resolve((const char *const[]){ "dbname", NULL }, (const char *const[]){ url, NULL }, 1);
    const sb_libpq *pq = sb__libpq();
    PQconninfoOption *options;
    sb_text text = SB_TEXT_EMPTY;

    if (handle == NULL)
        return NULL;
    options = pq->PQconninfo(handle);
    if (option_of(options, "host") == NULL && !is_among(keyword, "host"))
        put_option(&text, "host", pq->PQhost(handle));
    for (const PQconninfoOption *at = options; at->keyword != NULL; at++)
        if (is_worth_saying(at) && !is_among(keyword, at->keyword))
            put_option(&text, at->keyword, at->val);
    for (size_t i = 0; keyword[i] != NULL; i++)
        if (value[i] != NULL)
            put_option(&text, keyword[i], value[i]);
    pq->PQconninfoFree(options);
    pq->PQfinish(handle);
    return sb_text_take(&text);
}
