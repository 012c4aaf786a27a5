/* csv.c -- reads CSV text record by record.
 */
#include "csv.h"
#include <stddef.h>
#include <string.h>

void csv_start(struct csv *csv, char *text)
{
    *csv = (struct csv){ .at = text, .line = 1 };
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) /* what spreadsheets put before UTF-8 */
        csv->at += 3;
}

static int complain(struct csv *csv, const char *what)
{
    csv->complaint = what;
    return -1;
}

/* Move the inside of a quoted field to its beginning; the end is where reading goes on. */
static char *unquote(struct csv *csv, char *field)
{
    char *to = field, *from = field + 1;
    for (; *from; from++) {
        if (*from == '"' && *++from != '"') {
            *to = '\0';
            return from;
        }
        csv->line += *from == '\n';
        *to++ = *from;
    }
    return NULL;
}

/* Step over what ends a field, and end the field there. 1: another field follows; 0: the record is over. */
static int end_field(struct csv *csv, char *end)
{
    char what = *end;
    if (what == '\r' && end[1] == '\n') {
        *end++ = '\0';
        what = '\n';
    }
    *end = '\0';
    csv->at = what ? end + 1 : end;
    csv->line += what == '\n';
    return what == ',';
}

int csv_next(struct csv *csv)
{
    size_t blank;
    while ((blank = strspn(csv->at, "\r\n")) > 0) {
        csv->line += *csv->at == '\n';
        csv->at++;
    }
    if (!*csv->at)
        return 0;
    csv->n = 0;
    csv->record_line = csv->line;
    for (int more = 1; more;) {
        if (csv->n == CSV_FIELDS)
            return complain(csv, "the record has too many fields");
        char *field = csv->at;
        char *end = *field == '"' ? unquote(csv, field) : field + strcspn(field, ",\r\n");
        if (!end)
            return complain(csv, "a quote is never closed");
        if (*end && !strchr(",\r\n", *end))
            return complain(csv, "text follows a closing quote");
        csv->field[csv->n++] = field;
        more = end_field(csv, end);
    }
    return 1;
}
