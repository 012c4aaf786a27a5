/* mock.h -- an empty database in the place of the running test's sandbox. Private to framework/sandbox and generators.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_MOCK_H
#define SEEDBED_FRAMEWORK_SANDBOX_MOCK_H

#include "sandbox.h"

/* Until the end of the test. SB_ERR with a message where the test is in a sandbox, or has a mock already, or no test runs. */
int sb_mock_begin(const sb_db **out);
/* At the end of each test; there need not be one. */
struct sb_sandbox;
void sb_mock_end(struct sb_sandbox *sandbox);

#endif
