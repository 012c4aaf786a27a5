/* guard.c -- ask the refusals in their order: those by configuration, then, where none spoke, those that need a look. */
#include "guard.h"
#include "../../assert/context.h"
#include "place.h"
#include "tables.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool sb_facts_by_prefix(const sb_facts *facts) { return facts->of->placement == SB_PLACE_PREFIX; }

/* All that is under the test prefix is dropped with it; of what is live, the schema files' text is searched for tables. */
static void sort_out(void *env, const sb_object *object)
{
    sb_facts *facts = env;
    bool table = strcmp(object->kind, "table") == 0;
    if (!sb_marker_is_under(facts->backend, facts->of->test_prefix, object)) {
        if (table)
            sb_tables_add(&facts->live_tables, object->name);
    } else if (!sb_marker_owns(&facts->marker, facts->of->test_prefix, object)) {
        char *name =
            table || strcmp(object->kind, "view") == 0 ? sb_strdup(object->name) : sb_format("%s %s", object->kind, object->name);
        sb_tables_add(&facts->foreign, name);
        free(name);
    }
}

static void note_fact(void *env, enum sb_fact fact, const char *subject, const char *detail)
{
    sb_facts *facts = env;
    facts->found = sb_grow(facts->found, facts->found_n, &facts->found_room, sizeof *facts->found);
    facts->found[facts->found_n++] = (sb_found){ fact, sb_strdup(subject), detail ? sb_strdup(detail) : NULL };
}

/* Read what the refusals need, over a connection that changes nothing. A database that is not there yet has no facts. */
static void look(sb_facts *facts)
{
    const sb_sandbox_settings *of = facts->of;
    const sb_look at = { of->prefix, sb_facts_by_prefix(facts) ? of->test_prefix : "", of->admin };
    void *db = NULL;
    int code = facts->backend->open(of->location, SB_LOOK, &db);
    if (code == SB_ENOTFOUND)
        return;
    if (code == SB_OK)
        code = facts->backend->look(db, &at, note_fact, facts);
    if (code == SB_OK && *at.test_prefix)
        code = sb_marker_read(facts->backend, db, of->test_prefix, &facts->marker);
    if (code == SB_OK && *at.test_prefix)
        code = facts->backend->objects(db, sort_out, facts);
    if (code)
        facts->look_failed = sb_strdup(sb_error());
    facts->backend->close(db);
}

/* The place in the configuration that takes the refusal back for this sandbox, as a string that the caller frees; NULL: none does. */
static char *find_exception(const sb_facts *facts, const sb_refusal *refusal)
{
    const sb_names *except = &facts->of->except;
    const sb_node *list = facts->of->at ? sb_node_get(facts->of->at, "except") : NULL;
    for (size_t i = 0; i < except->n && refusal->how & SB_GUARD_MAY_EXCEPT; i++)
        if (strcmp(except->at[i], refusal->name) == 0)
            return sb_format("%s:%d", facts->settings->path, list && i < list->n ? list->item[i]->line : 1);
    return NULL;
}

static enum sb_guard_verdict judge(const sb_facts *facts, const sb_refusal *refusal, const char *why, const char *exception)
{
    if (exception)
        return SB_GUARD_EXCEPTED;
    if (!why)
        return SB_GUARD_HOLDS;
    return refusal->how & SB_GUARD_UNLESS_STRICT && !facts->of->strict ? SB_GUARD_TOLD : SB_GUARD_REFUSED;
}

static int answer(const sb_facts *facts, const sb_refusal *refusal, const char *why, sb_guard_fn *told, void *env, int code)
{
    char *exception = find_exception(facts, refusal);
    sb_guard_answer it = { refusal->name, judge(facts, refusal, why, exception), why, exception };
    if (told)
        told(env, &it);
    if (it.verdict == SB_GUARD_REFUSED && code == SB_OK)
        code = sb_fail_with(SB_EREFUSED, "the guard refuses sandbox `%s` (%s): %s", facts->of->name, refusal->name, why);
    free(exception);
    return code;
}

static int ask_one(const sb_facts *facts, const sb_refusal *refusal, sb_guard_fn *told, void *env, int code)
{
    sb_text why = SB_TEXT_EMPTY;
    refusal->says(facts, &why);
    code = answer(facts, refusal, why.at, told, env, code);
    sb_text_release(&why);
    return code;
}

static int ask(const sb_facts *facts, const sb_refusal *refusal, sb_guard_fn *told, void *env)
{
    int code = SB_OK;
    for (; refusal->name && (told || code == SB_OK); refusal++)
        code = ask_one(facts, refusal, told, env, code);
    return code;
}

static void begin(sb_facts *facts, const sb_settings *settings, const sb_schema *schema)
{
    *facts = (sb_facts){ .settings = settings, .of = schema->of, .schema = schema };
    facts->backend = sb_backend_named(schema->of->scheme);
    if (facts->backend)
        facts->where = sb_place_locate(facts->backend, schema->of->location);
}

static void end(sb_facts *facts)
{
    sb_marker_release(&facts->marker);
    sb_tables_release(&facts->foreign);
    sb_tables_release(&facts->live_tables);
    for (size_t i = 0; i < facts->found_n; i++) {
        free(facts->found[i].subject);
        free(facts->found[i].detail);
    }
    free(facts->found);
    free(facts->look_failed);
    free(facts->where);
}

int sb_guard_by_configuration(const sb_settings *settings, const sb_schema *schema)
{
    sb_facts facts;
    begin(&facts, settings, schema);
    int code = ask(&facts, sb_refusals_by_configuration, NULL, NULL);
    end(&facts);
    return code;
}

int sb_guard_check(const sb_settings *settings, const sb_schema *schema, const sb_backend *backend, sb_guard_fn *told, void *env)
{
    sb_facts facts;
    begin(&facts, settings, schema);
    facts.backend = backend;
    int code = ask(&facts, sb_refusals_by_configuration, told, env);
    if (code == SB_OK) {
        look(&facts);
        code = ask(&facts, sb_refusals_by_look, told, env);
    }
    end(&facts);
    return code;
}

int sb_guard_hear(
    const sb_settings *settings, const sb_sandbox_settings *of, const char *name, const char *why, sb_guard_fn *told, void *env)
{
    const sb_facts facts = { .settings = settings, .of = of };
    const sb_refusal *refusal = sb_refusals_by_look;
    while (refusal->name && strcmp(refusal->name, name) != 0)
        refusal++;
    return answer(&facts, refusal, why, told, env, SB_OK);
}

void sb_guard_tell(void *env, const sb_guard_answer *answer)
{
    const char *sandbox = env;
    if (answer->verdict == SB_GUARD_EXCEPTED)
        fprintf(
            stderr, "seedbed: sandbox %s: the guard's `%s` does not hold here, by %s\n", sandbox, answer->name, answer->where);
    else if (answer->verdict == SB_GUARD_TOLD)
        fprintf(stderr, "seedbed: sandbox %s (%s): %s\n", sandbox, answer->name, answer->why);
}
