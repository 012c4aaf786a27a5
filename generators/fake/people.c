/* people.c -- one coherent person from one block of random words. */
#include "people.h"
#include "put.h"

/* Stand for names in the draws; frozen with SB_DATA_VERSION. ASCII, so that they read in a debugger. */
static const uint64_t PEOPLE = UINT64_C(0x70656f706c65), PERSON = UINT64_C(0x706572736f6e);

const sb_locale sb_locales[] = {
    { "en", 40, sb_en_first, sb_en_last, sb_en_place },
    { "nb", 20, sb_nb_first, sb_nb_last, sb_nb_place },
    { "de", 20, sb_de_first, sb_de_last, sb_de_place },
    { "fr", 20, sb_fr_first, sb_fr_last, sb_fr_place },
    { NULL, 0, NULL, NULL, NULL },
};

static const char *const domains[] = { "example.com", "example.org", "example.net" };

static const sb_locale *pick_locale(sb_draw *draw)
{
    uint64_t at = sb_draw_below(draw, 100);
    const sb_locale *locale = sb_locales;

    while (at >= locale->weight)
        at -= locale++->weight;
    return locale;
}

/* "ingrid.hansen42": letters and then the row's number, so that two rows never share one. The number is kept whole whatever the
 * length of the name. */
static void user_name(const char *first, const char *last, uint64_t number, char *field, size_t size)
{
    sb_put letters = sb_put_into(field, size - (size_t)sb_put_digits(number)), digits;

    sb_put_plain(&letters, first);
    sb_put_byte(&letters, '.');
    sb_put_plain(&letters, last);
    digits = (sb_put){ letters.at, field + size - 1 };
    sb_put_number(&digits, number, 0);
}

void sb_fake_person(uint64_t seed, uint64_t n, sb_user *out)
{
    sb_draw draw = sb_draw_at(seed, PEOPLE, PERSON, n);
    const sb_locale *locale = pick_locale(&draw);
    /* 64, 64, 16 and 3 in one number: below() is exact for their product, and so each of them is. */
    uint64_t all = sb_draw_below(&draw, SB_FIRST_NAMES * SB_LAST_NAMES * SB_PLACES * 3);
    const char *first = locale->first[all % SB_FIRST_NAMES], *last = locale->last[all / SB_FIRST_NAMES % SB_LAST_NAMES];
    const sb_place *place = &locale->place[all / (SB_FIRST_NAMES * SB_LAST_NAMES) % SB_PLACES];
    sb_put to = sb_put_into(out->first_name, sizeof out->first_name);

    sb_put_text(&to, first);
    to = sb_put_into(out->last_name, sizeof out->last_name);
    sb_put_text(&to, last);
    to = sb_put_into(out->full_name, sizeof out->full_name);
    sb_put_text(&to, first);
    sb_put_byte(&to, ' ');
    sb_put_text(&to, last);
    user_name(first, last, n + 1, out->username, sizeof out->username);
    to = sb_put_into(out->email, sizeof out->email);
    sb_put_text(&to, out->username);
    sb_put_byte(&to, '@');
    sb_put_text(&to, domains[all / ((uint64_t)SB_FIRST_NAMES * SB_LAST_NAMES * SB_PLACES)]);
    to = sb_put_into(out->country, sizeof out->country);
    sb_put_text(&to, place->country);
    to = sb_put_into(out->city, sizeof out->city);
    sb_put_text(&to, place->city);
}
