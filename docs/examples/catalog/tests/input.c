/* input.c -- files that tests hand to the program.
 */
#include "input.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *csv_of(const char *lines)
{
    const char *folder = sb_temp_dir();
    size_t size = strlen(folder) + sizeof "/input.csv";
    char *path = malloc(size);
    should_not(path, be_null);
    add_cleanup(free, path);
    snprintf(path, size, "%s/input.csv", folder);

    FILE *to = fopen(path, "w");
    should_not(to, be_null);
    fputs(lines, to);
    should(fclose(to), equal_to(0));
    return path;
}
