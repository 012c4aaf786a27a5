/* indent.h -- text taken apart into lines, and put where a report has room for it. */
#ifndef SEEDBED_FRAMEWORK_REPORT_INDENT_H
#define SEEDBED_FRAMEWORK_REPORT_INDENT_H

#include "../../assert/text.h"

/* Take the next line off [*at, end), without its newline. False at the end; a newline at the very end begins no line more. */
bool sb__line_next(const char **at, const char *end, const char **line, size_t *size);
/* Add n bytes in a form that is safe on a terminal: control characters but the tab, and bytes that are no UTF-8, as \x1b;
 * what breaks lines or turns the direction of text as \u202e. */
void sb__printable(sb_text *to, const char *s, size_t n);
/* Add each line behind `prefix` and end it with a newline. An empty line gets the prefix without its blanks at the end. */
void sb__indent(sb_text *to, const char *prefix, const char *text, size_t n);

#endif
