/* journal_test.c -- entries that survive the worker that wrote them. */
#include "../../../framework/record/journal.h"
#include <fcntl.h>
#include <pthread.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(journal, (sb_journal of; size_t seen; int last_line; char text[64]));

SETUP(journal) { should(sb_journal_open(&self->of), equal_to(0)); }

TEARDOWN(journal) { sb_journal_close(&self->of); }

static void note(void *env, const sb_entry *entry)
{
    struct sb_fixture_journal *self = env;
    self->seen++;
    self->last_line = entry->line;
    snprintf(self->text, sizeof self->text, "%s|%s", entry->file, entry->text);
}

static sb_entry entry_of(int line) { return (sb_entry){ SB_ENTRY_FAILED, true, line, 5, "a.c", "it failed", 3, 9 }; }

TEST(journal, gives_back_what_was_written)
{
    sb_entry entry = entry_of(42);
    sb_journal_write(&self->of, &entry);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(1));
    should(self->last_line, equal_to(42));
    should(self->text, equal_to("a.c|it failed"));
}

TEST(journal, gives_each_entry_once)
{
    sb_entry first = entry_of(1), second = entry_of(2);
    sb_journal_write(&self->of, &first);
    sb_journal_read(&self->of, note, self);
    sb_journal_write(&self->of, &second);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(2));
    should(self->last_line, equal_to(2));
}

TEST(journal, a_torn_entry_waits_and_can_be_cut_off)
{
    sb_entry entry = entry_of(1);
    sb_journal_write(&self->of, &entry);
    off_t whole = lseek(self->of.file.fd, 0, SEEK_CUR);
    sb_journal_write(&self->of, &entry);
    should(ftruncate(self->of.file.fd, whole + 11), equal_to(0));
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(1));
    sb_journal_mend(&self->of);
    should(lseek(self->of.file.fd, 0, SEEK_END), equal_to(whole));
}

TEST(journal, after_mending_the_next_entry_is_whole)
{
    sb_entry torn = entry_of(1), next = entry_of(2);
    sb_journal_write(&self->of, &torn);
    should(ftruncate(self->of.file.fd, 7), equal_to(0));
    sb_journal_mend(&self->of);
    sb_journal_write(&self->of, &next);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(1));
    should(self->last_line, equal_to(2));
}

enum { THREADS = 8, ENTRIES = 200 };

static void *write_many(void *journal)
{
    sb_entry entry = entry_of(1);
    for (int i = 0; i < ENTRIES; i++)
        sb_journal_write(journal, &entry);
    return NULL;
}

TEST(journal, loses_nothing_of_what_threads_write_at_once)
{
    pthread_t thread[THREADS];
    for (int i = 0; i < THREADS; i++)
        should(pthread_create(&thread[i], NULL, write_many, &self->of), equal_to(0));
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(THREADS * ENTRIES));
    should(self->text, equal_to("a.c|it failed"));
}

/* In a child, as in a worker: its descriptor is closed, and another file stands under its number. */
static void write_after_closing(struct sb_fixture_journal *self)
{
    sb_entry entry = entry_of(44);
    close(self->of.file.fd);
    dup2(0, self->of.file.fd);
    sb_journal_write(&self->of, &entry);
    _exit(0);
}

TEST(journal, is_found_again_when_a_test_closed_it)
{
    sb_entry first = entry_of(43);
    sb_journal_write(&self->of, &first);
    if (fork() == 0)
        write_after_closing(self);
    wait(NULL);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(2));
    should(self->last_line, equal_to(44));
}

TEST(journal, writes_at_its_end_whoever_writes)
{
    sb_entry entry = entry_of(45);
    sb_journal_write(&self->of, &entry);
    should(lseek(self->of.file.fd, 0, SEEK_SET), equal_to(0));
    sb_journal_write(&self->of, &entry);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(2));
}

/* ---- what no worker wrote ---- */

TEST_EACH(journal, passes_over, (const char *what; const char *bytes; size_t size),
    { "what a test wrote there", "garbage that is longer than the head of an entry is, so that it is read as one", 70 },
    { "a little", "x", 1 }, { "zeros", (const char[200]){ 0 }, 200 })
{
    sb_entry first = entry_of(1), next = entry_of(2);
    sb_journal_write(&self->of, &first);
    should(write(self->of.file.fd, each->bytes, each->size), equal_to(each->size));
    sb_journal_write(&self->of, &next);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(2));
    should(self->last_line, equal_to(2));
    should(self->of.damaged, be_true);
}

TEST(journal, gives_what_stands_behind_an_entry_whose_write_fell_short)
{
    sb_entry torn = entry_of(1), next = entry_of(2);
    torn.text = "it failed, and says much more about it than there is room for";
    torn.text_size = strlen(torn.text);
    sb_journal_write(&self->of, &torn);
    should(ftruncate(self->of.file.fd, lseek(self->of.file.fd, 0, SEEK_END) - 40), equal_to(0));
    sb_journal_write(&self->of, &next);
    sb_journal_write(&self->of, &next);
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(2));
    should(self->text, equal_to("a.c|it failed"));
    should(self->of.damaged, be_true);
}

TEST(journal, believes_no_size_that_the_file_does_not_have)
{
    sb_entry entry = entry_of(1);
    uint64_t much = UINT64_C(1) << 60;
    sb_journal_write(&self->of, &entry);
    off_t whole = lseek(self->of.file.fd, 0, SEEK_END);
    sb_journal_write(&self->of, &entry);
    should(fcntl(self->of.file.fd, F_SETFL, 0), equal_to(0));
    should(pwrite(self->of.file.fd, &much, sizeof much, whole + 40), equal_to(sizeof much));
    sb_journal_read(&self->of, note, self);
    should(self->seen, equal_to(1));
}

TEST(journal, notes_that_a_test_cut_it_short)
{
    sb_entry entry = entry_of(1);
    sb_journal_write(&self->of, &entry);
    sb_journal_read(&self->of, note, self);
    should(self->of.damaged, be_false);
    should(ftruncate(self->of.file.fd, 0), equal_to(0));
    sb_journal_write(&self->of, &entry);
    sb_journal_write(&self->of, &entry);
    should(ftruncate(self->of.file.fd, 60), equal_to(0));
    sb_journal_read(&self->of, note, self);
    should(self->of.damaged, be_true);
}
