/* kinds_plain.c -- kinds of the plain structs, until kinds.c has the lists of all. */
/* clang-format off */
#include "fake/kinds.h"
#include "fake/prose.h"
#include "fake/put.h"
#include "content/sha256.h"
#include <string.h>
#define COURSE(name_, uniq, box) \
    static void course_##name_(const sb_kind_call *c, sb_value *out) \
    { \
        sb_course *u = sb_store_alloc(c->store, sizeof *u); \
        sb_course_at(c->seed, c->n, u); \
        *out = box(u->name_); \
    } 
COURSE(code, true, sb__box_s)
COURSE(title, false, sb__box_s)
COURSE(category, false, sb__box_s)
COURSE(term, false, sb__box_s) COURSE(seats, false, sb__box_i)
    COURSE(price_cents, false, sb__box_i) static void para(const sb_kind_call *c, sb_value *out)
{
    char t[600];
    sb_draw d = sb_draw_at(c->seed, c->stream, c->field, c->n);
    sb_put to = sb_put_into(t, sizeof t);
    sb_fake_paragraph(&d, &to);
    *out = sb__box_s(sb_store_text(c->store, t));
}

static const enum sb_file_kind kinds[] = { SB_FILE_TEXT, SB_FILE_PNG, SB_FILE_CSV, SB_FILE_RANDOM };
static void file(const sb_kind_call *c, sb_value *out, int what)
{
    sb_file f;
    char hex[SB_SHA256_HEX];
    if (sb_file_at(c->seed, c->n, kinds[c->n % 4], 0, &f))
        return;
    if (what == 0)
        *out = sb__box_s(sb_store_text(c->store, f.name));
    if (what == 1)
        *out = sb__box_s(sb_store_format(c->store, "files/%s", f.name));
    if (what == 2)
        *out = sb__box_s(f.media_type);
    if (what == 3)
        *out = sb__box_i((long long)f.size);
    if (what == 4) {
        sb_sha256_hex(f.bytes, f.size, hex);
        *out = sb__box_s(sb_store_text(c->store, hex));
    }
    if (what == 5)
        *out = sb__box_b((sb_bytes){ sb_store_copy(c->store, f.bytes, f.size), f.size });
    sb_file_release(&f);
}
#define FILE_(name_, n, uniq) \
    static void file_##name_(const sb_kind_call *c, sb_value *out) { file(c, out, n); } 
FILE_(name, 0, true)
FILE_(path, 1, true)
FILE_(media_type, 2, false)
FILE_(size, 3, false) FILE_(digest, 4, true)
    FILE_(content, 5, false) const sb_kind sb_kinds_plain[] = {
    { .name = "course.code", .about = "x", .unique = true, .make = course_code },
    { .name = "course.title", .about = "x", .unique = false, .make = course_title },
    { .name = "course.category", .about = "x", .unique = false, .make = course_category },
    { .name = "course.term", .about = "x", .unique = false, .make = course_term },
    { .name = "course.seats", .about = "x", .unique = false, .make = course_seats },
    { .name = "course.price_cents", .about = "x", .unique = false, .make = course_price_cents },
    { .name = "text.paragraph", .about = "x", .make = para },
    { .name = "file.name", .about = "x", .unique = true, .make = file_name },
    { .name = "file.path", .about = "x", .unique = true, .make = file_path },
    { .name = "file.media_type", .about = "x", .unique = false, .make = file_media_type },
    { .name = "file.size", .about = "x", .unique = false, .make = file_size },
    { .name = "file.digest", .about = "x", .unique = true, .make = file_digest },
    { .name = "file.content", .about = "x", .unique = false, .make = file_content },
    { .name = NULL },
};
