/* files.h -- generated files: valid ones of many kinds, of any size, the same bytes for the same seed.
 *
 * What it is: file n of a seed and a kind has a name, a media type and a content that programs open: a PNG is an image, a PDF has pages with
 * words on them, a ZIP has files of the other kinds in it, CSV, JSON and XML list people. No sandbox and no database is needed. The
 * factory `file` (make.h) makes rows that tell the truth about such files, and puts the files where the rows say.
 *
 * Whole, for what fits in memory:
 *     sb_file file;
 *     should(sb_file_at(seed, 0, SB_FILE_PNG, 5000, &file), equal_to(0));
 *     should(upload(file.name, file.bytes, file.size), equal_to(200));
 *     sb_file_release(&file);
 *
 * In pieces, in constant memory however large it is:
 *     sb_file_wish wish = { .kind = SB_FILE_PDF, .size = 1 << 30 };
 *     sb_file_save(seed, 0, &wish, folder, path, sizeof path, NULL);          into a folder
 *     sb_file_stream(seed, 0, &wish, send_piece, socket, &facts);             piece after piece to a function
 *     sb_file_reader *reader = sb_file_open(seed, 0, &wish);                  piece after piece when asked: sb_file_read, sb_file_close
 *     sb_file_put(seed, 0, &wish, folder, &stored);                           into a store, by the digest of its content
 *
 * Sizes: 0 stands for a believable size, which hangs on the seed and n; SB_FILE_EMPTY for no bytes at all, which no PNG is, but uploads
 * sometimes are; sb_file_exactly(n) is n, and SB_FILE_EMPTY for 0. Any other size is exact; the one below the smallest file of its kind (a PNG
 * has 92 bytes at least, a ZIP 140, a PDF 840) gives the smallest. A ZIP ends at 4 GiB, a PDF at ten thousand million bytes.
 *
 * There is no JPEG: none of the libraries that Seedbed stands on makes one.
 *
 * Promise: the bytes are a pure function of (seed, n, kind, size), on every machine, in memory and in pieces.
 *
 * Errors: functions that return int return 0, or SB_ERR with sb_error(): what, which file, what to do; and leave nothing behind.
 */
#ifndef SEEDBED_FILES_H
#define SEEDBED_FILES_H

#include <seedbed/base.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sb_file_kind {
    SB_FILE_TEXT,     /* ASCII, lines of up to 72 characters */
    SB_FILE_CSV,      /* RFC 4180, with commas, quotes and line breaks in fields */
    SB_FILE_PNG,      /* an RGB image, not compressed */
    SB_FILE_RANDOM,   /* any bytes */
    SB_FILE_MARKDOWN, /* headings, lists, tables, code */
    SB_FILE_HTML,     /* a page of HTML 5 */
    SB_FILE_JSON,     /* an array of objects */
    SB_FILE_XML,      /* a list of elements with attributes */
    SB_FILE_SVG,      /* a drawing */
    SB_FILE_PDF,      /* pages of text in a standard font; from 192 kB on also images */
    SB_FILE_ZIP,      /* several files of the other kinds, stored and not compressed */
    SB_FILE_KINDS     /* how many there are */
};

/* As a size: no bytes. */
#define SB_FILE_EMPTY UINT64_MAX
/* As a size: so many bytes, also where they are none. */
static inline uint64_t sb_file_exactly(uint64_t size) { return size ? size : SB_FILE_EMPTY; }

typedef struct sb_file {
    char name[64];          /* such as "essay-draft-7.txt" */
    const char *media_type; /* such as "image/png"; static */
    enum sb_file_kind kind;
    unsigned char *bytes; /* owned: sb_file_release */
    size_t size;
} sb_file;

typedef struct sb_file_wish {
    enum sb_file_kind kind;
    uint64_t size; /* 0: a believable one */
} sb_file_wish;

/* What there is to know of a file besides its content. */
typedef struct sb_file_facts {
    enum sb_file_kind kind;
    char name[64];
    const char *media_type; /* static */
    const char *extension;  /* ".png"; static */
    uint64_t size;
    char sha256[65]; /* of the content, in hexadecimal; "" where the content was not made */
} sb_file_facts;

/* A file in a store. */
typedef struct sb_file_stored {
    sb_file_facts facts;
    char path[72];  /* below the store's folder: "ab/cd/abcd..." */
    bool was_there; /* the store had this content already */
} sb_file_stored;

typedef struct sb_file_reader sb_file_reader;
/* The next bytes of a file. Not 0: no more, please; sb_file_stream returns it. */
typedef int sb_file_piece_fn(void *env, const void *bytes, size_t size);

SB__C_BEGIN
/* ---- whole ---- */
int sb_file_at(uint64_t seed, uint64_t n, enum sb_file_kind kind, uint64_t size, sb_file *out);
void sb_file_release(sb_file *file);
/* Write it into a folder, under its name; the path is put into `path`. Nobody ever sees half of it there. */
int sb_file_write(const sb_file *file, const char *folder, char *path, size_t path_size);

/* ---- in pieces ---- */
/* Name, media type and size; no content is made. */
int sb_file_look(uint64_t seed, uint64_t n, const sb_file_wish *wish, sb_file_facts *out);
/* NULL with sb_error(). */
sb_file_reader *sb_file_open(uint64_t seed, uint64_t n, const sb_file_wish *wish);
/* As many bytes as there is room for; fewer at the end alone, and then 0. It cannot fail. */
size_t sb_file_read(sb_file_reader *reader, void *to, size_t room);
void sb_file_close(sb_file_reader *reader);
/* fn gets pieces of up to 256 KiB. out: NULL where nobody wants the facts; the digest takes time. */
int sb_file_stream(uint64_t seed, uint64_t n, const sb_file_wish *wish, sb_file_piece_fn *fn, void *env, sb_file_facts *out);
/* As sb_file_write, but in pieces. out may be NULL. */
int sb_file_save(
    uint64_t seed, uint64_t n, const sb_file_wish *wish, const char *folder, char *path, size_t path_size, sb_file_facts *out);

/* ---- a store: a folder in which files lie by the digest of what is in them ----
 * folder/ab/cd/abcd..., the name being the SHA-256 of the content in hexadecimal. Two files with the same content are one there. In a suite
 * with a sandbox let it be sandbox_files(), which is emptied when the rows go. */
int sb_file_put(uint64_t seed, uint64_t n, const sb_file_wish *wish, const char *folder, sb_file_stored *out);
/* Any content; of the facts the size and the digest are known. */
int sb_file_put_bytes(const void *bytes, size_t size, const char *folder, sb_file_stored *out);

/* ---- by name ---- */
/* "pdf"; NULL for a number that is none. */
const char *sb_file_kind_name(enum sb_file_kind kind);
/* By such a name, or by the end of a file's name: "pdf", "jpeg", ".md", "txt". SB_ERR with the nearest. */
int sb_file_kind_named(const char *name, enum sb_file_kind *out);
SB__C_END

#endif
