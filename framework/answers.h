/* answers.h -- what a program says when it runs nothing: lists, help, version, complaints. Each returns an exit code.
 */
#ifndef SEEDBED_FRAMEWORK_ANSWERS_H
#define SEEDBED_FRAMEWORK_ANSWERS_H

#include "config/options.h"
#include "plan/plan.h"

/* sb_error() to stderr, behind what stdout has. */
int sb_complain(int exit_code);
int sb_answer_list(const sb_options *options, const sb_plan *plan);
int sb_answer_help(const sb_options *options);
int sb_answer_version(void);

#endif
