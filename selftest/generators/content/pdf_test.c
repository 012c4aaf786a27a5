/* pdf_test.c -- documents taken apart by a reader that knows nothing of the writer: table, objects, streams, pages. */
#include "made.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SUITE(pdf);

typedef struct document {
    const char *at;
    size_t size, table;
    unsigned long objects;
} document;

/* Looks for text behind `from`; fails the test where there is none. */
static const char *find(const document *it, size_t from, const char *text)
{
    const char *found = memmem(it->at + from, it->size - from, text, strlen(text));

    given(text, from);
    should_not(found, be_null);
    return found;
}

static document document_of(uint64_t size, uint64_t n)
{
    document it = { .at = (const char *)made(SB_FILE_PDF, size, n), .size = (size_t)size };
    const char *end = it.at + size;

    should(strncmp(it.at, "%PDF-1.", 7), equal_to(0));
    should(end - 6, equal_to("%%EOF\n"));
    for (end -= 7; isdigit((unsigned char)end[-1]);)
        end--;
    should(strncmp(end - 10, "startxref\n", 10), equal_to(0));
    it.table = strtoul(end, NULL, 10);
    should(strncmp(it.at + it.table, "xref\n0 ", 7), equal_to(0));
    it.objects = strtoul(it.at + it.table + 7, NULL, 10);
    return it;
}

/* Every entry of the table leads to its object, and no object lies between that none leads to. */
static void check_table(const document *it)
{
    const char *entry = strchr(it->at + it->table + 5, '\n') + 1;
    size_t before = 0;
    char wanted[32];

    should(strncmp(entry, "0000000000 65535 f \n", 20), equal_to(0));
    for (unsigned long n = 1; n < it->objects; n++) {
        size_t offset = strtoul(entry + 20 * n, NULL, 10);
        snprintf(wanted, sizeof wanted, "%lu 0 obj\n", n);
        should(strncmp(it->at + offset, wanted, strlen(wanted)), equal_to(0));
        should(strncmp(entry + 20 * n + 10, " 00000 n \n", 10), equal_to(0));
        should(before == 0 || strncmp(it->at + offset - 8, "\nendobj\n", 8) == 0, be_true);
        before = offset;
    }
    should(strncmp(entry + 20 * it->objects, "trailer\n", 8), equal_to(0));
    snprintf(wanted, sizeof wanted, "/Size %lu ", it->objects);
    find(it, it->table, wanted);
}

/* Every stream is as long as it says; of an image that is width times height. Returns how many there are. */
static int check_streams(const document *it)
{
    const char *at = it->at, *end = it->at + it->table;
    int streams = 0;

    while ((at = memmem(at, (size_t)(end - at), "/Length ", 8))) {
        const char *dictionary = at, *object = at;
        unsigned long length = strtoul(at + 8, NULL, 10);
        at = find(it, (size_t)(at - it->at), "stream\n") + 7;
        while (strncmp(object, " obj\n", 5) != 0)
            object--;
        object = memmem(object, (size_t)(dictionary - object), "/Width ", 7);
        if (object)
            should(length, equal_to(strtoul(object + 7, NULL, 10) * strtoul(strstr(object, "/Height ") + 8, NULL, 10)));
        at += length;
        should(strncmp(at, "\nendstream\nendobj\n", 18), equal_to(0));
        streams++;
    }
    return streams;
}

TEST_EACH(pdf, is_in_order, (uint64_t size; int pages, streams), { 840, 1, 1 }, { 841, 1, 1 }, { 1000, 1, 1 }, { 3000, 1, 1 },
    { 3001, 2, 2 }, { 40000, 14, 14 }, { 192000, 64, 64 }, { 192001, 9, 10 }, { 1000000, 9, 10 }, { 9000000, 13, 18 })
{
    document it = document_of(each->size, 5);
    char count[32];

    check_table(&it);
    snprintf(count, sizeof count, "/Count %d ", each->pages);
    find(&it, 0, count);
    should(check_streams(&it), equal_to(each->streams));
}

/* Around the sizes at which the place of the table has one digit more. */
TEST(pdf, is_in_order_where_a_number_gets_longer)
{
    for (uint64_t size = 900; size < 1600; size++) {
        document it = document_of(size, size);
        check_table(&it);
        should(check_streams(&it), equal_to(1));
    }
    for (uint64_t size = 10350; size < 10450; size++) {
        document it = document_of(size, 1);
        check_table(&it);
    }
}

/* The paper has 842 points, of which a line takes 14; and a line is no wider than the paper. */
TEST_EACH(pdf, text_stays_on_the_paper, (uint64_t size), { 840 }, { 3000 }, { 3001 }, { 30000 }, { 192000 }, { 290000 })
{
    document it = document_of(each->size, 3);
    int lines = 0;

    for (const char *line = it.at; line < it.at + it.table; line = strchr(line, '\n') + 1) {
        size_t size = strcspn(line, "\n");
        if (size == 2 && strncmp(line, "BT", 2) == 0)
            lines = 0;
        lines += size > 1 && strncmp(line + size - 2, "T*", 2) == 0;
        should(lines, be_at_most(54));
        if (*line == '(')
            should(size, be_at_most(100));
    }
}
