/* sequences_test.c -- tests of the counters that --paranoid compares: each is the number that was given last. */
#include "pgbox.h"
#include <seedbed.h>

FIXTURE(pg_sequences, (pgbox box; sb_text said));
SETUP(pg_sequences) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_sequences)
{
    sb_text_release(&self->said);
    pgbox_close(&self->box);
}

static void add(void *env, const char *name, int64_t value) { sb_text_add(env, "%s %lld, ", name, (long long)value); }

TEST_EACH(pg_sequences, the_number_that_was_given_last, (const char *made; const char *told), { "CREATE SEQUENCE s", "s 0, " },
    { "CREATE SEQUENCE s; SELECT nextval('s')", "s 1, " }, { "CREATE SEQUENCE s; SELECT setval('s', 7, false)", "s 6, " },
    { "CREATE SEQUENCE \"Two Words\" INCREMENT 5 START 10", "Two Words 5, " },
    { "CREATE SEQUENCE s INCREMENT -1 MAXVALUE 3; SELECT nextval('s'), nextval('s')", "s 2, " },
    { "CREATE SEQUENCE s MINVALUE -9223372036854775808 START -9223372036854775808", "s -9223372036854775808, " },
    { "CREATE SEQUENCE b; CREATE SEQUENCE \"B\"; CREATE TABLE a (id serial)", "B 0, a_id_seq 0, b 0, " })
{
    pgbox_open(&self->box, each->made, SB_RESET_UNDO);
    should(sb__postgres_sequences(self->box.ours, add, &self->said), equal_to(0));
    should(self->said.at, equal_to(each->told));
}

/* They are read by the hundred. */
TEST(pg_sequences, there_may_be_many)
{
    pgbox_open(&self->box,
        "DO $$ BEGIN FOR i IN 100..350 LOOP EXECUTE format('CREATE SEQUENCE s%s START %s', i, i); END LOOP; END $$",
        SB_RESET_UNDO);
    should(sb__postgres_sequences(self->box.ours, add, &self->said), equal_to(0));
    should(self->said.at, start_with("s100 99, s101 100, "));
    should(self->said.at, contain("s199 198, s200 199, s201 200, "));
    should(self->said.at, end_with("s349 348, s350 349, "));
}

TEST(pg_sequences, those_that_cannot_be_read_are_an_error)
{
    pgbox_open(&self->box, "CREATE SEQUENCE s", SB_RESET_UNDO);
    pgbox_run(&self->box, "BEGIN");
    should(sb__postgres_exec(self->box.ours, "SELECT 1 / 0"), not_(equal_to(0)));
    should(sb__postgres_sequences(self->box.ours, add, &self->said), equal_to(SB_ERR));
}
