/* options.c -- what a connection says to the server by `options`: settings that decide where names lead are the sandbox's alone. */
#include "connection.h"
#include <ctype.h>
#include <string.h>

/* One word of options, as the server cuts them: at blanks, where a backslash keeps what follows. NULL: none is left. */
static const char *next_word(const char *at, size_t *n_out)
{
    const char *end;

    at += strspn(at, " \t\n\r\f\v");
    for (end = at; *end != '\0' && !isspace((unsigned char)*end); end++)
        if (*end == '\\' && end[1] != '\0')
            end++;
    *n_out = (size_t)(end - at);
    return end == at ? NULL : at;
}

/* A setting that decides which tables and whose rights: "search_path=app", also with the dash that -- takes for the underline. */
static bool decides(const char *setting)
{
    static const char *const names[] = { "search_path=", "role=", "session_authorization=" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = 0;
        while (names[i][n] != '\0' &&
            (tolower((unsigned char)setting[n]) == names[i][n] || (setting[n] == '-' && names[i][n] == '_')))
            n++;
        if (names[i][n] == '\0')
            return true;
    }
    return false;
}

char *sb__postgres_options(const char *theirs, const char *ours)
{
    sb_text merged = SB_TEXT_EMPTY;
    size_t n, next_n;

    for (const char *at = theirs; (at = next_word(at, &n)) != NULL; at += n) {
        const char *next = n == 2 && strncmp(at, "-c", 2) == 0 ? next_word(at + n, &next_n) : NULL;
        const char *setting = next != NULL ? next : n > 2 && (at[1] == 'c' || at[1] == '-') ? at + 2 : "";
        size_t whole = next != NULL ? (size_t)(next + next_n - at) : n;
        if (!decides(setting))
            sb_text_add(&merged, "%s%.*s", merged.size > 0 ? " " : "", (int)whole, at);
        n = whole;
    }
    if (*ours != '\0')
        sb_text_add(&merged, "%s%s", merged.size > 0 ? " " : "", ours);
    return sb_text_take(&merged);
}
