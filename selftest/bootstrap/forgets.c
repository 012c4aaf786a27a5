/* forgets.c -- a case is registered and a main of the program's own keeps ours out: it fails at its exit, though main returns 0. */
#include <seedbed/test.h>

SB_TEST(forgotten, this_would_fail) { sb_fail_test(__FILE__, __LINE__, "it ran"); }

int main(void) { return 0; }
