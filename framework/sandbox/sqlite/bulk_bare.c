/* bulk_bare.c -- the text of CREATE TABLE without the constraints that SQLite keeps an index for; all else of it stays as it was written. */
#include "bulk.h"
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
        (unsigned char)c >= 0x80;
}

/* Behind what is quoted: by two of the same, or [so]. */
static const char *past_quoted(const char *at)
{
    char end = *at == '[' ? ']' : *at;

    for (at++; *at != '\0'; at++) {
        if (*at != end)
            continue;
        if (end == ']' || at[1] != end)
            return at + 1;
        at++;
    }
    return at;
}

static const char *past_token(const char *at)
{
    if (*at == '\'' || *at == '"' || *at == '`' || *at == '[')
        return past_quoted(at);
    if (!is_letter(*at))
        return at + 1;
    while (is_letter(*at))
        at++;
    return at;
}

/* Behind the bracket that closes the one at `at`. */
static const char *past_group(const char *at)
{
    int depth = 0;

    do {
        depth += (*at == '(') - (*at == ')');
        at = sb__sqlite_skip_blank(past_token(at));
    } while (depth > 0 && *at != '\0');
    return at;
}

static bool is_word(const char *at, const char *word)
{
    size_t n = strlen(word);

    return sqlite3_strnicmp(at, word, (int)n) == 0 && !is_letter(at[n]);
}

/* Behind the constraint that begins at `at`, if it is one of those; else `at`. The words are SQLite's own: nothing is called so without quotes. */
static const char *past_constraint(const char *at, bool numbered, bool *of_table_out)
{
    const char *end;

    if (is_word(at, "UNIQUE"))
        end = sb__sqlite_skip_blank(past_token(at));
    else if (!numbered && is_word(at, "PRIMARY"))
        end = sb__sqlite_skip_blank(past_token(sb__sqlite_skip_blank(past_token(at)))); /* KEY */
    else
        return at;
    *of_table_out = *end == '(';
    if (*of_table_out)
        return past_group(end);
    if (is_word(at, "PRIMARY") && (is_word(end, "ASC") || is_word(end, "DESC")))
        end = sb__sqlite_skip_blank(past_token(end));
    return end;
}

/* A constraint of the table leaves one that always holds in its place, so that commas and names around it stay right. */
char *sb__bulk_bare(const char *sql, bool numbered)
{
    static const char begin[] = "CREATE TABLE ";
    sb_text bare = SB_TEXT_EMPTY;
    int depth = 0;

    if (strncmp(sql, begin, sizeof begin - 1) != 0)
        return NULL;
    sb_text_add(&bare, "CREATE TABLE " SB_BULK_STAGE ".");
    for (const char *at = sb__sqlite_skip_blank(sql + sizeof begin - 1), *end; *at != '\0'; at = sb__sqlite_skip_blank(end)) {
        bool of_table = false;
        end = depth == 1 ? past_constraint(at, numbered, &of_table) : at;
        if (end != at) {
            sb_text_add(&bare, of_table ? " CHECK(1) " : " ");
            continue;
        }
        end = past_token(at);
        depth += (*at == '(') - (*at == ')');
        sb_text_put(&bare, at, (size_t)(end - at));
        if (sb__sqlite_skip_blank(end) != end) /* 1.5 and x'00' are several tokens here, and stay together */
            sb_text_put(&bare, " ", 1);
    }
    return sb_text_take(&bare);
}
