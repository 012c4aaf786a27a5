/* patterns.h -- patterns compiled once per assertion, kept for as long as the process lives. */
#ifndef SEEDBED_ASSERT_PATTERNS_H
#define SEEDBED_ASSERT_PATTERNS_H

#include "pattern.h"

/* Find `pattern`, meant as enum sb_pattern_how says, in a text; `site` is sb_match.site. keep: the groups of a match that held stay for
 * captured(). */
sb_found sb_patterns_find(const void *site, const char *pattern, unsigned how, sb_bytes in, bool keep);

#endif
