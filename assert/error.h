/* error.h -- numbers of errno as people read them. */
#ifndef SEEDBED_ASSERT_ERROR_H
#define SEEDBED_ASSERT_ERROR_H

#include <seedbed/ext/matcher.h>

/* "ENOENT (No such file or directory)"; "errno 0", "errno 12345" where the system has none of that number. */
void sb_error_print(sb_text *to, int error);

#endif
