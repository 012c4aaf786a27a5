/* content.c -- have_content, have_content_that: what a file holds. */
#include "../error.h"
#include "../message.h"
#include "../part.h"
#include "../path.h"
#include "../value.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What have_content_that reads at most; what is read of a content to show a difference; the size of a file that is believed. */
enum { MOST = 1 << 30, SHOWN = 64 << 20, BIG = 1 << 20 };

/* A piece of the file at a time, so that nothing is allocated: the first that differs ends it. */
static enum sb_verdict compare(int fd, sb_bytes wanted)
{
    const char *at = wanted.data;
    size_t left = wanted.size;
    char piece[8192];
    ssize_t got;

    while ((got = read(fd, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR)) {
        size_t n = got > 0 ? (size_t)got : 0;

        if (n > left || memcmp(piece, at, n) != 0)
            return SB_NO;
        at += n;
        left -= n;
    }
    return got < 0 ? SB_NEVER : left ? SB_NO : SB_YES;
}

/* The size of a big file settles it without reading. What small ones say is not to be trusted: files of the kernel say 0 or 4096, and
 * hold something else. */
static bool of_other_size(int fd, size_t wanted)
{
    struct stat about;

    return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > BIG && (uint64_t)about.st_size != wanted;
}

static bool is_text(int kind) { return kind == SB_STR || kind == SB_BYTES; }

static enum sb_verdict has_content(const sb_match *m)
{
    sb_bytes wanted = is_text(m->x.kind) ? sb_value_bytes(&m->x) : (sb_bytes){ NULL, 0 };
    bool known = is_text(m->x.kind) && (wanted.data || (m->x.kind == SB_BYTES && !wanted.size));
    int fd = m->actual.v.s && known ? open(m->actual.v.s, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    enum sb_verdict verdict = SB_NEVER;

    if (fd >= 0) {
        verdict = of_other_size(fd, wanted.size) ? SB_NO : compare(fd, wanted);
        close(fd);
    }
    return verdict;
}

/* A string, where it is one. */
static sb_value value_of(const struct sb_text *content)
{
    const char *at = content->at ? content->at : "";

    if (memchr(at, '\0', content->size))
        return (sb_value){ .kind = SB_BYTES, .v.b = { at, content->size } };
    return (sb_value){ .kind = SB_STR, .v.s = at };
}

/* There is no content: why. */
static void add_reason(const sb_match *m, int error, sb_text *out)
{
    struct sb_look look = sb_path_look(m->actual.v.s);

    sb_text_add(out, "     got: ");
    sb_path_say(m->actual.v.s, &look, out);
    if (error == EFBIG && !S_ISREG(look.about.st_mode))
        sb_text_add(out, " that gives more than is read");
    else if (error == EFBIG)
        sb_text_add(out, "%s", m->x.kind == SB_PARTS ? ", which is more than is read" : "");
    else if (!look.error && !S_ISDIR(look.about.st_mode)) {
        sb_text_add(out, " that cannot be read: ");
        sb_error_print(out, error);
    }
    sb_text_add(out, "\n");
}

/* As bytes where one of the two is. */
static void explain_difference(const sb_match *m, const struct sb_text *content, sb_text *out)
{
    sb_match equal = { .type = &sb_m_equal_to, .actual = value_of(content), .x = m->x, .negated = m->negated };

    if (equal.actual.kind != equal.x.kind) {
        equal.actual = (sb_value){ .kind = SB_BYTES, .v.b = { content->at ? content->at : "", content->size } };
        equal.x = (sb_value){ .kind = SB_BYTES, .v.b = sb_value_bytes(&m->x) };
    }
    sb_message_explain(&equal, out);
}

static bool explain_content(const sb_match *m, sb_text *out)
{
    const sb_bytes wanted = is_text(m->x.kind) ? sb_value_bytes(&m->x) : (sb_bytes){ NULL, 0 };
    struct sb_text content = SB_TEXT_EMPTY;
    int error;

    if (!is_text(m->x.kind) || (m->x.kind == SB_STR && !m->x.v.s)) {
        sb_text_add(out, "the content to compare with is %s; it should be a string or bytes\n",
            m->x.kind == SB_STR ? "NULL" : sb_kind_words(m->x.kind));
        return true;
    }
    error = sb_path_read(m->actual.v.s, SHOWN, &content);
    if (!error)
        explain_difference(m, &content, out);
    else {
        if (error == EFBIG)
            sb_text_add(out, "expected: %sa file of %zu byte%s with this content at ", m->negated ? "not " : "", wanted.size,
                wanted.size == 1 ? "" : "s");
        else
            sb_text_add(out, "expected: a file with this content at ");
        sb_value_print(out, &m->actual);
        sb_text_add(out, "\n");
        add_reason(m, error, out);
    }
    sb_text_release(&content);
    return true;
}

static enum sb_verdict has_content_that(const sb_match *m)
{
    struct sb_text content = SB_TEXT_EMPTY;
    enum sb_verdict verdict = SB_NEVER;

    if (!sb_path_read(m->actual.v.s, MOST, &content)) {
        sb_value value = value_of(&content);
        verdict = sb_part_judge_value(m, 0, &value);
    }
    sb_text_release(&content);
    return verdict;
}

static bool explain_content_that(const sb_match *m, sb_text *out)
{
    struct sb_text content = SB_TEXT_EMPTY;
    int error = sb_path_read(m->actual.v.s, MOST, &content);

    if (!error) {
        sb_value value = value_of(&content);
        sb_match part = sb_part_match_value(m, 0, &value);

        part.negated = m->negated;
        sb_message_explain(&part, out);
    } else {
        sb_text_add(out, "expected: a file with content at ");
        sb_value_print(out, &m->actual);
        sb_text_add(out, "\n");
        add_reason(m, error, out);
    }
    sb_text_release(&content);
    return true;
}

const sb_matcher_type sb_m_have_content = {
    .words = "have content", .fits = SB_FITS_STRING, .judge = has_content, .explain = explain_content
};
const sb_matcher_type sb_m_have_content_that = { .words = "have content that should",
    .fits = SB_FITS_STRING,
    .inside = true,
    .demands_parts = true,
    .judge = has_content_that,
    .explain = explain_content_that };
