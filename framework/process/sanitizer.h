/* sanitizer.h -- the report of a sanitizer, recognised in what a test had written.
 *
 * What it is: a program built with -fsanitize ends by an exit code of the sanitizer's when it finds something, which would look as if
 * the test had called exit. What it found stands in the output, whose line for scripts is read here.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_SANITIZER_H
#define SEEDBED_FRAMEWORK_PROCESS_SANITIZER_H

#include <stddef.h>

/* "AddressSanitizer: heap-use-after-free store.c:12 in store_put", which the caller frees; NULL where there is no report. */
char *sb_sanitizer_summary(const char *output, size_t size);

#endif
