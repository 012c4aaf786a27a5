/* users.c -- users: as plain values, and the factory `user`. */
#include "factory/declare.h"
#include "fake/catalog.h"
#include "fake/people.h"
#include "fake/put.h"
#include <string.h>

/* Stand for names in the draws; frozen with SB_DATA_VERSION. */
static const uint64_t USERS = UINT64_C(0x7573657273), ACCOUNT = UINT64_C(0x6163636f756e74);

void sb_user_at(uint64_t seed, uint64_t n, sb_user *out)
{
    sb_draw draw = sb_draw_at(seed, USERS, ACCOUNT, n);
    sb_put role;

    memset(out, 0, sizeof *out); /* so that equal users are equal bytes */
    sb_fake_person(seed, n, out);
    role = sb_put_into(out->role, sizeof out->role);
    sb_put_text(&role, sb_draw_pick(&draw, sb_roles));
    out->age = (int)sb_draw_bell(&draw, strcmp(out->role, "student") == 0 ? 16 : 24, 70);
}

static const sb_rule columns[] = {
    { "username user_name login nickname handle", .fake = "person.username" },
    { "email email_address mail e_mail", .fake = "person.email" },
    { "first_name firstname given_name forename", .fake = "person.first_name" },
    { "last_name lastname family_name surname", .fake = "person.last_name" },
    { "full_name fullname name display_name real_name", .fake = "person.full_name" },
    { "country country_code", .fake = "person.country" },
    { "city town", .fake = "person.city" },
    { "age years", .fake = "person.age" },
    { "role kind user_type", .pick = sb_roles, .yields = true },
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
    { 0 },
};

const sb_factory sb_factory_user = {
    .name = "user",
    .tables = "user users account accounts",
    .columns = columns,
    .traits = traits,
};
