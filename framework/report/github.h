/* github.h -- what the two files of the GitHub reporter share. Private to them. */
#ifndef SEEDBED_FRAMEWORK_REPORT_GITHUB_H
#define SEEDBED_FRAMEWORK_REPORT_GITHUB_H

#include "../../assert/text.h"
#include <seedbed/ext/reporter.h>

/* The page that GitHub shows for a step: which tests did not pass, and the counts. */
typedef struct sb__github_page {
    sb_text rows; /* of its table */
    size_t shown, left_out;
} sb__github_page;

void sb__github_page_row(sb__github_page *page, const sb_result *result, const char *file, int line);
/* Add the page, in Markdown. */
void sb__github_page_put(sb_text *to, const sb__github_page *page, const sb_tally *tally, const char *program, bool pinned);

#endif
