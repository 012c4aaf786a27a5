/* symbols.h -- from an address in a program to function, file and line, by the debug information of its file.
 *
 * What it is: the one user of libdw (elfutils), which is loaded at the first question, so that a run without a crash neither pays for
 * it nor needs it. What was asked once is remembered.
 *
 * Calling sequence: sb_symbols_open, sb_symbols_find as often as wanted, sb_symbols_close.
 *
 * Errors: none; what is not known is not known. sb_symbols_missing says why nothing is.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_SYMBOLS_H
#define SEEDBED_FRAMEWORK_RECORD_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

typedef struct sb_symbols sb_symbols;

/* One call: the function, and the place in it. NULL and 0 where that is not known. Files are named as the compiler was given them. */
typedef struct sb_symbol {
    const char *function, *file;
    int line;
} sb_symbol;

sb_symbols *sb_symbols_open(void);
void sb_symbols_close(sb_symbols *symbols);
/* The calls at this offset of the file `module`: one, and before it those that the compiler put in place of calls, innermost first.
 * Returns how many; 0: nothing is known. Lives as long as `symbols`. */
size_t sb_symbols_find(sb_symbols *symbols, const char *module, uint64_t offset, const sb_symbol **out);
/* A hint for who reads addresses where names should be; NULL: there is nothing to say. */
const char *sb_symbols_missing(const sb_symbols *symbols);

#endif
