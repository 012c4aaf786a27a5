/* list.c -- what --list prints of a plan. */
#include "list.h"
#include "plan/words.h"
#include "report/json_text.h"
#include <string.h>

void sb_list_names(sb_text *to, const sb_plan *plan)
{
    for (size_t i = 0; i < plan->n; i++) {
        sb_text_put(to, plan->item[i].name, strlen(plan->item[i].name));
        sb_text_put(to, "\n", 1);
    }
}

static void words(sb_text *to, const char *key, const char *list)
{
    size_t size, n = 0;
    sb_text_add(to, ",\"%s\":[", key);
    for (const char *at = list; (at = sb_words_next(at, &size)) != NULL; at += size) {
        sb_text_put(to, ",", n++ ? 1 : 0);
        sb__json_string(to, at, size);
    }
    sb_text_put(to, "]", 1);
}

static void reason(sb_text *to, const char *key, const char *why)
{
    if (why)
        sb__json_member_of(to, key, why);
    else
        sb_text_add(to, ",\"%s\":null", key);
}

static void one(sb_text *to, const sb_planned *item)
{
    sb_text_put(to, "{", 1);
    sb__json_member_of(to, "name", item->name);
    sb__json_member_of(to, "suite", item->suite->suite.name);
    sb__json_member_of(to, "test", sb_planned_test(item));
    sb__json_member_of(to, "file", sb_case_file(item->test));
    sb__json_number(to, "line", (uint64_t)item->test->line);
    words(to, "tags", item->terms->tags);
    sb_text_add(to, ",\"timeout_s\":%.9g", (double)item->terms->timeout_ns / 1e9);
    sb__json_bool(to, "serial", item->terms->serial);
    words(to, "needs", item->terms->needs);
    reason(to, "sandbox", item->suite->suite.sandbox);
    sb__json_number(to, "retries", item->terms->retries);
    reason(to, "todo", sb_planned_todo(item));
    reason(to, "xfail", sb_planned_xfail(item));
    sb_text_put(to, "}", 1);
}

void sb_list_json(sb_text *to, const sb_plan *plan, const char *program)
{
    sb_text_put(to, "{", 1);
    sb__json_member_of(to, "program", program);
    sb_text_add(to, ",\"tests\":[");
    for (size_t i = 0; i < plan->n; i++) {
        sb_text_add(to, i ? ",\n" : "\n");
        one(to, &plan->item[i]);
    }
    sb_text_add(to, "\n]}\n");
}
