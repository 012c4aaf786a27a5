/* files_factory.c -- the factory `file`: rows of a table that lists files, with the true size and digest of what sb_file_at() makes.
 *
 * The row alone is made; a program whose files lie in a folder writes them there by sb_file_write(), from the same stream and n.
 */
#include "factory/declare.h"

static const sb_rule columns[] = {
    { "name file_name filename original_name", .fake = "file.name" },
    { "path storage_path stored_as", .fake = "file.path" },
    { "media_type mime_type content_type mime", .fake = "file.media_type" },
    { "size size_bytes byte_size bytes length", .fake = "file.size" },
    { "digest sha256 checksum content_hash hash", .fake = "file.digest" },
    { "content data body", .fake = "file.content" },
    { 0 },
};

const sb_factory sb_factory_file = {
    .name = "file",
    .tables = "file files",
    .columns = columns,
};
