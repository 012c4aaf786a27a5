/* profiles.c -- the factory `profile`: what a user tells of himself, in a table beside that of users.
 *
 * All of a profile is of one person: the user's, whether his table says any of it or not.
 */
#include "factory/declare.h"

static const sb_rule columns[] = {
    { "user_id user account_id account", .parent = "user" },
    { "first_name firstname given_name forename", .fake = "person.first_name" },
    { "last_name lastname family_name surname", .fake = "person.last_name" },
    { "full_name fullname display_name real_name", .fake = "person.full_name" },
    { "bio biography about about_me description", .fake = "text.paragraph" },
    { "avatar_url avatar picture picture_url photo photo_url image image_url", .sequence = "https://example.com/avatars/#.png" },
    { "birthday birth_date birthdate date_of_birth dob born_on", .fake = "person.birthday" },
    { "sex gender", .fake = "person.sex" },
    { "country country_code", .fake = "person.country" },
    { "city town location", .fake = "person.city" },
    { "phone phone_number telephone mobile", .fake = "person.phone" },
    { "locale language", .fake = "person.locale", .yields = true },
    { "time_zone timezone", .fake = "person.time_zone", .yields = true },
    { "website website_url homepage url", .fake = "url" },
    { 0 },
};

const sb_factory sb_factory_profile = {
    .name = "profile",
    .tables = "profile profiles user_profile user_profiles",
    .person_of = "user_id user account_id account",
    .columns = columns,
};
