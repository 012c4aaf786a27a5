/* xml.h -- any bytes as the text of a well-formed XML document. */
#ifndef SEEDBED_FRAMEWORK_REPORT_XML_H
#define SEEDBED_FRAMEWORK_REPORT_XML_H

#include "../../assert/text.h"

/* Add n bytes as content of an element. What XML 1.0 has no way to say, control characters among it, and bytes that are no
 * UTF-8 become U+FFFD each. */
void sb__xml_text(sb_text *to, const char *s, size_t n);
/* Add ` name="value"`; line breaks and tabs of the value survive. */
void sb__xml_attribute(sb_text *to, const char *name, const char *value);

#endif
