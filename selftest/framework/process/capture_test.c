/* capture_test.c -- output found without a system call per test. */
#include "../../../framework/process/capture.h"
#include "../../../framework/process/os.h"
#include <fcntl.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(capture, (sb_capture of; sb_text read));

SETUP(capture) { should(sb_capture_open(&self->of), equal_to(0)); }

TEARDOWN(capture)
{
    sb_capture_close(&self->of);
    sb_text_release(&self->read);
}

static void say(struct sb_fixture_capture *self, const char *text)
{
    should(write(self->of.file.fd, text, strlen(text)), equal_to(strlen(text)));
}

TEST(capture, the_mark_moves_behind_what_was_written)
{
    say(self, "first");
    sb_capture_next(&self->of, false);
    should(self->of.mark, equal_to(5));
    say(self, "second");
    sb_capture_read(&self->of, self->of.mark, &self->read);
    should(self->read.at, equal_to("second"));
}

TEST(capture, its_descriptor_is_out_of_the_way_of_tests_that_close_low_ones)
{
    if (sysconf(_SC_OPEN_MAX) < 600)
        skip_test("the limit on descriptors is too low");
    should(self->of.file.fd, be_at_least(500));
}

TEST(capture, silence_leaves_the_mark)
{
    sb_capture_next(&self->of, false);
    sb_capture_next(&self->of, false);
    should(self->of.mark, equal_to(0));
    sb_capture_read(&self->of, 0, &self->read);
    should(self->read.size, equal_to(0));
}

TEST(capture, output_that_begins_with_nul_is_still_read)
{
    should(write(self->of.file.fd, "\0ab", 3), equal_to(3));
    sb_capture_read(&self->of, 0, &self->read);
    should(bytes(self->read.at, self->read.size), equal_to(bytes("\0ab", 3)));
}

TEST(capture, output_that_begins_with_a_few_nuls_moves_the_mark)
{
    should(write(self->of.file.fd, "\0\0\0x", 4), equal_to(4));
    sb_capture_next(&self->of, false);
    should(self->of.mark, equal_to(4));
}

TEST(capture, output_of_nuls_alone_is_found_when_asked_for)
{
    static const char nothing[100];
    should(write(self->of.file.fd, nothing, sizeof nothing), equal_to(sizeof nothing));
    sb_capture_next(&self->of, false);
    should(self->of.mark, equal_to(0));
    sb_capture_next(&self->of, true);
    should(self->of.mark, equal_to(sizeof nothing));
}

/* Where a sanitizer has SIGBUS for itself the file cannot be cut short. */
static void want_a_file_that_shrinks(struct sb_fixture_capture *self)
{
    if (fcntl(self->of.file.fd, F_GET_SEALS) & F_SEAL_SHRINK)
        skip_test("SIGBUS is a sanitizer's here, and the file is sealed");
}

TEST(capture, a_file_that_was_cut_short_is_read_and_begun_anew)
{
    want_a_file_that_shrinks(self);
    say(self, "of an earlier test");
    sb_capture_next(&self->of, true);
    should(ftruncate(self->of.file.fd, 0), equal_to(0));
    should(pwrite(self->of.file.fd, "cut", 3, 0), equal_to(3));
    sb_capture_read(&self->of, self->of.mark, &self->read);
    should(self->read.at, equal_to("cut"));
    sb_capture_next(&self->of, true);
    should(self->of.mark, equal_to(0));
    should(sb_os_file_size(self->of.file.fd), equal_to(self->of.room));
}

TEST(capture, what_was_appended_is_read_and_the_file_begun_anew)
{
    say(self, "one ");
    fcntl(self->of.file.fd, F_SETFL, O_APPEND);
    say(self, "two");
    sb_capture_read(&self->of, 0, &self->read);
    should(self->read.at, equal_to("one two"));
    sb_capture_next(&self->of, true);
    should(sb_os_append(self->of.file.fd, true), be_false);
    want_a_file_that_shrinks(self);
    should(sb_os_file_size(self->of.file.fd), equal_to(self->of.room));
}

TEST(capture, of_much_output_both_ends_are_kept)
{
    static char block[1 << 20];
    memset(block, 'x', sizeof block);
    say(self, "begin");
    for (int i = 0; i < 4; i++)
        should(write(self->of.file.fd, block, sizeof block), equal_to(sizeof block));
    say(self, "end");
    sb_capture_read(&self->of, 0, &self->read);
    should(self->read.at,
        all_of(start_with("beginxx"), contain("\n... 2097160 bytes of output are left out here ...\n"), end_with("xxend")));
}

TEST(capture, much_output_starts_over_instead_of_growing)
{
    static char block[1 << 20];
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 40; i++)
        should(write(self->of.file.fd, block, sizeof block), equal_to(sizeof block));
    sb_capture_next(&self->of, false);
    should(self->of.mark, equal_to(0));
    say(self, "after");
    sb_capture_read(&self->of, self->of.mark, &self->read);
    should(self->read.at, equal_to("after"));
}

TEST(capture, who_joins_reads_what_is_written_from_then_on)
{
    sb_capture joined;
    say(self, "before");
    should(sb_capture_join(&joined, self->of.file.fd), equal_to(0));
    should(joined.mark, equal_to(6));
    say(self, "after");
    sb_capture_read(&joined, joined.mark, &self->read);
    should(self->read.at, equal_to("after"));
    sb_os_unshare((void *)(uintptr_t)joined.view, joined.room, -1);
}

/* Of a worker: its own stdout and stderr are the capture. Runs in a child, whose exit code says how it went. */
static int after_closing(sb_capture *of, bool all)
{
    if (sb_capture_take(of))
        return 10;
    close(1);
    if (all)
        close(of->file.fd);
    bool told = sb_capture_mend(of);
    if (write(1, "here again", 10) != 10 || !of->anew)
        return 11;
    return told ? 0 : 12;
}

static int in_child(struct sb_fixture_capture *self, bool all)
{
    int status = -1;
    pid_t child = fork();
    if (child == 0)
        _exit(after_closing(&self->of, all));
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(capture, stdout_leads_here_again_when_a_test_closed_it)
{
    should(in_child(self, false), equal_to(0));
    sb_capture_read(&self->of, 0, &self->read);
    should(self->read.at, equal_to("here again"));
}

TEST(capture, its_own_descriptor_is_found_again_through_main)
{
    char text[10];
    say(self, "before ");
    should(in_child(self, true), equal_to(0));
    should(pread(self->of.file.fd, text, sizeof text, 7), equal_to(10));
    should(bytes(text, sizeof text), equal_to(bytes("here again", 10)));
}

TEST(capture, what_is_well_is_left_alone)
{
    sb_os_file_note(&self->of.file, self->of.file.fd, getpid());
    should(sb_os_file_mend(&self->of.file), equal_to(SB_OS_WELL));
    should(sb_os_file_is(&self->of.file, 0), be_false);
}

TEST(capture, the_middle_of_a_flood_is_given_back_while_it_is_written)
{
    char *much = sb_alloc(8 << 20);
    struct stat before, after;
    memset(much, 'x', 8 << 20);
    should(write(self->of.file.fd, much, 8 << 20), equal_to(8 << 20));
    free(much);
    should(fstat(self->of.file.fd, &before), equal_to(0));
    should(sb_capture_trim(&self->of, 0), be_true);
    should(fstat(self->of.file.fd, &after), equal_to(0));
    should(after.st_blocks, be_below(before.st_blocks / 2));
    should(sb_capture_trim(&self->of, 0), be_false);
    sb_capture_read(&self->of, 0, &self->read);
    should(self->read.at[0], equal_to('x'));
    should(self->read.at[self->read.size - 1], equal_to('x'));
    should(memchr(self->read.at, '\0', self->read.size), be_null);
}

TEST(capture, a_little_is_not_worth_a_call)
{
    say(self, "a little");
    should(sb_capture_trim(&self->of, 0), be_false);
}

/* A file of the test's own under our number, as one has it that closed all and opened many. Its size, and where it stands. */
static void put_another_file(struct sb_fixture_capture *self, off_t size)
{
    FILE *other = tmpfile();
    should(other, not_(be_null));
    should(ftruncate(fileno(other), size), equal_to(0));
    should(pwrite(fileno(other), "precious", 8, 0), equal_to(8));
    should(dup2(fileno(other), self->of.file.fd), equal_to(self->of.file.fd));
    should(lseek(self->of.file.fd, 0, SEEK_END), equal_to(size));
    fclose(other);
}

TEST(capture, a_file_that_a_test_put_under_its_number_keeps_what_it_has)
{
    char text[8];
    int other = self->of.file.fd;
    put_another_file(self, 40 << 20);
    sb_capture_next(&self->of, true);
    should(pread(other, text, sizeof text, 0), equal_to(8));
    should(bytes(text, sizeof text), equal_to(bytes("precious", 8)));
    should(lseek(other, 0, SEEK_CUR), equal_to(40 << 20));
    should(self->of.anew, be_true);
    close(other);
}

TEST(capture, the_position_of_another_file_under_its_number_is_not_taken_for_its_own)
{
    int other = self->of.file.fd;
    put_another_file(self, 1000);
    sb_capture_next(&self->of, true);
    should(self->of.mark, equal_to(0));
    should(self->of.anew, be_true);
    close(other);
}

/* A socket that keeps the borders of what is written. */
static void print_to(int fd)
{
    sb_capture into = { .file = { .fd = fd } };
    fflush(stdout);
    if (fork() == 0) {
        printf("before, ");
        setvbuf(stdout, NULL, _IONBF, 0);
        sb_capture_take(&into);
        printf("%d of %s, and no end of the line", 3, "many pieces");
        _exit(0);
    }
    wait(NULL);
}

TEST(capture, what_one_call_prints_is_one_write_and_no_crash_can_lose_it)
{
    int pair[2];
    char got[100] = "";
    should(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), equal_to(0));
    print_to(pair[1]);
    should(recv(pair[0], got, sizeof got - 1, MSG_DONTWAIT), be_above(0));
    expect(got, equal_to("3 of many pieces, and no end of the line"));
    close(pair[0]);
    close(pair[1]);
}

/* How a stream with a lent buffer writes "line\nrest", when it had this mode. */
static size_t sent_at_once(int mode, size_t size)
{
    char room[BUFSIZ];
    FILE *file = tmpfile();
    struct stat state = { .st_size = 0 };
    should_not(file, be_null);
    setvbuf(file, NULL, mode, size);
    sb_os_lend_buffer(file, room, sizeof room);
    fputs("line\nrest", file);
    fstat(fileno(file), &state);
    fclose(file);
    return (size_t)state.st_size;
}

TEST(capture, a_lent_buffer_leaves_a_stream_its_mode)
{
    should(sent_at_once(_IOFBF, BUFSIZ), equal_to(0));
    should(sent_at_once(_IONBF, 0), equal_to(9));
}

TEST(capture, a_stream_has_its_mode_back_when_it_kept_nothing_for_a_while)
{
    char room[BUFSIZ];
    FILE *file = tmpfile();
    struct stat state = { .st_size = 0 };
    setvbuf(file, room, _IOFBF, sizeof room);
    fputs("kept, ", file);
    should(sb_os_unbuffer(file), equal_to(_IOFBF));
    fputs("at once, ", file);
    fstat(fileno(file), &state);
    expect(state.st_size, equal_to(15));
    sb_os_buffer(file, room, sizeof room, _IOFBF);
    fputs("kept again", file);
    fstat(fileno(file), &state);
    expect(state.st_size, equal_to(15));
    fclose(file);
}
