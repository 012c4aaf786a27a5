/* changes_made_up.h -- rows that a made-up test changed, for the tests of reporters. */
#ifndef SEEDBED_SELFTEST_FRAMEWORK_REPORT_CHANGES_MADE_UP_H
#define SEEDBED_SELFTEST_FRAMEWORK_REPORT_CHANGES_MADE_UP_H

#include <seedbed/ext/reporter.h>

static const char *const changed_columns[] = { "id", "name", "age" };
static const char *const changed_ada[] = { "4", "a<da", NULL };
static const char *const changed_bob[] = { "3", "bob", "36" };
static const char *const changed_eve[] = { "3", "eve", "36" };
static const char *const changed_nobody[] = { NULL, NULL, NULL };

static const sb_row_change changed_rows[] = {
    { .kind = SB_ROW_INSERTED,
        .table = "users",
        .key = "id = 4",
        .n = 3,
        .column = changed_columns,
        .after = changed_ada,
        .made = true },
    { .kind = SB_ROW_CHANGED,
        .table = "users",
        .key = "id = 3",
        .n = 3,
        .column = changed_columns,
        .before = changed_bob,
        .after = changed_eve,
        .statement = "UPDATE users SET name = 'eve'",
        .foreign = true },
    { .kind = SB_ROW_DELETED, .table = "users", .key = "id = 3", .n = 3, .column = changed_columns, .before = changed_nobody },
};
/* Seven were inserted, of which one is told. */
static const sb_table_change changed_users = { "users", 7, 1, 1, changed_rows, 3 };

#define CHANGED_TEXT \
    "users: 7 inserted, 1 changed, 1 deleted\n" \
    "  + id 4, name \"a<da\" (by make)\n" \
    "  ~ id = 3: name \"bob\" -> \"eve\"\n" \
    "      by UPDATE users SET name = 'eve'\n" \
    "  - NULL in every column\n" \
    "  and 6 others\n"

#endif
