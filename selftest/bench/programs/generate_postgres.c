/* generate_postgres.c -- users and enrolments per second into PostgreSQL, each in one transaction: by COPY BINARY and by prepared INSERTs,
 * written by hand, and by Seedbed's filling of tables. Lines "way rate" to the file BENCH_TO. SEEDBED_TEST_POSTGRES says where the server is.
 */
#include "../../../framework/sandbox/postgres/connection.h"
#include "generate_fill.h"
#include <arpa/inet.h>

enum { INSERTED = 20000, SENT = 100, BUFFER = 1 << 16, ROW = 512 };

static const char tables[] =
    "SET client_min_messages = error; DROP TABLE IF EXISTS enrolments, courses, users;\n" GENERATE_TABLES("serial");
static const char courses[] = "INSERT INTO courses(code, title) SELECT 'C' || x, 'Course ' || x FROM generate_series(1, 2503) x";
static const sb_libpq *pq;
static PGconn *handle;

static void end(PGresult *result, const char *what)
{
    int status = pq->PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN && status != PGRES_PIPELINE_SYNC)
        bench_die(what, pq->PQresultErrorMessage(result));
    pq->PQclear(result);
}

static void run(const char *sql) { end(pq->PQexec(handle, sql), sql); }

/* ---- COPY BINARY by hand ---- */

static char buffer[BUFFER];
static size_t used;

static void put(const void *bytes, size_t n)
{
    memcpy(buffer + used, bytes, n);
    used += n;
}

static void put16(int number) { put(&(uint16_t){ htons((uint16_t)number) }, 2); }
static void put32(int number) { put(&(uint32_t){ htonl((uint32_t)number) }, 4); }

static void put_int(int number)
{
    put32(4);
    put32(number);
}

static void put_text(const char *text)
{
    size_t size = strlen(text);
    put32((int)size);
    put(text, size);
}

static void flush(size_t unless_room_for)
{
    if (BUFFER - used >= unless_room_for)
        return;
    if (pq->PQputCopyData(handle, buffer, (int)used) != 1)
        bench_die("COPY", pq->PQerrorMessage(handle));
    used = 0;
}

static void copy_begin(const char *sql)
{
    run("BEGIN");
    run(sql);
    put("PGCOPY\n\377\r\n", 11);
    put32(0);
    put32(0);
}

static void copy_end(void)
{
    put16(-1);
    flush(BUFFER);
    if (pq->PQputCopyEnd(handle, NULL) != 1)
        bench_die("COPY", pq->PQerrorMessage(handle));
    end(pq->PQgetResult(handle), "COPY");
    pq->PQclear(pq->PQgetResult(handle));
    run("COMMIT");
}

static void copy_users(void)
{
    uint64_t state = 1;
    bare_user user;
    copy_begin("COPY users(username, email, first_name, last_name, country, age) FROM STDIN BINARY");
    for (uint64_t n = 0; n < USERS; n++) {
        bare_user_at(&state, n, &user);
        flush(ROW);
        put16(6);
        put_text(user.username);
        put_text(user.email);
        put_text(user.first_name);
        put_text(user.last_name);
        put_text(user.country);
        put_int(user.age);
    }
    copy_end();
}

static void copy_enrolments(void)
{
    uint64_t state = 1;
    bare_enrolment enrolment;
    copy_begin("COPY enrolments(user_id, course_id, mode, completion) FROM STDIN BINARY");
    for (uint64_t n = 0; n < ENROLMENTS; n++) {
        bare_enrolment_at(&state, n, &enrolment);
        flush(ROW);
        put16(4);
        put_int(enrolment.user_id);
        put_int(enrolment.course_id);
        put_text(enrolment.mode);
        put_int(enrolment.completion);
    }
    copy_end();
}

/* ---- a prepared INSERT by hand: one trip each, or sent without waiting, as fast as the server takes them ---- */

static void prepare_insert(void)
{
    end(pq->PQprepare(handle, "one",
            "INSERT INTO users(username, email, first_name, last_name, country, age) VALUES($1, $2, $3, $4, $5, $6) RETURNING id",
            0, NULL),
        "INSERT");
}

static void send_user(uint64_t *state, uint64_t n)
{
    bare_user user;
    char age[12];
    bare_user_at(state, n, &user);
    bare_number(age, (uint64_t)user.age);
    const char *value[] = { user.username, user.email, user.first_name, user.last_name, user.country, age };
    if (pq->PQsendQueryPrepared(handle, "one", 6, value, NULL, NULL, 0) != 1)
        bench_die("INSERT", pq->PQerrorMessage(handle));
}

/* The result of one statement, and the NULL behind it. */
static void await_user(void)
{
    end(pq->PQgetResult(handle), "INSERT");
    pq->PQclear(pq->PQgetResult(handle));
}

static void insert_users(void)
{
    uint64_t state = 1;
    run("BEGIN");
    for (uint64_t n = 0; n < INSERTED; n++) {
        send_user(&state, n);
        await_user();
    }
    run("COMMIT");
}

static void send_users(void)
{
    uint64_t state = 1;
    run("BEGIN");
    pq->PQenterPipelineMode(handle);
    for (uint64_t n = 0; n < INSERTED; n += SENT) {
        for (uint64_t i = n; i < n + SENT; i++)
            send_user(&state, i);
        pq->PQpipelineSync(handle);
        for (uint64_t i = n; i < n + SENT; i++)
            await_user();
        end(pq->PQgetResult(handle), "INSERT");
    }
    pq->PQexitPipelineMode(handle);
    run("COMMIT");
}

/* ---- main ---- */

static void take(const char *way, void (*fill)(void), uint64_t rows)
{
    int64_t from = bench_now_ns();
    fill();
    generate_tell(way, rows, from);
}

static void *ours;

static void fill_users(void) { generate_fill_users(&sb_backend_postgres, ours); }
static void fill_enrolments(void) { generate_fill_enrolments(&sb_backend_postgres, ours); }

static void afresh(void)
{
    run(tables);
    run(courses);
    run("VACUUM ANALYZE courses");
}

int main(void)
{
    const char *url = getenv("SEEDBED_TEST_POSTGRES");
    if (!url || !*url || !(pq = sb__libpq()))
        bench_die("SEEDBED_TEST_POSTGRES", "there is no server");
    handle = pq->PQconnectdb(url);
    if (pq->PQstatus(handle) != CONNECTION_OK)
        bench_die(url, pq->PQerrorMessage(handle));
    if (sb_backend_postgres.open(url, SB_CHANGE, &ours) != SB_OK)
        bench_die(url, sb_error());
    afresh();
    prepare_insert();
    take("insert_users_server", insert_users, INSERTED);
    afresh();
    take("sent_users_server", send_users, INSERTED);
    afresh();
    take("loop_users_server", copy_users, USERS);
    take("loop_enrolments_server", copy_enrolments, ENROLMENTS);
    afresh();
    take("fill_users_server", fill_users, USERS);
    take("fill_enrolments_server", fill_enrolments, ENROLMENTS);
    run("DROP TABLE enrolments, courses, users");
    pq->PQfinish(handle);
    return 0;
}
