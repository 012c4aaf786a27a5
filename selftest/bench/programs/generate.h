/* generate.h -- what the programs of the table `generate` fill: the tables, the bare values, how many, and where a figure goes.
 *
 * The bare loops pick from tables of eight words by a generator of four instructions, so that their values are cheaper than any of ours. User
 * names begin with three letters by chance, because where keys fall in an index costs more than what they are: all over it, as names do.
 */
#ifndef SEEDBED_SELFTEST_BENCH_GENERATE_H
#define SEEDBED_SELFTEST_BENCH_GENERATE_H

#include "../timing.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of many rows; of those that are made one by one there are fewer. Each user has four seats, in four of the courses, of which there is one
 * for 40 users: a number that no four steps of COURSE_STEP meet twice. */
enum { USERS = 100000, COURSES = 2503, SEATS = 4, ENROLMENTS = USERS * SEATS, COURSE_STEP = 1009 };

#define GENERATE_TABLES(key) \
    "CREATE TABLE users(id " key " PRIMARY KEY, username varchar(64) NOT NULL UNIQUE, email varchar(80) NOT NULL UNIQUE, " \
    "first_name varchar(60) NOT NULL, last_name varchar(60) NOT NULL, country varchar(2) NOT NULL, age integer NOT NULL);\n" \
    "CREATE INDEX users_country ON users(country);\n" \
    "CREATE TABLE courses(id " key " PRIMARY KEY, code varchar(40) NOT NULL UNIQUE, title varchar(200) NOT NULL);\n" \
    "CREATE TABLE enrolments(id " key " PRIMARY KEY, user_id integer NOT NULL REFERENCES users(id), course_id integer NOT NULL " \
    "REFERENCES courses(id), mode varchar(20) NOT NULL, completion integer NOT NULL, UNIQUE(user_id, course_id));\n" \
    "CREATE INDEX enrolments_course ON enrolments(course_id);\n"

typedef struct bare_user {
    char username[40], email[60];
    const char *first_name, *last_name, *country;
    int age;
} bare_user;

static inline uint64_t bare_random(uint64_t *state)
{
    uint64_t word = (*state += UINT64_C(0x9e3779b97f4a7c15));
    return (word ^ word >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
}

static inline size_t bare_number(char *to, uint64_t number)
{
    char digits[20];
    size_t n = 0, size;
    do
        digits[n++] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    for (size = n; n > 0; n--)
        *to++ = digits[n - 1];
    *to = '\0';
    return size;
}

static inline void bare_user_at(uint64_t *state, uint64_t n, bare_user *out)
{
    static const char *const first[] = { "Ada", "Bjarne", "Clara", "Daniel", "Elise", "Frida", "Georg", "Hanna" };
    static const char *const last[] = { "Andersen", "Berg", "Carlsen", "Dahl", "Eide", "Foss", "Grieg", "Hansen" };
    static const char *const country[] = { "NO", "DE", "FR", "ES", "BR", "JP", "IN", "CN" };
    uint64_t random = bare_random(state);
    size_t size;

    out->first_name = first[random >> 61];
    out->last_name = last[random >> 58 & 7];
    out->country = country[random >> 55 & 7];
    out->age = 16 + (int)(random >> 40 & 31);
    size = strlen(out->last_name);
    for (int i = 0; i < 3; i++)
        out->username[i] = (char)('a' + (random >> (8 * i) & 255) % 26);
    memcpy(out->username + 3, out->last_name, size);
    size += 3;
    size += bare_number(out->username + size, n);
    memcpy(out->email, out->username, size);
    memcpy(out->email + size, "@example.com", sizeof "@example.com");
}

typedef struct bare_enrolment {
    int user_id, course_id, completion;
    const char *mode;
} bare_enrolment;

static inline void bare_enrolment_at(uint64_t *state, uint64_t n, bare_enrolment *out)
{
    static const char *const mode[] = { "audit", "honor", "honor", "verified" };
    uint64_t random = bare_random(state);

    out->user_id = (int)(n / SEATS) + 1;
    out->course_id = (int)(n * COURSE_STEP % COURSES) + 1;
    out->completion = (int)(random >> 40 & 63);
    out->mode = mode[random >> 62];
}

/* "way rate" behind what is in the file BENCH_TO: so many rows in the time since `from_ns`. */
static inline void generate_tell(const char *way, uint64_t rows, int64_t from_ns)
{
    double seconds = (double)(bench_now_ns() - from_ns) / 1e9;
    FILE *to = getenv("BENCH_TO") ? fopen(getenv("BENCH_TO"), "ae") : stdout;
    if (!to)
        bench_die(getenv("BENCH_TO"), "it cannot be written");
    fprintf(to, "%s %.1f\n", way, (double)rows / seconds);
    if (to != stdout)
        fclose(to);
}

#endif
