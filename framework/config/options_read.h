/* options_read.h -- how the value of an option is read, by its kind. Private to framework/config/.
 *
 * Each is the `read` of a row in options_table.c: it puts the value into the field of the row, or into those it is named after.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_OPTIONS_READ_H
#define SEEDBED_FRAMEWORK_CONFIG_OPTIONS_READ_H

#include "options_table.h"

typedef int sb__reader(const sb_option *option, const char *from, const char *value, sb_options *options);
sb__reader sb__read_flag, sb__read_string, sb__read_count, sb__read_choice, sb__read_seconds, sb__read_factor;
sb__reader sb__read_seed, sb__read_shuffle, sb__read_list, sb__read_last, sb__read_match, sb__read_tag, sb__read_shard;
sb__reader sb__read_report;

/* Digits and nothing else, in decimal or behind 0x. */
bool sb__whole_number(const char *text, uint64_t most, uint64_t *number);

#endif
