/* kinds_unusual.c -- names that people really have and that forms, sorting and columns stumble over: all kinds of one row tell of one name. */
#include "kinds.h"
#include <string.h>

/* full: NULL: first and last with a blank between; an empty last name: there is one name alone. */
static const struct unusual {
    const char *first, *last, *full;
} names[] = {
    { "Siobh\xc3\xa1n", "O'Neill-d'Arcy", NULL },
    { "Nguy\xe1\xbb\x85n", "Th\xe1\xbb\x8b Minh Khai", NULL },
    { "Sukarno", "", NULL },
    { "X", "Y", NULL },
    { "D'Angelo",
        "O\xe2\x80\x99"
        "Brien",
        NULL },
    { "Jos\xc3\xa9 Mar\xc3\xad"
      "a",
        "de la Fuente y G\xc3\xb3mez", NULL },
    { "Anne-Marie", "Saint-Jean-Baptiste", NULL },
    { "Bj\xc3\xb6rk", "Gu\xc3\xb0mundsd\xc3\xb3ttir", NULL },
    { "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf", "\xd8\xb9\xd8\xa8\xd8\xaf \xd8\xa7\xd9\x84\xd8\xb1\xd8\xad\xd9\x85\xd9\x86", NULL },
    { "\xd7\xa9\xd7\xa8\xd7\x94", "\xd7\x91\xd7\x9f-\xd7\x92\xd7\x95\xd7\xa8\xd7\x99\xd7\x95\xd7\x9f", NULL },
    { "\xe4\xbc\x9f", "\xe6\x9d\x8e", "\xe6\x9d\x8e\xe4\xbc\x9f" },
    { "\xe9\xa6\x99\xe7\xb9\x94", "\xe9\xbd\x8b\xe8\x97\xa4", "\xe9\xbd\x8b\xe8\x97\xa4 \xe9\xa6\x99\xe7\xb9\x94" },
    { "\xeb\xaf\xbc\xec\xa4\x80", "\xea\xb9\x80", "\xea\xb9\x80\xeb\xaf\xbc\xec\xa4\x80" },
    { "\xf0\xa0\xae\xb7", "\xf0\xa1\x88\xbd", "\xf0\xa1\x88\xbd\xf0\xa0\xae\xb7" }, /* characters beyond the first 65,536 */
    { "Wolfeschlegel", "Hausenbergerdorffwelchevoralternwarengewissenhaft", NULL },
    { "Maximiliana Wilhelmina Alexandrina", "von Hohenberg-Breitenstein", NULL }, /* 61 characters with the blank */
    { "\xc4\xb0rem", "I\xc5\x9f\xc4\xb1k", NULL },                                /* i and I that lower case mixes up */
    { "\xc5\x81ukasz", "\xc5\xbb\xc3\xb3\xc5\x82\xc4\x87", NULL },
    { "Zoe\xcc\x88", "Renee\xcc\x81", NULL }, /* accents that are characters of their own */
    { "Null", "True", NULL },
    { "van", "den Berg", NULL },
    { "John", "Smith, Jr.", NULL },
    { "Ng", "Ng", NULL },
    { "\xce\xa3\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x82",
        "\xce\x9f\xce\xb4\xcf\x85\xcf\x83\xcf\x83\xce\xb5\xcf\x8d\xcf\x82", NULL },
};
enum { NAMES = sizeof names / sizeof *names };

/* One after the other in an order of the seed's, so that so many rows have had all. */
static const struct unusual *name_of(const sb_kind_call *call)
{
    return &names[sb_permute(call->seed, call->stream, call->n % NAMES, NAMES)];
}

static void give(const sb_kind_call *call, const char *text, sb_value *out)
{
    sb_kind_text(call, text, strlen(text), false, ' ', out);
}

static void make_first(const sb_kind_call *call, sb_value *out) { give(call, name_of(call)->first, out); }

static void make_last(const sb_kind_call *call, sb_value *out) { give(call, name_of(call)->last, out); }

static void make_full(const sb_kind_call *call, sb_value *out)
{
    const struct unusual *name = name_of(call);
    char text[160];
    sb_put to = sb_put_into(text, sizeof text);

    sb_put_text(&to, name->full ? name->full : name->first);
    if (!name->full && *name->last) {
        sb_put_byte(&to, ' ');
        sb_put_text(&to, name->last);
    }
    give(call, text, out);
}

const sb_kind sb_kinds_unusual[] = {
    { "unusual.first_name", "the first name of unusual.full_name: one letter, several words, from right to left", NULL, true,
        make_first, NULL },
    { "unusual.full_name", "a name that people have and programs stumble over: Siobh\xc3\xa1n O'Neill-d'Arcy", NULL, true,
        make_full, NULL },
    { "unusual.last_name", "the family's name of unusual.full_name; empty where there is one name alone", NULL, true, make_last,
        NULL },
    { .name = NULL },
};
