/* people_shape.c -- the shapes of postcodes, phones and streets, and what must hold for one person. */
#include "people_shape.h"
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define D "[0-9]"
#define NUMBER_FIRST "^" D "{1,3},? [^0-9]"
#define NUMBER_LAST "[^0-9],? ?" D "{1,3}$"

/* Phones: those that a country keeps for fiction (NANPA, Ofcom, ComReg, ACMA, Bundesnetzagentur, ARCEP, PTS); elsewhere such as are no
 * number there. */
static const shape shapes[] = {
    { "US", "^" D "{5}$", "^\\+1 [2-9]" D "{2} 555 01" D "{2}$", NUMBER_FIRST },
    { "CA", "^[ABCEGHJ-NPRSTVXY]" D "[ABCEGHJ-NPRSTV-Z] " D "[ABCEGHJ-NPRSTV-Z]" D "$", "^\\+1 [2-9]" D "{2} 555 01" D "{2}$",
        NUMBER_FIRST },
    { "GB", "^[A-Z]{1,2}" D "{1,2} " D "[ABD-HJLNP-UW-Z]{2}$",
        "^\\+44 (20 7946 0" D "{3}|1[1-6]1 496 0" D "{3}|11[3-8] 496 0" D "{3}|191 498 0" D "{3}|29 2018 0" D "{3}|28 9649 6" D
        "{3})$",
        NUMBER_FIRST },
    { "IE", "^[AC-FHKNPRTV-Y]" D "{2} [0-9AC-FHKNPRTV-Y]{4}$", "^\\+353 20 91" D " " D "{4}$", NUMBER_FIRST },
    { "AU", "^[2-7]" D "{3}$", "^\\+61 [2378] 5550 " D "{4}$", NUMBER_FIRST },
    { "NO", "^" D "{4}$", "^\\+47 0" D "( " D "{2}){3}$", NUMBER_LAST },
    { "SE", "^[1-9]" D "{2} " D "{2}$",
        "^\\+46 (8 465 004 " D "{2}|31 390 06 " D "{2}|40 628 04 " D "{2}|980 319 2" D "{2}|70 174 06 [1-9]" D ")$",
        NUMBER_LAST },
    { "DE", "^" D "{5}$",
        "^\\+49 (30 23125 " D "{3}|40 66969 " D "{3}|69 90009 " D "{3}|221 4710 " D "{3}|89 99998 " D "{3}|171 39200 " D
        "{2}|176 040690 " D "{2})$",
        NUMBER_LAST },
    { "AT", "^[1-9]" D "{3}$", "^\\+43 [1-9]" D "{0,2} 0" D "{2} " D "{3,4}$", NUMBER_LAST },
    { "CH", "^[1-9]" D "{3}$", "^\\+41 1" D " " D "{3} " D "{2} " D "{2}$", NUMBER_LAST },
    { "FR", "^" D "{5}$", "^\\+33 (1 99 00|2 61 91|3 53 01|4 65 71|5 36 49) " D "{2} " D "{2}$", NUMBER_FIRST },
    { "BE", "^[1-9]" D "{3}$", "^\\+32 18( " D "{2}){3}$", NUMBER_LAST },
    { "ES", "^[0-5]" D "{4}$", "^\\+34 4" D "{2} " D "{3} " D "{3}$", NUMBER_LAST },
    { "MX", "^" D "{5}$", "^\\+52 [2-9]" D "{1,2} 0" D "{2,3} " D "{4}$", NUMBER_LAST },
    { "AR", "^[1-9]" D "{3}$", "^\\+54 [1-3]" D "{1,2} 0" D "{2,3} " D "{4}$", NUMBER_LAST },
    { "BR", "^" D "{5}-" D "{3}$", "^\\+55 [1-9][1-9] 0" D "{3}-" D "{4}$", ", " D "{1,3}$" },
    { "IT", "^" D "{5}$", "^\\+39 9" D "{2} " D "{3} " D "{4}$", NUMBER_LAST },
    { "NL", "^[1-9]" D "{3} [A-Z]{2}$", "^\\+31 [1-9]" D " 0" D "{2} " D "{4}$", NUMBER_LAST },
    { "PL", "^" D "{2}-" D "{3}$", "^\\+48 10 " D "{3} " D "{2} " D "{2}$", "^ul\\. .* " D "{1,3}$" },
    { "JP", "^" D "{3}-" D "{4}$", "^\\+81 [1-9]" D "?-0" D "{2,3}-" D "{4}$", "[1-9]-[1-9]-" D "{1,3}$" },
    { "EG", "^[1-9]" D "{4}$", "^\\+20 [1-9]" D "? 0" D "{2,3} " D "{4}$", NUMBER_FIRST },
    { "SA", "^[1-9]" D "{4}$", "^\\+966 1[1-7] 0" D "{2} " D "{4}$", NUMBER_FIRST },
    { "MA", "^[1-9]" D "{4}$", "^\\+212 4" D "{2}( " D "{2}){3}$", NUMBER_FIRST },
    { "TN", "^[1-9]" D "{3}$", "^\\+216 6" D " " D "{3} " D "{3}$", NUMBER_FIRST },
    { "IN", "^[1-9]" D "{5}$", "^\\+91 [1-9]" D "{1,2} 0" D "{2,3} " D "{4}$", NUMBER_FIRST },
    { "CN", "^[1-9]" D "{5}$", "^\\+86 [1-9]" D "{1,2} 0" D "{3} " D "{4}$", D "{1,3}号$" },
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

const shape *shape_of(const char *country)
{
    for (size_t i = 0; i < SHAPES; i++)
        if (strcmp(shapes[i].country, country) == 0)
            return &shapes[i];
    return NULL;
}

bool has_shape(const char *text, const char *pattern)
{
    static struct known {
        const char *pattern;
        regex_t compiled;
    } known[SHAPES * 3];
    size_t i = 0;

    while (known[i].pattern && known[i].pattern != pattern)
        i++;
    if (!known[i].pattern && regcomp(&known[i].compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    known[i].pattern = pattern;
    return text && regexec(&known[i].compiled, text, 0, NULL, 0) == 0;
}

void plain_name(const char *name, bool german, char *out, size_t size)
{
    static const char *const letters[] = { "áàâãäåąÁÀÂÃÅÄ", "a", "çćÇĆ", "c", "éèêëęÉÈÊ", "e", "íìîïÍÎ", "i", "łŁ", "l", "ñńÑŃ",
        "n", "óòôõöøÓÒÔÖØ", "o", "śŚ", "s", "úùûüÚÙÛÜ", "u", "źżŹŻ", "z", "ÿý", "y", NULL };
    size_t n = 0;

    for (const char *at = name; *at && n + 3 < size; at++) {
        char letter[3] = { at[0], at[1], '\0' };
        if (((unsigned char)*at & 0x80) == 0) {
            if (!strchr(" '-.", *at))
                out[n++] = (char)(*at | 0x20);
            continue;
        }
        at++;
        if (strcmp(letter, "ß") == 0 || strcmp(letter, "æ") == 0) {
            out[n++] = letter[1] == '\x9f' ? 's' : 'a';
            out[n++] = letter[1] == '\x9f' ? 's' : 'e';
            continue;
        }
        for (size_t i = 0; letters[i]; i += 2)
            if (strstr(letters[i], letter))
                out[n++] = *letters[i + 1];
        if (german && strstr("äöüÄÖÜ", letter))
            out[n++] = 'e';
    }
    out[n] = '\0';
}

bool is_utf8(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        int more = *at < 0x80 ? 0 : *at >= 0xc2 && *at < 0xe0 ? 1 : (*at & 0xf0) == 0xe0 ? 2 : *at >= 0xf0 && *at < 0xf5 ? 3 : -1;
        if (more < 0)
            return false;
        for (at++; more > 0; more--)
            if ((*at++ & 0xc0) != 0x80)
                return false;
    }
    return true;
}

/* The age on 2026-01-01 of who was born on that day; -1: no such day. */
static int age_of(const char *birthday)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year, month, day, end = 0;

    if (sscanf(birthday, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10 || birthday[10] || month < 1 || month > 12)
        return -1;
    if (day < 1 || day > days[month - 1])
        return -1;
    return 2026 - year - (month > 1 || day > 1);
}

static bool reserved(const char *domain)
{
    return strcmp(domain, "@example.com") == 0 || strcmp(domain, "@example.org") == 0 || strcmp(domain, "@example.net") == 0;
}

/* "ada.lovelace12", and nothing of the 12 is missing. */
static bool is_user_name(const char *name, uint64_t n)
{
    size_t first = strspn(name, "abcdefghijklmnopqrstuvwxyz"), last;
    char number[24];

    if (!first || name[first] != '.')
        return false;
    last = strspn(name + first + 1, "abcdefghijklmnopqrstuvwxyz");
    snprintf(number, sizeof number, "%llu", (unsigned long long)n + 1);
    return last && strcmp(name + first + 1 + last, number) == 0;
}

static bool is_whole(const char *text, size_t size) { return *text && strlen(text) < size - 1 && is_utf8(text); }
#define WHOLE(member) is_whole(user->member, sizeof user->member)

const char *wrong_with(const sb_user *user, uint64_t n)
{
    const shape *wanted = shape_of(user->country);
    size_t name = strlen(user->username);
    bool family_first = strcmp(user->country, "JP") == 0 || strcmp(user->country, "CN") == 0;
    char full[128];

    snprintf(full, sizeof full, "%s%s%s", family_first ? user->last_name : user->first_name,
        strcmp(user->country, "CN") == 0 ? "" : " ", family_first ? user->first_name : user->last_name);
    if (!wanted)
        return "country";
    if (!WHOLE(username) || !WHOLE(email) || !WHOLE(first_name) || !WHOLE(last_name) || !WHOLE(full_name) || !WHOLE(region) ||
        !WHOLE(city) || !WHOLE(street) || !WHOLE(postcode) || !WHOLE(phone) || !WHOLE(time_zone) || !WHOLE(country_name) ||
        !WHOLE(role) || !WHOLE(locale))
        return "a field that is empty, cut, or not UTF-8";
    if (!is_user_name(user->username, n))
        return "user name";
    if (strncmp(user->email, user->username, name) != 0 || !reserved(user->email + name))
        return "e-mail";
    if (strcmp(user->full_name, full) != 0)
        return "full name";
    if (strlen(user->locale) != 5 || user->locale[2] != '_' || strcmp(user->locale + 3, user->country) != 0)
        return "locale";
    if (age_of(user->birthday) != user->age || user->age < 16 || user->age > 70)
        return "age";
    return !has_shape(user->postcode, wanted->postcode) ? "postcode"
        : !has_shape(user->phone, wanted->phone)        ? "phone"
        : !has_shape(user->street, wanted->street)      ? "street"
                                                        : NULL;
}
