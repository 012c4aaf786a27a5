/* mock.c -- a throw-away clone that takes the place of the sandbox until the test is over. */
#include "mock.h"
#include "../process/running.h"
#include "place.h"
#include <stdlib.h>

static int make(sb_place *place)
{
    void *db = NULL;
    int code = sb_place_fill(place, "mock", NULL, NULL);
    if (code == SB_OK)
        code = place->backend->scratch(NULL, &db);
    if (code == SB_OK)
        code = place->backend->clone_make(
            db, &(sb_clone_wish){ .sandbox = place->name, .prefix = "", .path = place->path, .workers = 1 }, &place->clone);
    if (db)
        place->backend->close(db);
    return code ? code : place->backend->clone_open(place->clone, 0, &place->db);
}

int sb_mock_begin(const sb_db **out)
{
    struct sb_sandbox *s = sb_sandbox_state();
    sb_running_test test;
    if (!sb_running_test_of(&test))
        return sb_fail_with(SB_ERR, "no test runs here; ask for a mock in a test or its SETUP");
    if (s->mock)
        return sb_fail_with(
            SB_ERR, "this test has a mock already; name all fixtures in one call, as in sandbox_mock(\"users courses\")");
    if (s->current)
        return sb_fail_with(SB_ERR,
            "this test is in the sandbox `%s`; a mock stands in place of one, so put the test into a suite without .sandbox",
            s->current->name);
    s->mock = sb_alloc(sizeof *s->mock);
    int code = make(s->mock);
    if (code)
        return code;
    s->current = s->mock;
    s->db = (sb_db){ .backend = s->mock->backend, .handle = s->mock->db, .prefix = "" };
    *out = &s->db;
    return SB_OK;
}

void sb_mock_end(struct sb_sandbox *s)
{
    if (!s->mock)
        return;
    if (s->current == s->mock)
        s->current = NULL;
    sb_place_release(s->mock);
    free(s->mock);
    s->mock = NULL;
}
