/* seedbed.h -- the one header that a test file includes.
 *
 *     cc tests.c catalog.c $(pkg-config --cflags --libs seedbed) && ./a.out
 *
 * It brings the assertions (should.h, number.h), the suites and tests (test.h), blocks that end the process (ending.h), the sandbox
 * (db.h), the factories (make.h) and the short names of all of them (words.h). Two switches, to be defined before it:
 *     SEEDBED_CORE        assertions and tests alone: no sandbox, no factories, and no database library is linked
 *     SEEDBED_PREFIXED    no short names: SB_TEST, SB_SHOULD, sb_make ...
 */
#ifndef SEEDBED_H
#define SEEDBED_H

#include <seedbed/base.h>
#include <seedbed/ending.h>
#include <seedbed/number.h>
#include <seedbed/should.h>
#include <seedbed/test.h>
#include <seedbed/type.h>
#ifndef SEEDBED_CORE
#include <seedbed/db.h>
#include <seedbed/make.h>
#endif
#ifndef SEEDBED_PREFIXED
#include <seedbed/words.h>
#endif

#endif
