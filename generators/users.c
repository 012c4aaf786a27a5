/* users.c -- users: as plain values, and the factory `user`. */
#include "factory/declare.h"
#include "fake/people.h"
#include <string.h>

/* sb_draw_name("users"): the factory fills a table of this name with the same people. */
static const uint64_t USERS = UINT64_C(0x42288471628c3333);

static const struct part {
    enum sb_person_part part;
    size_t at, size;
} parts[] = {
#define PART(name, member) \
    { \
        SB_PART_##name, offsetof(sb_user, member), sizeof((sb_user *)0)->member \
    }
    PART(USERNAME, username),
    PART(FIRST_NAME, first_name),
    PART(LAST_NAME, last_name),
    PART(FULL_NAME, full_name),
    PART(SEX, sex),
    PART(LOCALE, locale),
    PART(COUNTRY, country),
    PART(COUNTRY_NAME, country_name),
    PART(REGION, region),
    PART(CITY, city),
    PART(STREET, street),
    PART(POSTCODE, postcode),
    PART(PHONE, phone),
    PART(TIME_ZONE, time_zone),
    PART(BIRTHDAY, birthday),
    PART(ROLE, role),
#undef PART
};

static void write_user(uint64_t seed, uint64_t n, const sb_person_wish *wish, sb_user *out)
{
    sb_person person;
    sb_put email;

    sb_person_at(seed, USERS, n, wish, &person);
    memset(out, 0, sizeof *out); /* so that equal users are equal bytes */
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        sb_put to = sb_put_into((char *)out + parts[i].at, parts[i].size);
        sb_person_put(&person, parts[i].part, &to);
    }
    email = sb_put_into(out->email, sizeof out->email);
    sb_put_text(&email, out->username);
    sb_put_text(&email, sb_person_domain(&person));
    out->age = person.age;
}

void sb_user_at(uint64_t seed, uint64_t n, sb_user *out) { write_user(seed, n, NULL, out); }

int sb_user_like(uint64_t seed, uint64_t n, const sb_user_wish *wish, sb_user *out)
{
    sb_person_wish read;
    int code = sb_wish_read(wish ? wish->locale : NULL, wish ? wish->sex : NULL, &read);

    if (code == SB_OK)
        write_user(seed, n, &read, out);
    return code;
}

const sb_rule sb_user_columns[] = {
    { "role kind user_type", .fake = "person.role", .yields = true },
    { "username user_name login nickname handle", .fake = "person.username" },
    { "email email_address mail e_mail", .fake = "person.email" },
    { "first_name firstname given_name forename", .fake = "person.first_name" },
    { "last_name lastname family_name surname", .fake = "person.last_name" },
    { "full_name fullname name display_name real_name", .fake = "person.full_name" },
    { "country country_code", .fake = "person.country" },
    { "country_name nation", .fake = "person.country_name" },
    { "region state province county", .fake = "person.region" },
    { "city town", .fake = "person.city" },
    { "street address address_line1 address_line_1 street_address", .fake = "person.street" },
    { "postcode zip zip_code zipcode postal_code", .fake = "person.postcode" },
    { "phone phone_number telephone mobile", .fake = "person.phone" },
    { "sex gender", .fake = "person.sex" },
    { "birthday birth_date birthdate date_of_birth dob", .fake = "person.birthday" },
    { "locale language", .fake = "person.locale", .yields = true },
    { "time_zone timezone", .fake = "person.time_zone", .yields = true },
    { "age years", .fake = "person.age" },
    { 0 },
};

/* Names that are as right as any, and that forms and sorting stumble over. User name and e-mail stay plain. */
static const sb_rule unusual[] = {
    { "first_name firstname given_name forename", .fake = "unusual.first_name" },
    { "last_name lastname family_name surname", .fake = "unusual.last_name" },
    { "full_name fullname name display_name real_name", .fake = "unusual.full_name" },
    { 0 },
};

#define ROLE(name_) static const sb_rule name_[] = { { "role kind user_type", .text = #name_ }, { 0 } }
ROLE(student);
ROLE(teacher);
ROLE(admin);

static const sb_trait traits[] = {
    { "student", .columns = student },
    { "teacher", .columns = teacher },
    { "admin", .columns = admin },
    { "unusual", .columns = unusual },
    { 0 },
};

const sb_factory sb_factory_user = {
    .name = "user",
    .tables = "user users account accounts",
    .columns = sb_user_columns,
    .traits = traits,
};
