/* guard.c -- ask the refusals in their order: those by configuration, then, where none spoke, those that need a look. */
#include "guard.h"
#include "../../assert/context.h"
#include "tables.h"
#include <stdlib.h>
#include <string.h>

/* Views under the test prefix are dropped like tables; of what is live, the schema files' text is searched for tables. */
static void sort_out(void *env, const sb_object *object)
{
    sb_facts *facts = env;
    if (sb_marker_is_under(facts->of->test_prefix, object))
        sb_tables_add(&facts->test_tables, object->name);
    else if (strcmp(object->kind, "table") == 0)
        sb_tables_add(&facts->live_tables, object->name);
}

/* Read what the refusals need, over a connection that changes nothing. A database that is not there yet has no facts. */
static void look(sb_facts *facts, const sb_backend *backend)
{
    const sb_sandbox_settings *of = facts->of;
    void *db = NULL;
    int code = backend->open(of->location, SB_LOOK, &db);
    if (code == SB_ENOTFOUND)
        return;
    if (code == SB_OK)
        code = sb_marker_read(backend, db, of->test_prefix, &facts->marker);
    if (code == SB_OK)
        code = backend->objects(db, sort_out, facts);
    if (code)
        facts->look_failed = sb_strdup(sb_error());
    backend->close(db);
}

static int ask(const sb_facts *facts, const sb_refusal *refusal, sb_guard_fn *told, void *env)
{
    int code = SB_OK;
    for (; refusal->name; refusal++) {
        sb_text why = SB_TEXT_EMPTY;
        refusal->says(facts, &why);
        if (told)
            told(env, refusal->name, why.at);
        if (why.at && code == SB_OK)
            code = sb_fail_with(SB_EREFUSED, "the guard refuses sandbox `%s` (%s): %s", facts->of->name, refusal->name, why.at);
        sb_text_release(&why);
        if (code && !told)
            break;
    }
    return code;
}

int sb_guard_by_configuration(const sb_settings *settings, const sb_schema *schema)
{
    sb_facts facts = { .settings = settings, .of = schema->of, .schema = schema };
    return ask(&facts, sb_refusals_by_configuration, NULL, NULL);
}

int sb_guard_check(const sb_settings *settings, const sb_schema *schema, const sb_backend *backend, sb_guard_fn *told, void *env)
{
    sb_facts facts = { .settings = settings, .of = schema->of, .schema = schema };
    int code = ask(&facts, sb_refusals_by_configuration, told, env);
    if (code == SB_OK) {
        if (schema->of->placement == SB_PLACE_PREFIX)
            look(&facts, backend);
        code = ask(&facts, sb_refusals_by_look, told, env);
    }
    sb_marker_release(&facts.marker);
    sb_tables_release(&facts.test_tables);
    sb_tables_release(&facts.live_tables);
    free((char *)facts.look_failed);
    return code;
}
