/* pattern.c -- regular expressions; the only user of pcre2. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern.h"
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

void sb_pattern_compile(sb_pattern *pattern, const char *text) { sb_pattern_compile_as(pattern, text, 0); }

void sb_pattern_compile_as(sb_pattern *pattern, const char *text, unsigned how)
{
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
    PCRE2_SIZE at = 0;

    options |= how & SB_PATTERN_CASELESS ? PCRE2_CASELESS : 0;
    options |= how & SB_PATTERN_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0;
    sb_pattern_release(pattern);
    pattern->text = sb_strdup(text);
    pattern->how = how;
    pattern->code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, options, &pattern->error, &at, NULL);
    pattern->error_at = at;
    pattern->data = pattern->code ? pcre2_match_data_create_from_pattern(pattern->code, NULL) : NULL;
    if (pattern->code && !pattern->data) {
        pcre2_code_free(pattern->code);
        pattern->code = NULL;
        pattern->error = PCRE2_ERROR_NOMEMORY;
    }
}

void sb_pattern_release(sb_pattern *pattern)
{
    pcre2_match_data_free(pattern->data);
    pcre2_code_free(pattern->code);
    pcre2_code_free(pattern->strict);
    free(pattern->text);
    *pattern = (sb_pattern){ .text = NULL };
}

static sb_found found_by(const sb_pattern *pattern, int code)
{
    const PCRE2_SIZE *group = pcre2_get_ovector_pointer(pattern->data);

    if (code == PCRE2_ERROR_NOMATCH)
        return (sb_found){ .state = SB_FOUND_NOT };
    if (code < 0)
        return (sb_found){ .state = SB_FOUND_GIVEN_UP, .error = code };
    return (sb_found){ .state = SB_FOUND, .from = group[0], .to = group[1] };
}

sb_found sb_pattern_find(sb_pattern *pattern, sb_bytes in, size_t from)
{
    PCRE2_SPTR s = in.data ? in.data : (PCRE2_SPTR) "";

    if (!pattern->code)
        return (sb_found){ .state = SB_FOUND_MISTAKE, .at = pattern->error_at, .error = pattern->error };
    return found_by(pattern, pcre2_match(pattern->code, s, in.size, from, 0, pattern->data, NULL));
}

bool sb_pattern_group(const sb_pattern *pattern, unsigned n, size_t *from_out, size_t *to_out)
{
    const PCRE2_SIZE *group = pcre2_get_ovector_pointer(pattern->data);

    if (n >= pcre2_get_ovector_count(pattern->data) || group[2 * n] == PCRE2_UNSET)
        return false;
    *from_out = group[2 * n];
    *to_out = group[2 * n + 1];
    return true;
}

unsigned sb_pattern_groups(const sb_pattern *pattern)
{
    uint32_t n = 0;

    pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &n);
    return n;
}

unsigned sb_pattern_names(const sb_pattern *pattern, const char **table_out, unsigned *size_out)
{
    PCRE2_SPTR table = NULL;
    uint32_t n = 0, size = 0;

    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &n);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
    *table_out = (const char *)table;
    *size_out = size;
    return n;
}

static void add_replacement(const sb_pattern *pattern, const char *in, const char *with, sb_text *out)
{
    size_t from, to;

    for (; *with; with++) {
        if (*with == '$' && with[1] >= '0' && with[1] <= '9') {
            if (sb_pattern_group(pattern, (unsigned)(*++with - '0'), &from, &to) && from < to)
                sb_text_put(out, in + from, to - from);
        } else {
            with += *with == '$' && with[1] == '$';
            sb_text_put(out, with, 1);
        }
    }
}

/* Behind the character that begins at i: a match of nothing must not be found again there. */
static size_t behind_character(const char *s, size_t i, size_t n)
{
    for (i++; i < n && ((unsigned char)s[i] & 0xc0) == 0x80; i++)
        continue;
    return i;
}

/* How to look for all matches in a run of text, part of a larger one or not. */
struct run {
    pcre2_code *code;
    const char *s;
    size_t size;
    uint32_t options;
};

static sb_found replace_in(const sb_pattern *pattern, struct run run, const char *with, sb_text *out)
{
    size_t done = 0, from = 0;
    sb_found found = { .state = SB_FOUND_NOT };

    while (from <= run.size) {
        found = found_by(pattern, pcre2_match(run.code, (PCRE2_SPTR)run.s, run.size, from, run.options, pattern->data, NULL));
        if (found.state != SB_FOUND)
            break;
        if (found.from < done) { /* \K in a lookahead may match before where the search began */
            from = behind_character(run.s, from, run.size);
            continue;
        }
        sb_text_put(out, run.s + done, found.from - done);
        add_replacement(pattern, run.s, with, out);
        done = found.to;
        from = found.to > found.from ? found.to : behind_character(run.s, found.to, run.size);
    }
    sb_text_put(out, run.s + done, run.size - done);
    return found;
}

/* The bytes from s on that are UTF-8, as pcre2 has it. */
static size_t valid_run(const sb_pattern *pattern, const char *s, size_t n)
{
    int code = pcre2_match(pattern->strict, (PCRE2_SPTR)s, n, 0, PCRE2_ANCHORED, pattern->data, NULL);
    bool bad = code <= PCRE2_ERROR_UTF8_ERR1 && code >= PCRE2_ERROR_UTF8_ERR21;
    return bad ? pcre2_get_startchar(pattern->data) : n;
}

/* A pattern that takes what is no UTF-8 looks at all of the text for each match; so runs that are UTF-8 are looked at by one that need
 * not, and what is between them matches nothing. */
sb_found sb_pattern_replace(sb_pattern *pattern, sb_bytes in, const char *with, sb_text *out)
{
    const char *s = in.data ? in.data : "";
    sb_found found = { .state = SB_FOUND_NOT };
    PCRE2_SIZE at;
    int error;

    if (pattern->code && !pattern->strict)
        pattern->strict = pcre2_compile((PCRE2_SPTR)pattern->text, PCRE2_ZERO_TERMINATED, PCRE2_UTF, &error, &at, NULL);
    if (!pattern->strict) {
        sb_text_put(out, s, in.size);
        return sb_pattern_find(pattern, in, 0);
    }
    for (size_t from = 0; from <= in.size; from++) {
        size_t n = valid_run(pattern, s + from, in.size - from);
        uint32_t begins = from ? PCRE2_NOTBOL : 0, ends = from + n < in.size ? PCRE2_NOTEOL : 0;
        if (found.state != SB_FOUND_GIVEN_UP)
            found =
                replace_in(pattern, (struct run){ pattern->strict, s + from, n, PCRE2_NO_UTF_CHECK | begins | ends }, with, out);
        else
            sb_text_put(out, s + from, n);
        from += n;
        if (from < in.size)
            sb_text_put(out, s + from, 1);
    }
    return found;
}

void sb_pattern_add_error(sb_text *out, int error)
{
    PCRE2_UCHAR words[256];

    pcre2_get_error_message(error, words, sizeof words);
    sb_text_add(out, "%s", (char *)words);
}
