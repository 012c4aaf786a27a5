/* files_factory.c -- the factory `file`: rows of a table that lists files, with the true size and digest of what sb_file_at() makes.
 *
 * The row alone is made; a program whose files lie in a folder writes them there by sb_file_write(), from the same stream and n.
 */
#include "factory/declare.h"
#include "fake/put.h"
#include "fake/sha256.h"
#include <seedbed/make.h>

typedef struct listed {
    char name[64], media_type[32], path[72], digest[SB_SHA256_HEX];
    int size;
    sb_bytes content;
} listed;

/* The kind goes with n, so that four files show all of them. */
static const enum sb_file_kind kinds[] = { SB_FILE_TEXT, SB_FILE_PNG, SB_FILE_CSV, SB_FILE_RANDOM };

static void record(uint64_t seed, uint64_t n, sb_store *store, void *out)
{
    listed *row = out;
    sb_file file;
    sb_put to;

    if (sb_file_at(seed, n, kinds[n % 4], 0, &file) != SB_OK)
        return; /* no memory: the row is empty, and its NOT NULL columns say so */
    to = sb_put_into(row->name, sizeof row->name);
    sb_put_text(&to, file.name);
    to = sb_put_into(row->media_type, sizeof row->media_type);
    sb_put_text(&to, file.media_type);
    to = sb_put_into(row->path, sizeof row->path);
    sb_put_text(&to, "files/");
    sb_put_text(&to, file.name);
    sb_sha256_hex(file.bytes, file.size, row->digest);
    row->size = (int)file.size;
    row->content = (sb_bytes){ sb_store_copy(store, file.bytes, file.size), file.size };
    sb_file_release(&file);
}

static const sb_field fields[] = {
    { .columns = "name file_name filename original_name", .how = SB_HOW_TEXT, .at = offsetof(listed, name), .unique = true },
    { .columns = "path storage_path stored_as", .how = SB_HOW_TEXT, .at = offsetof(listed, path), .unique = true },
    { .columns = "media_type mime_type content_type mime", .how = SB_HOW_TEXT, .at = offsetof(listed, media_type) },
    { .columns = "size size_bytes byte_size bytes length", .how = SB_HOW_INT, .at = offsetof(listed, size) },
    { .columns = "digest sha256 checksum content_hash hash", .how = SB_HOW_TEXT, .at = offsetof(listed, digest), .unique = true },
    { .columns = "content data body", .how = SB_HOW_BYTES, .at = offsetof(listed, content) },
    { .columns = NULL },
};

const sb_declared sb_factory_file = {
    .name = "file",
    .tables = "file files",
    .record_size = sizeof(listed),
    .record = record,
    .field = fields,
};
