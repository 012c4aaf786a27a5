/* name.c -- the file name of a snapshot: readable, safe on every file system, and another one for another snapshot. */
#include "snapshots.h"
#include <string.h>

/* Four of them, a number and what stands between fit in the 255 bytes that file systems give a name. */
enum { PART = 56 };

sb__snapshot_name sb__snapshot_name_of(const sb_planned *test)
{
    sb__snapshot_name name = { .suite = test->suite->suite.name, .test = sb_case_name(test->test) };
    if (test->row) {
        name.row = sb_planned_test(test) + strlen(name.test) + 1;
        name.row_size = test->base ? test->base - (size_t)(name.row - test->name) : strlen(name.row);
    }
    return name;
}

static bool is_safe(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* True when it stands there as it is. */
static bool add_part(sb_text *to, const char *s, size_t n)
{
    bool same = n > 0 && n <= PART;
    for (size_t i = 0; i < n && i < PART; i++) {
        same = same && is_safe(s[i]);
        sb_text_put(to, is_safe(s[i]) ? &s[i] : "-", 1);
    }
    return same;
}

/* FNV-1a, 32 bits (Fowler, Noll, Vo); a byte that no text has stands behind each part. */
static uint32_t add_hash(uint32_t h, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619u;
    return (h ^ 0xff) * 16777619u;
}

static uint32_t hash_of(const sb__snapshot_name *name)
{
    uint32_t h = add_hash(2166136261u, name->suite, strlen(name->suite));
    h = add_hash(h, name->test, strlen(name->test));
    if (name->row)
        h = add_hash(h, name->row, name->row_size);
    return add_hash(h, name->name, strlen(name->name));
}

static bool add_test(sb_text *to, const sb__snapshot_name *name)
{
    bool same = add_part(to, name->suite, strlen(name->suite));
    sb_text_add(to, ".");
    same = add_part(to, name->test, strlen(name->test)) && same;
    sb_text_add(to, ".");
    if (name->row) {
        same = add_part(to, name->row, name->row_size) && same;
        sb_text_add(to, ".");
    }
    return same;
}

char *sb__snapshot_prefix(const sb__snapshot_name *name)
{
    sb_text text = SB_TEXT_EMPTY;
    add_test(&text, name);
    return sb_text_take(&text);
}

/* A name of digits alone would look like the number of one that has none. */
char *sb__snapshot_file_name(const sb__snapshot_name *name)
{
    char number[16];
    sb_text text = SB_TEXT_EMPTY;
    sb__snapshot_name full = *name;
    snprintf(number, sizeof number, "%u", name->number);
    full.name = name->name ? name->name : number;
    bool same = add_test(&text, &full);
    same = add_part(&text, full.name, strlen(full.name)) && same;
    if (!same || (name->name && !name->name[strspn(name->name, "0123456789")]))
        sb_text_add(&text, "~%08x", (unsigned)(hash_of(&full) ^ (name->name ? 0 : 1)));
    sb_text_add(&text, ".snap");
    return sb_text_take(&text);
}
