/* bulk.h -- many rows at once by COPY: what bulk_begin, bulk_fill and bulk_end share. Private to framework/sandbox/postgres.
 *
 * What it is: rows go in binary, where every column's type has a form that is written here from a value. A value that is not spelt as the
 * server would spell it ("tomorrow" for a date) is the server's to read: from its row on the COPY is one of text, so that whatever insert
 * takes is taken, and whatever it refuses is refused in the server's own words.
 */
#ifndef SEEDBED_POSTGRES_BULK_H
#define SEEDBED_POSTGRES_BULK_H

#include "connection.h"

/* Bytes that the server would make of a type's text: by the name of the function that reads them. */
enum sb__pg_form {
    SB_FORM_NONE = 0, /* none that is written here: the whole COPY is text */
    SB_FORM_BOOL,
    SB_FORM_INT2,
    SB_FORM_INT4,
    SB_FORM_INT8,
    SB_FORM_FLOAT4,
    SB_FORM_FLOAT8,
    SB_FORM_NUMERIC,
    SB_FORM_TEXT,
    SB_FORM_CHARS, /* varchar(n), char(n): text of so many characters */
    SB_FORM_BYTES,
    SB_FORM_DATE,
    SB_FORM_TIME,
    SB_FORM_TIMESTAMP,
    SB_FORM_INSTANT, /* timestamp with time zone */
    SB_FORM_UUID,
    SB_FORM_JSONB
};

typedef struct sb__pg_into {
    char *name, *type;
    enum sb__pg_form form;
    int modifier; /* of the type: characters of varchar(n) and so on, as the catalogue has it; below 0: none */
} sb__pg_into;

/* A table and those of its columns that are filled, in the order of the cells. */
typedef struct sb__pg_target {
    char *oid, *name, *place; /* place: as SQL has it, with the schema */
    bool by_insert;           /* COPY passes by what an INSERT would meet: rules, policies */
    bool plain;               /* an ordinary table */
    bool triggers;            /* it has some that are neither ours nor the system's */
    size_t n;
    sb__pg_into *column;
} sb__pg_target;

/* Looks at the table. SB_ENOTFOUND, SB_ERR with a message. What was filled in is freed by the second in any case. */
int sb__pg_target_look(sb_postgres *db, const char *table, const char *const *column, size_t n, sb__pg_target *out);
void sb__pg_target_release(sb__pg_target *target);

/* Rows on their way. */
typedef struct sb__pg_rows {
    sb_postgres *db;
    const sb__pg_target *to;
    bool binary;
    bool recoded; /* the server has another encoding than we: what a byte of a text is there, it alone says */
    bool utc;     /* the session's time zone is: a moment without one needs no table of zones */
    char *at;     /* the buffer: whole rows, and the one that is being written */
    size_t size, room;
    uint64_t before, here; /* rows in the COPYs before this one, and in this one */
} sb__pg_rows;

/* What may come of writing a row beside 0 and an error: a value has to be read by the server, and nothing was written. */
enum { SB_PG_BY_SERVER = 1 };
int sb__pg_rows_put(sb__pg_rows *rows, const sb_value *cell);
/* Room for so many bytes more behind at + size. */
char *sb__pg_rows_room(sb__pg_rows *rows, size_t bytes);
/* All that the source has, by COPY. */
int sb__pg_rows_copy(sb_postgres *db, const sb__pg_target *to, sb_source_fn *source, void *env);

/* ---- texts as bytes (bulk_parse.c): false: only the server can say what it means, if anything ---- */
/* A text of any length, that need not end in NUL. */
typedef struct sb__pg_piece_of_text {
    const char *at;
    size_t n;
} sb__pg_spelt;
bool sb__pg_parse_whole(sb__pg_spelt text, int64_t low, int64_t high, int64_t *out);
bool sb__pg_parse_bool(sb__pg_spelt text, bool *out);
/* Days, microseconds of a day, microseconds, all from the start of 2000. */
bool sb__pg_parse_date(sb__pg_spelt text, int64_t *days_out);
bool sb__pg_parse_time(sb__pg_spelt text, int64_t *us_out);
/* instant: a zone is needed (or utc is true) and counts; else one is read and does not. */
bool sb__pg_parse_timestamp(sb__pg_spelt text, bool instant, bool utc, int64_t *us_out);
bool sb__pg_parse_uuid(sb__pg_spelt text, unsigned char out[16]);
/* The bytes of a numeric, at most SB__PG_NUMERIC_BYTES; 0: only the server can say. modifier: as the catalogue has it. */
enum { SB__PG_NUMERIC_BYTES = 8 + 2 * 64 };
size_t sb__pg_parse_numeric(sb__pg_spelt text, int modifier, char *out);

/* ---- one bulk, from bulk_begin to bulk_end ---- */
typedef struct sb__pg_bulk {
    bool own;        /* the transaction is ours; else it is a savepoint */
    bool failed;     /* a filling did, and nothing can be kept */
    bool triggers;   /* tables that will be filled have some that are neither ours nor the system's: they may write anywhere */
    sb_text numbers; /* statements that set sequences behind the keys that were given */
    sb_text indexes, keys; /* statements that make again what was put aside: indexes, and then foreign keys */
    sb_text aside;         /* the tables whose indexes are, each as " 16384 " */
    sb_text empty;         /* the tables that had no rows when it began: "{16384,16390}" */
} sb__pg_bulk;

/* bulk_numbers.c: the sequence of a numbered key whose values are given. */
typedef struct sb__pg_numbers {
    const sb__pg_target *to;
    const char *sequence, *key; /* borrowed of what describe knows; NULL: there is none, or it is not to be moved */
    size_t at;                  /* the key's cell */
    char most[24];              /* what the sequence can be set to */
} sb__pg_numbers;
/* SB_ERR: it would have to be moved, and may not be. */
int sb__pg_numbers_look(sb_postgres *db, const sb__pg_target *to, const char *const *column, size_t n, sb__pg_numbers *out);
/* The first row is here, and so many will come: their numbers are ours from now on. */
int sb__pg_numbers_ahead(sb_postgres *db, const sb__pg_numbers *it, const sb_value *first, uint64_t expected);
/* At the end, when the key is surely in an index. */
void sb__pg_numbers_note(sb_postgres *db, const sb__pg_numbers *it);

/* bulk_aside.c: puts aside what is dear to keep up for so many rows. SB_ERR: the transaction has failed; where nothing can be put aside that is
 * no error. The second makes it again. */
int sb__pg_bulk_put_aside(sb_postgres *db, const sb__pg_target *to, uint64_t expected);
int sb__pg_bulk_make_again(sb_postgres *db);

/* bulk_watched.c: in a sandbox, one entry of the log stands for all rows. Before them, and behind them, where code is what became of them: what
 * became of all. */
typedef struct sb__pg_hushed {
    sb_postgres *db;
    const sb__pg_target *to;
    struct sb_clone *clone; /* NULL: the connection is none of a sandbox's */
    bool guarded;           /* the connection was */
    bool marked, on;        /* there is a savepoint; triggers keep still */
    char *trigger;          /* which does the noting */
    bool may_disable, disabled;
    bool empty;             /* the table was */
    char *number, *highest; /* the column that numbers rows ("": none), and the highest that was there; NULL: nothing was */
    char *mark;             /* the xmin of the rows that come */
    PGresult *checks;       /* of foreign keys that are silenced; NULL: they are not */
} sb__pg_hushed;
int sb__pg_bulk_hush(sb_postgres *db, const sb__pg_target *to, uint64_t expected, sb__pg_hushed *it);
int sb__pg_bulk_noted(sb__pg_hushed *it, int code);

/* Statements of the bulk's own. */
int sb__pg_bulk_run(sb_postgres *db, const char *sql);
/* The connection is closed: what is left of a bulk that was never ended goes. */
void sb__pg_bulk_forget(sb_postgres *db);
int sb__postgres_bulk_begin(void *db, const char *const *table);
int sb__postgres_bulk_fill(
    void *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env);
int sb__postgres_bulk_end(void *db, bool keep);

#endif
