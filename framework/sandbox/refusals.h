/* refusals.h -- the guard's refusals: each adds to `why` what is wrong and, on a line of its own, what to do; or nothing.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_REFUSALS_H
#define SEEDBED_FRAMEWORK_SANDBOX_REFUSALS_H

#include "guard.h"

/* Is this the name of an environment in which tests may run? */
bool sb__refuse_is_good(const char *environment);

/* refusals_where.c: what is known of the machine and of the folders. */
void sb__refuse_environment(const sb_facts *f, sb_text *why);
void sb__refuse_debug(const sb_facts *f, sb_text *why);
void sb__refuse_production_variable(const sb_facts *f, sb_text *why);
void sb__refuse_file_roots(const sb_facts *f, sb_text *why);
/* refusals_names.c: prefixes. */
void sb__refuse_no_test_prefix(const sb_facts *f, sb_text *why);
void sb__refuse_odd_test_prefix(const sb_facts *f, sb_text *why);
void sb__refuse_prefix_clash(const sb_facts *f, sb_text *why);
void sb__refuse_shared_prefix(const sb_facts *f, sb_text *why);
void sb__refuse_long_name(const sb_facts *f, sb_text *why);
/* refusals_server.c: what was asked of the database. */
void sb__refuse_except(const sb_facts *f, sb_text *why);
void sb__refuse_placement(const sb_facts *f, sb_text *why);
void sb__refuse_reset(const sb_facts *f, sb_text *why);
void sb__refuse_url(const sb_facts *f, sb_text *why);
void sb__refuse_elsewhere(const sb_facts *f, sb_text *why);
void sb__refuse_remote_host(const sb_facts *f, sb_text *why);
/* refusals_look.c: what the database says of itself, and the folder of files. */
void sb__refuse_unreadable(const sb_facts *f, sb_text *why);
void sb__refuse_marked_production(const sb_facts *f, sb_text *why);
void sb__refuse_foreign_files(const sb_facts *f, sb_text *why);
/* refusals_tables.c: tables, and who may write them. */
void sb__refuse_foreign_table(const sb_facts *f, sb_text *why);
void sb__refuse_other_environment(const sb_facts *f, sb_text *why);
void sb__refuse_crossing_key(const sb_facts *f, sb_text *why);
void sb__refuse_live_table_in_schema(const sb_facts *f, sb_text *why);
void sb__refuse_writable_outside(const sb_facts *f, sb_text *why);
void sb__refuse_privileged(const sb_facts *f, sb_text *why);

#endif
