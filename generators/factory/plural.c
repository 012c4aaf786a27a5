/* plural.c -- what a table of something may be called: English plurals, as far as tables are named by them. */
#include "declare.h"
#include <string.h>

static bool ends_in_any(const char *word, const char *const *ends)
{
    size_t size = strlen(word);

    for (; *ends; ends++)
        if (size > strlen(*ends) && strcmp(word + size - strlen(*ends), *ends) == 0)
            return true;
    return false;
}

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
