/* json_text.c -- any bytes as a string of JSON, in a way that gives every byte back. */
#include "json_text.h"
#include "../../assert/utf8.h"

#include <inttypes.h>
#include <string.h>

/* What a reader may take for a control or for no character at all is spelt by number. */
static bool needs_number(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 || code == 0xfeff ||
        (code & 0xfffe) == 0xfffe;
}

static void put_number(sb_text *to, uint32_t code)
{
    if (code == '\n')
        sb_text_put(to, "\\n", 2);
    else if (code == '\t')
        sb_text_put(to, "\\t", 2);
    else if (code < 0x10000)
        sb_text_add(to, "\\u%04" PRIx32, code);
    else
        sb_text_add(to, "\\u%04" PRIx32 "\\u%04" PRIx32, 0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
}

/* Bytes from s on that stand for themselves; most of any text does. */
static size_t plain(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && s[i] >= 0x20 && s[i] < 0x7f && s[i] != '"' && s[i] != '\\')
        i++;
    return i;
}

bool sb__json_string(sb_text *to, const char *s, size_t n)
{
    bool exact = true;
    sb_text_put(to, "\"", 1);
    for (const char *at = s, *end = s + n; at < end;) {
        const char *from = at;
        size_t run = plain(at, (size_t)(end - at));
        sb_text_put(to, at, run);
        at = from += run;
        if (at == end)
            break;
        uint32_t code = sb_utf8_next(&at, end);
        if (code == SB_UTF8_BAD) {
            sb_text_put(to, SB_UTF8_REPLACEMENT, strlen(SB_UTF8_REPLACEMENT));
            exact = false;
        } else if (code == '"' || code == '\\') {
            sb_text_add(to, "\\%c", (char)code);
        } else if (needs_number(code)) {
            put_number(to, code);
        } else {
            sb_text_put(to, from, (size_t)(at - from));
        }
    }
    sb_text_put(to, "\"", 1);
    return exact;
}

static void put_base64(sb_text *to, const char *s, size_t n)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        size_t have = n - i < 3 ? n - i : 3;
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < have ? (unsigned char)s[i + k] : 0);
        char four[4];
        for (size_t k = 0; k < 4; k++)
            four[k] = k <= have ? digit[bits >> (18 - 6 * k) & 63] : '=';
        sb_text_put(to, four, sizeof four);
    }
}

static void put_key(sb_text *to, const char *key, const char *suffix)
{
    bool first = to->size && to->at[to->size - 1] == '{';
    sb_text_add(to, "%s\"%s%s\":", first ? "" : ",", key, suffix);
}

void sb__json_member(sb_text *to, const char *key, const char *s, size_t n)
{
    put_key(to, key, "");
    if (sb__json_string(to, s, n))
        return;
    put_key(to, key, "_base64");
    sb_text_put(to, "\"", 1);
    put_base64(to, s, n);
    sb_text_put(to, "\"", 1);
}

void sb__json_member_of(sb_text *to, const char *key, const char *s)
{
    if (s)
        sb__json_member(to, key, s, strlen(s));
}

void sb__json_number(sb_text *to, const char *key, uint64_t value)
{
    put_key(to, key, "");
    sb_text_add(to, "%" PRIu64, value);
}

void sb__json_bool(sb_text *to, const char *key, bool value)
{
    put_key(to, key, "");
    sb_text_add(to, "%s", value ? "true" : "false");
}
