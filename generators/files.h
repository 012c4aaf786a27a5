/* files.h -- what rows and samples of files have in common: which file a rule of a factory means.
 */
#ifndef SEEDBED_GENERATORS_FILES_H
#define SEEDBED_GENERATORS_FILES_H

#include <seedbed/factory.h>
#include <seedbed/files.h>

/* Eleven files in a row show all kinds, in an order of the seed. */
enum sb_file_kind sb_file_kind_of(uint64_t seed, uint64_t n);
/* As a rule of the kinds `file.` says it: .form is a kind of file, NULL for all in turn; .size its bytes, 0 for a believable size. SB_ERR with
 * sb_error(). */
int sb_file_rule_wish(const sb_rule *rule, uint64_t seed, uint64_t n, sb_file_wish *out);
/* The hook of the factory `file`: where the suite has a folder for files, what the row's path or digest leads to is put into it, as into a
 * store. */
int sb_file_store_row(sb_row *row);

#endif
