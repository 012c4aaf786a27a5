/* basket.hpp -- the code under test: what is in a basket, and what it costs. */
#ifndef BASKET_HPP
#define BASKET_HPP

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

class basket
{
  public:
    void add(const std::string &what, int cents)
    {
        if (cents < 0)
            throw std::invalid_argument(what + " costs less than nothing");
        price_[what] += cents;
    }
    int total() const
    {
        int sum = 0;
        for (const auto &one : price_)
            sum += one.second;
        return sum;
    }
    std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (const auto &one : price_)
            all.push_back(one.first);
        return all;
    }
    bool empty() const { return price_.empty(); }

  private:
    std::map<std::string, int> price_;
};

#endif
