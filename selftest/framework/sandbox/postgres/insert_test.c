/* insert_test.c -- tests of framework/sandbox/postgres/insert.c. */
#include "server.h"
#include <seedbed.h>

FIXTURE(postgres_insert, (sb_postgres * db; int64_t key;));

SETUP(postgres_insert)
{
    self->db = server_open(server_url());
    pg_must(self->db,
        "CREATE TEMP TABLE keep(x int); SET search_path = pg_temp;"
        "CREATE TEMP TABLE t(id serial PRIMARY KEY, v text UNIQUE, n int NOT NULL DEFAULT 7)");
}

TEARDOWN(postgres_insert) { (void)self; }

static int put(sb_postgres *db, const char *table, const char *column, sb_value value, int64_t *key)
{
    return sb_backend_postgres.insert(db, table, &column, &value, 1, key);
}

TEST(postgres_insert, gives_the_key)
{
    should(put(self->db, "t", "v", SB__BOX("a"), &self->key), equal_to(0));
    should(self->key, equal_to(1));
    should(sb_backend_postgres.insert(self->db, "t", NULL, NULL, 0, &self->key), equal_to(0));
    should(self->key, equal_to(2));
}

TEST(postgres_insert, a_key_put_in_by_hand_moves_the_numbers_on)
{
    should(put(self->db, "t", "id", SB__BOX(41), &self->key), equal_to(0));
    should(self->key, equal_to(41));
    should(put(self->db, "t", "v", SB__BOX("a"), &self->key), equal_to(0));
    should(self->key, equal_to(42));
}

TEST(postgres_insert, a_first_key_put_in_by_hand_moves_them_too)
{
    should(put(self->db, "t", "id", SB__BOX(1), &self->key), equal_to(0));
    should(put(self->db, "t", "v", SB__BOX("a"), &self->key), equal_to(0));
    should(self->key, equal_to(2));
}

TEST(postgres_insert, a_low_key_put_in_by_hand_does_not_move_them_back)
{
    should(put(self->db, "t", "id", SB__BOX(9), NULL), equal_to(0));
    should(put(self->db, "t", "id", SB__BOX(3), NULL), equal_to(0));
    should(put(self->db, "t", "v", SB__BOX("a"), &self->key), equal_to(0));
    should(self->key, equal_to(10));
}

TEST(postgres_insert, an_identity_takes_a_key_by_hand)
{
    pg_must(self->db, "CREATE TEMP TABLE i(id int GENERATED ALWAYS AS IDENTITY, v text)");
    should(put(self->db, "i", "id", SB__BOX(5), &self->key), equal_to(0));
    should(put(self->db, "i", "v", SB__BOX("a"), &self->key), equal_to(0));
    should(self->key, equal_to(6));
}

TEST(postgres_insert, a_table_without_a_number_gives_none)
{
    pg_must(self->db, "CREATE TEMP TABLE w(k uuid PRIMARY KEY DEFAULT gen_random_uuid(), b bytea, on_ bool)");
    self->key = 5;
    should(put(self->db, "w", "b", SB__BOX(((sb_bytes){ "a\0b", 3 })), &self->key), equal_to(0));
    should(self->key, equal_to(0));
    should(put(self->db, "w", "on_", SB__BOX(true), NULL), equal_to(0));
    should(
        pg_ask(self->db, "SELECT string_agg(COALESCE(encode(b, 'hex'), ''), '') || bool_or(on_) FROM w"), equal_to("610062true"));
}

TEST(postgres_insert, kept_statements_survive_a_change_of_the_schema)
{
    should(put(self->db, "t", "v", SB__BOX("a"), NULL), equal_to(0));
    pg_must(self->db, "DROP TABLE t; CREATE TEMP TABLE t(id bigserial PRIMARY KEY, x int, v text)");
    should(put(self->db, "t", "v", SB__BOX("b"), &self->key), equal_to(0));
    pg_must(self->db, "DEALLOCATE ALL");
    should(put(self->db, "t", "v", SB__BOX("c"), &self->key), equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(v, '' ORDER BY id) FROM t"), equal_to("bc"));
}

TEST(postgres_insert, more_shapes_than_are_kept_can_be_inserted)
{
    sb_text text = SB_TEXT_EMPTY;
    for (int i = 0; i < 70; i++) {
        text.size = 0;
        sb_text_add(&text, "CREATE TEMP TABLE s%d(x int)", i);
        pg_must(self->db, text.at);
    }
    for (int i = 0; i < 140; i++) {
        text.size = 0;
        sb_text_add(&text, "s%d", i % 70);
        if (put(self->db, text.at, "x", SB__BOX(i), NULL) != 0)
            break;
    }
    sb_text_release(&text);
    should(pg_ask(self->db, "SELECT count(*) FROM s69"), equal_to("2"));
    should(pg_ask(self->db, "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'seedbed_insert%'"), equal_to("64"));
}

TEST(postgres_insert, a_refused_one_has_the_server_s_words)
{
    should(put(self->db, "t", "n", (sb_value){ .kind = SB_NONE }, NULL), equal_to(SB_ERR));
    should(sb_error(), start_with("A row cannot be inserted into t: null value in column \"n\""));
    should(put(self->db, "t", "n", SB__BOX((void *)self), NULL), equal_to(SB_ERR));
    should(sb_error(), start_with("t.n: Argument 1 is a pointer"));
}

TEST(postgres_insert, one_that_fails_spoils_no_guarded_transaction)
{
    pg_must(self->db, "BEGIN");
    sb__postgres_guarded(self->db, true);
    should(put(self->db, "t", "v", SB__BOX("a"), NULL), equal_to(0));
    should(put(self->db, "t", "v", SB__BOX("a"), NULL), equal_to(SB_ERR));
    should(put(self->db, "t", "v", SB__BOX("b"), NULL), equal_to(0));
    should(pg_ask(self->db, "SELECT count(*) FROM t"), equal_to("2"));
}

TEST(postgres_insert, names_may_have_quotes_in_them)
{
    pg_must(self->db, "CREATE TEMP TABLE \"odd \"\" one\"(\"a\"\"b\" int)");
    should(put(self->db, "odd \" one", "a\"b", SB__BOX(1), NULL), equal_to(0));
}

static int put_rows(sb_postgres *db, const sb_value *value, size_t rows, int64_t *keys)
{
    static const char *const columns[] = { "v", "n" };
    return sb_backend_postgres.insert_rows(db, "t", columns, value, 2, rows, keys);
}

TEST(postgres_insert, rows_in_one_trip_give_their_keys)
{
    const sb_value value[] = { SB__BOX("a"), SB__BOX(1), SB__BOX("b"), { .kind = SB_NONE }, SB__BOX("c"), SB__BOX(3) };
    const int64_t wanted[] = { 3, 4, 5 };
    int64_t keys[3] = { 0 };

    should(put_rows(self->db, value, 1, keys), equal_to(0));
    should(put_rows(self->db, value + 4, 1, keys), equal_to(0));
    pg_must(self->db, "DELETE FROM t; ALTER TABLE t ALTER n DROP NOT NULL");
    should(put_rows(self->db, value, 3, keys), equal_to(0));
    should(array(keys, 3), equal_to(array(wanted, 3)));
    should(pg_ask(self->db, "SELECT string_agg(format('%s=%s', v, n), ' ' ORDER BY id) FROM t"), equal_to("a=1 b= c=3"));
}

TEST_EACH(postgres_insert, rows_in_one_trip_are_all_there_or_none, (bool guarded), { false }, { true })
{
    const sb_value value[] = { SB__BOX("a"), SB__BOX(1), SB__BOX("b"), SB__BOX(2), SB__BOX("a"), SB__BOX(3) };
    int64_t keys[3];

    if (each->guarded)
        pg_must(self->db, "BEGIN; INSERT INTO t(v) VALUES ('before')");
    sb__postgres_guarded(self->db, each->guarded);
    should(put_rows(self->db, value, 3, keys), equal_to(SB_ERR));
    should(sb_error(), contain("duplicate key"));
    should(pg_ask(self->db, "SELECT count(*) FROM t WHERE v <> 'before'"), equal_to("0"));
    should(put_rows(self->db, value, 2, keys), equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(v, ',' ORDER BY id) FROM t"), equal_to(each->guarded ? "before,a,b" : "a,b"));
}
