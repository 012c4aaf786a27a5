/* printed.h -- an operand as the message of a failure has it. */
#ifndef SEEDBED_SELFTEST_SUPPORT_PRINTED_H
#define SEEDBED_SELFTEST_SUPPORT_PRINTED_H

#include <seedbed.h>

/* printed(object(user, &u)) is "user{id: 1}". Goes with the test. */
const char *printed(sb_view view);

#endif
