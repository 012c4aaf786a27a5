/* asked.c -- what an application asked for, to be shown: as it was written, but without passwords. */
#include "../../../assert/text.h"
#include "arrive.h"
#include <ctype.h>
#include <string.h>

static bool is_secret(const char *keyword, size_t n)
{
    return (n == 8 && strncmp(keyword, "password", n) == 0) || (n == 11 && strncmp(keyword, "sslpassword", n) == 0);
}

static void show(sb_text *to, const char *keyword, const char *value)
{
    bool plain = true;

    for (const char *at = value; *at != '\0'; at++)
        plain = plain && !isspace((unsigned char)*at) && *at != '\'' && *at != '\\';
    sb_text_add(to, "%s%s=", to->size > 0 ? " " : "", keyword);
    if (is_secret(keyword, strlen(keyword)))
        sb_text_add(to, "***");
    else if (plain)
        sb_text_add(to, "%s", value);
    else {
        sb_text_add(to, "'");
        for (const char *at = value; *at != '\0'; at++)
            sb_text_add(to, *at == '\'' || *at == '\\' ? "\\%c" : "%c", *at);
        sb_text_add(to, "'");
    }
}

static size_t blanks(const char *at)
{
    size_t n = 0;

    while (isspace((unsigned char)at[n]))
        n++;
    return n;
}

/* With its quotes; a backslash keeps what follows. */
static size_t value_of_pair(const char *at)
{
    bool quoted = *at == '\'';
    size_t n = quoted;

    while (at[n] != '\0' && (quoted ? at[n] != '\'' : !isspace((unsigned char)at[n])))
        n += at[n] == '\\' && at[n + 1] != '\0' ? 2 : 1;
    return n + (quoted && at[n] == '\'');
}

/* keyword = value ..., which libpq has read already. */
static void show_pairs(sb_text *to, const char *at)
{
    for (at += blanks(at); *at != '\0'; at += blanks(at)) {
        size_t keyword = strcspn(at, "= \t\r\n\f\v"), before = keyword + blanks(at + keyword), value;
        before += at[before] == '=';
        before += blanks(at + before);
        value = value_of_pair(at + before);
        sb_text_add(to, to->size > 0 ? " " : "");
        if (is_secret(at, keyword))
            sb_text_add(to, "%.*s=***", (int)keyword, at);
        else
            sb_text_put(to, at, before + value);
        at += before + value;
    }
}

/* postgresql://user:password@host/database?keyword=value&... */
static void show_url(sb_text *to, const char *url)
{
    const char *who = strstr(url, "://") + 3, *at = who + strcspn(who, "@/"), *colon = memchr(who, ':', (size_t)(at - who));
    size_t n;

    if (*at == '@' && colon != NULL)
        sb_text_add(to, "%.*s:***", (int)(colon - url), url);
    else
        sb_text_put(to, url, (size_t)(at - url));
    n = strcspn(at, "?");
    sb_text_put(to, at, n);
    for (at += n; *at != '\0'; at += n) {
        size_t keyword = strcspn(at + 1, "=&");
        n = 1 + strcspn(at + 1, "&");
        if (is_secret(at + 1, keyword))
            sb_text_add(to, "%.*s=***", (int)keyword + 1, at);
        else
            sb_text_put(to, at, n);
    }
}

static void show_text(sb_text *to, const char *text)
{
    if (strncmp(text, "postgresql://", 13) == 0 || strncmp(text, "postgres://", 11) == 0)
        show_url(to, text);
    else
        show_pairs(to, text);
}

char *sb__arrival_show(const sb_arrival *arrival)
{
    sb_text shown = SB_TEXT_EMPTY;

    if (arrival->text != NULL)
        show_text(&shown, arrival->text);
    for (size_t i = 0; arrival->text == NULL && arrival->keyword[i] != NULL; i++) {
        const char *keyword = arrival->keyword[i], *value = arrival->value[i];
        if (value == NULL || *value == '\0')
            continue;
        if (arrival->expand && strcmp(keyword, "dbname") == 0 && (strchr(value, '=') != NULL || strstr(value, "://") != NULL)) {
            sb_text_add(&shown, shown.size > 0 ? " " : "");
            show_text(&shown, value);
        } else {
            show(&shown, keyword, value);
        }
    }
    return sb_text_take(&shown);
}
