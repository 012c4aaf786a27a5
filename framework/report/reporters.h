/* reporters.h -- the built-in reporters by name, for the list and for tests. */
#ifndef SEEDBED_FRAMEWORK_REPORT_REPORTERS_H
#define SEEDBED_FRAMEWORK_REPORT_REPORTERS_H

#include <seedbed/ext/reporter.h>

extern const sb_reporter sb__reporter_terminal, sb__reporter_tap, sb__reporter_tap14, sb__reporter_junit, sb__reporter_json,
    sb__reporter_github, sb__reporter_html;

/* The number in the first line of a record (docs/RECORD.md): goes up when a reader of the one before would misread. */
enum { SB__RECORD_FORMAT = 1 };

#endif
