/* form_test.c -- forms of texts: which have them, and texts made by them. */
#include "../../../generators/factory/form.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(form, (sb_store store));
TEARDOWN(form) { sb_store_release(&self->store); }

TEST_EACH(form, has, (enum sb_form_words words; const char *form, *text; bool has), { SB_FORM_LIKE, "%@%", "a@b", true },
    { SB_FORM_LIKE, "%@%", "ab", false }, { SB_FORM_LIKE, "A_", "Ab", true }, { SB_FORM_LIKE, "A_", "Abc", false },
    { SB_FORM_LIKE, "10\\%", "10%", true }, { SB_FORM_LIKE, "a.c", "abc", false }, { SB_FORM_GLOB, "[A-Z]*", "Abc", true },
    { SB_FORM_GLOB, "[A-Z]*", "abc", false }, { SB_FORM_GLOB, "*[^a-z]*", "abc", false },
    { SB_FORM_GLOB, "*[^a-z]*", "a c", true }, { SB_FORM_GLOB, "??", "ab", true }, { SB_FORM_SIMILAR, "(a|b)+%", "abx", true },
    { SB_FORM_SIMILAR, "(a|b)+", "abx", false }, { SB_FORM_REGEX, "^[a-z]+(-[a-z0-9]+)*$", "ab-c1-2", true },
    { SB_FORM_REGEX, "^[a-z]+(-[a-z0-9]+)*$", "ab--c", false }, { SB_FORM_REGEX, "b", "abc", true },
    { SB_FORM_REGEX, "^\\d{3}-\\w+$", "123-x_", true }, { SB_FORM_REGEX, "^(a|ab)(c|bcd)$", "abcd", true },
    { SB_FORM_REGEX, "^[[:alpha:]]{2,3}$", "abcd", false }, { SB_FORM_REGEX, "^[^@[:space:]]+@x$", "a b@x", false },
    { SB_FORM_REGEX, "^(a*)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaab", false }, { SB_FORM_REGEX, "^a?b+?$", "bb", true },
    { SB_FORM_REGEX, "^[]a]$", "]", true }, { SB_FORM_REGEX, "^a\\.b$", "axb", false }, { SB_FORM_REGEX, "", "", true })
{
    const sb_form *form = sb_form_read(each->words, each->form, false, &self->store);

    should(form != NULL, be_true);
    should(sb_form_has(form, each->text), equal_to(each->has));
}

TEST_EACH(form, is_not_understood, (const char *form;), { "(?=a)" }, { "(a" }, { "a)" }, { "[a" }, { "(a)\\1" }, { "a{2" },
    { "a{3,1}" }, { "\\ba" })
{
    should(sb_form_read(SB_FORM_REGEX, each->form, false, &self->store) == NULL, be_true);
}

TEST(form, letters_may_be_the_same_in_both_cases)
{
    should(sb_form_has(sb_form_read(SB_FORM_LIKE, "A[b]%", true, &self->store), "a[B]x"), be_true);
    should(sb_form_has(sb_form_read(SB_FORM_REGEX, "^[a-c]+$", true, &self->store), "AbC"), be_true);
}

TEST_EACH(form, is_made, (enum sb_form_words words; const char *form; size_t least, most), { SB_FORM_LIKE, "%@%.%", 0, 0 },
    { SB_FORM_LIKE, "AB-____", 0, 7 }, { SB_FORM_GLOB, "[A-Z][A-Z]-*", 9, 12 },
    { SB_FORM_REGEX, "^[a-z][a-z0-9_]{2,30}$", 0, 12 }, { SB_FORM_REGEX, "^#[0-9a-f]{6}$", 0, 7 },
    { SB_FORM_REGEX, "^(EUR|USD|NOK)$", 0, 3 }, { SB_FORM_REGEX, "^\\+?[0-9 ]{8,15}$", 0, 15 },
    { SB_FORM_REGEX, "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$", 20, 40 }, { SB_FORM_REGEX, "^(?:[A-Z]\\d)+x?$", 0, 0 },
    { SB_FORM_SIMILAR, "[0-9]{3}%", 0, 0 })
{
    const sb_form *form = sb_form_read(each->words, each->form, false, &self->store);

    for (uint64_t n = 0; n < 200; n++) {
        char text[200];
        sb_put to = sb_put_into(text, sizeof text);
        sb_draw draw = sb_draw_at(1, 2, 3, n);
        should(sb_form_put(form, &draw, NULL, &(sb_form_wish){ each->least, each->most, NULL }, &to), be_true);
        should(sb_form_has(form, text), be_true);
        should(strlen(text), be_at_least(each->least));
        should(each->most == 0 || strlen(text) <= each->most, be_true);
    }
}

TEST(form, each_n_has_a_text_of_its_own_as_long_as_there_are_any)
{
    const sb_form *form = sb_form_read(SB_FORM_REGEX, "^[A-Z]{2}[0-9]$", false, &self->store);
    static bool seen[26][26][10];
    size_t different = 0;
    char text[4];

    for (uint64_t n = 0; n < 6760; n++) {
        sb_put to = sb_put_into(text, sizeof text);
        sb_draw draw = sb_draw_at(1, 2, 3, n);
        bool given = sb_form_put(form, &draw, &n, &(sb_form_wish){ .least = 0 }, &to),
             *before = &seen[text[0] - 'A'][text[1] - 'A'][text[2] - '0'];
        different += given && !*before;
        *before = true;
    }
    should(different, equal_to(6760));
    sb_put to = sb_put_into(text, sizeof text);
    sb_draw draw = sb_draw_at(1, 2, 3, 6760);
    should(sb_form_put(form, &draw, &(uint64_t){ 6760 }, &(sb_form_wish){ .least = 0 }, &to), be_false);
}

TEST_EACH(form, that_must_not_be_says_which_characters_may, (enum sb_form_words words; const char *form, *text; bool has),
    { SB_FORM_GLOB, "*[^a-f0-9]*", "12ab", true }, { SB_FORM_GLOB, "*[^a-f0-9]*", "12xy", false },
    { SB_FORM_REGEX, "[^A-Z]", "AZ", true }, { SB_FORM_REGEX, "[^A-Z]", "aZ", false })
{
    const sb_form *only = sb_form_only(sb_form_read(each->words, each->form, false, &self->store), &self->store);

    should(only != NULL, be_true);
    should(sb_form_has(only, each->text), equal_to(each->has));
}

TEST(form, that_must_not_be_may_say_something_else)
{
    should(sb_form_only(sb_form_read(SB_FORM_GLOB, "* *", false, &self->store), &self->store) == NULL, be_true);
    should(sb_form_only(sb_form_read(SB_FORM_REGEX, "^[^A-Z][^a-z]", false, &self->store), &self->store) == NULL, be_true);
}
