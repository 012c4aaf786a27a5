/* made.h -- the content of a generated file, whole, for tests that take it apart.
 */
#ifndef SEEDBED_SELFTEST_GENERATORS_CONTENT_MADE_H
#define SEEDBED_SELFTEST_GENERATORS_CONTENT_MADE_H

#include "../../../generators/content/content.h"
#include <seedbed.h>

/* Exactly `size` bytes and a NUL behind them, from place n; they go with the test. */
const unsigned char *made(enum sb_file_kind kind, uint64_t size, uint64_t n);

#endif
