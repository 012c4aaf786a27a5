/* people_put.c -- each part of a person as text. */
#include "people.h"
#include <string.h>

static const char *const domains[SB_DOMAINS] = { "@example.com", "@example.org", "@example.net" };
enum { BORN_BEFORE = 2026, DOMAIN_SIZE = sizeof "@example.com" - 1 };

/* Words are short: a copy of a fixed size is a few instructions, where one of any size is a call. What is copied behind the word is NUL. */
enum { COPY = 32, COPY_PLAIN = 16 };

static void put_word(const sb_people_word *word, sb_put *to)
{
    if (word->size > COPY || sb_put_room(to) < COPY) {
        sb_put_bytes(to, word->text, word->size);
        return;
    }
    memcpy(to->at, word->text, COPY);
    to->at += word->size;
    *to->at = '\0';
}

static void put_plain(const sb_people_word *word, size_t room, sb_put *to)
{
    if (word->plain_size > COPY_PLAIN || room < COPY_PLAIN) {
        sb_put_bytes(to, word->plain, word->plain_size < room ? word->plain_size : room);
        return;
    }
    memcpy(to->at, word->plain, COPY_PLAIN);
    to->at += word->plain_size;
    *to->at = '\0';
}

static size_t room_without(const sb_put *to, size_t size) { return sb_put_room(to) > size ? sb_put_room(to) - size : 0; }

/* "ingrid.hansen42": letters and then the row's number, so that two rows never share one. The number is kept whole whatever the
 * length of the name, and so is what is still to come, of `after` bytes. */
static void put_username(const sb_person *person, size_t after, sb_put *to)
{
    size_t most = after + (size_t)sb_put_digits(person->number);
    bool family_first = person->locale->order != SB_ORDER_FIRST;

    put_plain(family_first ? person->last : person->first, room_without(to, most), to);
    if (room_without(to, most))
        sb_put_byte(to, '.');
    put_plain(family_first ? person->first : person->last, room_without(to, most), to);
    sb_put_number(to, person->number, 0);
}

const char *sb_person_domain(const sb_person *person) { return domains[person->domain]; }

static void put_email(const sb_person *person, sb_put *to)
{
    put_username(person, DOMAIN_SIZE, to);
    sb_put_bytes(to, domains[person->domain], DOMAIN_SIZE);
}

static void put_full_name(const sb_person *person, sb_put *to)
{
    bool first = person->locale->order == SB_ORDER_FIRST;

    put_word(first ? person->first : person->last, to);
    if (person->locale->order != SB_ORDER_JOINED)
        sb_put_byte(to, ' ');
    put_word(first ? person->last : person->first, to);
}

/* Each # is a digit of the number, each ? a letter: of those that all countries which write letters have in these places. */
static void put_pattern(const char *pattern, uint32_t number, sb_put *to)
{
    static const char letters[] = "AEHNPRTWXY";
    char text[32], *at = text;

    /* Without branches, which differ from city to city. */
    for (; *pattern && at < text + sizeof text; pattern++) {
        uint32_t rest = number / 10, last = number - rest * 10;
        bool digit = *pattern == '#', letter = *pattern == '?';
        *at = digit ? (char)('0' + last) : *pattern;
        *at = letter ? letters[last] : *at;
        number = (digit | letter) != 0 ? rest : number;
        at++;
    }
    sb_put_bytes(to, text, (size_t)(at - text));
}

/* The name of the street in the place of the star. */
static void put_street_name(const sb_person *person, sb_put *to)
{
    const char *form = person->form->text, *star = memchr(form, '*', person->form->size);
    size_t before = star ? (size_t)(star - form) : 0;

    sb_put_bytes(to, form, before);
    put_word(person->street, to);
    if (star)
        sb_put_bytes(to, star + 1, person->form->size - before - 1);
}

static void put_template(const sb_person *person, const char *template, sb_put *to);

static void put_slot(const sb_person *person, int slot, int nth, sb_put *to)
{
    if (slot == SB_SLOT_STREET)
        put_street_name(person, to);
    else if (slot == SB_SLOT_NUMBER)
        sb_put_number(to, person->house, 0);
    else if (slot == SB_SLOT_DIGIT)
        sb_put_byte(to, (char)('0' + person->block[nth % 2]));
    else if (slot == SB_SLOT_ADDRESS)
        put_template(person, person->country->address, to);
    else if (slot == SB_SLOT_POSTCODE)
        put_pattern(person->place->postcode, person->post, to);
    else if (slot == SB_SLOT_CITY)
        put_word(&sb__people_words[person->place->city], to);
    else if (person->place->region != person->place->city) /* Beijing is its own province, and is named once */
        put_word(&sb__people_words[person->place->region], to);
}

static void put_template(const sb_person *person, const char *template, sb_put *to)
{
    int nth = 0;

    for (; *template; template ++) {
        if ((unsigned char)*template > SB_SLOT_REGION)
            sb_put_byte(to, *template);
        else
            put_slot(person, *template, nth++, to);
    }
}

/* On 2026-01-01 everybody has had this year's birthday who was born after the first of January, and nobody is born on that day. Years
 * that begin in March have a pattern of 153 days in five months, whatever February has. */
static void put_birthday(const sb_person *person, sb_put *to)
{
    enum { FIRST_OF_JANUARY = 306 };
    unsigned day = person->born + (person->born >= FIRST_OF_JANUARY ? 1U : 0U), month = (5 * day + 2) / 153;
    unsigned year = BORN_BEFORE - 1U - person->age, of_month = day - (153 * month + 2) / 5 + 1;
    unsigned digits[] = { year, month < 10 ? month + 3 : month - 9, of_month };
    char text[] = "0000-00-00";

    for (int i = 3; i >= 0; i--, digits[0] /= 10)
        text[i] = (char)('0' + digits[0] % 10);
    for (int i = 1; i < 3; i++) {
        text[2 + 3 * i] = (char)('0' + digits[i] / 10);
        text[3 + 3 * i] = (char)('0' + digits[i] % 10);
    }
    sb_put_bytes(to, text, sizeof text - 1);
}

void sb_person_put(const sb_person *person, enum sb_person_part part, sb_put *to)
{
    switch (part) {
    case SB_PART_USERNAME: put_username(person, 0, to); break;
    case SB_PART_EMAIL: put_email(person, to); break;
    case SB_PART_FIRST_NAME: put_word(person->first, to); break;
    case SB_PART_LAST_NAME: put_word(person->last, to); break;
    case SB_PART_FULL_NAME: put_full_name(person, to); break;
    case SB_PART_TITLE: sb_put_text(to, person->locale->title[person->sex]); break;
    case SB_PART_SEX: sb_put_text(to, person->sex == SB_MALE ? "male" : "female"); break;
    case SB_PART_LOCALE: sb_put_text(to, person->country->tag); break;
    case SB_PART_COUNTRY: sb_put_text(to, person->country->code); break;
    case SB_PART_COUNTRY_NAME: put_word(&sb__people_words[person->country->name], to); break;
    case SB_PART_REGION: put_word(&sb__people_words[person->place->region], to); break;
    case SB_PART_CITY: put_word(&sb__people_words[person->place->city], to); break;
    case SB_PART_POSTCODE: put_pattern(person->place->postcode, person->post, to); break;
    case SB_PART_STREET: put_template(person, person->country->address, to); break;
    case SB_PART_ADDRESS: put_template(person, person->country->line, to); break;
    case SB_PART_PHONE: put_pattern(person->place->phone, person->phone, to); break;
    case SB_PART_TIME_ZONE: put_word(&sb__people_words[person->place->zone], to); break;
    case SB_PART_BIRTHDAY: put_birthday(person, to); break;
    case SB_PART_ROLE: sb_put_text(to, person->role); break;
    }
}
