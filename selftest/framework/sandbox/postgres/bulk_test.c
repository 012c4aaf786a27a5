/* bulk_test.c -- tests of framework/sandbox/postgres/bulk.c and bulk_copy.c: all rows or none, and what is said where it is none. */
#include "bulk_source.h"
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BACKEND sb_backend_postgres

FIXTURE(postgres_bulk, (sb_postgres * db; const char *url;));

SETUP(postgres_bulk)
{
    self->url = server_schema();
    self->db = server_open(self->url);
    pg_must(self->db,
        "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, username text UNIQUE, age int CHECK (age > 0), born date);"
        "CREATE TABLE seats (user_id bigint REFERENCES users, n int);"
        "INSERT INTO users (username) VALUES ('ada')");
}

TEARDOWN(postgres_bulk) { (void)self; }

static const char *count(sb_postgres *db) { return pg_ask(db, "SELECT count(*) FROM users"); }

TEST(postgres_bulk, puts_all_rows_in)
{
    should(bulk_put(self->db, "users", COLUMNS("id", "username"), ROWS(2, SB__BOX(7), SB__BOX("bob"), SB__BOX(8), NOTHING)),
        equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(id || coalesce(username, '-'), ',' ORDER BY id) FROM users"),
        equal_to("1ada,7bob,8-"));
    should(self->db->pq->PQtransactionStatus(self->db->handle), equal_to(PQTRANS_IDLE));
}

TEST(postgres_bulk, more_than_a_buffer_comes_whole)
{
    const sb_value row[] = { SB__BOX(100), SB__BOX(5) };
    bulk_source source = { .cell = row, .rows = 30000, .columns = 2, .counted = true };
    should(bulk_put(self->db, "users", COLUMNS("id", "age"), &source), equal_to(0));
    should(pg_ask(self->db, "SELECT count(*) || ' ' || sum(id) FROM users WHERE age = 5"), equal_to("30000 453015000"));
}

TEST(postgres_bulk, a_row_larger_than_a_buffer_comes_whole)
{
    char *large = malloc(1000001);
    add_cleanup(free, large);
    memset(large, 'x', 1000000);
    large[1000000] = '\0';
    pg_must(self->db, "CREATE TABLE texts (v text)");
    should(bulk_put(self->db, "texts", COLUMNS("v"), ROWS(1, SB__BOX((const char *)large), SB__BOX("y"))), equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(length(v)::text, ',' ORDER BY v) FROM texts"), equal_to("1000000,1"));
}

TEST(postgres_bulk, rows_go_where_those_of_insert_go)
{
    pg_must(self->db, "CREATE TEMP TABLE users (id bigint, username text)");
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"))), equal_to(0));
    should(BACKEND.insert(self->db, "users", COLUMNS("username"), (const sb_value[]){ SB__BOX("eve") }, 1, NULL), equal_to(0));
    should(count(self->db), equal_to("0"));
    pg_must(self->db, "DROP TABLE pg_temp.users");
    should(count(self->db), equal_to("3"));
}

TEST(postgres_bulk, no_rows_are_none)
{
    should(bulk_put(self->db, "users", COLUMNS("id"), &(bulk_source){ .columns = 1 }), equal_to(0));
    should(count(self->db), equal_to("1"));
}

TEST(postgres_bulk, several_tables_and_several_fillings_are_one)
{
    should(BACKEND.bulk_begin(self->db, COLUMNS("users", "seats", NULL)), equal_to(0));
    should(BACKEND.bulk_fill(self->db, "users", COLUMNS("id"), 1, 1, bulk_next, ROWS(1, SB__BOX(5))), equal_to(0));
    should(BACKEND.bulk_fill(self->db, "seats", COLUMNS("user_id"), 1, 1, bulk_next, ROWS(1, SB__BOX(5))), equal_to(0));
    should(BACKEND.bulk_fill(self->db, "seats", COLUMNS("n"), 1, 0, bulk_next, ROWS(1, SB__BOX(1), SB__BOX(2))), equal_to(0));
    should(BACKEND.bulk_end(self->db, true), equal_to(0));
    should(pg_ask(self->db, "SELECT count(*) FROM users, seats"), equal_to("6"));
}

TEST(postgres_bulk, what_is_not_kept_is_gone)
{
    should(BACKEND.bulk_begin(self->db, COLUMNS("users", NULL)), equal_to(0));
    should(BACKEND.bulk_fill(self->db, "users", COLUMNS("id"), 1, 1, bulk_next, ROWS(1, SB__BOX(5))), equal_to(0));
    should(BACKEND.bulk_end(self->db, false), equal_to(0));
    should(count(self->db), equal_to("1"));
}

TEST(postgres_bulk, keys_put_in_by_hand_move_the_numbers_on)
{
    should(bulk_put(self->db, "users", COLUMNS("id"), ROWS(1, SB__BOX(7), SB__BOX(41))), equal_to(0));
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"))), equal_to(0));
    should(bulk_put(self->db, "users", COLUMNS("id"), ROWS(1, SB__BOX(2))), equal_to(0));
    should(pg_ask(self->db, "SELECT id FROM users WHERE username = 'bob'"), equal_to("42"));
    should(pg_ask(self->db, "SELECT nextval('users_id_seq')"), equal_to("43"));
}

TEST(postgres_bulk, others_draw_numbers_behind_those_that_are_coming)
{
    const sb_value row[] = { SB__BOX(1), SB__BOX(5) };
    bulk_source source = { .cell = row, .rows = 50, .columns = 2, .counted = true };
    sb_postgres *other = server_open(self->url);
    should(BACKEND.bulk_begin(self->db, COLUMNS("users", NULL)), equal_to(0));
    should(BACKEND.bulk_fill(self->db, "users", COLUMNS("id", "age"), 2, 50, bulk_next, &source), equal_to(0));
    pg_must(other, "SET lock_timeout = '500ms'");
    should(pg_ask(other, "INSERT INTO users (username) VALUES ('eve') RETURNING id"), equal_to("52"));
    should(BACKEND.bulk_end(self->db, true), equal_to(0));
    should(count(self->db), equal_to("52"));
}

TEST_EACH(postgres_bulk, a_sequence_goes_as_far_as_it_can, (const char *options, *next), { "(INCREMENT -1)", "-1" },
    { "(MAXVALUE 100)", "nextval: reached maximum value of sequence \"x_id_seq\" (100)" }, { "(MAXVALUE 300)", "251" },
    { "(START 400)", "400" })
{
    const sb_value row[] = { SB__BOX(0) };
    char *sql = sb_format("CREATE TABLE x (id int GENERATED BY DEFAULT AS IDENTITY %s PRIMARY KEY, n int)", each->options);
    add_cleanup(free, sql);
    pg_must(self->db, sql);
    should(bulk_put(self->db, "x", COLUMNS("id"), &(bulk_source){ .cell = row, .rows = 250, .columns = 1, .counted = true }),
        equal_to(0));
    should(pg_ask(self->db, "INSERT INTO x (n) VALUES (1) RETURNING id"), contain(each->next));
}

TEST(postgres_bulk, keys_behind_the_end_of_a_sequence_leave_it_alone)
{
    pg_must(self->db, "CREATE TABLE x (id int GENERATED BY DEFAULT AS IDENTITY (MAXVALUE 100) PRIMARY KEY, n int)");
    should(bulk_put(self->db, "x", COLUMNS("id"), ROWS(1, SB__BOX(500), SB__BOX(501))), equal_to(0));
    should(pg_ask(self->db, "INSERT INTO x (n) VALUES (1) RETURNING id"), equal_to("1"));
}

TEST_EACH(postgres_bulk, who_may_not_set_the_sequence_is_told_before_the_first_row, (const char *grants, *says),
    { "GRANT INSERT, SELECT ON users TO ", " may not set it; GRANT SELECT, UPDATE ON SEQUENCE " },
    { "GRANT INSERT ON users TO PUBLIC; GRANT ALL ON SEQUENCE users_id_seq TO ", " may not read the column; GRANT SELECT ON " })
{
    const char *schema = pg_ask(self->db, "SELECT current_schema()");
    bulk_source *source = ROWS(1, SB__BOX(5));
    char *drop = sb_format("RESET ROLE; DROP OWNED BY %s_app; DROP ROLE %s_app", schema, schema);
    char *sql = sb_format("CREATE ROLE %s_app; GRANT USAGE ON SCHEMA %s TO %s_app; %s %s_app; SET ROLE %s_app", schema, schema,
        schema, each->grants, schema, schema);
    add_cleanup(free, sql);
    add_cleanup(free, drop);
    pg_must(self->db, sql);
    should(bulk_put(self->db, "users", COLUMNS("id"), source), equal_to(SB_ERR));
    should(sb_error(), start_with("Rows with id of their own cannot be put into users: the sequence "));
    should(sb_error(), contain(each->says));
    should(source->next, equal_to(0));
    pg_must(self->db, drop);
}

/* ---- errors ---- */

TEST_EACH(postgres_bulk, a_refused_row_is_named, (const char *column; sb_value bad; const char *says),
    { "age", { .kind = SB_STR, .v.s = "old" },
        "Rows cannot be put into users: row 3, column age, value \"old\": invalid input syntax for type integer: \"old\"" },
    { "age", { .kind = SB_LLONG, .v.i = 1LL << 40 },
        "Rows cannot be put into users: row 3, column age, value \"1099511627776\": value \"1099511627776\" is out of range for type integer" },
    { "born", { .kind = SB_STR, .v.s = "2023-02-29" },
        "Rows cannot be put into users: row 3, column born, value \"2023-02-29\": date/time field value out of range: \"2023-02-29\"" },
    { "age", { .kind = SB_INT, .v.i = 0 },
        "Rows cannot be put into users: row 3: new row for relation \"users\" violates check constraint \"users_age_check\"; Failing row" },
    { "username", { .kind = SB_STR, .v.s = "ada" },
        "Rows cannot be put into users: row 3: duplicate key value violates unique constraint \"users_username_key\"; Key (username)=(ada) "
        "already exists." },
    { "username", { .kind = SB_STR, .v.s = "\xff" },
        "Rows cannot be put into users: row 3, column username: invalid byte sequence" },
    { "age", { .kind = SB_BYTES, .v.b = { "x", 1 } },
        "Rows cannot be put into users: row 3, column age: bytes, and the column is none of bytea or text" },
    { "username", { .kind = SB_PTR, .v.p = "x" },
        "Rows cannot be put into users: row 3, column username: a pointer, and a database has none" })
{
    should(bulk_put(self->db, "users", &each->column, ROWS(1, NOTHING, NOTHING, each->bad, NOTHING)), equal_to(SB_ERR));
    should(sb_error(), start_with(each->says));
    should(count(self->db), equal_to("1"));
    should(self->db->pq->PQtransactionStatus(self->db->handle), equal_to(PQTRANS_IDLE));
}

TEST(postgres_bulk, a_row_behind_one_that_the_server_read_is_counted_on)
{
    should(bulk_put(self->db, "users", COLUMNS("born"),
               ROWS(1, SB__BOX("2024-01-01"), SB__BOX("Jan 2, 2024"), NOTHING, SB__BOX("never"), NOTHING)),
        equal_to(SB_ERR));
    should(sb_error(), start_with("Rows cannot be put into users: row 4, column born, value \"never\""));
}

TEST(postgres_bulk, the_server_is_heard_while_rows_are_sent)
{
    const sb_value row[] = { SB__BOX(0), SB__BOX(-1) };
    bulk_source source = { .cell = row, .rows = 100000000, .columns = 2, .counted = true };
    should(bulk_put(self->db, "users", COLUMNS("id", "age"), &source), equal_to(SB_ERR));
    should(source.next < 10000000, be_true);
}

TEST(postgres_bulk, a_key_that_leads_nowhere_is_named)
{
    should(bulk_put(self->db, "seats", COLUMNS("user_id"), ROWS(1, SB__BOX(1), SB__BOX(77))), equal_to(SB_ERR));
    should(sb_error(),
        contain("violates foreign key constraint \"seats_user_id_fkey\"; Key (user_id)=(77) is not present in table"));
    should(pg_ask(self->db, "SELECT count(*) FROM seats"), equal_to("0"));
}

TEST(postgres_bulk, a_source_that_fails_has_its_own_words)
{
    bulk_source *source = ROWS(1, SB__BOX(5), SB__BOX(6), SB__BOX(7));
    source->fails_at = 3;
    should(bulk_put(self->db, "users", COLUMNS("id"), source), equal_to(SB_ERR));
    should(sb_error(), equal_to("the well is dry"));
    should(count(self->db), equal_to("1"));
}

TEST(postgres_bulk, what_is_not_there_is_named)
{
    should(bulk_put(self->db, "user", COLUMNS("id"), ROWS(1, SB__BOX(5))), equal_to(SB_ENOTFOUND));
    should(sb_error(), equal_to("There is no table user; did you mean users?"));
    should(bulk_put(self->db, "users", COLUMNS("usernam"), ROWS(1, SB__BOX(5))), equal_to(SB_ERR));
    should(sb_error(), equal_to("The table users has no column usernam; did you mean username?"));
    pg_must(self->db, "CREATE VIEW elders AS SELECT * FROM users");
    should(bulk_put(self->db, "elders", COLUMNS("id"), ROWS(1, SB__BOX(5))), equal_to(SB_ERR));
    should(sb_error(), start_with("elders is a view"));
}

TEST(postgres_bulk, a_filling_that_failed_can_only_be_taken_back)
{
    should(BACKEND.bulk_begin(self->db, COLUMNS("users", NULL)), equal_to(0));
    should(BACKEND.bulk_fill(self->db, "users", COLUMNS("id"), 1, 1, bulk_next, ROWS(1, SB__BOX("x"))), equal_to(SB_ERR));
    should(BACKEND.bulk_fill(self->db, "users", COLUMNS("id"), 1, 1, bulk_next, ROWS(1, SB__BOX(9))), equal_to(SB_ERR));
    should(BACKEND.bulk_end(self->db, true), equal_to(SB_ERR));
    should(count(self->db), equal_to("1"));
}

/* ---- the state of the connection ---- */

TEST(postgres_bulk, in_a_transaction_it_is_a_savepoint)
{
    pg_must(self->db, "BEGIN; INSERT INTO users (username) VALUES ('eve')");
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"), SB__BOX("bob"))), equal_to(SB_ERR));
    should(count(self->db), equal_to("2"));
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"))), equal_to(0));
    pg_must(self->db, "ROLLBACK");
    should(count(self->db), equal_to("1"));
}

TEST(postgres_bulk, in_a_guarded_transaction_too)
{
    pg_must(self->db, "BEGIN");
    sb__postgres_guarded(self->db, true);
    should(BACKEND.insert(self->db, "users", COLUMNS("username"), (const sb_value[]){ SB__BOX("eve") }, 1, NULL), equal_to(0));
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"), SB__BOX("bob"))), equal_to(SB_ERR));
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"))), equal_to(0));
    should(
        BACKEND.insert(self->db, "users", COLUMNS("username"), (const sb_value[]){ SB__BOX("bob") }, 1, NULL), equal_to(SB_ERR));
    should(count(self->db), equal_to("3"));
}

TEST_EACH(postgres_bulk, a_connection_that_cannot_is_told, (const char *sql; bool pipeline; const char *says),
    { "BEGIN; SELECT 1/0", false, "a statement before has failed in this transaction" },
    { "COPY users FROM STDIN", false, "in the middle of a statement or a COPY" }, { "SELECT 1", true, "is in pipeline mode" })
{
    self->db->pq->PQclear(self->db->pq->PQexec(self->db->handle, each->sql));
    if (each->pipeline)
        self->db->pq->PQenterPipelineMode(self->db->handle);
    should(BACKEND.bulk_begin(self->db, COLUMNS("users", NULL)), equal_to(SB_ERR));
    should(sb_error(), contain(each->says));
    should(BACKEND.bulk_fill(self->db, "users", COLUMNS("id"), 1, 1, bulk_next, ROWS(1, SB__BOX(1))), equal_to(SB_ERR));
    should(BACKEND.bulk_end(self->db, true), equal_to(SB_ERR));
}

TEST(postgres_bulk, a_transaction_that_was_ended_meanwhile_is_told)
{
    should(BACKEND.bulk_begin(self->db, COLUMNS("users", NULL)), equal_to(0));
    should(BACKEND.bulk_begin(self->db, COLUMNS("users", NULL)), equal_to(SB_ERR));
    pg_must(self->db, "ROLLBACK");
    should(BACKEND.bulk_fill(self->db, "users", COLUMNS("id"), 1, 1, bulk_next, ROWS(1, SB__BOX(1))), equal_to(SB_ERR));
    should(BACKEND.bulk_end(self->db, true), equal_to(SB_ERR));
    should(bulk_put(self->db, "users", COLUMNS("id"), ROWS(1, SB__BOX(4))), equal_to(0));
}

TEST(postgres_bulk, a_connection_that_waits_for_nothing_is_filled_all_the_same)
{
    const sb_value row[] = { SB__BOX(100), SB__BOX(5) };
    bulk_source source = { .cell = row, .rows = 30000, .columns = 2, .counted = true };
    self->db->pq->PQsetnonblocking(self->db->handle, 1);
    should(bulk_put(self->db, "users", COLUMNS("id", "age"), &source), equal_to(0));
    should(self->db->pq->PQisnonblocking(self->db->handle), equal_to(1));
    should(count(self->db), equal_to("30001"));
}

/* ---- what COPY passes by or refuses ---- */

TEST(postgres_bulk, triggers_fire_as_for_insert)
{
    pg_must(self->db,
        "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.username := upper(NEW.username); RETURN NEW; END';"
        "CREATE TRIGGER shout BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION shout()");
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"))), equal_to(0));
    should(pg_ask(self->db, "SELECT max(id) || max(username COLLATE \"C\") FROM users WHERE id > 1"), equal_to("2BOB"));
}

TEST(postgres_bulk, rules_hold)
{
    pg_must(self->db,
        "CREATE TABLE log (v text); CREATE RULE told AS ON INSERT TO users DO ALSO INSERT INTO log VALUES (NEW.username)");
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("bob"), SB__BOX("cy"))), equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(v, '') FROM log"), equal_to("bobcy"));
    should(bulk_put(self->db, "users", COLUMNS("username"), ROWS(1, SB__BOX("dan"), SB__BOX("cy"))), equal_to(SB_ERR));
    should(sb_error(), end_with("(row 2)"));
    should(count(self->db), equal_to("3"));
}

TEST(postgres_bulk, a_row_without_columns_is_one_of_defaults)
{
    should(bulk_put(self->db, "users", NULL, &(bulk_source){ .rows = 2 }), equal_to(0));
    should(count(self->db), equal_to("3"));
}

TEST_EACH(postgres_bulk, all_kinds_of_tables_are_filled, (const char *sql),
    { "CREATE TABLE x (id int, v text) PARTITION BY RANGE (id); CREATE TABLE x1 PARTITION OF x FOR VALUES FROM (0) TO (2);"
      "CREATE TABLE x2 PARTITION OF x DEFAULT" },
    { "CREATE UNLOGGED TABLE x (id int, v text)" },
    { "CREATE TEMP TABLE keep (a int); SET search_path = pg_temp; CREATE TABLE x (id int, v text)" },
    { "CREATE TABLE x (id int, v text, w text GENERATED ALWAYS AS (v || '!') STORED)" },
    { "CREATE TABLE x (id serial PRIMARY KEY, v text); ALTER TABLE x DROP COLUMN v; ALTER TABLE x ADD v varchar(9)" })
{
    pg_must(self->db, each->sql);
    should(bulk_put(self->db, "x", COLUMNS("v", "id"), ROWS(2, SB__BOX("a"), SB__BOX(1), SB__BOX("b"), SB__BOX(2))), equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(id || v, ',' ORDER BY id) FROM x"), equal_to("1a,2b"));
}

TEST(postgres_bulk, names_may_have_quotes_in_them)
{
    pg_must(self->db, "CREATE TABLE \"odd \"\" one\" (\"a\"\"b\" int, \"C d\" text)");
    should(bulk_put(self->db, "odd \" one", COLUMNS("a\"b", "C d"), ROWS(2, SB__BOX(1), SB__BOX("x"))), equal_to(0));
    should(bulk_put(self->db, "odd \" one", COLUMNS("a\"b", "C d"), ROWS(2, SB__BOX("one"), SB__BOX("x"))), equal_to(SB_ERR));
    should(sb_error(), start_with("Rows cannot be put into odd \" one: row 1, column a\"b, value \"one\""));
}

/* ---- the client dies ---- */

static int die_at(void *env, sb_value *cell)
{
    int *left = env;

    if (--*left == 0)
        raise(SIGKILL);
    cell[0] = SB__BOX(1000 + *left);
    return 1;
}

static void fill_and_die(const char *url)
{
    void *db = NULL;
    int left = 20000;

    if (BACKEND.open(url, SB_CHANGE, &db) == 0 && BACKEND.bulk_begin(db, COLUMNS("users", NULL)) == 0)
        BACKEND.bulk_fill(db, "users", COLUMNS("id"), 1, 0, die_at, &left);
    _exit(0);
}

TEST(postgres_bulk, one_that_is_killed_leaves_nothing)
{
    pid_t child = fork();
    int status = 0;
    if (child == 0)
        fill_and_die(self->url);
    waitpid(child, &status, 0);
    should(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, be_true);
    should(count(self->db), equal_to("1"));
    should(pg_ask(self->db, "ALTER TABLE users ADD later int"), equal_to("(none)"));
    should(pg_ask(self->db, "SELECT count(*) FROM users"), equal_to("1"));
}
