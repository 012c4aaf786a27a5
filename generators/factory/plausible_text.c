/* plausible_text.c -- texts that keep to what is wanted of them: one way after the other is tried, the most believable first. */
#include "../fake/dates.h"
#include "../fake/prose.h"
#include "claims.h"
#include "plausible_kinds.h"
#include <ctype.h>
#include <string.h>

enum { ROOM = 700, TRIES = 8, MAX_BYTES = 4 /* of a character: fewer left are as good as none */ };

typedef struct limits {
    size_t least, most; /* characters; most 0: any number */
} limits;

static limits limits_of(const sb_wish *wish)
{
    size_t column = sb_column_limit(wish->column->type), most[3] = { column, wish->facts->most, wish->call->most };
    limits of = { wish->facts->least, 0 };

    for (int i = 0; i < 3; i++)
        if (most[i] && (!of.most || most[i] < of.most))
            of.most = most[i];
    return of;
}

static size_t characters(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

/* ---- the ways ---- */

static void put_n(const sb_wish *wish, sb_put *to) { sb_put_number(to, wish->call->n + 1, 0); }

/* As letters: 1 is a, 27 is aa. */
static void put_letters(uint64_t n, char first, sb_put *to)
{
    char letters[16];
    size_t size = 0;

    for (; n > 0 && size < sizeof letters; n = (n - 1) / 26)
        letters[size++] = (char)(first + (char)((n - 1) % 26));
    while (size > 0)
        sb_put_byte(to, letters[--size]);
}

/* Every one of these has another text for each n. */
static bool plain(sb_wish *wish, unsigned way, sb_put *to)
{
    switch (way) {
    case 0:
        sb_fake_words(&wish->draw, 2, to);
        sb_put_byte(to, ' ');
        put_n(wish, to);
        return true;
    case 1:
        sb_put_text(to, sb_fake_word(&wish->draw));
        sb_put_byte(to, '-');
        put_n(wish, to);
        return true;
    case 2:
        sb_put_text(to, sb_fake_word(&wish->draw));
        put_n(wish, to);
        return true;
    case 3:
        sb_put_text(to, sb_fake_word(&wish->draw));
        sb_put_byte(to, '_');
        put_n(wish, to);
        return true;
    case 4: put_n(wish, to); return true;
    case 5: put_letters(wish->call->n + 1, 'a', to); return true;
    case 6: put_letters(wish->call->n + 1, 'A', to); return true;
    case 7:
        sb_put_text(to, "Row ");
        put_n(wish, to);
        return true;
    case 8: /* above another text */
        if (!wish->other || wish->other->kind != SB_STR)
            return false;
        sb_put_text(to, wish->other->v.s);
        put_n(wish, to);
        return true;
    default: return false;
    }
}

static bool put_json(const sb_wish *wish, sb_put *to)
{
    const char *type = wish->facts->json ? wish->facts->json : "object";
    bool array = strcmp(type, "array") == 0, object = strcmp(type, "object") == 0,
         text = strcmp(type, "string") == 0 || strcmp(type, "text") == 0;

    sb_put_text(to, array ? "[" : object ? "{\"n\": " : text ? "\"n" : "");
    put_n(wish, to);
    sb_put_text(to, array ? "]" : object ? "}" : text ? "\"" : "");
    return true;
}

/* The characters that a text may have; NULL: all. */
static const uint64_t *only_of(const sb_wish *wish)
{
    for (size_t i = 0; i < wish->facts->forms; i++)
        if (!wish->facts->form[i].not &&sb_form_set(wish->facts->form[i].form))
            return sb_form_set(wish->facts->form[i].form);
    return NULL;
}

static bool put_by_form(sb_wish *wish, const limits *of, unsigned way, sb_put *to)
{
    const uint64_t *n = wish->call->unique ? &wish->call->n : NULL;
    unsigned left = way;

    for (size_t i = 0; i < wish->facts->forms; i++)
        if (!wish->facts->form[i].not &&left-- == 0)
            return sb_form_put(
                wish->facts->form[i].form, &wish->draw, n, &(sb_form_wish){ of->least, of->most, only_of(wish) }, to);
    return false;
}

/* Between 'A' and 'Z': a letter. */
static bool put_between(sb_wish *wish, sb_put *to)
{
    const sb_value *low = &wish->facts->low, *high = &wish->facts->high;
    uint64_t span, at;

    if (low->kind != SB_STR || high->kind != SB_STR || strlen(low->v.s) != 1 || strlen(high->v.s) != 1)
        return false;
    span = (uint64_t)(*high->v.s - *low->v.s) + 1;
    if (wish->call->unique && wish->call->n >= span)
        return false;
    at = wish->call->unique ? wish->call->n : sb_draw_below(&wish->draw, span);
    sb_put_byte(to, (char)(*low->v.s + (char)at));
    return true;
}

static bool put_by_name(sb_wish *wish, sb_put *to)
{
    bool numbered = false;

    if (wish->facts->json || wish->facts->json_valid)
        return put_json(wish, to);
    if (wish->facts->date) {
        sb_fake_date(
            wish->call->unique ? SB_FIRST_MOMENT + (int64_t)wish->call->n * SB_DAY_SECONDS : sb_fake_moment(&wish->draw), to);
        return true;
    }
    if (!sb_named_text(wish, &numbered, to))
        return false;
    if (wish->call->unique && !numbered) {
        sb_put_byte(to, ' ');
        put_n(wish, to);
    }
    return true;
}

/* ---- to fit ---- */

/* Small letters before a text that is too short: it stays another for each n. */
static void lengthen(sb_wish *wish, const limits *of, char *text, size_t room)
{
    size_t size = strlen(text), n = characters(text), more = of->least > n ? of->least - n : 0;
    const uint64_t *only = only_of(wish);
    char first = wish->facts->letters == SB_LETTERS_CAPITAL || (n && isupper((unsigned char)*text)) ? 'A' : 'a';

    if (more == 0 || size + more >= room)
        return;
    memmove(text + more, text, size + 1);
    for (size_t i = 0; i < more; i++)
        text[i] = (char)(first + (char)sb_draw_below(&wish->draw, 26));
    for (size_t i = 0; only && i < more; i++)
        if (!(only[(unsigned char)text[i] >> 6] >> ((unsigned char)text[i] & 63) & 1))
            text[i] = only['0' >> 6] >> ('0' & 63) & 1 ? '0' : text[i];
}

static void set_letters(const sb_wish *wish, char *text)
{
    for (; *text; text++)
        if (wish->facts->letters == SB_LETTERS_SMALL)
            *text = (char)tolower((unsigned char)*text);
        else if (wish->facts->letters == SB_LETTERS_CAPITAL)
            *text = (char)toupper((unsigned char)*text);
}

/* char(n) is that long: what is behind a shorter text would be spaces. */
static bool is_exact(const char *type)
{
    return strncasecmp(type, "char(", 5) == 0 || strncasecmp(type, "character(", 10) == 0 || strncasecmp(type, "bpchar(", 7) == 0;
}

static bool is_good(const sb_wish *wish, const limits *of, const char *text)
{
    const sb_facts *facts = wish->facts;
    sb_value value = sb__box_s(text);
    size_t n = characters(text), size = strlen(text);

    for (size_t i = 0; i < facts->forms; i++)
        if (sb_form_has(facts->form[i].form, text) == facts->form[i].not )
            return false;
    for (size_t i = 0; i < facts->unwanteds; i++)
        if (sb_value_order(&facts->unwanted[i], &value) == 0)
            return false;
    if (facts->trimmed && size && (text[0] == ' ' || text[size - 1] == ' '))
        return false;
    if ((facts->low.kind == SB_STR && sb_value_order(&value, &facts->low) < (facts->above ? 1 : 0)) ||
        (facts->high.kind == SB_STR && sb_value_order(&value, &facts->high) > (facts->below ? -1 : 0)))
        return false;
    return n >= of->least && (!of->most || n <= of->most) && (wish->call->unique || sb_wish_agrees(wish, &value));
}

/* Numbers of more digits than there is room for, as letters and digits, by which more can be told apart. They end in a letter, and those that
 * had room in a digit: so none of them meet. */
static const char *shortened(sb_wish *wish, const limits *of, bool *beyond)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    uint64_t before = 1, left;
    char text[24] = "";

    for (size_t i = 0; i < of->most; i++) /* below 20, the digits of the highest n */
        before *= 10;
    left = wish->call->n + 1 - before;
    for (size_t i = of->most; i-- > 0;) {
        uint64_t signs_here = i + 1 == of->most ? 26 : 36;
        text[i] = signs[left % signs_here];
        left /= signs_here;
    }
    *beyond = left > 0;
    return sb_store_copy(wish->call->store, text, of->most);
}

static bool digits_fit(const sb_wish *wish, const limits *of)
{
    return !of->most || (size_t)sb_put_digits(wish->call->n + 1) <= of->most;
}

/* Of a unique one the number is kept: sb_fit_text looks at the column's limit alone. */
static const char *fitted(sb_wish *wish, const limits *of, char *text, size_t room)
{
    char type[40];
    sb_put to = sb_put_into(type, sizeof type);
    sb_column column = *wish->column;

    lengthen(wish, of, text, room);
    if (!of->most)
        return text;
    sb_put_text(&to, "varchar(");
    sb_put_number(&to, of->most, 0);
    sb_put_byte(&to, ')');
    column.type = type;
    return sb_fit_text(wish->call->store, text, &column, wish->call->unique, wish->call->n);
}

static unsigned forms_of(const sb_wish *wish)
{
    unsigned forms = 0;

    for (size_t i = 0; i < wish->facts->forms; i++)
        forms += !wish->facts->form[i].not ;
    return forms;
}

static bool attempt(sb_wish *wish, const limits *of, unsigned way, char *text, size_t room)
{
    sb_put to = sb_put_into(text, room);
    unsigned forms = forms_of(wish);

    text[0] = '\0';
    if (forms && way > 0 && way <= TRIES)
        return put_by_form(wish, of, (way - 1) % forms, &to);
    if (wish->call->unique && !digits_fit(wish, of)) /* their number would be cut */
        return way == 0 && put_between(wish, &to);
    if (way == 0)
        return put_between(wish, &to) || put_by_name(wish, &to);
    return way > TRIES && plain(wish, way - TRIES - 1, &to);
}

/* A text that was told by another row, or that another column has, may be longer than what is made: then there is more room, once more. Forms
 * keep to the room. */
static bool attempt_whole(sb_wish *wish, const limits *of, unsigned way, char **text, size_t *room)
{
    sb_draw draw = wish->draw;
    bool grows = way == 0 || way > TRIES, gives = attempt(wish, of, way, *text, *room);

    while (gives && grows && strlen(*text) + MAX_BYTES >= *room) {
        *room *= 2;
        *text = sb_store_alloc(wish->call->store, *room);
        wish->draw = draw;
        gives = attempt(wish, of, way, *text, *room);
    }
    return gives;
}

/* What a way gives, NULL where it gives nothing. */
static const char *go(sb_wish *wish, const limits *of, unsigned way, bool *good)
{
    char first[ROOM], *text = first, *kept;
    size_t room = sizeof first;

    if (!attempt_whole(wish, of, way, &text, &room))
        return NULL;
    kept = sb_store_text(wish->call->store, fitted(wish, of, text, room));
    set_letters(wish, kept);
    *good = is_good(wish, of, kept);
    return kept;
}

/* Whether forms tell the first rows apart: when they are through, what comes otherwise might be a text that they gave. */
static bool forms_tell(const sb_wish *wish, const limits *of)
{
    sb_kind_call call = *wish->call;
    sb_wish first = *wish;
    bool good = false;

    call.n = 0;
    first.call = &call;
    for (unsigned way = 1; call.unique && way <= TRIES && way <= forms_of(wish) && !good; way++)
        go(&first, of, way, &good);
    return good;
}

bool sb_wish_text(sb_wish *wish, sb_value *out)
{
    limits of = limits_of(wish);
    const char *first = NULL, *text;
    bool beyond = false, good = false;

    if (is_exact(wish->column->type) && of.least < of.most)
        of.least = of.most;
    if (of.least >= ROOM)
        of.least = ROOM - 1;
    for (unsigned way = 0; way <= TRIES + 9 && !good && !(way > TRIES && forms_tell(wish, &of)); way++) {
        text = go(wish, &of, way, &good);
        first = text && (good || !first) ? text : first;
    }
    if (!good && !digits_fit(wish, &of) && wish->call->unique && !forms_tell(wish, &of)) {
        first = shortened(wish, &of, &beyond);
        good = !beyond && is_good(wish, &of, first);
    }
    *out = sb__box_s(first ? first : "");
    return good || !wish->call->unique;
}

/* So many bytes as there is room for, and the row's number in the last of them. */
bool sb_wish_bytes(sb_wish *wish, sb_value *out)
{
    size_t least = wish->facts->least, most = wish->facts->most, size = 16;
    uint64_t word = 0, left = wish->call->n;
    unsigned char *bytes;

    size = size < least ? least : size;
    size = most && size > most ? most : size;
    bytes = sb_store_alloc(wish->call->store, size + 1);
    for (size_t i = 0; i < size; i++, word >>= 8) {
        if (i % 8 == 0)
            word = sb_draw_word(&wish->draw);
        bytes[i] = (unsigned char)word;
    }
    for (size_t i = size; wish->call->unique && i-- > 0 && size - i <= 8; left >>= 8)
        bytes[i] = (unsigned char)left;
    *out = sb__box_b((sb_bytes){ bytes, size });
    return !wish->call->unique || left == 0;
}
