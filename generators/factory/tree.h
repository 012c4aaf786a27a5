/* tree.h -- what the factories of a test made, as lines: a row per make(), and below it what was made for it.
 *
 *     enrolment 1  tests.c:42
 *       user 1 ingrid.hansen1
 *       course 1 BIO-101
 *     user 2 to 501  tests.c:43
 */
#ifndef SEEDBED_GENERATORS_FACTORY_TREE_H
#define SEEDBED_GENERATORS_FACTORY_TREE_H

#include "maker.h"

/* The rows that the makers hold, in lines; nothing where they made none. Works in their store. */
void sb_made_tree(sb_makers *makers, sb_text *out);

#endif
