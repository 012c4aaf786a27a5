/* objects.cpp -- structs that print and compare in C++, of C and of C++: built by languages.sh with all warnings, and run. */
#include <seedbed.h>
#include <string>
#include <vector>

struct address {
    const char *city;
    int zip;
};
struct user {
    int id;
    const char *name;
    char code[3];
    address home;
    int *scores;
    size_t n_scores;
    user *boss;
    unsigned flags : 3;
    int grid[2][2];
    address past[2];
    enum { PLAIN, ADMIN } role;
};
struct person {
    std::string name;
    std::vector<int> scores;
    address home;
    double height;
};
struct money {
    int cents, never_compared;
};
SB_STRUCT(address, city, zip);
SB_STRUCT(user, id, name, code, typed(home, address), counted(scores, n_scores), behind(boss, user), bits(flags), grid,
    typed(past, address), role);
SB_STRUCT(person, name, scores, typed(home, address), height);
#if __cplusplus >= 202002L
static bool same_cents(const void *a, const void *b)
{
    return static_cast<const money *>(a)->cents == static_cast<const money *>(b)->cents;
}
SB_TYPE(money, .equal = same_cents);

TEST(objects, of_a_type_with_a_function)
{
    money a = { 1, 2 }, b = { 1, 3 }, c = { 2, 2 };

    should(object(money, &a), equal_to(object(money, &b)));
    should_not(object(money, &a), equal_to(object(money, &c)));
}
#endif

static int two[] = { 1, 2 };
static user somebody()
{
    return { 1, "eve", "bo", { "Oslo", 1 }, two, 2, nullptr, 1, { { 1, 2 }, { 3, 4 } }, { { "a", 1 }, { "b", 2 } }, user::ADMIN };
}

TEST(objects, of_c)
{
    user boss = somebody(), other = somebody(), u = somebody(), same = somebody(), none = somebody();

    u.boss = &boss;
    same.boss = &other;
    should(object(user, &u), equal_to(object(user, &same)));
    should_not(object(user, &u), equal_to(object(user, &none)));
    other.grid[1][0] = 9;
    should_not(object(user, &u), equal_to(object(user, &same)));
}

TEST(objects, have_fields)
{
    user u = somebody();
    int n = 3;

    should(object(user, &u), have_field(home.city, start_with("Os")));
    should(object(user, &u), have_field(flags, equal_to(1)));
    should(object(user, &u), have_field(past[1].zip, be_above(1)));
    should(object(user, &u), be_like(field(id, 1), field(name, std::string("eve"))));
    should_not(object(user, &u), be_like(field(id, 2)));
    should(&n, pointee(int, be_above(2)));
}

TEST(objects, of_cpp)
{
    std::vector<person> all = { { "ada", { 1, 2, 3 }, { "Rome", 2 }, 1.6 }, { "ada", { 1, 2, 3 }, { "Rome", 2 }, 1.6 } };

    should(object(person, &all[0]), equal_to(object(person, &all[1])));
    should(object(person, &all[0]), have_field(name, equal_to("ada")));
    should(object(person, &all[0]), have_field(scores, contain(2)));
    should(object(person, &all[0]), have_field(scores[2], equal_to(3)));
    should(object(person, &all[0]), be_like(field(scores[0], 1), field(scores, std::vector<int>(all[0].scores))));
    should(objects(person, all.data(), all.size()), each(have_field(height, be_above(1.5))));
    all[1].scores[1] = 7;
    should_not(object(person, &all[0]), equal_to(object(person, &all[1])));
    all[1] = all[0];
    all[1].name = "eve";
    should_not(object(person, &all[0]), equal_to(object(person, &all[1])));
}
