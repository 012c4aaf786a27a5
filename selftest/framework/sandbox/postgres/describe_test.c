/* describe_test.c -- tests of framework/sandbox/postgres/{describe,tables,objects}.c. */
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(postgres_describe, (void *db; sb_text text; const sb_table_info *info;));

SETUP(postgres_describe)
{
    should(sb_backend_postgres.scratch(server_url(), &self->db), equal_to(0));
    should(sb_backend_postgres.exec(self->db,
               "CREATE TYPE t_mood AS ENUM ('sad', 'so so', 'glad');"
               "CREATE DOMAIN t_short AS varchar(7) NOT NULL;"
               "CREATE TABLE t_users(id bigserial PRIMARY KEY, email varchar(40) NOT NULL UNIQUE, mood t_mood, nick t_short,"
               "  born date DEFAULT '2000-01-01', twice int GENERATED ALWAYS AS (1 + 1) STORED);"
               "CREATE TABLE t_seats(room int, seat int, owner bigint REFERENCES t_users, n serial, PRIMARY KEY (room, seat),"
               "  UNIQUE (owner, n));"
               "CREATE TABLE t_tickets(no int GENERATED ALWAYS AS IDENTITY, room int, seat int, tags text[],"
               "  FOREIGN KEY (room, seat) REFERENCES t_seats);"
               "CREATE TABLE t_log(at timestamptz NOT NULL, what text) PARTITION BY RANGE (at);"
               "CREATE TABLE tstX(x int); CREATE VIEW t_view AS SELECT 1;"),
        equal_to(0));
}

TEARDOWN(postgres_describe)
{
    sb_backend_postgres.close(self->db);
    sb_text_release(&self->text);
}

/* "name type" and a letter for each property, of one column. */
static const char *told(void *db, sb_text *text, const char *table, const char *name)
{
    const sb_table_info *info;

    text->size = 0;
    if (sb_backend_postgres.describe(db, table, &info) != 0)
        return sb_error();
    for (size_t i = 0; i < info->n; i++) {
        const sb_column *c = &info->column[i];
        if (strcmp(c->name, name) != 0)
            continue;
        sb_text_add(text, "%s%s%s%s%s%s%s%s", c->type, c->not_null ? " notnull" : "", c->has_default ? " default" : "",
            c->primary_key ? " key" : "", c->rowid ? " numbered" : "", c->unique ? " unique" : "",
            c->unique_together ? " together" : "", c->generated ? " generated" : "");
        if (c->parent_table != NULL)
            sb_text_add(text, " -> %s.%s", c->parent_table, c->parent_column);
        if (c->shared_parent != NULL)
            sb_text_add(text, " => %s", c->shared_parent);
        for (size_t k = 0; c->choices != NULL && c->choices[k] != NULL; k++)
            sb_text_add(text, "%s%s", k ? "|" : " ", c->choices[k]);
        return text->at;
    }
    return "no such column";
}

TEST_EACH(postgres_describe, a_column_is_what_it_was_declared,
    (const char *name; const char *table; const char *column; const char *told),
    { "serial key", "t_users", "id", "bigint notnull key numbered unique" },
    { "unique text", "t_users", "email", "character varying(40) notnull unique" },
    { "enum", "t_users", "mood", "t_mood sad|so so|glad" }, { "domain", "t_users", "nick", "character varying(7) notnull" },
    { "default", "t_users", "born", "date default" }, { "computed", "t_users", "twice", "integer generated" },
    { "part of a key", "t_seats", "room", "integer notnull key together" },
    { "foreign key", "t_seats", "owner", "bigint together -> t_users.id" },
    { "identity without a key", "t_tickets", "no", "integer notnull numbered" },
    { "shared foreign key", "t_tickets", "seat", "integer => t_seats" }, { "array", "t_tickets", "tags", "text[]" },
    { "partitioned", "t_log", "at", "timestamp with time zone notnull" })
{
    should(told(self->db, &self->text, each->table, each->column), equal_to(each->told));
}

TEST(postgres_describe, a_parent_in_another_schema_is_told_with_it)
{
    sb_postgres *db = server_open(server_database());
    pg_must(db,
        "CREATE SCHEMA auth; CREATE TABLE auth.users(id int PRIMARY KEY, n int, UNIQUE (id, n)); CREATE TABLE users(id int PRIMARY KEY);"
        "CREATE TABLE orders(a int REFERENCES auth.users, b int, c int REFERENCES users, FOREIGN KEY (a, b) REFERENCES auth.users(id, n))");
    should(told(db, &self->text, "orders", "a"), equal_to("integer -> auth.users.id => auth.users"));
    should(told(db, &self->text, "orders", "c"), equal_to("integer -> users.id"));
    should(sb_backend_postgres.describe(db, "orders", &self->info), equal_to(0));
    should(self->info->reference[0].table, equal_to("auth.users"));
    should(self->info->reference[1].table, equal_to("users"));
}

TEST(postgres_describe, a_number_that_is_no_key_is_a_default)
{
    should(sb_backend_postgres.exec(self->db, "CREATE TABLE t_two(id serial PRIMARY KEY, n serial)"), equal_to(0));
    should(told(self->db, &self->text, "t_two", "n"), equal_to("integer notnull default"));
    should(told(self->db, &self->text, "t_seats", "n"), equal_to("integer notnull numbered together"));
}

TEST(postgres_describe, a_default_of_null_is_none)
{
    should(sb_backend_postgres.exec(self->db,
               "CREATE TABLE t_null(a varchar(9) DEFAULT NULL, b text DEFAULT NULL::text,"
               " c int DEFAULT nullif(1, 2), d text DEFAULT 'NULL', e text DEFAULT NULL || 'e')"),
        equal_to(0));
    should(told(self->db, &self->text, "t_null", "a"), equal_to("character varying(9)"));
    should(told(self->db, &self->text, "t_null", "b"), equal_to("text"));
    should(told(self->db, &self->text, "t_null", "c"), equal_to("integer default"));
    should(told(self->db, &self->text, "t_null", "d"), equal_to("text default"));
    should(told(self->db, &self->text, "t_null", "e"), equal_to("text default"));
}

TEST(postgres_describe, null_is_said_in_place_of_the_default_of_a_domain)
{
    should(sb_backend_postgres.exec(
               self->db, "CREATE DOMAIN t_x AS text DEFAULT 'x'; CREATE TABLE t_null(a t_x NOT NULL DEFAULT NULL, b t_x)"),
        equal_to(0));
    should(told(self->db, &self->text, "t_null", "a"), equal_to("text notnull"));
    should(told(self->db, &self->text, "t_null", "b"), equal_to("text default"));
}

TEST_EACH(postgres_describe, a_type_has_a_form_that_its_name_tells_or_is_opaque, (const char *type; bool opaque),
    { "integer", false }, { "varchar(9)", false }, { "bytea", false }, { "text[]", false }, { "t_mood", false },
    { "int4range", false }, { "money", false }, { "t_print_job", true }, { "t_text_range", true }, { "t_jobs", true },
    { "pg_snapshot", true })
{
    char *sql = sb_format("CREATE TYPE t_print_job AS (a int, b text); CREATE TYPE t_text_range AS RANGE (subtype = text);"
                          "CREATE DOMAIN t_jobs AS t_print_job; CREATE TABLE t_one(c %s)",
        each->type);
    should(sb_backend_postgres.exec(self->db, sql), equal_to(0));
    free(sql);
    should(sb_backend_postgres.describe(self->db, "t_one", &self->info), equal_to(0));
    should(self->info->column[0].opaque, equal_to(each->opaque));
}

TEST(postgres_describe, names_without_quotes_are_in_lower_case)
{
    should(sb_backend_postgres.describe(self->db, "T_Users", &self->info), equal_to(0));
    should(self->info->name, equal_to("t_users"));
    should(sb_backend_postgres.exec(self->db, "CREATE TABLE \"T_Users\"(x int)"), equal_to(0));
    should(sb_backend_postgres.describe(self->db, "T_Users", &self->info), equal_to(0));
    should(self->info->name, equal_to("T_Users"));
}

TEST(postgres_describe, an_unknown_table_is_told_with_the_nearest)
{
    should(sb_backend_postgres.describe(self->db, "t_user", &self->info), equal_to(SB_ENOTFOUND));
    should(sb_error(), equal_to("There is no table t_user; did you mean t_users?"));
    should(self->info, be_null);
}

TEST(postgres_describe, a_name_that_the_server_would_cut_finds_nothing)
{
    char name[71];
    memset(name, 'n', 70);
    name[70] = '\0';
    should(
        sb_backend_postgres.exec(self->db, "CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn(x int)"),
        equal_to(0));
    should(sb_backend_postgres.describe(self->db, name, &self->info), equal_to(SB_ENOTFOUND));
    should(sb_error(), end_with("because PostgreSQL has no names of more than 63 bytes"));
}

TEST(postgres_describe, an_answer_holds_until_the_table_changes)
{
    const sb_table_info *again;
    should(sb_backend_postgres.describe(self->db, "t_users", &self->info), equal_to(0));
    should(sb_backend_postgres.describe(self->db, "t_users", &again), equal_to(0));
    should(again == self->info, be_true);
    should(sb_backend_postgres.exec(self->db, "ALTER TABLE t_users ALTER COLUMN mood SET NOT NULL"), equal_to(0));
    should(told(self->db, &self->text, "t_users", "mood"), start_with("t_mood notnull"));
    should(sb_backend_postgres.exec(self->db, "ALTER TABLE t_users ALTER COLUMN mood DROP NOT NULL"), equal_to(0));
    should(sb_backend_postgres.describe(self->db, "t_users", &again), equal_to(0));
    should(again == self->info, be_true);
}

static void add_name(void *env, const char *name) { sb_text_add(env, "%s, ", name); }

TEST(postgres_describe, a_prefix_is_no_pattern)
{
    should(sb_backend_postgres.tables(self->db, "t_", add_name, &self->text), equal_to(0));
    should(self->text.at, equal_to("t_log, t_seats, t_tickets, t_users, "));
}

TEST(postgres_describe, a_prefix_has_its_case)
{
    should(sb_backend_postgres.exec(self->db, "CREATE TABLE \"T_x\"(x int)"), equal_to(0));
    should(sb_backend_postgres.tables(self->db, "T_", add_name, &self->text), equal_to(0));
    should(self->text.at, equal_to("T_x, "));
}

static void add_object(void *env, const sb_object *object)
{
    sb_text_add(env, "%s %s %s, ", object->kind, object->name, object->table);
}

TEST(postgres_describe, objects_are_those_that_statements_made)
{
    void *db;
    should(sb_backend_postgres.scratch(server_url(), &db), equal_to(0));
    int code = sb_backend_postgres.exec(db,
        "CREATE TABLE t(id serial PRIMARY KEY, n int UNIQUE, v int); CREATE INDEX i ON t(v); CREATE VIEW w AS SELECT 1;"
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE SEQUENCE s;"
        "CREATE TRIGGER r AFTER INSERT ON t EXECUTE FUNCTION f(); CREATE TYPE e AS ENUM ('a')");
    if (code == 0)
        code = (sb_backend_postgres.objects)(db, add_object, &self->text);
    sb_backend_postgres.close(db);
    should(code, equal_to(0));
    should(self->text.at, equal_to("type e e, function f() f(), index i t, trigger r t, sequence s s, table t t, view w w, "));
}

/* All checks of t_c, with a bar between. */
static const char *checks_of(struct sb_fixture_postgres_describe *self, const char *sql)
{
    if (sb_backend_postgres.exec(self->db, sql) != 0 || sb_backend_postgres.describe(self->db, "t_c", &self->info) != 0)
        return sb_error();
    self->text.size = 0;
    sb_text_add(&self->text, "%s", "");
    for (size_t i = 0; self->info->check != NULL && self->info->check[i] != NULL; i++)
        sb_text_add(&self->text, "%s%s", i ? " | " : "", self->info->check[i]);
    return self->text.at;
}

TEST_EACH(postgres_describe, checks_are_found, (const char *sql, *checks), { "CREATE TABLE t_c(a int CHECK (a > 0))", "(a > 0)" },
    { "CREATE DOMAIN t_d AS text CHECK (VALUE <> 'VALUE'); CREATE TABLE t_c(\"A\" t_d, b t_d)",
        "(\"A\" <> 'VALUE'::text) | (b <> 'VALUE'::text)" },
    { "CREATE DOMAIN t_d AS int CHECK (VALUE > 1); CREATE DOMAIN t_e AS t_d CHECK (VALUE < 9); CREATE TABLE t_c(a t_e)",
        "(a > 1) | ((a)::integer < 9)" },
    { "CREATE TABLE t_p(a int) PARTITION BY RANGE (a); CREATE TABLE t_c PARTITION OF t_p FOR VALUES FROM (3) TO (7)",
        "((a IS NOT NULL) AND (a >= 3) AND (a < 7))" },
    { "CREATE TABLE t_c(a int)", "" })
{
    should(checks_of(self, each->sql), equal_to(each->checks));
}

TEST(postgres_describe, a_domain_of_a_domain_is_what_both_say)
{
    should(
        checks_of(self, "CREATE DOMAIN t_d AS t_mood NOT NULL; CREATE DOMAIN t_e AS t_d DEFAULT 'sad'; CREATE TABLE t_c(a t_e)"),
        equal_to(""));
    should(told(self->db, &self->text, "t_c", "a"), equal_to("t_mood notnull default sad|so so|glad"));
}

TEST(postgres_describe, what_excludes_each_other_is_unique)
{
    should(checks_of(self, "CREATE TABLE t_c(during daterange, EXCLUDE USING gist (during WITH &&))"), equal_to(""));
    should(told(self->db, &self->text, "t_c", "during"), equal_to("daterange unique"));
}

TEST(postgres_describe, a_key_that_leads_to_partitions_is_one_key)
{
    should(checks_of(self,
               "CREATE TABLE t_p(a int PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE t_q PARTITION OF t_p DEFAULT;"
               "CREATE TABLE t_c(a int REFERENCES t_p)"),
        equal_to(""));
    should(self->info->references, equal_to(1));
}

/* A sequence that nobody owns is as good as the one of a serial, where it stands beside the table and the column is a whole number. */
TEST_EACH(postgres_describe, a_default_that_draws_from_a_sequence_numbers_the_key,
    (const char *name; const char *type, *from; const char *told),
    { "bigint", "bigint", "nextval('t_drawn')", "bigint notnull key numbered unique" },
    { "as a text", "integer", "nextval('t_drawn'::text::regclass)", "integer notnull key numbered unique" },
    { "of a text", "text", "'C' || nextval('t_drawn')", "text notnull default key unique" },
    { "more than that", "bigint", "nextval('t_drawn') * 2", "bigint notnull default key unique" },
    { "of another schema", "bigint", "nextval('elsewhere.drawn')", "bigint notnull default key unique" })
{
    char *sql = sb_format("CREATE SEQUENCE t_drawn; CREATE SCHEMA elsewhere; CREATE SEQUENCE elsewhere.drawn;"
                          "CREATE TABLE t_numbered (no %s PRIMARY KEY DEFAULT %s)",
        each->type, each->from);
    should(sb_backend_postgres.exec(self->db, sql), equal_to(0));
    free(sql);
    should(told(self->db, &self->text, "t_numbered", "no"), equal_to(each->told));
}
