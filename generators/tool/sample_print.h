/* sample_print.h -- rows of a sample on a stream, one after the other: a table for people, CSV for programs.
 */
#ifndef SEEDBED_GENERATORS_TOOL_SAMPLE_PRINT_H
#define SEEDBED_GENERATORS_TOOL_SAMPLE_PRINT_H

#include "sample_kinds.h"
#include <stdio.h>

/* 0, or a negative enum sb_error with a message: of a row that could not be made, or of a stream that took no more. */
int sb_sample_print_table(const sb_sample_kind *kind, const sb_sample_request *request, FILE *to);
int sb_sample_print_csv(const sb_sample_kind *kind, const sb_sample_request *request, FILE *to);

#endif
