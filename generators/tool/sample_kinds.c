/* sample_kinds.c -- users, courses, enrolments and files as rows of text. */
#include "sample_kinds.h"
#include "../fake/put.h"
#include "../files.h"
#include <seedbed/make.h>
#include <string.h>

static void text(sb_sample_row *to, size_t column, const char *value)
{
    sb_put put = sb_put_into(to->cell[column], SB_SAMPLE_CELL);

    sb_put_text(&put, value);
}

static void number(sb_sample_row *to, size_t column, uint64_t value)
{
    sb_put put = sb_put_into(to->cell[column], SB_SAMPLE_CELL);

    sb_put_number(&put, value, 0);
}

static int user_row(const sb_sample_request *request, uint64_t n, sb_sample_row *out)
{
    sb_user user;
    int code = sb_user_like(request->seed, n, &request->wish, &user);
    const char *cells[] = { user.username, user.full_name, user.email, user.sex, user.birthday, user.locale, user.country,
        user.region, user.city, user.street, user.postcode, user.phone, user.time_zone, user.role };
    enum { CELLS = sizeof cells / sizeof *cells };

    if (code)
        return code;
    number(out, 0, n + 1);
    for (size_t i = 0; i < CELLS; i++)
        text(out, i + 1, cells[i]);
    number(out, CELLS + 1, (uint64_t)user.age);
    return SB_OK;
}

static int course_row(const sb_sample_request *request, uint64_t n, sb_sample_row *out)
{
    sb_course course;

    sb_course_at(request->seed, n, &course);
    number(out, 0, n + 1);
    text(out, 1, course.code);
    text(out, 2, course.title);
    text(out, 3, course.category);
    text(out, 4, course.term);
    number(out, 5, (uint64_t)course.seats);
    number(out, 6, (uint64_t)course.price_cents);
    return SB_OK;
}

/* So many enrolments are spread over as many users, and over a tenth as many courses and three. */
static int enrolment_row(const sb_sample_request *request, uint64_t n, sb_sample_row *out)
{
    sb_enrolment enrolment;
    sb_user user;
    sb_course course;

    sb_enrolment_at(request->seed, n, request->rows, request->rows / 10 + 3, &enrolment);
    sb_user_at(request->seed, enrolment.user_n, &user);
    sb_course_at(request->seed, enrolment.course_n, &course);
    number(out, 0, n + 1);
    text(out, 1, user.username);
    text(out, 2, course.code);
    text(out, 3, enrolment.mode);
    number(out, 4, (uint64_t)enrolment.completion);
    return SB_OK;
}

static int ignore(void *env, const void *bytes, size_t size)
{
    (void)env;
    (void)bytes;
    (void)size;
    return SB_OK;
}

/* Content is made once, for a folder or for its digest alone; not at all where the width of the cells is all that is wanted. */
static int make_file(const sb_sample_request *request, uint64_t n, const sb_file_wish *wish, sb_file_facts *out)
{
    char path[4096];

    if (request->sketch) {
        int code = sb_file_look(request->seed, n, wish, out);
        memset(out->sha256, '0', sizeof out->sha256 - 1);
        return code;
    }
    if (request->folder)
        return sb_file_save(request->seed, n, wish, request->folder, path, sizeof path, out);
    return sb_file_stream(request->seed, n, wish, ignore, NULL, out);
}

static int file_row(const sb_sample_request *request, uint64_t n, sb_sample_row *out)
{
    sb_file_wish wish = request->file;
    sb_file_facts facts;
    int code;

    if (!request->one_kind)
        wish.kind = sb_file_kind_of(request->seed, n);
    code = make_file(request, n, &wish, &facts);
    if (code != SB_OK)
        return code;
    number(out, 0, n + 1);
    text(out, 1, facts.name);
    text(out, 2, facts.media_type);
    number(out, 3, facts.size);
    text(out, 4, facts.sha256);
    return SB_OK;
}

const sb_sample_kind sb_sample_kinds[] = {
    { "users", 16,
        { "n", "username", "full_name", "email", "sex", "birthday", "locale", "country", "region", "city", "street", "postcode",
            "phone", "time_zone", "role", "age" },
        user_row },
    { "courses", 7, { "n", "code", "title", "category", "term", "seats", "price_cents" }, course_row },
    { "enrolments", 5, { "n", "username", "code", "mode", "completion" }, enrolment_row },
    { "files", 5, { "n", "name", "media_type", "size", "sha256" }, file_row },
    { .name = NULL },
};
