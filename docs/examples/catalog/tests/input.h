/* input.h -- files that tests hand to the program.
 */
#ifndef CATALOG_TESTS_INPUT_H
#define CATALOG_TESTS_INPUT_H

/* A CSV file of these lines, in the test's own folder; both are gone after the test. */
const char *csv_of(const char *lines);

#endif
