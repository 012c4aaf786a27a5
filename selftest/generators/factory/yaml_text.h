/* yaml_text.h -- a text as the `factories:` of a seedbed.yaml, for tests.
 */
#ifndef SEEDBED_SELFTEST_GENERATORS_FACTORY_YAML_TEXT_H
#define SEEDBED_SELFTEST_GENERATORS_FACTORY_YAML_TEXT_H

#include "../../../generators/factory/yaml.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

static inline void write_file(const char *name, const char *text)
{
    char *path = sb_format("%s/%s", sb_temp_dir(), name);
    FILE *file = fopen(path, "w");

    free(path);
    should(file == NULL, be_false);
    fputs(text, file);
    fclose(file);
}

/* `text` is behind "factories:", on a line of its own where it begins with one. They live until sb_yaml_factories_free. */
static inline int read_factories(const char *text)
{
    char *all = sb_format("factories:%s", text), *path = sb_format("%s/seedbed.yaml", sb_temp_dir());
    sb_settings *settings = NULL;
    int code;

    write_file("seedbed.yaml", all);
    code = sb_settings_read(path, &settings);
    if (code == SB_OK)
        code = sb_yaml_factories_read(settings, true);
    sb_settings_free(settings);
    free(path);
    free(all);
    return code;
}

static inline void must_read(const char *text)
{
    if (read_factories(text))
        fail_test("%s", sb_error());
}

#endif
