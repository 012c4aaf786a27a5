/* junit.h -- what the two files of the JUnit reporter share. Private to them.
 *
 * The document keeps to the strictest schema that a build server holds it against, that of Jenkins: no attribute or element beyond it.
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_JUNIT_H
#define SEEDBED_FRAMEWORK_REPORT_JUNIT_H

#include "../../assert/text.h"
#include <seedbed/ext/reporter.h>

/* Add ` time="0.001235"`. */
void sb__junit_time(sb_text *to, uint64_t ns, bool pinned);
/* Add the testcase element. */
void sb__junit_case(sb_text *to, const sb_result *result, bool pinned);
/* Whether this is the element that stands for the state. */
bool sb__junit_is(const sb_result *result, const char *element);

#endif
