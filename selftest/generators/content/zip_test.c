/* zip_test.c -- archives taken apart by a reader that knows nothing of the writer: directory, headers, checksums, files. */
#include "../../../generators/content/checksum.h"
#include "made.h"
#include <stdlib.h>
#include <string.h>

SUITE(zip);

static uint32_t number(const unsigned char *at, int bytes)
{
    uint32_t all = 0;

    while (bytes--)
        all = all << 8 | at[bytes];
    return all;
}

typedef struct archive {
    const unsigned char *at;
    size_t size, entries, inside; /* inside: bytes of all files in it */
    char names[8192];             /* one per line */
} archive;

/* One entry of the directory and what it leads to. */
static const unsigned char *check_entry(archive *it, const unsigned char *central, const unsigned char **local)
{
    size_t name = number(central + 28, 2), size = number(central + 24, 4), filled = strlen(it->names);
    const unsigned char *here = it->at + number(central + 42, 4);

    should(number(central, 4), equal_to(0x02014b50u));
    should(here == *local, be_true);
    should(number(here, 4), equal_to(0x04034b50u));
    /* From the flags to the length of the extra field both say the same. */
    should(bytes(here + 6, 24), equal_to(bytes(central + 8, 24)));
    should(bytes(here + 30, name), equal_to(bytes(central + 46, name)));
    should(number(here + 8, 2), equal_to(0u));
    should(number(here + 18, 4), equal_to(size));
    should(number(here + 14, 4), equal_to(sb_crc32(0, here + 30 + name, size)));
    memcpy(it->names + filled, here + 30, name);
    strcpy(it->names + filled + name, "\n");
    it->inside += size;
    *local = here + 30 + name + size;
    return central + 46 + name;
}

static archive archive_of(uint64_t size, uint64_t n)
{
    archive it = { .at = made(SB_FILE_ZIP, size, n), .size = (size_t)size };
    const unsigned char *end = it.at + size - 22, *central = it.at + number(end + 16, 4), *local = it.at;

    should(number(end, 4), equal_to(0x06054b50u));
    it.entries = number(end + 8, 2);
    should(number(end + 10, 2), equal_to(it.entries));
    should(number(end + 12, 4), equal_to((size_t)(end - central)));
    for (size_t i = 0; i < it.entries; i++)
        central = check_entry(&it, central, &local);
    should(central == end, be_true);
    should(local == it.at + number(end + 16, 4), be_true);
    return it;
}

TEST_EACH(zip, is_in_order, (uint64_t size; size_t entries_least, entries_most), { 140, 1, 1 }, { 141, 1, 1 }, { 3999, 1, 1 },
    { 4000, 2, 4 }, { 20000, 2, 7 }, { 65536, 2, 7 }, { 5000000, 2, 7 })
{
    for (uint64_t n = 0; n < 4; n++) {
        archive it = archive_of(each->size, n);
        should(it.entries, be_between(each->entries_least, each->entries_most));
        should(it.inside, be_at_least(each->size < 4000 ? each->size - 140 : each->size * 8 / 10));
    }
}

TEST(zip, every_small_size_is_in_order)
{
    for (uint64_t size = 140; size < 5000; size += 7)
        archive_of(size, size);
}

TEST(zip, many_archives_have_all_kinds_in_them)
{
    char all[65536] = "";

    for (uint64_t n = 0; n < 20; n++)
        strcat(all, archive_of(50000, n).names);
    should(all, all_of(contain(".txt\n"), contain(".csv\n"), contain(".png\n"), contain(".pdf\n")));
    should(all, all_of(contain(".json\n"), contain(".md\n"), contain(".svg\n"), contain(".xml\n")));
    should(all, all_of(contain(".html\n"), contain(".bin\n")));
}
