/* html_escape.h -- any bytes as text of an HTML page, as an attribute's value, or as a string of the JSON block in it.
 *
 * What cannot be seen is spelled out in all three: control characters and bytes that are no UTF-8 as \x1b, characters that break lines,
 * turn the direction of writing or take no room as \u202e. So nothing is lost, and nothing that a test says acts on the page.
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_HTML_ESCAPE_H
#define SEEDBED_FRAMEWORK_REPORT_HTML_ESCAPE_H

#include "../../assert/text.h"

/* Add n bytes as content of an element. Newlines and tabs stay; what is spelled out stands in <i>, so that it shows. */
void sb__html_text(sb_text *to, const char *s, size_t n);
/* Add n bytes as a part of an attribute's value, which stands in double quotes. */
void sb__html_attribute(sb_text *to, const char *s, size_t n);
/* Add n bytes as a JSON string, with its quotes, that holds no <: neither </script> nor <!-- can end the block. */
void sb__html_json(sb_text *to, const char *s, size_t n);

#endif
