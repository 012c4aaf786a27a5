/* sample_kinds.c -- users, courses, enrolments and files as rows of text. */
#include "sample_kinds.h"
#include "../content/sha256.h"
#include "../fake/put.h"
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

static int file_row(const sb_sample_request *request, uint64_t n, sb_sample_row *out)
{
    static const enum sb_file_kind kinds[] = { SB_FILE_TEXT, SB_FILE_PNG, SB_FILE_CSV, SB_FILE_RANDOM };
    char path[4096], digest[SB_SHA256_HEX];
    sb_file file;
    int code = sb_file_at(request->seed, n, kinds[n % 4], 0, &file);

    if (code == SB_OK && request->folder)
        code = sb_file_write(&file, request->folder, path, sizeof path);
    if (code == SB_OK) {
        sb_sha256_hex(file.bytes, file.size, digest);
        number(out, 0, n + 1);
        text(out, 1, file.name);
        text(out, 2, file.media_type);
        number(out, 3, file.size);
        text(out, 4, digest);
    }
    sb_file_release(&file);
    return code;
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
