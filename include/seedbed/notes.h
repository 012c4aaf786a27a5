/* notes.h -- what a reader should know when something fails here: given(x, y) and because("...").
 *
 *     for (int row = 0; row < n; row++) {
 *         given(row, price[row].mode);
 *         because("the catalogue of %d has it so", year);
 *         should(catalog_price(price[row].mode), equal_to(price[row].cents));
 *     }
 *
 * What it is: statements that leave a line for the failures of their scope, which is the rest of the block that they stand in, with all
 * functions called from there: assertions, fail_test, should_change, blocks of die_with. Where nothing fails nobody sees them.
 *
 *     catalog_price(price[row].mode) should equal price[row].cents
 *       expected: 4900
 *            got: 0
 *          given: row = 2, price[row].mode = "verified"
 *        because: the catalogue of 2024 has it so
 *
 * The line of an inner block stands below that of the block around it. They belong to the thread that says them: threads that a test
 * starts begin without any; a process that is forked, and a block of die_with, has those that were there.
 *
 * given takes 1 to 8 expressions, each of them evaluated once, where it stands: a number is shown as it was then, and said again in each
 * turn of a loop it is the present one. Strings, bytes(), array() and object() are borrowed: shown is what is there when something fails,
 * so that they must live as long as the scope (in C++ a temporary does not). It formats nothing and allocates nothing.
 *
 * because takes a sentence, or a format of printf with its arguments. With arguments it is formatted where it stands, into the test's own
 * stack, and cut behind SB_BECAUSE_MOST bytes, so that nothing of the arguments must live longer; a sentence without any % is borrowed,
 * and costs nothing.
 *
 * Both are declarations, so that a brace must stand around one that is to belong to an if or to a case of a switch; a label needs a
 * semicolon before it. Without the braces a later case jumps over them, which clang and C++ refuse; where gcc lets a goto or a case jump
 * over them, they say nothing. A scope may
 * be left in every way: by its end, by break, return and goto, by a failure. One that is left by a longjmp of the test's own keeps its
 * lines until the scope around it is left.
 *
 * Errors: none. A value that cannot be boxed (a struct; give object(type, &it)) does not compile.
 */
#ifndef SEEDBED_NOTES_H
#define SEEDBED_NOTES_H

#include <seedbed/base.h>

enum { SB_BECAUSE_MOST = 240 };

/* One line; it stands on the stack of who said it. Private. */
typedef struct sb_note {
    struct sb_note *around;
    const struct sb_note *self; /* where it stands: another value is memory that was a note once */
    const char *text;           /* of given: the source texts; else the sentence */
    const sb_value *value;      /* of given; NULL: because */
    size_t n;                   /* SB_NOTE_WHOLE: the text is lines that are told as they stand */
} sb_note;
#define SB_NOTE_WHOLE SIZE_MAX

SB__C_BEGIN
void sb_note_begin(sb_note *note, const char *text, const sb_value *value, size_t n);
/* room: SB_BECAUSE_MOST bytes and a NUL. */
__attribute__((format(printf, 3, 4))) void sb_note_begin_because(sb_note *note, char *room, const char *format, ...);
void sb_note_end(sb_note *note);
SB__C_END

#define SB_GIVEN(...) SB__GIVEN(SB__CAT(sb_note_, __COUNTER__), #__VA_ARGS__, __VA_ARGS__)
#define SB__GIVEN(name, text, ...) SB__GIVEN_(name, SB__CAT(name, _is), text, SB__COUNT(__VA_ARGS__), __VA_ARGS__)
#ifndef __cplusplus
#define SB__GIVEN_(name, is, text, n, ...) \
    const sb_value is[n] = { SB__CAT(SB__BOXES, n)(__VA_ARGS__) }; \
    __attribute__((__cleanup__(sb_note_end))) sb_note name; \
    sb_note_begin(&name, text, is, n)
#define SB__BOXES1(a) SB__BOX(a)
#define SB__BOXES2(a, b) SB__BOX(a), SB__BOX(b)
#define SB__BOXES3(a, b, c) SB__BOX(a), SB__BOX(b), SB__BOX(c)
#define SB__BOXES4(a, b, c, d) SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d)
#define SB__BOXES5(a, b, c, d, e) SB__BOXES4(a, b, c, d), SB__BOX(e)
#define SB__BOXES6(a, b, c, d, e, f) SB__BOXES4(a, b, c, d), SB__BOX(e), SB__BOX(f)
#define SB__BOXES7(a, b, c, d, e, f, g) SB__BOXES4(a, b, c, d), SB__BOX(e), SB__BOX(f), SB__BOX(g)
#define SB__BOXES8(a, b, c, d, e, f, g, h) SB__BOXES4(a, b, c, d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h)
#endif

#define SB_BECAUSE(...) SB__BECAUSE(SB__CAT(sb_note_, __COUNTER__), __VA_ARGS__)
#define SB__BECAUSE(name, ...) \
    char SB__CAT(name, _room)[SB_BECAUSE_MOST + 1]; \
    __attribute__((__cleanup__(sb_note_end))) sb_note name; \
    sb_note_begin_because(&name, SB__CAT(name, _room), __VA_ARGS__)

#ifdef __cplusplus
#include <seedbed/cpp_notes.h>
#endif

#endif
