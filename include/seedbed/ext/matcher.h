/* matcher.h -- for authors of matchers: what a matcher is made of.
 *
 * What it is: a matcher is one `const struct sb_matcher_type` and one macro that names it. The built-in ones are made of
 * nothing else, so yours are their equals.
 *
 *     static enum sb_verdict even(const sb_match *m)
 *     {
 *         uint64_t n;
 *         return !sb_magnitude(&m->actual, &n) ? SB_NEVER : n % 2 == 0 ? SB_YES : SB_NO;
 *     }
 *     const sb_matcher_type sb_m_be_even = { .words = "be even", .fits = SB_FITS_NUMBER, .judge = even };
 *     #define SB_M_be_even &sb_m_be_even, SB__NUMBER
 *
 * and then should(n, be_even), should_not(n, be_even), should(n, all_of(be_even, be_above(2))).
 *
 * A matcher made of others needs the macro alone: #define SB_M_be_adult SB_M_be_at_least(18)
 *
 * Errors: a judge cannot fail; what is wrong with the matcher's own arguments (a pattern that does not compile) is
 * SB_NEVER, with `explain` saying why.
 */
#ifndef SEEDBED_EXT_MATCHER_H
#define SEEDBED_EXT_MATCHER_H

#include <seedbed/type.h>

/* Which operand (and first argument) a matcher is about; the SB__ macro of should.h of the same name checks it when compiling,
 * this value is for parts of composites, which are checked when they run. */
enum sb_fits {
    SB_FITS_SAME = 1,  /* both of one group: numbers, pointers and strings; or both bytes, both arrays, both objects */
    SB_FITS_NUMBERS,   /* numbers both */
    SB_FITS_NUMBER,    /* a number; no argument, or one of any kind */
    SB_FITS_STRINGS,   /* strings both */
    SB_FITS_POINTER,   /* a pointer or string */
    SB_FITS_LENGTH,    /* a string, bytes or an array, and a number */
    SB_FITS_EMPTY,     /* a string, bytes, an array or a table */
    SB_FITS_TABLE,     /* a table */
    SB_FITS_TABLES,    /* tables both */
    SB_FITS_STRING,    /* a string; no argument, or one of any kind */
    SB_FITS_ARRAY,     /* an array; no argument, or one of any kind */
    SB_FITS_OBJECT,    /* an object; no argument, or one of any kind */
    SB_FITS_NUMBERED,  /* a string, and a number */
    SB_FITS_RESULT,    /* an integer, a pointer or a string; no argument, or a number */
    SB_FITS_CONTAINER, /* strings both, or bytes both; or an array, and a value of the kind of its elements */
    SB_FITS_MEMBERS,   /* a string and listed strings, or an array and listed values of the kind of its elements */
    SB_FITS_ELEMENTS,  /* an array, and listed values of the kind of its elements */
    SB_FITS_ORDERED,   /* an array of numbers or strings; no argument, or one of any kind */
    SB_FITS_LISTED,    /* anything, and listed values of its kind */
    SB_FITS_PRINTED,   /* a string, bytes, a number, an array or an object, and a string */
    SB_FITS_TEXT,      /* a string, an array or an object; no argument, or one of any kind */
    SB_FITS_ROW_OF,    /* a row (a pointer, to the compiler) or a whole number, and a string */
    SB_FITS_ANYTHING
};

/* SB_NEVER fails the assertion asserted or negated: NaN in an ordering, a pattern with a mistake in it. */
enum sb_verdict { SB_NO = 0, SB_YES = 1, SB_NEVER = 2 };

/* What ignoring_case, ignoring_space and ignoring_line_ends around a matcher say that does not count; they may come together. */
enum sb_ignoring { SB_IGNORING_CASE = 1, SB_IGNORING_SPACE = 2, SB_IGNORING_LINE_ENDS = 4 };

/* What a judge sees. All of it is borrowed for the call. */
typedef struct sb_match {
    const sb_matcher_type *type;
    sb_value actual, x, y; /* kinds as in base.h; SB_NONE where there is no argument */
    bool negated;          /* for words only, not for judge: the assertion said should_not */
    int kept_errno;        /* 1 more than errno as the operand left it, once words are made; 0: errno still is */
    unsigned ignoring;     /* enum sb_ignoring; 0 but for a matcher that heeds_ignoring */
    bool optional;         /* a part: the assertion may hold where this does not; see demands_parts */
    const void *site;      /* the same address at each evaluation of one assertion: a key for a cache */
    /* For words only: the type of the operand where that is a number whose type prints itself, an enum in an array or a struct; or NULL. */
    const sb_type *shown_as;
} sb_match;

/* The absolute value of an integer of any kind, also of a bool or a char; false of all else: a floating number lies elsewhere in the
 * union, and an unsigned long is no int64_t. */
static inline bool sb_magnitude(const sb_value *value, uint64_t *out)
{
    bool floating = value->kind >= SB_FLOAT && value->kind <= SB_LDOUBLE;
    bool is_unsigned = value->kind == SB_ULONG || value->kind == SB_ULLONG;

    if (value->kind >> 4 != SB_INT >> 4 || floating)
        return false;
    *out = is_unsigned || value->v.i >= 0 ? value->v.u : 0 - value->v.u;
    return true;
}

/* Whether two strings are the same but for what is to be ignored. NULL is NULL only. */
SB__C_BEGIN
bool sb_texts_equal(const char *a, const char *b, unsigned ignoring);
SB__C_END

struct sb_matcher_type {
    /* Must. The predicate of the sentence "<actual> should <words> <x> [<between> <y>]": "equal", "be above", "be between". Of a
     * composite: what stands before its parts ("not"), or "". */
    const char *words;
    /* May. Between the two arguments, between the parts of a composite, or between a value and the part behind it: "and", "give or
     * take"; before the last of listed values, where NULL is "or". "" is a space. */
    const char *between;
    /* May. The second argument is said first: "be within 5 percent of 100" of be_within_percent_of(100, 5), whose words are "be within"
     * and whose `between` is "percent of". */
    bool second_first;
    /* May. What stands behind "expected: " before the arguments: "a string containing". NULL: the words, without a leading
     * "be". Negated, "a" becomes "no", and anything else gets "not" before it; "a string" becomes "an array" where the operand is one. */
    const char *wanted;
    /* Must. */
    enum sb_fits fits;
    /* May. Behind the parts of a composite, or the arguments: "ignoring case", "times". */
    const char *behind;
    /* Whether the parts of a composite judge something else than its operand: its elements, a field of it. Whether they go with that
     * is then seen when they are judged, by sb_part_judge_value. */
    bool inside;
    /* Whether a composite holds only where its part does, or all of them do, as all_of has it. A part of one that does not say so is
     * `optional`, and so is all inside it. */
    bool demands_parts;
    /* Of a composite: its one value is a string that stands for its words and its parts, as in described_as. */
    bool described;
    /* Whether judge compares strings, and heeds match->ignoring when it does: by sb_texts_equal, say. Of a composite with parts its
     * parts are asked, so that it need not say. One that does not is refused inside ignoring_case and the like. */
    bool heeds_ignoring;
    /* Must. Decides; called for every evaluation, so it allocates nothing and makes no system call. Must be NULL safe. */
    enum sb_verdict (*judge)(const sb_match *match);
    /* May. Called in place of judge for a part that nobody had to ask any more: what stands before it, or no element, settled the
     * composite. For who keeps count of what was asked for. `actual` need not go with it. */
    void (*passed_over)(const sb_match *match);
    /* May. Judges two ints without boxing them; NULL: judge does. Only for matchers that are hot. */
    bool (*ints)(int actual, int x);
    /* May. Says behind "got: " in place of the value what was there: "length 3". One line, without its end. */
    void (*got)(const sb_match *match, sb_text *out);
    /* May. Adds lines after "expected: / got:": a caret, a reason. NULL: none. */
    void (*details)(const sb_match *match, sb_text *out);
    /* May. Says all of it in place of "expected: / got:" and details: a diff, a mistake in the pattern. False: it has nothing
     * better to say. Each line ends in a newline and has no indent: that is added. */
    bool (*explain)(const sb_match *match, sb_text *out);
};

#endif
