/* bulk_random_test.c -- tables and rows at random: bulk leaves what one INSERT after the other leaves, or nothing where one of them fails. */
#include "filler.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 400, COLUMNS = 5, ROWS = 60, WORD = 24 };

typedef struct draw {
    uint64_t state;
    char schema[2000];
    sb_value cell[ROWS][COLUMNS];
    char text[ROWS][COLUMNS][WORD];
    int64_t n, given;
    const char *column[COLUMNS];
    size_t columns;
} draw;

FIXTURE(sqlite_bulk_random, (draw draw; sb_text loop, bulk));

TEARDOWN(sqlite_bulk_random)
{
    sb_text_release(&self->loop);
    sb_text_release(&self->bulk);
}

static unsigned below(draw *d, unsigned n)
{
    d->state = d->state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(d->state >> 33) % n;
}

static const char *one_of(draw *d, const char *const *list, unsigned n) { return list[below(d, n)]; }
#define ONE_OF(d, ...) \
    one_of(d, (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

/* ---- tables ---- */

static void add(draw *d, const char *text) { strncat(d->schema, text, sizeof d->schema - strlen(d->schema) - 1); }

/* Quoted words, comments and strings that look like constraints, and spellings that people use. */
static void draw_table(draw *d)
{
    static const char *const name[COLUMNS] = { "id", "a", "unique", "c d", "PRIMARY" };
    bool keyed = below(d, 3) != 0, strict = below(d, 8) == 0;

    for (size_t i = 0; i < COLUMNS; i++)
        d->column[i] = name[i];
    d->schema[0] = '\0';
    add(d, "CREATE TABLE \"t UNIQUE(\" (");
    add(d,
        keyed ? ONE_OF(d, "id INTEGER PRIMARY KEY", "id INTEGER PRIMARY KEY AUTOINCREMENT",
                    "id INTEGER /* (PRIMARY */ CONSTRAINT k PRIMARY KEY ASC", "id INTEGER PRIMARY KEY DESC", "id INT PRIMARY KEY",
                    "id INTEGER UNIQUE")
              : "id INT");
    add(d,
        ONE_OF(d, ", a TEXT", ", a TEXT UNIQUE", ", a TEXT NOT NULL unique COLLATE NOCASE",
            ", a TEXT CONSTRAINT one Unique DEFAULT 'UNIQUE ('"));
    add(d,
        strict ? ", \"unique\" INT"
               : ONE_OF(d, ", \"unique\" REAL DEFAULT 1.5e-3", ", [unique] UNIQUE", ", `unique` NUMERIC CHECK(1.5 > 0.5)"));
    add(d,
        ONE_OF(d, ", \"c d\" INT", ", \"c d\" INT -- UNIQUE, (\n", ", \"c d\" INT CHECK(\"c d\" <> 77 OR 'it''s UNIQUE' = '')"));
    add(d,
        strict ? ", \"PRIMARY\" BLOB"
               : ONE_OF(d, ", \"PRIMARY\" BLOB", ", \"PRIMARY\"", ", \"PRIMARY\" DOUBLE PRECISION UNIQUE"));
    add(d,
        ONE_OF(d, "", "", ", g INT AS (\"c d\" * 2)", ", g TEXT GENERATED ALWAYS AS (a || 'x') STORED UNIQUE",
            ", \"k\" INT DEFAULT 7"));
    add(d,
        ONE_OF(d, "", ", UNIQUE(a, \"c d\" DESC)", ", CONSTRAINT both UNIQUE ( \"c d\", a COLLATE NOCASE ), CHECK(a <> 'never')",
            " , CONSTRAINT x UNIQUE(a) CONSTRAINT y UNIQUE(\"PRIMARY\", a)", ", UNIQUE(\"c d\", id) ON CONFLICT REPLACE"));
    add(d, keyed ? "" : ONE_OF(d, "", ", PRIMARY KEY(a, \"c d\")", ", CONSTRAINT p PRIMARY KEY ( id )"));
    add(d,
        strict ? ") STRICT"
            : keyed && below(d, 8) == 0 && !strstr(d->schema, "AUTOINCREMENT") && strstr(d->schema, "PRIMARY KEY")
            ? ") WITHOUT ROWID"
            : ")");
    add(d, "; ");
    add(d,
        ONE_OF(d, "", "CREATE INDEX i ON \"t UNIQUE(\"(\"c d\"); ",
            "CREATE UNIQUE INDEX i ON \"t UNIQUE(\"(a) WHERE \"c d\" > 30; ",
            "CREATE INDEX \"i ( \" ON \"t UNIQUE(\"(lower(a), \"c d\" + 1 DESC); "));
    add(d, ONE_OF(d, "", "", "CREATE INDEX j ON \"t UNIQUE(\"(a COLLATE RTRIM, id); "));
    add(d,
        below(d, 10)
            ? ""
            : "CREATE TABLE l(x); CREATE TRIGGER tell AFTER INSERT ON \"t UNIQUE(\" BEGIN INSERT INTO l VALUES(new.a); END; ");
    add(d, below(d, 3) ? "" : "INSERT INTO \"t UNIQUE(\"(id, a, \"c d\") VALUES (900, 'old', 901), (905, 'older', 902); ");
    add(d, below(d, 6) ? "" : "DELETE FROM \"t UNIQUE(\" WHERE id = 905; ");
}

/* ---- rows: mostly each other's difference, so that most rounds end well ---- */

static void draw_cell(draw *d, int64_t row, size_t at)
{
    char *word = d->text[row][at];
    bool twice = below(d, 3000) == 0, nothing = below(d, 25) == 0;
    int64_t number = twice ? 3 : row;

    snprintf(word, WORD, "%c%u%s", 'a' + (int)(number % 3), (unsigned)(number * 7919 % 1000), number % 2 ? "B " : "b");
    if (at == 0)
        d->cell[row][at] = below(d, 2) ? (sb_value){ .kind = SB_NONE } : sb__box_i(1000 + number * 13 % 101 + number * 200);
    else if (at == 1)
        d->cell[row][at] = sb__box_s(word);
    else if (at == 3)
        d->cell[row][at] = sb__box_i(twice ? 77 : 100 + number);
    else if (at == 4)
        d->cell[row][at] = sb__box_b((sb_bytes){ word, strlen(word) });
    else
        d->cell[row][at] = nothing        ? (sb_value){ .kind = SB_NONE }
            : strstr(d->schema, "STRICT") ? sb__box_i(number)
                                          : sb__box_dbl((double)number / 4);
}

static void draw_rows(draw *d)
{
    d->n = below(d, ROWS);
    d->columns = 4 + below(d, 2);
    for (int64_t row = 0; row < d->n; row++)
        for (size_t at = 0; at < d->columns; at++)
            draw_cell(d, row, at);
}

static int give(void *env, sb_value *cell)
{
    draw *d = env;

    if (d->given == d->n)
        return 0;
    memcpy(cell, d->cell[d->given++], d->columns * sizeof *cell);
    return 1;
}

/* ---- both ways ---- */

static int by_loop(void *db, draw *d)
{
    int result = sb_backend_sqlite.begin(db);

    for (int64_t row = 0; row < d->n && result == 0; row++)
        result = sb_backend_sqlite.insert(db, "t UNIQUE(", d->column, d->cell[row], d->columns, NULL);
    sb_backend_sqlite.exec(db, result == 0 ? "COMMIT" : "ROLLBACK");
    return result;
}

static int by_bulk(void *db, draw *d)
{
    int result = sb_backend_sqlite.bulk_begin(db, (const char *[]){ "T unique(", NULL });

    d->given = 0;
    if (result == 0)
        result = sb_backend_sqlite.bulk_fill(db, "t UNIQUE(", d->column, d->columns, below(d, 2) ? 1000000 : 0, give, d);
    if (result == 0)
        return sb_backend_sqlite.bulk_end(db, true);
    sb_backend_sqlite.bulk_end(db, false);
    return result;
}

static void add_all(sqlite3 *handle, const char *sql, sb_text *to)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
        sb_text_add(to, "%s", strstr(sqlite3_errmsg(handle), "no such") ? "-" : sqlite3_errmsg(handle));
    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            sb_text_add(to, "%d:%s|", sqlite3_column_type(statement, i), (const char *)sqlite3_column_text(statement, i));
        sb_text_add(to, "\n");
    }
    sqlite3_finalize(statement);
}

static void tell(void *db, int result, sb_text *to)
{
    sqlite3 *handle = ((sb_sqlite *)db)->handle;

    to->size = 0;
    sb_text_add(to, "%s\n", result == 0 ? "kept" : "refused");
    add_all(handle, "SELECT * FROM \"t UNIQUE(\" NOT INDEXED", to);
    add_all(handle, "SELECT _rowid_ FROM \"t UNIQUE(\" NOT INDEXED", to);
    add_all(handle, "SELECT * FROM sqlite_sequence", to);
    add_all(handle, "SELECT * FROM l", to);
    add_all(handle, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid", to);
    add_all(handle, "PRAGMA integrity_check", to);
    add_all(handle, "SELECT name FROM pragma_database_list WHERE name <> 'temp'", to);
}

static void round_of(draw *d, sb_text *told, int (*way)(void *, draw *))
{
    void *db = NULL;

    should(sb_backend_sqlite.scratch(NULL, &db), equal_to(0));
    if (sb_backend_sqlite.exec(db, d->schema) != 0)
        fail_test("%s: %s", d->schema, sb_error());
    tell(db, way(db, d), told);
    sb_backend_sqlite.close(db);
}

TEST(sqlite_bulk_random, bulk_leaves_what_a_loop_leaves)
{
    int kept = 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        self->draw.state = i + 1;
        draw_table(&self->draw);
        draw_rows(&self->draw);
        round_of(&self->draw, &self->loop, by_loop);
        round_of(&self->draw, &self->bulk, by_bulk);
        if (strcmp(self->loop.at, self->bulk.at) != 0)
            fail_test("round %u: %s\nloop: %s\nbulk: %s\n%s", i, self->draw.schema, self->loop.at, self->bulk.at, sb_error());
        kept += strncmp(self->loop.at, "kept", 4) == 0;
    }
    should(kept, be_between(ROUNDS / 2, ROUNDS - 10));
}
