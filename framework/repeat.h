/* repeat.h -- which options of a run its failures hang on. */
#ifndef SEEDBED_FRAMEWORK_REPEAT_H
#define SEEDBED_FRAMEWORK_REPEAT_H

#include "config/options.h"

/* As words of a command line, for sb_run_info.options; seed, order and shard are told apart from them. The caller's to free; NULL: none. */
char *sb_repeat_options(const sb_options *options);

#endif
