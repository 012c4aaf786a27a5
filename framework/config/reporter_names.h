/* reporter_names.h -- the reporters that --report knows: the built-in ones, and those that the program added.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_REPORTER_NAMES_H
#define SEEDBED_FRAMEWORK_CONFIG_REPORTER_NAMES_H

#include <seedbed/ext/reporter.h>

/* The i-th of them all, built-in ones first; NULL behind the last. */
const sb_reporter *sb__reporter_at(size_t i);
/* The one whose name is these n bytes, or NULL. */
const sb_reporter *sb__reporter_find(const char *name, size_t n);
/* SB_ERR with a message where an added one cannot be used: its name is taken or none, or a function is missing that it must have. */
int sb__reporters_check(void);

#endif
