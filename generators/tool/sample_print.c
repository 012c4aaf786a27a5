/* sample_print.c -- aligned columns, and RFC 4180. */
#include "sample_print.h"
#include "../../assert/context.h"
#include <errno.h>
#include <string.h>

/* Columns on a terminal, for the letters that our tables have: one per character. */
static size_t width_of(const char *text)
{
    size_t width = 0;

    for (; *text; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
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
    sb_sample_request quiet = { request->seed, request->rows, NULL };
    sb_sample_row row;
    int code = SB_OK;

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
