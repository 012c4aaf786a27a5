/* page.h -- docs/VALUES.md, made of the registry.
 */
#ifndef SEEDBED_GENERATORS_FAKE_PAGE_H
#define SEEDBED_GENERATORS_FAKE_PAGE_H

#include "../../assert/text.h"

/* SB_ERR with sb_error(): a kind has no example. */
int sb_kinds_page(sb_text *to);

#endif
