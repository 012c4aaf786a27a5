/* seedbed.h -- the one header that a test file includes.
 *
 *     cc tests.c catalog.c $(pkg-config --cflags --libs seedbed) && ./a.out
 *
 * It brings
 *     should.h, number.h, sequence.h, result.h, file.h
 *                                assertions and their matchers
 *     type.h, object.h           arrays and structs as operands
 *     waiting.h, notes.h         what stands around assertions: looking again, notes for when they fail
 *     test.h                     suites and tests
 *     ending.h, printing.h       blocks that end the process; what a block prints
 *     db.h, make.h, mock.h       the sandbox, the factories, a database of fixture rows alone
 *     files.h, people.h          generated files; believable people as plain structs
 *     rows.h, queries.h          results of queries as operands; how many a block runs
 *     strict.h                   rows that a test may touch; whether a row is there
 *     values.h                   believable values, without a database
 *     words.h                    the short names of all of them
 * Two switches, to be defined before it:
 *     SEEDBED_CORE        assertions and tests alone: no sandbox, no factories, and no database library is linked
 *     SEEDBED_PREFIXED    no short names: SB_TEST, SB_SHOULD, sb_make ...
 */
#ifndef SEEDBED_H
#define SEEDBED_H

#include <seedbed/base.h>
#include <seedbed/ending.h>
#include <seedbed/file.h>
#include <seedbed/notes.h>
#include <seedbed/number.h>
#include <seedbed/object.h>
#include <seedbed/printing.h>
#include <seedbed/result.h>
#include <seedbed/sequence.h>
#include <seedbed/should.h>
#include <seedbed/snapshot.h>
#include <seedbed/test.h>
#include <seedbed/text.h>
#include <seedbed/type.h>
#include <seedbed/waiting.h>
#ifndef SEEDBED_CORE
#include <seedbed/db.h>
#include <seedbed/files.h>
#include <seedbed/make.h>
#include <seedbed/mock.h>
#include <seedbed/queries.h>
#include <seedbed/rows.h>
#include <seedbed/strict.h>
#include <seedbed/values.h>
#endif
#ifndef SEEDBED_PREFIXED
#include <seedbed/words.h>
#endif

#endif
