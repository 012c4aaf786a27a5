/* main.c -- the program. All it does is in cli.c, so that tests can link that.
 */
#include "catalog.h"

int main(int argc, char **argv) { return catalog_main(argc, argv); }
