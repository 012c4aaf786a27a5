/* record.c -- a listener that takes failures down. */
#include "record.h"
#include "../../framework/process/printing.h"
#include <seedbed.h>
#include <stdlib.h>

static void take_down(void *env, const sb_failure *failure)
{
    struct record *record = env;

    sb_text_add(&record->text, "%s%s", record->failures++ ? "\n\n" : "", failure->text);
    record->line = failure->line;
    record->fatal = failure->fatal;
    if (failure->fatal) {
        *sb_context_scopes() = record->scopes;
        sb_printing_unwind(record->taken);
        longjmp(record->out, 1);
    }
}

void record_open(struct record *record)
{
    record->listener = (sb_listener){ .failed = take_down, .env = record };
    record->before = sb_context_get()->listener;
    record->text = (struct sb_text)SB_TEXT_EMPTY;
    record->failures = 0;
    record->line = 0;
    record->fatal = false;
    record->scopes = *sb_context_scopes();
    record->taken = sb_printing_innermost();
    sb_context_get()->listener = &record->listener;
}

void record_stop(struct record *record) { sb_context_get()->listener = record->before; }

const char *record_text(struct record *record)
{
    char *text = sb_text_take(&record->text);

    add_cleanup(free, text);
    return text;
}

const char *failure_of(void (*fn)(void))
{
    struct record record;

    record_open(&record);
    if (setjmp(record.out) == 0)
        fn();
    record_stop(&record);
    return record_text(&record);
}
