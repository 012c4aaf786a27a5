/* kinds_file.c -- kinds that tell of a row's generated file: name, digest, content; all kinds of one row tell of the same file. */
#include "../files.h"
#include "kinds.h"
#include <string.h>

/* All files have other content than the others, where there is room for it. */
enum { DISTINCT = 32 };

static const void *prepare(const sb_rule *rule, sb_store *store)
{
    sb_file_wish *wish = sb_store_alloc(store, sizeof *wish);

    return sb_file_rule_wish(rule, 0, 0, wish) == SB_OK ? wish : NULL;
}

static int drop(void *env, const void *bytes, size_t size)
{
    (void)env;
    (void)bytes;
    (void)size;
    return SB_OK;
}

/* The row's file; its digest, too, where that is wanted: it is made once however many columns tell of it. */
static const sb_file_facts *facts_of(const sb_kind_call *call, bool digest, sb_value *out)
{
    sb_common *common = call->common;
    sb_file_wish wish;
    int code = sb_file_rule_wish(call->rule, call->seed, call->n, &wish);

    if (code == SB_OK && common->has_file && common->file_seed == call->seed && common->file_n == call->n &&
        common->file_wish.kind == wish.kind && common->file_wish.size == wish.size && (!digest || *common->file.sha256))
        return &common->file;
    common->has_file = false;
    if (code == SB_OK && digest)
        code = sb_file_stream(call->seed, call->n, &wish, drop, NULL, &common->file);
    else if (code == SB_OK)
        code = sb_file_look(call->seed, call->n, &wish, &common->file);
    if (code != SB_OK) {
        out->kind = SB_BAD;
        return NULL;
    }
    common->has_file = true;
    common->file_seed = call->seed;
    common->file_n = call->n;
    common->file_wish = wish;
    return &common->file;
}

static void name(const sb_kind_call *call, sb_value *out)
{
    const sb_file_facts *facts = facts_of(call, false, out);

    if (facts)
        sb_kind_text(call, facts->name, strlen(facts->name), true, '-', out);
}

static void extension(const sb_kind_call *call, sb_value *out)
{
    const sb_file_facts *facts = facts_of(call, false, out);

    if (facts)
        sb_kind_text(call, facts->extension + 1, strlen(facts->extension + 1), false, '-', out);
}

static void media_type(const sb_kind_call *call, sb_value *out)
{
    const sb_file_facts *facts = facts_of(call, false, out);

    if (facts)
        sb_kind_text(call, facts->media_type, strlen(facts->media_type), false, '-', out);
}

static void size(const sb_kind_call *call, sb_value *out)
{
    const sb_file_facts *facts = facts_of(call, false, out);

    if (facts)
        *out = sb__box_i((long long)facts->size);
}

static void digest(const sb_kind_call *call, sb_value *out)
{
    const sb_file_facts *facts = facts_of(call, true, out);

    if (facts)
        sb_kind_text(call, facts->sha256, strlen(facts->sha256), facts->size > DISTINCT, '-', out);
}

static void path(const sb_kind_call *call, sb_value *out)
{
    const sb_file_facts *facts = facts_of(call, true, out);
    const char *text;

    if (!facts)
        return;
    text = sb_store_format(call->store, "%.2s/%.2s/%s", facts->sha256, facts->sha256 + 2, facts->sha256);
    sb_kind_text(call, text, strlen(text), facts->size > DISTINCT, '-', out);
}

/* Into the store as it is made: it is there once. */
static void content_of(const sb_kind_call *call, const sb_file_wish *wish, sb_value *out)
{
    sb_file_facts facts;
    sb_file_reader *reader = NULL;
    unsigned char *bytes;

    out->kind = SB_BAD;
    if (sb_file_look(call->seed, call->n, wish, &facts) == SB_OK)
        reader = sb_file_open(call->seed, call->n, wish);
    if (!reader)
        return;
    bytes = sb_store_alloc(call->store, (size_t)facts.size + 1);
    sb_file_read(reader, bytes, (size_t)facts.size);
    sb_file_close(reader);
    *out = sb__box_b((sb_bytes){ bytes, (size_t)facts.size });
}

static void content(const sb_kind_call *call, sb_value *out)
{
    sb_file_wish wish;

    out->kind = SB_BAD;
    if (sb_file_rule_wish(call->rule, call->seed, call->n, &wish) == SB_OK)
        content_of(call, &wish, out);
}

static void png(const sb_kind_call *call, sb_value *out)
{
    sb_file_wish wish = { SB_FILE_PNG, call->rule->size };

    content_of(call, &wish, out);
}

#define OF_FILE .takes = "form size", .prepare = prepare
const sb_kind sb_kinds_file[] = {
    { .name = "file.name",
        .about = "A name such as essay-draft-7.txt; form: the kind of file",
        .unique = true,
        .make = name,
        OF_FILE },
    { .name = "file.extension", .about = "The end of the file's name, without the point", .make = extension, OF_FILE },
    { .name = "file.media_type", .about = "Its media type, such as image/png", .make = media_type, OF_FILE },
    { .name = "file.size",
        .about = "Its size in bytes; size: exactly so many, where there is such a file",
        .make = size,
        OF_FILE },
    { .name = "file.digest", .about = "SHA-256 of its content, in hexadecimal", .unique = true, .make = digest, OF_FILE },
    { .name = "file.path",
        .about = "Where it lies in a store by digest: the folders are its first letters",
        .unique = true,
        .make = path,
        OF_FILE },
    { .name = "file.content", .about = "Its bytes", .make = content, OF_FILE },
    { .name = "image.png", .about = "The bytes of a PNG image", .takes = "size", .make = png },
    { .name = NULL },
};
