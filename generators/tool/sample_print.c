/* sample_print.c -- aligned columns, and RFC 4180. */
#include "sample_print.h"
#include "../../assert/context.h"
#include <errno.h>
#include <string.h>

/* A character of up to three bytes; *at is moved behind it. */
static unsigned next_character(const unsigned char **at)
{
    const unsigned char *one = *at;
    unsigned size = *one < 0x80 ? 1 : *one < 0xe0 ? 2 : *one < 0xf0 ? 3 : 4;

    *at += size;
    return size == 1 ? *one
        : size == 2  ? (*one & 0x1fU) << 6 | (one[1] & 0x3fU)
                     : (*one & 0xfU) << 12 | (one[1] & 0x3fU) << 6 | (one[2] & 0x3fU);
}

/* Columns on a terminal, for the letters that our tables have: one for most; two for those of Chinese and Japanese; none for the signs
 * that Hindi sets above and below a letter. */
static size_t width_of(const char *text)
{
    static const struct range {
        unsigned from, to;
        size_t width;
    } ranges[] = { { 0x0900, 0x0902, 0 }, { 0x093c, 0x093c, 0 }, { 0x0941, 0x0948, 0 }, { 0x094d, 0x094d, 0 },
        { 0x2e80, 0x9fff, 2 }, { 0xff00, 0xff60, 2 } };
    const unsigned char *at = (const unsigned char *)text;
    size_t width = 0;

    while (*at) {
        unsigned character = next_character(&at);
        size_t own = 1;
        for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
            if (character >= ranges[i].from && character <= ranges[i].to)
                own = ranges[i].width;
        width += own;
    }
    return width;
}

static int check(FILE *to)
{
    if (fflush(to) == 0 && !ferror(to))
        return SB_OK;
    return sb_fail_with(SB_ERR, "the sample could not be written: %s", strerror(errno));
}

/* Values are cheaper made twice than kept: the first time over tells how wide the columns are. */
static int widths(const sb_sample_kind *kind, const sb_sample_request *request, size_t width[SB_SAMPLE_COLUMNS])
{
    sb_sample_request quiet = *request;
    sb_sample_row row;
    int code = SB_OK;

    quiet.sketch = true;
    for (size_t c = 0; c < kind->columns; c++)
        width[c] = width_of(kind->column[c]);
    for (uint64_t n = 0; n < request->rows && code == SB_OK; n++) {
        code = kind->row(&quiet, n, &row);
        for (size_t c = 0; c < kind->columns && code == SB_OK; c++)
            if (width_of(row.cell[c]) > width[c])
                width[c] = width_of(row.cell[c]);
    }
    return code;
}

static void print_cell(const char *text, size_t width, bool last, FILE *to)
{
    fputs(text, to);
    if (!last)
        fprintf(to, "%*s", (int)(width - width_of(text)) + 2, "");
}

int sb_sample_print_table(const sb_sample_kind *kind, const sb_sample_request *request, FILE *to)
{
    size_t width[SB_SAMPLE_COLUMNS];
    sb_sample_row row;
    int code = widths(kind, request, width);

    for (size_t c = 0; c < kind->columns && code == SB_OK; c++)
        print_cell(kind->column[c], width[c], c + 1 == kind->columns, to);
    if (code == SB_OK)
        fputc('\n', to);
    for (uint64_t n = 0; n < request->rows && code == SB_OK && !ferror(to); n++) {
        code = kind->row(request, n, &row);
        for (size_t c = 0; c < kind->columns && code == SB_OK; c++)
            print_cell(row.cell[c], width[c], c + 1 == kind->columns, to);
        if (code == SB_OK)
            fputc('\n', to);
    }
    return code == SB_OK ? check(to) : code;
}

static void print_field(const char *text, FILE *to)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, to);
        return;
    }
    fputc('"', to);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', to);
        fputc(*text, to);
    }
    fputc('"', to);
}

int sb_sample_print_csv(const sb_sample_kind *kind, const sb_sample_request *request, FILE *to)
{
    sb_sample_row row;
    int code = SB_OK;

    for (size_t c = 0; c < kind->columns; c++) {
        print_field(kind->column[c], to);
        fputs(c + 1 == kind->columns ? "\r\n" : ",", to);
    }
    for (uint64_t n = 0; n < request->rows && code == SB_OK && !ferror(to); n++) {
        code = kind->row(request, n, &row);
        for (size_t c = 0; c < kind->columns && code == SB_OK; c++) {
            print_field(row.cell[c], to);
            fputs(c + 1 == kind->columns ? "\r\n" : ",", to);
        }
    }
    return code == SB_OK ? check(to) : code;
}
