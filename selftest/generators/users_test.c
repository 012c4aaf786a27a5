/* users_test.c -- users as plain values. */
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(generated_users);

/* Pinned: data version 1, seed 42. These rows change only together with SB_DATA_VERSION. */
TEST_EACH(generated_users, first_rows, (uint64_t n; const char *username, *email, *full_name, *country, *city, *role; int age),
    { 0, "henry.mitchell1", "henry.mitchell1@example.org", "Henry Mitchell", "US", "Denver", "student", 43 },
    { 1, "henrik.henriksen2", "henrik.henriksen2@example.org", "Henrik Henriksen", "NO", "Ålesund", "student", 37 },
    { 5, "noah.lewis6", "noah.lewis6@example.org", "Noah Lewis", "CA", "Vancouver", "teacher", 41 },
    { 6, "francois.faure7", "francois.faure7@example.org", "François Faure", "FR", "Grenoble", "student", 41 })
{
    sb_user user;

    sb_user_at(42, each->n, &user);
    should(user.username, equal_to(each->username));
    should(user.email, equal_to(each->email));
    should(user.full_name, equal_to(each->full_name));
    should(user.country, equal_to(each->country));
    should(user.city, equal_to(each->city));
    should(user.role, equal_to(each->role));
    should(user.age, equal_to(each->age));
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
    enum { N = 100000, SIZE = 64 };
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
