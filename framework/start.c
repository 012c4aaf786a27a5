/* start.c -- main for programs that have none of their own: alone in its file, so that an archive member is taken only then. */
#include <seedbed/test.h>

int main(int argc, char **argv) { return sb_main(argc, argv); }
