/* bulk_values_test.c -- tests of framework/sandbox/postgres/bulk_rows.c and bulk_parse.c: whatever insert takes comes out the same, and
 * whatever it refuses is refused. */
#include "bulk_source.h"
#include <math.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define S(text) SB__BOX(text)
static const sb_value pool[] = { { .kind = SB_NONE }, { .kind = SB_BOOL, .v.i = 1 }, { .kind = SB_BOOL },
    { .kind = SB_CHAR, .v.i = 'a' }, { .kind = SB_INT, .v.i = -1 }, { .kind = SB_INT, .v.i = 32767 },
    { .kind = SB_INT, .v.i = 32768 }, { .kind = SB_INT, .v.i = -32768 }, { .kind = SB_LLONG, .v.i = 2147483647 },
    { .kind = SB_LLONG, .v.i = 2147483648 }, { .kind = SB_LLONG, .v.i = -2147483648 }, { .kind = SB_LLONG, .v.i = INT64_MAX },
    { .kind = SB_LLONG, .v.i = INT64_MIN }, { .kind = SB_INT, .v.i = 20240229 }, { .kind = SB_ULLONG, .v.u = UINT64_MAX },
    { .kind = SB_ULONG, .v.u = 7 }, { .kind = SB_DOUBLE, .v.d = 0.1 }, { .kind = SB_DOUBLE, .v.d = 3 },
    { .kind = SB_DOUBLE, .v.d = -9.99 }, { .kind = SB_DOUBLE, .v.d = 1e20 }, { .kind = SB_DOUBLE, .v.d = 1e-7 },
    { .kind = SB_DOUBLE, .v.d = 1e300 }, { .kind = SB_DOUBLE, .v.d = 5e-324 }, { .kind = SB_FLOAT, .v.d = 0.1f },
    { .kind = SB_LDOUBLE, .v.d = 0.5L }, { .kind = SB_DOUBLE, .v.d = INFINITY }, { .kind = SB_DOUBLE, .v.d = NAN },
    { .kind = SB_DOUBLE, .v.d = 999.999 }, { .kind = SB_BYTES, .v.b = { "a\0\\\n", 4 } }, { .kind = SB_BYTES, .v.b = { "", 0 } },
    { .kind = SB_PTR }, { .kind = SB_STR } };

static const char *const texts[] = { "", " ", "a", "\\N", "\\.", "\\", "a\tb\nc\rd\\e", "it's \"so\"", "\xc3\xa6\xc3\xb8\xc3\xa5",
    "\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80", "12345", "123456", "12345 ", "\\x6162", "\\x616", "\\141", "\\\\",
    /* words of yes and no */
    "t", "true", "TRUE", " true ", "tr", "f", "false", "0", "1", "2", "yes", "no", "y", "on", "of", "off", "o",
    /* numbers */
    "-0", "+7", "007", " 7 ", "7.", ".5", "0.5", "-0.00", "00.10", "9.99", "99.995", "100", "999.994", "999.995", "1000",
    "-999.99", "123456789012345678901234567890.123456789", "0.000000000000000000001", "10000", "100000000", "9999.9999",
    "12340000.00005", "1e3", "1e400", "1e-400", "1e39", "1e-46", "3.4028236e38", "0x10", "NaN", "nan", "inf", "-Infinity",
    "1_000", "9223372036854775808", "-9223372036854775808", "1,5", "--1", "1e", "e",
    /* dates and times */
    "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "0001-01-01", "0000-01-01", "9999-12-31", "1999-12-31", "2000-01-01",
    "1582-10-10", "2024-2-9", "2024-13-01", "2024-04-31", "20240229", "Feb 29, 2024", "29/2/2024", "infinity", "today",
    "2024-02-29 BC", "10000-01-01", "2024-02-29 13:00:00", "2024-02-29T13:00:00", "2024-02-29 13:00:00.5",
    "2024-02-29 13:00:00.123456", "2024-02-29 13:00:00.1234567", "2024-02-29 23:59:60", "2024-02-29 24:00:00", "2024-02-29 13:00",
    "2024-02-29 13:00:00Z", "2024-02-29T13:00:00+02", "2024-02-29 13:00:00-05:30", "2024-02-29 13:00:00+1545",
    "2024-02-29 13:00:00+16", "2024-02-29 13:00:00+02:60", "2024-02-29 13:00:00 Europe/Oslo", "2024-02-29 25:00:00",
    "0001-01-01 00:00:00", "2024-02-29T", "2024-02-29 ", "13:00:00", "23:59:59.999999", "24:00:00", "23:59:60", "13:00",
    "1:00 PM", "13:00:00+02", "13:00:00.", "13:00:00.5 ",
    /* and the rest */
    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
    "a0eebc999c0b4ef8bb6d6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g", "{}",
    "[1, 2.50, \"x\"]", "{\"a\": 1, \"a\": 2}", "null", "\"\\u0000\"", "red", "Red", "{1,2}", "{a,\"b c\"}", "[1,5)",
    "192.168.0.1", "1 day 02:00", "(1,2)" };

enum {
    VALUES = sizeof pool / sizeof *pool,
    TEXTS = sizeof texts / sizeof *texts,
    RANDOM = 150,
    FEW = 24,
    ALL = VALUES + TEXTS + RANDOM
};

/* Texts that are almost what some type is made of. */
static sb_value some_text(unsigned *state, char *to)
{
    static const char *const shapes[] = { "-dddd.ddddd", "dddddddd", "2ddd-0d-1d", "2ddd-0d-1d 1d:2d:3d.dd", "1d:2d:5d.dddddd",
        "0.0000ddd", "2ddd-0d-2dT0d:1d:2d+0d", "-ddd", "d.d", "dddddddddddddddd.ddd" };
    const char *shape = shapes[(*state = *state * 1103515245 + 12345) >> 16 & 7];
    char *at = to;

    for (; *shape != '\0'; shape++)
        *at++ = (char)(*shape == 'd' ? '0' + ((*state = *state * 1103515245 + 12345) >> 16) % 10 : (unsigned char)*shape);
    *at = '\0';
    return S((const char *)to);
}

static void fill_values(sb_value value[ALL], char room[RANDOM][40])
{
    unsigned state = 7;

    for (size_t i = 0; i < ALL; i++)
        value[i] = i < VALUES ? pool[i] : i < VALUES + TEXTS ? S(texts[i - VALUES]) : some_text(&state, room[i - VALUES - TEXTS]);
}

static int bulk_one(sb_postgres *db, const sb_value *value, size_t n)
{
    return bulk_put(db, "b", COLUMNS("v"), &(bulk_source){ .cell = value, .rows = n, .columns = 1 });
}

/* To insert bytes are the inside of whatever type it is: that of an integer has four of them. */
static bool takes_bytes(const char *type)
{
    return strcmp(type, "bytea") == 0 || strcmp(type, "text") == 0 || strncmp(type, "varchar", 7) == 0 ||
        strncmp(type, "char", 4) == 0;
}

#define TYPES \
    "CREATE TYPE colour AS ENUM ('red', 'green'); CREATE DOMAIN small AS int CHECK (VALUE < 100); CREATE DOMAIN smaller AS small;" \
    "CREATE DOMAIN code AS varchar(5) NOT NULL; CREATE TYPE pair AS (x int, y int); CREATE DOMAIN price AS numeric(5, 2);"

/* Numbers and times are tried with all texts that are almost one, other types, to which one is as good as another, with a few. */
TEST_EACH(postgres_bulk_values, are_those_of_insert, (const char *type; size_t random), { "boolean" }, { "smallint", RANDOM },
    { "integer", RANDOM }, { "bigint", RANDOM }, { "real", RANDOM }, { "double precision", RANDOM }, { "numeric", RANDOM },
    { "numeric(5, 2)", RANDOM }, { "numeric(30, 10)", RANDOM }, { "price", RANDOM }, { "text" }, { "varchar" }, { "varchar(5)" },
    { "char(5)" }, { "\"char\"" }, { "name" }, { "bytea" }, { "date", RANDOM }, { "time", RANDOM }, { "time(2)", RANDOM },
    { "timestamp", RANDOM }, { "timestamp(1)", RANDOM }, { "timestamptz", RANDOM }, { "timestamptz(0)", RANDOM },
    { "timetz", RANDOM }, { "interval", RANDOM }, { "uuid" }, { "json" }, { "jsonb" }, { "colour" }, { "small", RANDOM },
    { "smaller", RANDOM }, { "code" }, { "int[]" }, { "text[]" }, { "int4range" }, { "inet" }, { "pair" }, { "oid" },
    { "money", RANDOM }, { "bit(3)" }, { "xml" })
{
    sb_postgres *db = server_open(server_schema());
    char room[RANDOM][40], *sql = sb_format(TYPES "CREATE TABLE a (v %s); CREATE TABLE b (v %s)", each->type, each->type);
    sb_value value[ALL], good[ALL];
    size_t goods = 0, wrong = 0, tried = VALUES + TEXTS + (each->random ? each->random : FEW);
    bool bytes = takes_bytes(each->type);
    add_cleanup(free, sql);
    pg_must(db, sql);
    fill_values(value, room);
    for (size_t i = 0; i < tried; i++) {
        if (value[i].kind == SB_BYTES && !bytes)
            continue;
        if (sb_backend_postgres.insert(db, "a", COLUMNS("v"), &value[i], 1, NULL) == 0) {
            good[goods++] = value[i];
            continue;
        }
        if (bulk_one(db, &value[i], 1) == 0)
            fail_test("value %zu (%s) is taken by COPY alone", i, value[i].kind == SB_STR ? value[i].v.s : "?");
        wrong += *pg_ask(db, "SELECT 1 FROM b") == '1';
    }
    should(wrong, equal_to(0));
    if (bulk_one(db, good, goods) != 0)
        fail_test("%s", sb_error());
    should(pg_ask(db, "SELECT count(*) > 0 FROM a"), equal_to("t"));
    should(pg_ask(db, "SELECT string_agg(coalesce(v::text, 'null'), '|' ORDER BY v::text COLLATE \"C\") FROM b"),
        equal_to(pg_ask(db, "SELECT string_agg(coalesce(v::text, 'null'), '|' ORDER BY v::text COLLATE \"C\") FROM a")));
}

/* The bytes of a text are those that the server has in its encoding. */
TEST_EACH(postgres_bulk_values, bytes_spelt_as_text_are_the_servers, (const char *encoding), { "UTF8" }, { "LATIN1" })
{
    sb_postgres *db = server_open(server_schema());
    sb_value value = S(strcmp(each->encoding, "UTF8") == 0 ? "\xc3\xa6" : "\xe6");
    char *sql = sb_format("SET client_encoding = '%s'; CREATE TABLE b (v bytea)", each->encoding);
    add_cleanup(free, sql);
    pg_must(db, sql);
    should(bulk_one(db, &value, 1), equal_to(0));
    should(pg_ask(db, "SELECT v FROM b"), equal_to("\\xc3a6"));
}
