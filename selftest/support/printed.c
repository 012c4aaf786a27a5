/* printed.c -- an operand as the message of a failure has it. */
#include "printed.h"
#include "../../assert/value.h"
#include <stdlib.h>

const char *printed(sb_view view)
{
    struct sb_text text = SB_TEXT_EMPTY;
    sb_value value = sb__box_view(view);
    char *taken;

    sb_value_print(&text, &value);
    taken = sb_text_take(&text);
    add_cleanup(free, taken);
    return taken;
}
