/* refusals.c -- the table of all refusals, in the order in which they are asked. docs/GUARD.md tells of each. */
#include "refusals.h"

enum { ALWAYS = 0 };

const sb_refusal sb_refusals_by_configuration[] = {
    { "environment", "an environment other than development, test and ci", sb__refuse_environment, ALWAYS },
    { "debug", "a machine that is no developer's", sb__refuse_debug, ALWAYS },
    { "production_variable", "a variable that says production", sb__refuse_production_variable, ALWAYS },
    { "except", "an exception that cannot be made", sb__refuse_except, ALWAYS },
    { "url", "a url that cannot be understood", sb__refuse_url, ALWAYS },
    { "no_test_prefix", "test tables without a prefix", sb__refuse_no_test_prefix, ALWAYS },
    { "odd_test_prefix", "a test prefix that begins no name", sb__refuse_odd_test_prefix, ALWAYS },
    { "prefix_clash", "a test prefix that is the live one or its begin", sb__refuse_prefix_clash, ALWAYS },
    { "shared_prefix", "two sandboxes under one test prefix", sb__refuse_shared_prefix, ALWAYS },
    { "long_name", "names that databases cut", sb__refuse_long_name, ALWAYS },
    { "placement", "a placement that the database has not", sb__refuse_placement, ALWAYS },
    { "reset", "a strategy that the database has not", sb__refuse_reset, ALWAYS },
    { "elsewhere", "an `admin` or `also` on another database", sb__refuse_elsewhere, ALWAYS },
    { "remote_host", "another machine that `hosts` does not name", sb__refuse_remote_host, ALWAYS },
    { "file_roots", "test files where live files are", sb__refuse_file_roots, ALWAYS },
    { NULL, NULL, NULL, 0 },
};

const sb_refusal sb_refusals_by_look[] = {
    { "unreadable", "a database that cannot be looked at", sb__refuse_unreadable, ALWAYS },
    { "marked_production", "a database that says that it is production", sb__refuse_marked_production, ALWAYS },
    { "foreign_table", "tables under the test prefix that are not ours", sb__refuse_foreign_table, ALWAYS },
    { "other_environment", "test tables of another environment", sb__refuse_other_environment, ALWAYS },
    { "crossing_key", "foreign keys between test and live tables", sb__refuse_crossing_key, ALWAYS },
    { "live_table_in_schema", "a schema file that names a live table", sb__refuse_live_table_in_schema, ALWAYS },
    { "writable_outside", "tests that may write live tables", sb__refuse_writable_outside,
        SB_GUARD_MAY_EXCEPT | SB_GUARD_UNLESS_STRICT },
    { "privileged", "root or a superuser over a live service", sb__refuse_privileged, SB_GUARD_MAY_EXCEPT },
    { "foreign_files", "a folder for test files with others in it", sb__refuse_foreign_files, ALWAYS },
    { NULL, NULL, NULL, 0 },
};
