/* basket_test.cpp -- tests in C++: the words are those of C, and a failed assertion runs destructors on its way out. */
#include "basket.hpp"
#include <memory>
#include <seedbed.h>

SUITE(basket, .timeout = 5);
FIXTURE(basket, (basket * it));

SETUP(basket)
{
    self->it = new basket;
    add_cleanup([it = self->it] { delete it; });
}

TEST(basket, is_empty_at_first)
{
    should(self->it->empty(), be_true);
    should(self->it->total(), equal_to(0));
}

TEST(basket, knows_what_is_in_it)
{
    self->it->add("pear", 120);
    self->it->add("apple", 80);

    should(self->it->names().size(), equal_to(2));
    should(self->it->names().front(), equal_to("apple"));
    should_change(self->it->total(), by(40)) {
        self->it->add("pear", 40);
    }
}

TEST(basket, refuses_what_costs_less_than_nothing)
{
    std::string said;

    try {
        self->it->add("stone", -1);
    } catch (const std::invalid_argument &e) {
        said = e.what();
    }
    should(said, all_of(start_with("stone"), contain("less than nothing")));
    should(self->it->empty(), be_true);
}

TEST_EACH(total, of_some, (std::vector<int> cents; int sum), { {}, 0 }, { { 5 }, 5 }, { { 1, 2, 3 }, 6 })
{
    basket one;
    int n = 0;

    given(each->cents);
    for (int cents : each->cents)
        one.add("thing " + std::to_string(n++), cents);
    should(one.total(), equal_to(each->sum));
}
