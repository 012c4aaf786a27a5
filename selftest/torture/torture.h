/* torture.h -- what torture programs of the sandbox share: chance, and digests of all that a database holds.
 */
#ifndef SEEDBED_SELFTEST_TORTURE_TORTURE_H
#define SEEDBED_SELFTEST_TORTURE_TORTURE_H

#include "../../assert/text.h"
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define TORTURE_DIGEST UINT64_C(14695981039346656037)

static inline unsigned draw(uint64_t *random, unsigned below)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return (unsigned)((*random >> 11) % below);
}

static inline int run(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL); }

static inline void give_up(const char *what, const char *why)
{
    fprintf(stderr, "torture: %s: %s\n", what, why);
    exit(2);
}

/* $t is a table below `tables`, $k and $z are small numbers. */
static inline void fill_in(sb_text *to, const char *from, unsigned tables, uint64_t *random)
{
    unsigned t = draw(random, tables), k = draw(random, 40), z = draw(random, 100000);

    for (; *from != '\0'; from++) {
        if (*from == '$') {
            from++;
            sb_text_add(to, "%u", *from == 't' ? t : *from == 'k' ? k : z);
        } else {
            sb_text_put(to, from, 1);
        }
    }
}

static inline uint64_t mix(uint64_t digest, const void *bytes, int n)
{
    for (int i = 0; i < n; i++)
        digest = (digest ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return digest;
}

/* Every value of a query; with `tables`, the first value of each row is a table, all of whose rows count too. */
static inline uint64_t digest_query(sqlite3 *db, const char *sql, bool tables, uint64_t digest)
{
    sqlite3_stmt *statement;
    int code;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return 1;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            digest = mix(mix(digest, "|", 1), sqlite3_column_blob(statement, i), sqlite3_column_bytes(statement, i));
        if (tables) {
            char *all = sqlite3_mprintf("SELECT * FROM \"%w\"", sqlite3_column_text(statement, 0));
            digest = digest_query(db, all, false, digest);
            sqlite3_free(all);
        }
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? digest : 2;
}

static inline bool is_sound(sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    bool sound = sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0)[0] == 'o';

    sqlite3_finalize(statement);
    return sound;
}

#endif
