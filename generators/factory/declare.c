/* declare.c -- the list of declared factories, and finding one by name, table or column. */
#include "declare.h"
#include <string.h>

const sb_declared *const sb_factories[] = { &sb_factory_user, &sb_factory_course, &sb_factory_enrolment, &sb_factory_file, NULL };

bool sb_listed(const char *list, const char *name)
{
    size_t size = strlen(name);

    while (list && *list) {
        size_t word = strcspn(list, " ");
        if (word == size && memcmp(list, name, size) == 0)
            return true;
        list += word + strspn(list + word, " ");
    }
    return false;
}

const sb_declared *sb_factory_named(const char *name)
{
    for (const sb_declared *const *one = sb_factories; *one; one++)
        if (strcmp((*one)->name, name) == 0)
            return *one;
    return NULL;
}

const sb_declared *sb_factory_of_table(const char *table)
{
    for (const sb_declared *const *one = sb_factories; *one; one++)
        if (sb_listed((*one)->tables, table))
            return *one;
    return NULL;
}

const sb_field *sb_factory_field(const sb_declared *factory, const char *column)
{
    if (!factory)
        return NULL;
    for (const sb_field *field = factory->field; field && field->columns; field++)
        if (sb_listed(field->columns, column))
            return field;
    return NULL;
}

static bool ends_in_any(const char *word, const char *const *ends)
{
    size_t size = strlen(word);

    for (; *ends; ends++)
        if (size > strlen(*ends) && strcmp(word + size - strlen(*ends), *ends) == 0)
            return true;
    return false;
}

/* English plurals, as far as tables are named by them. */
static const char *plural(sb_store *store, const char *word)
{
    static const char *const hissing[] = { "s", "x", "z", "ch", "sh", NULL }, *const vowel_y[] = { "ay", "ey", "oy", "uy", NULL };
    static const char *const odd[][2] = { { "person", "people" }, { "child", "children" }, { "man", "men" },
        { "woman", "women" } };
    size_t size = strlen(word);

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (strcmp(word, odd[i][0]) == 0)
            return odd[i][1];
    if (size > 1 && word[size - 1] == 'y' && !ends_in_any(word, vowel_y))
        return sb_store_format(store, "%.*sies", (int)size - 1, word);
    return sb_store_format(store, "%s%s", word, ends_in_any(word, hissing) ? "es" : "s");
}

const char *const *sb_table_names(sb_store *store, const char *word)
{
    const char **names = sb_store_alloc(store, 4 * sizeof *names);

    names[0] = word;
    names[1] = plural(store, word);
    /* quiz, quizzes */
    if (strlen(word) > 1 && word[strlen(word) - 1] == 'z')
        names[2] = sb_store_format(store, "%szes", word);
    return names;
}
