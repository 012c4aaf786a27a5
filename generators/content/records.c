/* records.c -- people for the rows of files, one after the other. */
#include "records.h"

bool sb_records_begin(sb_content *content)
{
    sb_records *state = content->state;

    state->seed = sb_draw_word(&content->draw);
    return true;
}

void sb_records_next(sb_content *content, sb_user *out)
{
    sb_records *state = content->state;

    sb_user_at(state->seed, state->row++, out);
}
