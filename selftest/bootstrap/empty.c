/* empty.c -- no case is registered: sb_main has nothing to run, and says so by its exit code. */
#include <seedbed/test.h>

int main(int argc, char **argv) { return sb_main(argc, argv); }
