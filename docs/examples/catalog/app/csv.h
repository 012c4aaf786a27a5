/* csv.h -- reads CSV text record by record: quoted fields, doubled quotes, line ends inside quotes, LF or CRLF.
 *
 * The text is changed in place, and the fields point into it: they live as long as the text does.
 */
#ifndef CATALOG_CSV_H
#define CATALOG_CSV_H

#define CSV_FIELDS 32

struct csv {
    char *at;
    int line;        /* where the next record begins */
    int record_line; /* where this one began */
    int n;           /* fields of this record */
    char *field[CSV_FIELDS];
    const char *complaint; /* what is wrong with this record, after -1 */
};

void csv_start(struct csv *csv, char *text);
/* 1: a record; 0: the end; -1: not CSV. Empty lines are skipped. */
int csv_next(struct csv *csv);

#endif
