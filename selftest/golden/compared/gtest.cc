/* gtest.cc -- the assertions of docs/COMPARED.md in gtest and gMock; see run.sh. */
#include "values.h"
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace testing;

TEST(compared, two_numbers) { EXPECT_EQ(age, 18); }
TEST(compared, a_number_and_a_size) { EXPECT_EQ(delta, SIZE_MAX); }
TEST(compared, a_long_string) { EXPECT_STREQ(greeting, "Welcome to the catalogue of courses"); }
TEST(compared, several_lines) { EXPECT_STREQ(page, "name: ada\nrole: teacher\nseats: 1\n"); }
TEST(compared, no_string) { EXPECT_STREQ(no_name, "abc"); }
TEST(compared, a_prefix) { EXPECT_THAT(path, StartsWith("/opt")); }
TEST(compared, a_close_number) { EXPECT_NEAR(ratio, 0.3, 1e-9); }
TEST(compared, some_bytes) { EXPECT_THAT(sent, ElementsAreArray(wanted)); }
TEST(compared, an_array) { EXPECT_THAT(xs, ElementsAreArray(ys)); }
TEST(compared, a_struct) { EXPECT_THAT(found, AllOf(Field("id", &user::id, 1), Field("name", &user::name, StrEq("bob")))); }
TEST(compared, two_conditions) { EXPECT_THAT(temperature, AllOf(Gt(10), Lt(20))); }
