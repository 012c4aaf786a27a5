/* factory.h -- declare a factory: which columns it fills, and where each value comes from.
 *
 * What it is: a factory is one constant table of rules, a rule per column. A table without a factory has one all the same, from the live
 * schema (make.h); a declared one says what the schema cannot. The same words stand in YAML, under `factories:` (docs/FACTORIES.md).
 *
 *     static const sb_rule account_columns[] = {
 *         { "email", .sequence = "account#@example.com" },
 *         { "holder", .fake = "person.full_name" },
 *         { "status", .pick = (const sb_weighted[]){ { "active", 9 }, { "closed", 1 }, { NULL, 0 } } },
 *         { "opened_on", .fake = "date", .from = "2020-01-01", .to = "2025-12-31" },
 *         { "closed_on", .fake = "date", .maybe = 20 },
 *         { "label", .format = "{holder} <{email}>" },
 *         { "bank_id", .parent = "bank" },
 *         { 0 },
 *     };
 *     FACTORY(account, .columns = account_columns);
 *
 * A rule's column may be several names, separated by spaces: the first that the table has is filled, and a rule whose names the table has
 * none of is passed over where it lists several, so that one factory serves tables that spell differently; a rule with one name that the
 * table has not is an error, which names the nearest. Columns without a rule are filled as those of a table without a factory are.
 *
 * Sources: a rule has at most one of text, null, sequence, format, copy, pick, cycle, fake, parent, lazy. A rule without any takes the value as the
 * schema would give it (and .maybe, .unique of the rule still hold).
 *
 * Order: values that need others (format, copy, lazy) ask for them when they are made, in whatever order the rules stand. A circle is an error
 * that shows it as a path.
 *
 * Precedence, the last wins: the schema, the inherited factory, the factory, its traits in the order of as(), with().
 *
 * Promise: a value is a pure function of (seed, test, table, column, n), n being the number of the row; no column changes another's values, but
 * for what is given of a person.
 *
 * People: what a row tells of people is of one person, that of (seed, test, table, n). Of a profile, an author, a contact, a row that
 * stands to one that tells of a person as one to one, it is that one's: table and n are the other row's, as person_of says. Only a column
 * that is UNIQUE keeps the number of its own row (ada.lind7@example.com). A country, a locale or a sex that with() or a constant gives to a
 * row is wished of its person, and changes the other columns that tell of it; of a row that is of another's person they change where that one
 * lives, and not who it is. Whatever with() or a constant gives of the other's person (a name, a city), and unusual names, are told in this row
 * too. A row that was there before, that is given by its key alone, or that is made anew because it collided, has a person of its own.
 *
 * Ownership: everything in these structs is borrowed for the whole run; make them static.
 *
 * Errors: a declaration that makes no sense fails the test that first uses the factory: which factory, which column, what to do.
 */
#ifndef SEEDBED_FACTORY_H
#define SEEDBED_FACTORY_H

#include <seedbed/make.h>

/* A table of texts with weights; it ends in a NULL text. Any sum of weights will do. */
typedef struct sb_weighted {
    const char *text;
    unsigned weight;
} sb_weighted;

/* The value of a column of a row that is being made. It asks for other columns and parameters by get_text and get_int; texts of its own are
 * made by sb_row_format, and live as long as the row. */
typedef sb_value sb_lazy_fn(sb_row *row);

typedef struct sb_rule {
    const char *column;
    /* Where the value comes from. */
    const char *text;     /* this, read as the column's type: "0" is a number in a column of numbers, and "true" 1 there */
    bool null;            /* NULL */
    const char *sequence; /* this text, with the number of the row, from `first`, in the place of each # */
    const char *format;   /* this text, with other columns and parameters in braces: "{first_name}@example.com"; {{ is a brace */
    const char *copy; /* another column or parameter; "course.title": of a parent; "..title": of the row that it is made for */
    const sb_weighted *pick;  /* one of these, by weight */
    const char *const *cycle; /* these in turn, by the number of the row; up to a NULL */
    const char *fake;         /* a kind of value of docs/VALUES.md: "person.email", "date", "pattern" */
    const char *parent;       /* a row of this factory is made, and the column refers to it */
    sb_lazy_fn *lazy;         /* what this function gives */
    /* How: what a kind of value takes stands beside it in docs/VALUES.md. */
    const char *from, *to;        /* bounds, both included: numbers, amounts, dates, moments */
    const char *spread;           /* of numbers: "uniform" (where NULL), "normal", "zipf" */
    const char *mean, *deviation; /* of "normal"; NULL: the middle of the bounds, and a sixth of their distance */
    const char *form;             /* of a pattern, a date */
    const char *locale;           /* of people, addresses, numbers of phones; "nb", "pt_BR". NULL: a mixture */
    const char *sex;              /* of people: "female", "male". NULL: both */
    unsigned decimals;            /* behind the point */
    unsigned size;                /* words, sentences, bytes */
    unsigned maybe;               /* how many of a hundred rows have the value; the others have NULL. 0: all have it */
    bool unique;                  /* no two rows may have the same, whatever the schema says */
    bool yields;                  /* a column that has a default keeps that */
    unsigned first;               /* of a sequence: the number that row 1 has; 0: 1 */
    /* Of a parent. */
    const char *as;             /* traits, separated by spaces */
    const struct sb_rule *with; /* rules for its columns, before its own; ends in one without a column */
    unsigned share;             /* so many rows in a row have one parent; 0: each has its own */
} sb_rule;

/* Rows that refer to the one that was made, made after it. */
typedef struct sb_children {
    const char *factory;
    unsigned count;
    const char *count_of; /* a parameter or column that says how many; NULL: count */
    const char *column;   /* of theirs, that refers to this row; NULL: the only one that does */
    const char *as;
    const struct sb_rule *with;
    /* Where there is no such table, or none of its columns refers to this row, none are made. A name that is no factory and no table here, but
     * near to one that is, is taken for misspelt, and the test fails. */
    bool optional;
} sb_children;

/* 0, or SB_ERR with sb_fail_with, which fails the test. */
typedef int sb_hook_fn(sb_row *row);

typedef struct sb_trait {
    const char *name;
    const sb_rule *columns;      /* ends in one without a column; NULL: none */
    const char *as;              /* traits that this one includes */
    const sb_children *children; /* ends in one without a factory; NULL: none */
    sb_hook_fn *after_build;     /* the row is filled and not yet inserted: set() may change it */
    sb_hook_fn *after_make;      /* the row is in the table, and its children are */
} sb_trait;

typedef struct sb_factory {
    const char *name;
    const char *aliases; /* other names by which it is made and referred to, separated by spaces: "author reviewer" */
    const char
        *tables; /* that it serves, without prefix, separated by spaces; the first that there is. NULL: name, or its plural */
    const char *inherits; /* another factory, all of whose declarations hold where this one does not say otherwise */
    const char *as;       /* traits that hold for every row */
    const char *by; /* its natural key, columns separated by spaces: where a row has these values already, that one is taken */
    /* Whose person a row tells of, by the column that refers to that row: "user_id", or several of which the first that the table has is taken;
     * "self" is nobody else. NULL: of the columns that refer, each alone, and in which no two rows have the same (a key, UNIQUE), the one whose
     * row tells of a person; where several do, nobody else. */
    const char *person_of;
    const sb_rule *columns, *params; /* end in one without a column. params: parameters, given by with() and put into no column */
    const sb_trait *traits;          /* ends in one without a name */
    const sb_children *children;
    sb_hook_fn *after_build, *after_make;
} sb_factory;

/* FACTORY(account, .columns = account_columns) at file scope. */
#define SB_FACTORY(name_, ...) \
    static const sb_factory sb_factory_##name_ = { .name = #name_, __VA_ARGS__ }; \
    SB_ADD_FACTORY(sb_factory_##name_, name_)
/* The same for a struct that was filled elsewhere; id: a word that no other has in the file. */
#define SB_ADD_FACTORY(factory_, id_) \
    __attribute__((constructor)) static void sb_at_start_factory_##id_(void) \
    { \
        static sb_factory_node node; \
        node.factory = &factory_; \
        node.file = __FILE__; \
        node.line = __LINE__; \
        sb_add_factory(&node); \
    } \
    extern const struct sb_resource sb_fixture_resource

typedef struct sb_factory_node {
    const sb_factory *factory;
    const char *file;
    int line;
    struct sb_factory_node *next;
} sb_factory_node;

SB__C_BEGIN
/* For constructors. Before the built-in one of the same name; of two declared ones of one name the test that uses it fails, and both places
 * are named. */
void sb_add_factory(sb_factory_node *node);

/* ---- whether all of them work ---- */
/* In a test of a suite with a sandbox: make each factory once as it is and once with each of its traits, take the rows away again, and fail the
 * test with the list of what could not be made. How many were made.
 *
 *     TEST(factories, all_work) { lint_factories(); }
 *     lint_factories(.tables = true, .except = "legacy_order");
 *
 * Those that are declared, in C and YAML, and the built-in ones that make the rows of a table here (without their traits, which are for tables
 * that have such columns). A row that nothing finds again, or that something refers to which no factory made, stays until the test is over. A
 * failed assertion in a hook ends the test there. */
#define SB_LINT_FACTORIES(...) sb_lint_factories(SB__HERE, SB__LINT(__VA_ARGS__))
typedef struct sb_lint {
    size_t size;        /* of this struct; the macro gives it */
    bool tables;        /* tables without a factory too, each by its schema alone */
    const char *only;   /* these factories and tables, separated by spaces; NULL: all */
    const char *except; /* and not these: a factory that others inherit from, one for another sandbox */
} sb_lint;
size_t sb_lint_factories(const char *file, int line, sb_lint wanted);

/* ---- in a lazy value or a hook ---- */
/* Any value that with() takes: return SB_VALUE(5); */
#define SB_VALUE(x) SB__BOX(x)
/* A text that lives as long as the row. */
const char *sb_row_format(sb_row *row, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* 64 random bits, a function of the row and of this name alone: those of another name have nothing to do with them. */
uint64_t sb_row_random(const sb_row *row, const char *name);
/* n of the row: 0 for the first. */
uint64_t sb_row_n(const sb_row *row);
/* Which of the children of its row it is: 0 for the first. n of a row that is made as no child. */
uint64_t sb_row_place(const sb_row *row);
/* In after_build: another value for a column. */
#define SB_SET(row, column, value) sb_set(row, #column, SB__BOX(value))
void sb_set(sb_row *row, const char *column, sb_value value);
SB__C_END

#ifdef __cplusplus
namespace seedbed
{
struct lint_members {
    bool tables = false;
    const char *only = nullptr, *except = nullptr;
};
inline sb_lint lint_of(const lint_members &of) { return { sizeof(sb_lint), of.tables, of.only, of.except }; }
} // namespace seedbed
#define SB__LINT(...) seedbed::lint_of(seedbed::lint_members{ __VA_ARGS__ })
#else
#define SB__LINT(...) ((sb_lint){ .size = sizeof(sb_lint), __VA_ARGS__ })
#endif

#endif
