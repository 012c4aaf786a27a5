/* utf8.h -- text read code point by code point, whatever bytes it is made of, and how wide it is on a terminal. */
#ifndef SEEDBED_ASSERT_UTF8_H
#define SEEDBED_ASSERT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What sb_utf8_next returns for a byte that begins no valid sequence; the byte is taken all the same. */
#define SB_UTF8_BAD 0xffffffffu
/* Stands for what cannot be shown: U+FFFD. */
#define SB_UTF8_REPLACEMENT "\xef\xbf\xbd"

/* Take the next code point off; *at is below end, and moves by one byte or more. Surrogates and overlong forms are bad. */
uint32_t sb_utf8_next(const char **at, const char *end);
/* Columns that a code point takes: 0 for what combines with the one before, 2 for East Asian wide and emoji, else 1. */
int sb_utf8_columns(uint32_t code);
/* Whether it does not show and yet does something: control characters, those that break lines or turn the direction of text, bad bytes. */
bool sb_utf8_unseen(uint32_t code);
/* How many bytes from the beginning of s fit into so many columns. */
size_t sb_utf8_fit(const char *s, size_t n, int columns);
/* How many columns all of it takes. */
int sb_utf8_width(const char *s, size_t n);

#endif
