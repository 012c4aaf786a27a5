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

static void record(uint64_t seed, uint64_t n, sb_store *store, void *out)
{
    (void)store;
    sb_user_at(seed, n, out);
}

static const sb_field fields[] = {
    { .columns = "username user_name login nickname handle",
        .how = SB_HOW_TEXT,
        .at = offsetof(sb_user, username),
        .unique = true },
    { .columns = "email email_address mail e_mail", .how = SB_HOW_TEXT, .at = offsetof(sb_user, email), .unique = true },
    { .columns = "first_name firstname given_name forename", .how = SB_HOW_TEXT, .at = offsetof(sb_user, first_name) },
    { .columns = "last_name lastname family_name surname", .how = SB_HOW_TEXT, .at = offsetof(sb_user, last_name) },
    { .columns = "full_name fullname name display_name real_name", .how = SB_HOW_TEXT, .at = offsetof(sb_user, full_name) },
    { .columns = "country country_code", .how = SB_HOW_TEXT, .at = offsetof(sb_user, country) },
    { .columns = "city town", .how = SB_HOW_TEXT, .at = offsetof(sb_user, city) },
    { .columns = "age", .how = SB_HOW_INT, .at = offsetof(sb_user, age) },
    { .columns = "role kind user_type", .how = SB_HOW_TEXT, .at = offsetof(sb_user, role), .yields = true },
    { .columns = NULL },
};

static const sb_declared_trait traits[] = {
    { .name = "student", .cell = { { .columns = "role kind user_type", .text = "student" } } },
    { .name = "teacher", .cell = { { .columns = "role kind user_type", .text = "teacher" } } },
    { .name = "admin", .cell = { { .columns = "role kind user_type", .text = "admin" } } },
    { .name = NULL },
};

const sb_declared sb_factory_user = {
    .name = "user",
    .tables = "user users account accounts",
    .record_size = sizeof(sb_user),
    .record = record,
    .field = fields,
    .trait = traits,
};
