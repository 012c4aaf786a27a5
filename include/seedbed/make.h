/* make.h -- factories: make(user, with(username, "ada"), as(student)) inserts a believable row and everything it needs.
 *
 * What it is: a factory knows how to fill the columns of a table. The built-in ones are user, profile, course, section, category,
 * enrolment and file; a table without a factory gets one from the live schema: parents by foreign key, values by type, by column name and by CHECK. The factory `user`
 * serves the table `user` or `users`, with the sandbox's prefix before it. How to declare one of your own: factory.h.
 *
 * Calling sequence, inside a test of a suite with a sandbox:
 *     sb_row *ada = make(user, with(username, "ada"), as(student));
 *     sb_row *seat = make(enrolment, with(user_id, ada), with(mode, "audit"));     a row stands for its key
 *     sb_row *other = make(enrolment, with(course.title, "Botany"));               a word for the course that is made with it
 *     sb_rows ten = make_list(10, user), two = make_pair(user);
 *     sb_row *norway = get_or_make(country, with(code, "NO"));                      the row that is there, or a new one
 *     get_text(ada, email); get_int(ada, age); id(ada);
 *
 * Without a database: build(user) is a row of the same values that is in no table (its parents are built too, and keys that the database
 * would give are NULL); attributes(user) is a list of names and values, without any parent. Both also work in a suite without a sandbox,
 * for factories that are declared; there they have the columns that the rules name.
 *
 * Traits: user: student, teacher, admin, unusual (names such as O'Neill-d'Arcy, of one letter, of 61, from right to left); category: child
 * (of another one); course: full, free, and the sizes below; enrolment: audit, verified, completed, student, teacher, assistant. with() beats
 * a trait. Every factory, and every table without one, has the trait filled: columns that may be NULL have values, and what they refer to is
 * made, filled too (docs/FACTORIES.md says which stay NULL).
 *
 * Sizes: make(course, as(m)) makes the course with what belongs to one of that size, as far as the sandbox has tables `sections`, `activities`
 * and `enrolments` that refer to it (sb_course_size_of below says how many): xs 1 user, s 100, m 1,000, l 10,000, xl 50,000, xxl 100,000. The
 * large ones are made in a moment by make_bulk(course, 1, as(xl)); in make_bulk(course, 10, as(m), each(enrolment.user, 4)) each user is in
 * four of the ten courses, and without the each() in one.
 *
 * What is filled: with() first; then traits, the factory, and what it inherits; then parents of foreign keys that are NOT NULL, of one
 * column or several (a row that must refer to its own table refers to itself); then what is NOT NULL and has no default, by type, name and
 * CHECK. Where no factory is declared for it, the name of a table may say what its rows are: those of customers are people, and have their names
 * and addresses. All else is left to the database, and so is a column with a default of its own where the value has a meaning (role, mode,
 * term, price). A parent whose columns were filled by another key is not made: that row is there already.
 *
 * Promises: a value that with() does not give is a pure function of (seed, test, table, column, n), n being the row's number in the
 * test, so that a test alone sees the same data as in a full run. Columns that are UNIQUE, alone or together, never collide with
 * rows already there.
 *
 * Ownership: rows belong to the test and are gone after it.
 *
 * Errors: an unknown factory, column or trait fails the test with the nearest name; so does an insert that the database refuses,
 * with factory, column values and the database's own words. A cycle of required parents is shown as a path; a column that may be NULL ends
 * one.
 */
#ifndef SEEDBED_MAKE_H
#define SEEDBED_MAKE_H

#include <seedbed/base.h>
#include <seedbed/db.h>
#include <seedbed/files.h>
#include <seedbed/people.h>

/* As in db.h: including this header brings the factories and the loader of SUITE(.fixtures = ...). */
SB__C_BEGIN
extern const struct sb_resource sb_fixture_resource;
SB__C_END
static const struct sb_resource *const sb__wants_factories __attribute__((used)) = &sb_fixture_resource;

typedef struct sb_rows {
    size_t n;
    sb_row **row;
} sb_rows;

/* What a row would be made of, in the order of the columns; for requests to an API, and for INSERTs of one's own. */
typedef struct sb_attributes {
    size_t n;
    const char *const *name;
    const sb_value *value;
} sb_attributes;

#define SB_MAKE(...) sb_make(SB__HERE, SB__MAKE(__VA_ARGS__))
#define SB_MAKE_LIST(n, ...) sb_make_list(SB__HERE, (n), SB__MAKE(__VA_ARGS__))
#define SB_MAKE_PAIR(...) sb_make_list(SB__HERE, 2, SB__MAKE(__VA_ARGS__))
/* The row that has these values already, by the factory's natural key (factory.h: by) or else by all columns that with() gives; made where
 * there is none. */
#define SB_GET_OR_MAKE(...) sb_get_or_make(SB__HERE, SB__MAKE(__VA_ARGS__))
/* Many rows, all or none of them, at the speed of the database: make_bulk(enrolment, 1000000, each(course, 30), with(mode, "audit")).
 * How many rows were made, those of parents and children included.
 *
 * Rows that are needed are made with them, in proportion: each(course, 30): thirty rows have one course. Without an each() (and without a
 * .share of the factory's rule) each row has its own. Of two keys with each(), rows of one course never meet one user twice, and both numbers
 * are kept. with() gives a column of all rows; with(course.title, ...) and each(course.teacher, 5) reach rows that are made with them.
 *
 * The rows are those that make() would have made, one after the other, by number; keys that the database numbers are the numbers of the rows.
 * Memory does not grow with n. Hooks after_build run; a factory with after_make, with a number of children that differs from row to row, or with
 * a natural key (.by) is refused. A row that cannot be (it is there already, a CHECK) fails the test, with the database's words, and nothing of
 * the bulk stays: no number is passed over.
 *
 * Of columns that are UNIQUE, alone or together, the values come by the row's number, each pair once before any comes again. Where there are
 * fewer than rows, the test fails before any row is put in, with the number that fits. A pick among such columns takes turns, as it does not in
 * make(), where no more rows share a parent than there are values. Where a thousand values are all there are, those that rows have already are
 * passed over, but where --shard or --above says which numbers rows have. All this is not so of an index with WHERE: there picks keep their
 * weights, and the database has the last word, as it has where a column of few values is in two lists of UNIQUE columns.
 *
 * A value from "..name" is of the row that this one is made for, the first of those that share it; of rows that share in turns, by a second
 * each(), there is none.
 *
 * `seedbed make` does the same to any database, in one transaction. On PostgreSQL a table that was empty is locked until its end, so that its
 * indexes can be made once: ACCESS EXCLUSIVE, and a parent that was empty, too, and is filled by the same command. Tables that have rows, and
 * their parents, are read and written by others meanwhile: rows of parents that are referred to are locked against deletion alone. Sequences are
 * set behind the keys before the rows come. On SQLite nobody else writes meanwhile. */
#define SB_MAKE_BULK(...) sb_make_bulk(SB__HERE, SB__CAT(SB__BULK, SB__COUNT(__VA_ARGS__))(__VA_ARGS__))
#define SB_BUILD(...) sb_build(SB__HERE, SB__MAKE(__VA_ARGS__))
#define SB_ATTRIBUTES(...) sb_attributes_of(SB__HERE, SB__MAKE(__VA_ARGS__))
/* reset_sequence(user): the next row has the number of the first one again, above all that is in the table now; so what was only built, or
 * is deleted, is made with the same values again. reset_sequence(user, 100): the next row is row 100. Each test begins so of itself. */
#define SB_RESET_SEQUENCE(...) SB__CAT(SB__RESET, SB__COUNT(__VA_ARGS__))(__VA_ARGS__)
#define SB__RESET1(f) sb_reset_sequence(SB__HERE, #f, 0)
#define SB__RESET2(f, number) sb_reset_sequence(SB__HERE, #f, (number))
#define SB_ID(row) sb_id(row)
/* The value of a column as text or as an integer, as the database has it now: also after an UPDATE, or a trigger. The row is found by
 * its primary key, which is what make() knows of it, or in a table without a key by its row number; a row that is gone fails the
 * test. In a table that has neither (WITHOUT ROWID, with a key that the database made) it is the value that was put in. */
#define SB_GET_TEXT(row, column) sb_get_text(row, #column)
#define SB_GET_INT(row, column) sb_get_int(row, #column)

#define SB__MAKE(...) SB__CAT(SB__MAKE, SB__COUNT(__VA_ARGS__))(__VA_ARGS__)
#define SB__MAKE1(f) #f, NULL
#define SB__MAKE2(f, ...) #f, SB__CELLS(SB_W_, __VA_ARGS__)
#define SB__MAKE3 SB__MAKE2
#define SB__MAKE4 SB__MAKE2
#define SB__MAKE5 SB__MAKE2
#define SB__MAKE6 SB__MAKE2
#define SB__MAKE7 SB__MAKE2
#define SB__MAKE8 SB__MAKE2
#define SB__MAKE9 SB__MAKE2
#define SB__MAKE10 SB__MAKE2
#define SB__MAKE11 SB__MAKE2
#define SB__MAKE12 SB__MAKE2
#define SB__MAKE13 SB__MAKE2
#define SB__BULK2(f, n) #f, n, NULL
#define SB__BULK3(f, n, ...) #f, n, SB__CELLS(SB_W_, __VA_ARGS__)
#define SB__BULK4 SB__BULK3
#define SB__BULK5 SB__BULK3
#define SB__BULK6 SB__BULK3
#define SB__BULK7 SB__BULK3
#define SB__BULK8 SB__BULK3
#define SB__BULK9 SB__BULK3
#define SB__BULK10 SB__BULK3
#define SB__BULK11 SB__BULK3
#define SB__BULK12 SB__BULK3
#define SB__BULK13 SB__BULK3
#define SB__BULK14 SB__BULK3
#define SB_W_with(column, value) SB__CELL(#column, SB_WORD_WITH, SB__BOX(value))
#define SB_W_as(trait) SB__CELL(#trait, SB_WORD_AS, sb__box_s(#trait))
#define SB_W_each(parent, n) SB__CELL(#parent, SB_WORD_EACH, sb__box_i(n))

SB__C_BEGIN
sb_row *sb_make(const char *file, int line, const char *factory, const sb_cells *words);
sb_rows sb_make_list(const char *file, int line, size_t n, const char *factory, const sb_cells *words);
uint64_t sb_make_bulk(const char *file, int line, const char *factory, uint64_t n, const sb_cells *words);
sb_row *sb_get_or_make(const char *file, int line, const char *factory, const sb_cells *words);
sb_row *sb_build(const char *file, int line, const char *factory, const sb_cells *words);
const sb_attributes *sb_attributes_of(const char *file, int line, const char *factory, const sb_cells *words);
void sb_reset_sequence(const char *file, int line, const char *factory, uint64_t number);
int64_t sb_id(const sb_row *row);
const char *sb_get_text(const sb_row *row, const char *column);
int64_t sb_get_int(const sb_row *row, const char *column);
SB__C_END

#ifdef __cplusplus
namespace seedbed
{
namespace words
{
inline int64_t id(const sb_row *row) { return sb_id(row); }
} // namespace words
} // namespace seedbed
#endif

/* ---- plain values, without a database: the built-in generators ----
 * Row n of a seed is the same on every machine, compiler and worker. The strings live in the struct. Users stand in people.h. */
typedef struct sb_course {
    char code[16], title[80], category[32], term[16];
    int seats, price_cents;
} sb_course;
/* What belongs to a course of a size; files and their bytes are for programs that write them (files.h). */
typedef struct sb_course_size {
    const char *letters; /* "xs", "s", "m", "l", "xl", "xxl" */
    unsigned sections, users, activities, files;
    uint64_t bytes;
} sb_course_size;
typedef struct sb_enrolment {
    uint64_t user_n, course_n; /* which user and which course of the same seed */
    char mode[16];
    int completion; /* per cent */
} sb_enrolment;
SB__C_BEGIN
/* The factory `course` fills a table `courses` with the same ones, row by row, the seed being that of the test. */
void sb_course_at(uint64_t seed, uint64_t n, sb_course *out);
/* By its letters, large or small; NULL: there is no such size. */
const sb_course_size *sb_course_size_of(const char *letters);
/* Enrolment n of a seed with so many users and courses; no pair comes twice while n < users * courses. */
void sb_enrolment_at(uint64_t seed, uint64_t n, uint64_t users, uint64_t courses, sb_enrolment *out);
SB__C_END

#endif
