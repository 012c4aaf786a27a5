/* again.h -- the command line that runs a program, or a test of it, as it ran before. */
#ifndef SEEDBED_FRAMEWORK_REPORT_AGAIN_H
#define SEEDBED_FRAMEWORK_REPORT_AGAIN_H

#include "../../assert/text.h"
#include <seedbed/ext/reporter.h>

/* Add n bytes as a word of the shell: in quotes, or in quotes where it needs them. */
void sb__shell_quoted(sb_text *to, const char *word, size_t n);
void sb__shell_word(sb_text *to, const char *word, size_t n);
/* Add the program with its seed and the options of its run; whether the order was shuffled and which shard it was is left to add. */
void sb__again(sb_text *to, const sb_run_info *info, bool pinned);
/* A name as a pattern that can be typed: ? stands for what cannot. The caller's to free. */
char *sb__again_pattern(const char *name);
/* What must stand before names: the environment that asked for a shard would take them away. "" or " --shard=off". */
const char *sb__again_whole(const sb_run_info *info);

#endif
