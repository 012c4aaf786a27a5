/* users_test.c -- users as plain values. */
#include "../../generators/random/draw.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SUITE(generated_users);

/* Pinned: data version 1, seed 42. These rows change only together with SB_DATA_VERSION. */
TEST_EACH(generated_users, first_rows,
    (uint64_t n;
        const char *email, *full_name, *sex, *locale, *region, *city, *street, *postcode, *phone, *time_zone, *birthday, *role;
        int age),
    { 0, "paolo.fontana1@example.net", "Paolo Fontana", "male", "it_IT", "Lombardia", "Milano", "Via Roma 133", "20135",
        "+39 973 847 0310", "Europe/Rome", "1973-11-05", "teacher", 52 },
    { 1, "tarek.nour2@example.org", "طارق نور", "male", "ar_SA", "منطقة مكة المكرمة", "مكة المكرمة", "120 شارع الحديقة", "24896",
        "+966 12 011 8033", "Asia/Riyadh", "1987-05-04", "student", 38 },
    { 3, "callum.gibson4@example.net", "Callum Gibson", "male", "en_US", "OR", "Portland", "52 Elm Street", "97298",
        "+1 503 555 0168", "America/Los_Angeles", "1987-03-13", "student", 38 },
    { 5, "rodrigo.ortiz6@example.net", "Rodrigo Ortiz", "male", "es_AR", "Santa Fe", "Rosario", "Calle Alameda 126", "2079",
        "+54 341 054 5250", "America/Argentina/Cordoba", "1981-07-13", "teacher", 44 })
{
    sb_user user;

    sb_user_at(42, each->n, &user);
    expect(user.email, equal_to(each->email));
    expect(user.full_name, equal_to(each->full_name));
    expect(user.sex, equal_to(each->sex));
    expect(user.locale, equal_to(each->locale));
    expect(user.region, equal_to(each->region));
    expect(user.city, equal_to(each->city));
    expect(user.street, equal_to(each->street));
    expect(user.postcode, equal_to(each->postcode));
    expect(user.phone, equal_to(each->phone));
    expect(user.time_zone, equal_to(each->time_zone));
    expect(user.birthday, equal_to(each->birthday));
    expect(user.role, equal_to(each->role));
    expect(user.age, equal_to(each->age));
}

/* Of a thousand people of each language not one byte may change: a digest of them all. */
TEST_EACH(generated_users, by_the_thousand, (const char *locale; uint64_t digest), { "ar", UINT64_C(11284991891472396550) },
    { "de", UINT64_C(10498853933922101529) }, { "en", UINT64_C(9337458067572349963) }, { "es", UINT64_C(4887724275205462542) },
    { "fr", UINT64_C(8563510391230540974) }, { "hi", UINT64_C(10947548713181892325) }, { "it", UINT64_C(18311849196675775351) },
    { "ja", UINT64_C(14193100979139232577) }, { "nb", UINT64_C(10798586944275353217) }, { "nl", UINT64_C(592800842183080011) },
    { "pl", UINT64_C(13779961674987283322) }, { "pt_BR", UINT64_C(681861488943730393) }, { "sv", UINT64_C(9765765254571366795) },
    { "zh_CN", UINT64_C(1187383005155789714) })
{
    uint64_t digest = 0;

    for (uint64_t n = 0; n < 1000; n++) {
        sb_user user;
        char all[sizeof user];
        sb_user_like(42, n, &(sb_user_wish){ .locale = each->locale }, &user);
        snprintf(all, sizeof all, "%s|%s|%s|%s|%s|%s|%s|%s|%s|%d", user.email, user.full_name, user.sex, user.locale, user.city,
            user.street, user.postcode, user.phone, user.birthday, user.age);
        digest = digest * 31 + sb_draw_name(all);
    }
    should(digest, equal_to(each->digest));
}

TEST(generated_users, equal_users_are_equal_bytes)
{
    sb_user one, two;

    memset(&one, 0x55, sizeof one);
    memset(&two, 0xaa, sizeof two);
    sb_user_at(7, 7, &one);
    sb_user_at(7, 7, &two);
    should(bytes(&one, sizeof one), equal_to(bytes(&two, sizeof two)));
}

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

TEST(generated_users, a_hundred_thousand_user_names_and_mails_differ)
{
    enum { N = 100000, SIZE = sizeof(((sb_user *)0)->email) };
    char(*names)[SIZE] = calloc(N, SIZE), (*mails)[SIZE] = calloc(N, SIZE);

    add_cleanup(free, (void *)names);
    add_cleanup(free, (void *)mails);
    for (uint64_t n = 0; n < N; n++) {
        sb_user user;
        sb_user_at(1, n, &user);
        strcpy(names[n], user.username);
        strcpy(mails[n], user.email);
    }
    qsort(names, N, SIZE, by_text);
    qsort(mails, N, SIZE, by_text);
    for (size_t n = 1; n < N; n++) {
        should_not(names[n], equal_to(names[n - 1]));
        should_not(mails[n], equal_to(mails[n - 1]));
    }
}

TEST(generated_users, most_are_students_and_some_are_not)
{
    int students = 0, admins = 0;

    for (uint64_t n = 0; n < 10000; n++) {
        sb_user user;
        sb_user_at(1, n, &user);
        students += strcmp(user.role, "student") == 0;
        admins += strcmp(user.role, "admin") == 0;
        should(user.age, be_between(16, 70));
    }
    should(students, be_between(8500, 9100));
    should(admins, be_between(120, 290));
}
