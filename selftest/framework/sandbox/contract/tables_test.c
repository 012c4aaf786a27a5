/* tables_test.c -- the contract of backends: describe, tables, objects, size, drop, scratch, open, client. */
#include "under.h"
#include <stdlib.h>
#include <string.h>

SUITE(contract_tables, .timeout = 60);
FIXTURE(contract_tables, (struct under at; const sb_table_info *info));
TEARDOWN(contract_tables) { under_close(&self->at); }

/* A letter for each property of a column, as in "id key numbered unique". */
static const char *told(struct under *at, const sb_table_info *info, const char *name)
{
    at->said.size = 0;
    for (size_t i = 0; i < info->n; i++) {
        const sb_column *c = &info->column[i];
        if (strcmp(c->name, name) != 0)
            continue;
        sb_text_add(&at->said, "%s%s%s%s%s%s%s%s", c->name, c->not_null ? " notnull" : "", c->has_default ? " default" : "",
            c->primary_key ? " key" : "", c->rowid ? " numbered" : "", c->unique ? " unique" : "",
            c->unique_together ? " together" : "", c->generated ? " generated" : "");
        if (c->parent_table)
            sb_text_add(&at->said, " -> %s.%s", c->parent_table, c->parent_column);
        if (c->shared_parent)
            sb_text_add(&at->said, " => %s", c->shared_parent);
        return at->said.at;
    }
    return "no such column";
}

UNDER_EACH(contract_tables, a_column_is_described_as_it_was_declared)
{
    struct under *at = &self->at;
    under_open(at, each->on);
    under_must(at, at->db,
        "CREATE TABLE t_p (id $KEY, a INTEGER NOT NULL, b INTEGER NOT NULL DEFAULT 3, twice INTEGER GENERATED ALWAYS AS (b * 2) STORED,"
        " mail VARCHAR(40) UNIQUE, UNIQUE (a, b)); CREATE TABLE t_c (x INTEGER, y INTEGER, of INTEGER REFERENCES t_p (id),"
        " PRIMARY KEY (x, y), FOREIGN KEY (x, y) REFERENCES t_p (a, b))");
    should(at->is->describe(at->db, "t_p", &self->info), equal_to(0));
    should(self->info->name, equal_to("t_p"));
    should(self->info->n, equal_to(5));
    should(told(at, self->info, "id"), match("^id (notnull )?key numbered unique$"));
    should(told(at, self->info, "a"), equal_to("a notnull together"));
    should(told(at, self->info, "b"), equal_to("b notnull default together"));
    should(told(at, self->info, "twice"), equal_to("twice generated"));
    should(told(at, self->info, "mail"), equal_to("mail unique"));
    should(at->is->describe(at->db, "t_c", &self->info), equal_to(0));
    should(told(at, self->info, "x"), match("^x (notnull )?key together => t_p$"));
    should(told(at, self->info, "of"), equal_to("of -> t_p.id"));
}

/* Of two rows that are left to it. */
UNDER_EACH(contract_tables, a_default_is_the_same_for_all_rows_or_it_is_not)
{
    struct under *at = &self->at;
    sb_text same = SB_TEXT_EMPTY;
    under_open(at, each->on);
    under_must(at, at->db,
        !at->sqlite ? "CREATE SEQUENCE t_s; CREATE FUNCTION t_f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                      "CREATE TABLE t (no int DEFAULT NULL, a int DEFAULT 3, b text DEFAULT '', c timestamptz DEFAULT now(),"
                      " d uuid DEFAULT gen_random_uuid(), e int DEFAULT 7 + nextval('t_s'), f int DEFAULT t_f(), g int)"
                    : "CREATE TABLE t (no INT DEFAULT NULL, a INT DEFAULT 3, b TEXT DEFAULT '', c TEXT DEFAULT CURRENT_TIMESTAMP,"
                      " d BLOB DEFAULT (randomblob(16)), e INT DEFAULT (random() % 9), f TEXT DEFAULT (new_uuid()), g INT)");
    should(at->is->describe(at->db, "t", &self->info), equal_to(0));
    for (size_t i = 0; i < self->info->n; i++)
        if (self->info->column[i].constant_default)
            sb_text_add(&same, "%s", self->info->column[i].name);
    should(same.at, equal_to("abc"));
    sb_text_release(&same);
}

UNDER_EACH(contract_tables, a_number_finds_its_row)
{
    const sb_value word = SB__BOX("a");
    int64_t key = 0;
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE t (id $KEY, v TEXT); INSERT INTO t (v) VALUES ('x'), ('y')");
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "v" }, &word, 1, &key), equal_to(0));
    should(self->at.is->describe(self->at.db, "t", &self->info), equal_to(0));
    should(key, equal_to(3));
    char *sql =
        sb_format("SELECT v FROM t WHERE %s = %lld", self->info->row_number ? self->info->row_number : "id", (long long)key);
    add_cleanup(free, sql);
    should(under_rows(&self->at, self->at.db, sql), equal_to("a"));
}

UNDER_EACH(contract_tables, a_table_that_is_not_there_is_not_found)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE t_users (id $KEY)");
    should(self->at.is->describe(self->at.db, "t_user", &self->info), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("t_user"));
}

UNDER_EACH(contract_tables, a_description_follows_the_schema)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE t (id $KEY)");
    should(self->at.is->describe(self->at.db, "t", &self->info), equal_to(0));
    should(self->info->n, equal_to(1));
    under_must(&self->at, under_connect(&self->at), "ALTER TABLE t ADD COLUMN v TEXT");
    should(self->at.is->describe(self->at.db, "t", &self->info), equal_to(0));
    should(self->info->n, equal_to(2));
}

#define SEVERAL \
    "CREATE TABLE t_b (id $KEY); CREATE TABLE t_a (b INTEGER REFERENCES t_b); CREATE TABLE tria (x INTEGER); CREATE TABLE other (x INTEGER);" \
    "CREATE VIEW t_seen AS SELECT 1 AS one"

UNDER_EACH(contract_tables, tables_are_those_under_a_prefix_which_is_no_pattern)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, SEVERAL);
    should(under_tables(&self->at, "t_"), equal_to("t_a t_b "));
    should(under_tables(&self->at, "t%"), equal_to(""));
    should(under_tables(&self->at, ""), equal_to("other t_a t_b tria "));
}

static void add_object(void *env, const sb_object *object)
{
    if (strcmp(object->kind, "sequence") != 0) /* which only some databases have */
        sb_text_add(env, "%s %s of %s, ", object->kind, object->name, object->table);
}

UNDER_EACH(contract_tables, objects_are_all_that_statements_made_in_the_order_of_their_names)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db,
        "CREATE TABLE c (x INTEGER UNIQUE); CREATE INDEX a ON c (x); CREATE VIEW b AS SELECT 1 AS one; CREATE TABLE d (id $KEY)");
    should((self->at.is->objects)(self->at.db, add_object, &self->at.said), equal_to(0));
    should(self->at.said.at, equal_to("index a of c, view b of b, table c of c, table d of d, "));
}

static void drop_it(void *env, const sb_object *object)
{
    struct under *at = env;
    char *sql = sb_format("DROP TABLE %s", object->name);
    if (strcmp(object->kind, "table") == 0)
        at->is->exec(at->db, sql);
    free(sql);
}

UNDER_EACH(contract_tables, the_schema_may_change_while_objects_are_listed)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE c (x INTEGER); CREATE TABLE a (x INTEGER); CREATE TABLE b (id $KEY)");
    should((self->at.is->objects)(self->at.db, drop_it, &self->at), equal_to(0));
    should(under_tables(&self->at, ""), equal_to(""));
}

UNDER_EACH(contract_tables, drop_takes_tables_and_views_under_a_prefix_and_nothing_else)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, SEVERAL "; CREATE VIEW t_more AS SELECT * FROM t_seen");
    should(self->at.is->drop(self->at.db, "t_", "t_b"), equal_to(0));
    should(under_tables(&self->at, ""), equal_to("other t_b tria "));
    should((self->at.is->objects)(self->at.db, add_object, &self->at.said), equal_to(0));
    should(self->at.said.at, not_(contain("view")));
    should(self->at.is->drop(self->at.db, "t_", "none"), equal_to(0));
    should(under_tables(&self->at, "t_"), equal_to(""));
}

UNDER_EACH(contract_tables, drop_minds_no_reference_between_its_tables)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db,
        "CREATE TABLE t_a (id $KEY, b INTEGER); CREATE TABLE t_b (id $KEY, a INTEGER REFERENCES t_a (id) ON DELETE RESTRICT);"
        "CREATE TABLE t_c (id $KEY, c INTEGER REFERENCES t_c (id)); INSERT INTO t_a (b) VALUES (1); INSERT INTO t_b (a) VALUES (1);"
        "INSERT INTO t_c (c) VALUES (1)");
    if (self->at.sqlite)
        under_must(&self->at, self->at.db, "PRAGMA foreign_keys = ON");
    should(self->at.is->drop(self->at.db, "t_", "none"), equal_to(0));
    should(under_tables(&self->at, ""), equal_to(""));
}

UNDER_EACH(contract_tables, a_table_takes_bytes_or_nobody_knows)
{
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE t (id $KEY, v TEXT)");
    for (int i = 0; i < 40; i++)
        under_must(&self->at, self->at.db,
            "INSERT INTO t (v) VALUES ('"
            "0123456789012345678901234567890123456789012345678901234567890123456789"
            "')");
    if (self->at.is->size)
        should(self->at.is->size(self->at.db, "t"), any_of(equal_to(-1), be_at_least(2800)));
}

UNDER_EACH(contract_tables, a_scratch_place_is_empty_alone_and_gone_afterwards)
{
    void *one = NULL, *two = NULL;
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE live (x INTEGER)");
    should(self->at.is->scratch(self->at.url, &one), equal_to(0));
    int code = self->at.is->scratch(self->at.url, &two);
    if (code == 0)
        code = self->at.is->exec(one, "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1)");
    bool seen = code == 0 && self->at.is->exec(two, "SELECT * FROM t") == 0;
    self->at.is->close(one);
    self->at.is->close(two);
    should(code, equal_to(0));
    should(seen, be_false);
    should(under_tables(&self->at, ""), equal_to("live "));
}

UNDER_EACH(contract_tables, a_database_that_is_not_there_is_not_found)
{
    void *db = NULL;
    under_open(&self->at, each->on);
    char *url = self->at.sqlite ? sb_format("%s-not", self->at.url) : sb_format("%s dbname=not_there", self->at.url);
    add_cleanup(free, url);
    should(self->at.is->open(url, SB_CHANGE, &db), equal_to(SB_ENOTFOUND));
    should(self->at.is->open(url, SB_LOOK, &db), equal_to(SB_ENOTFOUND));
    should(db, be_null);
}

UNDER_EACH(contract_tables, who_only_looks_writes_nothing)
{
    void *db = NULL;
    under_open(&self->at, each->on);
    under_must(&self->at, self->at.db, "CREATE TABLE t (x INTEGER)");
    should(self->at.is->open(self->at.url, SB_LOOK, &db), equal_to(0));
    int code = self->at.is->exec(db, "INSERT INTO t VALUES (1)");
    self->at.is->close(db);
    should(code, equal_to(SB_ERR));
    should(under_rows(&self->at, self->at.db, "SELECT count(*) FROM t"), equal_to("0"));
}

UNDER_EACH(contract_tables, the_client_s_command_has_no_password_in_it)
{
    under_open(&self->at, each->on);
    char *url = self->at.sqlite ? sb_strdup(self->at.url) : sb_format("%s password=secret", self->at.url);
    add_cleanup(free, url);
    char **word = self->at.is->client(url, "t_");
    should(word[0], match("^(sqlite3|psql)$"));
    for (size_t i = 0; word[i]; i++) {
        sb_text_add(&self->at.said, "%s ", word[i]);
        free(word[i]);
    }
    free(word);
    should(self->at.said.at, not_(contain("secret")));
}
