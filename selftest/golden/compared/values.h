/* values.h -- what the assertions of docs/COMPARED.md are about, in each framework. */
#ifndef SEEDBED_SELFTEST_GOLDEN_COMPARED_VALUES_H
#define SEEDBED_SELFTEST_GOLDEN_COMPARED_VALUES_H

#include <stddef.h>
#include <stdint.h>

typedef struct user {
    int id;
    const char *name;
    int seats;
} user;

#define UNUSED __attribute__((unused))
UNUSED static int age = 17, temperature = 25;
UNUSED static int delta = -1;
UNUSED static const char *greeting = "Welcome to the catalog of courses";
UNUSED static const char *page = "name: ada\nrole: student\nseats: 1\n";
UNUSED static const char *no_name = NULL;
UNUSED static const char *path = "/usr/lib/x.so";
UNUSED static double ratio = 0.31;
UNUSED static unsigned char sent[] = "ABCDEFGHIJKLMNOPQRS", wanted[] = "ABCDEFGHIxKLMNOPQRS";
UNUSED static int xs[] = { 1, 2, 3, 5 }, ys[] = { 1, 2, 3, 4 };
UNUSED static user found = { 1, "ann", 3 }, expected = { 1, "bob", 3 };

#endif
