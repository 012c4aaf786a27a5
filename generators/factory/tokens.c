/* tokens.c -- cut an SQL expression into words and signs. */
#include "tokens.h"
#include "../../framework/sandbox/sql.h"
#include <string.h>
#include <strings.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The letter after a backslash of E''. */
static char escaped(char c)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    const char *found = c ? strchr(from, c) : NULL;

    return found ? to[found - from] : c;
}

/* Between quotes, of which a doubled one stands for itself; an open end is the end. */
static void take_quoted(sb_token *token, const char *at, char quote, bool escapes, sb_store *store)
{
    char *to = sb_store_copy(store, at, strlen(at));

    token->text = to;
    for (at++; *at; at++) {
        if (escapes && *at == '\\' && at[1])
            *to++ = escaped(*++at);
        else if (*at != quote)
            *to++ = *at;
        else if (at[1] == quote && quote != ']')
            *to++ = *at++;
        else
            break;
    }
    *to = '\0';
    token->next = *at ? at + 1 : at;
}

static void take(sb_token *token, enum sb_token_kind kind, size_t size, sb_store *store)
{
    token->kind = kind;
    token->text = sb_store_copy(store, token->next, size);
    token->next += size;
}

static size_t number_size(const char *at)
{
    size_t n = strspn(at, "0123456789.");

    if (n && (at[n] == 'e' || at[n] == 'E')) {
        size_t sign = at[n + 1] == '-' || at[n + 1] == '+';
        if (is_digit(at[n + 1 + sign]))
            n += 1 + sign + strspn(at + n + 1 + sign, "0123456789");
    }
    return n;
}

static size_t word_size(const char *at)
{
    size_t n = 0;

    while (sb_sql_in_word(at[n]))
        n++;
    return n;
}

/* The longest sign first. */
static size_t sign_size(const char *at)
{
    static const char *const signs[] = { "!~~*", "!~~", "!~*", "->>", "#>>", "~~*", "::", "<=", ">=", "<>", "!=", "==", "||",
        "!~", "~~", "~*", "->", "#>", "@>", "<@", "&&", "<<", ">>", "?|", "?&" };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 1;
}

void sb_token_next(sb_token *token, sb_store *store)
{
    const char *at = token->next = sb_sql_past_space(token->next);
    bool escapes = (*at == 'E' || *at == 'e') && at[1] == '\'';

    token->text = "";
    if (!*at)
        token->kind = SB_TOKEN_END;
    else if (*at == '\'' || escapes) {
        token->kind = SB_TOKEN_TEXT;
        take_quoted(token, at + escapes, '\'', escapes, store);
    } else if (*at == '"' || *at == '`') {
        token->kind = SB_TOKEN_QUOTED;
        take_quoted(token, at, *at, false, store);
    } else if (is_digit(*at) || (*at == '.' && is_digit(at[1])))
        take(token, SB_TOKEN_NUMBER, number_size(at), store);
    else if (sb_sql_in_word(*at))
        take(token, SB_TOKEN_WORD, word_size(at), store);
    else
        take(token, SB_TOKEN_SIGN, sign_size(at), store);
}

void sb_token_bracketed(sb_token *token, sb_store *store)
{
    token->kind = SB_TOKEN_QUOTED;
    take_quoted(token, token->next - 1, ']', false, store);
}

bool sb_token_is(const sb_token *token, const char *word)
{
    return (token->kind == SB_TOKEN_WORD || token->kind == SB_TOKEN_SIGN) && strcasecmp(token->text, word) == 0;
}
