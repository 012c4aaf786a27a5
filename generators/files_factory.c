/* files_factory.c -- the factory `file`: rows of a table that lists files, with the true size and digest of what sb_file_at() makes.
 *
 * In a suite with a folder for files the content lies there, where the row's path says: see sb_file_store_row.
 */
#include "factory/declare.h"
#include "files.h"

/* form: a kind of file; NULL: all in turn. */
#define COLUMNS(name_, form_) \
    static const sb_rule name_[] = { \
        { "name file_name filename original_name", .fake = "file.name", .form = form_ }, \
        { "path storage_path stored_as", .fake = "file.path", .form = form_ }, \
        { "media_type mime_type content_type mime", .fake = "file.media_type", .form = form_ }, \
        { "extension file_extension", .fake = "file.extension", .form = form_ }, \
        { "size size_bytes byte_size bytes length", .fake = "file.size", .form = form_ }, \
        { "digest sha256 checksum content_hash hash", .fake = "file.digest", .form = form_ }, \
        { "content data body", .fake = "file.content", .form = form_ }, \
        { 0 }, \
    }

COLUMNS(columns, NULL);
COLUMNS(text, "text");
COLUMNS(csv, "csv");
COLUMNS(png, "png");
COLUMNS(random, "random");
COLUMNS(markdown, "markdown");
COLUMNS(html, "html");
COLUMNS(json, "json");
COLUMNS(xml, "xml");
COLUMNS(svg, "svg");
COLUMNS(pdf, "pdf");
COLUMNS(zip, "zip");

static const sb_trait traits[] = {
    { "text", .columns = text },
    { "csv", .columns = csv },
    { "png", .columns = png },
    { "random", .columns = random },
    { "markdown", .columns = markdown },
    { "html", .columns = html },
    { "json", .columns = json },
    { "xml", .columns = xml },
    { "svg", .columns = svg },
    { "pdf", .columns = pdf },
    { "zip", .columns = zip },
    { 0 },
};

const sb_factory sb_factory_file = {
    .name = "file",
    .tables = "file files",
    .columns = columns,
    .traits = traits,
    .after_build = sb_file_store_row, /* and not after_make, which a bulk cannot call */
};
